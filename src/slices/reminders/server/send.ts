import type { Context } from '#platform/server/context.ts';
import type { ClinicErrand } from '#platform/server/jobs/clinic-job.ts';
import { type Mail, type MailServer, sendMail } from '#platform/server/outgoing/mail.ts';
import type { Outcome } from '#platform/server/outgoing/outcome.ts';
import { sendText, type TextGateway, type TextMessage } from '#platform/server/outgoing/text-gateway.ts';
import { addMinutes } from '#platform/shared/time.ts';
import { allowedFrom } from '../shared/quiet.ts';
import { invitationFor } from './calendar.ts';
import { linkOf } from './link.ts';
import { isTooLate, type Matter, matterOf, outdatedBecause } from './matter.ts';
import { recipientOf } from './patient.ts';
import { cascadeOf, loadSettings, mailServer, type Settings, textGateway } from './settings.ts';
import { type Settled, settle } from './settle.ts';
import { stopMessage } from './stop.ts';
import { subjectFor, withLink } from './text.ts';

/** Messages of one clinic in one run; the rest goes with the next minute. */
const mostInARun = 40;
/** So many that a machine does not take, and it is left alone until the next minute. */
const mostInVain = 3;
/** After this long nobody is sending any more: the process ended in between. */
const lostAfterMinutes = 10;

/** A message on its way, and how it goes there. */
export type Parcel = { messageId: string } & (
  | { by: 'mail'; server: MailServer; mail: Mail }
  | { by: 'text'; gateway: TextGateway; message: TextMessage }
  | { by: 'nobody' }
);

/**
 * Sends what waits. A message is taken in one transaction, sent in none and settled in another, so that none is sent
 * twice: what was taken and never settled has perhaps gone out, and is not sent again but told to the desk.
 */
export const sendWaiting: ClinicErrand = {
  name: 'reminders.send',
  cron: '* * * * *',
  async run({ inside }) {
    await inside(settleLost);
    const inVain = { mail: 0, text: 0, nobody: 0 };
    for (let sent = 0; sent < mostInARun; sent += 1) {
      const parcel = await inside((ctx) =>
        take(ctx, { mail: inVain.mail < mostInVain, text: inVain.text < mostInVain }),
      );
      if (!parcel) return;
      if (parcel === 'again') continue;
      const outcome = await dispatch(parcel);
      if (outcome.kind === 'later') inVain[parcel.by] += 1;
      await inside((ctx) => settle(ctx, parcel.messageId, outcome));
    }
  },
};

function dispatch(parcel: Parcel): Promise<Outcome> | Settled {
  if (parcel.by === 'mail') return sendMail(parcel.server, parcel.mail);
  if (parcel.by === 'text') return sendText(parcel.gateway, parcel.message);
  return { kind: 'refused', code: 'secretLost' };
}

/** Takes the next message for itself; `again` where it turned out to be none any more. */
async function take(
  ctx: Context,
  open: { mail: boolean; text: boolean },
): Promise<Parcel | 'again' | undefined> {
  const channels = [...(open.mail ? ['email'] : []), ...(open.text ? ['sms', 'whatsapp'] : [])];
  const settings = await loadSettings(ctx);
  if (channels.length === 0 || !settings.rules.on) return undefined;
  const row = await ctx.db
    .selectFrom('reminders_message')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('state', '=', 'waiting')
    .where('next_at', '<=', ctx.now)
    .where('channel', 'in', channels)
    .orderBy('next_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!row) return undefined;
  const matter = await matterOf(ctx, row);
  const recipient = await recipientOf(ctx, row.patient_id);
  const obsolete = outdatedBecause(ctx, row, matter);
  if (obsolete || !matter || !recipient?.current) {
    await stopMessage(ctx, row, obsolete ?? 'over');
    return 'again';
  }
  const may = allowedFrom(ctx.now, recipient.zone, cascadeOf(settings.rules).quiet);
  // a stop that came in since, or an attempt that the night has overtaken
  const refused = recipient.choices[row.channel as 'sms'] === false;
  if (refused) await settle(ctx, row.id, { kind: 'refused', code: 'optedOut' });
  else if (may !== ctx.now && isTooLate(matter, may))
    await settle(ctx, row.id, { kind: 'refused', code: 'tooLate' });
  else if (may !== ctx.now) await set(ctx, row.id, { next_at: may });
  if (refused || may !== ctx.now) return 'again';
  await set(ctx, row.id, { state: 'sending', claimed_at: ctx.now, attempts: row.attempts + 1 });
  const link = linkOf(ctx, settings, row.id);
  return parcelOf(ctx, settings, { ...row, text: withLink(row.text, link) }, matter);
}

interface Row {
  id: string;
  kind: string;
  channel: string | null;
  address: string | null;
  language: string;
  text: string;
}

async function parcelOf(ctx: Context, settings: Settings, row: Row, { booked }: Matter): Promise<Parcel> {
  const messageId = row.id;
  const to = row.address ?? '';
  if (row.channel === 'email') {
    const server = mailServer(ctx, settings);
    if (!server || server === 'lost') return { messageId, by: 'nobody' };
    const subject = await subjectFor(ctx, settings, row);
    // a time that is only offered is no entry in anybody's calendar
    const calendar = booked && (await invitationFor(ctx, settings, { ...booked, email: to }, row));
    const mail = { id: messageId, to, subject, text: row.text, ...(calendar && { calendar }) };
    return { messageId, by: 'mail', server, mail };
  }
  const gateway = textGateway(ctx, settings);
  if (!gateway || gateway === 'lost') return { messageId, by: 'nobody' };
  const channel = row.channel === 'sms' ? 'sms' : 'whatsapp';
  return {
    messageId,
    by: 'text',
    gateway,
    message: { id: `${messageId}.${channel}`, channel, to, text: row.text },
  };
}

async function set(
  ctx: Context,
  id: string,
  values: { state?: string; claimed_at?: string; attempts?: number; next_at?: string },
): Promise<void> {
  await ctx.db
    .updateTable('reminders_message')
    .set(values)
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', id)
    .execute();
}

/** What a process took and did not live to settle. The gateway knows its messages by their key, a mail server does not. */
async function settleLost(ctx: Context): Promise<void> {
  const rows = await ctx.db
    .selectFrom('reminders_message')
    .select(['id', 'channel'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('state', '=', 'sending')
    .where('claimed_at', '<', addMinutes(ctx.now, -lostAfterMinutes))
    .forUpdate()
    .skipLocked()
    .execute();
  for (const { id, channel } of rows) {
    const outcome: Outcome =
      channel === 'email' ? { kind: 'unclear', code: 'brokeOff' } : { kind: 'later', code: 'unreachable' };
    await settle(ctx, id, outcome);
  }
}
