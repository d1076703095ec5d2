import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clinicJobs } from '#platform/server/jobs/clinic-jobs.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { visitTypeSystem } from '#slices/scheduling/server/index.ts';
import { physician } from '#slices/scheduling/server/testing/booking-clinic.ts';
import { bearer, openTestHttp, post, type TestHttp } from '#testing/http.ts';
import { waitlist } from '../contract.ts';
import { endEntry } from './end-entry.ts';
import { slice } from './index.ts';
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
/** Somebody who waits for the one time of a day, which is cancelled and offered to her. */
async function offered(given: Parameters<typeof here.waits>[0] = {}) {
  const day = freshDay();
  const { visitId } = await here.taken(day);
  const waiting = await here.waits({ day, ...given });
  await here.cancel(visitId);
  await here.minute();
  expect((await here.entryOf(waiting.patientId)).offerId).toBeDefined();
  return { day, startsAt: `${day}T03:00:00Z`, ...waiting };
}
/** A booking of somebody who can be written to. */
async function takenBy(day: string, mobile: string) {
  const kept = await here.taken(day);
  await here.clinic.inside(async (ctx) => {
    await ctx.record.patch('Patient', kept.patientId, (one) => {
      one.telecom = [{ system: 'phone', value: mobile, use: 'mobile' }];
    });
  });
  return kept;
}
/** Somebody who keeps a later booking and is offered an earlier time. */
async function offeredEarlier(mobile: string) {
  const [day, later] = [freshDay(), freshDay()];
  const kept = await takenBy(later, mobile);
  const { visitId } = await here.taken(day);
  await here.minute();
  await desk().call(waitlist, 'addEntry', {
    ...{ patientId: kept.patientId, visitTypeCode: 'follow-up', practitionerId: physician },
    ...{ fromDay: day, toDay: day, keepsVisitId: kept.visitId },
  });
  here.clinic.clock.advance(1);
  await here.cancel(visitId);
  await here.minute();
  expect((await here.entryOf(kept.patientId)).offerId).toBeDefined();
  return { kept, mobile };
}

describe('a yes that the booking refuses', () => {
  it('is told why where the clinic asks for more notice by now, and she stays on the list', async () => {
    const { kept, mobile } = await offeredEarlier('+6281355577700');
    const manager = here.clinic.as('manager');
    await manager.call(scheduling, 'saveSettings', { leadMinutes: 20_160, horizonDays: 180 });
    const said = await reply(mobile, 'YA');
    await manager.call(scheduling, 'saveSettings', { leadMinutes: 0, horizonDays: 180 });
    expect(said).toMatch(/tidak cukup waktu|terlalu dekat/);
    expect((await appointment(kept.visitId)).start).toBe(kept.startsAt);
    expect((await here.entryOf(kept.patientId)).state).toBe('waiting');
  });

  it('of her who keeps no booking is refused for the same notice, and once the clinic is closed then', async () => {
    const manager = here.clinic.as('manager');
    const soon = await offered();
    await manager.call(scheduling, 'saveSettings', { leadMinutes: 20_160, horizonDays: 180 });
    const tooSoon = await reply(soon.phone, 'YA');
    await manager.call(scheduling, 'saveSettings', { leadMinutes: 0, horizonDays: 180 });
    expect(tooSoon).toMatch(/tidak cukup waktu|terlalu dekat/);
    const closed = await offered();
    const saved = await manager.call(scheduling, 'saveClosure', {
      ...{ day: closed.day, name: 'Libur', from: null, to: null },
    });
    expect(await reply(closed.phone, 'YA')).toMatch(/tidak kosong lagi/);
    await manager.call(scheduling, 'removeClosure', { id: saved.id });
    for (const { entryId, patientId, day } of [soon, closed]) {
      expect((await appointment(entryId)).status).toBe('waitlist');
      expect((await here.entryOf(patientId)).state).toBe('waiting');
      expect(await here.seen(day)).toEqual([]);
    }
  });

  it('has that time offered to her no more by itself', async () => {
    const { day, phone, patientId } = await offered();
    await here.clinic.inside(async (ctx) => {
      await ctx.db.deleteFrom('scheduling_hold').where('clinic_id', '=', ctx.clinic.id).execute();
    });
    const other = await here.taken(day);
    expect(await reply(phone, 'YA')).toMatch(/tidak kosong lagi/);
    await here.cancel(other.visitId);
    for (let minute = 0; minute < 3; minute += 1) {
      here.clinic.clock.advance(11);
      await here.minute();
    }
    expect((await here.looksOf(day))[patientId]).toBe('failed');
    expect(await here.entryOf(patientId)).toEqual({ state: 'waiting', offerId: undefined });
  });

  it('leaves a booking that the desk moved earlier meanwhile where it is', async () => {
    const earlier = freshDay();
    const { kept, mobile } = await offeredEarlier('+6281355577701');
    await desk().call(scheduling, 'moveBooking', {
      ...{ visitId: kept.visitId, when: `${earlier}T03:00:00Z`, reason: 'Earlier', askedBy: 'clinic' },
    });
    expect(await reply(mobile, 'YA')).toMatch(/tidak tersedia lagi/);
    expect((await appointment(kept.visitId)).start).toBe(`${earlier}T03:00:00Z`);
    expect((await here.entryOf(kept.patientId)).state).toBe('waiting');
  });
});

describe('a word that answers something else', () => {
  it('does not take a time of which she was not told yet: it confirms what she was told', async () => {
    const [day, booked] = [freshDay(), freshDay()];
    const mobile = '+6281355577702';
    const other = await here.taken(day);
    const hers = await takenBy(booked, mobile);
    await here.minute();
    expect(here.lastTo(mobile).text).toMatch(/Anda punya janji temu/);
    const { entryId } = await desk().call(waitlist, 'addEntry', {
      ...{ patientId: hers.patientId, visitTypeCode: 'follow-up', practitionerId: physician },
      ...{ fromDay: day, toDay: day },
    });
    here.clinic.clock.advance(1);
    await here.cancel(other.visitId);
    // the list asks, and nothing is sent yet
    for (const job of clinicJobs(here.clinic.platform, [slice])) await job.run();
    expect((await here.entryOf(hers.patientId)).offerId).toBeDefined();
    expect(await reply(mobile, 'YA')).toMatch(/dikonfirmasi/);
    expect((await appointment(entryId)).status).toBe('waitlist');
    expect(await here.seen(day)).toEqual([]);
  });

  it('lets a time go to the next where she wants no more messages', async () => {
    const { day, phone, patientId } = await offered();
    const next = await here.waits({ day });
    expect(await reply(phone, 'STOP')).not.toBe('');
    expect(await here.entryOf(patientId)).toEqual({ state: 'waiting', offerId: undefined });
    expect((await here.entryOf(next.patientId)).offerId).toBeDefined();
  });
});

describe('the end of a wait', () => {
  it('does not cut off an offer that counts until the morning after', async () => {
    const day = freshDay();
    const { visitId } = await here.taken(day);
    const { patientId, phone, entryId } = await here.waits({ day, expiresOn: '2026-03-04' });
    // ten minutes before the quiet hours
    here.clinic.clock.set('2026-03-04T12:50:00Z');
    await here.cancel(visitId);
    await here.minute();
    here.clinic.clock.set('2026-03-05T01:10:00Z');
    await here.minute();
    expect((await here.entryOf(patientId)).state).toBe('waiting');
    expect(await reply(phone, 'YA')).toMatch(/menjadi waktu Anda/);
    // who ends entries by an older look at the list leaves what is booked by now
    const ending = here.clinic.inside((ctx) => endEntry(ctx, entryId, 'expired', 'Expired'));
    expect((await here.clinic.refused(ending)).code).toBe('platform.conflict');
    expect((await appointment(entryId)).status).toBe('booked');
  });
});

describe('who is put on the list where a provider falls ill', () => {
  it('waits once, with the usual notice, and no more when her booking stands again', async () => {
    const day = freshDay();
    const { visitId, patientId } = await here.taken(day);
    const wish = { patientId, visitTypeCode: 'follow-up', practitionerId: physician, fromDay: day };
    await desk().call(waitlist, 'addEntry', wish);
    await desk().call(scheduling, 'moveMany', {
      ...{ practitionerId: physician, startsAt: `${day}T00:00:00Z`, endsAt: `${day}T10:00:00Z` },
      ...{ reason: 'Provider ill', lines: [{ visitId, choice: { do: 'waitlist' } }] },
    });
    const states = async () => {
      const { entries } = await desk().call(waitlist, 'entries', { patientId });
      return entries.map(({ state, noticeMinutes, note }) => ({ state, noticeMinutes, note }));
    };
    const put = { noticeMinutes: 120, note: 'Provider ill' };
    expect(await states()).toEqual([
      { state: 'waiting', ...put },
      { state: 'takenOff', noticeMinutes: 120, note: '' },
    ]);
    // nobody is offered the time of who is ill
    here.clinic.clock.advance(11);
    await here.minute();
    expect((await here.entryOf(patientId)).offerId).not.toBe('');
    const { bookings, holds } = await desk().call(scheduling, 'daySheet', { day });
    expect([bookings.filter((one) => one.status === 'booked'), holds]).toEqual([[], []]);
    await desk().call(scheduling, 'restoreBooking', { visitId });
    expect((await states()).map((one) => one.state)).toEqual(['takenOff', 'takenOff']);
  });
});

describe('an entry of another system', () => {
  it('may say a month, and a notice below nothing', async () => {
    const patientId = await here.patient();
    const { id } = await here.clinic.inside((ctx) =>
      ctx.record.create({
        ...{ resourceType: 'Appointment', status: 'waitlist', requestedPeriod: [{ start: '2026-04' }] },
        extension: [
          {
            url: 'https://serambi.health/fhir/StructureDefinition/waitlist-wish',
            extension: [{ url: 'noticeMinutes', valueInteger: -5 }],
          },
        ],
        appointmentType: { coding: [{ system: visitTypeSystem, code: 'follow-up' }] },
        participant: [{ actor: { reference: `Patient/${patientId}` }, status: 'accepted' }],
      }),
    );
    const { entries } = await desk().call(waitlist, 'entries', { patientId });
    expect(entries).toMatchObject([{ entryId: id, fromDay: '2026-04-01', noticeMinutes: 0 }]);
  });
});
