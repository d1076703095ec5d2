import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import { day, empty, gap, kind, line, reason, rowId, settings, shift, staffId } from './contract-shapes.ts';
import { leaveVerbs } from './contract-leave.ts';
import { swapVerbs } from './contract-swaps.ts';

export type { Gap, Leave, Line, Shift, Swap } from './contract-shapes.ts';

const read = { action: 'roster.read', kind: 'administrative', effect: 'read' } as const;
const manage = { action: 'roster.manage', kind: 'administrative', effect: 'write' } as const;
const own = { action: 'roster.own', kind: 'administrative', audience: 'signedIn' } as const;

const kindOut = kind.extend({ place: z.int() });
export type Kind = z.output<typeof kindOut>;
const shiftMissing = { status: 404 } as const;
/** Whoever gets a shift has no other at that time, and no approved leave. */
const placing = {
  overlaps: { status: 409, details: z.object({ name: z.string(), held: z.string() }) },
  onLeave: { status: 409, details: z.object({ name: z.string() }) },
} as const;
/** A published week is changed with a reason. */
const placed = z.object({ shiftId: rowId });
const mondayDay = z.iso.date();
const publishedBy = z.object({ at: z.string(), by: z.string(), inSpiteOf: z.string() });

/** Who is here when: shifts, leave and swaps. */
export const roster = defineContract('roster', {
  /** The week of a day: people by days, and what of the bookings nobody there may do. A draft is the manager's to see. */
  week: {
    ...read,
    input: z.object({ day }),
    output: z.object({
      monday: day,
      days: z.array(day),
      published: publishedBy.nullable(),
      people: z.array(line),
      shifts: z.array(shift),
      gaps: z.array(gap),
      kinds: z.array(kindOut),
      mayManage: z.boolean(),
      /** Leave and swaps that wait for a decision. */
      toDecide: z.int(),
    }),
  },
  assign: {
    ...manage,
    input: z.object({ day, staffId, kind: z.string().max(20), reason: reason.default('') }),
    output: placed,
    errors: placing,
  },
  /** Another person or another kind; a shift that has fallen free finds somebody so. */
  changeShift: {
    ...manage,
    input: z.object({ shiftId: rowId, staffId, kind: z.string().max(20), reason: reason.default('') }),
    output: placed,
    errors: { ...placing, shiftMissing },
  },
  removeShift: {
    ...manage,
    input: z.object({ shiftId: rowId, reason: reason.default('') }),
    output: empty,
    errors: { shiftMissing },
  },
  /** The shifts of the week before into a draft; what does not fit is left and named. Again adds nothing twice. */
  copyWeek: {
    ...manage,
    input: z.object({ monday: mondayDay }),
    output: z.object({
      copied: z.int(),
      left: z.array(
        z.object({ name: z.string(), day, why: z.enum(['gone', 'onLeave', 'overlaps', 'noKind']) }),
      ),
    }),
    errors: { published: { status: 409 }, nothingToCopy: { status: 409 } },
  },
  /** From now on it counts, and each is told. What breaks a rule is said first. */
  publish: {
    ...manage,
    input: z.object({ monday: mondayDay, evenSo: z.boolean().default(false) }),
    output: publishedBy,
    errors: {
      emptyWeek: { status: 409 },
      /** `final`: the clinic refuses it, whatever is said. */
      rulesBroken: { status: 409, details: z.object({ broken: z.string(), final: z.boolean() }) },
    },
  },
  printWeek: { ...read, effect: 'write', input: z.object({ day }), output: z.object({ paperId: z.uuid() }) },
  setup: {
    ...read,
    input: empty,
    output: z.object({ kinds: z.array(kindOut), settings }),
  },
  /** Shifts that are planned already keep their times. */
  saveKind: { ...manage, input: kind, output: empty },
  saveSettings: { ...manage, input: settings, output: settings },
  /** One's own published shifts from the week's Monday on. */
  mine: {
    ...own,
    effect: 'read',
    audited: false,
    input: empty,
    output: z.object({
      shifts: z.array(shift),
      kinds: z.array(kindOut),
      /** Shifts that run now or begin today. */
      today: z.array(shift),
    }),
  },
  ...leaveVerbs,
  ...swapVerbs,
});
