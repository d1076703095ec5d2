import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { refuse } from '#platform/shared/errors.ts';
import { steadyNow } from '#platform/shared/time.ts';
import type { Context } from '../context.ts';

/** Key of a request and what it asked for, so that the same key with another body is noticed. */
export interface RequestKey {
  key: string;
  verb: string;
  inputHash: string;
}

/** @param key the caller's `Idempotency-Key`, 8 to 128 visible characters */
export function requestKey(key: string, verb: string, input: unknown): RequestKey {
  if (!/^[\x21-\x7e]{8,128}$/.test(key))
    refuse('invalidInput', {}, [{ path: 'Idempotency-Key', key: 'platform_field_notValid' }]);
  return {
    key,
    verb,
    inputHash: createHash('sha256')
      .update(JSON.stringify(input ?? null))
      .digest('base64'),
  };
}

/**
 * Claims the key within the transaction. A second request with the key waits here until the first has ended, and
 * then gets its answer; if the first failed, nothing of it remains and the second runs.
 * @returns the stored answer, or undefined when this request is the first
 */
export async function claimKey(ctx: Context, request: RequestKey): Promise<{ answer: unknown } | undefined> {
  const claimed = await sql`
    INSERT INTO platform_idempotency (clinic_id, actor_id, key, verb, input_hash, created_at)
    VALUES (${ctx.clinic.id}, ${ctx.actor.id}, ${request.key}, ${request.verb}, ${request.inputHash}, ${steadyNow(ctx.clock)})
    ON CONFLICT DO NOTHING`.execute(ctx.db);
  if (claimed.numAffectedRows === 1n) return undefined;
  const found = await sql<{ verb: string; input_hash: string; answer: string }>`
    SELECT verb, input_hash, answer FROM platform_idempotency
    WHERE clinic_id = ${ctx.clinic.id} AND actor_id = ${ctx.actor.id} AND key = ${request.key}`.execute(
    ctx.db,
  );
  const row = found.rows[0];
  if (!row || row.verb !== request.verb || row.input_hash !== request.inputHash) refuse('keyReused');
  return { answer: JSON.parse(row.answer) };
}

/** Keeps the answer under the claimed key. */
export async function keepAnswer(ctx: Context, request: RequestKey, answer: unknown): Promise<void> {
  await sql`UPDATE platform_idempotency SET answer = ${JSON.stringify(answer ?? null)}
    WHERE clinic_id = ${ctx.clinic.id} AND actor_id = ${ctx.actor.id} AND key = ${request.key}`.execute(
    ctx.db,
  );
}
