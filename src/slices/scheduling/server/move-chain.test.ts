import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { work } from '#platform/shared/work-contract.ts';
import { type GivenVisitType, scheduling } from '../contract.ts';
import { movedUrl } from './appointment.ts';
import {
  type BookingClinic,
  nurse,
  openBookingClinic,
  physician,
  visitTypeNamed,
} from './testing/booking-clinic.ts';

let desk: BookingClinic;
beforeAll(async () => {
  desk = await openBookingClinic();
  const manager = desk.clinic.as('manager');
  const save = (code: string, given: Partial<GivenVisitType>) =>
    manager.call(
      scheduling,
      'saveVisitType',
      visitTypeNamed(code, { labelEn: code, labelId: code, ...given }),
    );
  await save('draw', { durationMinutes: 10, practitionerIds: [nurse] });
  await save('scan', { practitionerIds: [nurse] });
  await save('result', { practitionerIds: [physician] });
});
afterAll(() => desk.close());

const clerk = () => desk.clinic.as('frontDesk');
const at = (day: string, time: string) => ({ day, time });
type Step = [visitTypeCode: string, days: number, fromDays: number, toDays: number];
type Time = [practitionerId: string, day: string, time: string];

/** Lays a chain down and books it; the visits' ids in order. */
async function booked(steps: Step[], times: Time[]): Promise<string[]> {
  const { id: chainId } = await desk.clinic.as('manager').call(scheduling, 'saveChain', {
    ...{ labelEn: 'Chain', labelId: 'Rangkaian', active: true },
    steps: steps.map(([visitTypeCode, days, fromDays, toDays]) => {
      return { visitTypeCode, days, fromDays, toDays };
    }),
  });
  const done = await clerk().call(scheduling, 'bookChain', {
    ...{ patientId: await desk.patient(), chainId },
    steps: times.map(([practitionerId, day, time]) => ({ practitionerId, when: at(day, time) })),
  });
  return done.booked.map((one) => one.visitId);
}

const appointment = (id: string) => desk.clinic.inside((ctx) => ctx.record.mustRead('Appointment', id));
const startOf = async (id: string) => (await appointment(id)).start;
const twoSteps: Step[] = [
  ['draw', 0, 0, 0],
  ['result', 3, 2, 5],
];

describe('a step that takes those after it along', () => {
  it('has every one of them say from when, why and who asked, and ends the calls about the old times', async () => {
    const [first = '', second = ''] = await booked(twoSteps, [
      [nurse, '2026-03-10', '08:00'],
      [physician, '2026-03-13', '08:00'],
    ]);
    const calls = async () =>
      (await clerk().call(work, 'listMine', {})).tasks.filter((one) => one.kind === 'scheduling.callToMove');
    await clerk().call(scheduling, 'moveMany', {
      ...{ practitionerId: physician, reason: 'ill' },
      ...{ startsAt: '2026-03-13T01:00:00Z', endsAt: '2026-03-13T02:00:00Z' },
      lines: [{ visitId: second, choice: { do: 'call' } }],
    });
    expect(await calls()).toHaveLength(1);
    await clerk().call(scheduling, 'moveChain', {
      ...{ visitId: first, when: at('2026-03-09', '11:00'), reason: 'Mudik', askedBy: 'patient' },
    });
    const said = async (id: string) =>
      (await appointment(id)).extension?.find((one) => one.url === movedUrl)?.extension;
    const why = [
      { url: 'reason', valueString: 'Mudik' },
      { url: 'asked-by', valueCode: 'patient' },
    ];
    expect(await said(first)).toEqual([{ url: 'from', valueDateTime: '2026-03-10T01:00:00Z' }, ...why]);
    expect(await said(second)).toEqual([{ url: 'from', valueDateTime: '2026-03-13T01:00:00Z' }, ...why]);
    expect(await startOf(second)).toBe('2026-03-12T01:00:00Z');
    expect(await calls()).toHaveLength(0);
  });

  it('measures nothing from a step that was called off: the next goes as many days as it', async () => {
    const steps: Step[] = [
      ['draw', 0, 0, 0],
      ['scan', 3, 2, 5],
      ['result', 14, 12, 16],
    ];
    const [first = '', second = '', third = ''] = await booked(steps, [
      [nurse, '2026-03-17', '08:00'],
      [nurse, '2026-03-20', '08:00'],
      [physician, '2026-04-03', '08:00'],
    ]);
    await clerk().call(scheduling, 'cancelChain', {
      ...{ visitId: second, scope: 'this', reason: 'x', askedBy: 'patient' },
    });
    const { moved } = await clerk().call(scheduling, 'moveChain', {
      ...{ visitId: first, when: at('2026-03-24', '08:00') },
    });
    expect(moved.map((one) => [one.visitId, one.startsAt])).toEqual([
      [first, '2026-03-24T01:00:00Z'],
      [third, '2026-04-10T01:00:00Z'],
    ]);
  });

  it('may go to where the next one stands', async () => {
    const steps: Step[] = [
      ['follow-up', 0, 0, 0],
      ['result', 0, 0, 1],
    ];
    const [first = '', second = ''] = await booked(steps, [
      [physician, '2026-04-14', '09:00'],
      [physician, '2026-04-14', '09:20'],
    ]);
    await clerk().call(scheduling, 'moveChain', { visitId: first, when: at('2026-04-14', '09:20') });
    expect(await startOf(first)).toBe('2026-04-14T02:20:00Z');
    expect(await startOf(second)).toBe('2026-04-14T02:40:00Z');
    // both hold their new times
    const taken = desk.book({ when: at('2026-04-14', '09:40') });
    expect(await desk.clinic.refused(taken)).toMatchObject({ code: 'scheduling.timeTaken' });
    await desk.book({ when: at('2026-04-14', '09:00') });
  });

  it('leaves all where they were, and theirs, where one finds no time', async () => {
    const [first = '', second = ''] = await booked(twoSteps, [
      [nurse, '2026-04-20', '08:00'],
      [physician, '2026-04-23', '08:00'],
    ]);
    await desk.clinic.as('manager').call(scheduling, 'saveBlock', {
      ...{ practitionerId: physician, startsAt: '2026-04-26T17:00:00Z', endsAt: '2026-05-08T17:00:00Z' },
      reason: 'Leave',
    });
    const move = clerk().call(scheduling, 'moveChain', { visitId: first, when: at('2026-04-27', '08:00') });
    expect(await desk.clinic.refused(move)).toMatchObject({ code: 'scheduling.noTimeForStep' });
    const taken = desk.book({ when: at('2026-04-23', '08:00') });
    expect(await desk.clinic.refused(taken)).toMatchObject({ code: 'scheduling.timeTaken' });
    expect(await startOf(second)).toBe('2026-04-23T01:00:00Z');
  });

  it('leaves them the rooms that were chosen by hand', async () => {
    const [first = '', second = ''] = await booked(twoSteps, [
      [nurse, '2026-05-11', '08:00'],
      [physician, '2026-05-14', '08:00'],
    ]);
    const [, room] = desk.rooms;
    await clerk().call(scheduling, 'moveBooking', {
      ...{ visitId: second, when: at('2026-05-14', '08:00'), roomId: room },
    });
    await desk.book({ practitionerId: nurse, roomId: room, when: at('2026-05-15', '08:00') });
    await clerk().call(scheduling, 'moveChain', { visitId: first, when: at('2026-05-12', '08:00') });
    const { start, participant } = await appointment(second);
    // while somebody else has it
    expect(start).toBe('2026-05-15T01:20:00Z');
    expect(JSON.stringify(participant)).toContain(`Location/${room}`);
  });
});

describe('times for a step that is to be moved', () => {
  it('lie on days that keep the distances; with the next one along only its own', async () => {
    const [first = '', second = ''] = await booked(twoSteps, [
      [nurse, '2026-06-08', '08:00'],
      [physician, '2026-06-11', '08:00'],
    ]);
    const daysFor = async (visitId: string, visitTypeCode: string, along?: boolean) => {
      const { times } = await clerk().call(scheduling, 'freeTimes', {
        ...{ visitTypeCode, visitId, fromDay: '2026-06-08', toDay: '2026-06-19', perPart: 1 },
        ...(along && { along }),
      });
      return [...new Set(times.map((one) => one.day))];
    };
    expect(await daysFor(second, 'result')).toEqual(['2026-06-10', '2026-06-11', '2026-06-12']);
    expect(await daysFor(first, 'draw')).toEqual(['2026-06-08', '2026-06-09']);
    expect(await daysFor(first, 'draw', true)).toHaveLength(10);
  });
});
