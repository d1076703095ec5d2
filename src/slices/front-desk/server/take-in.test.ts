import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scheduling } from '#slices/scheduling/contract.ts';
import type { CallOf } from '#platform/shared/contract.ts';
import { frontDesk } from '../contract.ts';
import { type Desk, openDesk } from './testing/open-desk.ts';

type Taken = CallOf<typeof frontDesk, 'takeIn'>;

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk('ID');
});
afterAll(() => desk.close());

const clerk = () => desk.clinic.as('frontDesk');
const nurse = () => desk.clinic.as('clinical');
/** The clinic's Monday, in its own hours: 09:00 is 02:00 in UTC. */
const at = (time: string) => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return new Date(Date.UTC(2026, 2, 9, hours - 7, minutes)).toISOString();
};
const clock = (time: string) => desk.clinic.clock.set(at(time));
const read = (visitId: string) => clerk().call(frontDesk, 'readVisit', { visitId });
const expected = { step: 'expected' } as const;
const arrival = (visitId: string, given: Partial<Taken> = {}): Taken => ({
  ...{ visitId, act: { kind: 'arrive' }, doneAt: at('10:05'), boardAt: at('10:00'), seen: expected },
  ...given,
});
const trailOf = async (visitId: string, event: string) => {
  const rows = await desk.clinic.inside((ctx) =>
    ctx.db
      .selectFrom('audit_event')
      .select(['event', 'details', 'at', 'actor_name', 'patient_id'])
      .where('subject', '=', `Encounter/${visitId}`)
      .where('event', '=', `frontDesk.${event}`)
      .execute(),
  );
  return rows;
};
const cancelled = { reason: 'tidak jadi', askedBy: 'clinic' } as const;
const leave = async (visitId: string) => {
  for (const to of ['checkout', 'left'] as const) await nurse().call(frontDesk, 'moveVisit', { visitId, to });
};
const key = () => crypto.randomUUID();

describe('what was done without a connection', () => {
  it('stands at its true time, and tells when it came in, on the visit and in the trail', async () => {
    clock('08:00');
    const visitId = await desk.booked('Ayu Ningsih', '10:00');
    clock('10:31');
    const taken = await clerk().call(frontDesk, 'takeIn', arrival(visitId));
    expect(taken).toMatchObject({ outcome: 'takenIn', step: 'arrived' });
    expect(taken.stamps.arrived).toBe(at('10:05'));
    const { log, since } = await read(visitId);
    expect(since).toBe(at('10:05'));
    expect(log).toMatchObject([{ step: 'arrived', at: at('10:05'), receivedAt: at('10:31') }]);
    const [row] = await trailOf(visitId, 'offlineActTaken');
    expect(row).toMatchObject({ patient_id: taken.patientId });
    expect(row?.details).toMatchObject({ kind: 'arrive', doneAt: at('10:05'), receivedAt: at('10:31') });
  });

  it('goes on from one act to the next: room, step and a note, each at its own time', async () => {
    clock('08:00');
    const visitId = await desk.booked('Bella Safira', '10:20');
    await desk.checkedIn(visitId, 'Bella Safira');
    clock('11:00');
    const roomId = desk.rooms[0]?.id ?? '';
    const done = { visitId, boardAt: at('10:00') };
    const take = (act: Taken['act'], seen: Taken['seen'], time: string) =>
      nurse().call(frontDesk, 'takeIn', { ...done, act, seen, doneAt: at(time) });
    await take({ kind: 'room', roomId }, { step: 'waiting' }, '10:10');
    await take({ kind: 'move', to: 'ready' }, { step: 'roomed', roomId }, '10:15');
    await take({ kind: 'note', text: 'Menunggu hasil foto' }, { step: 'ready', roomId }, '10:16');
    const visit = await read(visitId);
    expect(visit).toMatchObject({ step: 'ready', room: { id: roomId } });
    expect(visit.stamps).toMatchObject({ roomed: at('10:10'), ready: at('10:15') });
    expect(visit.notes).toEqual([
      { text: 'Menunggu hasil foto', at: at('10:16'), by: nurse().actor.name, receivedAt: at('11:00') },
    ]);
    // the words are in the record alone
    const rows = await trailOf(visitId, 'offlineActTaken');
    expect(JSON.stringify(rows)).not.toContain('Menunggu');
    await leave(visitId);
  });

  it('happens once however often it is sent', async () => {
    clock('08:00');
    const visitId = await desk.booked('Citra Kirana', '10:40');
    clock('10:31');
    const once = { key: key() };
    const first = await clerk().call(frontDesk, 'takeIn', arrival(visitId), once);
    desk.clinic.clock.advance(3);
    const [second, third] = await Promise.all([
      clerk().call(frontDesk, 'takeIn', arrival(visitId), once),
      clerk().call(frontDesk, 'takeIn', arrival(visitId), once),
    ]);
    expect(second).toEqual(first);
    expect(third).toEqual(first);
    expect((await read(visitId)).log).toHaveLength(1);
    const another = arrival(visitId, { doneAt: at('10:06') });
    const refused = clerk().call(frontDesk, 'takeIn', another, once);
    expect((await desk.clinic.refused(refused)).code).toBe('platform.keyReused');
  });

  it.each([
    ['ahead of the clock', { doneAt: at('10:33'), boardAt: at('10:00') }, 'doneInFuture'],
    ['on a board that is not yet', { doneAt: at('10:40'), boardAt: at('10:40') }, 'doneInFuture'],
    ['before the board', { doneAt: at('09:59'), boardAt: at('10:00') }, 'doneBeforeBoard'],
    [
      'more than 24 hours ago',
      { doneAt: '2026-03-08T03:30:00.000Z', boardAt: '2026-03-08T03:00:00.000Z' },
      'doneTooLongAgo',
    ],
  ])('is refused %s, and changes nothing', async (what, time, code) => {
    clock('08:00');
    const visitId = await desk.booked(`Dewi ${what}`, '11:00');
    clock('10:31');
    const refused = await desk.clinic.refused(clerk().call(frontDesk, 'takeIn', arrival(visitId, time)));
    expect(refused).toMatchObject({ code: `frontDesk.${code}`, status: 422 });
    expect((await read(visitId)).step).toBe('expected');
    const manager = desk.clinic.as('manager');
    await manager.call(scheduling, 'cancelBooking', { visitId, ...cancelled });
  });

  it('counts as now where the browser runs a little ahead', async () => {
    clock('08:00');
    const visitId = await desk.booked('Eka Putri', '11:20');
    clock('10:31');
    const ahead = new Date(Date.parse(at('10:31')) + 40_000).toISOString();
    await clerk().call(frontDesk, 'takeIn', arrival(visitId, { doneAt: ahead }));
    expect((await read(visitId)).stamps.arrived).toBe(at('10:31'));
  });

  it('comes in only within the hours that the clinic has set', async () => {
    clock('08:00');
    const visitId = await desk.booked('Fitri Handayani', '11:40');
    const { settings } = await clerk().call(frontDesk, 'setup', {});
    await desk.clinic.as('manager').call(frontDesk, 'saveSettings', { ...settings, offlineHours: 1 });
    clock('11:06');
    const late = clerk().call(frontDesk, 'takeIn', arrival(visitId));
    const refused = await desk.clinic.refused(late, 'en');
    expect(refused.detail).toContain('more than 1 hours ago');
    await clerk().call(frontDesk, 'takeIn', arrival(visitId, { doneAt: at('10:07') }));
    await desk.clinic.as('manager').call(frontDesk, 'saveSettings', { ...settings, offlineHours: 24 });
  });

  it('belongs to the day on which it was done, also when it comes in after midnight', async () => {
    clock('08:00');
    const visitId = await desk.booked('Galuh Candra', '19:40');
    clock('24:30');
    const late = arrival(visitId, { doneAt: at('23:50'), boardAt: at('23:40') });
    const taken = await clerk().call(frontDesk, 'takeIn', late);
    expect(taken).toMatchObject({ outcome: 'takenIn', step: 'arrived', day: '2026-03-09' });
    const today = arrival(visitId, { act: { kind: 'move', to: 'registering' }, seen: { step: 'arrived' } });
    const after = { ...today, doneAt: at('24:10'), boardAt: at('24:00') };
    const refused = await desk.clinic.refused(clerk().call(frontDesk, 'takeIn', after));
    expect(refused.code).toBe('frontDesk.anotherDay');
  });

  it('no other verb takes a time: `at` is refused as a field that it does not know', async () => {
    clock('08:00');
    const visitId = await desk.booked('Gita Savitri', '12:00');
    for (const [verb, input] of [
      ['arrive', {}],
      ['roomVisit', {}],
      ['moveVisit', { to: 'arrived' }],
      ['noteVisit', { text: 'x' }],
    ] as const) {
      const given = { visitId, ...input, at: at('07:00') } as never;
      const person = verb === 'roomVisit' ? nurse() : clerk();
      const refused = await desk.clinic.refused(person.call(frontDesk, verb, given));
      expect(refused).toMatchObject({ code: 'platform.invalidInput', fields: [{ path: 'at' }] });
    }
    expect((await read(visitId)).step).toBe('expected');
  });
});

describe('two people and one visit', () => {
  const roomed = async (name: string, time: string) => {
    clock('08:00');
    const visitId = await desk.booked(name, time);
    await desk.checkedIn(visitId, name);
    clock('10:12');
    const [first = '', second = ''] = desk.rooms.map((room) => room.id);
    await nurse().call(frontDesk, 'roomVisit', { visitId, roomId: second });
    clock('10:31');
    const mine: Taken = {
      ...{ visitId, act: { kind: 'room', roomId: first }, doneAt: at('10:05'), boardAt: at('10:00') },
      seen: { step: 'waiting' },
    };
    return { visitId, first, second, mine };
  };
  const assistant = () => desk.clinic.as('nurse');

  it('are shown to a person: who changed it, when, to what; nothing is merged', async () => {
    const { visitId, second, mine } = await roomed('Hana Pertiwi', '13:00');
    const refused = await desk.clinic.refused(assistant().call(frontDesk, 'takeIn', mine));
    expect(refused).toMatchObject({
      code: 'frontDesk.changedSince',
      status: 409,
      details: { by: nurse().actor.name, at: at('10:12'), step: 'roomed', room: 'Room 2' },
    });
    expect((await read(visitId)).room?.id).toBe(second);
    const theirs = await assistant().call(frontDesk, 'takeIn', { ...mine, decided: { keep: 'theirs' } });
    expect(theirs).toMatchObject({ outcome: 'putAway', step: 'roomed', roomId: second });
    const [row] = await trailOf(visitId, 'offlineActPutAway');
    expect(row?.details).toMatchObject({ kind: 'room', doneAt: at('10:05'), decided: 'theirs' });
    await leave(visitId);
  });

  it('mine holds where it is chosen over what she was shown, and over nothing newer', async () => {
    const { visitId, first, mine } = await roomed('Indah Lestari', '13:20');
    const { details } = await desk.clinic.refused(assistant().call(frontDesk, 'takeIn', mine));
    const shown = { step: details?.step, at: details?.at } as { step: 'roomed'; at: string };
    const decided = { keep: 'mine', ...shown } as const;
    // a third hand in between
    await nurse().call(frontDesk, 'moveVisit', { visitId, to: 'ready' });
    const again = await desk.clinic.refused(assistant().call(frontDesk, 'takeIn', { ...mine, decided }));
    expect(again).toMatchObject({ code: 'frontDesk.changedSince', details: { step: 'ready' } });
    const newer = { keep: 'mine', step: 'ready', at: String(again.details?.at) } as const;
    const taken = await assistant().call(frontDesk, 'takeIn', { ...mine, decided: newer });
    expect(taken).toMatchObject({ outcome: 'takenIn', step: 'ready', roomId: first });
    // no step lies before the one that it follows: both times are told
    expect((await read(visitId)).log.at(-1)).toMatchObject({ receivedAt: at('10:31') });
    await leave(visitId);
  });

  it('that did the same are told so, and it is done once', async () => {
    clock('08:00');
    const visitId = await desk.booked('Joko Anwar', '13:40');
    clock('10:12');
    await desk.clinic.as('manager').call(frontDesk, 'arrive', { visitId });
    clock('10:31');
    const same = await clerk().call(frontDesk, 'takeIn', arrival(visitId));
    const by = desk.clinic.as('manager').actor.name;
    expect(same).toMatchObject({ outcome: 'alreadySo', first: { by, at: at('10:12') } });
    expect((await read(visitId)).log).toHaveLength(1);
  });

  it('a change that was taken back meanwhile is still a change of hers', async () => {
    clock('08:00');
    const visitId = await desk.booked('Kartika Dewi', '14:00');
    clock('10:12');
    const manager = desk.clinic.as('manager');
    await manager.call(frontDesk, 'arrive', { visitId });
    await manager.call(frontDesk, 'undoMove', { visitId });
    clock('10:31');
    const refused = await desk.clinic.refused(clerk().call(frontDesk, 'takeIn', arrival(visitId)));
    expect(refused).toMatchObject({ code: 'frontDesk.changedSince', details: { step: 'expected' } });
  });

  it('a room in which somebody is by now is refused by name', async () => {
    const { visitId: other, second } = await roomed('Lina Marlina', '14:20');
    clock('08:00');
    const visitId = await desk.booked('Maya Sari', '14:40');
    await desk.checkedIn(visitId, 'Maya Sari');
    clock('10:31');
    const room = { kind: 'room', roomId: second } as const;
    const given = arrival(visitId, { act: room, seen: { step: 'waiting' } });
    const refused = await desk.clinic.refused(nurse().call(frontDesk, 'takeIn', given), 'en');
    expect(refused).toMatchObject({ code: 'frontDesk.roomTaken', detail: expect.stringContaining('Room 2') });
    await leave(other);
  });

  it('a cancelled booking is shown, and mine is refused there with the reason', async () => {
    clock('08:00');
    const visitId = await desk.booked('Nadia Utami', '15:00');
    clock('10:12');
    await desk.clinic.as('manager').call(scheduling, 'cancelBooking', { visitId, ...cancelled });
    clock('10:31');
    const { code, details } = await desk.clinic.refused(clerk().call(frontDesk, 'takeIn', arrival(visitId)));
    expect(code).toBe('frontDesk.changedSince');
    expect(details).toMatchObject({ by: 'Seorang rekan', step: 'cancelled' });
    const decided = { keep: 'mine', step: 'cancelled', at: String(details?.at) } as const;
    const mine = clerk().call(frontDesk, 'takeIn', arrival(visitId, { decided }));
    expect((await desk.clinic.refused(mine)).code).toBe('frontDesk.visitClosed');
  });
});

describe('who may', () => {
  it('asks for the right of the act itself, as at the counter', async () => {
    clock('08:00');
    const visitId = await desk.booked('Olivia Tan', '15:20');
    clock('10:31');
    const greets = await desk.clinic.refused(nurse().call(frontDesk, 'takeIn', arrival(visitId)));
    expect(greets).toMatchObject({ code: 'platform.notAllowed', details: { action: 'frontDesk.greet' } });
    const room = arrival(visitId, { act: { kind: 'room' } });
    const rooms = await desk.clinic.refused(clerk().call(frontDesk, 'takeIn', room));
    expect(rooms).toMatchObject({ code: 'platform.notAllowed', details: { action: 'frontDesk.room' } });
    const bookkeeper = desk.clinic.as('bookkeeper').call(frontDesk, 'takeIn', arrival(visitId));
    expect((await desk.clinic.refused(bookkeeper)).code).toBe('platform.notAllowed');
  });

  it('another clinic finds no such visit', async () => {
    clock('08:00');
    const visitId = await desk.booked('Putri Ayu', '15:40');
    clock('10:31');
    const foreign = desk.clinic.other.as('frontDesk').call(frontDesk, 'takeIn', arrival(visitId));
    expect((await desk.clinic.refused(foreign)).code).toBe('platform.notFound');
    expect((await read(visitId)).step).toBe('expected');
  });

  it('one key is of one person: another who sends it does her own act', async () => {
    clock('08:00');
    const visitId = await desk.booked('Qori Sandria', '16:00');
    clock('10:31');
    const once = { key: key() };
    await clerk().call(frontDesk, 'takeIn', arrival(visitId), once);
    const other = await desk.clinic.as('manager').call(frontDesk, 'takeIn', arrival(visitId), once);
    expect(other).toMatchObject({ outcome: 'alreadySo', first: { by: clerk().actor.name } });
  });

  it('a note is written with a connection too, and not of somebody who never came', async () => {
    clock('10:00');
    const visitId = await desk.booked('Rina Wati', '16:20');
    await clerk().call(frontDesk, 'noteVisit', { visitId, text: 'Membawa kursi roda' });
    const { notes, step } = await read(visitId);
    expect(step).toBe('expected');
    expect(notes).toEqual([{ text: 'Membawa kursi roda', at: at('10:00'), by: clerk().actor.name }]);
    await desk.clinic.as('manager').call(scheduling, 'cancelBooking', { visitId, ...cancelled });
    const late = clerk().call(frontDesk, 'noteVisit', { visitId, text: 'x' });
    expect((await desk.clinic.refused(late)).code).toBe('frontDesk.visitClosed');
  });
});
