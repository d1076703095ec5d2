import { z } from 'zod';
import { empty, note, reason, rowId, shift, staffId, swap } from './contract-shapes.ts';

const own = { action: 'roster.own', kind: 'administrative', audience: 'signedIn' } as const;
const manage = { action: 'roster.manage', kind: 'administrative' } as const;
const swapMissing = { status: 404 } as const;
/** It was decided or taken back, or one of the shifts has begun or is another's now. */
const swapOver = { status: 409 } as const;

/** A shift for another one, between two people, with the manager's approval. */
export const swapVerbs = {
  /** Those that one asked for and those that one is asked for, of shifts that lie ahead. */
  mySwaps: {
    ...own,
    effect: 'read',
    audited: false,
    input: empty,
    output: z.object({ swaps: z.array(swap) }),
  },
  /** Colleagues and their published shifts of the four weeks around one's own. */
  swapChoices: {
    ...own,
    effect: 'read',
    audited: false,
    input: z.object({ shiftId: rowId }),
    output: z.object({
      people: z.array(z.object({ staffId, name: z.string(), shifts: z.array(shift) })),
    }),
    errors: { shiftMissing: { status: 404 } },
  },
  askSwap: {
    ...own,
    effect: 'write',
    input: z.object({
      shiftId: rowId,
      otherId: staffId,
      otherShiftId: rowId.optional(),
      note: note.default(''),
    }),
    output: z.object({ swapId: rowId }),
    errors: {
      shiftMissing: { status: 404 },
      notYours: { status: 409 },
      begun: { status: 409 },
      swapAsked: { status: 409 },
    },
  },
  /** The colleague agrees, and it goes to the manager; or says no. */
  answerSwap: {
    ...own,
    effect: 'write',
    input: z.object({ swapId: rowId, agree: z.boolean() }),
    output: empty,
    errors: { swapMissing, swapOver },
  },
  cancelSwap: {
    ...own,
    effect: 'write',
    input: z.object({ swapId: rowId }),
    output: empty,
    errors: { swapMissing, swapOver },
  },
  /** Those to which both have agreed. */
  swaps: { ...manage, effect: 'read', input: empty, output: z.object({ swaps: z.array(swap) }) },
  decideSwap: {
    ...manage,
    effect: 'write',
    input: z.object({ swapId: rowId, approve: z.boolean(), reason: reason.default('') }),
    output: empty,
    errors: {
      swapMissing,
      swapOver,
      overlaps: { status: 409, details: z.object({ name: z.string(), held: z.string() }) },
      onLeave: { status: 409, details: z.object({ name: z.string() }) },
      ownSwap: { status: 403 },
    },
  },
} as const;
