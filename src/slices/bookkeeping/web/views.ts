import type { OutputOf } from '#platform/shared/contract.ts';
import type { bookkeeping } from '../contract.ts';

/** What the check-out panel shows. */
export type CheckoutSheet = OutputOf<typeof bookkeeping, 'checkout'>;

/** What the Day screen shows. */
export type DayView = OutputOf<typeof bookkeeping, 'day'>;
