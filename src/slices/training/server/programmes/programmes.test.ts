import { afterAll, beforeAll, expect, it } from 'vitest';
import { training } from '#slices/training/contract.ts';
import { openSchool, type School } from '../testing/school.ts';

let here: School;
let cohortId: string;
beforeAll(async () => {
  here = await openSchool('US');
  ({ cohortId } = await manager().call(training, 'saveCohort', {
    ...{ programme: 'maCertificate', name: 'Autumn 2025', startsOn: '2025-09-01', endsOn: '2026-08-31' },
  }));
});
afterAll(() => here.clinic.close());

const manager = () => here.clinic.as('manager');
const enrolled = () => manager().call(training, 'enrol', { cohortId, staffId: here.studentId });
const board = () => manager().call(training, 'cohortBoard', { cohortId });
const result = (course: string, one: 'passed' | 'failed') =>
  manager().call(training, 'saveResult', {
    ...{ cohortId, staffId: here.studentId, course, result: one, grade: 'B', day: '2026-03-01' },
  });

it('a student is enrolled once, and her practicum takes the accreditation of her programme', async () => {
  const notYet = await here.clinic.refused(here.practicum({ cohortId }), 'en');
  expect(notYet).toMatchObject({ status: 422, fields: [{ path: 'cohortId' }] });
  await enrolled();
  await enrolled();
  const practicumId = await here.practicum({ cohortId, accreditor: 'none', endsOn: '2026-03-31' });
  const { accreditor } = await manager().call(training, 'practicum', { practicumId });
  expect(accreditor).toBe('caahep');
  expect((await board()).students).toHaveLength(1);
});

it('the board says who is behind and wherein, measured by the calendar', async () => {
  const [before] = (await board()).students;
  // half of the year and most of the practicum are over, and nothing is done
  expect(before).toMatchObject({ behind: ['hours', 'skills'], practicum: { confirmedHundredths: 0 } });
  await result('terminology', 'failed');
  await here.good(['handHygiene', 'vitalSigns', 'ecg', 'waivedTest', 'venipuncture']);
  expect((await board()).students[0]?.behind).toEqual(['hours', 'courseFailed']);
  await result('terminology', 'passed');
  here.clinic.clock.set('2026-09-01T15:00:00Z');
  expect((await board()).students[0]?.behind).toContain('overdue');
  here.clinic.clock.set('2026-03-09T13:00:00Z');
});

it('she completes it when courses, competencies and practicum are, and not before', async () => {
  const about = { cohortId, staffId: here.studentId, how: 'completed', reason: '' } as const;
  const early = await here.clinic.refused(manager().call(training, 'leaveCohort', about), 'en');
  expect(early).toMatchObject({ status: 409, code: 'training.notAllDone' });
  for (const word of ['Anatomy and physiology', 'Capillary puncture', 'Practicum'])
    expect(early.details?.missing).toContain(word);
  expect(early.details?.missing).not.toContain('Medical terminology');
  const [student] = (await board()).students;
  for (const { course } of student?.courses ?? []) await result(course, 'passed');
  await here.good(['capillaryPuncture', 'injectionIm']);
  const practicumId = student?.practicum?.practicumId ?? '';
  for (let day = 2; day < 22; day += 1)
    await here.confirm(practicumId, await here.log(practicumId, `2026-02-${String(day).padStart(2, '0')}`));
  for (let again = 0; again < 2; again += 1) await manager().call(training, 'leaveCohort', about);
  expect((await board()).students[0]).toMatchObject({ state: 'completed', behind: [] });
  const late = await here.clinic.refused(result('coding', 'failed'));
  expect(late.code).toBe('training.notEnrolled');
  // and the ladder knows of it
  const { rungs } = await here.clinic.as('student').call(training, 'myCareer', {});
  expect(rungs[0]?.gaps[0]).toMatchObject({ kind: 'education', state: 'met' });
  const { programmes } = await here.clinic.as('student').call(training, 'myProgrammes', {});
  expect(programmes).toMatchObject([{ name: 'Autumn 2025', state: 'completed' }]);
});

it('who leaves says why, and comes back with the results that she had', async () => {
  const nurseId = here.clinic.as('frontDesk').actor.id;
  await manager().call(training, 'enrol', { cohortId, staffId: nurseId });
  const leaving = { cohortId, staffId: nurseId, how: 'withdrawn', reason: '' } as const;
  const mute = await here.clinic.refused(manager().call(training, 'leaveCohort', leaving), 'en');
  expect(mute).toMatchObject({ status: 422, fields: [{ path: 'reason' }] });
  await manager().call(training, 'leaveCohort', { ...leaving, reason: 'Moved' });
  await manager().call(training, 'enrol', { cohortId, staffId: nurseId });
  const one = (await board()).students.find((each) => each.staffId === nurseId);
  expect(one?.state).toBe('enrolled');
});

it('a programme is changed by versions, and a cohort keeps its own', async () => {
  const { programmes } = await manager().call(training, 'programmes', {});
  const [one] = programmes.filter((each) => each.code === 'maAssociate');
  if (!one) throw new Error('the list has no associate degree');
  expect(one).toMatchObject({ months: 24, kind: 'associate', accreditor: 'caahep' });
  const save = (change: object) => manager().call(training, 'saveProgramme', { ...one, ...change });
  const [first] = one.courses;
  const twice = await here.clinic.refused(save({ courses: [first, first] }), 'en');
  expect(twice).toMatchObject({ fields: [{ path: 'courses.1.course' }] });
  expect(await save({ accreditor: 'abhes' })).toEqual({ version: 2 });
  expect((await here.clinic.refused(save({}))).code).toBe('training.changedMeanwhile');
  const other = {
    cohortId,
    programme: 'maAssociate',
    name: 'x',
    startsOn: '2025-09-01',
    endsOn: '2026-08-31',
  };
  const moved = await here.clinic.refused(manager().call(training, 'saveCohort', other), 'en');
  expect(moved).toMatchObject({ fields: [{ path: 'programme' }] });
  const desk = here.clinic.as('frontDesk').call(training, 'cohortBoard', { cohortId });
  expect(await here.clinic.refused(desk)).toMatchObject({ status: 403 });
});

it('the routes of Indonesia are its own: SMK, D3 and the competency test', async () => {
  const school = here.clinic.other;
  await school.inside(async (ctx) => {
    const { openTraining } = await import('../index.ts');
    await openTraining(ctx);
  });
  const { programmes } = await school.as('manager').call(training, 'programmes', {}, { language: 'id' });
  expect(programmes.map((one) => [one.kind, one.accreditor])).toEqual([
    ...[
      ['smk', 'none'],
      ['d3', 'none'],
      ['d3', 'none'],
      ['competencyTest', 'none'],
    ],
  ]);
  expect(programmes.at(-1)?.label.id).toBe('Uji kompetensi asisten tenaga kesehatan');
});
