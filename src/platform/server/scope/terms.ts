import { sql, type Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import type { Protocol, Standing, Term } from './decision.ts';

/** What the clinic asks of those without a licence, by act and job. */
export async function loadTerms(tx: Transaction<Tables>, clinicId: string): Promise<Term[]> {
  const found = await sql<Omit<Term, 'label'> & { label_en: string; label_id: string }>`
    SELECT act, role, competency, label_en, label_id, credentials, supervision, delegation,
      protocol, co_sign AS "coSign"
    FROM scope_term WHERE clinic_id = ${clinicId} ORDER BY act, role NULLS FIRST`.execute(tx);
  return found.rows.map(({ label_en, label_id, ...term }) => {
    return { ...term, label: { en: label_en, id: label_id } };
  });
}

/** Writes what is asked for an act of a job (`role` null: of every job without a licence), in place of what was. */
export async function saveTerm(tx: Transaction<Tables>, clinicId: string, term: Term): Promise<void> {
  await removeTerm(tx, clinicId, term);
  await sql`
    INSERT INTO scope_term (clinic_id, act, role, competency, label_en, label_id, credentials, supervision, delegation,
      protocol, co_sign)
    VALUES (${clinicId}, ${term.act}, ${term.role}, ${term.competency}, ${term.label.en}, ${term.label.id},
      ${term.credentials}, ${term.supervision}, ${term.delegation}, ${term.protocol},
      ${term.coSign})`.execute(tx);
}

/** Nothing is asked any more. */
export async function removeTerm(
  tx: Transaction<Tables>,
  clinicId: string,
  { act, role }: Pick<Term, 'act' | 'role'>,
): Promise<void> {
  await sql`
    DELETE FROM scope_term
    WHERE clinic_id = ${clinicId} AND act = ${act} AND role IS NOT DISTINCT FROM ${role}`.execute(tx);
}

/** What one person holds: competencies, credentials and delegations, those that ended included. */
export async function loadStanding(
  tx: Transaction<Tables>,
  clinicId: string,
  staffId: string,
): Promise<Standing[]> {
  const found = await sql<Standing>`
    SELECT kind, code, from_at AS "from", until_at AS until, given_by AS by, amount FROM scope_standing
    WHERE clinic_id = ${clinicId} AND staff_id = ${staffId} ORDER BY kind, code, from_at`.execute(tx);
  return found.rows;
}

/** A standing with its source, the row of a duty that can end it. */
export type SourcedStanding = Standing & { staffId: string; sourceId: string };

/** Writes what a duty has found of a person, in place of what stood of the same source. */
export async function saveStanding(
  tx: Transaction<Tables>,
  clinicId: string,
  one: SourcedStanding,
): Promise<void> {
  await sql`
    INSERT INTO scope_standing (clinic_id, staff_id, kind, code, source_id, from_at, until_at, given_by)
    VALUES (${clinicId}, ${one.staffId}, ${one.kind}, ${one.code}, ${one.sourceId}, ${one.from}, ${one.until}, ${one.by})
    ON CONFLICT (clinic_id, source_id) DO UPDATE SET staff_id = excluded.staff_id, kind = excluded.kind,
      code = excluded.code, from_at = excluded.from_at, until_at = excluded.until_at,
      given_by = excluded.given_by`.execute(tx);
}

/** The source holds no more. */
export async function removeStanding(
  tx: Transaction<Tables>,
  clinicId: string,
  sourceId: string,
): Promise<void> {
  await sql`DELETE FROM scope_standing WHERE clinic_id = ${clinicId} AND source_id = ${sourceId}`.execute(tx);
}

/** Standing orders of a clinic, those that ended included, what lasts longest first. */
export async function loadProtocols(tx: Transaction<Tables>, clinicId: string): Promise<Protocol[]> {
  const found = await sql<Protocol>`
    SELECT source_id AS "sourceId", act, version, title, roles, from_at AS "from", until_at AS until,
      approved_by AS by, from_months AS "fromMonths", under_months AS "underMonths"
    FROM scope_protocol WHERE clinic_id = ${clinicId} ORDER BY act, until_at DESC`.execute(tx);
  return found.rows;
}

/** Writes what a standing order covers now, one row an act, in place of what stood of it. */
export async function saveProtocol(
  tx: Transaction<Tables>,
  clinicId: string,
  { acts, ...one }: Omit<Protocol, 'act'> & { acts: readonly string[] },
): Promise<void> {
  await sql`DELETE FROM scope_protocol WHERE clinic_id = ${clinicId} AND source_id = ${one.sourceId}`.execute(
    tx,
  );
  for (const act of acts) {
    await sql`
      INSERT INTO scope_protocol (clinic_id, source_id, act, version, title, roles, from_at, until_at, approved_by,
        from_months, under_months)
      VALUES (${clinicId}, ${one.sourceId}, ${act}, ${one.version}, ${one.title}, ${one.roles}, ${one.from},
        ${one.until}, ${one.by}, ${one.fromMonths}, ${one.underMonths})`.execute(tx);
  }
}

/** It holds no more from this instant on; one that ended before ended then. @param at ISO-8601 UTC */
export async function endProtocol(
  tx: Transaction<Tables>,
  clinicId: string,
  sourceId: string,
  at: string,
): Promise<void> {
  await sql`UPDATE scope_protocol SET until_at = ${at}
    WHERE clinic_id = ${clinicId} AND source_id = ${sourceId} AND until_at > ${at}`.execute(tx);
}
