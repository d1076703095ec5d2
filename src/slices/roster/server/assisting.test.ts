import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scheduling } from '#slices/scheduling/contract.ts';
import { records } from '#slices/records/contract.ts';
import { roster } from '../contract.ts';
import { openRosterClinic, type RosterClinic, thisMonday } from './testing/roster-clinic.ts';

let here: RosterClinic;
let patientId: string;
beforeAll(async () => {
  here = await openRosterClinic();
  const manager = here.clinic.as('manager');
  const sessions = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '07:00', to: '20:00' }));
  const plan = { validFrom: '2026-01-01', validTo: null, sessions };
  await manager.call(scheduling, 'saveHours', { ...plan, practitionerId: null });
  await manager.call(scheduling, 'saveVisitType', {
    ...{ code: 'assisted', labelEn: 'Wound check', labelId: 'Kontrol luka', durationMinutes: 20 },
    ...{ bufferBeforeMinutes: 0, bufferAfterMinutes: 0, bufferOwner: 'practitioner' as const },
    ...{ patients: 'any' as const, colour: 'blue' as const, prepEn: '', prepId: '', practitionerIds: [] },
    ...{ roomKind: null, active: true, assistantAction: 'vitals.record' },
  });
  const registered = await here.clinic.as('frontDesk').call(records, 'registerPatient', {
    ...{ name: 'Siti Aminah', birthDate: '1990-05-08', sex: 'female', notThese: [] },
  });
  patientId = registered.patient.id;
  // mornings the perawat is here, in the afternoon nobody who may
  for (const day of ['2026-03-10', '2026-03-11']) await here.assign('clinical', day, 'morning');
  await here.assign('assistant', '2026-03-10', 'afternoon');
});
afterAll(() => here.clinic.close());

const book = (day: string, time: string) =>
  here.clinic.as('frontDesk').call(scheduling, 'bookVisit', {
    ...{ patientId, visitTypeCode: 'assisted', practitionerId: 'practitioner-physician' },
    when: { day, time },
  });
const decides = async (rosterDecides: boolean) => {
  const manager = here.clinic.as('manager');
  const { settings } = await manager.call(scheduling, 'setup', {});
  await manager.call(scheduling, 'saveSettings', { ...settings, rosterDecides });
};
const assistsAt = async (day: string) => {
  const sheet = await here.clinic.as('frontDesk').call(scheduling, 'daySheet', { day });
  return sheet.bookings.flatMap((one) => one.assistants.map((assistant) => assistant.practitionerId));
};
const gaps = async () => (await here.clinic.as('manager').call(roster, 'week', { day: thisMonday })).gaps;

describe('a visit that needs somebody who assists', () => {
  it('goes by the week plans while the clinic has no roster that decides', async () => {
    await here.publish(thisMonday);
    const { settings } = await here.clinic.as('manager').call(scheduling, 'setup', {});
    expect(settings.rosterDecides).toBe(false);
    await book('2026-03-10', '15:00');
    expect(await assistsAt('2026-03-10')).toHaveLength(1);
  });

  it('once the roster decides is refused when nobody who may is on duty, says why, and the nearest others are', async () => {
    await decides(true);
    const refused = await here.clinic.refused(book('2026-03-10', '14:00'), 'id');
    expect([refused.code, refused.status]).toEqual(['scheduling.nobodyOnDuty', 409]);
    expect(refused.detail).toContain(
      'menurut daftar dinas tidak ada yang bertugas saat itu yang boleh membantu',
    );
    const { alternatives } = refused.details as { alternatives: { day: string; time: string }[] };
    expect(alternatives).toHaveLength(3);
    // the morning ends at 14:00, so the last visit of 20 minutes begins at 13:40
    expect(alternatives[0]).toMatchObject({ day: '2026-03-10', time: '13:40' });
  });

  it('within the shift keeps her who is on duty, and offers no time beyond it', async () => {
    await book('2026-03-11', '09:00');
    expect(await assistsAt('2026-03-11')).toEqual(['practitioner-clinical']);
    const search = { visitTypeCode: 'assisted', fromDay: '2026-03-11', toDay: '2026-03-11', perPart: 60 };
    const { times } = await here.clinic.as('frontDesk').call(scheduling, 'freeTimes', search);
    const physician = times.filter((one) => one.practitionerId === 'practitioner-physician');
    expect(physician.at(-1)?.time).toBe('13:40');
    expect(physician.some((one) => one.time === '09:00')).toBe(false);
  });

  it('in a week without a published roster goes by the plans', async () => {
    const { visitId } = await book('2026-03-18', '15:00');
    expect(visitId).toBeTruthy();
    // a draft decides nothing yet
    await here.assign('clinical', '2026-03-18', 'morning');
    await book('2026-03-18', '16:00');
  });

  it('is refused in a published week in which all are on leave', async () => {
    const leaveId = await here.askLeave('clinical', '2026-03-11');
    await here.decide(leaveId, true, { evenSo: true });
    const refused = await here.clinic.refused(book('2026-03-11', '10:00'));
    expect(refused.code).toBe('scheduling.nobodyOnDuty');
    await here.clinic.as('clinical').call(roster, 'cancelLeave', { leaveId });
    await book('2026-03-11', '10:00');
  });

  it('is switched off again, and the plans decide', async () => {
    await decides(false);
    await book('2026-03-10', '14:00');
  });
});

describe('coverage of a day', () => {
  it('says what the bookings ask for that nobody on duty may, from when to when, and who could', async () => {
    const found = await gaps();
    expect(found).toEqual([
      {
        ...{ day: '2026-03-10', action: 'vitals.record', bookings: 2 },
        act: expect.stringContaining('vital'),
        ...{ from: '2026-03-10T07:00:00Z', until: '2026-03-10T08:20:00Z' },
        others: expect.arrayContaining([here.clinic.as('nurse').actor.name]),
      },
    ]);
    expect(found[0]?.others).not.toContain(here.clinic.as('assistant').actor.name);
  });

  it('is whole again once somebody who may is on duty', async () => {
    await here.assign('nurse', '2026-03-10', 'afternoon', 'menutup kekosongan');
    expect(await gaps()).toEqual([]);
  });

  it('asks scope: whose competency is asked for and has lapsed covers nothing', async () => {
    await here.clinic.inside((ctx) =>
      ctx.db
        .updateTable('scope_role')
        .set({ licence: 'none' })
        .where('clinic_id', '=', ctx.clinic.id)
        .where('role', 'in', ['nurse', 'clinical'])
        .execute(),
    );
    await here.clinic.inside((ctx) =>
      ctx.db
        .insertInto('scope_term')
        .values({ clinic_id: ctx.clinic.id, act: 'vitals.record', competency: 'venipuncture' })
        .execute(),
    );
    const lapsed = await gaps();
    expect(lapsed.map((one) => one.day)).toEqual(['2026-03-10', '2026-03-11']);
    // she is on duty, so it is not for want of her that nobody may
    expect(lapsed[1]?.others).not.toContain(here.clinic.as('clinical').actor.name);
    await here.clinic.inside((ctx) =>
      ctx.db.deleteFrom('scope_term').where('clinic_id', '=', ctx.clinic.id).execute(),
    );
    expect(await gaps()).toEqual([]);
  });
});
