import { z } from 'zod';
import type { VerbContract } from './contract.ts';
import { empty, done, sessionOver, ofOneself } from './identity-shapes.ts';

/** Verbs of the contract `identity` for one's own page. */
export const accountVerbs = {
  /** One's own page: what opens her account, and where it is open. */
  readAccount: {
    ...ofOneself,
    audience: 'signedIn',
    effect: 'read',
    input: empty,
    output: z.object({
      login: z.string(),
      hasPin: z.boolean(),
      /** What this clinic asks of her. */
      factor: z.enum(['off', 'optional', 'required']),
      totpSince: z.string().optional(),
      recoveryCodesLeft: z.int(),
      passkeysWorkHere: z.boolean(),
      passkeys: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          site: z.string(),
          createdAt: z.string(),
          usedAt: z.string().optional(),
        }),
      ),
      sessions: z.array(
        z.object({
          id: z.string(),
          here: z.boolean(),
          locked: z.boolean(),
          /** `Chrome, Windows`; absent for a program. */
          agent: z.string().optional(),
          address: z.string().optional(),
          createdAt: z.string(),
          usedAt: z.string(),
          absoluteUntil: z.string(),
        }),
      ),
    }),
    audited: false,
  },
  endSession: {
    ...ofOneself,
    audience: 'signedIn',
    effect: 'write',
    input: z.object({ sessionId: z.uuid() }),
    output: done,
    errors: { sessionOver },
  },
  /** All of her sessions but this one. */
  endOtherSessions: {
    ...ofOneself,
    audience: 'signedIn',
    effect: 'write',
    input: empty,
    output: z.object({ ended: z.int() }),
  },
} as const satisfies Record<string, VerbContract>;
