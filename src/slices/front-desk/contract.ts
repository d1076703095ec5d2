import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import {
  boardRow,
  consent,
  counter,
  day,
  figures,
  form,
  id,
  instant,
  kind,
  nextAct,
  person,
  priority,
  said,
  settings,
  signerRelations,
  spanOfDays,
  step,
  stepSetting,
  text,
  visitCall,
  visitState,
  waits,
  words,
} from './shared/shapes.ts';
import { talkVerbs } from './contract-talk.ts';
import { mainSteps } from './shared/steps.ts';
import { offlineAct, offlineDecision, seenVisit, visitNote } from './shared/offline-shapes.ts';
import { visitNeeds } from './shared/talk-shapes.ts';

export type { OfflineAct, OfflineDecision } from './shared/offline-shapes.ts';
export type { VisitState, BoardRow, NextAct, Settings, Form, Said, VisitCall } from './shared/shapes.ts';
export type { Alert, TalkQuestion, TalkScript, VisitNeeds } from './shared/talk-shapes.ts';
export { visitState, acts, signerRelations, identifierKinds } from './shared/shapes.ts';

const conflict = { status: 409 } as const;
/** Refusals that any act on a visit may meet. */
export const visitErrors = {
  visitClosed: { status: 409, details: z.object({ step }) },
  notHereYet: conflict,
  anotherDay: { status: 409, details: z.object({ day, on: z.string() }) },
  patientDeceased: conflict,
  patientInactive: conflict,
  illegalMove: { status: 409, details: z.object({ from: z.string(), to: z.string() }) },
  alertOpen: conflict,
  criticalUntold: conflict,
} as const;

const read = { action: 'frontDesk.readBoard', kind: 'administrative', effect: 'read' } as const;
const greet = { action: 'frontDesk.greet', kind: 'administrative', effect: 'write' } as const;
const move = { action: 'frontDesk.moveVisit', kind: 'administrative', effect: 'write' } as const;
const manage = { action: 'frontDesk.manage', kind: 'administrative', effect: 'write' } as const;
const ofAnswer = (_: unknown, output?: { patientId?: string }) => output?.patientId;
const visitId = z.object({ visitId: id });
/** The step at which the caller saw her; refused where a colleague has taken her on since. */
const seenAt = step.optional();
const moveErrors = {
  ...visitErrors,
  roomTaken: { status: 409, details: z.object({ room: z.string() }) },
  takenOn: { status: 409, details: z.object({ by: z.string(), step, where: z.string() }) },
} as const;

/** The day's board, the greeting, and every step of a visit. */
export const frontDesk = defineContract('frontDesk', {
  ...talkVerbs,
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
      waiting: z.array(
        z.object({
          callId: z.string(),
          shown: z.string(),
          stepLabel: z.string(),
          /** When her provider will begin with her, as the day goes; absent where nothing tells it. */
          predictedAt: instant.optional(),
        }),
      ),
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
          /** When it came in, where it was done without a connection. */
          receivedAt: instant.optional(),
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
      needs: visitNeeds.optional(),
      /** In the order in which they were written. */
      notes: z.array(visitNote),
    }),
    patient: ofAnswer,
  },
  arrive: {
    ...greet,
    input: visitId
      .extend({
        /** Needed when she was marked as a no-show. */
        reason: text(255).optional(),
      })
      .strict(),
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
    /** Her number, where the provider's session is one of numbers. */
    output: visitState.extend({ number: z.int().optional() }),
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
    input: visitId.extend({ roomId: id.optional(), from: seenAt }).strict(),
    output: visitState,
    errors: moveErrors,
    patient: ofAnswer,
  },
  moveVisit: {
    ...move,
    input: visitId.extend({ to: z.enum(mainSteps), roomId: id.optional(), from: seenAt }).strict(),
    output: visitState,
    errors: moveErrors,
    patient: ofAnswer,
  },
  /** A line for whoever meets her next; kept with time and name, never changed. */
  noteVisit: {
    ...move,
    input: visitId.extend({ text: words(500) }).strict(),
    output: z.object({ visitId: id, patientId: id }),
    errors: { visitClosed: visitErrors.visitClosed },
    patient: ofAnswer,
  },
  /**
   * One act that was done without a connection, at its true time: the only verb that takes another time than now. Its
   * idempotency key is the act's own. `alreadySo`: a colleague has done the same.
   */
  takeIn: {
    ...move,
    input: z.strictObject({
      visitId: id,
      act: offlineAct,
      /** When it was done, by the server's clock as the board told it. */
      doneAt: instant,
      /** Instant of the board on which she did it. */
      boardAt: instant,
      /** How the visit stood there, with what she had done before. */
      seen: seenVisit,
      decided: offlineDecision.optional(),
    }),
    output: visitState.extend({
      outcome: z.enum(['takenIn', 'alreadySo', 'putAway']),
      /** Who was first, and when. */
      first: z.object({ by: z.string(), at: instant }).optional(),
    }),
    errors: {
      ...moveErrors,
      doneInFuture: { status: 422 },
      doneBeforeBoard: { status: 422 },
      doneTooLongAgo: { status: 422, details: z.object({ hours: z.int() }) },
      changedSince: {
        status: 409,
        details: z.object({
          by: z.string(),
          at: instant,
          step,
          where: z.string(),
          room: z.string().optional(),
        }),
      },
    },
    patient: ofAnswer,
  },
  /** Calls her to a counter or a room, on the wall and aloud; the same place again calls again. */
  callVisit: {
    ...move,
    input: visitId.extend({
      counterId: z.uuid().optional(),
      roomId: id.optional(),
      /** Takes a colleague's call over. */
      takeOver: z.boolean().default(false),
    }),
    output: visitCall.extend({ visitId: id, patientId: id }),
    errors: {
      ...visitErrors,
      alreadyCalled: { status: 409, details: z.object({ by: z.string(), place: z.string(), at: instant }) },
    },
    patient: ofAnswer,
  },
  /** She came, or was called by mistake. */
  endCall: {
    ...move,
    input: visitId,
    output: z.object({ visitId: id, patientId: id }),
    patient: ofAnswer,
  },
  /** To another provider's queue, or on to another counter, where she waits to be called. */
  transferVisit: {
    ...move,
    input: visitId.extend({ practitionerId: id.optional(), counterId: z.uuid().optional() }),
    output: visitState,
    errors: { ...visitErrors, withProvider: conflict },
    patient: ofAnswer,
  },
  saveCounters: {
    ...manage,
    /** Those that are left out are no longer in use. */
    input: z.object({ counters: z.array(z.object({ id: z.uuid().optional(), name: words(40) })).max(20) }),
    output: z.object({ counters: z.array(counter) }),
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
  /** Of a day's or some days' visits: median and 90th percentile of each wait, how many were left out for a missing stamp, and who did not come or came late. */
  waits: {
    ...read,
    audited: false,
    input: spanOfDays,
    output: figures.extend({
      day,
      byDay: z.array(figures.extend({ day })),
      byProvider: z.array(figures.extend({ practitioner: person })),
      /** Monday is 1. */
      byWeekday: z.array(figures.extend({ weekday: z.int() })),
    }),
  },
  exportWaits: {
    ...read,
    input: spanOfDays,
    output: z.object({ fileName: z.string(), csv: z.string() }),
  },
  setup: {
    ...read,
    audited: false,
    input: z.object({}),
    output: z.object({
      steps: z.array(stepSetting),
      settings,
      /** Of the clinic's country. */
      emergencyNumber: z.string(),
      forms: z.array(form),
      /** On duty today. */
      practitioners: z.array(person),
      rooms: z.array(person),
      /** In use, by name. */
      counters: z.array(counter),
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
