import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { scheduling } from '#slices/scheduling/contract.ts';
import { work } from '#platform/shared/work-contract.ts';
import { reminders } from '../contract.ts';
import { plan } from './plan.ts';
import { openRemindingClinic, type RemindingClinic } from './testing/reminding-clinic.ts';

let here: RemindingClinic;
beforeAll(async () => {
  here = await openRemindingClinic();
});
afterAll(() => here.close());
beforeEach(() => {
  here.clinic.clock.set('2026-03-04T03:00:00Z');
  here.gateway.answerWith(202);
});

let numbers = 0;
const phone = () => {
  numbers += 1;
  return `+62812345${String(numbers).padStart(5, '0')}`;
};
const textsTo = (to: string) => here.gateway.sent.filter((one) => one.to === to).map((one) => one.text);
const mailsTo = (to: string) => here.box.received.filter((one) => one.to.includes(to));
const at = async (instant: string) => {
  here.clinic.clock.set(instant);
  await here.minute();
};
const tasksOf = async (patientId: string) =>
  (await here.clinic.as('frontDesk').call(work, 'listMine', { patientId })).tasks.map((one) => one.kind);

describe('a booking', () => {
  it('is confirmed and reminded of, in the patient’s language, with place and phone and without a reason', async () => {
    const to = phone();
    const { patientId } = await here.booked({ phone: to, language: 'en' });
    await here.minute();
    expect(textsTo(to)[0]).toMatch(
      /^Klinik Melati: you have an appointment on March 10, 2026 at 10:00 AM\. Place: Jl\. Kenanga 12\. Phone: 021-5550-0134\./,
    );
    for (const instant of ['2026-03-07T03:00:00Z', '2026-03-09T03:00:00Z', '2026-03-10T01:00:00Z'])
      for (let looks = 0; looks < 3; looks += 1) await at(instant);
    expect(textsTo(to)).toHaveLength(4);
    expect(textsTo(to).join(' ')).not.toMatch(/Siti|Follow-up|Kontrol/);
    expect((await here.messagesOf(patientId)).map((one) => `${one.kind} ${one.state}`)).toEqual([
      'confirmation accepted',
      ...['reminder accepted', 'reminder accepted', 'reminder accepted'],
    ]);
    await at('2026-03-10T03:30:00Z');
    expect(textsTo(to)).toHaveLength(4);
  });

  it('that moves moves its reminders and tells the new time', async () => {
    const to = phone();
    const { visitId, patientId } = await here.booked({ phone: to }, { day: '2026-03-10', time: '11:00' });
    await here.minute();
    await here.clinic.as('frontDesk').call(scheduling, 'moveBooking', {
      visitId,
      when: { day: '2026-03-12', time: '11:00' },
    });
    await here.minute();
    expect(await here.messagesOf(patientId)).toMatchObject([
      { kind: 'confirmation' },
      { kind: 'moved', state: 'accepted' },
    ]);
    expect(textsTo(to)[1]).toContain('berpindah ke 12 Maret 2026 pukul 11.00 WIB');
    await at('2026-03-07T04:00:00Z');
    expect(textsTo(to)).toHaveLength(2);
    await at('2026-03-09T04:00:00Z');
    expect(textsTo(to)[2]).toContain('12 Maret 2026');
  });

  it('that is cancelled has no reminders, and its patient is told', async () => {
    const to = phone();
    const { visitId } = await here.booked({ phone: to }, { day: '2026-03-10', time: '13:00' });
    await here.minute();
    await here.clinic.as('frontDesk').call(scheduling, 'cancelBooking', {
      ...{ visitId, reason: 'Dokter berhalangan', askedBy: 'clinic' },
    });
    await here.minute();
    await at('2026-03-07T06:00:00Z');
    expect(textsTo(to)).toHaveLength(2);
    expect(textsTo(to)[1]).toContain('dibatalkan');
    expect(textsTo(to)[1]).not.toContain('berhalangan');
  });

  it('is confirmed by e-mail with an invitation', async () => {
    const { visitId } = await here.booked(
      { email: 'siti@pasien.test' },
      { day: '2026-03-10', time: '14:00' },
    );
    await here.minute();
    const [mail] = mailsTo('siti@pasien.test');
    expect(mail?.mail.subject).toBe('Janji temu Anda di Klinik Melati');
    const invitation = mail?.mail.attachments.find((one) => one.mimeType.startsWith('text/calendar'));
    const { content = '' } = invitation ?? {};
    const text = typeof content === 'string' ? content : Buffer.from(content as Uint8Array).toString('utf8');
    expect(text).toContain(`UID:${visitId}@`);
    expect(text).toContain('METHOD:REQUEST\n');
  });

  it('waits for the morning when it is made at night', async () => {
    const to = phone();
    here.clinic.clock.set('2026-03-04T15:00:00Z');
    await here.booked({ phone: to }, { day: '2026-03-10', time: '15:00' });
    await here.minute();
    expect(textsTo(to)).toEqual([]);
    await at('2026-03-05T01:00:00Z');
    expect(textsTo(to)).toHaveLength(1);
  });
});

describe('sending', () => {
  it('is tried again with patience, and nothing is sent twice', async () => {
    const to = phone();
    here.gateway.answerWith('drop', 503, 202);
    const { patientId } = await here.booked({ phone: to }, { day: '2026-03-11', time: '09:00' });
    await here.minute();
    expect(await here.messagesOf(patientId)).toMatchObject([{ state: 'waiting', code: 'unreachable' }]);
    await here.minute();
    const calls = () => here.gateway.calls.filter((one) => one.body.to === to);
    expect(calls()).toHaveLength(1);
    here.clinic.clock.advance(1);
    await here.minute();
    expect(await here.messagesOf(patientId)).toMatchObject([{ state: 'waiting', code: 'busy' }]);
    here.clinic.clock.advance(5);
    await here.minute();
    expect(await here.messagesOf(patientId)).toMatchObject([{ state: 'accepted', code: null }]);
    expect(new Set(calls().map((one) => one.headers['idempotency-key'])).size).toBe(1);
    expect(textsTo(to)).toHaveLength(1);
  });

  it('goes another way when a channel refuses for good, and to a person when none is left', async () => {
    const [both, one] = [phone(), phone()];
    here.gateway.answerWith(422);
    const first = await here.booked(
      { phone: both, email: 'budi@pasien.test' },
      { day: '2026-03-11', time: '10:00' },
    );
    const second = await here.booked({ phone: one }, { day: '2026-03-11', time: '11:00' });
    await here.minute();
    expect(mailsTo('budi@pasien.test')).toHaveLength(1);
    expect(await here.messagesOf(first.patientId)).toMatchObject([{ state: 'accepted', channel: 'email' }]);
    expect(await here.messagesOf(second.patientId)).toMatchObject([
      { state: 'failed', code: 'noSuchAddress' },
    ]);
    expect(await tasksOf(first.patientId)).toEqual([]);
    expect(await tasksOf(second.patientId)).toEqual(['reminders.notReached']);
  });

  it('gives up after six tries, and the desk is asked once', async () => {
    here.gateway.answerWith(500);
    const { patientId } = await here.booked({ phone: phone() }, { day: '2026-03-27', time: '11:00' });
    for (const minutes of [0, 2, 5, 15, 60, 240, 240, 240]) {
      here.clinic.clock.advance(minutes);
      await here.minute();
    }
    expect(await here.messagesOf(patientId)).toMatchObject([{ state: 'failed', code: 'busy' }]);
    expect(await tasksOf(patientId)).toEqual(['reminders.notReached']);
  });

  it('asks the desk when nothing is written down to reach a patient by', async () => {
    const { patientId } = await here.booked({ phone: '021-5550-0100' }, { day: '2026-03-11', time: '13:00' });
    await here.minute();
    expect(await here.messagesOf(patientId)).toMatchObject([{ state: 'failed', code: 'noAddress' }]);
    expect(await tasksOf(patientId)).toEqual(['reminders.notReached']);
    await here.clinic.as('frontDesk').call(reminders, 'confirmVisit', {
      visitId: (await here.clinic.as('frontDesk').call(scheduling, 'patientVisits', { patientId })).coming[0]
        ?.visitId as string,
    });
    expect(await tasksOf(patientId)).toEqual([]);
  });

  it('does not repeat an e-mail that a process took and did not live to settle', async () => {
    const { patientId } = await here.booked(
      { email: 'lost@pasien.test' },
      { day: '2026-03-12', time: '13:00' },
    );
    await here.clinic.inside(async (ctx) => {
      await plan.run(ctx);
      await sql`UPDATE reminders_message SET state = 'sending', claimed_at = ${ctx.now}
        WHERE patient_id = ${patientId}`.execute(ctx.db);
    });
    here.clinic.clock.advance(11);
    await here.minute();
    expect(mailsTo('lost@pasien.test')).toEqual([]);
    expect(await here.messagesOf(patientId)).toMatchObject([{ state: 'failed', code: 'brokeOff' }]);
    expect(await tasksOf(patientId)).toEqual(['reminders.notReached']);
  });

  it('of two processes at once sends one', async () => {
    const to = phone();
    await here.booked({ phone: to }, { day: '2026-03-12', time: '14:00' });
    await here.clinic.inside((ctx) => plan.run(ctx));
    await Promise.all([here.minute(), here.minute(), here.minute()]);
    expect(here.gateway.calls.filter((one) => one.body.to === to)).toHaveLength(1);
  });

  it('leaves a Communication in the record that names what was told', async () => {
    const to = phone();
    const { patientId, visitId } = await here.booked({ phone: to }, { day: '2026-03-12', time: '15:00' });
    await here.minute();
    const [written] = await here.clinic.inside((ctx) =>
      ctx.record.search('Communication', {
        where: [{ param: 'subject', reference: `Patient/${patientId}` }],
      }),
    );
    expect(written).toMatchObject({
      status: 'completed',
      subject: { reference: `Patient/${patientId}` },
      about: [{ reference: `Appointment/${visitId}` }],
    });
    expect(JSON.stringify(written)).not.toContain('#');
  });
});

describe('what a patient wishes', () => {
  it('decides the channel, and nothing goes where she has said no', async () => {
    const to = phone();
    const { patientId } = await here.booked(
      { phone: to, email: 'rina@pasien.test' },
      { day: '2026-03-13', time: '09:00' },
    );
    const wishes = { patientId, preferred: 'email' as const, zone: null };
    await here.clinic.as('frontDesk').call(reminders, 'saveWishes', { ...wishes, choices: { sms: false } });
    await here.minute();
    expect(textsTo(to)).toEqual([]);
    expect(mailsTo('rina@pasien.test')).toHaveLength(1);
    await here.clinic.as('frontDesk').call(reminders, 'saveWishes', { ...wishes, choices: { email: false } });
    await at('2026-03-10T02:00:00Z');
    expect(mailsTo('rina@pasien.test')).toHaveLength(1);
    expect((await here.messagesOf(patientId)).at(-1)).toMatchObject({ state: 'failed', code: 'optedOut' });
    expect(await tasksOf(patientId)).toEqual([]);
  });

  it('is refused to who does not hold it, and for a zone or a patient that is none', async () => {
    const { patientId } = await here.booked({ phone: phone() }, { day: '2026-03-13', time: '10:00' });
    const save = (role: string, given: object) =>
      here.clinic.refused(
        here.clinic.as(role).call(reminders, 'saveWishes', {
          ...{ patientId, preferred: null, zone: null, choices: {} },
          ...given,
        }),
      );
    expect(await save('physician', {})).toMatchObject({ status: 403, code: 'platform.notAllowed' });
    expect((await save('frontDesk', { zone: '+07:00' })).fields?.[0]).toMatchObject({ path: 'zone' });
    expect(await save('frontDesk', { patientId: 'nobody' })).toMatchObject({ status: 404 });
  });
});

describe('handing over by WhatsApp', () => {
  it('gives the desk a link with the text, and says handed, never sent', async () => {
    await here.rules({ byHand: true });
    const to = phone();
    const { patientId } = await here.booked({ phone: to }, { day: '2026-03-13', time: '13:00' });
    await here.minute();
    const desk = here.clinic.as('frontDesk');
    const listed = async () =>
      (await desk.call(reminders, 'handOverList', {})).messages.filter((one) => one.patientId === patientId);
    const [row] = await listed();
    expect(row?.patientName).toBe('Siti Aminah');
    expect(new URL(row?.link ?? '').pathname).toBe(`/${to.slice(1)}`);
    expect(new URL(row?.link ?? '').searchParams.get('text')).toMatch(
      /13 Maret 2026.*https:\/\/melati\.test\/answer#/s,
    );
    const handed = { messageId: row?.messageId ?? '', how: 'whatsapp' as const };
    await desk.call(reminders, 'handOver', handed);
    await desk.call(reminders, 'handOver', handed);
    expect(await here.messagesOf(patientId)).toMatchObject([{ state: 'handed', channel: 'whatsapp' }]);
    expect(await listed()).toEqual([]);
    const again = here.clinic.as('manager').call(reminders, 'handOver', handed);
    expect(await here.clinic.refused(again)).toMatchObject({ status: 409, code: 'reminders.notWaiting' });
    await here.rules();
  });
});

describe('the settings', () => {
  it('of a clinic that has said nothing are the usual ones, and off', async () => {
    const { rules, mail, gateway } = await here.clinic.other.as('manager').call(reminders, 'settings', {});
    expect(rules).toMatchObject({ on: false, place: '', phone: '', quietFrom: '20:00', quietUntil: '08:00' });
    expect(rules.before.map(({ unit, count }) => `${count} ${unit}`)).toEqual([
      '3 days',
      '1 days',
      '2 hours',
    ]);
    expect([mail, gateway]).toEqual([null, null]);
  });

  it('keep secrets sealed and never show them', async () => {
    const manager = here.clinic.as('manager');
    const mail = {
      host: 'mail.example.org',
      port: 587,
      security: 'starttls' as const,
      fromAddress: 'a@b.test',
    };
    await manager.call(reminders, 'saveMail', {
      mail: { ...mail, user: 'u', password: 'very secret words' },
    });
    const shown = await manager.call(reminders, 'settings', {});
    expect(shown.mail).toMatchObject({ hasPassword: true, user: 'u' });
    const stored = await here.clinic.inside((ctx) =>
      sql<{
        row: string;
      }>`SELECT reminders_settings::text || encode(mail_secret, 'escape') AS row FROM reminders_settings`.execute(
        ctx.db,
      ),
    );
    for (const text of [JSON.stringify(shown), JSON.stringify(stored.rows)]) {
      expect(text).not.toContain('very secret words');
      expect(text).not.toContain('the-gateways-own');
    }
    await manager.call(reminders, 'saveMail', { mail: { ...mail, user: 'u' } });
    expect((await manager.call(reminders, 'settings', {})).mail?.hasPassword).toBe(true);
    // a password is not sent to another server than the one that it was typed for
    await manager.call(reminders, 'saveMail', { mail: { ...mail, host: 'other.example.org', user: 'u' } });
    expect((await manager.call(reminders, 'settings', {})).mail?.hasPassword).toBe(false);
    await manager.call(reminders, 'saveMail', {
      mail: {
        ...mail,
        host: '127.0.0.1',
        port: here.box.port,
        security: 'none',
        user: '',
        fromAddress: 'janji@melati.test',
      },
    });
  });

  it('name the field that is wrong and change nothing', async () => {
    const manager = here.clinic.as('manager');
    const before = await manager.call(reminders, 'settings', {});
    const fields = async (call: Promise<unknown>) =>
      (await here.clinic.refused(call)).fields?.map((one) => one.path);
    const mail = {
      host: 'mail.example.org',
      port: 25,
      security: 'none' as const,
      user: '',
      fromAddress: 'a@b.test',
    };
    expect(await fields(manager.call(reminders, 'saveMail', { mail }))).toEqual(['mail.security']);
    const gateway = { url: 'http://sms.example.org', channels: ['sms' as const] };
    expect(await fields(manager.call(reminders, 'saveGateway', { gateway }))).toEqual(['gateway.url']);
    const rules = { ...before.rules, linkAddress: 'https://a.test/path' };
    expect(await fields(manager.call(reminders, 'saveRules', rules))).toEqual(['linkAddress']);
    expect(await fields(manager.call(reminders, 'saveRules', { ...before.rules, quietFrom: '8' }))).toEqual([
      'quietFrom',
    ]);
    expect(await manager.call(reminders, 'settings', {})).toEqual(before);
    for (const role of ['frontDesk', 'physician', 'auditor'])
      expect(await here.clinic.refused(here.clinic.as(role).call(reminders, 'settings', {}))).toMatchObject({
        status: 403,
      });
  });

  it('keep each text under its version, and messages say in which they were written', async () => {
    const manager = here.clinic.as('manager');
    const text = { kind: 'confirmation' as const, language: 'id' as const, subject: 'Dari {clinic}' };
    const save = (version: number, body: string) =>
      manager.call(reminders, 'saveTemplate', { ...text, version, body });
    const fault = await here.clinic.refused(save(0, 'Datang {date} {time}, {diagnosis}'));
    expect(fault.fields?.[0]).toMatchObject({ path: 'body', words: expect.stringContaining('diagnosis') });
    const body = 'Halo dari {clinic}: {date}, {time}, {place}, {phone}. {answers}';
    expect((await save(0, body)).version).toBe(1);
    expect(await here.clinic.refused(save(0, body))).toMatchObject({ code: 'reminders.versionTaken' });
    const to = phone();
    const { patientId } = await here.booked({ phone: to }, { day: '2026-03-13', time: '14:00' });
    await here.minute();
    expect(textsTo(to)[0]).toMatch(/^Halo dari Klinik Melati: 13 Maret 2026, 14\.00 WIB/);
    const { messages } = await manager.call(reminders, 'patientMessages', { patientId });
    expect(messages[0]).toMatchObject({ templateVersion: 1, language: 'id' });
  });
});
