import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scheduling } from '#slices/scheduling/contract.ts';
import { frontDesk } from '../contract.ts';
import { type Desk, openDesk, physician } from './testing/open-desk.ts';

let desk: Desk;
let counters: { id: string; name: string }[];
beforeAll(async () => {
  desk = await openDesk('ID');
  ({ counters } = await desk.clinic.as('manager').call(frontDesk, 'saveCounters', {
    counters: [{ name: 'Loket 2' }, { name: 'Loket 1' }, { name: 'Kasir' }],
  }));
  desk.clinic.clock.set('2026-03-09T01:00:00Z');
});
afterAll(() => desk.close());

const clerk = () => desk.clinic.as('frontDesk');
const nurse = () => desk.clinic.as('clinical');
const counterOf = (name: string) => counters.find((one) => one.name === name)?.id ?? '';
const waiting = async (name: string, time: string) => {
  const visitId = await desk.booked(name, time);
  const { queueNumber } = await desk.checkedIn(visitId, name);
  return { visitId, queueNumber };
};
const wall = () => clerk().call(frontDesk, 'wallBoard', {});
const rowOf = async (visitId: string) =>
  (await clerk().call(frontDesk, 'todayBoard', {})).rows.find((row) => row.visitId === visitId);

describe('calling from a counter', () => {
  it('shows the number and the counter on the wall, and once more when called again', async () => {
    const { visitId, queueNumber } = await waiting('Ayu Ningsih', '09:00');
    const counterId = counterOf('Loket 1');
    const call = await clerk().call(frontDesk, 'callVisit', { visitId, counterId });
    expect(call).toMatchObject({ place: 'Loket 1', times: 1, mine: true });
    const [first] = (await wall()).called;
    expect(first).toMatchObject({ shown: queueNumber, room: 'Loket 1' });
    expect(first?.callId).not.toContain(visitId);
    desk.clinic.clock.set('2026-03-09T01:02:00Z');
    expect(await clerk().call(frontDesk, 'callVisit', { visitId, counterId })).toMatchObject({ times: 2 });
    const [again] = (await wall()).called;
    expect(again?.callId).not.toBe(first?.callId);
    expect((await rowOf(visitId))?.call).toMatchObject({ place: 'Loket 1', times: 2, mine: true });
    await clerk().call(frontDesk, 'endCall', { visitId });
    await clerk().call(frontDesk, 'endCall', { visitId });
    expect((await wall()).called).toEqual([]);
    expect((await rowOf(visitId))?.call).toBeUndefined();
  });

  it('tells the second of two who call at once by whom she is called, and lets her take over knowingly', async () => {
    const { visitId } = await waiting('Bella Safira', '09:20');
    const calls = await Promise.allSettled([
      clerk().call(frontDesk, 'callVisit', { visitId, counterId: counterOf('Loket 1') }),
      nurse().call(frontDesk, 'callVisit', { visitId, counterId: counterOf('Loket 2') }),
    ]);
    expect(calls.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const clerkWon = calls[0]?.status === 'fulfilled';
    const second = clerkWon ? nurse() : clerk();
    const place = clerkWon ? 'Loket 2' : 'Loket 1';
    const refused = second.call(frontDesk, 'callVisit', { visitId, counterId: counterOf(place) });
    expect(await desk.clinic.refused(refused)).toMatchObject({
      status: 409,
      code: 'frontDesk.alreadyCalled',
      details: { place: clerkWon ? 'Loket 1' : 'Loket 2' },
    });
    const counterId = counterOf(place);
    expect(await second.call(frontDesk, 'callVisit', { visitId, counterId, takeOver: true })).toMatchObject({
      place,
      times: 1,
      mine: true,
    });
    expect((await wall()).called.filter((one) => one.room.startsWith('Loket'))).toHaveLength(1);
  });

  it('ends when she goes on to a room, and then the wall calls her there', async () => {
    const { visitId, queueNumber } = await waiting('Citra Dewi', '09:40');
    await clerk().call(frontDesk, 'callVisit', { visitId, counterId: counterOf('Loket 1') });
    await nurse().call(frontDesk, 'roomVisit', { visitId, roomId: desk.rooms[0]?.id });
    const hers = (await wall()).called.filter((one) => one.shown === queueNumber);
    expect(hers.map((one) => one.room)).toEqual(['Room 1']);
    expect((await rowOf(visitId))?.call).toBeUndefined();
    // and again to the room, where she did not hear it
    await nurse().call(frontDesk, 'callVisit', { visitId, roomId: desk.rooms[0]?.id });
    expect((await wall()).called.filter((one) => one.shown === queueNumber)).toHaveLength(1);
  });

  it('names the field for no place or two, and refuses counters of nobody and people who are not here', async () => {
    const { visitId } = await waiting('Dian Sari', '10:00');
    const call = (given: object) =>
      desk.clinic.refused(clerk().call(frontDesk, 'callVisit', { visitId, ...given }));
    expect((await call({})).fields?.map((one) => one.path)).toEqual(['counterId']);
    const both = { counterId: counterOf('Kasir'), roomId: desk.rooms[0]?.id };
    expect((await call(both)).fields?.map((one) => one.path)).toEqual(['counterId']);
    expect(await call({ counterId: crypto.randomUUID() })).toMatchObject({ status: 404 });
    const expected = await desk.booked('Eka Putri', '16:00');
    expect(await call({ visitId: expected, counterId: counterOf('Kasir') })).toMatchObject({
      code: 'frontDesk.notHereYet',
    });
    const bookkeeper = desk.clinic.as('bookkeeper');
    const may = bookkeeper.call(frontDesk, 'callVisit', { visitId, counterId: counterOf('Kasir') });
    expect(await desk.clinic.refused(may)).toMatchObject({ status: 403 });
  });
});

describe('sending on', () => {
  it('to another counter waits there without being called, and that counter may call', async () => {
    const { visitId } = await waiting('Fitri Handayani', '10:20');
    await clerk().call(frontDesk, 'callVisit', { visitId, counterId: counterOf('Loket 1') });
    await clerk().call(frontDesk, 'transferVisit', { visitId, counterId: counterOf('Kasir') });
    expect((await rowOf(visitId))?.call).toMatchObject({ place: 'Kasir', times: 0 });
    expect((await wall()).called.map((one) => one.room)).not.toContain('Kasir');
    const called = await nurse().call(frontDesk, 'callVisit', { visitId, counterId: counterOf('Kasir') });
    expect(called).toMatchObject({ place: 'Kasir', times: 1, mine: true });
  });

  it('to another provider puts her into that queue, keeps the booked time, and is too late once she is inside', async () => {
    const { visitId } = await waiting('Gita Lestari', '10:40');
    const { practitioners } = await clerk().call(frontDesk, 'setup', {});
    expect(practitioners.map((one) => one.id)).toContain(physician);
    const unknown = clerk().call(frontDesk, 'transferVisit', {
      visitId,
      practitionerId: 'practitioner-nobody',
    });
    expect((await desk.clinic.refused(unknown)).fields?.map((one) => one.path)).toEqual(['practitionerId']);
    const moved = await clerk().call(frontDesk, 'transferVisit', { visitId, practitionerId: physician });
    expect(moved).toMatchObject({ practitionerId: physician, scheduledAt: '2026-03-09T03:40:00.000Z' });
    await nurse().call(frontDesk, 'moveVisit', { visitId, to: 'withProvider' });
    const late = clerk().call(frontDesk, 'transferVisit', { visitId, practitionerId: physician });
    expect(await desk.clinic.refused(late)).toMatchObject({ code: 'frontDesk.withProvider' });
    const neither = await desk.clinic.refused(clerk().call(frontDesk, 'transferVisit', { visitId }));
    expect(neither.fields?.map((one) => one.path)).toEqual(['practitionerId']);
  });
});

describe('sending on somebody who is ready', () => {
  it('asks the new provider to come, and the first no more', async () => {
    const { visitId } = await waiting('Jihan Aulia', '12:00');
    const owners = () =>
      desk.clinic.inside((ctx) =>
        ctx.db
          .selectFrom('work_task')
          .select(['kind', 'owner_id'])
          .where('visit_id', '=', visitId)
          .where('state', '=', 'open')
          .execute(),
      );
    await nurse().call(frontDesk, 'roomVisit', { visitId });
    await nurse().call(frontDesk, 'moveVisit', { visitId, to: 'ready' });
    const kind = 'frontDesk.readyForProvider';
    expect(await owners()).toEqual([{ kind, owner_id: desk.clinic.as('physician').actor.id }]);
    const practitionerId = 'practitioner-nurse';
    await desk.clinic.as('manager').call(scheduling, 'saveHours', {
      ...{ practitionerId, validFrom: '2026-01-01', validTo: null },
      sessions: [{ weekday: 1, from: '07:00', to: '20:00' }],
    });
    await clerk().call(frontDesk, 'transferVisit', { visitId, practitionerId });
    expect(await owners()).toEqual([{ kind, owner_id: desk.clinic.as('nurse').actor.id }]);
    // her room is for the next one
    await clerk().call(frontDesk, 'leaveUnseen', { visitId, reason: 'pulang' });
  });
});

describe('two assistants at one row', () => {
  it('the second is told who took her, and nothing is moved twice', async () => {
    const { visitId } = await waiting('Hana Putri', '11:00');
    const room = (role: string, roomId: string | undefined) =>
      desk.clinic.as(role).call(frontDesk, 'roomVisit', { visitId, roomId, from: 'waiting' });
    const free = desk.rooms[1]?.id;
    await room('clinical', free);
    const second = await desk.clinic.refused(room('nurse', free));
    expect(second).toMatchObject({ status: 409, code: 'frontDesk.takenOn', details: { step: 'roomed' } });
    // the first, pressing twice, is only repeating it
    expect(await room('clinical', free)).toMatchObject({ step: 'roomed', roomId: free });
    const on = { visitId, to: 'ready', from: 'waiting' } as const;
    const third = desk.clinic.as('nurse').call(frontDesk, 'moveVisit', on);
    expect(await desk.clinic.refused(third)).toMatchObject({ code: 'frontDesk.takenOn' });
  });
});

describe('the wall', () => {
  it('predicts when each number will be seen, and names nobody', async () => {
    const { visitId, queueNumber } = await waiting('Intan Permata', '14:00');
    const { waiting: shown } = await wall();
    expect(shown.find((one) => one.shown === queueNumber)?.predictedAt).toBe('2026-03-09T07:00:00Z');
    expect(JSON.stringify(shown)).not.toMatch(/Intan|Permata/);
    expect(JSON.stringify(shown)).not.toContain(visitId);
  });
});

describe('counters', () => {
  it('are in the order of their numbers; one left out is used no more, and two of one name are refused', async () => {
    const manager = desk.clinic.as('manager');
    expect(counters.map((one) => one.name)).toEqual(['Kasir', 'Loket 1', 'Loket 2']);
    const same = manager.call(frontDesk, 'saveCounters', {
      counters: [{ name: 'Loket 1' }, { name: 'loket 1' }],
    });
    expect((await desk.clinic.refused(same)).fields?.map((one) => one.path)).toEqual(['counters.1.name']);
    const kept = counters.filter((one) => one.name !== 'Loket 2').map(({ id, name }) => ({ id, name }));
    await manager.call(frontDesk, 'saveCounters', { counters: kept });
    const { counters: left } = await clerk().call(frontDesk, 'setup', {});
    expect(left.map((one) => one.name)).toEqual(['Kasir', 'Loket 1']);
    const clerks = clerk().call(frontDesk, 'saveCounters', { counters: [] });
    expect(await desk.clinic.refused(clerks)).toMatchObject({ status: 403 });
  });
});
