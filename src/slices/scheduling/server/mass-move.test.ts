import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { work } from '#platform/shared/work-contract.ts';
import { scheduling } from '../contract.ts';
import { chooseTimes, distance } from '../shared/mass-move.ts';
import type { FreeTime } from '../shared/shapes.ts';
import {
  type BookingClinic,
  nurse,
  openBookingClinic,
  physician,
  visitTypeNamed,
} from './testing/booking-clinic.ts';

const time = (startsAt: string, practitionerId: string, part: FreeTime['part'] = 'morning'): FreeTime => ({
  ...{ startsAt, endsAt: new Date(Date.parse(startsAt) + 20 * 60_000).toISOString(), part, practitionerId },
  ...{
    day: startsAt.slice(0, 10),
    time: startsAt.slice(11, 16),
    practitionerName: '',
    roomId: null,
    number: null,
  },
});

describe('the best other time', () => {
  const was = {
    startMs: Date.parse('2026-03-10T03:00:00Z'),
    part: 'morning' as const,
    practitionerId: 'ayu',
  };
  it.each([
    [
      'her own doctor tomorrow, before another today',
      ['2026-03-11T03:00:00Z', 'ayu'],
      ['2026-03-10T03:00:00Z', 'budi'],
    ],
    [
      'another doctor today, before her own in two days',
      ['2026-03-10T03:00:00Z', 'budi'],
      ['2026-03-12T03:00:00Z', 'ayu'],
    ],
    [
      'the same part of the day, before a nearer afternoon',
      ['2026-03-10T01:00:00Z', 'budi'],
      ['2026-03-10T05:10:00Z', 'budi', 'afternoon'],
    ],
    ['the nearest of one day', ['2026-03-10T03:20:00Z', 'budi'], ['2026-03-10T01:00:00Z', 'budi']],
  ] as const)('is %s', (_what, better, worse) => {
    const [a, b] = [better, worse].map(([at, who, part]) =>
      distance(was, time(at, who, part as FreeTime['part'] | undefined)),
    );
    expect(a).toBeLessThan(b ?? 0);
  });

  it('is given to one visit alone', () => {
    const [one, two] = [time('2026-03-11T01:00:00Z', 'ayu'), time('2026-03-11T01:20:00Z', 'ayu')];
    expect(chooseTimes([{ options: [one, two] }, { options: [one, two] }, { options: [one, two] }])).toEqual([
      ...[one, two],
      undefined,
    ]);
  });
});

describe('a provider who falls ill', () => {
  let here: BookingClinic;
  beforeAll(async () => {
    here = await openBookingClinic();
    const only = visitTypeNamed('doctor-only', { practitionerIds: [physician], labelEn: 'Procedure' });
    await here.clinic.as('manager').call(scheduling, 'saveVisitType', only);
    // from now on she is away until Easter, but for tomorrow
    await here.clinic.as('manager').call(scheduling, 'saveBlock', {
      ...{ practitionerId: physician, startsAt: '2026-03-10T17:00:00Z', endsAt: '2026-04-05T00:00:00Z' },
      reason: 'Leave',
    });
  });
  afterAll(() => here.close());
  const desk = () => here.clinic.as('frontDesk');
  const day = { practitionerId: physician, startsAt: '2026-03-10T00:00:00Z', endsAt: '2026-03-10T16:00:00Z' };
  const blocks = async () => {
    const all = (await here.clinic.as('manager').call(scheduling, 'setup', {})).blocks;
    return all.filter((one) => one.reason === 'Provider ill');
  };
  /** She is there again that day. */
  const back = async () => {
    for (const { id } of await blocks())
      await here.clinic.as('manager').call(scheduling, 'removeBlock', { id });
  };
  const appointment = (id: string) => here.clinic.inside((ctx) => ctx.record.mustRead('Appointment', id));

  it('has every visit proposed once, moved with one reason, or put on the wait list or called', async () => {
    const at = (clock: string, more = {}) => here.book({ when: { day: '2026-03-10', time: clock }, ...more });
    const [first, second] = [await at('09:00'), await at('09:20')];
    const waits = await at('10:00', { visitTypeCode: 'doctor-only' });
    const called = await at('10:20');
    const arrived = await at('11:00');
    await here.clinic.inside(async (ctx) => {
      await ctx.record.patch('Appointment', arrived.visitId, (one) => {
        one.status = 'arrived';
      });
    });
    const { lines } = await desk().call(scheduling, 'proposeMoves', day);
    const byId = new Map(lines.map((one) => [one.visitId, one]));
    expect(lines.map((one) => one.visitId)).toEqual(
      [first, second, waits, called, arrived].map((one) => one.visitId),
    );
    expect(byId.get(first.visitId)?.choice).toEqual({
      ...{ do: 'move', practitionerId: nurse, startsAt: first.startsAt },
    });
    expect(byId.get(waits.visitId)?.choice).toEqual({ do: 'waitlist' });
    expect(byId.get(arrived.visitId)).toMatchObject({ state: 'here', choice: { do: 'leave' } });
    const places = lines.flatMap((one) =>
      one.choice.do === 'move' ? [`${one.choice.practitionerId} ${one.choice.startsAt}`] : [],
    );
    expect(new Set(places).size).toBe(3);

    const decided = {
      ...{ ...day, reason: 'Provider ill' },
      lines: lines.map(({ visitId, choice }) =>
        visitId === called.visitId ? { visitId, choice: { do: 'call' as const } } : { visitId, choice },
      ),
    };
    const done = await desk().call(scheduling, 'moveMany', decided);
    expect(done.lines.map((one) => one.outcome)).toEqual([
      ...['moved', 'moved', 'waitlist', 'called', 'notOpen'],
    ]);
    const moved = await appointment(first.visitId);
    expect(moved).toMatchObject({ status: 'booked', start: first.startsAt });
    expect(JSON.stringify(moved)).toContain('Provider ill');
    expect(JSON.stringify(moved.participant)).toContain(nurse);
    expect(await appointment(waits.visitId)).toMatchObject({
      status: 'cancelled',
      cancelationReason: { coding: [{ code: 'prov' }], text: 'Provider ill' },
    });
    expect((await appointment(called.visitId)).status).toBe('booked');
    expect((await appointment(arrived.visitId)).status).toBe('arrived');

    // what was moved away is offered to nobody meanwhile
    const { times } = await desk().call(scheduling, 'freeTimes', {
      ...{
        visitTypeCode: 'follow-up',
        practitionerId: physician,
        fromDay: '2026-03-10',
        toDay: '2026-03-10',
      },
    });
    expect(times).toEqual([]);

    // pressed again, by a browser that never heard the answer: nothing is done twice
    const again = await desk().call(scheduling, 'moveMany', decided);
    expect(again.lines.map((one) => one.outcome)).toEqual([
      ...['moved', 'moved', 'notOpen', 'called', 'notOpen'],
    ]);
    expect(
      (await desk().call(scheduling, 'patientVisits', { patientId: first.patientId })).coming,
    ).toMatchObject([{ visitId: first.visitId, sequence: 1 }]);
    expect(await blocks()).toHaveLength(1);
    const calls = async () =>
      (await desk().call(work, 'listMine', {})).tasks.filter((one) => one.kind === 'scheduling.callToMove');
    expect(await calls()).toHaveLength(1);
    // what the clinic cancelled is no no-show of hers
    here.clinic.clock.set('2026-03-10T03:30:00Z');
    const refused = await here.clinic.refused(
      desk().call(scheduling, 'markNoShow', { visitId: waits.visitId }),
    );
    expect(refused.code).toBe('scheduling.notOpen');
    await desk().call(scheduling, 'cancelBooking', {
      ...{ visitId: called.visitId, reason: 'Comes in April', askedBy: 'patient' },
    });
    expect(await calls()).toHaveLength(0);
  });

  it('has a time that was taken meanwhile become a call, and the others go on', async () => {
    here.clinic.clock.set('2026-03-09T02:00:00Z');
    await back();
    const [one, two] = [
      await here.book({ when: { day: '2026-03-10', time: '13:00' } }),
      await here.book({ when: { day: '2026-03-10', time: '13:20' } }),
    ];
    const { lines } = await desk().call(scheduling, 'proposeMoves', day);
    const open = lines.filter(({ visitId }) => [one.visitId, two.visitId].includes(visitId));
    await here.book({ practitionerId: nurse, when: { day: '2026-03-10', time: '13:00' } });
    const { lines: done } = await desk().call(scheduling, 'moveMany', {
      ...{ ...day, reason: 'Provider ill' },
      lines: open.map(({ visitId, choice }) => ({ visitId, choice })),
    });
    expect(done).toMatchObject([
      { visitId: one.visitId, outcome: 'called', taken: true },
      { visitId: two.visitId, outcome: 'moved', taken: false },
    ]);
    expect((await appointment(one.visitId)).start).toBe(one.startsAt);
  });

  it('has the nearest time of another provider proposed, however many are free before it', async () => {
    await back();
    const visit = await here.book({ when: { day: '2026-03-10', time: '11:40' } });
    const { lines } = await desk().call(scheduling, 'proposeMoves', day);
    expect(lines.find((one) => one.visitId === visit.visitId)?.choice).toEqual({
      ...{ do: 'move', practitionerId: nurse, startsAt: visit.startsAt },
    });
  });

  it('has among providers who are free at the same time the one who speaks the patient’s language first', async () => {
    const third = 'practitioner-clinical';
    const sessions = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', to: '16:00' }));
    await here.clinic.as('manager').call(scheduling, 'saveHours', {
      ...{ practitionerId: third, validFrom: '2026-01-01', validTo: null, sessions },
    });
    const { visitId, patientId } = await here.book({ when: { day: '2026-03-10', time: '14:40' } });
    await here.clinic.inside(async (ctx) => {
      await ctx.record.patch('Patient', patientId, (one) => {
        one.communication = [{ language: { coding: [{ code: 'en' }] }, preferred: true }];
      });
    });
    const first = async () => {
      const { lines } = await desk().call(scheduling, 'proposeMoves', day);
      return lines.find((one) => one.visitId === visitId)?.options[0]?.practitionerId;
    };
    for (const [who, other] of [
      [nurse, third],
      [third, nurse],
    ] as const) {
      await here.clinic.inside(async (ctx) => {
        const speaks = (code: string) => [{ coding: [{ system: 'urn:ietf:bcp:47', code }] }];
        await ctx.record.put({ resourceType: 'Practitioner', id: who, communication: speaks('en-US') });
        await ctx.record.put({ resourceType: 'Practitioner', id: other, communication: speaks('id') });
      });
      expect(await first()).toBe(who);
    }
  });

  it('has a line that is refused become a call, whatever refuses it, and the others go on', async () => {
    await back();
    const [one, two] = [
      await here.book({ when: { day: '2026-03-10', time: '14:00' } }),
      await here.book({ when: { day: '2026-03-10', time: '14:20' } }),
    ];
    const to = (startsAt: string) => ({ do: 'move' as const, practitionerId: nurse, startsAt });
    // the first is outside of opening hours
    const { lines } = await desk().call(scheduling, 'moveMany', {
      ...{ ...day, reason: 'Provider ill' },
      lines: [
        { visitId: one.visitId, choice: to('2026-03-10T20:00:00Z') },
        { visitId: two.visitId, choice: to(two.startsAt) },
      ],
    });
    expect(lines).toMatchObject([{ outcome: 'called', taken: true }, { outcome: 'moved' }]);
    expect((await appointment(one.visitId)).start).toBe(one.startsAt);
  });

  it('refuses a stretch that is turned round, a stranger, and who may not book', async () => {
    const refused = (input: typeof day, role = 'frontDesk') =>
      here.clinic.refused(here.clinic.as(role).call(scheduling, 'proposeMoves', input));
    expect((await refused({ ...day, endsAt: day.startsAt })).fields?.[0]?.path).toBe('endsAt');
    expect((await refused({ ...day, practitionerId: 'nobody' })).fields?.[0]?.path).toBe('practitionerId');
    expect((await refused(day, 'clinical')).code).toBe('platform.notAllowed');
  });
});
