import type { Reference } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import { foldName } from '#platform/shared/names.ts';
import { authorOf, findPatients, spokenAgrees } from '#slices/records/server/index.ts';
import type { frontDesk, identifierKinds, Said, VisitState } from '../contract.ts';
import { setExtension } from './encounter.ts';
import { changeEncounter } from './move.ts';
import { identityUrl } from './systems.ts';
import { requireOpenVisit } from './visits.ts';

type Kind = (typeof identifierKinds)[number];

/**
 * Compares what the patient said with the chart. Two identifiers of different kinds must agree and none may differ; the
 * time of the appointment, like the room and the face, counts for nothing. What agreed, when and before whom stays on
 * the visit; a refusal stays in the audit trail under the patient.
 */
export const identifyPatient: Verb<typeof frontDesk, 'identifyPatient'> = async (
  ctx,
  { visitId, patientId, said },
) => {
  const visit = visitId ? await requireOpenVisit(ctx, visitId, true) : undefined;
  const who = visit?.patientId ?? patientId;
  if (!who) return refuse('notFound', { type: 'Patient' });
  if (visit && patientId && patientId !== visit.patientId)
    return ctx.fail('identityMismatch', { differs: ['name'] });
  const { agreed, differs } = await compare(ctx, who, said);
  if (differs.length > 0) return ctx.fail('identityMismatch', { differs });
  if (agreed.length < 2) return ctx.fail('secondIdentifierRequired', { agreed });
  if (visit) await keepIdentity(ctx, visit, agreed, authorOf(ctx));
  return { patientId: who, visitId: visit?.visitId, agreed, at: ctx.now };
};

/** Writes down on the visit what agreed, when, and before whom or at which place. */
export async function keepIdentity(
  ctx: Context,
  visit: VisitState,
  agreed: readonly string[],
  by: Reference<never>,
): Promise<void> {
  await changeEncounter(ctx, visit, (encounter) => {
    const kinds = agreed.map((kind) => ({ url: 'agreed', valueCode: kind }));
    const witness = { url: 'by', valueReference: by };
    setExtension(encounter, {
      url: identityUrl,
      extension: [{ url: 'at', valueInstant: ctx.now }, witness, ...kinds],
    });
  });
}

async function compare(
  ctx: Context,
  patientId: string,
  said: Said,
): Promise<{ agreed: Kind[]; differs: Kind[] }> {
  const { name, birthDate, recordNumber, phone, nik: identifier, address, line } = said;
  const result = await spokenAgrees(ctx, patientId, { name, birthDate, recordNumber, phone, identifier });
  const agreed = new Set<Kind>(result.agreed);
  const differs = new Set<Kind>(result.differs);
  if (address) ((await addressAgrees(ctx, patientId, address)) ? agreed : differs).add('address');
  if (line) {
    // read exactly as the finder read it when she was found by it
    const { patients } = await findPatients(ctx, { text: line, limit: 50 });
    for (const kind of patients.find((one) => one.id === patientId)?.foundBy ?? []) agreed.add(kind);
  }
  return { agreed: [...agreed], differs: [...differs] };
}

/** Every word that she says of her address, of three letters or figures at least, stands in the one that we have. */
async function addressAgrees(ctx: Context, patientId: string, address: string): Promise<boolean> {
  const patient = await ctx.record.mustRead('Patient', patientId);
  const known = (patient.address ?? []).map((one) =>
    foldName(
      [one.text, ...(one.line ?? []), one.district, one.city, one.state, one.postalCode].join(' '),
    ).split(' '),
  );
  const spoken = foldName(address)
    .split(' ')
    .filter((word) => /\d/.test(word) || word.length > 2);
  return spoken.length > 0 && known.some((parts) => spoken.every((word) => parts.includes(word)));
}
