import type { OutputOf } from '#platform/shared/contract.ts';
import type { selfBooking } from '../contract.ts';

/** What a clinic's page stands on. */
export type OpenPage = OutputOf<typeof selfBooking, 'openPage'>;
/** One of the kinds of visit that it offers. */
export type OfferedVisit = OpenPage['visitTypes'][number];
