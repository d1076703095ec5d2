import { m } from '#messages';
import type { Step } from '../shared/steps.ts';

const shipped: Record<Step, () => string> = {
  expected: m.frontDesk_step_expected,
  arrived: m.frontDesk_step_arrived,
  registering: m.frontDesk_step_registering,
  waiting: m.frontDesk_step_waiting,
  roomed: m.frontDesk_step_roomed,
  vitalsDone: m.frontDesk_step_vitalsDone,
  ready: m.frontDesk_step_ready,
  withProvider: m.frontDesk_step_withProvider,
  tasks: m.frontDesk_step_tasks,
  checkout: m.frontDesk_step_checkout,
  pharmacy: m.frontDesk_step_pharmacy,
  left: m.frontDesk_step_left,
  steppedOut: m.frontDesk_step_steppedOut,
  leftUnseen: m.frontDesk_step_leftUnseen,
  noShow: m.frontDesk_step_noShow,
  cancelled: m.frontDesk_step_cancelled,
};

/** Names of the steps as the clinic calls them, where the rows at hand tell; else as they are shipped. */
export function stepWords(rows: readonly { step: Step; stepLabel: string }[]): (step: Step) => string {
  const own = new Map(rows.map((row) => [row.step, row.stepLabel]));
  return (step) => own.get(step) ?? shipped[step]();
}
