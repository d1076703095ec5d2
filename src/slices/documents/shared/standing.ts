import type { DocStatus } from './codes.ts';
import type { Needs } from './types.ts';

/** What decides how far a document is. */
export interface Standing {
  needs: Needs;
  reviewed: boolean;
  signed: boolean;
  /** Its index was corrected, or it took the place of another one. */
  amended: boolean;
}

/** Whether nobody has to see it any more. */
export function isDone({ needs, reviewed, signed }: Standing): boolean {
  if (needs === 'nothing') return true;
  return signed || (needs === 'review' && reviewed);
}

/** FHIR's docStatus (http://hl7.org/fhir/R4/valueset-composition-status.html). */
export function docStatusOf(standing: Standing): DocStatus {
  if (!isDone(standing)) return 'preliminary';
  return standing.amended ? 'amended' : 'final';
}

/** What a type asks for; of a student's filing at least that somebody looks at it. */
export function neededFor(needs: Needs, preliminary: boolean): Needs {
  return preliminary && needs === 'nothing' ? 'review' : needs;
}

/** Whether this filing is one of the sample. @param every 0: none is checked @param count which filing of the clinic's it is, from 1 */
export function isPicked(every: number, count: number): boolean {
  return every > 0 && count % every === 0;
}
