import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { training } from '#slices/training/contract.ts';
import { openSchool, type School } from '../testing/school.ts';

let here: School;
beforeAll(async () => {
  here = await openSchool('US');
});
afterAll(() => here.clinic.close());

const manager = () => here.clinic.as('manager');
const versions = async (list: 'programme' | 'rung' | 'template', code: string, language?: 'en' | 'id') =>
  (await manager().call(training, 'versions', { list, code }, language && { language })).versions;

describe('a programme', () => {
  let cohortId: string;
  const programme = async () => {
    const { programmes } = await manager().call(training, 'programmes', {});
    const found = programmes.find((one) => one.code === 'maCertificate');
    if (!found) throw new Error('the list has no certificate');
    return found;
  };
  const save = async (change: object) =>
    manager().call(training, 'saveProgramme', { ...(await programme()), ...change });
  const newCohort = async (name: string) =>
    (
      await manager().call(training, 'saveCohort', {
        ...{ programme: 'maCertificate', name, startsOn: '2025-09-01', endsOn: '2026-08-31' },
      })
    ).cohortId;
  const board = (id = cohortId) => manager().call(training, 'cohortBoard', { cohortId: id });
  const coursesOf = async (id = cohortId) => (await board(id)).students[0]?.courses.map((one) => one.course);

  it('keeps every version: who changed what, and when, in the reader’s words', async () => {
    cohortId = await newCohort('Autumn 2025');
    await manager().call(training, 'enrol', { cohortId, staffId: here.studentId });
    const { courses, skills } = await programme();
    const [first, second, ...rest] = courses;
    if (!first || !second) throw new Error('the certificate has two courses at least');
    here.clinic.clock.set('2026-03-10T15:00:00Z');
    const billing = {
      ...first,
      course: 'billing',
      number: 'MA 150',
      title: { en: 'Billing', id: 'Penagihan' },
    };
    await save({
      ...{ months: 14, courses: [{ ...second, hours: 99 }, ...rest, billing] },
      skills: skills.filter((one) => one !== 'ecg'),
    });
    const [newest, oldest] = await versions('programme', 'maCertificate');
    expect(oldest).toMatchObject({ version: 1, by: '', changes: [] });
    expect(newest).toMatchObject({
      ...{ version: 2, by: manager().actor.name, at: '2026-03-10T15:00:00.000Z' },
      changes: [
        'Months: 12 → 14',
        'Courses, new: MA 150 Billing',
        `Courses, taken out: ${first.number} ${first.title.en}`,
        `Courses, changed: ${second.number} ${second.title.en}`,
        'Competencies, taken out: 12-lead ECG',
      ],
    });
    const [inHers] = await versions('programme', 'maCertificate', 'id');
    expect(inHers?.changes[1]).toBe('Mata kuliah, baru: MA 150 Penagihan');
  });

  it('a cohort stays on the version with which it began, one that begins now takes the newest', async () => {
    expect((await board()).cohort).toMatchObject({ version: 1, newestVersion: 2 });
    expect(await coursesOf()).not.toContain('billing');
    const saveResult = (course: string) =>
      manager().call(training, 'saveResult', {
        ...{ cohortId, staffId: here.studentId, course, result: 'passed', grade: 'A', day: '2026-03-01' },
      });
    expect((await here.clinic.refused(saveResult('billing'))).status).toBe(404);
    // its dates may change, and its version does not with them
    await manager().call(training, 'saveCohort', {
      ...{
        cohortId,
        programme: 'maCertificate',
        name: 'Autumn',
        startsOn: '2025-09-01',
        endsOn: '2026-09-30',
      },
    });
    expect((await board()).cohort.version).toBe(1);
    const later = await newCohort('Spring 2026');
    await manager().call(training, 'enrol', { cohortId: later, staffId: here.studentId });
    expect((await board(later)).cohort.version).toBe(2);
    expect(await coursesOf(later)).toContain('billing');
  });

  it('unless somebody moves it, by name, and only to a version that there is', async () => {
    const move = (version: number, role = 'manager') =>
      here.clinic.as(role).call(training, 'moveCohort', { cohortId, version });
    expect((await here.clinic.refused(move(3))).status).toBe(404);
    expect((await here.clinic.refused(move(2, 'nurse'))).status).toBe(403);
    for (let again = 0; again < 2; again += 1) await move(2);
    expect((await board()).cohort).toMatchObject({ version: 2, newestVersion: 2 });
    expect(await coursesOf()).toContain('billing');
    const moved = await here.clinic.inside((ctx) =>
      ctx.db.selectFrom('audit_event').selectAll().where('event', '=', 'training.cohortMoved').execute(),
    );
    expect(moved).toHaveLength(1);
    await move(1);
    expect(await coursesOf()).not.toContain('billing');
  });
});

describe('a rung of the ladder', () => {
  it('keeps what it asked for before', async () => {
    const { rungs } = await manager().call(training, 'rungs', {});
    const ma2 = rungs.find((one) => one.code === 'ma2');
    if (!ma2) throw new Error('the ladder has no second rung');
    const requirements = [...ma2.requirements, { kind: 'experience', months: 36 }] as const;
    await manager().call(training, 'saveRung', { ...ma2, requirements: [...requirements], active: false });
    const [newest] = await versions('rung', 'ma2');
    expect(newest?.changes).toEqual(['Requirements, new: 36 months of work', 'Use: in use → put away']);
  });

  it('tells a change of the other language’s words in those words', async () => {
    const { rungs } = await manager().call(training, 'rungs', {});
    const ma1 = rungs.find((one) => one.code === 'ma1');
    if (!ma1) throw new Error('the ladder has no first rung');
    const label = { ...ma1.label, id: 'Asisten medis pertama' };
    await manager().call(training, 'saveRung', { ...ma1, label });
    const [newest] = await versions('rung', 'ma1');
    expect(newest?.changes).toEqual([`Name: ${ma1.label.id} → Asisten medis pertama`]);
  });
});

describe('a plan', () => {
  const template = async () => {
    const { templates } = await manager().call(training, 'templates', {});
    const found = templates.find((one) => one.code === 'frontDeskAssistant');
    if (!found) throw new Error('there is no plan for the front desk');
    return found;
  };
  const stands = (planId: string) => manager().call(training, 'plan', { planId });

  it('stays as it was given, and is moved with what was ticked', async () => {
    const { planId } = await manager().call(training, 'assignPlan', {
      ...{ staffId: here.clinic.as('assistant').actor.id, preceptorId: here.clinic.as('nurse').actor.id },
      ...{ template: 'frontDeskAssistant', startsOn: '2026-03-02' },
    });
    const before = await stands(planId);
    const [kept] = before.items.filter((one) => !one.competency);
    const tick = { planId, topic: kept?.topic ?? '', note: '' };
    await here.clinic.as('nurse').call(training, 'tickTopic', tick);
    const { topics, version, ...rest } = await template();
    const queue = { en: 'The queue', id: 'Antrean' };
    await manager().call(training, 'saveTemplate', {
      ...{ ...rest, version },
      topics: [...topics, { topic: 'queue', week: 2, label: queue, evidence: queue, competency: null }],
    });
    expect(await stands(planId)).toMatchObject({ version: 1, newestVersion: 2, topics: before.topics });
    expect((await versions('template', 'frontDeskAssistant'))[0]?.changes).toEqual([
      'Topics, new: The queue',
    ]);
    const move = (to: number) => manager().call(training, 'movePlan', { planId, version: to });
    expect((await here.clinic.refused(move(9))).status).toBe(404);
    await move(2);
    expect(await stands(planId)).toMatchObject({ version: 2, topics: before.topics + 1, topicsDone: 1 });
    await manager().call(training, 'endPlan', { planId, reason: 'Left' });
    expect((await here.clinic.refused(move(1))).code).toBe('training.planClosed');
  });
});

it('a version that was kept is never written over', async () => {
  const change = here.clinic.inside((ctx) =>
    ctx.db.updateTable('training_version').set({ changed_by: 'x' }).execute(),
  );
  await expect(change).rejects.toThrow();
  const none = manager().call(training, 'versions', { list: 'rung', code: 'nothing' });
  expect((await here.clinic.refused(none)).status).toBe(404);
});
