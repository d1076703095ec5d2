import { sql } from 'kysely';
import type { Context } from '../context.ts';

/**
 * Whether anything else in the record points at a resource. The index of references begins with the parameter, so the
 * few that a clinic has are walked, and each is asked once.
 * @param ownId resources of this id do not count
 */
export async function isReferredTo(
  ctx: Pick<Context, 'db' | 'clinic'>,
  target: { type: string; id: string },
  ownId: string,
): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    WITH RECURSIVE params AS (
      SELECT min(param) AS param FROM record_reference WHERE clinic_id = ${ctx.clinic.id}
      UNION ALL
      SELECT (SELECT min(r.param) FROM record_reference r WHERE r.clinic_id = ${ctx.clinic.id} AND r.param > p.param)
      FROM params p WHERE p.param IS NOT NULL)
    SELECT EXISTS (
      SELECT FROM params p JOIN record_reference r ON r.clinic_id = ${ctx.clinic.id} AND r.param = p.param
        AND r.target_id = ${target.id} AND r.target_type = ${target.type} AND r.id <> ${ownId}) AS found`.execute(
    ctx.db,
  );
  return rows[0]?.found ?? false;
}
