import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '#platform/shared/errors.ts';
import type { CallOf } from '#platform/shared/contract.ts';
import { addMinutes } from '#platform/shared/time.ts';
import { work } from '#platform/shared/work-contract.ts';
import { scheduling } from '../contract.ts';
import { seriesUrl } from './appointment.ts';
import {
  type BookingClinic,
  nurse,
  openBookingClinic,
  physician,
  visitTypeNamed,
} from './testing/booking-clinic.ts';

let desk: BookingClinic;
beforeAll(async () => {
  desk = await openBookingClinic('US');
});
afterAll(() => desk.close());

type Wanted = CallOf<typeof scheduling, 'bookSeries'>;
const clerk = () => desk.clinic.as('frontDesk');
const wanted = async (given: Partial<Wanted> = {}): Promise<Wanted> => ({
  patientId: given.patientId ?? (await desk.patient()),
  visitTypeCode: 'follow-up',
  practitionerId: physician,
  firstDay: '2026-03-13',
  time: '09:00',
  rule: { frequency: 'weekly', count: 4 },
  which: 'all',
  ...given,
});
const preview = async ({ which: _, reason: __, ...input }: Wanted) =>
  (await clerk().call(scheduling, 'previewSeries', input)).places;
const bookSeries = async (given: Partial<Wanted> = {}) =>
  clerk().call(scheduling, 'bookSeries', await wanted(given));
const visitsOf = async (visitId: string) => clerk().call(scheduling, 'seriesOf', { visitId });
const standing = async (visitId: string) =>
  (await visitsOf(visitId)).visits.map((one) => [one.startsAt, one.status]);

describe('A2.2 at the desk: weekly 09:00 in New York from Friday 2026-03-06', () => {
  it('books 2026-03-06T14:00Z and 2026-03-13T13:00Z, one Appointment each, with the series in both', async () => {
    desk.clinic.clock.set('2026-03-05T15:00:00Z');
    const { booked, seriesId } = await bookSeries({
      firstDay: '2026-03-06',
      rule: { frequency: 'weekly', count: 2 },
    });
    expect(booked.map((one) => one.startsAt)).toEqual(['2026-03-06T14:00:00Z', '2026-03-13T13:00:00Z']);
    const stored = await desk.clinic.inside((ctx) =>
      ctx.record.mustRead('Appointment', booked[1]?.visitId ?? ''),
    );
    expect(stored.extension?.find((one) => one.url === seriesUrl)?.extension).toEqual([
      { url: 'series', valueString: seriesId },
      { url: 'day', valueDate: '2026-03-13' },
      { url: 'at', valueInstant: '2026-03-13T13:00:00Z' },
    ]);
    const { series } = await visitsOf(booked[0]?.visitId ?? '');
    expect(series?.words).toBe('every week on Friday at 9:00 AM, 2 times');
    desk.clinic.clock.set('2026-03-09T13:00:00Z');
  });

  it('says of 2026-03-08 02:30 that there is no such time, and shifts it by choice', async () => {
    desk.clinic.clock.set('2026-03-05T15:00:00Z');
    const given = await wanted({
      firstDay: '2026-03-08',
      time: '02:30',
      rule: { frequency: 'daily', count: 1 },
    });
    const [refused] = await preview(given);
    expect(refused).toMatchObject({ verdict: 'skipped', startsAt: null });
    expect(refused?.words).toContain('3:30 AM');
    const [shifted] = await preview({ ...given, skipped: 'shift' });
    expect(shifted).toMatchObject({ startsAt: '2026-03-08T07:30:00Z', shifted: true, verdict: 'closed' });
    desk.clinic.clock.set('2026-03-09T13:00:00Z');
  });

  it('asks which 2026-11-01 01:30: 05:30Z or 06:30Z', async () => {
    desk.clinic.clock.set('2026-10-05T15:00:00Z');
    const given = await wanted({
      firstDay: '2026-11-01',
      time: '01:30',
      rule: { frequency: 'daily', count: 1 },
    });
    const [asked] = await preview(given);
    expect(asked).toMatchObject({
      verdict: 'twice',
      choices: ['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z'],
    });
    const [chosen] = await preview({ ...given, twice: 'later' });
    expect(chosen?.startsAt).toBe('2026-11-01T06:30:00Z');
    desk.clinic.clock.set('2026-03-09T13:00:00Z');
  });
});

describe('a series that is looked at before it is booked', () => {
  it('shows each occurrence: free, taken with the three nearest times, on a holiday by its name', async () => {
    await desk.book({ when: { day: '2026-03-24', time: '10:10' } });
    await desk.clinic.as('manager').call(scheduling, 'saveClosure', {
      ...{ day: '2026-03-31', name: 'Cesar Chavez Day', from: null, to: null },
    });
    const given = await wanted({ firstDay: '2026-03-17', time: '10:00' });
    const places = await preview(given);
    expect(places.map((one) => [one.day, one.verdict])).toEqual([
      ['2026-03-17', 'free'],
      ['2026-03-24', 'taken'],
      ['2026-03-31', 'holiday'],
      ['2026-04-07', 'free'],
    ]);
    expect(places[1]).toMatchObject({ resource: 'practitioner', words: 'taken: the provider' });
    expect(places[1]?.alternatives.map((one) => one.startsAt)).toEqual([
      '2026-03-24T13:40:00Z',
      '2026-03-24T14:30:00Z',
      '2026-03-24T13:20:00Z',
    ]);
    expect(places[2]?.words).toBe('closed: Cesar Chavez Day');
    expect(places[2]?.alternatives).toHaveLength(3);
    expect(JSON.stringify(places)).not.toContain('Siti');
    const refused = await desk.clinic.refused(clerk().call(scheduling, 'bookSeries', given));
    expect(refused).toMatchObject({
      status: 409,
      code: 'scheduling.seriesClashes',
      details: { count: 2, total: 4 },
    });
    expect(refused.detail).toContain('2 of 4');
    const { coming } = await clerk().call(scheduling, 'patientVisits', { patientId: given.patientId });
    expect(coming).toEqual([]);
  });

  it('is booked where it is free, other times where they were chosen, and says what it left out', async () => {
    const given = await wanted({ firstDay: '2026-03-17', time: '10:00', which: 'free' });
    const instead = [{ day: '2026-03-24', startsAt: '2026-03-24T14:30:00Z' }];
    const done = await clerk().call(scheduling, 'bookSeries', { ...given, instead });
    expect(done.booked.map((one) => one.startsAt)).toEqual([
      '2026-03-17T14:00:00Z',
      '2026-03-24T14:30:00Z',
      '2026-04-07T14:00:00Z',
    ]);
    expect(done.left.map((one) => [one.day, one.verdict])).toEqual([['2026-03-31', 'holiday']]);
    const { visits } = await visitsOf(done.booked[0]?.visitId ?? '');
    expect(visits.map((one) => one.exception)).toEqual([false, true, false]);
  });

  it('leaves out the days that are named, and ends by count or day', async () => {
    const rule = {
      frequency: 'daily',
      every: 2,
      untilDay: '2026-04-10',
      exceptDays: ['2026-04-08'],
    } as const;
    const places = await preview(
      await wanted({
        firstDay: '2026-04-06',
        time: '13:00',
        rule: { ...rule, exceptDays: [...rule.exceptDays] },
      }),
    );
    expect(places.map((one) => one.day)).toEqual(['2026-04-06', '2026-04-10']);
  });

  it.each<[string, Partial<Wanted>, string]>([
    ['a rule without an end', { rule: { frequency: 'weekly' } }, 'rule.count'],
    [
      'a last day before the first',
      { rule: { frequency: 'weekly', untilDay: '2026-03-01' } },
      'rule.untilDay',
    ],
    ['more than sixty', { rule: { frequency: 'daily', untilDay: '2026-12-31' } }, 'rule.untilDay'],
    [
      'a rule that meets no day',
      { rule: { frequency: 'weekly', weekdays: [1], untilDay: '2026-03-14' } },
      'rule.untilDay',
    ],
    [
      'another time for a day of no series',
      { instead: [{ day: '2026-03-14', startsAt: '2026-03-14T14:00:00Z' }] },
      'instead.0.day',
    ],
    ['an unknown type', { visitTypeCode: 'no-such-type' }, 'visitTypeCode'],
  ])('refuses %s at its field, and books nothing', async (_, given, path) => {
    const input = await wanted(given);
    const refused = await desk.clinic.refused(clerk().call(scheduling, 'bookSeries', input));
    expect(refused).toMatchObject({ status: 422, code: 'platform.invalidInput' });
    expect(refused.fields?.map((one) => one.path)).toEqual([path]);
  });

  it('keeps to what binds single bookings: horizon, fasting mornings, quotas', async () => {
    const far = await preview(
      await wanted({ firstDay: '2026-03-10', time: '13:20', rule: { frequency: 'monthly', count: 8 } }),
    );
    expect(far.map((one) => one.verdict)).toContain('tooFar');
    await desk.clinic
      .as('manager')
      .call(scheduling, 'saveVisitType', visitTypeNamed('draw', { fasting: true }));
    const [late] = await preview(await wanted({ visitTypeCode: 'draw', time: '14:00' }));
    expect(late).toMatchObject({ verdict: 'mornings' });
  });

  it('is refused to whoever may not book, and books once however often it is sent', async () => {
    const input = await wanted({ firstDay: '2026-06-02', time: '08:00' });
    const student = desk.clinic.as('student').call(scheduling, 'bookSeries', input);
    expect(await desk.clinic.refused(student)).toMatchObject({ status: 403 });
    const key = 'the-same-attempt-of-a-series';
    const first = await clerk().call(scheduling, 'bookSeries', input, { key });
    const again = await clerk().call(scheduling, 'bookSeries', input, { key });
    expect(again).toEqual(first);
    const { coming } = await clerk().call(scheduling, 'patientVisits', { patientId: input.patientId });
    expect(coming).toHaveLength(4);
  });
});

describe('this and following, or all', () => {
  /** Four Tuesdays at eight from 2026-05-05, one day a month apart from the others of this file. */
  const four = async (time: string) => (await bookSeries({ firstDay: '2026-05-05', time })).booked;

  it('moves this one and those after it, and leaves those before and their exceptions alone', async () => {
    const booked = await four('08:00');
    const [first, second, third, fourth] = booked.map((one) => one.visitId) as [
      string,
      string,
      string,
      string,
    ];
    await clerk().call(scheduling, 'moveBooking', {
      visitId: first,
      when: { day: '2026-05-06', time: '08:00' },
    });
    const before = await visitsOf(first);
    const done = await clerk().call(scheduling, 'moveSeries', {
      ...{ visitId: third, scope: 'following', day: '2026-05-20', time: '11:00', which: 'all' },
    });
    expect(done.moved.map((one) => [one.visitId, one.startsAt])).toEqual([
      [third, '2026-05-20T15:00:00Z'],
      [fourth, '2026-05-27T15:00:00Z'],
    ]);
    const old = await visitsOf(first);
    expect(old.visits.map((one) => [one.visitId, one.startsAt, one.exception, one.sequence])).toEqual([
      [first, '2026-05-06T12:00:00Z', true, 1],
      [second, '2026-05-12T12:00:00Z', false, 0],
    ]);
    expect(old.series?.seriesId).toBe(before.series?.seriesId);
    expect(old.series?.rule.untilDay).toBe('2026-05-12');
    const changed = await visitsOf(third);
    expect(changed.series?.seriesId).toBe(done.seriesId);
    expect(changed.series?.words).toBe('every week on Wednesday at 11:00 AM, 2 times');
    expect(changed.visits.map((one) => one.exception)).toEqual([false, false]);
  });

  it('a later exception keeps its own time and goes along; a cancelled one stays cancelled', async () => {
    const booked = await four('08:40');
    const [first, second, third] = booked.map((one) => one.visitId) as [string, string, string];
    await clerk().call(scheduling, 'moveBooking', {
      visitId: second,
      when: { day: '2026-05-13', time: '14:00' },
    });
    await clerk().call(scheduling, 'cancelBooking', { visitId: third, reason: 'x', askedBy: 'patient' });
    const done = await clerk().call(scheduling, 'moveSeries', {
      ...{ visitId: first, scope: 'all', day: '2026-05-05', time: '13:00', which: 'all' },
    });
    expect(done.moved).toHaveLength(2);
    expect(done.kept.map((one) => [one.visitId, one.why])).toEqual([
      [second, 'exception'],
      [third, 'cancelled'],
    ]);
    expect(await standing(first)).toEqual([
      ['2026-05-05T17:00:00Z', 'booked'],
      ['2026-05-13T18:00:00Z', 'booked'],
      ['2026-05-19T12:40:00Z', 'cancelled'],
      ['2026-05-26T17:00:00Z', 'booked'],
    ]);
  });

  it('never touches what is over or has arrived', async () => {
    const booked = (await bookSeries({ firstDay: '2026-03-11', time: '15:00' })).booked;
    const [first, second, third] = booked.map((one) => one.visitId) as [string, string, string];
    desk.clinic.clock.set('2026-03-18T19:10:00Z');
    await desk.clinic.inside((ctx) =>
      ctx.record.patch('Appointment', second, (one) => {
        one.status = 'arrived';
      }),
    );
    const done = await clerk().call(scheduling, 'moveSeries', {
      ...{ visitId: third, scope: 'all', day: '2026-03-25', time: '15:20', which: 'all' },
    });
    expect(done.kept.map((one) => [one.visitId, one.why])).toEqual([
      [first, 'over'],
      [second, 'over'],
    ]);
    expect(await standing(first)).toEqual([
      ['2026-03-11T19:00:00Z', 'booked'],
      ['2026-03-18T19:00:00Z', 'arrived'],
    ]);
    const gone = await clerk().call(scheduling, 'cancelSeries', {
      ...{ visitId: third, scope: 'all', reason: 'moved away', askedBy: 'patient' },
    });
    expect(gone.cancelled).toHaveLength(2);
    const over = clerk().call(scheduling, 'moveSeries', {
      ...{ visitId: second, scope: 'all', day: '2026-03-25', time: '15:20', which: 'all' },
    });
    expect(await desk.clinic.refused(over)).toMatchObject({ code: 'scheduling.notOpen' });
    desk.clinic.clock.set('2026-03-09T13:00:00Z');
  });

  it('into one another’s places: a daily series a day later, and back', async () => {
    const rule = { frequency: 'daily', count: 4 } as const;
    const { booked } = await bookSeries({ firstDay: '2026-06-08', time: '09:00', rule });
    const first = booked[0]?.visitId ?? '';
    const to = (day: string) =>
      clerk().call(scheduling, 'moveSeries', {
        visitId: first,
        scope: 'all',
        day,
        time: '09:00',
        which: 'all',
      });
    await to('2026-06-09');
    expect((await standing(first)).map(([at]) => at)).toEqual(
      ['09', '10', '11', '12'].map((day) => `2026-06-${day}T13:00:00Z`),
    );
    await to('2026-06-08');
    expect((await standing(first)).map(([at]) => at)).toEqual(
      ['08', '09', '10', '11'].map((day) => `2026-06-${day}T13:00:00Z`),
    );
  });

  it('says what cannot go, and moves the rest where that is wanted', async () => {
    const { booked } = await bookSeries({ firstDay: '2026-06-15', time: '09:00' });
    await desk.book({ when: { day: '2026-06-23', time: '09:00' } });
    const [first, second] = booked.map((one) => one.visitId) as [string, string];
    const input = { visitId: first, scope: 'all', day: '2026-06-16', time: '09:00' } as const;
    const seen = await clerk().call(scheduling, 'previewSeriesMove', input);
    expect(seen.places.map((one) => one.verdict)).toEqual(['free', 'taken', 'free', 'free']);
    const refused = clerk().call(scheduling, 'moveSeries', { ...input, which: 'all' });
    expect(await desk.clinic.refused(refused)).toMatchObject({
      code: 'scheduling.seriesClashes',
      details: { count: 1, total: 4 },
    });
    expect((await standing(first))[0]).toEqual(['2026-06-15T13:00:00Z', 'booked']);
    const done = await clerk().call(scheduling, 'moveSeries', { ...input, which: 'free' });
    expect(done.kept.map((one) => [one.visitId, one.why])).toEqual([[second, 'clash']]);
    expect((await standing(first)).map(([at]) => at)).toEqual([
      '2026-06-16T13:00:00Z',
      '2026-06-22T13:00:00Z',
      '2026-06-30T13:00:00Z',
      '2026-07-07T13:00:00Z',
    ]);
  });

  it('goes to another provider, and cancels from one on', async () => {
    const booked = await four('14:20');
    const [first, , third] = booked.map((one) => one.visitId) as [string, string, string];
    const done = await clerk().call(scheduling, 'moveSeries', {
      ...{ visitId: first, scope: 'all', day: '2026-05-05', time: '14:20', which: 'all' },
      practitionerId: nurse,
    });
    expect(done.moved).toHaveLength(4);
    const { visits } = await visitsOf(first);
    expect(new Set(visits.map((one) => one.practitionerId))).toEqual(new Set([nurse]));
    const gone = await clerk().call(scheduling, 'cancelSeries', {
      ...{ visitId: third, scope: 'following', reason: 'well again', askedBy: 'patient' },
    });
    expect(gone.cancelled.map((one) => one.startsAt)).toEqual([
      '2026-05-19T18:20:00Z',
      '2026-05-26T18:20:00Z',
    ]);
    expect((await standing(first)).map(([, status]) => status)).toEqual([
      'booked',
      'booked',
      'cancelled',
      'cancelled',
    ]);
  });

  it('a visit that has begun and to which nobody came can be called off alone', async () => {
    const rule = { frequency: 'weekly', count: 2 } as const;
    const { booked } = await bookSeries({ firstDay: '2026-03-19', time: '15:00', rule });
    const first = booked[0]?.visitId ?? '';
    desk.clinic.clock.set('2026-03-19T19:05:00Z');
    const gone = await clerk().call(scheduling, 'cancelSeries', {
      ...{ visitId: first, scope: 'this', reason: 'rang late', askedBy: 'patient' },
    });
    expect(gone.cancelled.map((one) => one.visitId)).toEqual([first]);
    expect((await standing(first)).map(([, status]) => status)).toEqual(['cancelled', 'booked']);
    desk.clinic.clock.set('2026-03-09T13:00:00Z');
  });

  it('that is moved ends the calls about its old times', async () => {
    const rule = { frequency: 'weekly', count: 2 } as const;
    const { booked } = await bookSeries({ firstDay: '2026-07-06', time: '15:00', rule });
    const [first = '', second = ''] = booked.map((one) => one.visitId);
    await clerk().call(scheduling, 'moveMany', {
      ...{ practitionerId: physician, reason: 'ill' },
      ...{ startsAt: '2026-07-13T08:00:00Z', endsAt: '2026-07-13T09:00:00Z' },
      lines: [{ visitId: second, choice: { do: 'call' } }],
    });
    const calls = async () =>
      (await clerk().call(work, 'listMine', {})).tasks.filter((one) => one.kind === 'scheduling.callToMove');
    expect(await calls()).toHaveLength(1);
    await clerk().call(scheduling, 'moveSeries', {
      ...{ visitId: first, scope: 'all', day: '2026-07-07', time: '15:00', which: 'all' },
    });
    expect(await calls()).toHaveLength(0);
  });

  it('a visit of no series is refused, and another clinic’s is not found', async () => {
    const { visitId } = await desk.book({ when: { day: '2026-06-25', time: '14:00' } });
    expect(await clerk().call(scheduling, 'seriesOf', { visitId })).toMatchObject({
      series: null,
      visits: [],
    });
    const to = { visitId, scope: 'all', day: '2026-06-26', time: '14:00', which: 'all' } as const;
    expect(await desk.clinic.refused(clerk().call(scheduling, 'moveSeries', to))).toMatchObject({
      code: 'scheduling.notInSeries',
    });
    const elsewhere = desk.clinic.other.as('frontDesk').call(scheduling, 'moveSeries', to);
    expect(await desk.clinic.refused(elsewhere)).toMatchObject({ status: 404 });
  });
});

describe('a series against those who book single visits', () => {
  it('each time is given once, by the constraint, whoever is faster', async () => {
    const days = ['2026-04-14', '2026-04-21', '2026-04-28', '2026-05-05'];
    const patients = await Promise.all(Array.from({ length: 24 }, (_, n) => desk.patient(`Racer ${n}`)));
    const singles = patients
      .slice(0, 20)
      .map((patientId, n) =>
        desk.book({ patientId, practitionerId: nurse, when: { day: days[n % 4] ?? '', time: '11:10' } }),
      );
    const series = patients.slice(20).map(async (patientId, n) =>
      bookSeries({
        ...{ patientId, practitionerId: nurse, firstDay: days[0] ?? '', time: '11:00' },
        which: n % 2 === 0 ? 'free' : 'all',
      }),
    );
    const results = await Promise.allSettled([...singles, ...series]);
    for (const one of results) {
      if (one.status === 'rejected') {
        expect(one.reason).toBeInstanceOf(Refusal);
        expect(['timeTaken', 'patientBusy', 'seriesClashes']).toContain(one.reason.code);
        const { places = [] } = one.reason.details as { places?: { verdict: string }[] };
        // a refusal of the whole says that it is taken, also of what was free when it was looked at
        if (places.length > 0) expect(places.map((place) => place.verdict)).toContain('taken');
      }
    }
    const taken: string[] = [];
    for (const day of days) {
      const { bookings } = await clerk().call(scheduling, 'daySheet', { day });
      const hers = bookings.filter((one) => one.practitionerId === nurse && one.status === 'booked');
      const raced = hers.filter((one) => one.startsAt.startsWith(`${day}T15:`));
      const spans = raced.map((one) => [one.startsAt, one.endsAt] as const);
      for (const [from] of spans) {
        const over = spans.filter(([other, to]) => other < addMinutes(from, 20) && from < to);
        expect(over).toHaveLength(1);
      }
      taken.push(...spans.map(([from]) => from));
    }
    // each day's place went to somebody: a single visit or a series
    expect(taken).toHaveLength(4);
    const won = results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const given = won.flatMap((one) =>
      'booked' in one ? one.booked.map((visit) => visit.startsAt) : [one.startsAt],
    );
    expect(given.toSorted()).toEqual(taken.toSorted());
  });
});
