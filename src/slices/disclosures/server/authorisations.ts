import type { Selectable } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { AuthorisationView } from '../contract.ts';
import { type Authorisation, gapsOf, standingOf } from '../shared/authorisation.ts';
import type { Special } from '../shared/codes.ts';
import { lawOf } from '../shared/law.ts';
import { todayOf } from './patient.ts';

export type AuthorisationRow = Selectable<Tables['disclosures_authorisation']>;

function rows(ctx: Context) {
  return ctx.db.selectFrom('disclosures_authorisation').selectAll().where('clinic_id', '=', ctx.clinic.id);
}

/**
 * One paper, held until the end of the transaction: nothing is released by it while somebody takes it back.
 * @param patientId refuses one of another patient as one that is not there
 */
export async function lockAuthorisation(
  ctx: Context,
  authorisationId: string,
  patientId?: string,
): Promise<AuthorisationRow> {
  const row = await rows(ctx).where('id', '=', authorisationId).forUpdate().executeTakeFirst();
  if (row && (patientId === undefined || row.patient_id === patientId)) return row;
  return refuse('notFound', { type: 'Authorisation', id: authorisationId });
}

/** A patient's papers, the newest first. */
export async function authorisationsOf(ctx: Context, patientId: string): Promise<AuthorisationView[]> {
  const found = await rows(ctx).where('patient_id', '=', patientId).orderBy('id', 'desc').execute();
  const used = await usedOf(ctx, patientId);
  return found.map((row) => viewOf(ctx, row, used.has(row.id)));
}

export async function authorisationView(ctx: Context, authorisationId: string): Promise<AuthorisationView> {
  const row = await lockAuthorisation(ctx, authorisationId);
  return viewOf(ctx, row, (await usedOf(ctx, row.patient_id)).has(row.id));
}

/** Papers by which something of this patient was released. */
export async function usedOf(ctx: Context, patientId: string): Promise<Set<string | null>> {
  const found = await ctx.db
    .selectFrom('disclosures_disclosure')
    .select('authorisation_id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .where('authorisation_id', 'is not', null)
    .execute();
  return new Set(found.map((one) => one.authorisation_id));
}

/** The row as the rules read it. */
export function paperOf(row: AuthorisationRow): Authorisation {
  return {
    ...{ description: row.description, discloser: row.discloser, recipient: row.recipient },
    ...{ purpose: row.purpose, expiresOn: row.expires_on, expiryEvent: row.expiry_event },
    ...{ signedOn: row.signed_on, signerName: row.signer_name, authority: row.authority },
    ...{ revocation: row.revocation, redisclosure: row.redisclosure, noConditioning: row.no_conditioning },
    signer: row.signer as Authorisation['signer'],
    special: row.special as Special[],
    ended: row.ended as Authorisation['ended'],
    endedOn: row.ended_on,
  };
}

function viewOf(ctx: Context, row: AuthorisationRow, used: boolean): AuthorisationView {
  const { elements } = lawOf(ctx.clinic.country);
  const paper = paperOf(row);
  return {
    ...{ authorisationId: row.id, ...paper, used },
    standing: standingOf(paper, elements, todayOf(ctx)),
    gaps: gapsOf(paper, elements),
  };
}
