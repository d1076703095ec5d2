import type { Context } from '#platform/server/context.ts';
import type { ClinicJob } from '#platform/server/jobs/clinic-job.ts';
import { addMinutes, epochMsOf } from '#platform/shared/time.ts';
import { takeBackGiven } from '#slices/disclosures/server/index.ts';
import { type LetterState, letterStates, shutDoors } from '#slices/reminders/server/index.ts';
import { writeCommunication } from './communication.ts';
import { takeNumberBack } from './number.ts';
import { type SendingRow, setSending } from './rows.ts';
import { openTask } from './tasks.ts';

const mostInARun = 200;
/** A message that has not gone out by then is of no use: whoever waits for it has asked again. */
export const messageMinutes = 24 * 60;
/** A gateway tells within that time whether a message arrived, or never does. Of a mail nobody tells. */
const followedMinutes = 3 * 24 * 60;

/** Learns what became of the messages with links, and asks the desk for another way where one did not go out. */
export const follow: ClinicJob = {
  name: 'sending.follow',
  cron: '* * * * *',
  async run(ctx) {
    const rows = await waiting(ctx);
    const letters = await letterStates(
      ctx,
      rows.map(({ id }) => id),
    );
    for (const row of rows) await become(ctx, row, letters.get(row.id));
  },
};

/** What has not gone out comes first, however much else is to be heard of. */
async function waiting(ctx: Context): Promise<SendingRow[]> {
  return ctx.db
    .selectFrom('sending_paper')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where((is) =>
      is.or([
        is('state', '=', 'waiting'),
        is.and([
          is('state', '=', 'sent'),
          is('way', '=', 'text'),
          is('sent_at', '>', addMinutes(ctx.now, -followedMinutes)),
        ]),
      ]),
    )
    .orderBy('state', 'desc')
    .orderBy('sent_at')
    .limit(mostInARun)
    .forUpdate()
    .skipLocked()
    .execute();
}

type Told = Pick<LetterState, 'state' | 'code'> & { address?: string | null };

/** A letter that was put away, or that nobody sends since the clinic has turned its messages off. */
function tooLate(ctx: Context, row: SendingRow): Told | undefined {
  if (row.state !== 'waiting') return undefined;
  const over = epochMsOf(addMinutes(row.sent_at, messageMinutes)) <= epochMsOf(ctx.now);
  return over ? { state: 'failed', code: 'tooLate' } : undefined;
}

const next: Partial<Record<LetterState['state'], string>> = {
  accepted: 'sent',
  delivered: 'delivered',
  failed: 'failed',
  stopped: 'failed',
};

async function become(ctx: Context, row: SendingRow, told: Told | undefined): Promise<void> {
  const letter = told && told.state in next ? told : tooLate(ctx, row);
  const ended = letter && next[letter.state];
  // what broke off may have arrived, and then its link must open
  const state = ended === 'failed' && letter?.code === 'brokeOff' ? 'unclear' : ended;
  if (!letter || !state || state === row.state) return;
  const now = await setSending(ctx, row.id, {
    ...{ state, code: letter.code },
    // it may have gone to her other way
    ...(letter.address && { address: letter.address }),
  });
  await writeCommunication(ctx, now);
  if (state === 'failed') await undo(ctx, now);
  if ((state === 'failed' || state === 'unclear') && !now.ended_at) await openTask(ctx, now);
}

/** Nothing has left the clinic: the number of the printing is free again, and the log says so. */
async function undo(ctx: Context, row: SendingRow): Promise<void> {
  await shutDoors(ctx, 'paper', row.id);
  await takeNumberBack(ctx, row);
  await takeBackGiven(ctx, row.disclosure_id);
}
