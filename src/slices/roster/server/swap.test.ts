import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dutyBetween } from '#platform/server/scope/duty.ts';
import { roster } from '../contract.ts';
import { openRosterClinic, type RosterClinic, thisMonday } from './testing/roster-clinic.ts';

let here: RosterClinic;
beforeAll(async () => {
  here = await openRosterClinic();
  await here.assign('clinical', '2026-03-09', 'split');
  await here.publish(thisMonday);
  await here.assign('clinical', '2026-03-21', 'night');
  await here.publish('2026-03-16');
});
afterAll(() => here.clinic.close());

/** Two shifts of one hour on a day of their own, so that each test has its own. */
let own: string;
let hers: string;
let day = 9;
beforeEach(async () => {
  day += 1;
  const date = `2026-03-${day}`;
  own = await here.assign('clinical', date, 'morning', 'uji');
  hers = await here.assign('nurse', date, 'morning', 'uji');
});

const ask = (more: object = {}) =>
  here.clinic.as('clinical').call(roster, 'askSwap', {
    ...{ shiftId: own, otherId: here.id('nurse'), otherShiftId: hers, note: 'anak sakit', ...more },
  });
const answer = (swapId: string, agree: boolean, role = 'nurse') =>
  here.clinic.as(role).call(roster, 'answerSwap', { swapId, agree });
const decide = (swapId: string, approve: boolean, reason = '') =>
  here.clinic.as('manager').call(roster, 'decideSwap', { swapId, approve, reason });
const holder = async (shiftId: string) => {
  const { shifts } = await here.clinic.as('manager').call(roster, 'week', { day: `2026-03-${day}` });
  return shifts.find((one) => one.shiftId === shiftId)?.staffId;
};
const code = async (call: Promise<unknown>) => (await here.clinic.refused(call)).code;

describe('a swap', () => {
  it('of two shifts of one hour: she asks, the other agrees, the manager lets them, and duty follows', async () => {
    const { swapId } = await ask();
    expect((await here.tasksOf('nurse', 'id')).join()).toContain('meminta Anda mengambil dinas');
    expect(await code(decide(swapId, true))).toBe('roster.swapOver');
    await answer(swapId, true);
    expect((await here.tasksOf('manager', 'id')).join()).toContain('ingin bertukar dinas');
    const { swaps } = await here.clinic.as('manager').call(roster, 'swaps', {});
    expect(swaps).toMatchObject([{ swapId, note: 'anak sakit', state: 'agreed' }]);
    await decide(swapId, true);
    expect([await holder(own), await holder(hers)]).toEqual([here.id('nurse'), here.id('clinical')]);
    const duty = await here.clinic.inside((ctx) =>
      dutyBetween(ctx.db, ctx.clinic.id, `2026-03-${day}T00:30:00Z`, `2026-03-${day}T01:00:00Z`),
    );
    expect(duty.map((one) => one.staffId).toSorted()).toEqual(
      [here.id('nurse'), here.id('clinical')].toSorted(),
    );
    expect((await here.tasksOf('clinical', 'id')).join()).toContain('disetujui');
    expect(await code(decide(swapId, true))).toBe('roster.swapOver');
  });

  it('for nothing in return gives the shift to the other alone, unless she has one then', async () => {
    const { swapId } = await ask({ otherShiftId: undefined });
    await answer(swapId, true);
    expect(await code(decide(swapId, true))).toBe('roster.overlaps');
    expect(await holder(own)).toBe(here.id('clinical'));
    await here.clinic.as('manager').call(roster, 'removeShift', { shiftId: hers, reason: 'lowong' });
    await decide(swapId, true);
    expect(await holder(own)).toBe(here.id('nurse'));
  });

  it('ends when the other says no, is taken back, or the manager declines with a reason', async () => {
    const first = await ask();
    await answer(first.swapId, false);
    expect((await here.tasksOf('clinical', 'id')).join()).toContain('tidak mengambil dinas Anda');
    const second = await ask();
    await here.clinic.as('clinical').call(roster, 'cancelSwap', { swapId: second.swapId });
    expect(await code(answer(second.swapId, true))).toBe('roster.swapOver');
    const third = await ask();
    await answer(third.swapId, true);
    expect((await here.clinic.refused(decide(third.swapId, false))).fields?.[0]?.path).toBe('reason');
    await decide(third.swapId, false, 'kurang orang');
    expect([await holder(own), await holder(hers)]).toEqual([here.id('clinical'), here.id('nurse')]);
  });

  it('is asked of one’s own shift, once at a time, with shifts that are shown and have not begun', async () => {
    expect(await code(ask({ shiftId: hers }))).toBe('roster.notYours');
    expect(await code(ask({ otherShiftId: own }))).toBe('roster.shiftMissing');
    await ask();
    expect(await code(ask())).toBe('roster.swapAsked');
    const draft = await here.assign('clinical', '2026-06-01', 'morning');
    expect(await code(ask({ shiftId: draft }))).toBe('roster.shiftMissing');
    const self = here.clinic.refused(ask({ otherId: here.id('clinical'), otherShiftId: undefined }));
    expect((await self).fields?.[0]?.path).toBe('otherId');
  });

  it('is answered and taken back by the two alone, and decided by who plans', async () => {
    const { swapId } = await ask();
    expect(await code(answer(swapId, true, 'assistant'))).toBe('roster.swapMissing');
    const back = here.clinic.as('nurse').call(roster, 'cancelSwap', { swapId });
    expect(await code(back)).toBe('roster.swapMissing');
    const decided = here.clinic.as('nurse').call(roster, 'decideSwap', { swapId, approve: true });
    expect(await code(decided)).toBe('platform.notAllowed');
  });

  it('falls away when the manager gives one of the shifts to somebody else', async () => {
    const { swapId } = await ask();
    await answer(swapId, true);
    await here.clinic.as('manager').call(roster, 'changeShift', {
      ...{ shiftId: hers, staffId: here.id('physician'), kind: 'morning', reason: 'lain' },
    });
    expect(await code(decide(swapId, true))).toBe('roster.swapOver');
    const { swaps } = await here.clinic.as('clinical').call(roster, 'mySwaps', {});
    expect(swaps.find((one) => one.swapId === swapId)?.state).toBe('cancelled');
  });
});

it('whom one could ask stands with the shifts that could be had in return', async () => {
  const { people } = await here.clinic.as('clinical').call(roster, 'swapChoices', { shiftId: own });
  expect(people.map((one) => one.staffId)).not.toContain(here.id('clinical'));
  const nurse = people.find((one) => one.staffId === here.id('nurse'));
  expect(nurse?.shifts.map((one) => one.shiftId)).toContain(hers);
  const others = here.clinic.as('nurse').call(roster, 'swapChoices', { shiftId: own });
  expect(await code(others)).toBe('roster.shiftMissing');
});
