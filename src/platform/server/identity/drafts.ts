import { type RawBuilder, sql } from 'kysely';
import { refuse } from '#platform/shared/errors.ts';
import type { identity } from '#platform/shared/identity-contract.ts';
import type { Context } from '../context.ts';
import type { Verb } from '../slice.ts';

type Identity = typeof identity;

const mostBytes = 64 * 1024;
/** Of one person; the oldest go first. Nobody has more forms open than this. */
const mostDrafts = 100;
const keptDays = 30;

interface DraftRow {
  key: string;
  body: string;
  base_version: string | null;
  kept_at: string;
}

/** Keeps what a person has typed so far, under a key of its form; overwrites what was kept before. */
export const keepDraft: Verb<Identity, 'keepDraft'> = async (ctx, input) => {
  const staffId = ownStaffId(ctx);
  const body = JSON.stringify(input.body);
  const bytes = Buffer.byteLength(body);
  if (bytes > mostBytes) return ctx.fail('draftTooLarge', { kilobytes: Math.ceil(bytes / 1024) });
  await sql`
    INSERT INTO identity_draft (clinic_id, staff_id, key, body, base_version, kept_at)
    VALUES (${ctx.clinic.id}, ${staffId}, ${plain(input.key)}, ${body}, ${input.baseVersion ?? null}, ${ctx.now})
    ON CONFLICT (clinic_id, staff_id, key) DO UPDATE
      SET body = excluded.body, base_version = excluded.base_version, kept_at = excluded.kept_at`.execute(
    ctx.db,
  );
  await sql`
    DELETE FROM identity_draft WHERE clinic_id = ${ctx.clinic.id} AND staff_id = ${staffId} AND (
      kept_at < ${ctx.now}::timestamptz - ${keptDays} * interval '1 day'
      OR key IN (SELECT d.key FROM identity_draft d WHERE d.clinic_id = ${ctx.clinic.id} AND d.staff_id = ${staffId}
        ORDER BY d.kept_at DESC OFFSET ${mostDrafts}))`.execute(ctx.db);
  return { keptAt: ctx.now };
};

/** The caller's own drafts, newest first, or the one of a key. */
export const drafts: Verb<Identity, 'drafts'> = async (ctx, input) => {
  const key = input.key === undefined ? null : plain(input.key);
  const found = await sql<DraftRow>`
    SELECT key, body, base_version, kept_at FROM identity_draft
    WHERE clinic_id = ${ctx.clinic.id} AND staff_id = ${ownStaffId(ctx)} AND (${key}::text IS NULL OR key = ${key})
    ORDER BY kept_at DESC, key`.execute(ctx.db);
  return {
    drafts: found.rows.map((row) => ({
      key: row.key,
      body: JSON.parse(row.body),
      ...(row.base_version !== null && { baseVersion: row.base_version }),
      keptAt: row.kept_at,
    })),
  };
};

/** Drops a draft, saved or thrown away; one that is not there is already gone. */
export const dropDraft: Verb<Identity, 'dropDraft'> = async (ctx, input) => {
  await dropDraftOf(ctx.clinic.id, ownStaffId(ctx), plain(input.key)).execute(ctx.db);
  return {};
};

export function dropDraftOf(clinicId: string, staffId: string, key: string): RawBuilder<unknown> {
  return sql`DELETE FROM identity_draft WHERE clinic_id = ${clinicId} AND staff_id = ${staffId} AND key = ${key}`;
}

/** A draft's key as it stands, percent-encoded, in the header of the call that saves what it holds. */
export function draftKey(header: string): string {
  try {
    return plain(decodeURIComponent(header));
  } catch {
    return refuse('invalidInput', {}, [{ path: 'X-Serambi-Draft', key: 'platform_field_notValid' }]);
  }
}

/** A client of another system types nothing. */
function ownStaffId(ctx: Context): string {
  return ctx.actor.kind === 'staff' ? ctx.actor.id : refuse('notSignedIn');
}

/** PostgreSQL takes no NUL in a text. */
function plain(key: string): string {
  return key.replaceAll('\0', '\uFFFD').toWellFormed();
}
