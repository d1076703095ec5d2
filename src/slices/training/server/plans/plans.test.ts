import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { work } from '#platform/shared/work-contract.ts';
import { training } from '#slices/training/contract.ts';
import { openSchool, type School } from '../testing/school.ts';

let here: School;
let learnerId: string;
let preceptorId: string;
beforeAll(async () => {
  here = await openSchool('US');
  learnerId = here.clinic.as('assistant').actor.id;
  preceptorId = here.clinic.as('nurse').actor.id;
});
afterAll(() => here.clinic.close());

const manager = () => here.clinic.as('manager');
const preceptor = () => here.clinic.as('nurse');
const learner = () => here.clinic.as('assistant');
const ratings = { quality: 4, safety: 5, communication: 4, teamwork: 5, initiative: 3, attendance: 5 };
const words = { ratings, strengths: 'Careful', goals: 'Speed' };
const tasksOf = async (role: string, kind: string) =>
  (await here.clinic.as(role).call(work, 'listMine', {})).tasks.filter((one) => one.kind === kind);
const stand = (planId: string) => manager().call(training, 'plan', { planId });
async function given(template = 'frontDeskAssistant', startsOn = '2026-03-02'): Promise<string> {
  const { planId } = await manager().call(training, 'assignPlan', {
    ...{ staffId: learnerId, template, preceptorId, startsOn },
  });
  return planId;
}
/** So that the next test may give one of the same kind. */
const ended = (planId: string) => manager().call(training, 'endPlan', { planId, reason: 'Test is over' });

describe('an on-the-job plan', () => {
  it('has its topics by week and its reviews 30, 60 and 90 days after the first day', async () => {
    const planId = await given('clinicalAssistant');
    const plan = await stand(planId);
    expect(plan).toMatchObject({ startsOn: '2026-03-02', endsOn: '2026-05-31', state: 'open', topics: 11 });
    expect(plan.reviews.map((one) => [one.days, one.dueOn, one.state])).toEqual([
      [30, '2026-04-01', 'ahead'],
      [60, '2026-05-01', 'ahead'],
      [90, '2026-05-31', 'ahead'],
    ]);
    expect(plan.items[0]).toMatchObject({ topic: 'privacy', week: 1, dueOn: '2026-03-08' });
    // what was to be done in the first week is late on the Monday after
    expect(plan.late).toBe(4);
    const twice = await here.clinic.refused(given('clinicalAssistant'));
    expect(twice).toMatchObject({ status: 409, code: 'training.planOpen' });
    await ended(planId);
  });

  it('is ticked by its preceptor, never by the learner, and not where a competency must earn it', async () => {
    const planId = await given('clinicalAssistant');
    const privacy = { planId, topic: 'privacy', note: 'Signed on paper' };
    // the assistant may precept others, and not herself
    const own = await here.clinic.refused(learner().call(training, 'tickTopic', privacy));
    expect(own).toMatchObject({ status: 403, code: 'training.ownLearning' });
    const other = await here.clinic.refused(here.clinic.as('clinical').call(training, 'tickTopic', privacy));
    expect(other).toMatchObject({ code: 'training.notPreceptor', details: { preceptor: 'Nurse' } });
    for (let again = 0; again < 2; again += 1)
      expect(await preceptor().call(training, 'tickTopic', privacy)).toEqual({ closed: false });
    const tickedVitals = preceptor().call(training, 'tickTopic', { planId, topic: 'vitals', note: '' });
    expect(await here.clinic.refused(tickedVitals)).toMatchObject({
      status: 409,
      code: 'training.earnedOnly',
      details: { label: 'Vital signs' },
    });
    const done = async (topic: string) =>
      (await stand(planId)).items.find((one) => one.topic === topic)?.done;
    expect(await done('privacy')).toMatchObject({ how: 'preceptor', by: 'Nurse', note: 'Signed on paper' });
    expect(await done('vitals')).toBeUndefined();
    await here.good(['vitalSigns'], learnerId);
    // seen at once, and noted with its time at the next round
    expect(await done('vitals')).toEqual({ how: 'earned', by: '', note: '' });
    await here.round();
    expect(await done('vitals')).toMatchObject({ how: 'earned', at: '2026-03-09T13:00:00.000Z' });
    await preceptor().call(training, 'untickTopic', { planId, topic: 'privacy' });
    expect(await done('privacy')).toBeUndefined();
    await preceptor().call(training, 'untickTopic', { planId, topic: 'vitals' });
    expect(await done('vitals')).toMatchObject({ how: 'earned' });
    await ended(planId);
  });

  it('closes when every topic is done and every review is signed, and not before', async () => {
    const planId = await given('frontDeskAssistant', '2026-03-09');
    const { items } = await stand(planId);
    for (const { topic } of items)
      expect(await preceptor().call(training, 'tickTopic', { planId, topic, note: '' })).toEqual({
        closed: false,
      });
    for (const [days, now] of [
      [30, '2026-04-08T15:00:00Z'],
      [60, '2026-05-08T15:00:00Z'],
      [90, '2026-06-07T15:00:00Z'],
    ] as const) {
      here.clinic.clock.set(now);
      await preceptor().call(training, 'writeReview', { planId, days, ...words, outcome: 'continue' });
      const signed = await learner().call(training, 'countersignReview', { planId, days, note: 'Agreed' });
      expect(signed).toEqual({ closed: days === 90 });
    }
    expect(await stand(planId)).toMatchObject({ state: 'closed', closedAt: '2026-06-07T15:00:00.000Z' });
    const late = preceptor().call(training, 'untickTopic', { planId, topic: items[0]?.topic ?? '' });
    expect((await here.clinic.refused(late)).code).toBe('training.planClosed');
  });
});

describe('a review', () => {
  it('is asked for a week before it is due, once, and can be written no earlier', async () => {
    here.clinic.clock.set('2026-03-02T15:00:00Z');
    const planId = await given();
    const write = () =>
      preceptor().call(training, 'writeReview', { planId, days: 30, ...words, outcome: 'continue' });
    here.clinic.clock.set('2026-03-24T15:00:00Z');
    await here.round();
    expect(await tasksOf('nurse', 'training.review')).toEqual([]);
    expect(await here.clinic.refused(write(), 'en')).toMatchObject({
      status: 409,
      code: 'training.tooEarly',
      details: { day: 'March 25, 2026' },
    });
    here.clinic.clock.set('2026-03-25T15:00:00Z');
    await here.round();
    await here.round();
    expect(await tasksOf('nurse', 'training.review')).toMatchObject([
      { params: { days: '30', screen: `/work/precepting/plans/${planId}` } },
    ]);
    expect((await stand(planId)).reviews[0]?.state).toBe('due');
    await write();
    expect(await tasksOf('nurse', 'training.review')).toEqual([]);
    expect(await tasksOf('assistant', 'training.countersign')).toHaveLength(1);
    const again = await here.clinic.refused(write());
    expect(again.code).toBe('training.writtenAlready');
    await ended(planId);
  });

  it('is signed by the learner alone, whether she agrees or not', async () => {
    here.clinic.clock.set('2026-03-30T15:00:00Z');
    const planId = await given();
    const empty = await here.clinic.refused(
      learner().call(training, 'countersignReview', { planId, days: 30, note: '' }),
    );
    expect(empty.code).toBe('training.notWritten');
    await preceptor().call(training, 'writeReview', { planId, days: 30, ...words, outcome: 'continue' });
    const others = preceptor().call(training, 'countersignReview', { planId, days: 30, note: '' });
    expect((await here.clinic.refused(others)).status).toBe(404);
    for (const note of ['I see it otherwise', 'too late'])
      await learner().call(training, 'countersignReview', { planId, days: 30, note });
    const { plans } = await learner().call(training, 'myPlans', {});
    expect(plans.find((one) => one.planId === planId)?.reviews[0]).toMatchObject({
      ...{ state: 'signed', learnerNote: 'I see it otherwise', by: 'Nurse', ratings, outcome: 'continue' },
    });
    await ended(planId);
  });

  it('may extend the plan, with a review on its new last day, or end it', async () => {
    here.clinic.clock.set('2026-05-29T15:00:00Z');
    const planId = await given();
    const review = { planId, days: 90, ...words, outcome: 'extend' } as const;
    const until = await here.clinic.refused(preceptor().call(training, 'writeReview', review), 'en');
    expect(until).toMatchObject({ status: 422, fields: [{ path: 'extendTo' }] });
    const back = { ...review, extendTo: '2026-05-31' };
    const earlier = await here.clinic.refused(preceptor().call(training, 'writeReview', back), 'en');
    expect(earlier).toMatchObject({ fields: [{ path: 'extendTo' }] });
    // nothing was written by what was refused
    expect((await stand(planId)).reviews[2]?.state).toBe('due');
    await preceptor().call(training, 'writeReview', { ...review, extendTo: '2026-06-30' });
    const extended = await stand(planId);
    expect(extended).toMatchObject({ endsOn: '2026-06-30', extendedFor: 'Review of day 90, Nurse' });
    expect(extended.reviews.at(-1)).toMatchObject({ days: 120, dueOn: '2026-06-30' });
    await preceptor().call(training, 'writeReview', { planId, days: 60, ...words, outcome: 'end' });
    expect(await stand(planId)).toMatchObject({ state: 'ended' });
    // she may still read and sign what was written
    await learner().call(training, 'countersignReview', { planId, days: 60, note: '' });
  });

  it('goes to the new preceptor when the manager names another, who says why she extends', async () => {
    here.clinic.clock.set('2026-03-30T15:00:00Z');
    const planId = await given();
    await here.round();
    const clinicalId = here.clinic.as('clinical').actor.id;
    const change = { planId, preceptorId: clinicalId, endsOn: '2026-05-31', reason: '' };
    await manager().call(training, 'changePlan', change);
    await here.round();
    expect(await tasksOf('nurse', 'training.review')).toEqual([]);
    expect(await tasksOf('clinical', 'training.review')).toHaveLength(1);
    const later = { ...change, endsOn: '2026-06-30' };
    const mute = await here.clinic.refused(manager().call(training, 'changePlan', later), 'en');
    expect(mute).toMatchObject({ fields: [{ path: 'reason' }] });
    await manager().call(training, 'changePlan', { ...later, reason: 'She was ill for a month' });
    expect(await stand(planId)).toMatchObject({ extendedFor: 'She was ill for a month' });
    await ended(planId);
    expect(await tasksOf('clinical', 'training.review')).toEqual([]);
  });
});

describe('a template', () => {
  it('is changed by versions, names what is wrong, and changes no plan that was given', async () => {
    const planId = await given();
    const { templates } = await manager().call(training, 'templates', {});
    const [one] = templates.filter((each) => each.code === 'frontDeskAssistant');
    if (!one) throw new Error('the list has no front desk');
    const save = (change: Partial<typeof one>) =>
      manager().call(training, 'saveTemplate', { ...one, ...change });
    const at = async (change: Partial<typeof one>) =>
      (await here.clinic.refused(save(change), 'en')).fields?.map((field) => field.path);
    const [first] = one.topics;
    if (!first) throw new Error('it has no topics');
    expect(await at({ topics: [first, first] })).toEqual(['topics.1.topic']);
    expect(await at({ topics: [{ ...first, week: 14 }] })).toEqual(['topics.0.week']);
    expect(await at({ topics: [{ ...first, competency: 'flying' }] })).toEqual(['topics.0.competency']);
    expect(await at({ reviewDays: [60, 30] })).toEqual(['reviewDays.1']);
    expect(await save({ topics: [first] })).toEqual({ version: 2 });
    expect((await here.clinic.refused(save({}))).code).toBe('training.changedMeanwhile');
    expect((await here.clinic.refused(save({ version: 0 }))).code).toBe('training.codeTaken');
    expect((await stand(planId)).topics).toBe(6);
    const desk = here.clinic.as('frontDesk').call(training, 'saveTemplate', one);
    expect(await here.clinic.refused(desk)).toMatchObject({ status: 403 });
  });
});
