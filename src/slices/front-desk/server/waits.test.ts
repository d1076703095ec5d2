import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scheduling } from '#slices/scheduling/contract.ts';
import { frontDesk } from '../contract.ts';
import { type Desk, openDesk, physician } from './testing/open-desk.ts';

let desk: Desk;
const clerk = () => desk.clinic.as('frontDesk');
const nurse = () => desk.clinic.as('clinical');

beforeAll(async () => {
  desk = await openDesk('ID');
  const at = (time: string, day = '09') => desk.clinic.clock.set(`2026-03-${day}T${time}:00Z`);
  at('01:00');
  const names = ['Ayu Ningsih', 'Bella Safira', 'Citra Dewi'];
  const [first, late, absent] = [
    await desk.booked('Ayu Ningsih', '09:00'),
    await desk.booked('Bella Safira', '09:20'),
    await desk.booked('Citra Dewi', '09:40'),
  ];
  at('01:55');
  await clerk().call(frontDesk, 'arrive', { visitId: first });
  at('02:02');
  await desk.checkedIn(first, names[0] ?? '');
  at('02:14');
  await nurse().call(frontDesk, 'roomVisit', { visitId: first });
  at('02:31');
  await nurse().call(frontDesk, 'moveVisit', { visitId: first, to: 'withProvider' });
  // sixteen minutes after her time
  at('02:36');
  await clerk().call(frontDesk, 'arrive', { visitId: late });
  at('02:46');
  await nurse().call(frontDesk, 'moveVisit', { visitId: first, to: 'checkout' });
  at('02:52');
  await nurse().call(frontDesk, 'moveVisit', { visitId: first, to: 'left' });
  at('02:56');
  await clerk().call(scheduling, 'markNoShow', { visitId: absent });
  // the next day, of somebody with a name that a spreadsheet would calculate
  at('01:00', '10');
  const patientId = await desk.patient('=Dian Sari');
  await clerk().call(frontDesk, 'takeWalkIn', { patientId, visitTypeCode: 'follow-up' });
});
afterAll(() => desk.close());

describe('the waits of some days', () => {
  it('A1.1 stands in the figures of its day with its exact values, beside who was late and who did not come', async () => {
    const day = await clerk().call(frontDesk, 'waits', { day: '2026-03-09' });
    const medians = Object.fromEntries(day.measures.map((one) => [one.measure, one.medianMinutes]));
    expect(medians).toEqual({ registration: 7, lobbyWait: 14, roomWait: 17, providerTime: 15, cycle: 57 });
    expect(day.measures.map((one) => one.excluded)).toEqual([1, 1, 1, 1, 1]);
    expect(day).toMatchObject({
      visits: 2,
      onTime: { counted: 1, onTime: 0, excluded: 1 },
      noShow: { counted: 3, noShow: 1 },
      late: { counted: 2, late: 1, excluded: 0 },
    });
  });

  it('are told by day, provider and weekday, and of one provider alone', async () => {
    const week = await clerk().call(frontDesk, 'waits', { day: '2026-03-09', days: 7 });
    expect(week.visits).toBe(3);
    expect(week.byDay.map((one) => [one.day, one.visits])).toEqual([
      ['2026-03-09', 2],
      ['2026-03-10', 1],
    ]);
    expect(week.byWeekday.map((one) => [one.weekday, one.visits])).toEqual([
      [1, 2],
      [2, 1],
    ]);
    expect(week.byProvider.map((one) => [one.practitioner.id, one.visits])).toEqual([[physician, 2]]);
    const hers = await clerk().call(frontDesk, 'waits', {
      ...{ day: '2026-03-09', days: 7, practitionerId: physician },
    });
    expect(hers.visits).toBe(2);
    const long = clerk().call(frontDesk, 'waits', { day: '2026-03-09', days: 32 });
    expect((await desk.clinic.refused(long)).fields?.map((one) => one.path)).toEqual(['days']);
  });

  it('leave as a file with numbers and without formulas, and the trail says so', async () => {
    const { fileName, csv } = await clerk().call(frontDesk, 'exportWaits', { day: '2026-03-09', days: 7 });
    expect(fileName).toMatch(/-2026-03-09\.csv$/);
    const lines = csv.replace('\ufeff', '').trim().split('\r\n');
    // a head, and five measures for the whole, two days, one provider and two weekdays
    expect(lines).toHaveLength(1 + 5 * 6);
    expect(lines[1]).toContain(';7;7;1;2;1;3;1;2');
    expect(csv).not.toMatch(/(^|[;\n])["']?[=+@]/);
    expect(csv).not.toContain('Dian');
    const bookkeeper = desk.clinic.other.as('frontDesk');
    const elsewhere = await bookkeeper.call(frontDesk, 'exportWaits', { day: '2026-03-09', days: 7 });
    expect(elsewhere.csv.trim().split('\r\n')).toHaveLength(1 + 5);
  });
});
