import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { keepChallenge } from '#platform/server/identity/challenges.ts';
import { competencies } from '#slices/competencies/contract.ts';
import { vitals } from '#slices/vitals/contract.ts';
import { workforce } from '#slices/workforce/contract.ts';
import { call } from './call.ts';
import type { Caller } from './callers.ts';
import { callOf } from './inputs.ts';
import { of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

const code = 'vitalSigns';

/** What one person learns is asked, counted and decided apart from a colleague's, and a code of nobody's opens nothing. */
export async function tryPassports(ground: Ground): Promise<void> {
  await tryLearners(ground);
  await tryObservers(ground);
  await tryUnknown(ground);
}

/** Somebody whose work is judged, and the sentence of a fault. */
interface Learner {
  staffId: string;
  caller: Caller | undefined;
}

/** Two who learn the same: each has her own task, and a word on the one is no word on the other. */
async function tryLearners(ground: Ground): Promise<void> {
  const { clinic, own } = ground.world;
  const [hers, theirs] = await learners(ground);
  const must = (what: string, found: unknown, due: unknown) => {
    if (found !== due) ground.findings.fault(`competencies: ${what}: ${found}, not ${due}`);
  };
  const state = async ({ staffId }: Learner) => (await lineOf(ground, staffId)).state;
  await clinic.as('student').call(competencies, 'learn', { code });
  must('the other learner after one began', await state(theirs), 'notStarted');
  await call(ground, 'competencies.learn', { code }, 'learning', undefined, theirs.caller);
  const measured = { visitId: of(own, 'visitId'), values: { pulse: { value: '72' } } };
  await clinic.as('student').call(vitals, 'recordVitals', measured);
  must('tasks for the work of one learner', await openTasks(ground), 1);
  const { rates } = await lineOf(ground, theirs.staffId);
  must('work of the other before she did any', rates.done, 0);
  await call(ground, 'vitals.recordVitals', measured, 'setId', undefined, theirs.caller);
  must('tasks for the work of two learners', await openTasks(ground), 2);

  // one work of both, as where two have held the same arm
  const resource = 'Procedure/shared';
  await clinic.inside((ctx) =>
    sql`INSERT INTO competencies_practice (clinic_id, staff_id, code, resource, about, members, done_at, state)
      SELECT DISTINCT ON (staff_id) clinic_id, staff_id, code, ${resource}, about, members, done_at, 'logged'
      FROM competencies_practice WHERE code = ${code} AND state = 'logged'`.execute(ctx.db),
  );
  // what the other was seen to do is no performance of hers
  await clinic.inside((ctx) =>
    sql`INSERT INTO competencies_practice (clinic_id, staff_id, code, resource, about, members, done_at, state)
      SELECT clinic_id, staff_id, code, 'Procedure/seen', about, members, done_at, 'confirmed'
      FROM competencies_practice WHERE code = ${code} AND resource = ${resource} AND staff_id = ${theirs.staffId}`.execute(
      ctx.db,
    ),
  );
  const about = (staffId: string) => ({ staffId, code, resource });
  const observer = ground.callers.find(({ name }) => name === 'physician');
  const word = (verb: string, body: object, found: string, refusal?: string) =>
    call(ground, `competencies.${verb}`, body, found, refusal, observer);
  const nobodys = { ...about(of(own, 'staffId')), reason: 'asked for' };
  await word('declinePractice', nobodys, '', 'competencies.practiceMissing');
  const { practices } = await clinic.as('physician').call(competencies, 'toConfirm', {});
  for (const one of practices.filter(({ staffId }) => staffId === hers.staffId))
    await word('confirmPractice', { ...about(hers.staffId), resource: one.resource }, 'practised');
  must('tasks after the work of one is confirmed', await openTasks(ground), 1);
  must('performances of hers that are not hers', await countedWrongly(ground, hers.staffId), 0);
  const left = await clinic.as('physician').call(competencies, 'toConfirm', {});
  must(
    'work of the other that waits',
    left.practices.some((one) => one.staffId === theirs.staffId && one.resource === resource),
    true,
  );
  await word('suspend', { ...about(hers.staffId), reason: 'asked for' }, '', 'competencies.notValidated');
  await word('checkOff', await seen(ground, hers.staffId), 'attemptId');
  must('the other learner after one was validated', await state(theirs), 'learning');
  must('check-offs of the other', (await lineOf(ground, theirs.staffId)).attempts.length, 0);
  const { paperId } = await clinic
    .as('physician')
    .call(competencies, 'printChecklist', { staffId: theirs.staffId, code });
  const kept = await clinic.inside(({ db }) =>
    sql<{ body: string }>`SELECT content::text AS body FROM print_paper WHERE id = ${paperId}`.execute(db),
  );
  must('empty boxes on her checklist', kept.rows[0]?.body.includes('[   ]'), true);
}

/** Acts of which scope counts more or fewer performances of hers than she was seen to do. */
async function countedWrongly({ world }: Ground, staffId: string): Promise<number> {
  const { rows } = await world.clinic.inside(({ db }) =>
    sql<{ wrong: number }>`SELECT count(*)::int AS wrong FROM scope_standing s
      WHERE s.staff_id = ${staffId} AND s.kind = 'performance' AND s.amount <> (
        SELECT count(DISTINCT w.resource) FROM competencies_practice w
        JOIN competencies_competency c ON c.code = w.code AND s.code = ANY (c.acts)
        WHERE w.staff_id = ${staffId} AND w.state = 'confirmed' AND NOT w.in_error)`.execute(db),
  );
  return rows[0]?.wrong ?? 0;
}

async function learners(ground: Ground): Promise<[Learner, Learner]> {
  const { clinic } = ground.world;
  const caller = ground.callers.find(({ name }) => name === 'student');
  const hers = clinic.as('student').actor.id;
  const { people } = await clinic.as('manager').call(workforce, 'listPeople', {});
  const other = people.find((one) => one.roles.includes('student') && one.id !== hers);
  if (!other) throw new Error('there is one student only');
  return [
    { staffId: hers, caller: undefined },
    { staffId: other.id, caller },
  ];
}

async function lineOf({ world }: Ground, staffId: string) {
  const { lines } = await world.clinic.as('manager').call(competencies, 'passport', { staffId });
  const line = lines.find((one) => one.code === code);
  if (!line) throw new Error(`nobody learns ${code}`);
  return line;
}

async function openTasks({ world }: Ground): Promise<number> {
  const { rows } = await world.clinic.inside(({ db }) =>
    sql<{ open: number }>`SELECT count(*)::int AS open FROM work_task
      WHERE kind = 'competencies.confirm' AND state = 'open'`.execute(db),
  );
  return rows[0]?.open ?? 0;
}

/** A check-off in which every step was done. */
async function seen({ world }: Ground, staffId: string) {
  const { competency } = await world.clinic.as('physician').call(competencies, 'sheet', { staffId, code });
  const results = Object.fromEntries(competency.steps.map(({ step }) => [step, true]));
  return {
    staffId,
    code,
    version: competency.version,
    purpose: 'validation',
    method: 'chartAudit',
    note: 'School file',
    results,
  };
}

/** Nobody has a say in what she does herself, nor without a licence where one is asked for. */
async function tryObservers(ground: Ground): Promise<void> {
  const { clinic } = ground.world;
  const nurse = clinic.as('nurse');
  const own = { staffId: nurse.actor.id, code };
  const refused = async (call: Promise<unknown>, due: string) => {
    const { code: got } = await clinic.refused(call);
    if (got !== `competencies.${due}`) ground.findings.fault(`competencies: ${got}, not ${due}`);
  };
  const practice = { ...own, resource: 'Procedure/shared' };
  await refused(nurse.call(competencies, 'confirmPractice', practice), 'ownCompetency');
  await refused(nurse.call(competencies, 'suspend', { ...own, reason: 'asked for' }), 'ownCompetency');
  await refused(nurse.call(competencies, 'setTrainer', { ...own, trainer: true }), 'ownCompetency');
  await clinic.inside(({ db }) =>
    sql`UPDATE scope_role SET actions = array_append(actions, 'competencies.observe') WHERE role = 'frontDesk'`.execute(
      db,
    ),
  );
  // at the learner's screen neither she herself nor who may not observe signs for her
  const student = clinic.as('student');
  const { competency } = await student.call(competencies, 'mySheet', { code });
  const results = Object.fromEntries(competency.steps.map(({ step }) => [step, true]));
  const here = async (observerId: string) => {
    const proof = randomUUID();
    await clinic.inside((ctx) => keepChallenge(ctx.db, proof, 'proof', observerId, ctx.now));
    const sheet = { code, version: competency.version, purpose: 'practice' as const, note: '', results };
    return student.call(competencies, 'checkOffHere', { ...sheet, method: 'observation', proof });
  };
  await refused(here(student.actor.id), 'ownCompetency');
  await refused(here(clinic.as('bookkeeper').actor.id), 'observerNotAllowed');
  const clerk = clinic.as('frontDesk');
  await refused(clerk.call(competencies, 'confirmPractice', practice), 'observerNotAllowed');
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
  const nowhere = { place: 'ZZ', basedOn: 0, rules: [] };
  await call(ground, 'workforce.saveLaw', nowhere, '', 'workforce.placeUnknown');
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
