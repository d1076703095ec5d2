import { z } from 'zod';
import { defineContract } from './contract.ts';

/** What whoever runs the clinic should see to, before it hurts. */
export const system = defineContract('system', {
  /** Empty for everybody who does not manage the clinic's people: it is not hers to see to. */
  listNotices: {
    ...{ action: 'system.readNotices', kind: 'administrative', audience: 'signedIn' },
    effect: 'read',
    audited: false,
    input: z.object({}),
    /** `words`: what is so and what to do, in the reader's language. */
    output: z.object({ notices: z.array(z.object({ key: z.string(), words: z.string() })) }),
  },
});
