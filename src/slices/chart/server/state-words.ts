import { words } from '#platform/server/words.ts';
import type { Language } from '#platform/shared/languages.ts';
import type { Kind } from '../shared/kinds.ts';

/** States of every kind that are worth saying; the usual ones (active, final, finished) go without saying. */
const ofAny: Record<string, string> = {
  inactive: 'records_state_inactive',
  resolved: 'records_state_resolved',
  recurrence: 'records_state_recurrence',
  remission: 'records_state_remission',
  preliminary: 'records_state_preliminary',
  registered: 'records_state_preliminary',
  draft: 'records_state_preliminary',
  amended: 'records_state_amended',
  corrected: 'records_state_amended',
  cancelled: 'records_state_cancelled',
  revoked: 'records_state_cancelled',
  stopped: 'records_state_stopped',
  'not-taken': 'records_state_notTaken',
  'not-done': 'records_state_notDone',
  'on-hold': 'records_state_onHold',
  superseded: 'records_state_superseded',
  'in-progress': 'records_state_inProgress',
  arrived: 'records_state_inProgress',
  triaged: 'records_state_inProgress',
  planned: 'records_state_planned',
  noshow: 'chart_state_noShow',
};

/** Of an order and of an appointment the usual state says something too. */
const ofKind: Partial<Record<Kind, Record<string, string>>> = {
  order: { active: 'chart_state_open', completed: 'chart_state_done' },
  appointment: { booked: 'chart_state_booked', pending: 'chart_state_booked' },
};

/** How an entry stands, in words; nothing where nothing needs saying. */
export function stateOn(language: Language, kind: Kind, status: string | undefined): string | undefined {
  const key = ofKind[kind]?.[status ?? ''] ?? ofAny[status ?? ''];
  return key && words(language, key);
}
