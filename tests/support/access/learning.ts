import { sql } from 'kysely';
import { competencies } from '#slices/competencies/contract.ts';
import { vitals } from '#slices/vitals/contract.ts';
import { call } from './call.ts';
import { callOf } from './inputs.ts';
import { of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

const code = 'vitalSigns';

/** What one person learns is asked, counted and decided apart from a colleague's, and a code of nobody's opens nothing. */
export async function tryLearning(ground: Ground): Promise<void> {
  await tryLearners(ground);
  await tryUnknown(ground);
}

/** Two who learn the same: each has her own task, and a word on the one is no word on the other. */
async function tryLearners(ground: Ground): Promise<void> {
  const { clinic, own } = ground.world;
  const second = ground.callers.find(({ name }) => name === 'student');
  await clinic.as('student').call(competencies, 'learn', { code });
  await call(ground, 'competencies.learn', { code }, 'learning', undefined, second);
  const measured = { visitId: of(own, 'visitId'), values: { pulse: { value: '72' } } };
  await clinic.as('student').call(vitals, 'recordVitals', measured);
  await call(ground, 'vitals.recordVitals', measured, 'setId', undefined, second);
  await clinic.inside(async ({ db }) => {
    const { rows } = await sql<{ open: string }>`SELECT count(*) AS open FROM work_task
      WHERE kind = 'competencies.confirm' AND state = 'open'`.execute(db);
    if (String(rows[0]?.open) !== '2')
      ground.findings.fault(`competencies: ${rows[0]?.open} tasks for the work of two learners`);
    // one work of both, as where two have held the same arm
    await sql`INSERT INTO competencies_practice (clinic_id, staff_id, code, resource, about, members, done_at, state)
      SELECT DISTINCT ON (staff_id) clinic_id, staff_id, code, 'Procedure/shared', about, members, done_at, 'logged' FROM competencies_practice
      WHERE code = ${code} AND state = 'logged'`.execute(db);
  });
  const shared = { staffId: clinic.as('student').actor.id, code, resource: 'Procedure/shared' };
  const observer = ground.callers.find(({ name }) => name === 'physician');
  await call(ground, 'competencies.confirmPractice', shared, 'practised', undefined, observer);
  await clinic.inside(async ({ db }) => {
    const { rows } = await sql<{ state: string; staff_id: string }>`SELECT state, staff_id
      FROM competencies_practice WHERE resource = 'Procedure/shared' ORDER BY state`.execute(db);
    const right = rows.map((row) => `${row.state} ${row.staff_id === shared.staffId}`).join();
    if (right !== 'confirmed true,logged false')
      ground.findings.fault(`competencies.confirmPractice: ${right}`);
  });
}

/** A job and a competency that the clinic does not have, and one that it has put away. */
async function tryUnknown(ground: Ground): Promise<void> {
  const { world } = ground;
  const { registry } = world.clinic.platform;
  const inputOf = (slice: string, name: string) => {
    const verb = registry.verb(slice, name);
    if (!verb) throw new Error(`${slice}.${name} is gone`);
    return callOf(verb, world, world.own).input;
  };
  const nobodys = { careTo: ['nobodys'], lawAllows: true };
  await call(ground, 'workforce.saveDelegable', nobodys, '', 'workforce.jobMissing');
  const term = { ...inputOf('workforce', 'saveTerm'), role: 'nobodys' };
  await call(ground, 'workforce.saveTerm', term, '', 'workforce.jobMissing');
  const staffId = of(world.own, 'staffId');
  await call(ground, 'competencies.sheet', { staffId, code: 'nobodys' }, '', 'platform.notFound');
  const checkOff = inputOf('competencies', 'checkOff');
  const away = { staffId, code: String(checkOff.code) };
  await world.clinic.inside(({ db }) =>
    sql`UPDATE competencies_competency SET active = false WHERE code = ${away.code}`.execute(db),
  );
  await call(ground, 'competencies.sheet', away, '', 'platform.notFound');
  const observer = ground.callers.find(({ name }) => name === 'physician');
  await call(ground, 'competencies.checkOff', checkOff, '', 'platform.notFound', observer);
}
