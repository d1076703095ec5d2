import { z } from 'zod';
import {
  clock,
  day,
  empty,
  gap,
  leave,
  leaveKinds,
  note,
  reason,
  rowId,
  shift,
  touched,
} from './contract-shapes.ts';

const own = { action: 'roster.own', kind: 'administrative', audience: 'signedIn' } as const;
const manage = { action: 'roster.manage', kind: 'administrative' } as const;
const leaveMissing = { status: 404 } as const;
/** It was decided, taken back, or is over. */
const leaveOver = { status: 409 } as const;
const impact = { touched: z.array(touched), gaps: z.array(gap) };

/** Time off, asked for by herself and decided by the manager. */
export const leaveVerbs = {
  myLeave: {
    ...own,
    effect: 'read',
    audited: false,
    input: empty,
    output: z.object({ leaves: z.array(leave) }),
  },
  /** Both times or none: part of a single day. */
  askLeave: {
    ...own,
    effect: 'write',
    input: z.object({
      kind: z.enum(leaveKinds),
      firstDay: day,
      lastDay: day,
      fromTime: clock.optional(),
      untilTime: clock.optional(),
      note: note.default(''),
    }),
    output: z.object({ leaveId: rowId }),
    errors: { askedAlready: { status: 409, details: z.object({ days: z.string() }) } },
  },
  /** Takes it back, an approved one too while it is not over. */
  cancelLeave: {
    ...own,
    effect: 'write',
    input: z.object({ leaveId: rowId }),
    output: empty,
    errors: { leaveMissing, leaveOver },
  },
  /** What waits for a decision, and what lies ahead, by the first day. */
  leaves: {
    ...manage,
    effect: 'read',
    input: empty,
    output: z.object({ leaves: z.array(leave) }),
  },
  /** What it would take away: her shifts, visits, and whom bookings need. */
  leaveImpact: {
    ...manage,
    effect: 'read',
    input: z.object({ leaveId: rowId }),
    output: z.object({ ...impact, shifts: z.array(shift) }),
    errors: { leaveMissing },
  },
  /** An approved one is withdrawn by declining it. Declining gives a reason. */
  decideLeave: {
    ...manage,
    effect: 'write',
    input: z.object({
      leaveId: rowId,
      approve: z.boolean(),
      reason: reason.default(''),
      evenSo: z.boolean().default(false),
    }),
    output: z.object(impact),
    errors: {
      leaveMissing,
      leaveOver,
      ownLeave: { status: 403 },
      /** `final`: the clinic refuses it, whatever is said. */
      lastPerson: {
        status: 409,
        details: z.object({ name: z.string(), acts: z.string(), final: z.boolean() }),
      },
    },
  },
} as const;
