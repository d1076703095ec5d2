import { sql } from 'kysely';
import type { Language } from '#platform/shared/languages.ts';
import { steadyNow } from '#platform/shared/time.ts';
import { inClinic } from '../db/database.ts';
import type { OpenContext } from './open-verb.ts';
import { pinFits } from './passwords.ts';
import { type Opened, renewSession } from './sessions.ts';
import { auditDone, auditRefused } from './trail.ts';

interface PinAttempt {
  clinicId: string;
  staffId: string;
  name: string;
  language: Language;
  clinicSlug: string;
  absoluteUntil: string;
  triesLeft: number;
  pinHash: string | null;
}

/**
 * Opens a session again by its owner's PIN. The try is counted before the PIN is looked at; the fifth wrong one
 * leaves this session to the password.
 * @param event `identity.unlock` or `identity.switchPerson`
 */
export async function openByPin(
  ctx: OpenContext<'wrongPin' | 'pinSpent' | 'sessionOver'>,
  event: string,
  sessionId: string,
  pin: string,
): Promise<Opened> {
  const begun = await sql<{ attempt: PinAttempt | null }>`
    SELECT identity_begin_pin(${sessionId}, ${steadyNow(ctx.clock)}) AS attempt`.execute(ctx.database.kysely);
  const attempt = begun.rows[0]?.attempt;
  if (!attempt) return ctx.fail('sessionOver');
  if (!attempt.pinHash) return ctx.fail('pinSpent');
  if (!(await pinFits(attempt.pinHash, pin))) {
    await auditRefused(ctx, attempt, event, 'wrongPin');
    return attempt.triesLeft > 0
      ? ctx.fail('wrongPin', { triesLeft: attempt.triesLeft })
      : ctx.fail('pinSpent');
  }
  const opening = await inClinic(ctx.database, attempt.clinicId, async (tx) => {
    const renewed = await renewSession(
      ctx,
      tx,
      { id: sessionId, absoluteUntil: attempt.absoluteUntil },
      attempt,
    );
    if (renewed) await auditDone(ctx, tx, attempt, event);
    return renewed;
  });
  return opening ? opening.hand({ inAnswer: ctx.bearer !== undefined }) : ctx.fail('sessionOver');
}
