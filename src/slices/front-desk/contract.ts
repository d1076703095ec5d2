import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import { mainSteps, priorities, steps } from './shared/steps.ts';

/** A FHIR id; ours are UUIDs, imported ones whatever their sender chose. */
const id = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/);
const day = z.iso.date();
const instant = z.iso.datetime();
const words = (most: number) => z.string().trim().min(1).max(most);
const text = (most: number) => z.string().trim().max(most);
const minutes = z.int();
const step = z.enum(steps);
const priority = z.enum(priorities);
const person = z.object({ id: z.string(), name: z.string() });

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
const waits = z.object({
  registration: minutes.optional(),
  lobbyWait: minutes.optional(),
  roomWait: minutes.optional(),
  providerTime: minutes.optional(),
  cycle: minutes.optional(),
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
const nextAct = z.object({
  act: z.enum(acts),
  action: z.string(),
  /** Of `room`: the room that is proposed. */
  room: person.optional(),
});

const boardPatient = z.object({
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

const boardRow = z.object({
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
  /** What comes next, most wanted first; a person does the first of which she holds the action. */
  next: z.array(nextAct),
});
export type BoardRow = z.output<typeof boardRow>;
export type NextAct = z.output<typeof nextAct>;

const stepSetting = z.object({
  step: z.enum(mainSteps),
  labelEn: words(40),
  labelId: words(40),
  /** Only `pharmacy` can be switched off; the others carry the FHIR states. */
  on: z.boolean(),
});
const settings = z.object({
  /** Waiting in the lobby longer than this turns amber. */
  tooLongMinutes: z.int().min(5).max(240),
  lateMinutes: z.int().min(0).max(120),
  queueBy: z.enum(['none', 'visitType', 'payerKind']),
  /** Letter by visit type code or payer kind; what is not named is called `A`. */
  queueLetters: z.record(z.string().max(40), z.string().regex(/^[A-Z]{1,2}$/, 'frontDesk_field_letter')),
});
export type Settings = z.output<typeof settings>;

const form = z.object({
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
const consent = z.object({
  code: z.string().max(40),
  version: z.string().max(20),
  language: z.enum(['en', 'id']),
  decision: z.enum(['signed', 'refused']),
  signer: z.object({ name: words(200), relationship: z.enum(signerRelations) }),
  witness: text(200).optional(),
});

/** What the patient says of herself. The appointment's time may be said too, and never counts. */
const said = z.object({
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
] as const;
const kind = z.enum(identifierKinds);

const conflict = { status: 409 } as const;
/** Refusals that any act on a visit may meet. */
export const visitErrors = {
  visitClosed: { status: 409, details: z.object({ step }) },
  notHereYet: conflict,
  anotherDay: { status: 409, details: z.object({ day, on: z.string() }) },
  patientDeceased: conflict,
  patientInactive: conflict,
  illegalMove: { status: 409, details: z.object({ from: z.string(), to: z.string() }) },
} as const;

const read = { action: 'frontDesk.readBoard', kind: 'administrative', effect: 'read' } as const;
const greet = { action: 'frontDesk.greet', kind: 'administrative', effect: 'write' } as const;
const move = { action: 'frontDesk.moveVisit', kind: 'administrative', effect: 'write' } as const;
const manage = { action: 'frontDesk.manage', kind: 'administrative', effect: 'write' } as const;
const ofAnswer = (_: unknown, output?: { patientId?: string }) => output?.patientId;
const visitId = z.object({ visitId: id });

/** The day's board, the greeting, and every step of a visit. */
export const frontDesk = defineContract('frontDesk', {
  /** Not audited row by row: every screen reads it again at each step that anybody takes. */
  todayBoard: {
    ...read,
    audited: false,
    input: z.object({ day: day.optional() }),
    output: z.object({
      day,
      /** Instant of the minutes in the rows. */
      at: instant,
      rows: z.array(boardRow),
      counts: z.object({ expected: z.int(), here: z.int(), done: z.int() }),
      settings: settings.pick({ tooLongMinutes: true, lateMinutes: true }),
    }),
  },
  /** For the lobby's screen: no names, no reasons. */
  wallBoard: {
    ...read,
    audited: false,
    input: z.object({}),
    output: z.object({
      at: instant,
      /** Called to a room in the last minutes, newest first. */
      called: z.array(z.object({ callId: z.string(), shown: z.string(), room: z.string(), at: instant })),
      waiting: z.array(z.object({ callId: z.string(), shown: z.string(), stepLabel: z.string() })),
    }),
  },
  /** Today's visits of people who fit a line as spoken; masked while one identifier alone fits. */
  findVisits: {
    ...read,
    input: z.object({ text: z.string().trim().min(1).max(200) }),
    output: z.object({
      visits: z.array(
        z.object({
          visitId: id,
          patientId: id,
          name: z.string(),
          birthDate: z.string().optional(),
          recordNumber: z.string(),
          masked: z.boolean(),
          scheduledAt: instant.optional(),
          step,
          stepLabel: z.string(),
        }),
      ),
    }),
  },
  readVisit: {
    ...read,
    input: visitId,
    output: visitState.extend({
      at: instant,
      patientName: z.string(),
      visitType: z.string(),
      room: person.optional(),
      practitioner: person.optional(),
      payer: person.optional(),
      /** The way with its times; `by` is a name. Steps that the clinic has not are left out. */
      way: z.array(
        z.object({
          step: z.enum(mainSteps),
          label: z.string(),
          at: instant.optional(),
          by: z.string().optional(),
        }),
      ),
      /** Everything that happened, also what was taken back. */
      log: z.array(
        z.object({
          step,
          label: z.string(),
          at: instant,
          by: z.string(),
          undone: z.boolean(),
          reason: z.string().optional(),
        }),
      ),
      waits,
      stepLabel: z.string(),
      next: z.array(nextAct),
      mayUndo: z.boolean(),
      identity: z.object({ at: instant, by: z.string(), agreed: z.array(kind) }).optional(),
      contactConfirmedAt: instant.optional(),
      guardian: z.object({ name: z.string(), relationship: z.string() }).optional(),
      /** She is below 18 and needs one. */
      child: z.boolean(),
      forms: z.array(
        form.extend({ signedAt: instant.optional(), state: z.enum(['needed', 'signed', 'refused']) }),
      ),
      slipId: z.string().optional(),
    }),
    patient: ofAnswer,
  },
  arrive: {
    ...greet,
    input: visitId.extend({
      /** Needed when she was marked as a no-show. */
      reason: text(255).optional(),
    }),
    output: visitState,
    errors: visitErrors,
    patient: ofAnswer,
  },
  takeWalkIn: {
    ...greet,
    input: z.object({
      patientId: id,
      /** Left out, or with nothing free today: she stands without a time. */
      practitionerId: id.optional(),
      visitTypeCode: z.string().max(40),
      priority: priority.default('routine'),
      reason: text(255).default(''),
    }),
    output: visitState,
    errors: {
      ...visitErrors,
      alreadyToday: { status: 409, details: z.object({ visitId: id, step }) },
      unknownVisitType: conflict,
    },
    patient: (input: { patientId: string }) => input.patientId,
  },
  identifyPatient: {
    ...greet,
    input: z.object({ visitId: id.optional(), patientId: id.optional(), said }),
    output: z.object({ patientId: id, visitId: id.optional(), agreed: z.array(kind), at: instant }),
    errors: {
      ...visitErrors,
      secondIdentifierRequired: { status: 422, details: z.object({ agreed: z.array(kind) }) },
      identityMismatch: { status: 409, details: z.object({ differs: z.array(kind) }) },
    },
    patient: (input: { patientId?: string }, output?: { patientId?: string }) =>
      output?.patientId ?? input.patientId,
  },
  checkIn: {
    ...greet,
    input: visitId.extend({
      /** Chief complaint in the patient's own words. */
      reason: z.string().trim().min(1, 'frontDesk_field_reasonNeeded').max(255),
      priority: priority.optional(),
      consents: z.array(consent).max(20).default([]),
      payerId: z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/, 'frontDesk_field_payerNeeded'),
      coverageId: id.optional(),
      contactConfirmed: z.boolean().default(false),
      guardian: z.object({ name: words(200), relationship: z.enum(signerRelations) }).optional(),
    }),
    output: visitState.extend({
      queueNumber: z.string(),
      /** The queue slip, to be printed by `print.printPaper`. */
      slipId: z.string(),
      waitingBefore: z.int(),
    }),
    errors: {
      ...visitErrors,
      notIdentified: conflict,
      guardianNeeded: conflict,
      formsMissing: { status: 422, details: z.object({ forms: z.string(), codes: z.array(z.string()) }) },
    },
    patient: ofAnswer,
  },
  /** Sets or changes the red flag; an emergency stands first and needs no papers before a room. */
  setPriority: {
    ...move,
    input: visitId.extend({ priority }),
    output: visitState,
    errors: visitErrors,
    patient: ofAnswer,
  },
  /** To a room, or to another one. Left out: the room that is proposed, or none where the clinic has no rooms. */
  roomVisit: {
    action: 'frontDesk.room',
    kind: 'administrative',
    effect: 'write',
    input: visitId.extend({ roomId: id.optional() }),
    output: visitState,
    errors: { ...visitErrors, roomTaken: { status: 409, details: z.object({ room: z.string() }) } },
    patient: ofAnswer,
  },
  moveVisit: {
    ...move,
    input: visitId.extend({ to: z.enum(mainSteps), roomId: id.optional() }),
    output: visitState,
    errors: { ...visitErrors, roomTaken: { status: 409, details: z.object({ room: z.string() }) } },
    patient: ofAnswer,
  },
  undoMove: {
    ...move,
    input: visitId.extend({
      /** The step that is taken back; refused when it is another by now. */
      step: step.optional(),
    }),
    output: visitState,
    errors: { nothingToUndo: conflict, movedSince: { status: 409, details: z.object({ step }) } },
    patient: ofAnswer,
  },
  leaveUnseen: {
    ...move,
    input: visitId.extend({ reason: z.string().trim().min(1, 'frontDesk_field_reasonNeeded').max(255) }),
    output: visitState,
    errors: visitErrors,
    patient: ofAnswer,
  },
  stepOut: { ...move, input: visitId, output: visitState, errors: visitErrors, patient: ofAnswer },
  comeBack: { ...move, input: visitId, output: visitState, errors: visitErrors, patient: ofAnswer },
  /** Of the day's visits: median and 90th percentile of each wait, and how many were left out for a missing stamp. */
  waits: {
    ...read,
    audited: false,
    input: z.object({ day }),
    output: z.object({
      day,
      visits: z.int(),
      measures: z.array(
        z.object({
          measure: z.enum(['registration', 'lobbyWait', 'roomWait', 'providerTime', 'cycle']),
          counted: z.int(),
          excluded: z.int(),
          medianMinutes: z.number().optional(),
          p90Minutes: z.number().optional(),
        }),
      ),
      onTime: z.object({ counted: z.int(), onTime: z.int(), excluded: z.int() }),
    }),
  },
  setup: {
    ...read,
    audited: false,
    input: z.object({}),
    output: z.object({
      steps: z.array(stepSetting),
      settings,
      forms: z.array(form),
      /** On duty today. */
      practitioners: z.array(person),
      rooms: z.array(person),
    }),
  },
  saveSteps: {
    ...manage,
    input: z.object({ steps: z.array(stepSetting).min(1).max(20) }),
    output: z.object({}),
  },
  saveSettings: { ...manage, input: settings, output: z.object({}) },
  /** A changed text is a new version; what was signed keeps the old one. */
  saveForm: { ...manage, input: form, output: z.object({}), errors: { versionTaken: conflict } },
});
