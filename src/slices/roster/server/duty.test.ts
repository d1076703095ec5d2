import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveTerm } from '#platform/server/scope/terms.ts';
import { dutyBetween } from '#platform/server/scope/duty.ts';
import { vitals } from '#slices/vitals/contract.ts';
import { workforce } from '#slices/workforce/contract.ts';
import { hearEvents } from '#testing/events.ts';
import { openTestHttp } from '#testing/http.ts';
import { roster } from '../contract.ts';
import { nextMonday, openRosterClinic, type RosterClinic, thisMonday } from './testing/roster-clinic.ts';

let here: RosterClinic;
beforeAll(async () => {
  here = await openRosterClinic('US');
  // what a nurse would enter without a word, a medical assistant enters here with somebody licensed in the house
  await here.clinic.inside((ctx) =>
    saveTerm(ctx.db, ctx.clinic.id, {
      ...{ act: 'vitals.record', role: null, competency: null, label: { en: '', id: '' } },
      ...{ credentials: [], supervision: 'onSite', protocol: 'none', delegation: false, coSign: false },
    }),
  );
  await here.assign('nurse', '2026-03-10', 'day');
  await here.assign('nurse', '2026-03-11', 'day');
  await here.assign('clinical', '2026-03-10', 'day');
});
afterAll(() => here.clinic.close());

/** The code with which a call of hers ends at a time of New York's clock; the visit is not there. */
const mayAt = async (time: string) => {
  here.clinic.clock.set(`${time}:00-04:00`);
  const refused = await here.clinic.refused(
    here.clinic.as('clinical').call(vitals, 'recordVitals', {
      ...{ visitId: 'no-such-visit', values: { pulse: { value: '72' } } },
    }),
  );
  return refused.code;
};
/** Under whose eye she may. */
const allowed = async (time: string) => {
  here.clinic.clock.set(`${time}:00-04:00`);
  return (await here.clinic.as('clinical').call(workforce, 'whatMayI', {})).under
    .filter((one) => one.action === 'vitals.record')
    .flatMap((one) => one.under.map(({ kind, by }) => `${kind} ${by}`));
};
describe('an act that asks for somebody licensed in the house', () => {
  const nurse = () => here.clinic.as('nurse').actor.name;

  it('is refused while the roster is a draft', async () => {
    expect(await allowed('2026-03-10T10:00')).toEqual([]);
    expect(await mayAt('2026-03-10T10:00')).toBe('platform.notAllowed');
  });

  it('is refused before the nurse’s shift, allowed within it, and refused after it', async () => {
    here.clinic.clock.set('2026-03-09T09:00:00-04:00');
    await here.publish(thisMonday);
    expect(await allowed('2026-03-10T07:59')).toEqual([]);
    expect(await mayAt('2026-03-10T07:59')).toBe('platform.notAllowed');
    expect(await allowed('2026-03-10T08:00')).toEqual([`supervision ${nurse()}`]);
    // past scope: what is wrong with the call now is that there is no such visit
    expect(await mayAt('2026-03-10T08:00')).not.toBe('platform.notAllowed');
    expect(await allowed('2026-03-10T16:59')).toEqual([`supervision ${nurse()}`]);
    expect(await allowed('2026-03-10T17:00')).toEqual([]);
    expect(await mayAt('2026-03-10T17:00')).toBe('platform.notAllowed');
  });

  it('is refused after an approved leave of the nurse, of whole days or of two hours, and open again when she takes it back', async () => {
    here.clinic.clock.set('2026-03-09T09:00:00-04:00');
    const leaveId = await here.askLeave('nurse', '2026-03-11');
    expect(await allowed('2026-03-11T10:00')).toEqual([`supervision ${nurse()}`]);
    await here.decide(leaveId, true);
    expect(await allowed('2026-03-11T10:00')).toEqual([]);
    expect(await mayAt('2026-03-11T10:00')).toBe('platform.notAllowed');
    here.clinic.clock.set('2026-03-09T09:00:00-04:00');
    await here.clinic.as('nurse').call(roster, 'cancelLeave', { leaveId });
    expect(await allowed('2026-03-11T10:00')).toEqual([`supervision ${nurse()}`]);
    here.clinic.clock.set('2026-03-09T09:00:00-04:00');
    const part = { fromTime: '10:00', untilTime: '12:00' };
    await here.decide(await here.askLeave('nurse', '2026-03-11', '2026-03-11', part), true);
    expect(await allowed('2026-03-11T09:59')).toEqual([`supervision ${nurse()}`]);
    expect(await allowed('2026-03-11T10:00')).toEqual([]);
    expect(await allowed('2026-03-11T12:00')).toEqual([`supervision ${nurse()}`]);
  });

  it('is not opened by a shift of the week after, of which the roster is a draft still', async () => {
    here.clinic.clock.set('2026-03-09T09:00:00-04:00');
    await here.assign('nurse', '2026-03-17', 'day');
    // whatever writes her duty anew
    await here.assign('nurse', '2026-03-13', 'day', 'late');
    expect(await allowed('2026-03-13T10:00')).toEqual([`supervision ${nurse()}`]);
    expect(await allowed('2026-03-17T10:00')).toEqual([]);
    here.clinic.clock.set('2026-03-09T09:00:00-04:00');
    await here.publish(nextMonday);
    expect(await allowed('2026-03-17T10:00')).toEqual([`supervision ${nurse()}`]);
  });

  it('stays open when it is another who has leave', async () => {
    here.clinic.clock.set('2026-03-09T09:00:00-04:00');
    await here.decide(await here.askLeave('frontDesk', '2026-03-13'), true);
    // her duty is written anew from the day before on
    await here.assign('nurse', '2026-03-12', 'day', 'late');
    expect(await allowed('2026-03-13T10:00')).toEqual([`supervision ${nurse()}`]);
  });

  it('is refused when the shift of a published week is taken away, and tells the screens', async () => {
    here.clinic.clock.set('2026-03-09T09:00:00-04:00');
    const { shifts } = await here.clinic.as('manager').call(roster, 'week', { day: thisMonday });
    const mine = shifts.find((one) => one.staffId === here.id('nurse') && one.day === '2026-03-10');
    const http = await openTestHttp(here.clinic);
    const screen = await hearEvents(http.url, (await http.person('clinical')).token);
    const change = { shiftId: mine?.shiftId ?? '', reason: 'sick' };
    await here.clinic.as('manager').call(roster, 'removeShift', change);
    await screen.until((event) => event === 'scope.rightsChanged', 10_000);
    screen.close();
    await http.close();
    expect(await allowed('2026-03-10T10:00')).toEqual([]);
  });
});

it('what was on duty in the past stays as it was', async () => {
  const over = async () =>
    here.clinic.inside((ctx) =>
      dutyBetween(ctx.db, ctx.clinic.id, '2026-03-10T00:00:00Z', '2026-03-11T00:00:00Z'),
    );
  const before = await over();
  expect(before.map((one) => one.staffId)).toEqual([here.id('clinical')]);
  here.clinic.clock.set('2026-03-12T09:00:00-04:00');
  await here.assign('clinical', '2026-03-12', 'day', 'late');
  expect(await over()).toEqual(before);
});
