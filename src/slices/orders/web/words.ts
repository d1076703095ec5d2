import { m } from '#messages';
import type { Consultation, Order, PaperName } from '../contract.ts';
import type { WordOf } from '../shared/describe.ts';
import type { OrderKind } from '../shared/order-words.ts';

/*
 * Named one by one, so that the screen loads these words and not every message of the house.
 */

type Params = Record<string, string | number>;
const text = (value: string | number | undefined) => String(value ?? '');

const plain: Record<string, () => string> = {
  form_tablet: m.orders_form_tablet,
  form_capsule: m.orders_form_capsule,
  form_syrup: m.orders_form_syrup,
  form_drops: m.orders_form_drops,
  form_powder: m.orders_form_powder,
  form_cream: m.orders_form_cream,
  form_ointment: m.orders_form_ointment,
  form_inhaler: m.orders_form_inhaler,
  form_nebule: m.orders_form_nebule,
  form_suppository: m.orders_form_suppository,
  form_injection: m.orders_form_injection,
  form_eyeDrops: m.orders_form_eyeDrops,
  form_earDrops: m.orders_form_earDrops,
  form_patch: m.orders_form_patch,
  route_oral: m.orders_route_oral,
  route_topical: m.orders_route_topical,
  route_inhaled: m.orders_route_inhaled,
  route_rectal: m.orders_route_rectal,
  route_vaginal: m.orders_route_vaginal,
  route_intramuscular: m.orders_route_intramuscular,
  route_subcutaneous: m.orders_route_subcutaneous,
  route_intravenous: m.orders_route_intravenous,
  route_eye: m.orders_route_eye,
  route_ear: m.orders_route_ear,
  route_nose: m.orders_route_nose,
  route_sublingual: m.orders_route_sublingual,
  frequency_onceDaily: m.orders_frequency_onceDaily,
  frequency_twiceDaily: m.orders_frequency_twiceDaily,
  frequency_threeTimesDaily: m.orders_frequency_threeTimesDaily,
  frequency_fourTimesDaily: m.orders_frequency_fourTimesDaily,
  frequency_fiveTimesDaily: m.orders_frequency_fiveTimesDaily,
  frequency_every4Hours: m.orders_frequency_every4Hours,
  frequency_every6Hours: m.orders_frequency_every6Hours,
  frequency_every8Hours: m.orders_frequency_every8Hours,
  frequency_every12Hours: m.orders_frequency_every12Hours,
  frequency_everyOtherDay: m.orders_frequency_everyOtherDay,
  frequency_weekly: m.orders_frequency_weekly,
  frequency_once: m.orders_frequency_once,
  time_beforeMeals: m.orders_time_beforeMeals,
  time_withMeals: m.orders_time_withMeals,
  time_afterMeals: m.orders_time_afterMeals,
  time_morning: m.orders_time_morning,
  time_atBedtime: m.orders_time_atBedtime,
  asNeeded: m.orders_asNeeded,
};

const counted: Record<string, (params: { count: number }) => string> = {
  unit_tablet: m.orders_unit_tablet,
  unit_capsule: m.orders_unit_capsule,
  unit_syrup: m.orders_unit_syrup,
  unit_drops: m.orders_unit_drops,
  unit_powder: m.orders_unit_powder,
  unit_cream: m.orders_unit_cream,
  unit_ointment: m.orders_unit_ointment,
  unit_inhaler: m.orders_unit_inhaler,
  unit_nebule: m.orders_unit_nebule,
  unit_suppository: m.orders_unit_suppository,
  unit_injection: m.orders_unit_injection,
  unit_eyeDrops: m.orders_unit_eyeDrops,
  unit_earDrops: m.orders_unit_earDrops,
  unit_patch: m.orders_unit_patch,
  forDays: m.orders_forDays,
};

const filled: Record<string, (params: Params) => string> = {
  taking: (p) =>
    m.orders_taking({ amount: text(p.amount), frequency: text(p.frequency), route: text(p.route) }),
  line_referral: (p) => m.orders_line_referral({ to: text(p.to) }),
  line_followUp: (p) => m.orders_line_followUp({ on: text(p.on) }),
};

/** This slice's words for `shared/describe.ts`, in the reader's language. */
export const wordOf: WordOf = (key, params = {}) =>
  plain[key]?.() ?? counted[key]?.({ count: Number(params.count) }) ?? filled[key]?.(params) ?? '';

const kinds: Record<OrderKind, () => string> = {
  test: m.orders_kind_test,
  medicine: m.orders_kind_medicine,
  procedure: m.orders_kind_procedure,
  referral: m.orders_kind_referral,
  followUp: m.orders_kind_followUp,
};
export const kindWords = (kind: OrderKind): string => kinds[kind]();

const states: Record<Order['state'], () => string> = {
  draft: m.orders_state_draft,
  active: m.orders_state_active,
  done: m.orders_state_done,
  cancelled: m.orders_state_cancelled,
};
export const stateWords = (state: Order['state']): string => states[state]();

/** The state of an order; a prescription for a pharmacy leaves nothing to do here. */
export function orderStateWords({ state, detail }: Pick<Order, 'state' | 'detail'>): string {
  const forPharmacy = detail.kind === 'medicine' && !detail.medicine.dispensedHere;
  return state === 'active' && forPharmacy ? m.orders_state_prescribed() : stateWords(state);
}

const missings: Record<Consultation['missing'][number], () => string> = {
  note: m.orders_signMissing_note,
  diagnosis: m.orders_signMissing_diagnosis,
  coSign: m.orders_signMissing_coSign,
  allergy: m.orders_signMissing_allergy,
};
export const missingWords = (missing: Consultation['missing'][number]): string => missings[missing]();

const paperNames: Record<PaperName, () => string> = {
  prescription: m.orders_paper_prescription,
  testSlip: m.orders_paper_testSlip,
  sickNote: m.orders_paper_sickNote,
  referralLetter: m.orders_paper_referralLetter,
  followUpCard: m.orders_paper_followUpCard,
};
export const paperWords = (paper: PaperName): string => paperNames[paper]();
