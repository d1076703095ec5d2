import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { scheduling } from '#slices/scheduling/contract.ts';
import { nurse, physician, visitTypeNamed } from '#slices/scheduling/server/testing/booking-clinic.ts';
import { bearer, post } from '#testing/http.ts';
import { type Settings, selfBooking } from '../contract.ts';
import { at, openPageClinic, type PageClinic } from './testing/booking-page.ts';

let here: PageClinic;
beforeAll(async () => {
  here = await openPageClinic();
});
afterAll(() => here.close());
beforeEach(async () => {
  here.clinic.clock.set('2026-03-04T03:00:00Z');
  await here.offer();
});

const slug = () => here.clinic.clinic.slug;
const page = (given: object = {}, from?: string) => here.open('openPage', { at: slug(), ...given }, from);
const times = async (given: object = {}, from?: string) =>
  here.open('freeTimes', { at: slug(), visitTypeCode: 'follow-up', fromDay: '2026-03-10', ...given }, from);
const startsOn = async (day: string, given: object = {}) =>
  (await times({ fromDay: day, ...given })).body.times
    .filter((one: { day: string }) => one.day === day)
    .map((one: { time: string }) => one.time);
const rows = () =>
  here.clinic.inside((ctx) => ctx.db.selectFrom('self_booking_request').selectAll().orderBy('id').execute());
const holds = () => here.clinic.inside((ctx) => ctx.db.selectFrom('scheduling_hold').selectAll().execute());
const letters = () =>
  here.clinic.inside((ctx) => ctx.db.selectFrom('reminders_letter').selectAll().orderBy('id').execute());

describe('the settings', () => {
  it('are off until the manager says what is offered', async () => {
    const other = here.clinic.other;
    const found = await other.as('manager').call(selfBooking, 'settings', {});
    expect(found).toMatchObject({ active: false, horizonDays: 30, noticeMinutes: 120, holdMinutes: 30 });
    expect((await here.open('openPage', { at: other.clinic.slug })).body).toMatchObject({
      code: 'selfBooking.noPage',
    });
  });

  it('name the address of the page and by which ways people can be written to', async () => {
    expect(await here.clinic.as('manager').call(selfBooking, 'settings', {})).toMatchObject({
      ...{ address: `https://melati.test/book?at=${slug()}`, ways: { mobile: true, email: true } },
      ...{ visitTypes: [{ code: 'follow-up', labelEn: 'Follow-up', labelId: 'Kontrol' }], active: true },
    });
  });

  it('refuse what the clinic does not have, and a page that offers nothing, at the field', async () => {
    const wrong: [Partial<Settings>, string][] = [
      [{ visitTypeCodes: ['no-such'] }, 'visitTypeCodes'],
      [{ practitionerIds: ['nobody'] }, 'practitionerIds'],
      [{ visitTypeCodes: [] }, 'visitTypeCodes'],
      [{ practitionerIds: [] }, 'practitionerIds'],
      [{ holdMinutes: 9 }, 'holdMinutes'],
      [{ mostADay: 0 }, 'mostADay'],
    ];
    for (const [given, path] of wrong) {
      const problem = await here.clinic.refused(here.offer(given));
      expect(problem.fields?.map((one) => one.path)).toEqual([path]);
    }
    expect(await here.clinic.as('manager').call(selfBooking, 'settings', {})).toMatchObject({
      visitTypeCodes: ['follow-up'],
      holdMinutes: 30,
    });
  });

  it('refuse a page that could write to nobody, or whose links would lead nowhere', async () => {
    await here.rules({ linkAddress: '' });
    expect((await here.clinic.refused(here.offer())).code).toBe('selfBooking.noAddress');
    await here.rules({ on: false });
    expect((await here.clinic.refused(here.offer())).code).toBe('selfBooking.noWay');
    // a page that is on is shut by that as well
    expect((await page()).body).toMatchObject({ code: 'selfBooking.noPage' });
    await here.rules();
    expect((await page()).status).toBe(200);
  });

  it('are the manager’s alone', async () => {
    for (const role of ['frontDesk', 'physician', 'bookkeeper'] as const)
      expect((await here.clinic.refused(here.clinic.as(role).call(selfBooking, 'settings', {}))).code).toBe(
        'platform.notAllowed',
      );
  });
});

describe('the page', () => {
  it('shows the clinic and what is offered, and no more', async () => {
    const { status, body, headers } = await page();
    expect(status).toBe(200);
    expect(body).toEqual({
      ...{ clinic: 'Klinik Melati', place: 'Jl. Kenanga 12', phone: '021-5550-0134', language: 'id' },
      ...{ country: 'ID', zone: 'Asia/Jakarta', ways: { mobile: true, email: true }, holdMinutes: 30 },
      visitTypes: [
        {
          ...{ code: 'follow-up', labelEn: 'Follow-up', labelId: 'Kontrol', minutes: 20 },
          practitionerIds: [physician],
        },
      ],
      providers: [{ practitionerId: physician, name: expect.any(String) }],
      ...{ firstDay: '2026-03-04', lastDay: '2026-04-03' },
    });
    expect(headers.get('cache-control')).toContain('no-store');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('answers alike for a clinic that is not there, one that offers nothing and another one’s switched-off page', async () => {
    const answers = [await here.open('openPage', { at: 'nobody-here' })];
    answers.push(await here.open('openPage', { at: here.clinic.other.clinic.slug }));
    await here.offer({ active: false });
    answers.push(await page(), await times(), await here.ask());
    // two clinics are served, so that none of them is meant
    answers.push(await here.open('openPage', {}));
    for (const { status, body } of answers)
      expect({ status, code: body.code, detail: body.detail }).toEqual({
        ...{ status: 404, code: 'selfBooking.noPage', detail: answers[0]?.body.detail },
      });
  });

  it('offers chosen types and chosen providers only', async () => {
    const manager = here.clinic.as('manager');
    await manager.call(scheduling, 'saveVisitType', visitTypeNamed('hidden', { labelEn: 'Hidden' }));
    await manager.call(scheduling, 'saveVisitType', visitTypeNamed('nurses', { practitionerIds: [nurse] }));
    await here.offer({ visitTypeCodes: ['follow-up', 'nurses'] });
    // the nurse is not chosen, so nobody gives her type
    expect((await page()).body.visitTypes.map((one: { code: string }) => one.code)).toEqual(['follow-up']);
    for (const visitTypeCode of ['hidden', 'nurses', 'no-such']) {
      const { status, body } = await times({ visitTypeCode });
      expect([status, body.fields?.[0].path]).toEqual([422, 'visitTypeCode']);
    }
    expect((await times({ practitionerId: nurse })).body.times).toEqual([]);
    expect((await times({ practitionerId: 'nobody' })).body.times).toEqual([]);
    await here.offer({ visitTypeCodes: ['follow-up'], practitionerIds: [physician, nurse] });
    const both = (await times({ practitionerId: nurse })).body.times;
    expect(new Set(both.map((one: { practitionerId: string }) => one.practitionerId))).toEqual(
      new Set([nurse]),
    );
    // of one time with two providers one stands for both
    const anyone = (await times()).body.times.map((one: { startsAt: string }) => one.startsAt);
    expect(new Set(anyone).size).toBe(anyone.length);
    expect((await here.ask({ visitTypeCode: 'hidden' })).body.fields[0].path).toBe('visitTypeCode');
    expect((await here.ask({ practitionerId: 'nobody' })).body.code).toBe('selfBooking.timeTaken');
  });

  it('keeps its own notice and horizon, and the clinic’s where those are stricter', async () => {
    // 10:00 with two hours’ notice
    expect((await startsOn('2026-03-04'))[0]).toBe('12:00');
    expect(await startsOn('2026-04-03')).not.toEqual([]);
    expect((await times({ fromDay: '2026-04-04' })).body.times).toEqual([]);
    expect((await times({ fromDay: '2025-01-01' })).body.times[0].day).toBe('2026-03-04');
    const rules = { holdMinutes: 5, overbookCap: 2 };
    const manager = here.clinic.as('manager');
    await manager.call(scheduling, 'saveSettings', { ...rules, leadMinutes: 240, horizonDays: 10 });
    expect((await startsOn('2026-03-04'))[0]).toBe('14:00');
    expect((await times({ fromDay: '2026-03-16' })).body.times).toEqual([]);
    await manager.call(scheduling, 'saveSettings', { ...rules, leadMinutes: 0, horizonDays: 180 });
    expect((await here.ask({ startsAt: at('2026-03-04', '11:00') })).body.code).toBe('selfBooking.timeTaken');
    expect((await here.ask({ startsAt: at('2026-04-06', '11:00') })).body.code).toBe('selfBooking.timeTaken');
  });

  it('offers nothing under a block, on a closed day, over a booking, outside hours, or where a room is short', async () => {
    const manager = here.clinic.as('manager');
    await manager.call(scheduling, 'saveBlock', {
      ...{ practitionerId: physician, reason: 'Rapat direksi' },
      ...{ startsAt: at('2026-03-11', '08:00'), endsAt: at('2026-03-11', '12:00') },
    });
    await manager.call(scheduling, 'saveClosure', { day: '2026-03-12', name: 'Libur', from: null, to: null });
    await here.book({ when: { day: '2026-03-11', time: '13:00' }, practitionerId: physician });
    const starts = await startsOn('2026-03-11');
    expect(starts[0]).toBe('12:00');
    expect(starts).not.toContain('13:00');
    expect(await startsOn('2026-03-12')).toEqual([]);
    for (const startsAt of [
      at('2026-03-11', '09:00'),
      at('2026-03-12', '09:00'),
      at('2026-03-11', '13:00'),
      at('2026-03-13', '18:00'),
      at('2026-03-14', '09:00'),
    ]) {
      const { status, body } = await here.ask({ startsAt });
      expect([startsAt, status, body.code]).toEqual([startsAt, 409, 'selfBooking.timeTaken']);
      expect(JSON.stringify(body)).not.toMatch(/Rapat|Libur|Siti/);
    }
    await manager.call(scheduling, 'saveVisitType', visitTypeNamed('in-room', { roomKind: 'exam' }));
    await here.offer({ visitTypeCodes: ['in-room'] });
    const inRoom = () => startsOn('2026-03-13', { visitTypeCode: 'in-room' });
    expect(await inRoom()).toContain('10:00');
    const [first, second] = here.rooms;
    await here.book({ when: { day: '2026-03-13', time: '10:00' }, practitionerId: nurse, roomId: first });
    // one of two rooms is left
    expect(await inRoom()).toContain('10:00');
    const room = { id: second, name: 'Room 2', kind: 'exam' as const };
    await manager.call(scheduling, 'saveRoom', { ...room, active: false });
    expect(await inRoom()).not.toContain('10:00');
    const there = { visitTypeCode: 'in-room', startsAt: at('2026-03-13', '10:00') };
    expect((await here.ask(there)).body.code).toBe('selfBooking.timeTaken');
    await manager.call(scheduling, 'saveRoom', { ...room, active: true });
    expect((await here.ask(there)).status).toBe(200);
  });

  it('holds the fasting of a type and its ages, and says of the age what it is', async () => {
    const manager = here.clinic.as('manager');
    await manager.call(
      scheduling,
      'saveVisitType',
      visitTypeNamed('fasting', { fasting: true, ageFromYears: 18 }),
    );
    await here.offer({ visitTypeCodes: ['fasting'] });
    const starts = await startsOn('2026-03-13', { visitTypeCode: 'fasting' });
    expect(starts.at(-1) < '12:00').toBe(true);
    const child = { visitTypeCode: 'fasting', birthDate: '2015-01-01', startsAt: at('2026-03-13', '09:00') };
    expect((await here.ask(child)).body.code).toBe('selfBooking.notForAge');
    expect((await here.ask({ ...child, birthDate: '1990-01-01' })).status).toBe(200);
  });

  it('is looked at sixty times in ten minutes from one address, and by another one still', async () => {
    const from = '192.0.2.77';
    for (let look = 0; look < 60; look += 1) expect((await page({}, from)).status).toBe(200);
    expect((await page({}, from)).body).toMatchObject({ code: 'selfBooking.tooMany', status: 429 });
    expect((await times({}, from)).status).toBe(429);
    expect((await page({}, '192.0.2.78')).status).toBe(200);
    here.clinic.clock.advance(11);
    expect((await page({}, from)).status).toBe(200);
  });
});

describe('a question for a time', () => {
  it('holds it for everybody, and writes to whoever asks', async () => {
    const mobile = '+6281377700001';
    const startsAt = at('2026-03-17', '09:00');
    const { status, body } = await here.ask({ mobile: '0813-7770-0001', startsAt });
    expect([status, body]).toEqual([200, { until: '2026-03-04T03:30:00Z', holdMinutes: 30 }]);
    expect(await startsOn('2026-03-17')).not.toContain('09:00');
    const { holds: held } = await here.clinic
      .as('frontDesk')
      .call(scheduling, 'daySheet', { day: '2026-03-17' });
    expect(held).toMatchObject([{ holderName: 'halaman daring', startsAt, mine: false }]);
    await here.minute();
    const sent = here.gateway.sent.filter((one) => one.to === mobile);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.text).toMatch(
      /^Klinik Melati: .*09\.00 WIB, sebelum 10\.30 WIB: https:\/\/melati\.test\/booked#[\w-]{22}\n/,
    );
    // nothing of who asked, for what or with whom
    expect(sent[0]?.text).not.toMatch(/Rahayu|Lestari|Kontrol|Sakit|dr\./);
    await here.minute();
    expect(here.gateway.sent.filter((one) => one.to === mobile)).toHaveLength(1);
  });

  it('goes by e-mail in the language of the page, without a calendar entry', async () => {
    const email = 'rahayu@example.test';
    await here.ask({ email: 'Rahayu@Example.test', language: 'en', startsAt: at('2026-03-17', '09:20') });
    await here.minute();
    const mail = here.box.received.findLast((one) => one.to.includes(email))?.mail;
    expect(mail?.subject).toBe('Confirm your appointment at Klinik Melati');
    expect(mail?.text).toContain('https://melati.test/booked#');
    expect(mail?.attachments).toEqual([]);
  });

  it('is held once for a double click and every retry of one press', async () => {
    const attemptId = randomUUID();
    const given = { attemptId, mobile: '+6281377700002', startsAt: at('2026-03-17', '10:00') };
    const before = (await rows()).length;
    const answers = await Promise.all([here.ask(given), here.ask(given), here.ask(given)]);
    answers.push(await here.ask(given));
    expect(answers.map((one) => one.status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map((one) => JSON.stringify(one.body))).size).toBe(1);
    expect((await rows()).length - before).toBe(1);
    await here.minute();
    expect(here.gateway.sent.filter((one) => one.to === given.mobile)).toHaveLength(1);
  });

  it('is one’s of two who ask for the same time at once; the other is told the nearest', async () => {
    const startsAt = at('2026-03-17', '11:00');
    const answers = await Promise.all([1, 2, 3, 4].map(() => here.ask({ startsAt })));
    expect(answers.map((one) => one.status).toSorted()).toEqual([200, 409, 409, 409]);
    const refused = answers.find((one) => one.status === 409)?.body;
    expect(refused.code).toBe('selfBooking.timeTaken');
    expect(refused.details.alternatives.map((one: { time: string }) => one.time).toSorted()).toEqual([
      '10:20',
      '10:40',
      '11:20',
    ]);
  });

  it('races with the desk, and one of them has it', async () => {
    const [page, desk] = await Promise.allSettled([
      here.ask({ startsAt: at('2026-03-17', '14:00') }),
      here.book({ when: { day: '2026-03-17', time: '14:00' }, practitionerId: physician }),
    ]);
    const asked = page.status === 'fulfilled' && page.value.status === 200;
    expect([asked, desk.status === 'fulfilled'].toSorted()).toEqual([false, true]);
  });

  it.each([
    [{ name: '  ' }, 'name'],
    [{ birthDate: '2026-03-05' }, 'birthDate'],
    [{ birthDate: '1890-01-01' }, 'birthDate'],
    [{ birthDate: '1990-02-30' }, 'birthDate'],
    [{ mobile: '' }, 'mobile'],
    [{ mobile: '021-5550-0134' }, 'mobile'],
    [{ mobile: 'call me' }, 'mobile'],
    [{ email: 'no address' }, 'email'],
    [{ reason: 'x'.repeat(256) }, 'reason'],
    [{ startsAt: 'soon' }, 'startsAt'],
    [{ attemptId: '1' }, 'attemptId'],
  ])('is refused at its field and changes nothing: %j', async (given, path) => {
    const before = [await rows(), await holds(), await letters()];
    const { status, body } = await here.ask(given);
    expect([status, body.code, body.fields?.[0].path]).toEqual([422, 'platform.invalidInput', path]);
    expect(body.fields[0].words).not.toMatch(/_/);
    expect([await rows(), await holds(), await letters()]).toEqual(before);
  });

  it('answers alike to the known and the unknown, to a number that asked too often, one that wants nothing, and a machine', async () => {
    const known = await here.patient('Rahayu Lestari');
    await here.clinic.inside(async (ctx) => {
      await ctx.record.patch('Patient', known, (one) => {
        one.birthDate = '1991-07-12';
        one.telecom = [{ system: 'phone', value: '+6281377700010', use: 'mobile' }];
      });
    });
    const day = '2026-03-18';
    const answers = [
      await here.ask({ mobile: '+6281377700010', startsAt: at(day, '08:00') }),
      await here.ask({ mobile: '+6281377700011', startsAt: at(day, '08:20'), name: 'Nobody Known' }),
    ];
    for (const time of ['08:40', '09:00', '09:20', '09:40'])
      answers.push(await here.ask({ mobile: '+6281377700012', startsAt: at(day, time) }));
    const stop = { id: 'in-stop', from: '+6281377700013', channel: 'sms', text: 'STOP' };
    expect(
      (await post(`${here.http.url}/api/reminders/textReply`, stop, bearer(here.callSecret))).status,
    ).toBe(200);
    answers.push(await here.ask({ mobile: '+6281377700013', startsAt: at(day, '10:00') }));
    answers.push(
      await here.ask({ mobile: '+6281377700014', startsAt: at(day, '10:20'), website: 'http://spam' }),
    );
    const seen = answers.map(({ status, body, headers }) => ({
      status,
      body,
      length: headers.get('content-length'),
    }));
    for (const one of seen) expect(one).toEqual(seen[0]);
    await here.minute();
    const to = (mobile: string) => here.gateway.sent.filter((one) => one.to === mobile).length;
    expect([10, 11, 12, 13, 14].map((n) => to(`+62813777000${n}`))).toEqual([1, 1, 3, 0, 0]);
    // the time is held all the same, so that nobody learns it from the page; a machine's is not
    expect(await startsOn(day)).toEqual(expect.arrayContaining(['10:20']));
    for (const time of ['09:40', '10:00']) expect(await startsOn(day)).not.toContain(time);
  });

  it('is asked three times unconfirmed of one address, and so often a day', async () => {
    const from = '192.0.2.10';
    const asked = (time: string) => here.ask({ startsAt: at('2026-03-19', time) }, from);
    for (const time of ['08:00', '08:20', '08:40']) expect((await asked(time)).status).toBe(200);
    expect((await asked('09:00')).body).toMatchObject({ code: 'selfBooking.tooMany', status: 429 });
    here.clinic.clock.advance(31);
    await here.minute();
    expect((await asked('09:00')).status).toBe(200);
    await here.offer({ perAddressDaily: 4 });
    here.clinic.clock.advance(31);
    await here.minute();
    expect((await asked('09:20')).body.code).toBe('selfBooking.tooMany');
    here.clinic.clock.advance(24 * 60);
    expect((await asked('09:40')).status).toBe(200);
  });

  it('is slowed before anything of the clinic is read: ten in ten minutes of one line, IPv6 by its /64', async () => {
    const past = (from: string) => here.ask({ startsAt: at('2026-03-03', '09:00') }, from);
    const lines = [
      ['192.0.2.11', '192.0.2.11'],
      ['2001:db8:1:2::1', '2001:db8:1:2:ffff::1'],
    ] as const;
    for (const [from, same] of lines) {
      for (let one = 0; one < 10; one += 1) expect((await past(from)).status).toBe(409);
      expect((await past(same)).body).toMatchObject({ code: 'selfBooking.tooMany', status: 429 });
    }
    expect((await past('2001:db8:1:3::1')).status).toBe(409);
  });

  it('never fills a day, nor the clinic', async () => {
    await here.offer({ mostADay: 2 });
    const day = '2026-03-20';
    expect((await here.ask({ startsAt: at(day, '08:00') })).status).toBe(200);
    const { visitId } = await here.confirmed({ startsAt: at(day, '08:20') });
    expect((await here.ask({ startsAt: at(day, '08:40') })).body).toMatchObject({
      code: 'selfBooking.full',
      status: 409,
    });
    // another day is open, and this one again once somebody is matched
    expect((await here.ask({ startsAt: at('2026-03-23', '08:00') })).status).toBe(200);
    const { requests } = await here.clinic.as('frontDesk').call(selfBooking, 'requests', {});
    const requestId = requests.find((one) => one.visitId === visitId)?.requestId ?? '';
    const patientId = await here.patient();
    await here.clinic
      .as('frontDesk')
      .call(selfBooking, 'matchRequest', { requestId, patientId, otherBirthDate: true });
    expect((await here.ask({ startsAt: at(day, '08:40') })).status).toBe(200);
    const waiting = (await rows()).filter(
      (one) => one.state === 'held' && Date.parse(one.until) > here.clinic.clock.now(),
    ).length;
    await here.offer({ mostWaiting: waiting });
    expect((await here.ask({ startsAt: at('2026-03-24', '08:00') })).body.code).toBe('selfBooking.full');
  });

  it('that nobody confirms is let go, and who asked is forgotten', async () => {
    const startsAt = at('2026-03-25', '08:00');
    await here.ask({ mobile: '+6281377700020', startsAt, name: 'Forget Me', reason: 'Secret' });
    await here.minute();
    here.clinic.clock.advance(29);
    await here.minute();
    expect(await startsOn('2026-03-25')).not.toContain('08:00');
    here.clinic.clock.advance(2);
    await here.minute();
    expect(await startsOn('2026-03-25')).toContain('08:00');
    const row = (await rows()).find((one) => Date.parse(one.starts_at) === Date.parse(startsAt));
    expect(row).toMatchObject({ state: 'expired', name: '', birth_date: null, reason: '', hold_id: null });
    here.clinic.clock.advance(49 * 60);
    await here.minute();
    expect((await rows()).some((one) => one.id === row?.id)).toBe(false);
  });
});
