import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import {
  consultation,
  day,
  diagnosis,
  done,
  favourite,
  id,
  madePaper,
  note,
  nothingToPrint,
  order,
  orderDetail,
  orderStates,
  print,
  read,
  reason,
  referral,
  sickNote,
  signed,
  text,
  visitId,
  words,
  write,
} from './contract-shapes.ts';

export {
  consultation,
  diagnosis,
  favourite,
  medicineLine,
  order,
  orderDetail,
  orderStates,
  papers,
  referralStates,
} from './contract-shapes.ts';
export type {
  Consultation,
  Diagnosis,
  Favourite,
  MedicineLine,
  Order,
  OrderDetail,
  PaperName,
  Referral,
  SickNote,
  Signature,
} from './contract-shapes.ts';

export const orders = defineContract('orders', {
  readConsultation: { ...read, input: z.object({ visitId }), output: consultation },
  /** The physician is with the patient: opens her sheet and moves the board. */
  startConsultation: {
    ...write,
    action: 'orders.sign',
    input: z.object({ visitId }),
    output: consultation,
  },
  /** Keeps the note as it stands; a draft until it is signed. */
  keepNote: {
    ...write,
    action: 'orders.writeNote',
    input: z.object({ visitId, text: z.string().max(20_000), version: z.int().min(0) }),
    output: note.extend({ patientId: z.string() }),
    errors: {
      ...signed,
      noteChanged: { status: 409, details: z.object({ by: z.string(), text: z.string(), version: z.int() }) },
    },
  },
  addAddendum: {
    ...write,
    action: 'orders.writeNote',
    input: z.object({ visitId, text: words(20_000) }),
    output: done.extend({ addendumId: z.string() }),
    errors: { notSigned: { status: 409 } },
  },
  /** Searches the clinic's list by the beginnings of words in either language, or by the code. */
  findDiagnosis: {
    action: 'orders.read',
    kind: 'clinical',
    effect: 'read',
    audited: false,
    input: z.object({ text: text(100), limit: z.int().min(1).max(50).default(12) }),
    output: z.object({
      found: z.array(z.object({ code: z.string(), label: z.string(), other: z.string() })),
    }),
  },
  addDiagnosis: {
    ...write,
    action: 'orders.diagnose',
    input: z.object({
      visitId,
      code: z.string().trim().toUpperCase().max(10),
      note: text(300).optional(),
      /** Keep it on the problem list as well: it lasts beyond this visit. */
      lasting: z.boolean().default(false),
    }),
    output: done.extend({ diagnosis }),
    errors: { ...signed, codeNotListed: { status: 422 }, alreadyThere: { status: 409 } },
  },
  removeDiagnosis: {
    ...write,
    action: 'orders.diagnose',
    input: z.object({ visitId, diagnosisId: id, reason }),
    output: done,
    errors: signed,
  },
  favourites: {
    action: 'orders.read',
    kind: 'administrative',
    effect: 'read',
    audited: false,
    input: z.object({}),
    output: z.object({ favourites: z.array(favourite) }),
  },
  saveFavourite: {
    action: 'orders.manageFavourites',
    kind: 'administrative',
    effect: 'write',
    input: z.object({
      favouriteId: z.uuid().optional(),
      labels: z.object({ en: words(120), id: words(120) }),
      search: text(300).default(''),
      detail: orderDetail,
      active: z.boolean().default(true),
    }),
    output: z.object({ favouriteId: z.uuid() }),
  },
  /** Medicines need `orders.prescribe` as well. `now` starts it before the signature. */
  placeOrder: {
    ...write,
    action: 'orders.order',
    input: z.object({
      visitId,
      detail: orderDetail,
      now: z.boolean().default(false),
      allergyOverride: text(300).optional(),
    }),
    output: done.extend({ order }),
    errors: {
      notStarted: { status: 409 },
      allergyWarning: { status: 409, details: z.object({ medicine: z.string(), allergies: z.string() }) },
    },
  },
  /** "Order now": starts a drafted order before the signature. */
  startOrder: {
    ...write,
    action: 'orders.order',
    input: z.object({ orderId: id }),
    output: done.extend({ order }),
    errors: { orderOver: { status: 409 } },
  },
  cancelOrder: {
    ...write,
    action: 'orders.order',
    input: z.object({ orderId: id, reason }),
    output: done,
    errors: { orderOver: { status: 409 } },
  },
  /** What she may begin in this visit under a standing order, and which of those in force do not fit this patient. */
  standingChoices: {
    ...read,
    action: 'orders.perform',
    judgesGround: true,
    audited: false,
    input: z.object({ visitId }),
    output: z.object({
      patientId: z.string(),
      choices: z.array(
        z.object({
          protocolId: z.string(),
          title: z.string(),
          text: z.string(),
          conditions: z.string(),
          approvedBy: z.string(),
          /** Its last good day. */
          reviewBy: day,
          items: z.array(z.object({ code: z.string(), label: z.string() })),
          /** Why nothing of it may be begun for this patient. */
          whyNot: z.string().optional(),
        }),
      ),
    }),
  },
  /** Begins a favourite under a standing order, in the name of who approved it; carried out by `performOrder`. */
  startStandingOrder: {
    ...write,
    action: 'orders.perform',
    judgesGround: true,
    input: z.object({ visitId, protocolId: z.uuid(), code: words(60) }),
    output: done.extend({ order }),
    errors: {
      protocolOver: { status: 409 },
      notCovered: { status: 409, details: z.object({ title: z.string(), item: z.string() }) },
    },
  },
  /** Takes back one that was begun by mistake and is not carried out. */
  cancelStandingOrder: {
    ...write,
    action: 'orders.perform',
    judgesGround: true,
    input: z.object({ orderId: id, reason }),
    output: done,
    errors: {
      orderOver: { status: 409 },
      notStanding: { status: 409, details: z.object({ by: z.string() }) },
    },
  },
  /** What is needed beside `orders.perform` the order itself says (`order.action`). */
  performOrder: {
    ...write,
    action: 'orders.perform',
    judgesGround: true,
    input: z.object({
      orderId: id,
      note: text(500).optional(),
      quantity: z
        .string()
        .regex(/^\d{1,4}([.,]\d{1,2})?$/, 'orders_field_quantity')
        .optional(),
    }),
    output: done.extend({ order }),
    errors: { notOrderedYet: { status: 409 }, orderOver: { status: 409 }, otherKind: { status: 409 } },
  },
  undoPerform: {
    ...write,
    action: 'orders.perform',
    judgesGround: true,
    input: z.object({ orderId: id, reason }),
    output: done.extend({ order }),
    errors: { notPerformed: { status: 409 } },
  },
  /** Referral sent, follow-up booked: front desk's part. `undoneFor` opens it again. */
  arrangeOrder: {
    ...write,
    action: 'scheduling.book',
    kind: 'administrative',
    input: z.object({ orderId: id, note: text(500).optional(), undoneFor: reason.optional() }),
    output: done.extend({ order }),
    errors: { notOrderedYet: { status: 409 }, orderOver: { status: 409 }, otherKind: { status: 409 } },
  },
  /** A student's entry becomes final under the name of somebody who may. */
  coSign: {
    ...write,
    action: 'orders.coSign',
    input: z.object({ orderId: id }),
    output: done.extend({ order }),
    errors: { notPerformed: { status: 409 } },
  },
  signVisit: {
    ...write,
    action: 'orders.sign',
    input: z.object({
      visitId,
      /** Why she signs for the visit's own physician. */
      coveringFor: text(200).optional(),
    }),
    output: consultation,
    errors: {
      notStarted: { status: 409 },
      noteMissing: { status: 409 },
      diagnosisMissing: { status: 409 },
      coSignMissing: { status: 409, details: z.object({ names: z.string() }) },
      allergyWarning: { status: 409, details: z.object({ medicine: z.string(), allergies: z.string() }) },
      notYourVisit: { status: 409, details: z.object({ name: z.string() }) },
    },
  },
  draftSickNote: {
    ...write,
    action: 'orders.draftSickNote',
    input: z.object({ visitId, sickNoteId: id.optional(), from: day, to: day, advice: text(300).optional() }),
    output: done.extend({ sickNote }),
    errors: signed,
  },
  printPrescription: { ...print, input: z.object({ visitId }), output: madePaper, errors: nothingToPrint },
  printTestSlip: { ...print, input: z.object({ visitId }), output: madePaper, errors: nothingToPrint },
  printSickNote: {
    ...print,
    input: z.object({ visitId, sickNoteId: id.optional() }),
    output: madePaper,
    errors: nothingToPrint,
  },
  printReferralLetter: { ...print, input: z.object({ visitId }), output: madePaper, errors: nothingToPrint },
  printFollowUpCard: { ...print, input: z.object({ visitId }), output: madePaper, errors: nothingToPrint },
  /** Visits that wait for my signature, oldest first. */
  toSign: {
    action: 'orders.sign',
    kind: 'clinical',
    effect: 'read',
    input: z.object({}),
    output: z.object({
      visits: z.array(
        z.object({
          visitId: z.string(),
          patientId: z.string(),
          patientName: z.string(),
          startedAt: z.string(),
          hasNote: z.boolean(),
          diagnoses: z.array(z.string()),
          orderCount: z.int(),
        }),
      ),
    }),
  },
  /** Notes, diagnoses and orders of a patient over all visits, newest first. */
  pastOrders: {
    ...read,
    input: z.object({ patientId: id }),
    output: z.object({
      patientId: z.string(),
      problems: z.array(z.object({ code: z.string(), label: z.string(), since: z.string().optional() })),
      visits: z.array(
        z.object({
          visitId: z.string(),
          at: z.string(),
          by: z.string(),
          signed: z.boolean(),
          note: z.string(),
          diagnoses: z.array(z.string()),
          orders: z.array(z.object({ id: z.string(), label: z.string(), state: z.enum(orderStates) })),
        }),
      ),
    }),
  },
  /** Referrals of a patient over all visits and of other systems, newest first, and what became of each. */
  patientReferrals: {
    ...read,
    input: z.object({ patientId: id }),
    output: z.object({ patientId: z.string(), referrals: z.array(referral), more: z.boolean() }),
  },
});
