import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scheduling } from '#slices/scheduling/contract.ts';
import { records } from '#slices/records/contract.ts';
import { roster } from '../contract.ts';
import { openRosterClinic, type RosterClinic } from './testing/roster-clinic.ts';

let here: RosterClinic;
let patientId: string;
beforeAll(async () => {
  here = await openRosterClinic();
  const manager = here.clinic.as('manager');
  const sessions = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '07:00', to: '20:00' }));
  await manager.call(scheduling, 'saveHours', {
    ...{ practitionerId: null, validFrom: '2026-01-01', validTo: null, sessions },
  });
  for (const [code, assistantAction] of [
    ['plain', null],
    ['assisted', 'vitals.record'],
  ] as const) {
    await manager.call(scheduling, 'saveVisitType', {
      ...{ code, labelEn: 'Wound check', labelId: 'Kontrol luka', durationMinutes: 20 },
      ...{ bufferBeforeMinutes: 0, bufferAfterMinutes: 0, bufferOwner: 'practitioner' as const },
      ...{ patients: 'any' as const, colour: 'blue' as const, prepEn: '', prepId: '', practitionerIds: [] },
      ...{ roomKind: null, active: true, assistantAction },
    });
  }
  const registered = await here.clinic.as('frontDesk').call(records, 'registerPatient', {
    ...{ name: 'Siti Aminah', birthDate: '1990-05-08', sex: 'female', notThese: [] },
  });
  patientId = registered.patient.id;
});
afterAll(() => here.clinic.close());

const book = (day: string, time: string, visitTypeCode = 'plain') =>
  here.clinic.as('frontDesk').call(scheduling, 'bookVisit', {
    ...{ patientId, visitTypeCode, practitionerId: 'practitioner-physician', when: { day, time } },
  });
const blocksOf = async (practitionerId: string) =>
  (await here.clinic.as('manager').call(scheduling, 'setup', {})).blocks.filter(
    (one) => one.practitionerId === practitionerId,
  );
const ask = (role: string, more: object) =>
  here.clinic.as(role).call(roster, 'askLeave', {
    ...{ kind: 'annual' as const, firstDay: '2026-04-01', lastDay: '2026-04-01', ...more },
  });

describe('leave is asked for', () => {
  it('by herself, and the manager is told who and when', async () => {
    await here.askLeave('assistant', '2026-04-06', '2026-04-08');
    const name = here.clinic.as('assistant').actor.name;
    expect(await here.tasksOf('manager', 'id')).toEqual([
      `${name} mengajukan cuti: 6 Apr 2026 – 8 Apr 2026, cuti tahunan`,
    ]);
    const { leaves } = await here.clinic.as('assistant').call(roster, 'myLeave', {});
    expect(leaves).toMatchObject([{ state: 'asked', firstDay: '2026-04-06', note: 'mudik', part: false }]);
    expect((await here.clinic.as('nurse').call(roster, 'myLeave', {})).leaves).toEqual([]);
  });

  it.each([
    ['an end before the beginning', { lastDay: '2026-03-31' }, 'lastDay'],
    ['days that are over', { firstDay: '2026-03-01', lastDay: '2026-03-02' }, 'firstDay'],
    ['one time and not the other', { fromTime: '10:00' }, 'untilTime'],
    ['times turned round', { fromTime: '12:00', untilTime: '10:00' }, 'untilTime'],
    ['times over several days', { lastDay: '2026-04-02', fromTime: '10:00', untilTime: '12:00' }, 'lastDay'],
    ['two years', { lastDay: '2028-04-01' }, 'lastDay'],
  ])('is refused with %s, and nothing is asked', async (_, wrong, path) => {
    const refused = await here.clinic.refused(ask('physician', wrong));
    expect([refused.status, refused.fields?.[0]?.path]).toEqual([422, path]);
    expect((await here.clinic.as('physician').call(roster, 'myLeave', {})).leaves).toEqual([]);
  });

  it('is not asked twice for the same days', async () => {
    const refused = await here.clinic.refused(
      ask('assistant', { firstDay: '2026-04-01', lastDay: '2026-04-06' }),
    );
    expect([refused.code, refused.detail]).toEqual([
      'roster.askedAlready',
      expect.stringContaining('6 Apr 2026 – 8 Apr 2026'),
    ]);
  });

  it('is taken back by herself alone', async () => {
    const { leaveId } = await ask('nurse', {});
    const other = here.clinic.refused(here.clinic.as('clinical').call(roster, 'cancelLeave', { leaveId }));
    expect(await other).toMatchObject({ code: 'roster.leaveMissing', status: 404 });
    await here.clinic.as('nurse').call(roster, 'cancelLeave', { leaveId });
    const again = here.clinic.refused(here.clinic.as('nurse').call(roster, 'cancelLeave', { leaveId }));
    expect((await again).code).toBe('roster.leaveOver');
    const { leaves } = await here.clinic.as('manager').call(roster, 'leaves', {});
    expect(leaves.map((one) => one.leaveId)).not.toContain(leaveId);
  });
});

describe('leave is decided', () => {
  it('declined with a reason, which she is told', async () => {
    const leaveId = await here.askLeave('student', '2026-04-09');
    const without = here.decide(leaveId, false, { reason: '' });
    expect((await here.clinic.refused(without)).fields?.[0]?.path).toBe('reason');
    await here.decide(leaveId, false, { reason: 'ujian praktik' });
    expect(await here.tasksOf('student', 'id')).toEqual([
      'Cuti Anda Kam, 9 Apr 2026: ditolak (ujian praktik)',
    ]);
    expect((await here.clinic.refused(here.decide(leaveId, true))).code).toBe('roster.leaveOver');
  });

  it('of the only manager by herself; of one of two by the other', async () => {
    const leaveId = await here.askLeave('manager', '2026-05-04');
    await here.decide(leaveId, true);
    await here.clinic.inside((ctx) =>
      ctx.db
        .updateTable('identity_staff')
        .set({ roles: ['auditor', 'manager'] })
        .where('id', '=', here.id('auditor'))
        .execute(),
    );
    const second = await here.askLeave('manager', '2026-05-05');
    expect((await here.clinic.refused(here.decide(second, true))).code).toBe('roster.ownLeave');
  });

  it('of a provider blocks her calendar and shows the visits under it; the calendar does not say why she is away', async () => {
    const visit = await book('2026-03-12', '09:00');
    const leaveId = await here.askLeave('physician', '2026-03-12', '2026-03-13', { kind: 'sick' });
    const impact = await here.clinic.as('manager').call(roster, 'leaveImpact', { leaveId });
    expect(impact.touched).toMatchObject([
      { visitId: visit.visitId, assists: false, visitType: 'Kontrol luka' },
    ]);
    const decided = (await here.decide(leaveId, true)) as typeof impact;
    expect(decided.touched).toEqual(impact.touched);
    expect(await blocksOf('practitioner-physician')).toEqual([
      {
        ...{ id: leaveId, practitionerId: 'practitioner-physician', reason: 'Cuti' },
        ...{ startsAt: '2026-03-11T17:00:00Z', endsAt: '2026-03-13T17:00:00Z' },
      },
    ]);
    expect((await here.clinic.refused(book('2026-03-13', '09:00'))).code).toBe('scheduling.closed');
    // withdrawn by the manager, with the reason
    await here.decide(leaveId, false, { reason: 'tidak ada pengganti' });
    expect(await blocksOf('practitioner-physician')).toEqual([]);
    await book('2026-03-13', '09:00');
  });

  it('touches the visits in which she assists as well', async () => {
    const { visitId } = await book('2026-03-16', '09:00', 'assisted');
    const sheet = await here.clinic.as('manager').call(scheduling, 'daySheet', { day: '2026-03-16' });
    const assists = sheet.bookings[0]?.assistants[0]?.practitionerId?.replace('practitioner-', '') ?? '';
    const leaveId = await here.askLeave(assists, '2026-03-16');
    const { touched } = await here.clinic.as('manager').call(roster, 'leaveImpact', { leaveId });
    expect(touched).toMatchObject([{ visitId, assists: true }]);
    await here.clinic.as(assists).call(roster, 'cancelLeave', { leaveId });
  });

  it('takes nobody away unasked who is the last to do what bookings ask for', async () => {
    await here.assign('clinical', '2026-03-17', 'morning');
    await here.assign('physician', '2026-03-17', 'morning');
    await here.publish('2026-03-16');
    await book('2026-03-17', '08:00', 'assisted');
    const leaveId = await here.askLeave('clinical', '2026-03-17');
    const impact = await here.clinic.as('manager').call(roster, 'leaveImpact', { leaveId });
    expect(impact.gaps).toMatchObject([{ day: '2026-03-17', action: 'vitals.record', bookings: 1 }]);
    expect(impact.shifts).toMatchObject([{ kind: 'morning' }]);
    const warned = await here.clinic.refused(here.decide(leaveId, true));
    expect(warned).toMatchObject({ code: 'roster.lastPerson', status: 409, details: { final: false } });
    const { settings } = await here.clinic.as('manager').call(roster, 'setup', {});
    const save = (lastPerson: 'warn' | 'refuse') =>
      here.clinic.as('manager').call(roster, 'saveSettings', { ...settings, lastPerson });
    await save('refuse');
    const refused = await here.clinic.refused(here.decide(leaveId, true, { evenSo: true }));
    expect(refused).toMatchObject({ code: 'roster.lastPerson', details: { final: true } });
    await save('warn');
    await here.decide(leaveId, true, { evenSo: true });
    const { shifts, people } = await here.clinic.as('nurse').call(roster, 'week', { day: '2026-03-17' });
    expect(shifts.find((one) => one.staffId === here.id('clinical'))?.away).toBe('all');
    // why she is away is hers and the manager's to know
    const line = people.find((one) => one.staffId === here.id('clinical'));
    expect(line?.away).toEqual([{ day: '2026-03-17', kind: null, part: false }]);
  });

  it('keeps a shift of hers from being entered again', async () => {
    const refused = await here.clinic.refused(here.assign('clinical', '2026-03-17', 'afternoon', 'coba'));
    expect([refused.code, refused.status]).toEqual(['roster.onLeave', 409]);
  });
});

it('what was never decided waits no more once it is over', async () => {
  const leaveId = await here.askLeave('bookkeeper', '2026-03-10');
  const waiting = async () =>
    (await here.clinic.as('manager').call(roster, 'leaves', {})).leaves.map((one) => one.leaveId);
  const counted = async () =>
    (await here.clinic.as('manager').call(roster, 'week', { day: '2026-03-10' })).toDecide;
  expect(await waiting()).toContain(leaveId);
  const before = await counted();
  here.clinic.clock.set('2026-03-11T02:00:00Z');
  expect(await waiting()).not.toContain(leaveId);
  expect(await counted()).toBe(before - 1);
  expect((await here.clinic.refused(here.decide(leaveId, true))).code).toBe('roster.leaveOver');
});

it('leave of a day on which nothing is booked asks for nothing', async () => {
  const leaveId = await here.askLeave('clinical', '2026-04-20');
  const impact = await here.clinic.as('manager').call(roster, 'leaveImpact', { leaveId });
  expect(impact).toEqual({ touched: [], gaps: [], shifts: [] });
  await here.decide(leaveId, true);
});
