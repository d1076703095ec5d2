import type { Verb } from '#platform/server/slice.ts';
import type { audit } from '../contract.ts';
import { readEntries } from './read-entries.ts';

/** A chart that the clinic does not have was looked at by nobody: an empty list, as for one that nobody opened. */
export const whoLooked: Verb<typeof audit, 'whoLooked'> = (ctx, input) => readEntries(ctx, input);
