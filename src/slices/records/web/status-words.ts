import { m } from '#messages';

const words: Record<string, () => string> = {
  inactive: m.records_state_inactive,
  resolved: m.records_state_resolved,
  recurrence: m.records_state_recurrence,
  remission: m.records_state_remission,
  preliminary: m.records_state_preliminary,
  registered: m.records_state_preliminary,
  amended: m.records_state_amended,
  corrected: m.records_state_amended,
  cancelled: m.records_state_cancelled,
  stopped: m.records_state_stopped,
  'not-taken': m.records_state_notTaken,
  'not-done': m.records_state_notDone,
  'on-hold': m.records_state_onHold,
  draft: m.records_state_preliminary,
  superseded: m.records_state_superseded,
  'in-progress': m.records_state_inProgress,
  arrived: m.records_state_inProgress,
  triaged: m.records_state_inProgress,
  planned: m.records_state_planned,
};

/** What is worth saying of a line's state in the clinic's words; the usual state (active, final, finished) needs none. */
export function chartStatusWords(status: string): string | undefined {
  return words[status]?.();
}
