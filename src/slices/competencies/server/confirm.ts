import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { Competency, competencies } from '../contract.ts';
import { mayObserve, mustObserve } from './observer.ts';
import { mustFindPerson } from './people.ts';
import { keepPerformances, lawWaits, practicesWanted } from './performances.ts';
import { dueSubject } from './standing.ts';
import { stateNow } from './check-off.ts';
import {
  allCompetencies,
  changePerson,
  mustFindCompetency,
  type PersonRow,
  personRow,
  practisedCounts,
} from './store.ts';

interface Waiting {
  staffId: string;
  name: string;
  code: string;
  resource: string;
  about: string;
  doneAt: string;
  corrected: boolean;
}

export const toConfirm: Verb<typeof competencies, 'toConfirm'> = async (ctx) => {
  const waiting = await waitingFor(ctx);
  const counts = await practisedCounts(ctx);
  const observable = new Map<string, Competency>();
  for (const competency of await allCompetencies(ctx)) {
    if (waiting.some((one) => one.code === competency.code) && (await mayObserve(ctx, competency)))
      observable.set(competency.code, competency);
  }
  return {
    practices: waiting.flatMap(({ about, ...one }) => {
      const competency = observable.get(one.code);
      if (!competency || one.staffId === ctx.actor.id) return [];
      const practised = counts.get(`${one.staffId} ${one.code}`) ?? 0;
      const visitId = /^Encounter\/(.+)$/.exec(about)?.[1];
      const needed = competency.practices;
      const label = competency.label[ctx.language];
      return [{ ...one, label, practised, needed, ...(visitId && { visitId }) }];
    }),
  };
};

/** Work of people who learn it and have not practised enough yet; what they did before they began is none. */
async function waitingFor(ctx: Context, staffId?: string, code?: string): Promise<Waiting[]> {
  const practised = sql<number>`(SELECT count(*) FROM competencies_practice d WHERE d.clinic_id = w.clinic_id
    AND d.staff_id = w.staff_id AND d.code = w.code AND d.state = 'confirmed' AND NOT d.in_error)`;
  const found = await sql<Waiting>`
    SELECT w.staff_id AS "staffId", s.name, w.code, w.resource, w.about, w.done_at AS "doneAt", w.corrected
    FROM competencies_practice w
    JOIN competencies_person p ON p.clinic_id = w.clinic_id AND p.staff_id = w.staff_id AND p.code = w.code
    JOIN competencies_competency c ON c.clinic_id = w.clinic_id AND c.code = w.code AND c.active
    JOIN identity_staff s ON s.clinic_id = w.clinic_id AND s.id = w.staff_id
    WHERE w.clinic_id = ${ctx.clinic.id} AND w.state = 'logged' AND NOT w.in_error
      AND (${staffId ?? null}::uuid IS NULL OR w.staff_id = ${staffId ?? null}::uuid)
      AND (${code ?? null}::text IS NULL OR w.code = ${code ?? null}::text)
      AND p.learning_since <= w.done_at AND (p.validated_at IS NULL OR ${lawWaits(practised)})
      AND ${practicesWanted} > ${practised}
    ORDER BY w.done_at, w.resource`.execute(ctx.db);
  return found.rows;
}

export const confirmPractice: Verb<typeof competencies, 'confirmPractice'> = async (ctx, input) => {
  await mustFindPerson(ctx, input.staffId);
  const competency = await mustFindCompetency(ctx, input.code);
  await mustObserve(ctx, input.staffId, competency);
  const row = await personRow(ctx, input.staffId, input.code);
  const practice = (await practiceOf(ctx, input)) ?? ctx.fail('practiceMissing');
  if (practice.in_error) return ctx.fail('markedAsError');
  // confirmed twice is counted once, and stays the first observer's
  if (practice.state !== 'confirmed') await decide(ctx, input, 'confirmed', '');
  if (!row.learning_since) await changePerson(ctx, row, { learning_since: practice.done_at });
  await settleTask(ctx, row);
  const practised = (await practisedCounts(ctx, input.staffId)).get(`${input.staffId} ${input.code}`) ?? 0;
  return { state: await stateNow(ctx, competency, row), practised };
};

export const declinePractice: Verb<typeof competencies, 'declinePractice'> = async (ctx, input) => {
  await mustFindPerson(ctx, input.staffId);
  const competency = await mustFindCompetency(ctx, input.code);
  await mustObserve(ctx, input.staffId, competency);
  const row = await personRow(ctx, input.staffId, input.code);
  if (!(await practiceOf(ctx, input))) return ctx.fail('practiceMissing');
  await decide(ctx, input, 'declined', input.reason);
  await settleTask(ctx, row);
  return { state: await stateNow(ctx, competency, row) };
};

type Which = { staffId: string; code: string; resource: string };

async function practiceOf(ctx: Context, { staffId, code, resource }: Which) {
  return ctx.db
    .selectFrom('competencies_practice')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('staff_id', '=', staffId)
    .where('code', '=', code)
    .where('resource', '=', resource)
    .executeTakeFirst();
}

async function decide(ctx: Context, which: Which, state: 'confirmed' | 'declined', reason: string) {
  const { staffId, code, resource } = which;
  await ctx.db
    .updateTable('competencies_practice')
    .set({ state, decided_at: ctx.now, decided_by: ctx.actor.name, decided_for: reason })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('staff_id', '=', staffId)
    .where('code', '=', code)
    .where('resource', '=', resource)
    .execute();
  await keepPerformances(ctx, staffId, code);
  ctx.emit('competencies.changed', { staffId, code });
}

/** The task ends with the last piece of work that waited. */
async function settleTask(ctx: Context, row: PersonRow): Promise<void> {
  if ((await waitingFor(ctx, row.staff_id, row.code)).length > 0) return;
  await ctx.work.finish(dueSubject(row), 'done', 'competencies.confirm');
}
