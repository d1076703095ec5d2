import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { amendments } from '../contract.ts';
import type { PartyKind } from '../shared/codes.ts';
import { dayOf, mustBeBetween } from './patient.ts';
import { lockRequest, tellOf } from './requests.ts';
import type { PartyRow } from './views.ts';

type Amendments = typeof amendments;

/** Writes down who must be told of a correction. */
export async function keepParties(
  ctx: Context,
  requestId: string,
  kind: PartyKind,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return;
  const common = { clinic_id: ctx.clinic.id, request_id: requestId, kind };
  await ctx.db
    .insertInto('amendments_party')
    .values(names.map((name) => ({ ...common, id: ctx.newId(), name })))
    .execute();
}

/** Somebody more: the patient named her later, or it turned out that she goes by the entry. */
export const addParty: Verb<Amendments, 'addParty'> = async (ctx, { requestId, name, partyKind }) => {
  const row = await lockRequest(ctx, requestId, 'addParty');
  await keepParties(ctx, row.id, partyKind, [name]);
  return tellOf(ctx, row);
};

/** One of them was told: on which day, and how. */
export const tellParty: Verb<Amendments, 'tellParty'> = async (ctx, { partyId, on, way }) => {
  const party = await partyOf(ctx, partyId);
  const row = await lockRequest(ctx, party.request_id, 'tellParty');
  // looked at again behind the lock: of two ticks one counts
  if ((await partyOf(ctx, partyId)).told_on) return ctx.fail('toldAlready');
  mustBeBetween(ctx, 'on', on, dayOf(ctx, row.decided_at ?? ctx.now));
  await ctx.db
    .updateTable('amendments_party')
    .set({ told_on: on, told_way: way, told_by: ctx.actor.name })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', partyId)
    .execute();
  ctx.note('amendments.partyTold', { patientId: row.patient_id, details: { on, way } });
  return tellOf(ctx, row);
};

async function partyOf(ctx: Context, partyId: string): Promise<PartyRow> {
  const row = await ctx.db
    .selectFrom('amendments_party')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', partyId)
    .executeTakeFirst();
  return row ?? refuse('notFound', { type: 'Party', id: partyId });
}
