import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GivenVisitType, scheduling } from '../contract.ts';
import {
  type BookingClinic,
  nurse,
  openBookingClinic,
  physician,
  visitTypeNamed,
} from './testing/booking-clinic.ts';

let desk: BookingClinic;
let chainId: string;
const steps = [
  { visitTypeCode: 'draw', days: 0, fromDays: 0, toDays: 0 },
  { visitTypeCode: 'result', days: 3, fromDays: 2, toDays: 5 },
];
beforeAll(async () => {
  desk = await openBookingClinic();
  const manager = desk.clinic.as('manager');
  const save = (code: string, given: Partial<GivenVisitType>) =>
    manager.call(
      scheduling,
      'saveVisitType',
      visitTypeNamed(code, { labelEn: code, labelId: code, ...given }),
    );
  await save('draw', { durationMinutes: 10, fasting: true, practitionerIds: [nurse] });
  await save('result', { practitionerIds: [physician] });
  const chain = { labelEn: 'Blood, then visit', labelId: 'Darah, lalu dokter', steps, active: true };
  chainId = (await manager.call(scheduling, 'saveChain', chain)).id;
});
afterAll(() => desk.close());

const clerk = () => desk.clinic.as('frontDesk');
const at = (day: string, time: string) => ({ day, time });
const book = async (first: { day: string; time: string }, second: { day: string; time: string }) =>
  clerk().call(scheduling, 'bookChain', {
    ...{ patientId: await desk.patient(), chainId },
    steps: [
      { practitionerId: nurse, when: first },
      { practitionerId: physician, when: second },
    ],
  });
const chainOf = async (visitId: string) => (await clerk().call(scheduling, 'chainOf', { visitId })).visits;

describe('a chain: blood drawn fasting, the doctor after three days (two to five)', () => {
  it('is offered with a time for every step, the distance kept and the draw in the morning', async () => {
    const patientId = await desk.patient();
    const { offers, stuckAt } = await clerk().call(scheduling, 'chainTimes', {
      ...{ patientId, chainId, fromDay: '2026-03-10' },
    });
    expect(stuckAt).toBeNull();
    expect(offers).toHaveLength(6);
    expect(offers[0]?.steps.map((one) => [one.visitTypeCode, one.day, one.part])).toEqual([
      ['draw', '2026-03-10', 'morning'],
      ['result', '2026-03-13', 'morning'],
    ]);
    // three days after a Wednesday is a Saturday: two days after it the clinic is open
    expect(offers[1]?.steps.map((one) => one.day)).toEqual(['2026-03-11', '2026-03-13']);
  });

  it('is booked as one: each step an Appointment that knows its chain, its place and its distance', async () => {
    const { booked } = await book(at('2026-03-10', '08:00'), at('2026-03-13', '08:00'));
    expect(booked.map((one) => [one.visitTypeCode, one.startsAt])).toEqual([
      ['draw', '2026-03-10T01:00:00Z'],
      ['result', '2026-03-13T01:00:00Z'],
    ]);
    const visits = await chainOf(booked[1]?.visitId ?? '');
    expect(visits.map((one) => [one.step, one.fromDay, one.toDay, one.broken])).toEqual([
      [1, null, null, false],
      [2, '2026-03-12', '2026-03-15', false],
    ]);
  });

  it('books none where one step cannot be had, or its distance is not kept', async () => {
    await desk.book({ practitionerId: physician, when: at('2026-03-19', '09:00') });
    const patientId = await desk.patient();
    const ask = (second: { day: string; time: string }) =>
      clerk().call(scheduling, 'bookChain', {
        ...{ patientId, chainId },
        steps: [
          { practitionerId: nurse, when: at('2026-03-16', '08:00') },
          { practitionerId: physician, when: second },
        ],
      });
    expect(await desk.clinic.refused(ask(at('2026-03-19', '09:00')))).toMatchObject({
      code: 'scheduling.timeTaken',
    });
    const far = await desk.clinic.refused(ask(at('2026-03-23', '09:00')), 'en');
    expect(far).toMatchObject({
      ...{ status: 409, code: 'scheduling.distanceBroken' },
      details: { broken: [{ step: 2, fromDay: '2026-03-18', toDay: '2026-03-21' }] },
    });
    const { coming } = await clerk().call(scheduling, 'patientVisits', { patientId });
    expect(coming).toEqual([]);
  });

  it('says which step has no time', async () => {
    const manager = desk.clinic.as('manager');
    const closed = { labelEn: 'x', labelId: 'x', active: true };
    const far = { visitTypeCode: 'draw', days: 366, fromDays: 366, toDays: 366 };
    const { id } = await manager.call(scheduling, 'saveChain', {
      ...closed,
      steps: [steps[0] as never, far],
    });
    const patientId = await desk.patient();
    const found = await clerk().call(scheduling, 'chainTimes', {
      patientId,
      chainId: id,
      fromDay: '2026-03-10',
    });
    expect(found).toEqual({ offers: [], stuckAt: 2 });
  });
});

describe('a step that is moved or called off', () => {
  it('is refused a day that breaks a distance, with the days that do not, unless that is meant', async () => {
    const { booked } = await book(at('2026-03-24', '08:00'), at('2026-03-27', '08:00'));
    const [first, second] = booked.map((one) => one.visitId) as [string, string];
    const late = { visitId: second, when: at('2026-03-31', '08:00') };
    const refused = await desk.clinic.refused(clerk().call(scheduling, 'moveBooking', late));
    expect(refused).toMatchObject({
      code: 'scheduling.distanceBroken',
      details: { broken: [{ visitId: second, fromDay: '2026-03-26', toDay: '2026-03-29' }] },
    });
    const early = clerk().call(scheduling, 'moveBooking', {
      visitId: first,
      when: at('2026-03-26', '08:00'),
    });
    expect(await desk.clinic.refused(early)).toMatchObject({
      details: { broken: [{ visitId: second, step: 2, fromDay: '2026-03-28', toDay: '2026-03-31' }] },
    });
    await clerk().call(scheduling, 'moveBooking', { visitId: second, when: at('2026-03-26', '08:00') });
    await clerk().call(scheduling, 'moveBooking', { ...late, breakDistances: true });
    expect((await chainOf(first)).map((one) => one.broken)).toEqual([false, true]);
  });

  it('takes those after it along, as many days, to the nearest time of the clock', async () => {
    const { booked } = await book(at('2026-04-06', '08:00'), at('2026-04-09', '10:00'));
    const [first, second] = booked.map((one) => one.visitId) as [string, string];
    await desk.book({ practitionerId: physician, when: at('2026-04-10', '10:00') });
    const { moved } = await clerk().call(scheduling, 'moveChain', {
      ...{ visitId: first, when: at('2026-04-07', '08:30') },
    });
    expect(moved).toEqual([
      { visitId: first, startsAt: '2026-04-07T01:30:00Z', endsAt: '2026-04-07T01:40:00Z' },
      { visitId: second, startsAt: '2026-04-10T02:40:00Z', endsAt: '2026-04-10T03:00:00Z' },
    ]);
    const visits = await chainOf(first);
    expect(visits.map((one) => [one.broken, one.sequence])).toEqual([
      [false, 1],
      [false, 1],
    ]);
  });

  it('is called off alone, or with the rest', async () => {
    const one = await book(at('2026-04-13', '08:00'), at('2026-04-16', '08:00'));
    const [first, second] = one.booked.map((visit) => visit.visitId) as [string, string];
    const why = { reason: 'x', askedBy: 'patient' } as const;
    const alone = await clerk().call(scheduling, 'cancelChain', { visitId: first, scope: 'this', ...why });
    expect(alone.cancelled).toHaveLength(1);
    // what was called off measures no distance any more
    await clerk().call(scheduling, 'moveBooking', { visitId: second, when: at('2026-04-30', '08:00') });
    const two = await book(at('2026-04-20', '08:00'), at('2026-04-23', '08:00'));
    const all = await clerk().call(scheduling, 'cancelChain', {
      ...{ visitId: two.booked[0]?.visitId ?? '', scope: 'following', ...why },
    });
    expect(all.cancelled).toHaveLength(2);
    const { visitId } = await desk.book({ when: at('2026-04-24', '08:00') });
    const none = clerk().call(scheduling, 'cancelChain', { visitId, scope: 'all', ...why });
    expect(await desk.clinic.refused(none)).toMatchObject({ code: 'scheduling.notInChain' });
  });
});

describe('the chains of the clinic', () => {
  it.each<[string, object[], string]>([
    [
      'an unknown visit type',
      [steps[0] as object, { ...steps[1], visitTypeCode: 'no-such' }],
      'steps.1.visitTypeCode',
    ],
    ['days before the first step', [{ ...steps[0], days: 1, toDays: 1 }, steps[1] as object], 'steps.0.days'],
    ['more days at least than at most', [steps[0] as object, { ...steps[1], fromDays: 6 }], 'steps.1.toDays'],
    ['a distance outside of its own bounds', [steps[0] as object, { ...steps[1], days: 9 }], 'steps.1.days'],
  ])('refuse %s at its field', async (_, given, path) => {
    const chain = { labelEn: 'x', labelId: 'x', steps: given as typeof steps, active: true };
    const refused = desk.clinic.as('manager').call(scheduling, 'saveChain', chain);
    expect((await desk.clinic.refused(refused)).fields?.map((one) => one.path)).toEqual([path]);
  });

  it('are the manager’s to lay down, and what was booked keeps its distances when they change', async () => {
    const chain = { id: chainId, labelEn: 'Blood, then visit', labelId: 'Darah, lalu dokter', active: true };
    const changed = {
      ...chain,
      steps: [
        steps[0] as (typeof steps)[0],
        { ...steps[1], visitTypeCode: 'result', days: 9, fromDays: 7, toDays: 10 },
      ],
    };
    expect(await desk.clinic.refused(clerk().call(scheduling, 'saveChain', changed))).toMatchObject({
      status: 403,
    });
    const { booked } = await book(at('2026-05-04', '08:00'), at('2026-05-07', '08:00'));
    await desk.clinic.as('manager').call(scheduling, 'saveChain', changed);
    expect((await chainOf(booked[0]?.visitId ?? '')).map((one) => one.toDay)).toEqual([null, '2026-05-09']);
    await desk.clinic.as('manager').call(scheduling, 'saveChain', { ...chain, steps });
  });
});
