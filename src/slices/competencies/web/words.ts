import { m } from '#messages';
import type { Method } from '../contract.ts';
import type { State } from '../shared/states.ts';

const methodsInWords = {
  observation: m.competencies_method_observation,
  simulation: m.competencies_method_simulation,
  written: m.competencies_method_written,
  chartAudit: m.competencies_method_chartAudit,
};

export function methodWords(method: Method): string {
  return methodsInWords[method]();
}

export const purposeWords = {
  practice: m.competencies_purpose_practice,
  validation: m.competencies_purpose_validation,
};

const nexts: Partial<Record<State, () => string>> = {
  notStarted: m.competencies_passport_next_notStarted,
  learning: m.competencies_passport_next_learning,
  practised: m.competencies_passport_next_practised,
  due: m.competencies_passport_next_due,
  lapsed: m.competencies_passport_next_lapsed,
  suspended: m.competencies_passport_next_suspended,
};

/** What would bring her on; nothing while it is current. */
export function nextWords(state: State): string | undefined {
  return nexts[state]?.();
}
