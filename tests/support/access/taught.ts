import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { addDays } from '#platform/shared/time.ts';
import { training } from '#slices/training/contract.ts';
import { workforce } from '#slices/workforce/contract.ts';
import { call, mustRefuse } from './call.ts';
import { listsOf } from './learning.ts';
import { of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

/** What one learns, logs and has behind her is nobody else's; what is signed is signed by somebody else; nobody's codes open nothing. */
export async function tryTaught(ground: Ground): Promise<void> {
  await tryUnknown(ground);
  await tryBackgrounds(ground);
  await tryPlans(ground);
  await tryOthersLearners(ground);
  await tryHours(ground);
  await tryCohorts(ground);
}

function same({ findings }: Ground, what: string, found: unknown, due: unknown): void {
  if (found !== due) findings.fault(`training: ${what}: ${found}, not ${due}`);
}

/** A job of the ladder, a template, a topic, a course, a cohort, an entry that nobody has. */
async function tryUnknown(ground: Ground): Promise<void> {
  const { clinic, own, day } = ground.world;
  const manager = clinic.as('manager');
  const [preceptor, student] = [clinic.as('clinical'), clinic.as('student')];
  const [planId, practicumId, cohortId] = [of(own, 'planId'), of(own, 'practicumId'), of(own, 'cohortId')];
  const [nobodys, gone] = ['nobodys', randomUUID()];
  const plan = { template: nobodys, preceptorId: preceptor.actor.id, startsOn: day };
  const review = { strengths: '', goals: '', outcome: 'continue' as const, ratings: good };
  const cohort = { programme: nobodys, name: nobodys, startsOn: day, endsOn: addDays(day, 300) };
  const result = { course: nobodys, result: 'passed' as const, grade: '', day };
  const about = { practicumId, entryId: gone };
  const unknown = [
    () => student.call(training, 'setGoal', { rung: nobodys }),
    () => manager.call(training, 'moveCohort', { cohortId, version: 99 }),
    () => manager.call(training, 'versions', { list: 'rung', code: nobodys }),
    () => manager.call(training, 'assignPlan', { ...plan, staffId: clinic.as('nurse').actor.id }),
    () => preceptor.call(training, 'tickTopic', { planId, topic: nobodys, note: '' }),
    () => preceptor.call(training, 'writeReview', { ...review, planId, days: 7 }),
    () => manager.call(training, 'saveCohort', cohort),
    () => manager.call(training, 'saveResult', { ...result, cohortId, staffId: student.actor.id }),
    () =>
      manager.call(training, 'openPracticum', {
        ...agreed(ground),
        staffId: student.actor.id,
        cohortId: gone,
      }),
    () => preceptor.call(training, 'confirmHours', about),
    () => student.call(training, 'withdrawHours', about),
    () => student.call(training, 'handInJournal', { practicumId, journalId: gone }),
    // what is not handed in is not there for who teaches her
    () =>
      preceptor.call(training, 'answerJournal', {
        ...{ practicumId, journalId: of(own, 'journalId'), comment: 'read' },
      }),
  ];
  for (const one of unknown) await mustRefuse(ground, one(), 'platform.notFound');
}

const good = { quality: 4, safety: 4, communication: 4, teamwork: 4, initiative: 4, attendance: 4 };

function agreed({ world: { clinic, own, day } }: Ground) {
  return {
    ...{ siteId: of(own, 'siteId'), preceptorId: clinic.as('clinical').actor.id, agreedHundredths: 16_000 },
    ...{ startsOn: day, endsOn: addDays(day, 60), skills: [], accreditor: 'none' as const },
  };
}

async function tryBackgrounds(ground: Ground): Promise<void> {
  const { clinic, own, canary, day } = ground.world;
  const backgroundId = of(own, 'backgroundId');
  const nurse = clinic.as('nurse');
  await mustRefuse(ground, nurse.call(training, 'withdrawBackground', { backgroundId }), 'platform.notFound');
  const career = await nurse.call(training, 'myCareer', {});
  if (JSON.stringify(career).includes(backgroundId))
    ground.findings.fault('training.myCareer: tells of what another has behind her');
  const [rung = ''] = career.rungs.map(({ code }) => code);
  await nurse.call(training, 'setGoal', { rung });
  await clinic.as('student').call(training, 'setGoal', { rung: null });
  same(ground, 'the goal of a nurse after a student gave hers up', await goalOf(ground), rung);
  const manager = clinic.as('manager');
  const entry = { kind: 'experience' as const, title: canary, place: canary, fromDay: addDays(day, -400) };
  const hers = await manager.call(training, 'addBackground', entry);
  await mustRefuse(ground, manager.call(training, 'confirmBackground', hers), 'training.ownBackground');
  // a programme that a student has behind her opens no rung to anybody else
  const before = JSON.stringify((await nurse.call(training, 'myCareer', {})).rungs);
  await clinic.inside(({ db }) =>
    sql`UPDATE training_student SET state = 'completed' WHERE state = 'enrolled'`.execute(db),
  );
  const after = JSON.stringify((await nurse.call(training, 'myCareer', {})).rungs);
  same(ground, 'the ladder of a nurse after students were done', after, before);
}

async function goalOf({ world: { clinic } }: Ground): Promise<string | undefined> {
  // hers alone: another's is neither shown to who has none nor in its place
  const { goal } = await clinic.as('physician').call(training, 'myCareer', {});
  if (goal) return `another’s, ${goal}`;
  return (await clinic.as('nurse').call(training, 'myCareer', {})).goal;
}

async function tryPlans(ground: Ground): Promise<void> {
  const { clinic, own, day } = ground.world;
  const manager = clinic.as('manager');
  const [nurse, preceptor] = [clinic.as('nurse'), clinic.as('clinical')];
  const { template } = listsOf(clinic.clinic.country);
  const { plans } = await nurse.call(training, 'myPlans', {});
  const { programmes } = await nurse.call(training, 'myProgrammes', {});
  same(ground, 'plans and programmes of a nurse who has none', plans.length + programmes.length, 0);
  const plan = { staffId: nurse.actor.id, template, startsOn: day };
  const byStudent = { ...plan, preceptorId: clinic.as('student').actor.id };
  await mustRefuse(ground, manager.call(training, 'assignPlan', byStudent), 'training.notAPreceptor');
  const hers = await manager.call(training, 'assignPlan', { ...plan, preceptorId: preceptor.actor.id });
  const { items } = await manager.call(training, 'plan', hers);
  const topic = items.find((one) => !one.competency)?.topic ?? '';
  await mustRefuse(
    ground,
    nurse.call(training, 'tickTopic', { ...hers, topic, note: '' }),
    'training.ownLearning',
  );
  const others = { planId: of(own, 'planId') };
  await mustRefuse(ground, nurse.call(training, 'printMyPlan', others), 'platform.notFound');
  await mustRefuse(
    ground,
    nurse.call(training, 'countersignReview', { ...others, days: 30, note: '' }),
    'platform.notFound',
  );
}

/** Who may teach, and is not the one who was named. */
async function tryOthersLearners(ground: Ground): Promise<void> {
  const { own } = ground.world;
  const other = ground.callers.find(({ name, holds }) => name !== 'clinical' && holds('training.precept'));
  if (!other) throw new Error('nobody else may teach');
  const [planId, practicumId] = [of(own, 'planId'), of(own, 'practicumId')];
  await call(ground, 'training.learnerPlan', { planId }, '', 'platform.notFound', other);
  await call(ground, 'training.learnerPracticum', { practicumId }, '', 'platform.notFound', other);
}

/** Two students with a practicum each, and two entries of one of them. */
async function tryHours(ground: Ground): Promise<void> {
  const { clinic, own, day } = ground.world;
  const [preceptor, student, manager] = [clinic.as('clinical'), clinic.as('student'), clinic.as('manager')];
  const practicumId = of(own, 'practicumId');
  const log = (from: string, to: string) =>
    student.call(training, 'logHours', {
      ...{ practicumId, day, from, to, breakMinutes: 0, department: 'rooming' },
    });
  const [first, second] = [await log('00:00', '00:20'), await log('00:20', '00:40')];
  const stateOf = async (entryId: string) =>
    (await preceptor.call(training, 'learnerPracticum', { practicumId })).entries.find(
      (one) => one.entryId === entryId,
    )?.state;
  await preceptor.call(training, 'confirmHours', { practicumId, entryId: first.entryId });
  same(ground, 'an entry after another was confirmed', await stateOf(second.entryId), 'waiting');
  same(ground, 'the entry that was confirmed', await stateOf(first.entryId), 'confirmed');
  const third = await log('00:40', '01:00');
  await student.call(training, 'withdrawHours', { practicumId, entryId: third.entryId });
  same(ground, 'an entry after another was withdrawn', await stateOf(second.entryId), 'waiting');
  // another student has a practicum, hours at the same time and a task of her own
  const caller = ground.callers.find(({ name }) => name === 'student');
  const other = { ...agreed(ground), staffId: await otherStudent(ground) };
  const open = await manager.call(training, 'openPracticum', other);
  const hers = { ...open, day, from: '00:20', to: '00:40', breakMinutes: 0, department: 'rooming' };
  await call(ground, 'training.logHours', hers, 'entryId', undefined, caller);
  same(ground, 'tasks for the hours of two students', await openTasks(ground), 2);
  const { text } = await call(ground, 'training.myPractica', {}, open.practicumId, undefined, caller);
  if (text.includes(practicumId)) ground.findings.fault('training.myPractica: tells of another’s');
  await tryCounted(ground, first.entryId, second.entryId);
  const notHers = { ...hers, practicumId };
  await call(ground, 'training.logHours', notHers, '', 'platform.notFound', caller);
}

/** What the law counts of one student's hours are hers, and of that subject. */
async function tryCounted(ground: Ground, otherSubject: string, entryId: string): Promise<void> {
  const { clinic, own } = ground.world;
  const student = clinic.as('student').actor.id;
  await clinic.inside((ctx) =>
    sql`UPDATE training_hours SET subject = CASE entry_id WHEN ${otherSubject} THEN 'other' ELSE 'drawing' END,
      state = CASE WHEN staff_id <> ${student} THEN 'confirmed' ELSE state END,
      decided_by_id = coalesce(decided_by_id, ${clinic.as('clinical').actor.id}::uuid)
      WHERE entry_id IN (${otherSubject}, ${entryId}) OR staff_id <> ${student}`.execute(ctx.db),
  );
  const practicumId = of(own, 'practicumId');
  await clinic.as('clinical').call(training, 'confirmHours', { practicumId, entryId });
  const { rows } = await clinic.inside(({ db }) =>
    sql<{ amount: number }>`SELECT amount FROM scope_standing
      WHERE staff_id = ${student} AND kind = 'training' AND code = 'drawing'`.execute(db),
  );
  same(ground, 'minutes of a subject', rows[0]?.amount, 20);
}

async function otherStudent({ world: { clinic } }: Ground): Promise<string> {
  const { people } = await clinic.as('manager').call(workforce, 'listPeople', {});
  const mine = clinic.as('student').actor.id;
  const other = people.find((one) => one.roles.includes('student') && one.id !== mine);
  if (!other) throw new Error('there is one student only');
  return other.id;
}

async function openTasks({ world }: Ground): Promise<number> {
  const { rows } = await world.clinic.inside(({ db }) =>
    sql<{ open: number }>`SELECT count(*)::int AS open FROM work_task
      WHERE kind = 'training.confirmHours' AND state = 'open'`.execute(db),
  );
  return rows[0]?.open ?? 0;
}

async function tryCohorts(ground: Ground): Promise<void> {
  const { clinic, own, day } = ground.world;
  const cohortId = of(own, 'cohortId');
  const manager = clinic.as('manager');
  await clinic.inside(({ db }) => sql`UPDATE training_student SET state = 'enrolled'`.execute(db));
  const staffId = clinic.as('student').actor.id;
  const { course } = listsOf(clinic.clinic.country);
  const result = { cohortId, staffId, course, result: 'passed' as const, grade: 'A+', day };
  await manager.call(training, 'saveResult', result);
  const graded = (await manager.call(training, 'cohortBoard', { cohortId })).students.filter((one) =>
    JSON.stringify(one).includes('A+'),
  );
  same(ground, 'students with the grade of one', graded.length, 1);
  const leaver = { cohortId, staffId: of(own, 'staffId'), how: 'withdrawn' as const, reason: 'asked for' };
  await manager.call(training, 'leaveCohort', leaver);
  const { students } = await manager.call(training, 'cohortBoard', { cohortId });
  const mine = students.find((one) => one.staffId === staffId);
  same(ground, 'a student after another left', mine?.state, 'enrolled');
}
