import { z } from 'zod';

export const staffId = z.uuid();
export const rowId = z.uuid();
export const day = z.iso.date();
export const instant = z.string();
export const empty = z.object({});
export const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'roster_field_clock');
export const note = z.string().trim().max(300);
export const reason = z.string().trim().max(300);
export const code = z.string().regex(/^[a-z][A-Za-z0-9]{0,19}$/, 'roster_field_code');
const label = z.object({ en: z.string().trim().min(1).max(40), id: z.string().trim().min(1).max(40) });

export const kind = z.object({
  code,
  label,
  stretches: z
    .array(z.object({ from: clock, until: clock }))
    .min(1)
    .max(2),
  breakMinutes: z.int().min(0).max(240),
  active: z.boolean(),
});

export const settings = z.object({
  restMinutes: z.int().min(0).max(1440),
  weekMinutes: z.int().min(60).max(10_080),
  dayMinutes: z.int().min(60).max(1440),
  sixDayMinutes: z.int().min(60).max(1440),
  restDays: z.int().min(0).max(6),
  broken: z.enum(['warn', 'refuse']),
  lastPerson: z.enum(['warn', 'refuse']),
});

export const shift = z.object({
  shiftId: rowId,
  /** The day on which it begins. */
  day,
  /** Null: it has fallen free. */
  staffId: staffId.nullable(),
  /** Whose it was when it fell free. */
  leftBy: z.string(),
  kind: z.string(),
  stretches: z.array(z.object({ from: instant, until: instant })),
  breakMinutes: z.int(),
  /** How much of it an approved leave takes. */
  away: z.enum(['none', 'part', 'all']),
  /** The last change after publishing. */
  changed: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
});
export type Shift = z.output<typeof shift>;

/** Bookings ask for an act that nobody may do who is there. */
export const gap = z.object({
  day,
  action: z.string(),
  /** The act in words. */
  act: z.string(),
  from: instant,
  until: instant,
  bookings: z.int(),
  /** Who may do it and is not there then. */
  others: z.array(z.string()),
});
export type Gap = z.output<typeof gap>;

export const leaveKinds = ['annual', 'sick', 'family', 'training', 'other'] as const;
export const leaveStates = ['asked', 'approved', 'declined', 'cancelled'] as const;
export const leave = z.object({
  leaveId: rowId,
  staffId,
  name: z.string(),
  kind: z.enum(leaveKinds),
  firstDay: day,
  lastDay: day,
  from: instant,
  until: instant,
  /** Part of a single day. */
  part: z.boolean(),
  note: z.string(),
  state: z.enum(leaveStates),
  askedAt: instant,
  decidedBy: z.string(),
  decidedFor: z.string(),
});
export type Leave = z.output<typeof leave>;

export const swapStates = ['asked', 'agreed', 'approved', 'declined', 'cancelled'] as const;
export const swap = z.object({
  swapId: rowId,
  askerId: staffId,
  asker: z.string(),
  otherId: staffId,
  other: z.string(),
  shift,
  /** Null: the other takes it with nothing in return. */
  otherShift: shift.nullable(),
  note: z.string(),
  state: z.enum(swapStates),
  decidedBy: z.string(),
  decidedFor: z.string(),
});
export type Swap = z.output<typeof swap>;

/** A visit that a leave touches; no patient is named. */
export const touched = z.object({
  visitId: z.string(),
  startsAt: instant,
  endsAt: instant,
  visitType: z.string(),
  practitionerId: z.string().nullable(),
  /** She assists; else she is the provider. */
  assists: z.boolean(),
});

/** One person's line of the grid. */
export const line = z.object({
  staffId,
  name: z.string(),
  jobs: z.string(),
  /** Works here still. */
  here: z.boolean(),
  licensed: z.boolean(),
  /** Of work in this week. */
  minutes: z.int(),
  /** Days on which an approved leave takes something; why stands there for the manager and herself. */
  away: z.array(z.object({ day, kind: z.enum(leaveKinds).nullable(), part: z.boolean() })),
  /** Rules of the clinic that this week breaks, in words. */
  findings: z.array(z.string()),
});
export type Line = z.output<typeof line>;
