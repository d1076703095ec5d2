import type { Observation, Procedure } from '@medplum/fhirtypes';
import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { awaitAtEnd } from '#platform/server/db/database.ts';
import { keeper } from '#platform/server/record/keepers.ts';
import { performedAct } from '#slices/orders/server/index.ts';
import { isPanel } from '#slices/vitals/server/index.ts';
import { keepPerformances, lawWaits, practicesWanted } from './performances.ts';
import { dueSubject } from './standing.ts';

interface Work {
  resource: string;
  /** What scope was asked for. */
  act: string;
  about: string;
  members: string[];
}

/** A set of vital signs is a practice of who measured it; a reading that is corrected later is noted on it. */
export const observationKeeper = keeper<Observation>('Observation', {
  async put(ctx, observation, before) {
    const { id, encounter, status } = observation;
    const about = encounter?.reference;
    if (!id || !about) return;
    if (!isPanel(observation)) {
      if (before && (status === 'corrected' || status === 'amended')) noteCorrection(ctx, about, id);
      if (before && status === 'entered-in-error') noteCorrection(ctx, about, id);
      return;
    }
    const resource = `Observation/${id}`;
    if (status === 'entered-in-error') return await noteError(ctx, resource);
    const members = (observation.hasMember ?? []).flatMap(({ reference }) => reference ?? []);
    if (!before) await log(ctx, { resource, act: 'vitals.record', about, members });
  },
  async remove(ctx, { id }) {
    if (id) await noteError(ctx, `Observation/${id}`);
  },
});

/** An order carried out is a practice of who did it; taken back, it is one no more. */
export const procedureKeeper = keeper<Procedure>('Procedure', {
  async put(ctx, procedure, before) {
    const { id } = procedure;
    if (!id) return;
    const resource = `Procedure/${id}`;
    if (procedure.status === 'entered-in-error') return await noteError(ctx, resource);
    if (before) return;
    const done = await performedAct(ctx, procedure);
    if (done?.stands) await log(ctx, { resource, act: done.act, about: done.order, members: [] });
  },
  async remove(ctx, { id }) {
    if (id) await noteError(ctx, `Procedure/${id}`);
  },
});

/**
 * Logs work under every competency of which it is practice, once. Whoever works by a licence has nothing to practise here.
 * A learner's work asks her observers for a word.
 */
async function log(ctx: Context, { resource, act, about, members }: Work): Promise<void> {
  const { actor, clinic } = ctx;
  if (actor.kind !== 'staff') return;
  const practised = sql<number>`(SELECT count(*) FROM competencies_practice d WHERE d.clinic_id = c.clinic_id
    AND d.staff_id = p.staff_id AND d.code = c.code AND d.state = 'confirmed' AND NOT d.in_error)`;
  const found = await sql<{ code: string; label: string; standing_id: string; learning: boolean }>`
    SELECT c.code, p.standing_id, CASE WHEN ${clinic.language} = 'id' THEN c.label_id ELSE c.label_en END AS label,
      p.learning_since IS NOT NULL AND (p.validated_at IS NULL OR ${lawWaits(practised)})
        AND ${practicesWanted} > ${practised} AS learning
    FROM competencies_competency c
    LEFT JOIN competencies_person p ON p.clinic_id = c.clinic_id AND p.code = c.code AND p.staff_id = ${actor.id}
    WHERE c.clinic_id = ${clinic.id} AND c.active AND ${act} = ANY (c.acts)
      AND NOT EXISTS (SELECT FROM scope_role r WHERE r.clinic_id = c.clinic_id AND r.licence <> 'none'
        AND r.role = ANY (${actor.roles}::text[]))
    ORDER BY c.code`.execute(ctx.db);
  for (const { code, label, standing_id, learning } of found.rows) {
    const kept = sql`
      INSERT INTO competencies_practice (clinic_id, staff_id, code, resource, about, members, done_at, state)
      VALUES (${clinic.id}, ${actor.id}, ${code}, ${resource}, ${about}, ${members}, ${ctx.now}, 'logged')
      ON CONFLICT DO NOTHING`;
    awaitAtEnd(ctx.db, kept.execute(ctx.db));
    if (learning) await askObservers(ctx, dueSubject({ standing_id }), label);
  }
}

/** One task a learner and competency, however much of her work waits. */
async function askObservers(ctx: Context, subject: string, label: string): Promise<void> {
  const open = await ctx.db
    .selectFrom('work_task')
    .select('id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('subject', '=', subject)
    .where('kind', '=', 'competencies.confirm')
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (open) return;
  await ctx.work.open({
    ...{ kind: 'competencies.confirm', subject },
    params: { name: ctx.actor.name, label, screen: '/work/practice' },
  });
}

/** What was confirmed before counts no more, here and for the law. */
async function noteError(ctx: Context, resource: string): Promise<void> {
  const marked = await sql<{ staffId: string; code: string; state: string }>`
    UPDATE competencies_practice SET in_error = true
    WHERE clinic_id = ${ctx.clinic.id} AND resource = ${resource} AND NOT in_error
    RETURNING staff_id AS "staffId", code, state`.execute(ctx.db);
  for (const { staffId, code, state } of marked.rows)
    if (state === 'confirmed') await keepPerformances(ctx, staffId, code);
}

function noteCorrection(ctx: Context, about: string, memberId: string): void {
  const marked = sql`
    UPDATE competencies_practice SET corrected = true
    WHERE clinic_id = ${ctx.clinic.id} AND about = ${about} AND ${`Observation/${memberId}`} = ANY (members)
      AND NOT corrected`;
  awaitAtEnd(ctx.db, marked.execute(ctx.db));
}
