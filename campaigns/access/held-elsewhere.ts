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
  "src/slices/front-desk/server/find-visits.ts where('patient_id', '=', sql<string>`ANY(${patients.map((one) => one.id)})`)":
    'the rows are given to the patients whose they are afterwards',
  "src/slices/records/server/find-patients.ts where('patient_id', '=', sql<string>`ANY(${rows.map((row) => row.patient_id)})`)":
    'the rows are given to the patients whose they are afterwards',
  'audit_pending_take without its clinic (1)': 'the ids that it removes were picked inside the clinic',
  'audit_pending_take without its clinic (2)':
    'of the ids that it picks none is removed but the clinic’s own',
  'devices_end without its clinic (2)': ownerBound,
  'devices_end without its clinic (3)': ownerBound,
  'devices_last_used without its clinic (1)': ownerBound,
  'identity_knows_device without its clinic (1)': ownerBound,
  'identity_knows_device without its clinic (2)': ownerBound,
  'identity_make_link without its clinic (1)':
    'the foreign key of the new link refuses a person of another clinic, and takes all back',
  'identity_open_session without its clinic (1)': ownerBound,
  'identity_open_session without its clinic (2)': 'whoever is nobody of this clinic was refused before',
};

/**
 * Checks to which no sample of the matrix comes yet: most stand behind another check of the same call, the rest need
 * a state that the world does not have. The campaign counts them; one that is not listed here is a failure.
 */
export const notReached: ReadonlySet<string> = new Set([
  "src/platform/server/http/guard.ts refuse('wrongPlace') (2)",
  "src/platform/server/http/run-act.ts refuse('notSignedIn')",
  "src/platform/server/identity/accounts.ts throw new Refusal('identity', 'staffMissing', 404);",
  "src/platform/server/identity/accounts.ts throw new Refusal('identity', 'staffMissing', 404); (2)",
  "src/platform/server/identity/drafts.ts refuse('notSignedIn')",
  "src/platform/server/identity/links.ts ctx.fail('linkNotGood') (3)",
  "src/platform/server/identity/links.ts ctx.fail('linkNotGood') (4)",
  "src/platform/server/identity/sign-in.ts ctx.fail('wrongSignIn') (2)",
  "src/platform/server/identity/unlock.ts ctx.fail('wrongPassword')",
  "src/platform/server/work/take-task.ts refuse('notFound', { type: 'Task', id: taskId }) (2)",
  'src/slices/bookkeeping/server/checkout.ts filter((one) => one.visitId === visitId)',
  "src/slices/bookkeeping/server/fees.ts refuse('notFound', { type: 'Fee', id: fee.code })",
  "src/slices/bookkeeping/server/ledger.ts refuse('notFound', { type: 'Journal', id: journalId })",
  'src/slices/bookkeeping/server/lock-day.ts filter((visit) => visit.explained === undefined)',
  'src/slices/bookkeeping/server/take-money.ts filter((one) => one.visitId === taking.visitId)',
  "src/slices/front-desk/server/identify-patient.ts refuse('notFound', { type: 'Patient' })",
  "src/slices/front-desk/server/move-visit.ts refuse('notAllowed', { action, reason, whoMay: decision.whoMay })",
  "src/slices/insurance/server/add-coverage.ts refuse('notFound', { coverageId })",
  "src/slices/insurance/server/coverage-keeper.ts where('coverage_id', '=', coverage.id)",
  "src/slices/insurance/server/coverages.ts refuse('notFound', { coverageId })",
  "src/slices/insurance/server/payers.ts refuse('notFound', { payerId }) (2)",
  "src/slices/orders/server/find-order.ts refuse('notFound', { type: 'Order', id: order.id })",
  "src/slices/orders/server/must-may.ts refuse('notAllowed', { action, reason: decision.reasonIn(ctx.language, (key, params) => words(ctx.language, key, params)",
  "src/slices/records/server/edit-patient.ts refuse('notFound', { type: 'Patient', id: patientId })",
  "src/slices/records/server/import-fhir.ts where('patient_id', '=', resource.id)",
  "src/slices/records/server/look-alikes-to-review.ts where('patient_id', 'in', ids)",
  "src/slices/records/server/patient-keeper.ts where('patient_id', '=', patient.id)",
  "src/slices/records/server/register-patient.ts refuse('notFound', { type: 'Patient', id: written.id })",
  "src/slices/scheduling/server/check-time.ts refuse('notAllowed', { action, reason, whoMay: decision.whoMay })",
  "src/slices/scheduling/server/for-others.ts where('visit_id', '=', visitId)",
  "src/slices/scheduling/server/mark-no-show.ts refuse('notFound', { type: 'Appointment', id: visitId })",
  "src/slices/scheduling/server/move-booking.ts refuse('notFound', { type: 'Appointment', id: visitId })",
  "src/slices/scheduling/server/move-booking.ts refuse('notFound', { type: 'Patient' })",
  "src/slices/scheduling/server/no-show.ts refuse('notFound', { type: 'Appointment', id: visitId })",
  "src/slices/scheduling/server/restore-booking.ts refuse('notFound', { type: 'Appointment', id: input.visitId })",
  "src/slices/vitals/server/change.ts refuse('notFound', { type: 'Observation', id: observationId })",
  "src/slices/vitals/server/keeper.ts refuse('notAllowed', { action: 'vitals.coSign', reason: words(ctx.language, 'vitals_refused_preliminary'), })",
  "src/slices/workforce/server/job-descriptions.ts ctx.fail('jobMissing')",
]);
