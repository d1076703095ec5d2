import { clinicJobs } from '#platform/server/jobs/clinic-jobs.ts';
import { slice } from './index.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scheduling } from '#slices/scheduling/contract.ts';
import { frontDesk } from '../contract.ts';
import { advance, requireOpenVisit } from './index.ts';
import { type Desk, openDesk } from './testing/open-desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk('ID');
});
afterAll(() => desk.close());

const nurse = () => desk.clinic.as('clinical');
const clerk = () => desk.clinic.as('frontDesk');
const move = (
  visitId: string,
  to: 'vitalsDone' | 'ready' | 'withProvider' | 'tasks' | 'checkout' | 'left' | 'waiting',
) => nurse().call(frontDesk, 'moveVisit', { visitId, to });
const encounter = (visitId: string) => desk.clinic.inside((ctx) => ctx.record.mustRead('Encounter', visitId));
const booking = async (visitId: string) =>
  (await desk.clinic.inside((ctx) => ctx.record.mustRead('Appointment', visitId))).status;
const openTasks = (visitId: string) =>
  desk.clinic.inside((ctx) =>
    ctx.db
      .selectFrom('work_task')
      .select(['kind', 'owner_id', 'params'])
      .where('visit_id', '=', visitId)
      .where('state', '=', 'open')
      .execute(),
  );

describe('the way through the clinic', () => {
  it('A1.1 a visit of 09:00 measures 7, 14, 17, 15 and 57 minutes, and did not begin on time', async () => {
    desk.clinic.clock.set('2026-03-09T01:00:00Z');
    const visitId = await desk.booked('Ayu Ningsih', '09:00');
    const at = (time: string) => desk.clinic.clock.set(`2026-03-09T${time}:00Z`);
    at('01:55');
    await clerk().call(frontDesk, 'arrive', { visitId });
    at('02:02');
    await desk.checkedIn(visitId, 'Ayu Ningsih');
    at('02:14');
    await nurse().call(frontDesk, 'roomVisit', { visitId });
    await move(visitId, 'ready');
    at('02:31');
    await move(visitId, 'withProvider');
    at('02:46');
    await move(visitId, 'checkout');
    at('02:52');
    await move(visitId, 'left');
    const { waits } = await clerk().call(frontDesk, 'readVisit', { visitId });
    expect(waits).toEqual({ registration: 7, lobbyWait: 14, roomWait: 17, providerTime: 15, cycle: 57 });
    await desk.booked('Bella Safira', '15:00');
    const day = await clerk().call(frontDesk, 'waits', { day: '2026-03-09' });
    expect(day).toMatchObject({ visits: 1, onTime: { counted: 1, onTime: 0, excluded: 0 } });
    expect(day.measures).toContainEqual({
      measure: 'cycle',
      counted: 1,
      excluded: 0,
      medianMinutes: 57,
      p90Minutes: 57,
    });
  });

  it('keeps the states that FHIR knows, with their periods, beside the steps of the board', async () => {
    desk.clinic.clock.set('2026-03-09T03:00:00Z');
    const visitId = await desk.booked('Citra Kirana', '10:00');
    await desk.checkedIn(visitId, 'Citra Kirana');
    expect(await booking(visitId)).toBe('checked-in');
    desk.clinic.clock.advance(5);
    await nurse().call(frontDesk, 'roomVisit', { visitId });
    desk.clinic.clock.advance(5);
    await move(visitId, 'withProvider');
    desk.clinic.clock.advance(5);
    await move(visitId, 'left');
    const stored = await encounter(visitId);
    expect(stored.status).toBe('finished');
    expect(stored.period).toEqual({ start: '2026-03-09T03:00:00.000Z', end: '2026-03-09T03:15:00.000Z' });
    expect(stored.statusHistory).toEqual([
      { status: 'arrived', period: { start: '2026-03-09T03:00:00.000Z', end: '2026-03-09T03:05:00.000Z' } },
      { status: 'triaged', period: { start: '2026-03-09T03:05:00.000Z', end: '2026-03-09T03:10:00.000Z' } },
      {
        status: 'in-progress',
        period: { start: '2026-03-09T03:10:00.000Z', end: '2026-03-09T03:15:00.000Z' },
      },
      { status: 'finished', period: { start: '2026-03-09T03:15:00.000Z', end: '2026-03-09T03:15:00.000Z' } },
    ]);
    expect(await booking(visitId)).toBe('fulfilled');
  });

  it('takes each to a free room, and nobody into one where somebody is', async () => {
    const [first, second, third] = [
      await desk.booked('Dina Mariana', '11:00'),
      await desk.booked('Eva Arnaz', '11:20'),
      await desk.booked('Fitri Tropica', '11:40'),
    ];
    for (const [visitId, name] of [
      [first, 'Dina Mariana'],
      [second, 'Eva Arnaz'],
      [third, 'Fitri Tropica'],
    ] as const) {
      await desk.checkedIn(visitId, name);
    }
    const roomed = await nurse().call(frontDesk, 'roomVisit', { visitId: first });
    expect(roomed.roomId).toBe(desk.rooms[0]?.id);
    const taken = nurse().call(frontDesk, 'roomVisit', { visitId: second, roomId: desk.rooms[0]?.id ?? '' });
    expect(await desk.clinic.refused(taken)).toMatchObject({
      status: 409,
      code: 'frontDesk.roomTaken',
      details: { room: 'Room 1' },
    });
    expect((await nurse().call(frontDesk, 'roomVisit', { visitId: second })).roomId).toBe(desk.rooms[1]?.id);
    expect((await nurse().call(frontDesk, 'roomVisit', { visitId: third })).roomId).toBeUndefined();
    await move(first, 'waiting');
    const moved = await nurse().call(frontDesk, 'roomVisit', {
      visitId: second,
      roomId: desk.rooms[0]?.id ?? '',
    });
    expect(moved).toMatchObject({ step: 'roomed', roomId: desk.rooms[0]?.id });
    const undone = await nurse().call(frontDesk, 'undoMove', { visitId: second });
    expect(undone).toMatchObject({ step: 'roomed', roomId: desk.rooms[1]?.id });
    for (const visitId of [second, third])
      await nurse().call(frontDesk, 'leaveUnseen', { visitId, reason: 'test' });
  });

  it('says who may, when the front desk would room a patient', async () => {
    const visitId = await desk.booked('Gita Gutawa', '13:00');
    await desk.checkedIn(visitId, 'Gita Gutawa');
    const refused = await desk.clinic.refused(
      clerk().call(frontDesk, 'moveVisit', { visitId, to: 'roomed' }),
    );
    expect(refused).toMatchObject({ status: 403, code: 'platform.notAllowed' });
    const illegal = await desk.clinic.refused(clerk().call(frontDesk, 'moveVisit', { visitId, to: 'left' }));
    expect(illegal.code).toBe('frontDesk.illegalMove');
    expect(illegal.detail).toContain('Menunggu');
  });
});

describe('taking back', () => {
  it('goes one step back with its own stamp and deletes nothing', async () => {
    desk.clinic.clock.set('2026-03-09T07:00:00Z');
    const visitId = await desk.booked('Hesti Purwadinata', '14:00');
    await clerk().call(frontDesk, 'arrive', { visitId });
    desk.clinic.clock.advance(1);
    expect(await clerk().call(frontDesk, 'undoMove', { visitId, step: 'arrived' })).toMatchObject({
      step: 'expected',
      stamps: {},
    });
    expect(await booking(visitId)).toBe('booked');
    const { log, mayUndo } = await clerk().call(frontDesk, 'readVisit', { visitId });
    expect(log).toMatchObject([
      { step: 'arrived', undone: true },
      { step: 'expected', undone: false },
    ]);
    expect(mayUndo).toBe(false);
    expect((await desk.clinic.refused(clerk().call(frontDesk, 'undoMove', { visitId }))).code).toBe(
      'frontDesk.nothingToUndo',
    );
    desk.clinic.clock.advance(1);
    expect(await clerk().call(frontDesk, 'arrive', { visitId })).toMatchObject({
      stamps: { arrived: '2026-03-09T07:02:00.000Z' },
    });
  });

  it("keeps the queue number that is in the patient's hand", async () => {
    const visitId = await desk.booked('Indah Permata', '14:20');
    const { queueNumber } = await desk.checkedIn(visitId, 'Indah Permata');
    expect(await clerk().call(frontDesk, 'undoMove', { visitId })).toMatchObject({
      step: 'arrived',
      queueNumber,
    });
    const again = await clerk().call(frontDesk, 'checkIn', { visitId, reason: 'demam', payerId: 'self-pay' });
    expect(again.queueNumber).toBe(queueNumber);
  });

  it('does not take back what somebody else has done since', async () => {
    const visitId = await desk.booked('Kartika Putri', '14:40');
    await desk.checkedIn(visitId, 'Kartika Putri');
    await nurse().call(frontDesk, 'roomVisit', { visitId });
    const late = await desk.clinic.refused(clerk().call(frontDesk, 'undoMove', { visitId, step: 'waiting' }));
    expect(late).toMatchObject({ code: 'frontDesk.movedSince', details: { step: 'roomed' } });
    desk.clinic.clock.advance(61);
    expect((await desk.clinic.refused(nurse().call(frontDesk, 'undoMove', { visitId }))).code).toBe(
      'frontDesk.nothingToUndo',
    );
    await nurse().call(frontDesk, 'leaveUnseen', { visitId, reason: 'test' });
  });

  it('cancels a walk-in that was taken in by mistake', async () => {
    const patientId = await desk.patient('Luna Maya');
    const { visitId } = await clerk().call(frontDesk, 'takeWalkIn', {
      patientId,
      visitTypeCode: 'follow-up',
    });
    expect((await clerk().call(frontDesk, 'undoMove', { visitId })).step).toBe('cancelled');
    expect((await encounter(visitId)).status).toBe('cancelled');
  });
});

describe('going out', () => {
  it('lets her step out and come back to where she was, while her waits go on', async () => {
    const visitId = await desk.booked('Maudy Koesnaedi', '16:00');
    const { stamps } = await desk.checkedIn(visitId, 'Maudy Koesnaedi');
    expect((await clerk().call(frontDesk, 'stepOut', { visitId })).step).toBe('steppedOut');
    expect((await encounter(visitId)).status).toBe('onleave');
    desk.clinic.clock.advance(10);
    const back = await clerk().call(frontDesk, 'comeBack', { visitId });
    expect(back).toMatchObject({ step: 'waiting', stamps: { waiting: stamps.waiting } });
  });

  it('frees the time of somebody who left unseen, with the reason, and it is no late cancellation of hers', async () => {
    const visitId = await desk.booked('Nadia Vega', '16:20');
    const { patientId } = await desk.checkedIn(visitId, 'Nadia Vega');
    await clerk().call(frontDesk, 'leaveUnseen', { visitId, reason: 'menunggu terlalu lama' });
    expect((await encounter(visitId)).status).toBe('cancelled');
    expect(await booking(visitId)).toBe('cancelled');
    expect(await clerk().call(scheduling, 'patientVisits', { patientId })).toMatchObject({
      lateCancels: 0,
      noShows: 0,
    });
    const refused = await desk.clinic.refused(move(visitId, 'ready'));
    expect(refused).toMatchObject({ code: 'frontDesk.visitClosed', details: { step: 'leftUnseen' } });
    expect(await clerk().call(frontDesk, 'undoMove', { visitId })).toMatchObject({ step: 'waiting' });
    expect(await booking(visitId)).toBe('checked-in');
  });
});

describe('for other duties', () => {
  it('advances a visit, keeps a later step, and passes the pharmacy only where something was prescribed', async () => {
    desk.clinic.clock.set('2026-03-10T02:00:00Z');
    const patientId = await desk.patient('Olla Ramlan');
    const visitId = await desk.book(patientId, '10:00', '2026-03-10');
    const step = (to: Parameters<typeof advance>[2]) =>
      desk.clinic.inside(async (ctx) => (await advance(ctx, visitId, to)).step);
    await expect(step('vitalsDone')).rejects.toMatchObject({ code: 'notHereYet' });
    await desk.checkedIn(visitId, 'Olla Ramlan');
    expect(await step('vitalsDone')).toBe('vitalsDone');
    expect(await step('roomed')).toBe('vitalsDone');
    expect(await step('checkout')).toBe('checkout');
    await desk.clinic.inside((ctx) =>
      ctx.record.create({
        resourceType: 'MedicationRequest',
        status: 'active',
        intent: 'order',
        subject: { reference: `Patient/${patientId}` },
        encounter: { reference: `Encounter/${visitId}` },
        medicationCodeableConcept: { text: 'parasetamol 500 mg' },
      }),
    );
    expect(await step('left')).toBe('pharmacy');
    expect(await step('left')).toBe('left');
    expect(await step('tasks')).toBe('left');
    const closed = desk.clinic.inside((ctx) => requireOpenVisit(ctx, visitId));
    await expect(closed).rejects.toMatchObject({ code: 'visitClosed' });
  });

  it('tells the own physician that somebody is ready, and ends that when she comes', async () => {
    const patientId = await desk.patient('Prilly Latuconsina');
    const visitId = await desk.book(patientId, '10:20', '2026-03-10');
    await desk.checkedIn(visitId, 'Prilly Latuconsina');
    await nurse().call(frontDesk, 'roomVisit', { visitId });
    await move(visitId, 'ready');
    expect(await openTasks(visitId)).toMatchObject([
      { kind: 'frontDesk.readyForProvider', owner_id: desk.clinic.as('physician').actor.id },
    ]);
    await move(visitId, 'withProvider');
    expect(await openTasks(visitId)).toEqual([]);
  });

  it('takes in an Encounter that another system wrote, and shows where its status says', async () => {
    const patientId = await desk.patient('Raisa Andriana');
    const put = (status: 'arrived' | 'finished') =>
      desk.clinic.inside((ctx) =>
        ctx.record.put({
          resourceType: 'Encounter',
          id: 'from-elsewhere',
          status,
          class: { code: 'AMB' },
          subject: { reference: `Patient/${patientId}` },
          period: { start: '2026-03-10T09:10:00+07:00' },
        }),
      );
    await put('arrived');
    const find = async () =>
      (await clerk().call(frontDesk, 'todayBoard', {})).rows.find((row) => row.visitId === 'from-elsewhere');
    expect(await find()).toMatchObject({ step: 'arrived', patient: { name: 'Raisa Andriana' } });
    await put('finished');
    expect(await find()).toMatchObject({ step: 'left' });
  });

  it('shows who was here as left when another system cancels the Encounter, seen or unseen, and no booking as that', async () => {
    const cancel = (visitId: string) =>
      desk.clinic.inside((ctx) =>
        ctx.record.patch('Encounter', visitId, (encounter) => {
          encounter.status = 'cancelled';
        }),
      );
    const stepOf = async (visitId: string) => (await clerk().call(frontDesk, 'readVisit', { visitId })).step;
    const unseen = await desk.book(await desk.patient('Titi Kamal'), '14:00', '2026-03-10');
    await desk.checkedIn(unseen, 'Titi Kamal');
    await cancel(unseen);
    expect(await stepOf(unseen)).toBe('leftUnseen');
    const seen = await desk.book(await desk.patient('Vina Panduwinata'), '14:20', '2026-03-10');
    await desk.checkedIn(seen, 'Vina Panduwinata');
    await desk.clinic.inside((ctx) => advance(ctx, seen, 'withProvider'));
    await cancel(seen);
    expect(await stepOf(seen)).toBe('left');
    const patientId = await desk.patient('Widi Mulia');
    const put = (status: 'planned' | 'arrived' | 'cancelled', id: string) =>
      desk.clinic.inside((ctx) =>
        ctx.record.put({
          ...{ resourceType: 'Encounter', id, status, class: { code: 'AMB' } },
          subject: { reference: `Patient/${patientId}` },
          period: { start: '2026-03-10T09:10:00+07:00' },
        }),
      );
    for (const status of ['arrived', 'cancelled', 'cancelled'] as const) await put(status, 'theirs-here');
    expect(await stepOf('theirs-here')).toBe('leftUnseen');
    for (const status of ['planned', 'cancelled'] as const) await put(status, 'theirs-coming');
    expect(await stepOf('theirs-coming')).toBe('cancelled');
  });
});

describe('waiting too long', () => {
  it('turns the row amber, and the clock asks those who room, once', async () => {
    const patientId = await desk.patient('Sheila Majid');
    const visitId = await desk.book(patientId, '11:00', '2026-03-10');
    desk.clinic.clock.set('2026-03-10T04:00:00Z');
    await desk.checkedIn(visitId, 'Sheila Majid');
    const row = async () =>
      (await clerk().call(frontDesk, 'todayBoard', {})).rows.find((one) => one.visitId === visitId);
    desk.clinic.clock.advance(29);
    expect(await row()).toMatchObject({ tooLong: false, stepMinutes: 29 });
    desk.clinic.clock.advance(2);
    expect(await row()).toMatchObject({ tooLong: true, stepMinutes: 31 });
    expect(await openTasks(visitId)).toEqual([]);
    const [escalate] = clinicJobs(desk.clinic.platform, [slice]);
    await escalate?.run();
    await escalate?.run();
    expect(await openTasks(visitId)).toMatchObject([{ kind: 'frontDesk.waitingTooLong' }]);
    await nurse().call(frontDesk, 'roomVisit', { visitId });
    expect(await openTasks(visitId)).toEqual([]);
  });

  it('asks the physician about somebody who comes more than 15 minutes late', async () => {
    const patientId = await desk.patient('Vina Panduwinata');
    const visitId = await desk.book(patientId, '12:00', '2026-03-10');
    desk.clinic.clock.set('2026-03-10T05:16:00Z');
    await clerk().call(frontDesk, 'arrive', { visitId });
    expect(await openTasks(visitId)).toMatchObject([{ kind: 'frontDesk.lateArrival' }]);
  });
});

describe("the lobby's screen", () => {
  it('shows numbers, initials and rooms, and no name, reason or id', async () => {
    desk.clinic.clock.set('2026-03-12T02:00:00Z');
    const patientId = await desk.patient('Wanda Hamidah');
    const visitId = await desk.book(patientId, '09:00', '2026-03-12');
    const { queueNumber } = await desk.checkedIn(visitId, 'Wanda Hamidah');
    await nurse().call(frontDesk, 'roomVisit', { visitId });
    const other = await desk.patient('Yuni Shara');
    await clerk().call(frontDesk, 'takeWalkIn', {
      patientId: other,
      visitTypeCode: 'follow-up',
      reason: 'rahasia',
    });
    const wall = await clerk().call(frontDesk, 'wallBoard', {});
    expect(wall.called).toMatchObject([{ shown: queueNumber, room: 'Room 1' }]);
    expect(wall.waiting).toMatchObject([{ shown: 'YS', stepLabel: 'Sudah datang' }]);
    const text = JSON.stringify(wall);
    for (const secret of ['Wanda', 'Yuni', 'rahasia', visitId, patientId]) expect(text).not.toContain(secret);
  });
});

describe('a visit of another system', () => {
  it.each([
    ['2026', '2026-01-01'],
    ['2026-03', '2026-03-01'],
    ['2026-03-09', '2026-03-09'],
    ['2026-03-09T23:30:00Z', '2026-03-10'],
  ])('that began at %s is of the day %s of the clinic', async (start, day) => {
    const patientId = await desk.patient(`Lama ${start}`);
    const row = await desk.clinic.inside(async (ctx) => {
      const { id } = await ctx.record.create({
        resourceType: 'Encounter',
        status: 'in-progress',
        class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
        subject: { reference: `Patient/${patientId}` },
        period: { start },
      });
      return ctx.db
        .selectFrom('front_desk_visit')
        .select('day')
        .where('visit_id', '=', id)
        .executeTakeFirstOrThrow();
    });
    expect(row.day).toBe(day);
  });
});
