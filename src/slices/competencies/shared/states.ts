/** What a state is told from. Instants are ISO-8601 UTC. */
export interface Facts {
  learningSince: string | null;
  /** Practices that an observer has confirmed and that are not in error. */
  practised: number;
  /** How many are asked for before a first validation. */
  needed: number;
  /** The end of the last good day; null while nobody has validated it. */
  until: string | null;
  suspendedAt: string | null;
}

/** The states of domain 14.2 in their order; a validation makes `current`. */
export const states = [
  'notStarted',
  'learning',
  'practised',
  'current',
  'due',
  'lapsed',
  'suspended',
] as const;
export type State = (typeof states)[number];

/** From so many days before its end a competency is due to be confirmed again. */
export const dueDays = 30;

const dayMs = 86_400_000;

/** The state at an instant: a lapse is seen because the end has passed. */
export function stateAt({ learningSince, practised, needed, until, suspendedAt }: Facts, now: string): State {
  if (suspendedAt) return 'suspended';
  if (until) {
    const leftMs = Date.parse(until) - Date.parse(now);
    if (leftMs <= 0) return 'lapsed';
    return leftMs <= dueDays * dayMs ? 'due' : 'current';
  }
  if (practised > 0 && practised >= needed) return 'practised';
  return learningSince || practised > 0 ? 'learning' : 'notStarted';
}

/** Whether the act is open by it. */
export function isGood(state: State): boolean {
  return state === 'current' || state === 'due';
}

export interface Step {
  step: string;
  en: string;
  id: string;
  /** Failing it fails the whole, whatever else was right. */
  critical: boolean;
}

/** Steps of the list that have no answer, and answers that are to none of its steps. */
export function unanswered(
  steps: readonly Pick<Step, 'step'>[],
  results: Readonly<Record<string, boolean>>,
): { missing: string[]; unknown: string[] } {
  const known = new Set(steps.map((one) => one.step));
  return {
    missing: [...known].filter((step) => results[step] === undefined),
    unknown: Object.keys(results).filter((step) => !known.has(step)),
  };
}

/** Steps that failed; the attempt has passed where none of them is critical. */
export function judge(
  steps: readonly Pick<Step, 'step' | 'critical'>[],
  results: Readonly<Record<string, boolean>>,
): { passed: boolean; failed: string[] } {
  const failed = steps.filter((one) => results[one.step] === false);
  return { passed: failed.every((one) => !one.critical), failed: failed.map((one) => one.step) };
}
