import type { Clinic, Context } from '#platform/server/context.ts';
import type { OpenContext, OpenVerb } from '#platform/server/identity/open-verb.ts';
import { type Paper, renderPaper } from '#platform/server/print/paper.ts';
import type { Printing } from '#platform/server/print/paper-types.ts';
import { printingBy, readPaper } from '#platform/server/print/store.ts';
import { words } from '#platform/server/words.ts';
import type { Language } from '#platform/shared/languages.ts';
import { epochMsOf, instantOf } from '#platform/shared/time.ts';
import { spokenAgrees } from '#slices/records/server/index.ts';
import { findDoor, patientReach } from '#slices/reminders/server/index.ts';
import type { sendings } from '../contract.ts';
import { mostMisses, mostOpenings } from '../shared/ways.ts';
import { writeCommunication } from './communication.ts';
import { end } from './end-link.ts';
import { untilWords } from './link.ts';
import { findSending, isOpen, type SendingRow, setSending } from './rows.ts';

type Sendings = typeof sendings;

/** Wrong, old and ended links answer alike. */
export const openLink: OpenVerb<Sendings, 'openLink'> = (ctx, { token }) =>
  behind(ctx, token, 'sending.openLink', async (inside, row) => {
    const reach = await patientReach(inside, row.patient_id);
    const language = row.language as Language;
    const until = untilWords(inside, row.expires_at, language);
    return { clinic: reach?.clinic ?? inside.clinic.name, phone: reach?.phone ?? '', language, until };
  });

/** The paper, once the birth date agrees. It is drawn after the transaction: that takes longer than all the rest. */
export const openPaper: OpenVerb<Sendings, 'openPaper'> = async (ctx, { token, birthDate }) => {
  const found = await behind(ctx, token, 'sending.openPaper', async (inside, row) => {
    const { agreed } = await spokenAgrees(inside, row.patient_id, { birthDate });
    if (!agreed.includes('birthDate')) {
      return (await countMiss(inside, row)) ? ('linkNotGood' as const) : ('noMatch' as const);
    }
    return { ...(await opened(inside, row)), title: row.title };
  });
  if (found === 'noMatch' || found === 'linkNotGood') return ctx.fail(found);
  const { paper, printing, title } = found;
  const pdf = Buffer.from(await renderPaper(paper, printing)).toString('base64');
  const fileName = `${title.replace(/[^\p{L}\p{N}]+/gu, '-')}.pdf`;
  return { title, fileName, pdf };
};

async function behind<T>(
  ctx: OpenContext<'linkNotGood' | 'tooMany'>,
  token: string,
  event: string,
  body: (inside: Context, row: SendingRow) => Promise<T>,
): Promise<T> {
  const door = await findDoor(ctx, token, 'paper');
  if (door === 'wait') return ctx.fail('tooMany');
  if (!door) return ctx.fail('linkNotGood');
  const done = await within(ctx, door, event, body);
  return done ? done.answer : ctx.fail('linkNotGood');
}

/** Held: tries at once count one after the other. */
async function within<T>(
  ctx: OpenContext,
  { clinic, subject }: { clinic: Clinic; subject: string },
  event: string,
  body: (inside: Context, row: SendingRow) => Promise<T>,
): Promise<{ answer: T } | undefined> {
  return ctx.asSystem(clinic, event, async (inside) => {
    const row = await findSending(inside, subject, true);
    return row && isOpen(inside, row) ? { answer: await body(inside, row) } : undefined;
  });
}

/** A wrong birth date stands in the trail. @returns whether it was the fifth: the link then opens nothing any more */
async function countMiss(ctx: Context, row: SendingRow): Promise<boolean> {
  const missed = await setSending(ctx, row.id, { misses: row.misses + 1 });
  ctx.note('sending.missed', { patientId: row.patient_id, subject: `Communication/${row.id}` });
  if (missed.misses < mostMisses) return false;
  const { language } = ctx.clinic;
  await end(ctx, missed, words(language, 'sending_theLink'), words(language, 'sending_endedByMisses'));
  return true;
}

async function opened(ctx: Context, row: SendingRow): Promise<{ paper: Paper; printing: Printing }> {
  const { paper, subject } = await readPaper(ctx, row.paper_id);
  const now = await setSending(ctx, row.id, {
    ...{ openings: row.openings + 1, last_opened_at: ctx.now },
    first_opened_at: row.first_opened_at ?? ctx.now,
    // what is opened has arrived, whether the gateway tells or not
    ...(row.state !== 'handed' && { state: 'delivered' }),
  });
  ctx.note('sending.opened', { patientId: row.patient_id, subject, details: { sendingId: row.id } });
  if (!row.first_opened_at) await writeCommunication(ctx, now);
  if (now.openings >= mostOpenings) {
    const { language } = ctx.clinic;
    await end(ctx, now, words(language, 'sending_theLink'), words(language, 'sending_endedByOpenings'));
  }
  // the same paper each time: as it was when it was given out, and by whom
  const printing = {
    ...printingBy(ctx, row.copy_number),
    ...{ printedBy: row.sent_by, printedAt: instantOf(epochMsOf(row.sent_at)) },
  };
  return { paper, printing };
}
