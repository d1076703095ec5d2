// biome-ignore-all lint/suspicious/noTemplateCurlyInString: pieces of source, as they stand there
import type { Cut } from './cuts.ts';

/** A check by its file, its text and which of several alike it is, since lines move. */
export function placeOf({ id, text, nth }: Cut): string {
  return `${id.replace(/:\d+[a-z]?$/, '')} ${text}${nth > 1 ? ` (${nth})` : ''}`;
}

const ownerBound =
  'row-level security is forced on that table, and so binds the owner of the function as well';

/** Checks that the matrix cannot miss because something else holds as well, each with what that is. */
export const heldElsewhere: Record<string, string> = {
  "src/slices/merging/server/worklist.ts where('patient_id', 'in', [...new Set(pairs.map((one) => one.patientId))])":
    'what was said is given to the pair of which it was said afterwards, by both ids',
  'src/slices/merging/server/rows.ts t.patient_id = ${fromId} (4)':
    'the visits were looked for in this chart, and a row of a visit is its patient’s',
  "src/slices/merging/server/read-merge.ts filter(({ type }) => type === 'Encounter' || type === 'Appointment')":
    'only proposes where goes what was written since; a person decides',
  'src/slices/merging/server/rows.ts o.patient_id = ${toId}':
    'only the place in a count: a greater one is as good',
  'src/slices/merging/server/rows.ts o.patient_id = ${toId} (2)':
    'only the place in a count: a greater one is as good',
  "src/slices/front-desk/server/take-walk-in.ts refuse('notFound', { type: 'Patient', id: patientId })":
    'whether she may be treated is asked next, and finds no patient either',
  "src/platform/server/http/fhir/ask.ts refuse('notFound')":
    'an id that FHIR does not allow is that of no resource',
  "src/platform/server/http/fhir/ask.ts refuse('notFound') (2)":
    'a type that FHIR does not have is found nowhere',
  'src/platform/server/identity/own-totp.ts staff_id = ${staffId}':
    'the sealed secret that was looked at is asked for as well, and is hers alone',
  'src/platform/server/identity/recovery-codes.ts staff_id = ${owner.staffId} (2)':
    'the hash of a code is keyed with whose it is',
  'src/slices/bookkeeping/server/settle-visit.ts filter((one) => one.visitId === visitId)':
    'the debts are this patient’s alone; what it leaves out are other visits of hers',
  'src/slices/bookkeeping/server/take-money.ts filter((one) => one.visitId === taking.visitId)':
    'the deposits are this patient’s alone; which of them goes first is no matter of access',
  "src/slices/front-desk/server/find-visits.ts where('patient_id', '=', sql<string>`ANY(${patients.map((one) => one.id)})`)":
    'the rows are given to the patients whose they are afterwards',
  "src/slices/records/server/find-patients.ts where('patient_id', '=', sql<string>`ANY(${rows.map((row) => row.patient_id)})`)":
    'the rows are given to the patients whose they are afterwards',
  "src/platform/server/http/fhir/patch.ts refuse('notFound')":
    'what meets no condition has no id, and no id is that of no resource',
  "src/slices/insurance/server/payers.ts refuse('notFound', { payerId }) (2)":
    'whoever pays herself is no organization, and what is patched next is not found',
  "src/slices/front-desk/server/identify-patient.ts refuse('notFound', { type: 'Patient' })":
    'an id that was not given is that of no patient, as is found next',
  "src/slices/vitals/server/notices.ts { param: 'encounter', reference: `Encounter/${visitId}` }":
    'a notice is given to the set that it is about afterwards, by id',
  "src/slices/bookkeeping/server/day-facts.ts where('visit_id', '=', sql<string>`ANY(${visits.map((visit) => visit.visit_id)})`)":
    'only whether a visit of the day is among them is asked afterwards',
  "src/slices/records/server/look-alikes.ts where('patient_id', '=', sql<string>`ANY(${ids})`) (2)":
    'the numbers are given to the charts whose they are afterwards, by id',
  "src/slices/records/server/look-alikes-to-review.ts where('patient_id', 'in', ids)":
    'the rows are given to those whose they are afterwards, by id',
  "src/slices/records/server/patient-names.ts where('patient_id', '=', sql<string>`ANY(${[...new Set(ids)]})`)":
    'the rows are given to those whose they are afterwards, by id',
  "src/slices/records/server/cards.ts where('patient_id', '=', sql<string>`ANY(${wanted})`) (2)":
    'the allergies are given to the patients whose they are afterwards, by id',
  'src/slices/front-desk/server/read-visit.ts filter((row) => row.visit_id === visitId)':
    'of the names that are looked up only those of this visit are told afterwards, by id',
  "src/slices/bookkeeping/server/take-turns.ts where('patient_id', '=', patientId)":
    'a lock and no answer: without it charges of all patients wait for each other',
  "src/slices/insurance/server/coverages.ts where('patient_id', '=', patientId) (2)":
    'the checks are given to the coverages whose they are afterwards, by id',
  "src/slices/reminders/server/make-message.ts where('visit_id', '=', matter.visitId)":
    'the place of a message among those of its visit, which needs no more than to be behind the last',
  "src/slices/waitlist/server/freed-times.ts where('freed_id', 'in', freedIds)":
    'the offers are given to the times whose they are afterwards, by id',
  "src/slices/waitlist/server/freed-times.ts where('l.freed_id', 'in', freedIds)":
    'the looks are given to the times whose they are afterwards, by id',
  "src/slices/scheduling/server/move-chain.ts refuse('notFound', { type: 'Appointment', id: input.visitId })":
    'a step of nobody’s is refused by the move itself, which asks for its patient (`moveOne`)',
  "src/slices/scheduling/server/claims.ts where('appointment_id', '=', sql<string>`ANY(${visitIds})`)":
    'what a visit holds is given to it afterwards, by id; whether a time is free the constraint says at last',
  "src/slices/scheduling/server/keeper.ts where('visit_id', '=', visitId)":
    'a row of another visit reads as a move: the time is given back and taken anew, by the constraint',
  "src/slices/competencies/server/store.ts where('staff_id', '=', staffId) (2)":
    'the counts are given to the people whose they are afterwards, by id and code',
  "src/slices/reminders/server/series.ts where('visit_id', '=', booked.visitId)":
    'whether there is a mark at all; the one that is taken away is asked for by its visit (the next)',
  "src/slices/reminders/server/series.ts where('visit_id', '=', booked.visitId) (2)":
    'a mark that is taken away of another is written again at once: whether she was told is asked of her series',
  "src/platform/server/identity/prove-self.ts ctx.fail('pinNotOpen') (2)":
    'without a session there is no PIN to be found, as is asked next',
  'src/slices/roster/server/papers/week-paper.ts filter( (one) => one.away.length > 0 || shown.shifts.some((shift) => shift.staffId === one.staffId), )':
    'who has neither shift nor leave is left off to save a line; there is nothing of hers to tell',
  "src/slices/training/server/practicum/hours.ts where('staff_id', '=', staffId)":
    'a lock and no answer: without it the hours of all students wait for each other',
  'src/slices/roster/server/presence.ts filter((one) => one.staffId === person.staffId)':
    'which acts a day lacks is told of all together; whose shift opens which is held by the tests of coverage',
  'src/slices/roster/server/presence.ts filter((one) => one.staffId === person.staffId) (2)':
    'the same of whose leave takes it away',
  "src/slices/roster/server/store.ts where('staff_id', '=', staffId)":
    'the time that is in the way, told to who plans: that it is hers the constraint has said before',
  'src/slices/roster/server/papers/week-paper.ts filter((one) => one.staffId === null)':
    'whether there is a line of what is free at all; what stands in it is asked for again',
  "src/slices/records/server/import-fhir.ts filter((one): one is Patient & Given => one.resourceType === 'Patient')":
    'a kind of resource and nobody’s id: what is no patient is like nobody',
  "src/slices/front-desk/server/marks.ts where('visit_id', '=', sql<string>`ANY(${[...visitIds]})`)":
    'the marks are given to the visits whose they are afterwards, by id',
  "src/slices/front-desk/server/marks.ts where('visit_id', '=', visitId)":
    'the subject is the id of a set or a timer, which belongs to one visit alone',
  "src/slices/disclosures/server/authorisations.ts where('patient_id', '=', patientId) (2)":
    'only whether a paper of hers is among them is asked afterwards, by id',
  'audit_pending_take without its clinic (1)': 'the ids that it removes were picked inside the clinic',
  'audit_pending_take without its clinic (2)':
    'of the ids that it picks none is removed but the clinic’s own',
  'check_in_end_sessions without its clinic (1)': ownerBound,
  'devices_end without its clinic (2)': ownerBound,
  'devices_end without its clinic (3)': ownerBound,
  'devices_last_used without its clinic (1)': ownerBound,
  'identity_knows_device without its clinic (2)': ownerBound,
  'identity_knows_device without its clinic (3)': ownerBound,
  'identity_withdraw without its clinic (1)': ownerBound,
  'scope_present without its clinic (1)': ownerBound,
  'identity_make_link without its clinic (1)':
    'the foreign key of the new link refuses a person of another clinic, and takes all back',
  'identity_open_session without its clinic (1)': ownerBound,
  'identity_withdraw without its clinic (2)': 'whoever is nobody of this clinic was refused before',
  'identity_withdraw without its clinic (3)': 'whoever is nobody of this clinic was refused before',
  'identity_withdraw without its clinic (4)': 'whoever is nobody of this clinic was refused before',
  'identity_withdraw without its clinic (5)': 'whoever is nobody of this clinic was refused before',
  'identity_open_session without its clinic (2)': 'whoever is nobody of this clinic was refused before',
};

/**
 * Checks to which no call of the matrix comes, each with the reason why none does. The campaign counts them; one that is
 * not listed here is a failure.
 */
export const notReached: Readonly<Record<string, string>> = {
  "src/slices/reminders/server/feeds.ts refuse('notFound') (2)":
    'the door of a calendar is shut in the transaction that revokes it',
  "src/platform/server/http/run-act.ts refuse('notSignedIn')":
    'whoever is not signed in is refused before the pipeline, at every route that is not open to anybody',
  "src/slices/workforce/server/badge.ts ctx.fail('staffMissing') (2)":
    'whoever calls was found among the staff a moment before; nobody is ever removed',
  "src/slices/workforce/server/protocols/approve-protocol.ts ctx.fail('licensedAct', { act: wordsOfAct(ctx, licensed) })":
    'a text with such an act is never kept: only a licence that an act asks for since then comes to it',
  "src/slices/workforce/server/credentials/report.ts ctx.fail('staffMissing') (2)":
    'whoever calls was found among the staff a moment before; nobody is ever removed',
  "src/slices/vitals/server/ranges.ts refuse('notFound', { type: 'RangeTable', id: String(version) })":
    'whether the clinic has saved a version at all: row-level security alone says which are its own',
  "src/platform/server/identity/accounts.ts throw new Refusal('identity', 'staffMissing', 404); (2)":
    'a person whose sign-in name was found is removed by nobody: people are disabled',
  "src/platform/server/identity/drafts.ts refuse('notSignedIn')":
    'another system is refused at the door of what is for people alone',
  "src/platform/server/identity/links.ts ctx.fail('linkNotGood') (4)":
    'only when the person is disabled between the two statements of one transaction',
  "src/platform/server/identity/sign-in.ts ctx.fail('wrongSignIn') (2)":
    'only when the person is disabled between her password and the session',
  "src/slices/bookkeeping/server/fees.ts refuse('notFound', { type: 'Fee', id: fee.code })":
    'a fee that was written two statements before is there',
  "src/slices/bookkeeping/server/ledger.ts refuse('notFound', { type: 'Journal', id: journalId })":
    'a bill and a payment name a journal of theirs by a foreign key',
  'src/slices/bookkeeping/server/lock-day.ts filter((visit) => visit.explained === undefined)':
    'a rule of the day’s end: what somebody explained is no gap any more, whosever visit it is',
  "src/slices/insurance/server/add-coverage.ts refuse('notFound', { coverageId })":
    'a coverage that was written in the statement before is there',
  "src/slices/insurance/server/coverages.ts refuse('notFound', { coverageId })":
    'whose it is was asked before (`mustBeTheirs`), or it was written in the statement before',
  "src/slices/orders/server/find-order.ts refuse('notFound', { type: 'Order', id: order.id })":
    'an order that was read in the same transaction is there',
  "src/slices/records/server/edit-patient.ts refuse('notFound', { type: 'Patient', id: patientId })":
    'a chart that was written in the statements before is there',
  "src/slices/records/server/register-patient.ts refuse('notFound', { type: 'Patient', id: written.id })":
    'a chart that was written in the statements before is there',
  "src/slices/scheduling/server/series-plan.ts refuse('notFound', { type: 'Patient' })":
    'a booking of nobody’s is in no series, and is refused as such before (`rangeOf`)',
  "src/slices/scheduling/server/series-plan.ts refuse('notFound', { type: 'Appointment', id: visitId })":
    'a visit that was planned with in the same transaction is there',
};
