import { z } from 'zod';
import { markCodes } from './marks.ts';
import { mainSteps, priorities, steps } from './steps.ts';
import { measures } from './waits.ts';

/** A FHIR id; ours are UUIDs, imported ones whatever their sender chose. */
export const id = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/);
export const day = z.iso.date();
export const instant = z.iso.datetime();
export const words = (most: number) => z.string().trim().min(1).max(most);
export const text = (most: number) => z.string().trim().max(most);
export const minutes = z.int();
export const step = z.enum(steps);
export const priority = z.enum(priorities);
export const person = z.object({ id: z.string(), name: z.string() });

/** What stands of a visit; also what the door's functions answer. */
export const visitState = z.object({
  visitId: id,
  patientId: id,
  practitionerId: id.optional(),
  roomId: id.optional(),
  step,
  /** Instant from which it stands at this step. */
  since: instant,
  day,
  scheduledAt: instant.optional(),
  payerId: z.string().optional(),
  coverageId: id.optional(),
  queueNumber: z.string().optional(),
  visitTypeCode: z.string().optional(),
  reason: z.string(),
  priority,
  walkIn: z.boolean(),
  /** Two identifiers agreed. */
  identified: z.boolean(),
  /** First instant at each step that still counts. */
  stamps: z.partialRecord(step, instant),
});
export type VisitState = z.output<typeof visitState>;

/** Whole minutes; absent while a stamp is missing. The definitions are those of `shared/waits.ts`. */
export const waits = z.object({
  registration: minutes.optional(),
  lobbyWait: minutes.optional(),
  roomWait: minutes.optional(),
  providerTime: minutes.optional(),
  cycle: minutes.optional(),
});

/** So many days from a day on, of one provider or of all. */
export const spanOfDays = z.object({
  day,
  days: z.int().min(1).max(31).default(1),
  practitionerId: id.optional(),
});

/** The definitions are those of `shared/figures.ts`. */
export const figures = z.object({
  visits: z.int(),
  measures: z.array(
    z.object({
      measure: z.enum(measures),
      counted: z.int(),
      excluded: z.int(),
      medianMinutes: z.number().optional(),
      p90Minutes: z.number().optional(),
    }),
  ),
  onTime: z.object({ counted: z.int(), onTime: z.int(), excluded: z.int() }),
  noShow: z.object({ counted: z.int(), noShow: z.int() }),
  late: z.object({ counted: z.int(), late: z.int(), excluded: z.int() }),
});

/** The one next act of a row, and the right that it needs. `open` is the visit page, `greet` the greeting. */
export const acts = [
  'arrive',
  'greet',
  'checkIn',
  'room',
  'openRooming',
  'ready',
  'openConsultation',
  'openTasks',
  'openCheckout',
  'handOverMedicine',
  'comeBack',
  'cameAfterAll',
] as const;
export const nextAct = z.object({
  act: z.enum(acts),
  action: z.string(),
  /** Of `room`: the room that is proposed. */
  room: person.optional(),
});

/** In a row of the board; the words stand with the visit. */
export const needMarks = ['interpreter', 'access', 'mask', 'roomApart', 'chaperone'] as const;

export const boardPatient = z.object({
  id: z.string(),
  name: z.string(),
  birthDate: z.string().optional(),
  sex: z.enum(['male', 'female', 'other', 'unknown']),
  recordNumber: z.string(),
  allergies: z.union([z.enum(['notAsked', 'none', 'noneToDrugs']), z.array(z.string())]),
  flags: z.array(z.string()),
  language: z.string().optional(),
  /** Somebody else of the same surname comes on the same day. */
  nameAlert: z.boolean(),
});

export const counter = z.object({ id: z.uuid(), name: words(40), active: z.boolean() });

/** Where she is called to, or sent to by a colleague (`times` 0) and not called yet. */
export const visitCall = z.object({
  callId: z.uuid(),
  place: z.string(),
  times: z.int(),
  at: instant,
  by: z.string(),
  mine: z.boolean(),
});
export type VisitCall = z.output<typeof visitCall>;

export const boardRow = z.object({
  visitId: id,
  patient: boardPatient,
  scheduledAt: instant.optional(),
  queueNumber: z.string().optional(),
  reason: z.string(),
  visitType: z.string(),
  priority,
  walkIn: z.boolean(),
  step,
  stepLabel: z.string(),
  since: instant,
  room: person.optional(),
  practitioner: person.optional(),
  payer: person.optional(),
  identified: z.boolean(),
  /** The worst red flag to which nobody has seen yet. */
  alert: z.enum(['emergency', 'urgent']).optional(),
  /** What other duties say of it, each from an instant on. */
  marks: z.array(z.object({ code: z.enum(markCodes), from: instant })),
  /** What whoever rooms her must know: codes of `needMarks`. */
  needs: z.array(z.enum(needMarks)),
  /** Since she came, and since the present step, in whole minutes at the answer's `at`. */
  hereMinutes: minutes.optional(),
  stepMinutes: minutes,
  waits,
  /** Minutes late, beyond the clinic's limit: how late she came, or by now is. */
  lateMinutes: minutes.optional(),
  /** Waits longer than the clinic allows. */
  tooLong: z.boolean(),
  /** A no-show may be said. */
  mayBeNoShow: z.boolean(),
  call: visitCall.optional(),
  /** What comes next, most wanted first; a person does the first of which she holds the action. */
  next: z.array(nextAct),
});
export type BoardRow = z.output<typeof boardRow>;
export type NextAct = z.output<typeof nextAct>;

export const stepSetting = z.object({
  step: z.enum(mainSteps),
  labelEn: words(40),
  labelId: words(40),
  /** Only `pharmacy` can be switched off; the others carry the FHIR states. */
  on: z.boolean(),
});
export const settings = z.object({
  /** Waiting in the lobby longer than this turns amber. */
  tooLongMinutes: z.int().min(5).max(240),
  lateMinutes: z.int().min(0).max(120),
  queueBy: z.enum(['none', 'visitType', 'payerKind']),
  /** Letter by visit type code or payer kind; what is not named is called `A`. */
  queueLetters: z.record(z.string().max(40), z.string().regex(/^[A-Z]{1,2}$/, 'frontDesk_field_letter')),
  /** What dials help; empty: the country's number. */
  emergencyNumber: z
    .string()
    .trim()
    .regex(/^[0-9 +/.-]{0,30}$/, 'frontDesk_field_emergencyNumber')
    .default(''),
  /** How long after it was done something may come in that was done without a connection. */
  offlineHours: z.int().min(1).max(72).default(24),
});
export type Settings = z.output<typeof settings>;

export const form = z.object({
  code: z.string().regex(/^[a-z][A-Za-z]{0,39}$/),
  language: z.enum(['en', 'id']),
  version: words(20),
  title: words(120),
  body: words(20_000),
  /** Signed once and again after so many months; 0: at each visit. */
  validMonths: z.int().min(0).max(120),
  required: z.boolean(),
  /** Whether one may go on without a signature, the refusal being written down. */
  mayRefuse: z.boolean(),
});
export type Form = z.output<typeof form>;

export const signerRelations = [
  'self',
  'mother',
  'father',
  'guardian',
  'spouse',
  'child',
  'sibling',
  'other',
] as const;
export const consent = z.object({
  code: z.string().max(40),
  version: z.string().max(20),
  language: z.enum(['en', 'id']),
  decision: z.enum(['signed', 'refused']),
  signer: z.object({ name: words(200), relationship: z.enum(signerRelations) }),
  witness: text(200).optional(),
});

/** What the patient says of herself. The appointment's time may be said too, and never counts. */
export const said = z.object({
  name: text(200).optional(),
  birthDate: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'frontDesk_field_birthDate')
    .optional(),
  nik: text(40).optional(),
  recordNumber: text(40).optional(),
  phone: text(40).optional(),
  address: text(300).optional(),
  appointmentTime: text(40).optional(),
  /** The whole line as it was typed into the finder; read like the finder reads it. */
  line: text(200).optional(),
});
export type Said = z.output<typeof said>;
export const identifierKinds = [
  'name',
  'birthDate',
  'recordNumber',
  'identifier',
  'phone',
  'address',
  // the code that was given for the booking, at a kiosk; never asked at the desk
  'booking',
] as const;
export const kind = z.enum(identifierKinds);
