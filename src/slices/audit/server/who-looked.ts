import type { Verb } from '#platform/server/slice.ts';
import type { audit } from '../contract.ts';
import { readEntries } from './read-entries.ts';

/** Who opened, changed, printed or was refused one patient's chart, newest first. */
export const whoLooked: Verb<typeof audit, 'whoLooked'> = (ctx, input) => readEntries(ctx, input);
