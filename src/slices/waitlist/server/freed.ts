import { type Selectable, sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import { epochMsOf } from '#platform/shared/time.ts';

export type FreedRow = Selectable<Tables['waitlist_freed']>;

export interface Freeing {
  practitionerId: string;
  startsAt: string;
  endsAt: string;
  cause: 'cancelled' | 'moved' | 'noShow' | 'found';
}

/** Notes that a time is free again; one that stands open already is thought over anew. Answers with the row's id. */
export async function noteFreed(ctx: Context, freeing: Freeing): Promise<string> {
  const { practitionerId, startsAt, endsAt, cause } = freeing;
  const row = await ctx.db
    .insertInto('waitlist_freed')
    .values({
      ...{ clinic_id: ctx.clinic.id, id: ctx.newId(), practitioner_id: practitionerId, cause },
      ...{ starts_at: startsAt, ends_at: endsAt, freed_at: ctx.now, state: 'open', next_at: ctx.now },
    })
    .onConflict((conflict) =>
      conflict
        .columns(['clinic_id', 'practitioner_id', 'starts_at'])
        // a parameter would not name the partial index once the plan is a general one
        .where('state', '=', sql.lit('open'))
        .doUpdateSet({ next_at: ctx.now }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  ctx.emit('waitlist.changed', { freedId: row.id });
  return row.id;
}

/** An open or ended row, locked: two who offer it come one after the other. */
export async function freedRow(ctx: Context, freedId: string): Promise<FreedRow | undefined> {
  return ctx.db
    .selectFrom('waitlist_freed')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', freedId)
    .forUpdate()
    .executeTakeFirst();
}

export async function setFreed(
  ctx: Context,
  freedId: string,
  values: { state?: 'given' | 'taken' | 'over'; next_at?: string },
): Promise<void> {
  await ctx.db
    .updateTable('waitlist_freed')
    .set(values)
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', freedId)
    .execute();
}

/** Everything that stands open is thought over again: somebody new waits, or wishes something else. */
export async function thinkAgain(ctx: Context): Promise<void> {
  await ctx.db
    .updateTable('waitlist_freed')
    .set({ next_at: ctx.now })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('state', '=', 'open')
    .execute();
}

/** Whether a freed time could still be offered. */
export function isAhead(ctx: Context, row: Pick<FreedRow, 'ends_at' | 'state'>): boolean {
  return row.state === 'open' && epochMsOf(row.ends_at) > epochMsOf(ctx.now);
}
