import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { shutDoors } from '#slices/reminders/server/index.ts';
import type { sendings } from '../contract.ts';
import { writeCommunication } from './communication.ts';
import { isOpen, mustFindSending, type SendingRow, sendingView, setSending } from './rows.ts';

export const endLink: Verb<typeof sendings, 'endLink'> = async (ctx, { sendingId, reason }) => {
  const row = await mustFindSending(ctx, sendingId, true);
  if (!isOpen(ctx, row)) return ctx.fail('alreadyOver');
  const ended = await end(ctx, row, ctx.actor.name, reason);
  return { patientId: row.patient_id, sending: sendingView(ctx, ended) };
};

/** From now on the link answers as one that was never given out. */
export async function end(ctx: Context, row: SendingRow, by: string, reason: string): Promise<SendingRow> {
  await shutDoors(ctx, 'paper', row.id);
  const ended = await setSending(ctx, row.id, { ended_at: ctx.now, ended_by: by, ended_reason: reason });
  await writeCommunication(ctx, ended);
  const { patient_id: patientId } = row;
  ctx.note('sending.ended', { patientId, subject: `Communication/${row.id}`, details: { reason } });
  return ended;
}
