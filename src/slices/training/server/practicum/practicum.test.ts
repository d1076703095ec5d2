import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '#platform/shared/time.ts';
import { work } from '#platform/shared/work-contract.ts';
import { training } from '#slices/training/contract.ts';
import { whoMay } from '#slices/workforce/server/index.ts';
import { openSchool, type School } from '../testing/school.ts';

let here: School;
beforeAll(async () => {
  here = await openSchool('US');
});
afterAll(() => here.clinic.close());

const student = () => here.clinic.as('student');
const preceptor = () => here.clinic.as('clinical');
const manager = () => here.clinic.as('manager');
const stand = async (practicumId: string) => manager().call(training, 'practicum', { practicumId });
const tasksOf = async (role: string, kind: string) =>
  (await here.clinic.as(role).call(work, 'listMine', {})).tasks.filter((one) => one.kind === kind);
const areas = { attendance: 5, professionalism: 4, communication: 4, clinical: 3, administrative: 4 };
const ratings = { ...areas, safety: 5, teamwork: 5 };

/** So many days of eight hours, confirmed, from that day on. */
async function confirmedDays(practicumId: string, from: string, count: number): Promise<void> {
  for (let day = 0; day < count; day += 1)
    await here.confirm(practicumId, await here.log(practicumId, addDays(from, day)));
}

describe('A14.3', () => {
  it('159.5 hours are not complete; 160.0 are, once all competencies are passed', async () => {
    const practicumId = await here.practicum();
    await confirmedDays(practicumId, '2026-02-02', 19);
    const last = await here.log(practicumId, '2026-02-21', { to: '16:00' });
    expect(await here.confirm(practicumId, last)).toEqual({ confirmedHundredths: 15_950, complete: false });
    await here.good(['handHygiene', 'vitalSigns']);
    await here.round();
    expect(await stand(practicumId)).toMatchObject({ state: 'open', confirmedHundredths: 15_950 });
    const rest = await here.log(practicumId, '2026-02-22', { from: '08:00', to: '08:30', breakMinutes: 0 });
    expect(await here.confirm(practicumId, rest)).toEqual({ confirmedHundredths: 16_000, complete: true });
    expect(await stand(practicumId)).toMatchObject({
      state: 'complete',
      completedAt: '2026-03-09T13:00:00.000Z',
    });
    // nothing more is counted, and nothing is taken away
    const more = await here.clinic.refused(here.log(practicumId, '2026-02-23'));
    expect(more).toMatchObject({ status: 409, code: 'training.practicumClosed' });
    const back = await here.clinic.refused(
      preceptor().call(training, 'declineHours', { practicumId, entryId: rest, reason: 'x' }),
    );
    expect(back.code).toBe('training.practicumClosed');
  });

  it('160.0 hours wait for a competency that is not passed, and are complete when it is, without anybody’s click', async () => {
    const practicumId = await here.practicum({ skills: ['handHygiene', 'ecg'], startsOn: '2026-01-02' });
    await confirmedDays(practicumId, '2026-01-02', 20);
    expect(await stand(practicumId)).toMatchObject({ state: 'open', confirmedHundredths: 16_000 });
    const { skills } = await stand(practicumId);
    expect(skills).toMatchObject([
      { code: 'handHygiene', good: true },
      { code: 'ecg', good: false, state: 'notStarted' },
    ]);
    await here.good(['ecg']);
    // the screen knows at once, the row at the next round
    expect(await stand(practicumId)).toMatchObject({ state: 'complete' });
    await here.round();
    expect(await stand(practicumId)).toMatchObject({ state: 'complete', completedAt: expect.any(String) });
  });

  it('the minimum is the clinic’s setting: fewer agreed hours are refused and name the field', async () => {
    const few = await here.clinic.refused(here.practicum({ agreedHundredths: 15_999 }), 'en');
    expect(few).toMatchObject({
      status: 422,
      fields: [{ path: 'agreedHundredths', words: 'At least 160 hours for this accreditation' }],
    });
    await manager().call(training, 'saveSettings', { caahep: 18_000, abhes: 16_000, none: 0 });
    const still = await here.clinic.refused(here.practicum(), 'en');
    expect(still.fields?.[0]?.words).toBe('At least 180 hours for this accreditation');
    await manager().call(training, 'saveSettings', { caahep: 16_000, abhes: 16_000, none: 0 });
    await here.practicum({ accreditor: 'none', agreedHundredths: 4000 });
  });
});

describe('hours', () => {
  let practicumId: string;
  beforeAll(async () => {
    practicumId = await here.practicum();
  });

  it('that overlap are refused, at this site and at any other, and leave the first as they were', async () => {
    await here.log(practicumId, '2026-02-25', { from: '09:00', to: '12:00', breakMinutes: 0 });
    const across = { from: '11:59', to: '13:00', breakMinutes: 0 };
    const refused = await here.clinic.refused(here.log(practicumId, '2026-02-25', across), 'en');
    expect(refused).toMatchObject({
      status: 409,
      code: 'training.overlap',
      details: { from: '09:00', to: '12:00' },
    });
    const other = await here.practicum();
    const elsewhere = await here.clinic.refused(here.log(other, '2026-02-25', across));
    expect(elsewhere.code).toBe('training.overlap');
    // the next one may begin when the first ends
    await here.log(other, '2026-02-25', { from: '12:00', to: '13:00', breakMinutes: 0 });
  });

  it('may end at this very second', async () => {
    await here.log(practicumId, '2026-03-09', { from: '08:00', to: '09:00', breakMinutes: 0 });
  });

  it('of two practica at once are each logged where they do not overlap, and neither waits for ever', async () => {
    const other = await here.practicum();
    const at = (hour: number) => ({ from: `1${hour}:00`, to: `1${hour + 1}:00`, breakMinutes: 0 });
    const many = [0, 1, 2, 3].flatMap((hour) => [
      here.log(hour % 2 ? other : practicumId, '2026-03-08', at(hour)),
      here.log(hour % 2 ? practicumId : other, '2026-03-08', at(hour + 4)),
    ]);
    const done = await Promise.allSettled(many);
    expect(done.filter((one) => one.status === 'rejected')).toEqual([]);
  });

  it('that come twice at once are logged once', async () => {
    const span = { from: '06:00', to: '07:00', breakMinutes: 0 };
    const both = await Promise.allSettled([
      here.log(practicumId, '2026-02-26', span),
      here.log(practicumId, '2026-02-26', span),
    ]);
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it.each([
    ['before the practicum', { day: '2026-02-01' }, 'day'],
    ['after it', { day: '2026-05-01' }, 'day'],
    ['that are still to come', { day: '2026-03-10' }, 'to'],
    ['that end before they begin', { day: '2026-02-27', from: '12:00', to: '11:00' }, 'to'],
    [
      'that are all break',
      { day: '2026-02-27', from: '12:00', to: '12:30', breakMinutes: 30 },
      'breakMinutes',
    ],
    ['at a time that the clock leaves out', { day: '2026-03-08', from: '02:30', to: '04:00' }, 'from'],
  ])('%s are refused at their field', async (_, { day, ...more }, path) => {
    const refused = await here.clinic.refused(here.log(practicumId, day, more), 'en');
    expect(refused).toMatchObject({ status: 422, fields: [{ path }] });
  });

  it('count to the minute: three times twenty minutes are an hour', async () => {
    const one = await here.practicum();
    for (const from of ['00', '20', '40']) {
      const to = { '00': '17:20', 20: '17:40', 40: '18:00' }[from];
      const span = { from: `17:${from}`, to: to ?? '', breakMinutes: 0 };
      await here.confirm(one, await here.log(one, '2026-02-27', span));
    }
    const { entries, confirmedHundredths } = await stand(one);
    expect(entries.map((entry) => entry.hundredths)).toEqual([33, 33, 33]);
    expect(confirmedHundredths).toBe(100);
  });

  it('are confirmed by the preceptor who is named and by nobody for herself', async () => {
    const entryId = await here.log(practicumId, '2026-02-28');
    const own = await here.clinic.refused(student().call(training, 'confirmHours', { practicumId, entryId }));
    expect(own).toMatchObject({ status: 403, code: 'platform.notAllowed' });
    const nurse = here.clinic.as('nurse').call(training, 'confirmHours', { practicumId, entryId });
    expect(await here.clinic.refused(nurse)).toMatchObject({ status: 403, code: 'training.notPreceptor' });
    // a student who may precept by another job of hers still does not sign her own
    const { actor } = student();
    actor.roles.push('clinical');
    const both = await here.clinic.refused(
      student().call(training, 'confirmHours', { practicumId, entryId }),
    );
    expect(both).toMatchObject({ status: 403, code: 'training.ownLearning' });
    actor.roles.pop();
    for (let again = 0; again < 2; again += 1)
      expect(await here.confirm(practicumId, entryId)).toEqual({ confirmedHundredths: 800, complete: false });
    // and no row of the database can say so either
    const forged = here.clinic.inside((ctx) =>
      sql`UPDATE training_hours SET decided_by_id = staff_id WHERE entry_id = ${entryId}`.execute(ctx.db),
    );
    await expect(forged).rejects.toThrow(/training_hours_check/);
  });

  it('ask the preceptor once, by a task that ends with the last of them', async () => {
    const one = await here.practicum();
    const before = (await tasksOf('clinical', 'training.confirmHours')).length;
    const first = await here.log(one, '2026-03-01');
    const second = await here.log(one, '2026-03-02');
    expect(await tasksOf('clinical', 'training.confirmHours')).toHaveLength(before + 1);
    const { hours } = await preceptor().call(training, 'hoursToConfirm', {});
    expect(hours.filter((entry) => entry.practicumId === one)).toHaveLength(2);
    await here.confirm(one, first);
    await student().call(training, 'withdrawHours', { practicumId: one, entryId: second });
    expect(await tasksOf('clinical', 'training.confirmHours')).toHaveLength(before);
    const late = await here.clinic.refused(
      student().call(training, 'withdrawHours', { practicumId: one, entryId: first }),
    );
    expect(late.code).toBe('training.decidedAlready');
  });

  it('that are declined say why, count no more, leave their time free and are told to the student', async () => {
    const one = await here.practicum();
    const entryId = await here.log(one, '2026-03-03');
    await here.confirm(one, entryId);
    const mute = { practicumId: one, entryId, reason: ' ' };
    const refused = await here.clinic.refused(preceptor().call(training, 'declineHours', mute), 'en');
    expect(refused).toMatchObject({ status: 422, fields: [{ path: 'reason' }] });
    await preceptor().call(training, 'declineHours', { ...mute, reason: 'She was ill' });
    expect(await stand(one)).toMatchObject({
      confirmedHundredths: 0,
      entries: [{ state: 'declined', decidedFor: 'She was ill' }],
    });
    expect(await tasksOf('student', 'training.hoursDeclined')).toHaveLength(1);
    await here.log(one, '2026-03-03', { to: '12:00' });
    expect(await tasksOf('student', 'training.hoursDeclined')).toHaveLength(0);
  });

  it('are logged by nobody in another’s practicum, which is not there for her', async () => {
    const nurse = here.clinic.as('nurse').call(training, 'logHours', {
      ...{ practicumId, day: '2026-03-04', from: '08:00', to: '09:00', breakMinutes: 0, department: 'x' },
    });
    expect(await here.clinic.refused(nurse)).toMatchObject({ status: 404, code: 'platform.notFound' });
  });
});

describe('a practicum', () => {
  it('is for students, with a preceptor who may be one, and is agreed in the clinic', async () => {
    const nurseId = here.clinic.as('nurse').actor.id;
    const staff = await here.clinic.refused(here.practicum({ staffId: nurseId }));
    expect(staff).toMatchObject({ status: 409, code: 'training.notAStudent' });
    const desk = here.clinic.as('frontDesk').actor.id;
    const able = await here.clinic.refused(here.practicum({ preceptorId: desk }));
    expect(able).toMatchObject({ status: 409, code: 'training.notAPreceptor' });
    const ward = await manager().call(training, 'saveSite', {
      ...{ name: 'Hospital ward', ambulatory: false, address: '', contact: '', active: true },
    });
    const inside = await here.clinic.refused(here.practicum({ siteId: ward.siteId }), 'en');
    expect(inside).toMatchObject({
      fields: [{ path: 'siteId', words: 'CAAHEP asks for an ambulatory setting' }],
    });
    const strange = await here.clinic.refused(here.practicum({ skills: ['flying'] }), 'en');
    expect(strange).toMatchObject({ fields: [{ path: 'skills.0' }] });
    const byStudent = student().call(training, 'openPracticum', {
      ...{ staffId: here.studentId, preceptorId: here.preceptorId, siteId: here.siteId, accreditor: 'none' },
      ...{ agreedHundredths: 100, startsOn: '2026-02-02', endsOn: '2026-02-03', skills: [] },
    });
    expect(await here.clinic.refused(byStudent)).toMatchObject({ status: 403 });
  });

  it('makes her none of the staff that a booking needs, whatever acts her job holds', async () => {
    const able = await here.clinic.inside((ctx) => whoMay(ctx, 'vitals.record'));
    expect(able.map((one) => one.practitionerId)).toContain('practitioner-clinical');
    expect(able.map((one) => one.practitionerId)).not.toContain('practitioner-student');
  });

  it('keeps its hours inside of its dates when these change, and hands what waits to the next preceptor', async () => {
    const practicumId = await here.practicum();
    await here.log(practicumId, '2026-03-05');
    const nurseId = here.clinic.as('nurse').actor.id;
    const change = {
      ...{ practicumId, siteId: here.siteId, preceptorId: nurseId, agreedHundredths: 16_000 },
      ...{ startsOn: '2026-03-06', endsOn: '2026-04-30', skills: [] },
    };
    const refused = await here.clinic.refused(manager().call(training, 'changePracticum', change), 'en');
    expect(refused).toMatchObject({ status: 422, fields: [{ path: 'startsOn' }] });
    await manager().call(training, 'changePracticum', { ...change, startsOn: '2026-03-05' });
    expect(await tasksOf('nurse', 'training.confirmHours')).toHaveLength(1);
    const gone = await here.clinic.refused(preceptor().call(training, 'learnerPracticum', { practicumId }));
    expect(gone.status).toBe(404);
    await manager().call(training, 'endPracticum', { practicumId, reason: 'She moved away' });
    expect(await tasksOf('nurse', 'training.confirmHours')).toHaveLength(0);
    const { practica } = await student().call(training, 'myPractica', {});
    expect(practica.find((one) => one.practicumId === practicumId)).toMatchObject({
      state: 'ended',
      endedFor: 'She moved away',
    });
  });

  it('asks for the evaluation at half of the hours and at the end, once each, and takes it once', async () => {
    const practicumId = await here.practicum({ accreditor: 'none', agreedHundredths: 1600 });
    const before = (await tasksOf('clinical', 'training.evaluate')).length;
    await here.confirm(practicumId, await here.log(practicumId, '2026-03-06'));
    expect(await tasksOf('clinical', 'training.evaluate')).toHaveLength(before + 1);
    const mid = { practicumId, moment: 'mid', ratings, strengths: 'Calm', goals: 'Speed' } as const;
    await preceptor().call(training, 'evaluate', mid);
    expect(await tasksOf('clinical', 'training.evaluate')).toHaveLength(before);
    const again = await here.clinic.refused(
      preceptor().call(training, 'evaluate', { ...mid, strengths: 'x' }),
    );
    expect(again).toMatchObject({ status: 409, code: 'training.evaluatedAlready' });
    await here.confirm(practicumId, await here.log(practicumId, '2026-03-07'));
    expect(await tasksOf('clinical', 'training.evaluate')).toHaveLength(before + 1);
    expect(await stand(practicumId)).toMatchObject({ evaluations: [{ moment: 'mid', strengths: 'Calm' }] });
    const off = { ...mid, moment: 'end', ratings: { ...ratings, clinical: 6 } } as const;
    const refused = await here.clinic.refused(preceptor().call(training, 'evaluate', off), 'en');
    expect(refused).toMatchObject({ status: 422, fields: [{ path: 'ratings.clinical' }] });
  });

  it('lets her say what she thinks of the site, to the office and not to her preceptor', async () => {
    const practicumId = await here.practicum();
    const site = { welcome: 5, supervision: 2, variety: 4, safety: 4, atmosphere: 4 };
    const said = { practicumId, ratings: site, comment: 'Nobody had time' };
    await student().call(training, 'evaluateSite', said);
    expect((await stand(practicumId)).siteEvaluation).toMatchObject({ comment: 'Nobody had time' });
    const seen = await preceptor().call(training, 'learnerPracticum', { practicumId });
    expect(JSON.stringify(seen)).not.toContain('Nobody had time');
    const again = await here.clinic.refused(student().call(training, 'evaluateSite', said));
    expect(again.code).toBe('training.evaluatedAlready');
  });
});

describe('a journal', () => {
  it('is hers alone until she hands it in, and is then read, answered and changed no more', async () => {
    const practicumId = await here.practicum();
    const draft = { practicumId, day: '2026-03-06', text: 'I was afraid of the needle.' };
    const { journalId } = await student().call(training, 'writeJournal', draft);
    await student().call(training, 'writeJournal', { ...draft, journalId, text: 'I was calm today.' });
    const readers = async () => [
      await stand(practicumId),
      await preceptor().call(training, 'learnerPracticum', { practicumId }),
    ];
    expect(JSON.stringify(await readers())).not.toContain('calm today');
    const early = { practicumId, journalId, comment: 'Well done' };
    const refused = await here.clinic.refused(preceptor().call(training, 'answerJournal', early));
    expect(refused.status).toBe(404);
    for (let again = 0; again < 2; again += 1)
      await student().call(training, 'handInJournal', { practicumId, journalId });
    for (const one of await readers()) expect(one.journals).toMatchObject([{ text: 'I was calm today.' }]);
    await preceptor().call(training, 'answerJournal', early);
    const late = await here.clinic.refused(student().call(training, 'writeJournal', { ...draft, journalId }));
    expect(late.code).toBe('training.handedInAlready');
    const { practica } = await student().call(training, 'myPractica', {});
    const mine = practica.find((one) => one.practicumId === practicumId);
    expect(mine?.journals).toMatchObject([{ comment: 'Well done', commentBy: 'Clinical medical assistant' }]);
  });
});
