/** The way of a visit through the clinic, in order. `pharmacy` is passed over where the clinic has none. */
export const mainSteps = [
  'expected',
  'arrived',
  'registering',
  'waiting',
  'roomed',
  'vitalsDone',
  'ready',
  'withProvider',
  'tasks',
  'checkout',
  'pharmacy',
  'left',
] as const;
export type MainStep = (typeof mainSteps)[number];

/** Beside the way: a pause, and three ends. */
export const sideSteps = ['steppedOut', 'leftUnseen', 'noShow', 'cancelled'] as const;
export const steps = [...mainSteps, ...sideSteps] as const;
export type Step = (typeof steps)[number];

/** FHIR R4 Encounter.status that a step stands on. */
export type EncounterStatus =
  | 'planned'
  | 'arrived'
  | 'triaged'
  | 'in-progress'
  | 'onleave'
  | 'finished'
  | 'cancelled'
  | 'entered-in-error';

const statuses: Record<Step, EncounterStatus> = {
  expected: 'planned',
  arrived: 'arrived',
  registering: 'arrived',
  waiting: 'arrived',
  roomed: 'triaged',
  vitalsDone: 'triaged',
  ready: 'triaged',
  withProvider: 'in-progress',
  tasks: 'in-progress',
  checkout: 'in-progress',
  pharmacy: 'in-progress',
  left: 'finished',
  steppedOut: 'onleave',
  leftUnseen: 'cancelled',
  noShow: 'cancelled',
  cancelled: 'cancelled',
};

export function statusOf(step: Step): EncounterStatus {
  return statuses[step];
}

/** The step of an Encounter that another system wrote: the first that its status allows. */
export function stepFromStatus(status: string): Step | undefined {
  const foreign: Record<string, Step> = {
    planned: 'expected',
    arrived: 'arrived',
    triaged: 'roomed',
    'in-progress': 'withProvider',
    onleave: 'steppedOut',
    finished: 'left',
    cancelled: 'cancelled',
  };
  return foreign[status];
}

export function isMain(step: Step): step is MainStep {
  return (mainSteps as readonly string[]).includes(step);
}

/** Place on the way; 0 is `expected`. */
export function rankOf(step: MainStep): number {
  return mainSteps.indexOf(step);
}

/** Nothing more happens to it: out of the house, or never in it. */
export function isClosed(step: Step): boolean {
  return step === 'left' || step === 'leftUnseen' || step === 'noShow' || step === 'cancelled';
}

/** She was here and is out of the house. */
export function hasLeft(step: Step): boolean {
  return step === 'left' || step === 'leftUnseen';
}

/** She is in the clinic, or a moment outside. */
export function isHere(step: Step): boolean {
  return step !== 'expected' && !isClosed(step);
}

export const priorities = ['emergency', 'urgent', 'routine'] as const;
export type Priority = (typeof priorities)[number];
