import type { CallOf, OutputOf } from '#platform/shared/contract.ts';
import type { checkIn } from '../contract.ts';

export type Finish = Omit<CallOf<typeof checkIn, 'finish'>, 'session'>;
export type Opened = OutputOf<typeof checkIn, 'kioskIdentify'>;
export interface StepProps {
  opened: Opened;
  given: Finish;
  /** Keeps what was said and goes on. */
  onNext: (said: Partial<Finish>) => void;
  onCancel: () => void;
  /** She said yes to a red flag; the clinic is told by this. */
  onStop: (tell: () => Promise<unknown>) => void;
  /** Step at of all. */
  place: string;
}
