import type { Selectable } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import { changeContact, type ContactChange, readContact } from '#slices/records/server/index.ts';
import { type checkIn, type Proposal, proposalKinds } from '../contract.ts';
import { visitIfThere } from './find-visit.ts';
import { acceptPicture, withdrawPicture } from './pictures.ts';

type Row = Selectable<Tables['check_in_proposal']>;

/** What she says differs, beside what stands in the chart now; of whose the visit was before it was corrected, nothing. */
export const proposals: Verb<typeof checkIn, 'proposals'> = async (ctx, { visitId }) => {
  const visit = await visitIfThere(ctx, visitId, false);
  if (!visit) return { proposals: [] };
  const rows = await ctx.db
    .selectFrom('check_in_proposal as p')
    .innerJoin('check_in_session as s', (join) =>
      join.onRef('s.clinic_id', '=', 'p.clinic_id').onRef('s.id', '=', 'p.session_id'),
    )
    .selectAll('p')
    .select('s.way')
    .where('p.clinic_id', '=', ctx.clinic.id)
    .where('p.visit_id', '=', visitId)
    .where('p.patient_id', '=', visit.patientId)
    .where('p.state', '!=', 'replaced')
    .orderBy('p.at')
    .orderBy('p.id')
    .execute();
  const [first] = rows;
  if (!first) return { proposals: [] };
  const contact = await readContact(ctx, first.patient_id);
  const order = (row: { kind: string }) => proposalKinds.indexOf(row.kind as Proposal['kind']);
  return {
    patientId: first.patient_id,
    proposals: rows
      .toSorted((a, b) => order(a) - order(b))
      .map((row) => ({
        proposalId: row.id,
        kind: row.kind as Proposal['kind'],
        at: row.at,
        way: row.way as Proposal['way'],
        state: row.state as Proposal['state'],
        before: lineOf(contact, row.kind),
        after: lineOf(row.value as ContactChange & { note?: string }, row.kind),
        picture: row.document_id !== null,
        ...(row.decided_by && { decidedBy: row.decided_by }),
        ...(row.reason && { reason: row.reason }),
      })),
  };
};

/** The value of a kind in one line; an address that she typed stands bare, one of the chart under its name. */
function lineOf(value: ContactChange & { note?: string }, kind: string): string {
  if (kind === 'phone') return value.phone ?? '';
  if (kind === 'email') return value.email ?? '';
  if (kind === 'payer') return value.note ?? '';
  if (kind !== 'address') return '';
  const { line, city, state, postalCode } = value.address ?? (value as NonNullable<ContactChange['address']>);
  return [line, city, state, postalCode].filter(Boolean).join(', ');
}

export const proposalPicture: Verb<typeof checkIn, 'proposalPicture'> = async (ctx, { proposalId }) => {
  const row = await oneOf(ctx, proposalId);
  const document = row.document_id && (await ctx.record.read('DocumentReference', row.document_id));
  const attachment = document ? document.content[0]?.attachment : undefined;
  const contentType = attachment?.contentType === 'image/png' ? 'image/png' : 'image/jpeg';
  if (!attachment?.data) return refuse('notFound', { type: 'DocumentReference', id: proposalId });
  return { contentType, data: attachment.data, patientId: row.patient_id };
};

/** The desk takes it over into the chart, or returns it with the reason. */
export const decideProposal: Verb<typeof checkIn, 'decideProposal'> = async (
  ctx,
  { proposalId, decision, reason },
) => {
  const row = await oneOf(ctx, proposalId, true);
  if (row.state !== 'open') return ctx.fail('alreadyDecided');
  if (decision === 'return' && !reason) return refuseField('reason', 'checkIn_field_reason');
  await (decision === 'accept' ? take(ctx, row) : giveBack(ctx, row));
  await ctx.db
    .updateTable('check_in_proposal')
    .set({
      ...{ state: decision === 'accept' ? 'accepted' : 'returned', reason: reason || null },
      ...{ decided_at: ctx.now, decided_by: ctx.actor.name },
    })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', proposalId)
    .execute();
  await endTaskWhenDone(ctx, row.visit_id);
  ctx.emit('checkIn.proposalsChanged', { visitId: row.visit_id });
  return { proposalId, patientId: row.patient_id };
};

async function take(ctx: Context, row: Row): Promise<void> {
  if (row.document_id) return acceptPicture(ctx, row.document_id);
  const value = row.value as Record<string, string>;
  if (row.kind === 'phone') return changeContact(ctx, row.patient_id, { phone: value.phone });
  if (row.kind === 'email') return changeContact(ctx, row.patient_id, { email: value.email });
  // RT, RW, village and subdistrict belonged to the address before: what she did not say is not kept beside the new street
  if (row.kind === 'address') return changeContact(ctx, row.patient_id, { address: value });
}

async function giveBack(ctx: Context, row: Row): Promise<void> {
  if (row.document_id) await withdrawPicture(ctx, row.document_id);
}

async function oneOf(ctx: Context, proposalId: string, lock = false): Promise<Row> {
  const found = ctx.db
    .selectFrom('check_in_proposal')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', proposalId);
  const row = await (lock ? found.forUpdate() : found).executeTakeFirst();
  return row ?? refuse('notFound', { type: 'Proposal', id: proposalId });
}

async function endTaskWhenDone(ctx: Context, visitId: string): Promise<void> {
  const left = await ctx.db
    .selectFrom('check_in_proposal')
    .select('id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .where('state', '=', 'open')
    .limit(1)
    .executeTakeFirst();
  if (!left) await ctx.work.finish(`Encounter/${visitId}`, 'done', 'checkIn.proposals');
}
