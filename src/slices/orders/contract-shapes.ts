import { z } from 'zod';
import { doses, medicineForms, medicineRoutes, medicineTimes, orderKinds } from './shared/order-words.ts';

export const id = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);
export const visitId = id;
export const text = (most: number) => z.string().trim().max(most);
export const words = (most: number) => z.string().trim().min(1).max(most);
export const day = z.iso.date();
export const reason = words(500);

/** What a medicine line says. Amounts are text as entered; `forPatient` is in the patient's language. */
export const medicineLine = z.object({
  drug: words(120),
  /** `500 mg`, `125 mg/5 ml`. */
  strength: text(40).optional(),
  form: z.enum(medicineForms),
  /** How much at a time, in the form's unit: `1`, `½`, `5`. */
  dose: words(20),
  route: z.enum(medicineRoutes),
  frequency: z.enum(doses),
  /** When in relation to meals or sleep. */
  time: z.enum(medicineTimes).optional(),
  /** Only when needed; `forPatient` says for what. */
  asNeeded: z.boolean().default(false),
  days: z.int().min(1).max(365).optional(),
  /** How much is given, in the form's unit of packing. */
  quantity: z.string().regex(/^\d{1,4}([.,]\d{1,2})?$/, 'orders_field_quantity'),
  forPatient: text(300).optional(),
  /** Handed out by this clinic rather than by a pharmacy. */
  dispensedHere: z.boolean().default(false),
});
export type MedicineLine = z.output<typeof medicineLine>;

const item = z.object({
  /** Code of the favourite that it came from; it is what a fee is found by. */
  code: text(60).optional(),
  label: words(200),
  /** Needs a needle or enters the body: only those who may do that carry it out. */
  invasive: z.boolean().default(false),
  /** The skill that it takes, by which terms and competencies know it: `venipuncture`. The favourite's where none is said. */
  skill: z
    .string()
    .regex(/^[a-z][A-Za-z0-9]{0,39}$/)
    .optional(),
});

const urgency = z.enum(['routine', 'urgent']).default('routine');

/** What is ordered, by kind. */
export const orderDetail = z.discriminatedUnion('kind', [
  item.extend({ kind: z.literal('test'), urgency, instructions: text(500).optional() }),
  item.extend({ kind: z.literal('procedure'), urgency, instructions: text(500).optional() }),
  z.object({ kind: z.literal('medicine'), code: text(60).optional(), medicine: medicineLine }),
  z.object({
    kind: z.literal('referral'),
    code: text(60).optional(),
    /** Specialty or place: `Cardiology`, `Poli mata RS …`. */
    to: words(200),
    /** What the other physician is asked, in one sentence. */
    question: words(500),
    urgency,
  }),
  z.object({
    kind: z.literal('followUp'),
    code: text(60).optional(),
    on: day,
    /** With whom or where; the visit's physician when absent. */
    withWhom: text(120).optional(),
    purpose: text(300).optional(),
  }),
]);
export type OrderDetail = z.output<typeof orderDetail>;

export const orderStates = ['draft', 'active', 'done', 'cancelled'] as const;

/** Whether somebody ordered it for this patient, or it was begun under a standing order of the clinic. */
export const basis = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('order'), by: z.string() }),
  z.object({
    kind: z.literal('standingOrder'),
    protocolId: z.string(),
    version: z.int(),
    title: z.string(),
    /** Who approved it, and who began it for this patient. */
    by: z.string(),
    startedBy: z.string(),
  }),
]);

const performed = z.object({
  /** FHIR id of the Procedure or MedicationDispense. */
  id: z.string(),
  at: z.string(),
  by: z.string(),
  note: z.string().optional(),
  quantity: z.string().optional(),
  /** The standing order under which it was done. */
  protocol: z.string().optional(),
  /** A student's, waiting for somebody to co-sign it. */
  preliminary: z.boolean(),
});

export const order = z.object({
  id: z.string(),
  detail: orderDetail,
  /** One line in the reader's language. */
  label: z.string(),
  state: z.enum(orderStates),
  orderedAt: z.string(),
  orderedBy: z.string(),
  basis,
  /** What its carrying out needs, and whether the reader holds it. */
  action: z.string(),
  mayPerform: z.boolean(),
  /** Where her job holds it and something else is missing today: what, and who may. */
  whyNot: z.string().optional(),
  performed: performed.optional(),
  cancelledFor: z.string().optional(),
  /** Why it was ordered against a recorded allergy. */
  allergyOverride: z.string().optional(),
});
export type Order = z.output<typeof order>;

export const referralStates = [
  ...(['written', 'asked', 'arranged', 'appointment', 'answered', 'closed'] as const),
  ...(['onHold', 'cancelled', 'inError'] as const),
] as const;

/** A referral as the record holds it, of this clinic or of another system. */
export const referral = z.object({
  id: z.string(),
  /** Specialty, place or person. */
  to: z.string(),
  /** What is to be done there, where that is said apart; what the other is asked. */
  what: z.string().optional(),
  question: z.string().optional(),
  urgent: z.boolean(),
  state: z.enum(referralStates),
  /** Instants, or as much of a date as is known. */
  at: z.string().optional(),
  appointmentAt: z.string().optional(),
  by: z.string().optional(),
  /** What was written while it was arranged. */
  note: z.string().optional(),
  cancelledFor: z.string().optional(),
  /** What came back, where the record says that it is of this referral. */
  answer: z.object({ title: z.string(), at: z.string().optional(), by: z.string().optional() }).optional(),
  /** What should have happened by now and is not in the record. */
  overdue: z.enum(['arranging', 'answer']).optional(),
  visitId: z.string().optional(),
});
export type Referral = z.output<typeof referral>;

export const diagnosis = z.object({
  id: z.string(),
  code: z.string(),
  label: z.string(),
  note: z.string().optional(),
  main: z.boolean(),
  by: z.string(),
  at: z.string(),
});
export type Diagnosis = z.output<typeof diagnosis>;

export const note = z.object({
  id: z.string().optional(),
  text: z.string(),
  /** Pass it back with the next change; 0 while there is none. */
  version: z.int(),
  changedAt: z.string().optional(),
  changedBy: z.string().optional(),
});

export const signature = z.object({
  name: z.string(),
  role: z.string(),
  licenceNumber: z.string().optional(),
  at: z.string(),
  /** Why somebody else than the visit's own physician signed. */
  coveringFor: z.string().optional(),
});
export type Signature = z.output<typeof signature>;

export const sickNote = z.object({
  id: z.string(),
  from: day,
  to: day,
  advice: z.string().optional(),
  signed: z.boolean(),
  draftedBy: z.string(),
});
export type SickNote = z.output<typeof sickNote>;

/** Papers of a visit in the order in which they are expected. */
export const papers = ['prescription', 'testSlip', 'sickNote', 'referralLetter', 'followUpCard'] as const;
export type PaperName = (typeof papers)[number];

export const consultation = z.object({
  visitId: z.string(),
  patientId: z.string(),
  startedAt: z.string().optional(),
  /** Whose visit it is. */
  practitionerId: z.string().optional(),
  mine: z.boolean(),
  note,
  addenda: z.array(z.object({ id: z.string(), text: z.string(), at: z.string(), by: z.string() })),
  diagnoses: z.array(diagnosis),
  orders: z.array(order),
  sickNotes: z.array(sickNote),
  signature: signature.optional(),
  /** What still stands between the visit and its signature. */
  missing: z.array(z.enum(['note', 'diagnosis', 'coSign', 'allergy'])),
  /** Papers that this visit gives, next expected first; those already printed last. */
  papers: z.array(z.object({ paper: z.enum(papers), printed: z.boolean(), draft: z.boolean() })),
});
export type Consultation = z.output<typeof consultation>;

export const favourite = z.object({
  favouriteId: z.uuid(),
  code: z.string(),
  kind: z.enum(orderKinds),
  label: z.string(),
  labels: z.object({ en: words(120), id: words(120) }),
  /** Further words by which it is found as one types. */
  search: z.string(),
  detail: orderDetail,
  active: z.boolean(),
});
export type Favourite = z.output<typeof favourite>;

const patientOf = (_input: unknown, output?: { patientId?: string }) => output?.patientId;
export const done = z.object({ patientId: z.string() });
export const madePaper = z.object({ patientId: z.string(), paperId: z.uuid(), draft: z.boolean() });

export const read = { action: 'orders.read', kind: 'clinical', effect: 'read', patient: patientOf } as const;
export const write = { kind: 'clinical', effect: 'write', patient: patientOf } as const;
export const print = { ...write, action: 'orders.printSlip', kind: 'administrative' } as const;
/** What is signed is not changed any more; later words are an addendum. */
export const signed = { signed: { status: 409 } } as const;
export const nothingToPrint = { nothingToPrint: { status: 409 } } as const;
