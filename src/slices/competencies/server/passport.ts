import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { competencies, Passport, PassportLine } from '../contract.ts';
import { mustFindPerson, type Person } from './people.ts';
import { standingsOf } from './standings.ts';
import { stepsOfVersions } from './store.ts';

export const myPassport: Verb<typeof competencies, 'myPassport'> = async (ctx) => {
  return passportOf(ctx, await mustFindPerson(ctx, ctx.actor.id));
};

export const passport: Verb<typeof competencies, 'passport'> = async (ctx, { staffId }) => {
  return passportOf(ctx, await mustFindPerson(ctx, staffId));
};

/** Everything that is known of a person's competencies; what nobody expects of her and she never began is left out. */
export async function passportOf(ctx: Context, person: Person): Promise<Passport> {
  const rates = await ratesOf(ctx, person.staffId);
  const attempts = await attemptsOf(ctx, person.staffId);
  const lines = (await standingsOf(ctx, person))
    .map((line) => ({
      ...line,
      rates: rates.get(line.code) ?? { done: 0, corrected: 0, inError: 0, repeated: 0 },
      attempts: attempts.get(line.code) ?? [],
    }))
    .filter((line) => line.expected || line.state !== 'notStarted' || line.rates.done > 0);
  return { staffId: person.staffId, name: person.name, roles: person.roles, lines };
}

/** What became of her work: corrected, marked as error, done again after an error. */
async function ratesOf(ctx: Context, staffId: string): Promise<Map<string, PassportLine['rates']>> {
  const found = await sql<PassportLine['rates'] & { code: string }>`
    SELECT p.code, count(*)::int AS done,
      count(*) FILTER (WHERE p.corrected AND NOT p.in_error)::int AS corrected,
      count(*) FILTER (WHERE p.in_error)::int AS "inError",
      count(*) FILTER (WHERE EXISTS (SELECT FROM competencies_practice e WHERE e.clinic_id = p.clinic_id
        AND e.staff_id = p.staff_id AND e.code = p.code AND e.about = p.about AND e.in_error
        AND e.done_at < p.done_at))::int AS repeated
    FROM competencies_practice p
    WHERE p.clinic_id = ${ctx.clinic.id} AND p.staff_id = ${staffId} AND p.resource NOT LIKE 'Attempt/%'
    GROUP BY p.code`.execute(ctx.db);
  return new Map(found.rows.map(({ code, ...rates }) => [code, rates]));
}

/** Her check-offs, newest first, by competency. */
async function attemptsOf(ctx: Context, staffId: string): Promise<Map<string, PassportLine['attempts']>> {
  const rows = await ctx.db
    .selectFrom('competencies_attempt')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('staff_id', '=', staffId)
    .orderBy('at', 'desc')
    .orderBy('attempt_id', 'desc')
    .execute();
  const steps = rows.length > 0 ? await stepsOfVersions(ctx) : new Map();
  const byCode = new Map<string, PassportLine['attempts']>();
  for (const row of rows) {
    const results = row.results as Record<string, boolean>;
    const failed = (steps.get(`${row.code} ${row.version}`) ?? [])
      .filter((step: { step: string }) => results[step.step] === false)
      .map((step: { en: string; id: string }) => step[ctx.language]);
    const told = {
      attemptId: row.attempt_id,
      purpose: row.purpose as PassportLine['attempts'][number]['purpose'],
      method: row.method as PassportLine['attempts'][number]['method'],
      ...{ observer: row.observer_name, at: row.at, passed: row.passed, failed, note: row.note },
      ...(row.visit_id && { visitId: row.visit_id }),
    };
    byCode.set(row.code, [...(byCode.get(row.code) ?? []), told]);
  }
  return byCode;
}
