import type { Language } from '#platform/shared/languages.ts';
import type { Step } from './states.ts';
import { idSet } from './starting/id.ts';
import { usSet } from './starting/us.ts';

/** A competency as a clinic starts with it. */
export interface Starting {
  code: string;
  label: Record<Language, string>;
  acts: string[];
  roles: string[];
  practices: number;
  validMonths: number;
  observers: 'licensed' | 'trainer';
  /** From the first day the act is closed without it. */
  asked: boolean;
  steps: Step[];
}

/** What a new clinic of this country starts with. A clinic elsewhere starts from the US one and checks it with its own law. */
export function startingSet(country: string): readonly Starting[] {
  return country === 'ID' ? idSet : usSet;
}
