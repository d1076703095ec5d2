import { m } from '#messages';
import type { DrawerState, FeeKind, LinePayer, Method } from '../shared/words.ts';

const methods: Record<Method, () => string> = {
  cash: m.bookkeeping_method_cash,
  card: m.bookkeeping_method_card,
  transfer: m.bookkeeping_method_transfer,
  qris: m.bookkeeping_method_qris,
  deposit: m.bookkeeping_method_deposit,
};
export const methodWords = (method: Method): string => methods[method]();

const payers: Record<LinePayer, () => string> = {
  patient: m.bookkeeping_pays_patient,
  payer: m.bookkeeping_pays_payer,
  capitation: m.bookkeeping_pays_capitation,
  none: m.bookkeeping_pays_none,
};
export const payerWords = (payer: LinePayer): string => payers[payer]();

const states: Record<DrawerState, () => string> = {
  open: m.bookkeeping_drawer_open,
  counting: m.bookkeeping_drawer_counting,
  balanced: m.bookkeeping_drawer_balanced,
  variance: m.bookkeeping_drawer_variance,
  approved: m.bookkeeping_drawer_approved,
  closed: m.bookkeeping_drawer_closed,
};
export const drawerWords = (state: DrawerState): string => states[state]();

const kinds: Record<FeeKind, () => string> = {
  visitType: m.bookkeeping_fee_visitType,
  act: m.bookkeeping_fee_act,
  medicine: m.bookkeeping_fee_medicine,
  other: m.bookkeeping_fee_other,
};
export const feeKindWords = (kind: FeeKind): string => kinds[kind]();
