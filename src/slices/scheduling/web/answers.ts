import type { OutputOf } from '#platform/shared/contract.ts';
import type { scheduling } from '../contract.ts';

/** What the screens read: the clinic's settings, and one day. */
export type Setup = OutputOf<typeof scheduling, 'setup'>;
export type Sheet = OutputOf<typeof scheduling, 'daySheet'>;
