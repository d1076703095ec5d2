import type { Language } from '#platform/shared/languages.ts';
import type { Step } from '../states.ts';

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
