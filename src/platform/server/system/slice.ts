import { system } from '#platform/shared/system-contract.ts';
import type { ServerSlice, Verbs } from '../slice.ts';
import { listNotices } from './list-notices.ts';

/** What the machine under the clinic has to say to whoever looks after it. */
export const systemSlice = {
  contract: system,
  verbs: { listNotices } satisfies Verbs<typeof system>,
} satisfies ServerSlice;
