import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import type { Locale } from '#platform/shared/languages.ts';
import type { Coverage, coverageOrders, participantStates, Payer, subscriberRelations } from '../contract.ts';

type Order = (typeof coverageOrders)[number];
type ParticipantState = (typeof participantStates)[number];
type Relation = (typeof subscriberRelations)[number];

export function kindWords(kind: Payer['kind']): string {
  return {
    self: m.insurance_kind_self,
    bpjs: m.insurance_kind_bpjs,
    commercial: m.insurance_kind_commercial,
    medicare: m.insurance_kind_medicare,
    medicaid: m.insurance_kind_medicaid,
    employer: m.insurance_kind_employer,
    government: m.insurance_kind_government,
    workersCompensation: m.insurance_kind_workersCompensation,
  }[kind]();
}

/** Kinds that a clinic of this country meets first; the others follow. */
export function kindOptions(country: string) {
  const home = country === 'ID' ? (['bpjs'] as const) : (['medicare', 'medicaid'] as const);
  const kinds = [...home, 'commercial', 'employer', 'government', 'workersCompensation'] as const;
  return kinds.map((value) => ({ value, label: kindWords(value) }));
}

export function orderWords(order: Order): string {
  return {
    primary: m.insurance_order_primary,
    secondary: m.insurance_order_secondary,
    tertiary: m.insurance_order_tertiary,
  }[order]();
}

export function orderOptions() {
  return (['primary', 'secondary', 'tertiary'] as const).map((value) => ({
    value,
    label: orderWords(value),
  }));
}

export function relationWords(relation: Relation): string {
  return {
    self: m.insurance_relation_self,
    spouse: m.insurance_relation_spouse,
    child: m.insurance_relation_child,
    parent: m.insurance_relation_parent,
    other: m.insurance_relation_other,
  }[relation]();
}

export function relationOptions() {
  return (['self', 'spouse', 'child', 'parent', 'other'] as const).map((value) => ({
    value,
    label: relationWords(value),
  }));
}

export function participantWords(state: ParticipantState): string {
  return {
    active: m.insurance_participant_active,
    arrears: m.insurance_participant_arrears,
    waitingPeriod: m.insurance_participant_waitingPeriod,
    inactive: m.insurance_participant_inactive,
    deceased: m.insurance_participant_deceased,
    unreachable: m.insurance_participant_unreachable,
  }[state]();
}

export function participantOptions() {
  const states = ['active', 'arrears', 'waitingPeriod', 'inactive', 'deceased', 'unreachable'] as const;
  return states.map((value) => ({ value, label: participantWords(value) }));
}

/** From when to when, as far as the card says. */
export function periodWords({ from, to }: Pick<Coverage, 'from' | 'to'>, locale: Locale): string {
  const day = (date: string) => formatPlainDate(date, locale, 'short');
  if (from && to) return `${day(from)} – ${day(to)}`;
  if (from) return m.insurance_period_from({ date: day(from) });
  return to ? m.insurance_period_to({ date: day(to) }) : '';
}

export function stateWords(state: Coverage['state']): string {
  return {
    active: m.insurance_state_active,
    future: m.insurance_state_future,
    expired: m.insurance_state_expired,
    ended: m.insurance_state_ended,
  }[state]();
}
