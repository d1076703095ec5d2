import type { Selectable, Updateable } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import { hasWords, words } from '#platform/server/words.ts';
import { refuse } from '#platform/shared/errors.ts';
import { epochMsOf, instantOf } from '#platform/shared/time.ts';
import type { Sending } from '../contract.ts';
import type { SendingState } from '../shared/ways.ts';

export type SendingRow = Selectable<Tables['sending_paper']>;

/** A sending, held until the end of the transaction where it is to change. Undefined where this clinic has none of this id. */
export async function findSending(ctx: Context, id: string, lock = false): Promise<SendingRow | undefined> {
  const found = ctx.db
    .selectFrom('sending_paper')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', id);
  return (lock ? found.forUpdate() : found).executeTakeFirst();
}

/** @throws Refusal `notFound` */
export async function mustFindSending(ctx: Context, id: string, lock = false): Promise<SendingRow> {
  return (await findSending(ctx, id, lock)) ?? refuse('notFound', { type: 'Communication', id });
}

export async function setSending(
  ctx: Context,
  id: string,
  values: Updateable<Tables['sending_paper']>,
): Promise<SendingRow> {
  const row = await ctx.db
    .updateTable('sending_paper')
    .set(values)
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  ctx.emit('sending.changed', { patientId: row.patient_id, sendingId: id });
  return row;
}

/** Whether its link still opens something. */
export function isOpen(ctx: Pick<Context, 'now'>, row: SendingRow): boolean {
  return row.ended_at === null && row.state !== 'failed' && epochMsOf(row.expires_at) > epochMsOf(ctx.now);
}

/** The row as the contract tells it. */
export function sendingView(ctx: Context, row: SendingRow): Sending {
  const { ended_at: endedAt, last_opened_at: lastOpenedAt } = row;
  return {
    ...{
      sendingId: row.id,
      paperId: row.paper_id,
      title: row.title,
      way: row.way as Sending['way'],
      to: row.address,
    },
    ...{ state: stateOf(ctx, row), trouble: troubleOf(ctx, row), openings: row.openings },
    ...{ sentBy: row.sent_by, mine: row.sent_by_id === ctx.actor.id },
    ...{ sentAt: plain(row.sent_at), expiresAt: plain(row.expires_at) },
    lastOpenedAt: lastOpenedAt === null ? null : plain(lastOpenedAt),
    ended:
      endedAt === null
        ? null
        : { at: plain(endedAt), by: row.ended_by ?? '', reason: row.ended_reason ?? '' },
  };
}

function stateOf(ctx: Pick<Context, 'now'>, row: SendingRow): SendingState {
  if (row.ended_at) return 'ended';
  if (row.state === 'failed' || isOpen(ctx, row)) return row.state as SendingState;
  return 'over';
}

function troubleOf(ctx: Context, { state, code }: SendingRow): string | null {
  const key = `reminders_code_${code}`;
  if (state !== 'failed' && state !== 'unclear') return null;
  return hasWords(key) ? words(ctx.language, key) : null;
}

const plain = (at: string) => instantOf(epochMsOf(at));
