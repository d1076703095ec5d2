import { m } from '#messages';
import type { Referral } from '../contract.ts';

/*
 * Named one by one, so that the screen loads these words and not every message of the house.
 */

export const referralStateWords: Record<Referral['state'], () => string> = {
  written: m.orders_referral_written,
  asked: m.orders_referral_asked,
  arranged: m.orders_referral_arranged,
  appointment: m.orders_referral_appointment,
  answered: m.orders_referral_answered,
  closed: m.orders_referral_closed,
  onHold: m.orders_referral_onHold,
  cancelled: m.orders_referral_cancelled,
  inError: m.orders_referral_inError,
};

export const referralStateTones = {
  written: 'grey',
  asked: 'blue',
  arranged: 'green',
  appointment: 'green',
  answered: 'green',
  closed: 'grey',
  onHold: 'grey',
  cancelled: 'grey',
  inError: 'grey',
} as const satisfies Record<Referral['state'], string>;

export const overdueWords: Record<NonNullable<Referral['overdue']>, () => string> = {
  arranging: m.orders_referral_overdueArranging,
  answer: m.orders_referral_overdueAnswer,
};
