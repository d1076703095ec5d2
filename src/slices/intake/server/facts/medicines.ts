import type { MedicationRequest, MedicationStatement } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { addDays, today } from '#platform/shared/time.ts';
import {
  type About,
  type Codec,
  conceptText,
  factWith,
  given,
  informant,
  newestOf,
  refOf,
  text,
} from './codec.ts';

const standingStatuses = new Set(['active', 'intended', 'on-hold', 'unknown', 'recorded', 'draft']);
/** A course that was to end so long ago is over; of what is taken without an end only people say that it ended. */
const graceDays = 7;

/**
 * What is taken: what people say (MedicationStatement), and what was ordered here of which nobody has said anything yet.
 * An order stays as its prescriber wrote it: what is said against it becomes a statement based on it.
 */
export const medicines: Codec = {
  async standing(ctx, patientId) {
    const [statements, requests] = await Promise.all([
      newestOf(ctx, 'MedicationStatement', patientId, 'effective'),
      newestOf(ctx, 'MedicationRequest', patientId, 'authoredon'),
    ]);
    const spokenOf = new Set(
      statements
        .filter(counts)
        .flatMap(({ basedOn }) => basedOn ?? [])
        .map(({ reference }) => reference),
    );
    const open = requests.filter(
      (one) => one.status === 'active' && !spokenOf.has(refOf(one)) && !isOver(ctx, one),
    );
    return [...statements.filter(({ status }) => standingStatuses.has(status)), ...open];
  },
  factOf(resource) {
    const medicine = resource as MedicationStatement | MedicationRequest;
    const label =
      conceptText(medicine.medicationCodeableConcept) || (medicine.medicationReference?.display ?? '?');
    if (medicine.resourceType === 'MedicationRequest') {
      return factWith({
        ...{ ref: refOf(medicine), label, detail: medicine.dosageInstruction?.[0]?.text },
        ...{ since: medicine.authoredOn?.slice(0, 10), clinicians: true },
      });
    }
    return factWith({
      ...{ ref: refOf(medicine), label, detail: medicine.dosage?.[0]?.text },
      since: medicine.effectivePeriod?.start ?? medicine.effectiveDateTime,
      doubtful: medicine.status === 'unknown',
    });
  },
  make: (added, about) => ({
    ...statement(about),
    status: 'active',
    medicationCodeableConcept: text(added.label),
    ...(added.since && { effectivePeriod: { start: added.since } }),
    ...(added.detail && { dosage: [{ text: added.detail }] }),
  }),
  answer(resource, { answer, detail, since }, about) {
    const said =
      resource.resourceType === 'MedicationRequest'
        ? basedOn(resource, about)
        : (resource as MedicationStatement);
    said.status = answer === 'stopped' ? 'stopped' : answer === 'unknown' ? 'unknown' : 'active';
    Object.assign(said, { dateAsserted: about.now, informationSource: informant(about) });
    // what the sender's dosage says in figures is no longer so when the words change
    if (answer === 'changed' && detail !== undefined) said.dosage = [{ text: detail }];
    if (answer === 'stopped' || (answer === 'changed' && since)) {
      const start = (answer === 'changed' && since) || said.effectivePeriod?.start || said.effectiveDateTime;
      delete said.effectiveDateTime;
      said.effectivePeriod = given({ start, end: answer === 'stopped' ? (since ?? about.day) : undefined });
    }
    return said;
  },
};

const counts = ({ status }: MedicationStatement) => status !== 'entered-in-error';

function statement(about: About): Omit<MedicationStatement, 'status'> {
  return {
    resourceType: 'MedicationStatement',
    subject: { reference: `Patient/${about.patientId}` },
    context: { reference: `Encounter/${about.visitId}` },
    dateAsserted: about.now,
    informationSource: informant(about),
  };
}

function basedOn(request: MedicationRequest, about: About): MedicationStatement {
  const { medicationCodeableConcept, medicationReference, authoredOn, dosageInstruction } = request;
  const detail = dosageInstruction?.[0]?.text;
  return {
    ...statement(about),
    status: 'active',
    basedOn: [{ reference: refOf(request) }],
    ...given({ medicationCodeableConcept, medicationReference }),
    ...(authoredOn && { effectivePeriod: { start: authoredOn.slice(0, 10) } }),
    ...(detail && { dosage: [{ text: detail }] }),
  };
}

function isOver(ctx: Context, request: MedicationRequest): boolean {
  const days = request.dispenseRequest?.expectedSupplyDuration;
  if (!request.authoredOn || days?.code !== 'd' || !days.value) return false;
  const end = addDays(request.authoredOn.slice(0, 10), Math.ceil(days.value) + graceDays);
  return end < today(ctx.clock, ctx.clinic.zone);
}
