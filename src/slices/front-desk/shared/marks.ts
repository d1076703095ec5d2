import { epochMsOf } from '#platform/shared/time.ts';

/**
 * What other duties say of a visit: a critical value that no clinician has heard; something is to be measured again;
 * somebody of a like name is on the list too.
 */
export const markCodes = ['untold', 'recheck', 'nameAlert'] as const;
export type MarkCode = (typeof markCodes)[number];

export interface VisitMark {
  code: MarkCode;
  /** The instant from which it is shown. */
  from: string;
}

/** The marks that are shown at an instant, each once, the gravest first. */
export function shownMarks(marks: readonly VisitMark[], now: string): MarkCode[] {
  const shown = new Set(
    marks.filter(({ from }) => epochMsOf(from) <= epochMsOf(now)).map(({ code }) => code),
  );
  return markCodes.filter((code) => shown.has(code));
}
