import type { CallOf } from '#platform/shared/contract.ts';
import type { Measure, VisitVitals, vitals } from '../contract.ts';
import type { RoomingValues } from './form-values.ts';

/** Where the form of a set stands: what it begins with, and what it sends. */
export interface FormPlace {
  visit: VisitVitals;
  /** Signs are still to be measured, or are measured again. */
  measuring: boolean;
  /** The measures still to be done; without it all of them. */
  only: readonly Measure[] | undefined;
  autoFocus: boolean;
  initial: RoomingValues;
  callOf: (values: RoomingValues) => CallOf<typeof vitals, 'recordVitals'>;
  onSaved: () => void;
}
