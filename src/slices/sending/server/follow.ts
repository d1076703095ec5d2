import type { Context } from '#platform/server/context.ts';
import type { ClinicJob } from '#platform/server/jobs/clinic-job.ts';
import { addMinutes } from '#platform/shared/time.ts';
import { type LetterState, letterStates, shutDoors } from '#slices/reminders/server/index.ts';
import { writeCommunication } from './communication.ts';
import { type SendingRow, setSending } from './rows.ts';
import { openTask } from './tasks.ts';

const mostInARun = 200;
/** A gateway tells within that time whether a message arrived, or never does. */
const followedMinutes = 3 * 24 * 60;

/** Learns what became of the messages with links, and asks the desk for another way where one did not go out. */
export const follow: ClinicJob = {
  name: 'sending.follow',
  cron: '* * * * *',
  async run(ctx) {
    const rows = await ctx.db
      .selectFrom('sending_paper')
      .selectAll()
      .where('clinic_id', '=', ctx.clinic.id)
      .where('state', 'in', ['waiting', 'sent'])
      .where('way', 'in', ['email', 'text'])
      .where('sent_at', '>', addMinutes(ctx.now, -followedMinutes))
      .orderBy('sent_at', 'desc')
      .limit(mostInARun)
      .forUpdate()
      .skipLocked()
      .execute();
    const letters = await letterStates(
      ctx,
      rows.map(({ id }) => id),
    );
    for (const row of rows) {
      const letter = letters.get(row.id);
      if (letter) await become(ctx, row, letter);
    }
  },
};

const next: Partial<Record<LetterState['state'], string>> = {
  accepted: 'sent',
  delivered: 'delivered',
  failed: 'failed',
  stopped: 'failed',
};

async function become(ctx: Context, row: SendingRow, letter: LetterState): Promise<void> {
  const state = next[letter.state];
  if (!state || state === row.state) return;
  const now = await setSending(ctx, row.id, {
    ...{ state, code: letter.code },
    // it may have gone to her other way
    ...(letter.address && { address: letter.address }),
  });
  await writeCommunication(ctx, now);
  if (state !== 'failed' || now.ended_at) return;
  await shutDoors(ctx, 'paper', row.id);
  await openTask(ctx, now);
}
