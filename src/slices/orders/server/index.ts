import type { ServerSlice, Verbs } from '#platform/server/slice.ts';
import { orders } from '../contract.ts';
import { charts } from './charts.ts';
import { addAddendum } from './add-addendum.ts';
import { addDiagnosis } from './add-diagnosis.ts';
import { arrangeOrder } from './arrange-order.ts';
import { cancelOrder } from './cancel-order.ts';
import { cancelStandingOrder } from './cancel-standing-order.ts';
import { coSign } from './co-sign.ts';
import { draftSickNote } from './draft-sick-note.ts';
import { favourites } from './favourites.ts';
import { findDiagnosis } from './find-diagnosis.ts';
import { keepNote } from './keep-note.ts';
import { documentKeeper, medicationKeeper, procedureKeeper, serviceKeeper } from './keepers.ts';
import { printFollowUpCard } from './papers/follow-up-card.ts';
import { printPrescription } from './papers/prescription.ts';
import { printReferralLetter } from './papers/referral-letter.ts';
import { printSickNote } from './papers/sick-note.ts';
import { printTestSlip } from './papers/test-slip.ts';
import { pastOrders } from './past-orders.ts';
import { patientReferrals } from './patient-referrals.ts';
import { performOrder } from './perform-order.ts';
import { placeOrder } from './place-order.ts';
import { readConsultation } from './read-consultation.ts';
import { removeDiagnosis } from './remove-diagnosis.ts';
import { saveFavourite } from './save-favourite.ts';
import { signVisit } from './sign-visit.ts';
import { startConsultation } from './start-consultation.ts';
import { standingChoices } from './standing-choices.ts';
import { startStandingOrder } from './start-standing-order.ts';
import { startOrder } from './start-order.ts';
import { taskGuard } from './task-guard.ts';
import { toSign } from './to-sign.ts';
import { undoPerform } from './undo-perform.ts';

export { performedAct } from './performed-act.ts';
export type { CodeLine } from './codes.ts';
export { parseCodes, saveCodes } from './codes.ts';
export type { ActDone, WorkDone } from './done.ts';
export { isSigned, workDone } from './done.ts';
export { isFinal, sign as signDocument, signatureOf } from './note-codec.ts';
export { openOrders } from './open-orders.ts';
export { signerOf } from './signer.ts';
export { ordersLeft } from './tasks-left.ts';
export { type TestDone, testsDone } from './tests-done.ts';
export { visitWords } from './visit-words.ts';

export const slice = {
  contract: orders,
  charts,
  verbs: {
    addAddendum,
    addDiagnosis,
    arrangeOrder,
    cancelOrder,
    cancelStandingOrder,
    coSign,
    draftSickNote,
    favourites,
    findDiagnosis,
    keepNote,
    pastOrders,
    patientReferrals,
    performOrder,
    placeOrder,
    printFollowUpCard,
    printPrescription,
    printReferralLetter,
    printSickNote,
    printTestSlip,
    readConsultation,
    removeDiagnosis,
    saveFavourite,
    signVisit,
    standingChoices,
    startConsultation,
    startOrder,
    startStandingOrder,
    toSign,
    undoPerform,
  } satisfies Verbs<typeof orders>,
  keepers: [documentKeeper, serviceKeeper, medicationKeeper, procedureKeeper, taskGuard],
  // what was done is written through the API by those who may do all of it, needles included
  resources: {
    DocumentReference: { read: 'orders.read', write: 'orders.writeNote' },
    Composition: { read: 'orders.read', write: 'orders.writeNote' },
    Condition: { read: 'orders.read', write: 'orders.diagnose' },
    ServiceRequest: { read: 'orders.read', write: 'orders.order' },
    MedicationRequest: { read: 'orders.read', write: 'orders.prescribe' },
    Procedure: { read: 'orders.read', write: 'orders.performInvasive' },
    MedicationDispense: { read: 'orders.read', write: 'orders.performInvasive' },
  },
  licences: {
    ...{ 'orders.diagnose': 'prescriber', 'orders.prescribe': 'prescriber', 'orders.sign': 'prescriber' },
    'orders.coSign': 'nurse',
  },
  taskKinds: [
    { kind: 'orders.labTest', action: 'orders.perform', dueMinutes: 30 },
    { kind: 'orders.procedure', action: 'orders.perform', dueMinutes: 30 },
    { kind: 'orders.dispense', action: 'orders.perform', dueMinutes: 45 },
    { kind: 'orders.referral', action: 'scheduling.book', dueMinutes: 24 * 60 },
    { kind: 'orders.followUp', action: 'scheduling.book', dueMinutes: 60 },
    { kind: 'orders.signPending', action: 'orders.sign', dueMinutes: 8 * 60 },
    { kind: 'orders.coSign', action: 'orders.coSign', dueMinutes: 60 },
  ],
} satisfies ServerSlice;
