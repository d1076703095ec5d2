import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roster } from '../contract.ts';
import { nextMonday, openRosterClinic, type RosterClinic, thisMonday } from './testing/roster-clinic.ts';

let here: RosterClinic;
beforeAll(async () => {
  here = await openRosterClinic();
});
afterAll(() => here.clinic.close());

const manager = () => here.clinic.as('manager');
const weekOf = (role: string, day = thisMonday) => here.clinic.as(role).call(roster, 'week', { day });
const mineOf = async (role: string) => (await here.clinic.as(role).call(roster, 'mine', {})).shifts;
const assign = (role: string, day: string, kind: string, reason = '') =>
  manager().call(roster, 'assign', { day, staffId: here.id(role), kind, reason });

describe('kinds of shift', () => {
  it('begin as the country has them, morning, afternoon, night and split', async () => {
    const kindsOf = async (clinic: RosterClinic['clinic']) =>
      (await clinic.as('manager').call(roster, 'setup', {})).kinds.map((one) => one.code);
    expect(await kindsOf(here.clinic)).toEqual(['morning', 'afternoon', 'night', 'split']);
    expect(await kindsOf(here.clinic.other)).toEqual(['day', 'morning', 'afternoon', 'night', 'split']);
  });

  it('are the clinic’s to change and to add to; shifts that stand keep their times', async () => {
    const short = {
      ...{ code: 'short', label: { en: 'Short', id: 'Pendek' }, breakMinutes: 0, active: true },
      stretches: [{ from: '08:00', until: '12:00' }],
    };
    await manager().call(roster, 'saveKind', short);
    const { shiftId } = await assign('clinical', '2026-04-06', 'short');
    await manager().call(roster, 'saveKind', { ...short, stretches: [{ from: '09:00', until: '13:00' }] });
    const { shifts, kinds } = await weekOf('manager', '2026-04-06');
    expect(shifts[0]?.stretches[0]?.from).toBe('2026-04-06T01:00:00Z');
    expect(kinds.at(-1)).toMatchObject({ code: 'short', stretches: [{ from: '09:00', until: '13:00' }] });
    await manager().call(roster, 'saveKind', { ...short, active: false });
    const refused = await here.clinic.refused(assign('clinical', '2026-04-07', 'short'));
    expect(refused.fields?.[0]?.path).toBe('kind');
    await manager().call(roster, 'removeShift', { shiftId });
  });

  it.each([
    ['a break as long as the work', { breakMinutes: 240 }, 'breakMinutes'],
    [
      'halves that overlap',
      {
        stretches: [
          { from: '08:00', until: '12:00' },
          { from: '11:00', until: '15:00' },
        ],
      },
      'stretches.1.from',
    ],
    ['a time that no clock has', { stretches: [{ from: '25:00', until: '12:00' }] }, 'stretches.0.from'],
    ['a code with spaces', { code: 'the night' }, 'code'],
    ['no words in Indonesian', { label: { en: 'Odd', id: '' } }, 'label.id'],
  ])('are refused with %s, and nothing changes', async (_, wrong, path) => {
    const odd = {
      ...{ code: 'odd', label: { en: 'Odd', id: 'Aneh' }, breakMinutes: 0, active: true },
      stretches: [{ from: '08:00', until: '12:00' }],
    };
    const refused = await here.clinic.refused(manager().call(roster, 'saveKind', { ...odd, ...wrong }));
    expect([refused.status, refused.fields?.[0]?.path]).toEqual([422, path]);
    const { kinds } = await manager().call(roster, 'setup', {});
    expect(kinds.map((one) => one.code)).not.toContain('odd');
  });
});

describe('a week put together', () => {
  it('is a draft that nobody but the manager sees, until it is published by somebody at a time', async () => {
    await here.assign('clinical', '2026-03-10', 'morning');
    await here.assign('nurse', '2026-03-10', 'night');
    const draft = await weekOf('manager');
    expect([draft.monday, draft.published, draft.shifts.length]).toEqual([thisMonday, null, 2]);
    const seen = await weekOf('clinical');
    expect([seen.shifts, seen.mayManage, seen.gaps]).toEqual([[], false, []]);
    expect(await mineOf('clinical')).toEqual([]);
    expect(await here.tasksOf('clinical')).toEqual([]);

    await manager().call(roster, 'publish', { monday: thisMonday });
    const after = await weekOf('clinical');
    expect(after.published).toMatchObject({ by: manager().actor.name, at: '2026-03-09T02:00:00.000Z' });
    expect(after.shifts).toHaveLength(2);
    const [own] = await mineOf('clinical');
    expect(own).toMatchObject({ day: '2026-03-10', kind: 'morning', away: 'none', changed: null });
    expect(await here.tasksOf('clinical', 'en')).toEqual([
      'Your shifts of 9 Mar 2026 – 15 Mar 2026 are published',
    ]);
    // who has no shift in it is told nothing
    expect(await here.tasksOf('assistant')).toEqual([]);
  });

  it('published again says who did it and tells nobody twice', async () => {
    const again = await manager().call(roster, 'publish', { monday: thisMonday });
    expect(again.by).toBe(manager().actor.name);
    expect(await here.tasksOf('clinical')).toHaveLength(1);
  });

  it('gives a shift back to back with another, and refuses one that overlaps by naming it', async () => {
    // the night of the 10th ends at 07:00, when the morning begins
    await assign('nurse', '2026-03-11', 'morning', 'tambahan');
    const refused = await here.clinic.refused(assign('nurse', '2026-03-11', 'split', 'ganti'));
    expect([refused.code, refused.status]).toEqual(['roster.overlaps', 409]);
    const { name } = here.clinic.as('nurse').actor;
    expect(refused.detail).toContain(`${name} sudah berdinas saat itu (07.00–14.00)`);
    expect((await weekOf('manager')).shifts).toHaveLength(3);
  });
});

describe('a change after publishing', () => {
  it('asks for a reason, is kept with it, and both are told', async () => {
    const without = await here.clinic.refused(assign('assistant', '2026-03-12', 'morning'));
    expect([without.status, without.fields?.[0]?.path]).toEqual([422, 'reason']);
    const { shiftId } = await assign('assistant', '2026-03-12', 'morning', 'pasien banyak');
    expect(await here.tasksOf('assistant', 'id')).toEqual([
      'Anda berdinas Kam, 12 Mar 2026: Pagi 07.00–14.00 (pasien banyak)',
    ]);
    const change = { shiftId, staffId: here.id('clinical'), kind: 'afternoon', reason: 'sakit' };
    await manager().call(roster, 'changeShift', change);
    const { shifts } = await weekOf('clinical', '2026-03-12');
    expect(shifts.find((one) => one.shiftId === shiftId)).toMatchObject({
      staffId: here.id('clinical'),
      kind: 'afternoon',
      changed: { by: manager().actor.name, reason: 'sakit' },
    });
    expect(await here.tasksOf('assistant', 'id')).toEqual([
      'Dinas Anda Kam, 12 Mar 2026 bukan milik Anda lagi: Pagi 07.00–14.00 (sakit)',
    ]);
    const removed = await here.clinic.refused(manager().call(roster, 'removeShift', { shiftId }));
    expect(removed.fields?.[0]?.path).toBe('reason');
    await manager().call(roster, 'removeShift', { shiftId, reason: 'tidak perlu' });
    const gone = await here.clinic.refused(
      manager().call(roster, 'removeShift', { shiftId, reason: 'tidak perlu' }),
    );
    expect([gone.code, gone.status]).toEqual(['roster.shiftMissing', 404]);
  });

  it('is done once, however often it is sent', async () => {
    const before = (await weekOf('manager')).shifts.length;
    const input = { day: '2026-03-13', staffId: here.id('nurse'), kind: 'morning', reason: 'tambahan' };
    const first = await manager().call(roster, 'assign', input, { key: 'sent-more-than-once' });
    expect(await manager().call(roster, 'assign', input, { key: 'sent-more-than-once' })).toEqual(first);
    expect((await weekOf('manager')).shifts.length).toBe(before + 1);
  });
});

describe('last week copied', () => {
  it('plans the next one as it was, leaves out what does not fit, and adds nothing twice', async () => {
    const leaveId = await here.askLeave('nurse', '2026-03-17');
    await here.decide(leaveId, true);
    const { shifts } = await weekOf('manager');
    const first = await manager().call(roster, 'copyWeek', { monday: nextMonday });
    expect(first.left).toEqual([
      { name: here.clinic.as('nurse').actor.name, day: '2026-03-17', why: 'onLeave' },
    ]);
    expect(first.copied).toBe(shifts.length - 1);
    expect(await manager().call(roster, 'copyWeek', { monday: nextMonday })).toMatchObject({ copied: 0 });
    const copy = await weekOf('manager', nextMonday);
    expect(copy.published).toBeNull();
    expect(copy.shifts.map((one) => one.day).toSorted()).toEqual(['2026-03-17', '2026-03-18', '2026-03-20']);
  });

  it('is not copied over a published one, nor from an empty one, nor to a Tuesday', async () => {
    const refused = async (monday: string) =>
      (await here.clinic.refused(manager().call(roster, 'copyWeek', { monday }))).code;
    expect(await refused(thisMonday)).toBe('roster.published');
    expect(await refused('2026-06-01')).toBe('roster.nothingToCopy');
    expect(await refused('2026-03-17')).toBe('platform.invalidInput');
  });
});

describe('the database', () => {
  it('gives nobody two shifts at once, whoever writes them', async () => {
    const twice = here.clinic.inside(async (ctx) => {
      await sql`INSERT INTO roster_stretch (clinic_id, shift_id, place, staff_id, from_at, until_at)
        SELECT clinic_id, shift_id, 2, staff_id, from_at + interval '1 hour', until_at FROM roster_stretch
        WHERE clinic_id = ${ctx.clinic.id} AND staff_id IS NOT NULL LIMIT 1`.execute(ctx.db);
    });
    await expect(twice).rejects.toMatchObject({ constraint: 'roster_stretch_no_overlap' });
  });

  it('of twenty who give one person a shift of one hour at once, one gets through', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, () => assign('student', '2026-03-25', 'morning')),
    );
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    const codes = new Set(
      tries.flatMap((one) => (one.status === 'rejected' ? (one.reason as { code: string }).code : [])),
    );
    expect([...codes]).toEqual(['overlaps']);
  });
});

it('nobody but who plans enters, publishes, decides or sets', async () => {
  const nurse = here.clinic.as('nurse');
  for (const call of [
    () => nurse.call(roster, 'assign', { day: thisMonday, staffId: here.id('nurse'), kind: 'morning' }),
    () => nurse.call(roster, 'publish', { monday: nextMonday }),
    () => nurse.call(roster, 'copyWeek', { monday: nextMonday }),
    () => nurse.call(roster, 'leaves', {}),
  ]) {
    const refused = await here.clinic.refused(call());
    expect([refused.code, refused.detail]).toEqual([
      'platform.notAllowed',
      expect.stringContaining('menyusun daftar dinas'),
    ]);
  }
});

it('each act stands in the trail', async () => {
  const { rows } = await here.clinic.inside((ctx) =>
    sql<{ event: string }>`SELECT DISTINCT event FROM audit_event
      WHERE clinic_id = ${ctx.clinic.id} AND event LIKE 'roster.%' ORDER BY event`.execute(ctx.db),
  );
  const events = rows.map((row) => row.event);
  for (const name of ['assign', 'publish', 'changeShift', 'removeShift', 'shiftRemoved', 'copyWeek'])
    expect(events).toContain(`roster.${name}`);
});

describe('one’s own shifts', () => {
  const at = async (role: string, time: string) => {
    here.clinic.clock.set(`${time}:00+07:00`);
    return (await here.clinic.as(role).call(roster, 'mine', {})).today.map((one) => one.kind);
  };

  it('show the one of today until it is over, a night still after midnight', async () => {
    expect(await at('clinical', '2026-03-10T06:30')).toEqual(['morning']);
    expect(await at('clinical', '2026-03-10T13:59')).toEqual(['morning']);
    expect(await at('clinical', '2026-03-10T14:00')).toEqual([]);
    expect(await at('nurse', '2026-03-10T23:00')).toEqual(['night']);
    expect(await at('nurse', '2026-03-11T03:00')).toEqual(['night', 'morning']);
    expect(await at('assistant', '2026-03-10T08:00')).toEqual([]);
  });

  it('are listed from the Monday of the week on, with why one was changed, which no colleague reads', async () => {
    here.clinic.clock.set('2026-03-13T08:00:00+07:00');
    const own = await mineOf('nurse');
    expect(own.map((one) => one.day)).toEqual(['2026-03-10', '2026-03-11', '2026-03-13']);
    expect(own[1]?.changed?.reason).toBe('tambahan');
    const { shifts } = await weekOf('clinical');
    expect(shifts.find((one) => one.shiftId === own[1]?.shiftId)?.changed).toBeNull();
  });
});
