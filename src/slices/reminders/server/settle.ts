import type { Context } from '#platform/server/context.ts';
import type { Outcome } from '#platform/server/outgoing/outcome.ts';
import { nextAttemptMinutes } from '#platform/server/outgoing/retry.ts';
import { addMinutes, epochMsOf, instantOf } from '#platform/shared/time.ts';
import type { MessageCode } from '../contract.ts';
import type { TemplateKind } from '../shared/template.ts';
import { writeCommunication } from './communication.ts';
import { nextWay } from './make-message.ts';
import { isTooLate, matterOf } from './matter.ts';
import { recipientOf } from './patient.ts';
import { loadSettings } from './settings.ts';
import { endOfferTask, endTasksFor, openOfferTask, openTaskFor } from './tasks.ts';
import { textFor } from './text.ts';

/** An outcome, or our own reason why it was not even tried. */
export type Settled =
  | Outcome
  | { kind: 'refused'; code: 'optedOut' | 'tooLate' | 'secretLost' | 'notDelivered'; detail?: string };

/** Writes down what became of a message: done, to be tried again, to go another way, or for a person to do. */
export async function settle(ctx: Context, messageId: string, outcome: Settled): Promise<void> {
  const row = await ctx.db
    .selectFrom('reminders_message')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', messageId)
    .where('state', 'in', ['waiting', 'sending', 'accepted'])
    .forUpdate()
    .executeTakeFirst();
  if (!row) return;
  const detail = 'detail' in outcome ? (outcome.detail ?? null) : null;
  if (outcome.kind === 'accepted') {
    await put(ctx, messageId, {
      state: 'accepted',
      code: null,
      detail,
      reference: outcome.reference ?? null,
    });
    if (row.question_id) await endOfferTask(ctx, row.question_id);
    else await endTasksFor(ctx, row.visit_id);
  } else if (outcome.kind === 'later' && (await tryLater(ctx, row, outcome, detail))) {
    return;
  } else if (outcome.kind === 'unclear' || !(await goOtherWay(ctx, row, outcome.code))) {
    await put(ctx, messageId, { state: 'failed', code: outcome.code, detail });
    const startsAt = instantOf(epochMsOf(row.starts_at));
    const about = { visitId: row.visit_id, patientId: row.patient_id, startsAt };
    const matter = row.question_id ? await matterOf(ctx, row) : undefined;
    if (matter?.question) await openOfferTask(ctx, matter.question, outcome.code);
    else if (outcome.code !== 'optedOut') await openTaskFor(ctx, about, outcome.code);
  } else {
    return;
  }
  await writeCommunication(ctx, messageId);
  const { channel } = row;
  ctx.note('reminders.sent', {
    patientId: row.patient_id,
    subject: `Communication/${messageId}`,
    details: { channel, outcome: outcome.kind, ...('code' in outcome && { code: outcome.code }) },
  });
  ctx.emit('reminders.messageChanged', { messageId, patientId: row.patient_id, visitId: row.visit_id });
}

interface Row {
  id: string;
  visit_id: string;
  question_id: string | null;
  kind: string;
  patient_id: string;
  starts_at: string;
  channel: string | null;
  tried: string[];
  attempts: number;
}

async function tryLater(
  ctx: Context,
  row: Row,
  outcome: Extract<Outcome, { kind: 'later' }>,
  detail: string | null,
): Promise<boolean> {
  const minutes = nextAttemptMinutes(row.attempts, outcome.afterSeconds);
  if (minutes === undefined) return false;
  const nextAt = addMinutes(ctx.now, minutes);
  const matter = await matterOf(ctx, row);
  if (!matter || isTooLate(matter, nextAt)) return false;
  await update(ctx, row.id, { state: 'waiting', next_at: nextAt, code: outcome.code, detail });
  return true;
}

/** Another channel of hers that has not refused it yet. */
async function goOtherWay(ctx: Context, row: Row, code: MessageCode): Promise<boolean> {
  if (code === 'tooLate') return false;
  const settings = await loadSettings(ctx);
  const recipient = await recipientOf(ctx, row.patient_id);
  const tried = [...row.tried, row.channel ?? ''];
  const way = recipient && nextWay(settings, recipient, tried);
  const matter = way && (await matterOf(ctx, row));
  if (!way || !matter) return false;
  // how to answer is another on another channel
  const { text, version } = await textFor(ctx, settings, {
    ...{ matter, way, kind: row.kind as TemplateKind, language: recipient.language },
  });
  await update(ctx, row.id, {
    ...{
      text,
      template_version: version,
      channel: way.channel,
      address: way.address,
      tried,
      attempts: 0,
      code: null,
      detail: null,
    },
    ...(way.by === 'hand' ? { state: 'toHand', next_at: null } : { state: 'waiting', next_at: ctx.now }),
  });
  return true;
}

interface Ending {
  state: string;
  code: MessageCode | null;
  detail: string | null;
  reference?: string | null;
}

async function put(ctx: Context, id: string, ending: Ending): Promise<void> {
  await update(ctx, id, { ...ending, next_at: null, ended_at: ctx.now });
}

async function update(
  ctx: Context,
  id: string,
  values: Partial<Ending> & {
    text?: string;
    template_version?: number;
    channel?: string;
    address?: string;
    tried?: string[];
    attempts?: number;
    next_at?: string | null;
    ended_at?: string;
  },
): Promise<void> {
  await ctx.db
    .updateTable('reminders_message')
    .set(values)
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', id)
    .execute();
}
