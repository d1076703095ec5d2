import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '#platform/shared/time.ts';
import { work } from '#platform/shared/work-contract.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { physician } from '#slices/scheduling/server/testing/booking-clinic.ts';
import { bearer, openTestHttp, post, type TestHttp } from '#testing/http.ts';
import { waitlist } from '../contract.ts';
import { openWaitingClinic, type WaitingClinic } from './testing/waiting-clinic.ts';

let here: WaitingClinic;
let http: TestHttp;
beforeAll(async () => {
  here = await openWaitingClinic();
  http = await openTestHttp(here.clinic);
  const rules = { active: true, offerMinutes: 30, lookAheadDays: 60, mostUnanswered: 3 };
  await here.clinic.as('manager').call(waitlist, 'saveSettings', rules);
});
afterAll(async () => {
  await http.close();
  await here.close();
});
beforeEach(() => here.clinic.clock.set('2026-03-04T03:00:00Z'));

const desk = () => here.clinic.as('frontDesk');
let days = 8;
/** A weekday that no other test has used. */
const freshDay = () => {
  do days += 1;
  while ([0, 6].includes(new Date(Date.UTC(2026, 2, days)).getUTCDay()));
  return new Date(Date.UTC(2026, 2, days)).toISOString().slice(0, 10);
};
const appointment = (id: string) => here.clinic.inside((ctx) => ctx.record.mustRead('Appointment', id));
let replies = 0;
const reply = async (from: string, text: string): Promise<string> => {
  replies += 1;
  const given = { id: `in-${replies}`, from, channel: 'sms', text };
  const { body } = await post(`${http.url}/api/reminders/textReply`, given, bearer(here.callSecret));
  return (body as { reply: string }).reply;
};
const link = (token: string, answer: string) =>
  post(`${http.url}/api/reminders/answerLink`, { token, answer }, {});
/** The one time of a new day is cancelled, with so many waiting for it in this order. */
async function freed(count: number, given = {}) {
  const day = freshDay();
  const { visitId } = await here.taken(day);
  const waiting: Awaited<ReturnType<typeof here.waits>>[] = [];
  for (let place = 0; place < count; place += 1) {
    waiting.push(await here.waits({ day, priority: 2, priorityReason: `${place}`, ...given }));
    await here.clinic.inside(async (ctx) => {
      const entry = waiting.at(-1)?.entryId ?? '';
      await ctx.record.patch('Appointment', entry, (one) => {
        one.created = `2026-02-${String(10 + place)}T03:00:00Z`;
      });
    });
  }
  await here.cancel(visitId);
  await here.minute();
  return { day, waiting, startsAt: `${day}T03:00:00Z` };
}

describe('somebody on the list', () => {
  it('is an Appointment that waits and has no time', async () => {
    const { entryId, patientId } = await here.waits({
      day: freshDay(),
      parts: ['morning'],
      weekdays: [2],
      note: 'By bus',
    });
    const stored = await appointment(entryId);
    expect(stored).toMatchObject({ status: 'waitlist', priority: 3, comment: 'By bus' });
    expect(stored.start).toBeUndefined();
    expect(await here.entryOf(patientId)).toEqual({ state: 'waiting', offerId: undefined });
  });

  it('waits once for one visit type, and a retry makes no second entry', async () => {
    const patientId = await here.patient();
    const wish = { patientId, visitTypeCode: 'follow-up', practitionerId: physician, fromDay: '2026-05-01' };
    const key = crypto.randomUUID();
    const first = await desk().call(waitlist, 'addEntry', wish, { key });
    expect(await desk().call(waitlist, 'addEntry', wish, { key })).toEqual(first);
    const refused = await here.clinic.refused(desk().call(waitlist, 'addEntry', wish), 'en');
    expect(refused).toMatchObject({ code: 'waitlist.alreadyWaiting', status: 409 });
    await desk().call(waitlist, 'takeOff', { entryId: first.entryId, reason: 'Went elsewhere' });
    expect((await appointment(first.entryId)).cancelationReason?.text).toBe('Went elsewhere');
  });

  it.each([
    ['visitTypeCode', { visitTypeCode: 'no-such' }],
    ['practitionerId', { practitionerId: 'nobody' }],
    ['toDay', { fromDay: '2026-05-02', toDay: '2026-05-01' }],
    ['expiresOn', { expiresOn: '2026-03-01' }],
    ['priorityReason', { priority: 1 }],
    ['keepsVisitId', { keepsVisitId: 'no-such' }],
  ])('names the field %s that is wrong, and changes nothing', async (path, wrong) => {
    const patientId = await here.patient();
    const good = { patientId, visitTypeCode: 'follow-up', fromDay: '2026-05-01' };
    const refused = await here.clinic.refused(desk().call(waitlist, 'addEntry', { ...good, ...wrong }));
    expect(refused.fields?.map((one) => one.path)).toEqual([path]);
    expect((await desk().call(waitlist, 'entries', { patientId })).entries).toEqual([]);
  });

  it('is kept by nobody who may not book', async () => {
    const patientId = await here.patient();
    const wish = { patientId, visitTypeCode: 'follow-up', fromDay: '2026-05-01' };
    const refused = await here.clinic.refused(here.clinic.as('clinical').call(waitlist, 'addEntry', wish));
    expect(refused).toMatchObject({ code: 'platform.notAllowed', status: 403 });
  });
});

describe('a time that is freed', () => {
  it('is held and offered to the first in the order, and the desk sees why nobody else was asked', async () => {
    const { day, waiting, startsAt } = await freed(3);
    const [first, second] = waiting;
    if (!first || !second) throw new Error('three wait');
    const { text } = here.lastTo(first.phone);
    expect(text).toMatch(/Klinik Melati: ada waktu untuk Anda pada .*10\.00/s);
    expect(text).toMatch(/YA untuk mengambil, TIDAK untuk melepaskan/);
    expect(text).not.toMatch(/Siti|Kontrol/);
    expect(here.lastTo(second.phone).text).toBe('');
    const sheet = await desk().call(scheduling, 'daySheet', { day });
    expect(sheet.holds).toMatchObject([{ startsAt, holderName: 'Daftar tunggu (sedang ditawarkan)' }]);
    expect(sheet.holds[0]?.expiresAt).toBe('2026-03-04T03:30:00Z');
    const looks = await here.looksOf(day);
    expect(waiting.map((one) => looks[one.patientId])).toEqual(['offered', 'behind', 'behind']);
    const other = await here.clinic.refused(here.taken(day));
    expect(other.code).toBe('scheduling.timeTaken');
  });

  it('books itself on YA, and says so to her', async () => {
    const { day, waiting, startsAt } = await freed(1);
    const [first] = waiting;
    if (!first) throw new Error('one waits');
    expect(await reply(first.phone, 'Ya')).toMatch(/menjadi waktu Anda/);
    expect(await appointment(first.entryId)).toMatchObject({ status: 'booked', start: startsAt });
    expect(await here.seen(day)).toEqual([first.patientId]);
    expect(await here.entryOf(first.patientId)).toEqual({ state: 'booked', offerId: undefined });
    expect((await desk().call(scheduling, 'daySheet', { day })).holds).toEqual([]);
    // she is reminded of it like of any booking
    await here.minute();
    expect(here.lastTo(first.phone).text).toMatch(/Anda punya janji temu/);
    expect(await reply(first.phone, 'YA')).toMatch(/sudah dikonfirmasi/);
  });

  it('books itself by the link, once', async () => {
    const { day, waiting } = await freed(1);
    const [first] = waiting;
    const { token } = here.lastTo(first?.phone ?? '');
    const { body } = await post(`${http.url}/api/reminders/openLink`, { token }, {});
    expect(body).toMatchObject({ offer: { outcome: null, moves: false } });
    expect((await link(token, 'accept')).body).toMatchObject({ did: 'booked', offer: { outcome: 'booked' } });
    expect((await link(token, 'accept')).body).toMatchObject({ did: 'already' });
    expect(await here.seen(day)).toEqual([first?.patientId]);
  });

  it('goes to the next at once when she lets it go, and is not offered to her again', async () => {
    const { day, waiting } = await freed(2);
    const [first, second] = waiting;
    if (!first || !second) throw new Error('two wait');
    expect(await reply(first.phone, 'TIDAK')).toMatch(/Anda tetap di daftar tunggu/);
    await here.minute();
    expect(here.lastTo(second.phone).token).not.toBe('');
    const looks = await here.looksOf(day);
    expect([looks[first.patientId], looks[second.patientId]]).toEqual(['declined', 'offered']);
    expect((await here.entryOf(first.patientId)).state).toBe('waiting');
  });

  it('goes to the next when she does not answer, and a yes that comes too late is told so', async () => {
    const { day, waiting } = await freed(2);
    const [first, second] = waiting;
    if (!first || !second) throw new Error('two wait');
    here.clinic.clock.advance(30);
    await here.minute();
    expect((await here.looksOf(day))[first.patientId]).toBe('unanswered');
    expect((await here.entryOf(second.patientId)).offerId).toBeDefined();
    expect(await reply(first.phone, 'ya')).toMatch(/datang setelah waktu itu dilepas/);
    const { token } = here.lastTo(first.phone);
    expect((await link(token, 'accept')).body).toMatchObject({ did: 'late', offer: { outcome: 'late' } });
    expect(await here.seen(day)).toEqual([]);
    expect(await reply(second.phone, 'ya')).toMatch(/menjadi waktu Anda/);
    expect(await here.seen(day)).toEqual([second.patientId]);
  });

  it('is never two people’s, however they race for it', async () => {
    const { day, waiting, startsAt } = await freed(2);
    const [first, second] = waiting;
    if (!first || !second) throw new Error('two wait');
    const old = here.lastTo(first.phone).token;
    here.clinic.clock.advance(30);
    await here.minute();
    const { offerId = '' } = await here.entryOf(second.patientId);
    const { token } = here.lastTo(second.phone);
    const stranger = await here.patient();
    const all = await Promise.allSettled([
      ...[1, 2, 3].map(() => link(token, 'accept')),
      ...[1, 2, 3].map(() => link(old, 'accept')),
      ...[1, 2, 3].map(() => desk().call(waitlist, 'answerOffer', { offerId, takes: true })),
      ...[1, 2, 3].map(() =>
        desk().call(scheduling, 'bookVisit', {
          ...{ patientId: stranger, visitTypeCode: 'follow-up', practitionerId: physician, when: startsAt },
        }),
      ),
    ]);
    expect(await here.seen(day)).toEqual([second.patientId]);
    const codes = all.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
    expect(codes.filter((one) => !/timeTaken/.test(one))).toEqual([]);
    expect((await here.entryOf(first.patientId)).state).toBe('waiting');
  });

  it('moves the later booking that she kept: same booking, sequence one higher, and its old time is freed', async () => {
    const later = freshDay();
    const kept = await here.taken(later);
    const day = freshDay();
    const { visitId } = await here.taken(day);
    await here.clinic.inside(async (ctx) => {
      await ctx.record.patch('Patient', kept.patientId, (one) => {
        one.telecom = [{ system: 'phone', value: '+6281355599999', use: 'mobile' }];
      });
    });
    const wish = {
      ...{ patientId: kept.patientId, visitTypeCode: 'follow-up', practitionerId: physician },
      ...{ fromDay: '2026-03-05', keepsVisitId: kept.visitId },
    };
    // what she has is confirmed to her before anything is offered
    await here.minute();
    here.clinic.clock.advance(1);
    await here.cancel(visitId);
    await desk().call(waitlist, 'addEntry', wish);
    for (let minute = 0; minute < 4; minute += 1) await here.minute();
    const offered = (await desk().call(waitlist, 'entries', { patientId: kept.patientId })).entries[0];
    expect((offered?.offer?.startsAt ?? '9') < kept.startsAt).toBe(true);
    expect(await reply('+6281355599999', 'YA')).toMatch(/berpindah ke/);
    const moved = await appointment(kept.visitId);
    expect(moved).toMatchObject({ status: 'booked', start: offered?.offer?.startsAt });
    const { bookings } = await desk().call(scheduling, 'daySheet', {
      day: (moved.start ?? '').slice(0, 10),
    });
    expect(bookings.find((one) => one.visitId === kept.visitId)?.sequence).toBe(1);
    const entry = await appointment(offered?.entryId ?? '');
    expect(entry).toMatchObject({
      status: 'cancelled',
      cancelationReason: { text: 'Dimajukan dari daftar tunggu' },
    });
    expect((await here.entryOf(kept.patientId)).state).toBe('moved');
  });

  it('is gone where it was given away in spite of the hold, and she is told so and stays on the list', async () => {
    const { day, waiting, startsAt } = await freed(1);
    const [first] = waiting;
    if (!first) throw new Error('one waits');
    await here.clinic.inside(async (ctx) => {
      await ctx.db.deleteFrom('scheduling_hold').where('clinic_id', '=', ctx.clinic.id).execute();
    });
    const other = await here.taken(day);
    expect(other.startsAt).toBe(startsAt);
    expect(await reply(first.phone, 'YA')).toMatch(/tidak kosong lagi/);
    // the attempt left nothing behind
    const waits = await appointment(first.entryId);
    expect([waits.status, waits.start]).toEqual(['waitlist', undefined]);
    expect(await here.seen(day)).toEqual([other.patientId]);
    expect((await here.entryOf(first.patientId)).state).toBe('waiting');
  });

  it('is not taken by who has another visit then: she is told to call', async () => {
    const { waiting, startsAt, day } = await freed(1);
    const [first] = waiting;
    if (!first) throw new Error('one waits');
    await here.clinic.inside(async (ctx) => {
      await ctx.db
        .deleteFrom('scheduling_booking')
        .where('clinic_id', '=', ctx.clinic.id)
        .where('resource_kind', '=', 'patient')
        .where('resource_id', '=', first.patientId)
        .execute();
    });
    await desk().call(scheduling, 'bookVisit', {
      ...{ patientId: first.patientId, visitTypeCode: 'follow-up', when: startsAt },
      practitionerId: 'practitioner-nurse',
    });
    expect(await reply(first.phone, 'YA')).toMatch(/janji temu lain pada waktu itu/);
    expect(await here.seen(day)).toEqual([]);
  });
});

describe('whom no message reaches', () => {
  it('the desk is asked to call, and answers for her', async () => {
    const { day, waiting } = await freed(1, { phone: '' });
    const [first] = waiting;
    if (!first) throw new Error('one waits');
    const tasks = async () =>
      (await desk().call(work, 'listMine', {})).tasks.filter(
        (one) => one.kind === 'reminders.callAboutOffer' && one.patientId === first.patientId,
      );
    expect(await tasks()).toHaveLength(1);
    const { offerId = '' } = await here.entryOf(first.patientId);
    const took = await desk().call(waitlist, 'answerOffer', { offerId, takes: true });
    expect(took.outcome).toBe('booked');
    expect(await desk().call(waitlist, 'answerOffer', { offerId, takes: true })).toEqual(took);
    const refused = await here.clinic.refused(
      desk().call(waitlist, 'answerOffer', { offerId, takes: false }),
    );
    expect(refused.code).toBe('waitlist.offerOver');
    expect(await here.seen(day)).toEqual([first.patientId]);
    expect(await tasks()).toHaveLength(0);
  });
});

describe('the desk', () => {
  it('skips somebody with the reason, and the next is asked', async () => {
    const { day, waiting } = await freed(2);
    const [first, second] = waiting;
    if (!first || !second) throw new Error('two wait');
    const { times } = await desk().call(waitlist, 'freedTimes', {});
    const freedId = times.find((one) => one.startsAt.startsWith(day))?.freedId ?? '';
    await desk().call(waitlist, 'skipEntry', { freedId, entryId: first.entryId, reason: 'Is abroad' });
    const looks = (await desk().call(waitlist, 'freedTimes', {})).times.find(
      (one) => one.freedId === freedId,
    )?.looks;
    expect(looks?.find((one) => one.entryId === first.entryId)).toMatchObject({
      reason: 'skipped',
      said: 'Is abroad',
    });
    expect(looks?.find((one) => one.entryId === second.entryId)).toMatchObject({ reason: 'offered' });
    expect(await reply(first.phone, 'ya')).toMatch(
      /tidak tersedia lagi|setelah waktu itu dilepas|unclear|petugas/,
    );
    expect(await here.seen(day)).toEqual([]);
  });

  it('offers by hand past the order and the wishes, but not what is being offered', async () => {
    const { day, waiting } = await freed(1);
    const [first] = waiting;
    if (!first) throw new Error('one waits');
    const other = await here.waits({ day, parts: ['evening'] });
    const { times } = await desk().call(waitlist, 'freedTimes', {});
    const freedId = times.find((one) => one.startsAt.startsWith(day))?.freedId ?? '';
    const by = { freedId, entryId: other.entryId };
    const refused = await here.clinic.refused(desk().call(waitlist, 'offerTime', by));
    expect(refused.code).toBe('waitlist.timeOffered');
    await reply(first.phone, 'tidak');
    await here.minute();
    expect((await here.looksOf(day))[other.patientId]).toBe('otherPart');
    await desk().call(waitlist, 'offerTime', by);
    await here.minute();
    expect(await reply(other.phone, 'ya')).toMatch(/menjadi waktu Anda/);
    expect(await here.seen(day)).toEqual([other.patientId]);
  });

  it('lists a hundred, and says how many later ones it does not', async () => {
    const { times: before } = await desk().call(waitlist, 'freedTimes', {});
    await here.clinic.inside(async (ctx) => {
      const row = await ctx.db.selectFrom('waitlist_freed').selectAll().executeTakeFirstOrThrow();
      const many = Array.from({ length: 103 - before.length }, (_, minute) => {
        const starts_at = instantOf(Date.parse('2027-03-09T02:00:00Z') + minute * 60_000);
        const ends_at = '2027-03-10T02:00:00Z';
        return { ...row, id: ctx.newId(), state: 'given', starts_at, ends_at };
      });
      await ctx.db.insertInto('waitlist_freed').values(many).execute();
    });
    const { times, further } = await desk().call(waitlist, 'freedTimes', {});
    expect([times.length, further]).toEqual([100, 3]);
    await here.clinic.inside((ctx) =>
      ctx.db.deleteFrom('waitlist_freed').where('starts_at', '>=', '2027-03-09T02:00:00Z').execute(),
    );
  });

  it('prints the list with the telephones', async () => {
    const { phone } = await here.waits({ day: freshDay() });
    const { paperId } = await desk().call(waitlist, 'makeList', {});
    const content = await here.clinic.inside(async (ctx) =>
      ctx.db.selectFrom('print_paper').select('content').where('id', '=', paperId).executeTakeFirstOrThrow(),
    );
    expect(JSON.stringify(content)).toContain(phone);
  });
});

describe('what leaves no write of a booking', () => {
  it('is found by the minute’s own look: a removed block', async () => {
    const day = freshDay();
    const manager = here.clinic.as('manager');
    const block = {
      ...{ practitionerId: physician, startsAt: `${day}T02:00:00Z`, endsAt: `${day}T05:00:00Z` },
      reason: 'Meeting',
    };
    const { id } = await manager.call(scheduling, 'saveBlock', block);
    const { patientId } = await here.waits({ day });
    await here.minute();
    expect((await here.entryOf(patientId)).offerId).toBeUndefined();
    await manager.call(scheduling, 'removeBlock', { id });
    here.clinic.clock.advance(10);
    // others wait longer and are looked after first
    for (let minute = 0; minute < 4; minute += 1) await here.minute();
    expect((await here.entryOf(patientId)).offerId).toBeDefined();
    const { times } = await desk().call(waitlist, 'freedTimes', {});
    expect(times.find((one) => one.startsAt.startsWith(day))?.cause).toBe('found');
  });
});

describe('what is free soon', () => {
  it('goes to the first in the order, and the second is found another one in the next minute', async () => {
    const [day, next] = [freshDay(), freshDay()];
    const late = await here.waits({ day, toDay: next });
    const urgent = await here.waits({ day, toDay: next, priority: 1, priorityReason: 'Pain' });
    for (let minute = 0; minute < 5; minute += 1) await here.minute();
    const starts = await Promise.all(
      [urgent, late].map(async ({ patientId }) => {
        const { entries } = await desk().call(waitlist, 'entries', { patientId });
        return entries[0]?.offer?.startsAt;
      }),
    );
    expect(starts).toEqual([`${day}T03:00:00Z`, `${next}T03:00:00Z`]);
  });
});

describe('at night', () => {
  it('an offer waits for the morning, and her half hour begins then', async () => {
    const day = freshDay();
    const { visitId } = await here.taken(day);
    const { patientId, phone } = await here.waits({ day });
    // 19:50 in Jakarta: ten minutes before the quiet hours
    here.clinic.clock.set('2026-03-04T12:50:00Z');
    await here.cancel(visitId);
    await here.minute();
    const { entries } = await desk().call(waitlist, 'entries', { patientId });
    expect(entries[0]?.offer?.until).toBe('2026-03-05T01:20:00Z');
    expect(here.lastTo(phone).text).not.toBe('');
  });
});

describe('who does not answer', () => {
  it('is offered nothing more by itself after three, and the desk sees why', async () => {
    const { waiting } = await freed(1, { toDay: '2026-12-31' });
    const [first] = waiting;
    if (!first) throw new Error('one waits');
    for (let round = 0; round < 4; round += 1) {
      here.clinic.clock.advance(31);
      await here.minute();
      await here.minute();
    }
    const { entries } = await desk().call(waitlist, 'entries', { patientId: first.patientId });
    expect(entries[0]).toMatchObject({ unanswered: 3, offer: null, state: 'waiting' });
    await desk().call(waitlist, 'takeOff', { entryId: first.entryId, reason: 'Done' });
  });

  it('is taken off the list after her last day on it', async () => {
    const { patientId, entryId } = await here.waits({ day: freshDay(), expiresOn: '2026-03-05' });
    here.clinic.clock.set('2026-03-05T17:30:00Z');
    await here.minute();
    expect((await here.entryOf(patientId)).state).toBe('expired');
    expect((await appointment(entryId)).status).toBe('cancelled');
  });
});
