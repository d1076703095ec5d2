import type { Context } from '#platform/server/context.ts';
import type { ClinicErrand } from '#platform/server/jobs/clinic-job.ts';
import { sendMail } from '#platform/server/outgoing/mail.ts';
import type { Outcome } from '#platform/server/outgoing/outcome.ts';
import { nextAttemptMinutes } from '#platform/server/outgoing/retry.ts';
import { sendText } from '#platform/server/outgoing/text-gateway.ts';
import { addMinutes, epochMsOf } from '#platform/shared/time.ts';
import { letterLink } from './letters.ts';
import type { Parcel } from './send.ts';
import { loadSettings, mailServer, type Settings, textGateway } from './settings.ts';
import { withLink } from './text.ts';

const mostInARun = 40;
/** As with messages: after this long nobody is sending it any more. */
const lostAfterMinutes = 10;
/** How long a letter is kept after its use is over. */
const keptDays = 30;

type Ending = Outcome | { kind: 'refused'; code: 'secretLost' | 'tooLate' | 'notDelivered'; detail?: string };

/** Sends the letters that wait, the way that messages go: taken in one transaction, sent in none, settled in another. */
export const sendLetters: ClinicErrand = {
  name: 'reminders.sendLetters',
  cron: '* * * * *',
  async run({ inside }) {
    await inside(tidy);
    for (let sent = 0; sent < mostInARun; sent += 1) {
      const parcel = await inside(take);
      if (!parcel) return;
      if (parcel === 'again') continue;
      const outcome = await dispatch(parcel);
      await inside((ctx) => settleLetter(ctx, parcel.messageId, outcome));
    }
  },
};

function dispatch(parcel: Parcel): Promise<Outcome> | Ending {
  if (parcel.by === 'mail') return sendMail(parcel.server, parcel.mail);
  if (parcel.by === 'text') return sendText(parcel.gateway, parcel.message);
  return { kind: 'refused', code: 'secretLost' };
}

async function take(ctx: Context): Promise<Parcel | 'again' | undefined> {
  const settings = await loadSettings(ctx);
  if (!settings.rules.on) return undefined;
  const row = await ctx.db
    .selectFrom('reminders_letter')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('state', '=', 'waiting')
    .where('next_at', '<=', ctx.now)
    .orderBy('next_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!row) return undefined;
  if (epochMsOf(row.until) <= epochMsOf(ctx.now)) {
    await settleLetter(ctx, row.id, { kind: 'refused', code: 'tooLate' });
    return 'again';
  }
  await set(ctx, row.id, { state: 'sending', claimed_at: ctx.now, attempts: row.attempts + 1 });
  return parcelOf(ctx, settings, row);
}

function parcelOf(
  ctx: Context,
  settings: Settings,
  row: {
    id: string;
    channel: string | null;
    address: string | null;
    subject: string;
    text: string;
    link_path: string | null;
  },
): Parcel {
  const messageId = row.id;
  const to = row.address ?? '';
  const text = withLink(row.text, letterLink(ctx, settings, row));
  if (row.channel === 'email') {
    const server = mailServer(ctx, settings);
    if (!server || server === 'lost') return { messageId, by: 'nobody' };
    return { messageId, by: 'mail', server, mail: { id: messageId, to, subject: row.subject, text } };
  }
  const gateway = textGateway(ctx, settings);
  if (!gateway || gateway === 'lost') return { messageId, by: 'nobody' };
  const channel = row.channel === 'sms' ? 'sms' : 'whatsapp';
  return { messageId, by: 'text', gateway, message: { id: `${messageId}.${channel}`, channel, to, text } };
}

/** Writes down what became of a letter; what was refused for good goes the other way once, if there is one. */
export async function settleLetter(ctx: Context, id: string, outcome: Ending): Promise<void> {
  const row = await ctx.db
    .selectFrom('reminders_letter')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'sending', 'accepted'])
    .forUpdate()
    .executeTakeFirst();
  if (!row) return;
  const detail = 'detail' in outcome ? (outcome.detail ?? null) : null;
  const ended = { next_at: null, ended_at: ctx.now, detail };
  if (outcome.kind === 'accepted') return set(ctx, id, { state: 'accepted', code: null, ...ended });
  const { code } = outcome;
  if (outcome.kind === 'later') {
    const minutes = nextAttemptMinutes(row.attempts, outcome.afterSeconds);
    const nextAt = minutes === undefined ? undefined : addMinutes(ctx.now, minutes);
    if (nextAt && epochMsOf(nextAt) < epochMsOf(row.until))
      return set(ctx, id, { state: 'waiting', next_at: nextAt, code, detail });
  }
  if (outcome.kind !== 'unclear' && code !== 'tooLate' && row.other_channel) {
    const { other_channel: channel, other_address: address } = row;
    return set(ctx, id, {
      ...{ state: 'waiting', next_at: ctx.now, attempts: 0, code: null, detail: null, ended_at: null },
      ...{ channel, address, other_channel: null, other_address: null },
    });
  }
  await set(ctx, id, { state: 'failed', code, ...ended });
}

/** A text of a letter that the gateway speaks of later. @returns whether it was a letter's */
export async function noteLetterStatus(
  ctx: Context,
  id: string,
  channel: string,
  status: 'delivered' | 'failed',
): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('reminders_letter')
    .select('id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', id)
    .where('channel', '=', channel)
    .where('state', 'in', ['sending', 'accepted'])
    .executeTakeFirst();
  if (!row) return false;
  if (status === 'failed') await settleLetter(ctx, id, { kind: 'refused', code: 'notDelivered' });
  else await set(ctx, id, { state: 'delivered', ended_at: ctx.now });
  return true;
}

type Values = {
  state?: string;
  channel?: string | null;
  address?: string | null;
  other_channel?: null;
  other_address?: null;
  attempts?: number;
  next_at?: string | null;
  claimed_at?: string;
  code?: string | null;
  detail?: string | null;
  ended_at?: string | null;
};

async function set(ctx: Context, id: string, values: Values): Promise<void> {
  await ctx.db
    .updateTable('reminders_letter')
    .set(values)
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', id)
    .execute();
}

/** What a process took and did not live to settle has perhaps gone out, and is not sent again. Old ones are put away. */
async function tidy(ctx: Context): Promise<void> {
  await ctx.db
    .updateTable('reminders_letter')
    .set({ state: 'failed', code: 'brokeOff', next_at: null, ended_at: ctx.now })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('state', '=', 'sending')
    .where('claimed_at', '<', addMinutes(ctx.now, -lostAfterMinutes))
    .execute();
  await ctx.db
    .deleteFrom('reminders_letter')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('until', '<', addMinutes(ctx.now, -keptDays * 24 * 60))
    .execute();
}
