import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withClient } from '#platform/server/db/roles.ts';
import { keepPaper } from '#platform/server/print/store.ts';
import { needReaders, pagesOf } from '#platform/server/print/testing.ts';
import { printing } from '#platform/shared/print-contract.ts';
import { closeJoined } from '#platform/server/record/joined.ts';
import { work } from '#platform/shared/work-contract.ts';
import { disclosures } from '#slices/disclosures/contract.ts';
import { reminders } from '#slices/reminders/contract.ts';
import { sendings } from '../contract.ts';
import { born, openSendingClinic, type SendingClinic } from './testing/sending-clinic.ts';

needReaders('pdftotext');

let here: SendingClinic;
beforeAll(async () => {
  here = await openSendingClinic('ID');
});
afterAll(() => here.close());
beforeEach(async () => {
  here.clinic.clock.set('2026-03-04T03:00:00Z');
  await here.rules({ byHand: true });
});

const desk = () => here.clinic.as('frontDesk');
const refused = (act: Promise<unknown>) => here.clinic.refused(act);
const waysOf = async (patientId: string) =>
  (await desk().call(sendings, 'ways', await here.paper(patientId))).ways;
const sendingOf = async (patientId: string) =>
  (await desk().call(sendings, 'patientSendings', { patientId })).sendings[0];
const tasks = async (patientId: string) =>
  (await desk().call(work, 'listMine', {})).tasks.filter(
    (one) => one.kind === 'sending.notSent' && one.patientId === patientId,
  );
const secretIn = (text: string | undefined) => /\/paper#(\S+)/.exec(text ?? '')?.[1] ?? '';
const textTo = (number: string) => here.gateway.sent.findLast((one) => one.to === number)?.text;

/** Tables with a row that holds a text, whatever its column. */
async function tablesWith(text: string): Promise<string[]> {
  return withClient(here.clinic.database.superuserUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c
       WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`,
    );
    const found: string[] = [];
    for (const { name } of rows) {
      const asked = `SELECT 1 FROM ${name} t WHERE position($1 in t::text) > 0 LIMIT 1`;
      if ((await client.query(asked, [text])).rowCount) found.push(name);
    }
    return found;
  });
}

describe('a paper that is sent', () => {
  it('goes by e-mail with the clinic’s name alone, and opens by the birth date', async () => {
    const patientId = await here.somebody({ email: 'surat@example.test' });
    await here.sent(patientId, 'email');
    expect(await sendingOf(patientId)).toMatchObject({ state: 'waiting', to: 'surat@example.test' });
    await here.minute();
    expect(await sendingOf(patientId)).toMatchObject({ state: 'sent', openings: 0 });
    const mail = here.box.received.findLast((one) => one.to.includes('surat@example.test'))?.mail;
    expect(mail?.subject).toBe('Klinik Melati: berkas untuk Anda');
    expect(mail?.text).not.toMatch(/Siti|Ringkasan|118/);
    const token = secretIn(mail?.text);
    const opened = await here.open('openLink', { token });
    expect(opened.body).toEqual({
      ...{ clinic: 'Klinik Melati', phone: '021-5550-0134', language: 'id' },
      until: '11 Maret 2026',
    });
    const { status, body } = await here.open('openPaper', { token, birthDate: born });
    expect([status, body.title, body.fileName]).toEqual([
      200,
      'Ringkasan kunjungan',
      'Ringkasan-kunjungan.pdf',
    ]);
    const page = pagesOf(Buffer.from(body.pdf, 'base64')).join(' ');
    expect(page).toMatch(/118\/76/);
    expect(page).not.toMatch(/SALINAN|PRATINJAU/);
    expect(await sendingOf(patientId)).toMatchObject({
      ...{ state: 'delivered', openings: 1 },
      lastOpenedAt: '2026-03-04T03:00:00Z',
    });
  });

  it('goes as a text, in the patient’s language, and says when it arrived', async () => {
    const patientId = await here.somebody({ phone: '+6281255509001', language: 'en' });
    const { sendingId } = await here.sent(patientId, 'text');
    await here.minute();
    expect(textTo('+6281255509001')).toMatch(
      /^Klinik Melati: a paper is ready for you\. https:\/\/melati\.test\/paper#/,
    );
    const status = await here.open('openLink', { token: secretIn(textTo('+6281255509001')) });
    expect(status.body.language).toBe('en');
    expect(await sendingOf(patientId)).toMatchObject({ sendingId, state: 'sent', way: 'text' });
  });

  it('is handed over by WhatsApp or as a code; the link is in no table', async () => {
    const patientId = await here.somebody({ phone: '+6281255509002' });
    const { sendingId } = await here.sent(patientId, 'hand');
    const { link, whatsApp } = await desk().call(sendings, 'linkToHand', { sendingId });
    expect(link).toMatch(/^https:\/\/melati\.test\/paper#[\w-]{22}$/);
    expect(decodeURIComponent(whatsApp ?? '')).toContain(
      `6281255509002?text=Klinik Melati: ada berkas untuk Anda. ${link}`,
    );
    const token = link.split('#')[1] ?? '';
    expect((await here.open('openPaper', { token, birthDate: born })).status).toBe(200);
    expect(await tablesWith(token)).toEqual([]);
    const code = await here.sent(patientId, 'code');
    expect(
      (await desk().call(sendings, 'linkToHand', { sendingId: code.sendingId })).whatsApp,
    ).toBeUndefined();
    const mail = await here.sent(patientId, 'email');
    const by = desk().call(sendings, 'linkToHand', { sendingId: mail.sendingId });
    expect((await refused(by)).code).toBe('sending.notToHand');
  });

  it('counts as a printing: the first is the original, and what is printed next a copy', async () => {
    const patientId = await here.somebody();
    const { sendingId, paperId } = await here.sent(patientId, 'code');
    expect((await desk().call(printing, 'printPaper', { paperId })).copyNumber).toBe(2);
    await desk().call(sendings, 'sendPaper', { patientId, paperId, way: 'code' });
    const again = await sendingOf(patientId);
    const [first, third] = await Promise.all(
      [sendingId, again?.sendingId ?? ''].map(async (id) => {
        const token = await here.handed(id);
        const { body } = await here.open('openPaper', { token, birthDate: born });
        return pagesOf(Buffer.from(body.pdf, 'base64')).join(' ');
      }),
    );
    expect(first).not.toMatch(/SALINAN/);
    expect(third).toMatch(/SALINAN/);
  });

  it('is logged as given to the patient, stands in the trail and in her record', async () => {
    const patientId = await here.somebody({ email: 'catat@example.test' });
    const { sendingId } = await here.sent(patientId, 'email');
    const { disclosures: logged } = await desk().call(disclosures, 'patientDisclosures', { patientId });
    expect(logged).toMatchObject([
      {
        basis: 'patientAccess',
        recipientKind: 'patient',
        parts: ['notes'],
        recipientAddress: 'catat@example.test',
        counted: false,
      },
    ]);
    const communication = await here.clinic.inside(({ record }) =>
      record.mustRead('Communication', sendingId),
    );
    expect(communication).toMatchObject({
      ...{ status: 'in-progress', subject: { reference: `Patient/${patientId}` } },
      payload: [{ contentString: 'Ringkasan kunjungan' }],
    });
    await here.minute();
    const sent = await here.clinic.inside(({ record }) => record.mustRead('Communication', sendingId));
    expect(sent.status).toBe('completed');
  });

  it('retried with the same key is one sending', async () => {
    const patientId = await here.somebody();
    const { paperId } = await here.paper(patientId);
    const input = { patientId, paperId, way: 'code' } as const;
    const [one, two] = [
      await desk().call(sendings, 'sendPaper', input, { key: 'sending-once' }),
      await desk().call(sendings, 'sendPaper', input, { key: 'sending-once' }),
    ];
    expect(two).toEqual(one);
    expect((await desk().call(sendings, 'patientSendings', { patientId })).sendings).toHaveLength(1);
  });
});

describe('what is refused', () => {
  it('a draft, a paper of the house, another patient’s', async () => {
    const [patientId, other] = [await here.somebody(), await here.somebody()];
    const send = async (paper: { paperId: string }) =>
      (await refused(desk().call(sendings, 'sendPaper', { ...paper, patientId, way: 'code' }))).code;
    expect(await send(await here.paper(patientId, { provisional: true }))).toBe('sending.draft');
    const house = await here.clinic.inside(async (ctx) => {
      const face = { kind: 'letters.faceSheet', size: 'A4', language: 'id', title: 'x' } as const;
      return keepPaper(ctx, { ...face, body: [] }, { patientId, subject: `Patient/${patientId}` });
    });
    expect(await send({ paperId: house })).toBe('sending.notForPatients');
    expect(await send(await here.paper(other))).toBe('sending.otherPatient');
    expect((await desk().call(sendings, 'patientSendings', { patientId })).sendings).toEqual([]);
  });

  it('a patient without a full birth date, and one who has died', async () => {
    const young = await here.somebody({ birthDate: '1990-05' });
    const ask = async (patientId: string) =>
      (await refused(desk().call(sendings, 'ways', await here.paper(patientId)))).code;
    expect(await ask(young)).toBe('sending.birthDateNeeded');
    const gone = await here.somebody();
    await here.clinic.inside((ctx) =>
      ctx.record.patch('Patient', gone, (patient) => {
        patient.deceasedBoolean = true;
      }),
    );
    expect(await ask(gone)).toBe('sending.notCurrent');
  });

  it('a way that she said no to, has no address for, or that leads nowhere, with why', async () => {
    const patientId = await here.somebody({ email: 'tidak@example.test', phone: '' });
    expect(await waysOf(patientId)).toEqual([
      { way: 'text', to: '', because: 'noAddress' },
      { way: 'email', to: 'tidak@example.test' },
      { way: 'hand', to: '', because: 'noAddress' },
      { way: 'code', to: '' },
    ]);
    const wishes = { preferred: null, zone: null, choices: { email: false } };
    await desk().call(reminders, 'saveWishes', { patientId, ...wishes });
    const { paperId } = await here.paper(patientId);
    const sent = desk().call(sendings, 'sendPaper', { patientId, paperId, way: 'email' });
    expect(await refused(sent)).toMatchObject({ code: 'sending.wayShut' });
    await here.rules({ linkAddress: '' });
    expect((await waysOf(patientId)).map((one) => one.because)).toEqual(Array(4).fill('noLink'));
  });

  it('the way that she prefers stands first, WhatsApp by hand where no machine sends it', async () => {
    const first = async (preferred: 'email' | 'whatsapp') => {
      const patientId = await here.somebody();
      await desk().call(reminders, 'saveWishes', { patientId, preferred, zone: null, choices: {} });
      return (await waysOf(patientId)).map((one) => one.way);
    };
    expect(await first('email')).toEqual(['email', 'text', 'hand', 'code']);
    expect(await first('whatsapp')).toEqual(['text', 'hand', 'email', 'code']);
  });

  it('whoever may not send: a student reads, and sends nothing', async () => {
    const patientId = await here.somebody();
    const { paperId } = await here.paper(patientId);
    const student = here.clinic.as('student');
    expect((await student.call(sendings, 'patientSendings', { patientId })).sendings).toEqual([]);
    const sent = student.call(sendings, 'sendPaper', { patientId, paperId, way: 'code' });
    expect((await refused(sent)).status).toBe(403);
  });
});

describe('a link', () => {
  const handed = async (given = {}) => {
    const patientId = await here.somebody(given);
    const { sendingId } = await here.sent(patientId, 'code');
    return { patientId, sendingId, token: await here.handed(sendingId) };
  };

  it('says nothing of whom or what before the birth date, and five wrong ones end it', async () => {
    const { token, patientId } = await handed();
    const opened = await here.open('openLink', { token });
    expect(JSON.stringify(opened.body)).not.toMatch(/Siti|Ringkasan/);
    // one that was opened meanwhile does not begin to count anew
    expect((await here.open('openPaper', { token, birthDate: born })).status).toBe(200);
    const codes: string[] = [];
    for (let day = 10; day < 15; day += 1) {
      const wrong = await here.open('openPaper', { token, birthDate: `1990-05-${day}` });
      codes.push(wrong.body.code);
    }
    expect(codes).toEqual([...Array(4).fill('sending.noMatch'), 'sending.linkNotGood']);
    const late = await here.open('openPaper', { token, birthDate: born });
    expect([late.status, late.body.code]).toEqual([403, 'sending.linkNotGood']);
    expect((await sendingOf(patientId))?.ended).toMatchObject({ reason: 'lima kali tanggal lahir salah' });
  });

  it('tried from many sides at once counts each wrong date', async () => {
    const { token } = await handed();
    const tries = await Promise.all(
      Array.from({ length: 12 }, (_, n) => here.open('openPaper', { token, birthDate: `1991-06-${10 + n}` })),
    );
    const codes = tries.map(({ body }) => body.code);
    expect(codes.filter((code) => code === 'sending.noMatch')).toHaveLength(4);
    expect(codes.filter((code) => code === 'sending.linkNotGood')).toHaveLength(8);
  });

  it('ends after seven days, and by a person with a reason', async () => {
    const first = await handed();
    // the message says until 11 March: all of that day in the clinic
    here.clinic.clock.set('2026-03-11T16:59:00Z');
    expect((await here.open('openPaper', { token: first.token, birthDate: born })).status).toBe(200);
    here.clinic.clock.set('2026-03-11T17:00:00Z');
    expect((await here.open('openLink', { token: first.token })).body.code).toBe('sending.linkNotGood');
    expect(await sendingOf(first.patientId)).toMatchObject({ state: 'over' });
    const second = await handed();
    const end = (reason: string) => desk().call(sendings, 'endLink', { sendingId: second.sendingId, reason });
    expect((await refused(end(' '))).status).toBe(422);
    expect((await end('Salah nomor')).sending).toMatchObject({ state: 'ended' });
    expect((await refused(end('lagi'))).code).toBe('sending.alreadyOver');
    expect((await here.open('openLink', { token: second.token })).body.code).toBe('sending.linkNotGood');
  });

  it('ends when it was opened fifty times', async () => {
    const { token, sendingId, patientId } = await handed();
    await here.clinic.inside(({ db }) =>
      db.updateTable('sending_paper').set({ openings: 49 }).where('id', '=', sendingId).execute(),
    );
    expect((await here.open('openPaper', { token, birthDate: born })).status).toBe(200);
    expect((await here.open('openPaper', { token, birthDate: born })).status).toBe(403);
    expect((await sendingOf(patientId))?.ended?.reason).toBe('sudah dibuka lima puluh kali');
  });

  it('is handed over by whoever sent it, and to the number that stands in the chart', async () => {
    const { sendingId } = await handed();
    const other = here.clinic.as('manager').call(sendings, 'linkToHand', { sendingId });
    expect((await refused(other)).code).toBe('sending.notYours');
    const patientId = await here.somebody({ phone: '+6281255509008' });
    const { sendingId: byHand } = await here.sent(patientId, 'hand');
    await here.clinic.inside((ctx) =>
      ctx.record.patch('Patient', patientId, (patient) => {
        const phone = patient.telecom?.find(({ system }) => system === 'phone');
        if (phone) phone.value = '+6281255509009';
      }),
    );
    const late = desk().call(sendings, 'linkToHand', { sendingId: byHand });
    expect((await refused(late)).code).toBe('sending.notToHand');
  });

  it('of a chart that was joined goes with it, and a paper made before is still hers', async () => {
    const joined = await here.somebody({ phone: '+6281255509010' });
    const { sendingId, paperId } = await here.sent(joined, 'code');
    const token = await here.handed(sendingId);
    const stays = await here.somebody({ phone: '+6281255509011', birthDate: '1990-05-09' });
    await here.clinic.inside(async (ctx) => {
      await closeJoined(ctx, joined, stays);
      await ctx.db
        .updateTable('sending_paper')
        .set({ patient_id: stays })
        .where('id', '=', sendingId)
        .execute();
    });
    expect((await here.open('openPaper', { token, birthDate: born })).body.code).toBe('sending.noMatch');
    expect((await here.open('openPaper', { token, birthDate: '1990-05-09' })).status).toBe(200);
    expect((await desk().call(sendings, 'ways', { patientId: joined, paperId })).patientId).toBe(stays);
    const again = { patientId: stays, paperId, way: 'code' } as const;
    expect((await desk().call(sendings, 'sendPaper', again)).patientId).toBe(stays);
  });

  it('that nobody gave out and one that was ended answer alike', async () => {
    const wrong = await here.open('openLink', { token: 'nobody-gave-this-out' });
    const { token, sendingId } = await handed();
    await desk().call(sendings, 'endLink', { sendingId, reason: 'x' });
    const ended = await here.open('openLink', { token });
    expect([wrong.status, wrong.body.detail]).toEqual([ended.status, ended.body.detail]);
  });
});

describe('a message that does not go out', () => {
  const released = async (patientId: string) =>
    (await desk().call(disclosures, 'patientDisclosures', { patientId })).disclosures;
  const minutes = async (some: number) => {
    here.clinic.clock.advance(some);
    await here.minute();
  };

  it('is a task for the desk, the link is shut, and another way ends the task', async () => {
    const patientId = await here.somebody({ phone: '+6281255509003', email: '' });
    here.gateway.answerWith(400);
    const { paperId } = await here.sent(patientId, 'text');
    await here.minute();
    here.gateway.answerWith(202);
    expect(await sendingOf(patientId)).toMatchObject({ state: 'failed', paperId });
    expect((await sendingOf(patientId))?.trouble).toBeTruthy();
    expect(await tasks(patientId)).toHaveLength(1);
    await desk().call(sendings, 'sendPaper', { patientId, paperId, way: 'code' });
    expect(await tasks(patientId)).toEqual([]);
  });

  it('was no printing and no release: the number is free again, and the log says so', async () => {
    const patientId = await here.somebody({ phone: '+6281255509004' });
    here.gateway.answerWith(400);
    const { paperId } = await here.sent(patientId, 'text');
    await here.minute();
    here.gateway.answerWith(202);
    expect(await released(patientId)).toMatchObject([{ error: 'Pesan dengan tautannya tidak terkirim.' }]);
    expect((await desk().call(printing, 'printPaper', { paperId })).copyNumber).toBe(1);
  });

  it('asks nobody where she has the paper by another way already, and asks once', async () => {
    const patientId = await here.somebody({ phone: '+6281255509005' });
    here.gateway.answerWith(400);
    const { paperId } = await here.sent(patientId, 'text');
    await desk().call(sendings, 'sendPaper', { patientId, paperId, way: 'code' });
    await here.minute();
    expect(await tasks(patientId)).toEqual([]);
    const other = await here.sent(patientId, 'text');
    await desk().call(sendings, 'sendPaper', { patientId, paperId: other.paperId, way: 'text' });
    await here.minute();
    here.gateway.answerWith(202);
    expect(await tasks(patientId)).toHaveLength(1);
  });

  it('and of which nobody knows whether it went keeps its link open', async () => {
    const patientId = await here.somebody({ phone: '+6281255509006' });
    const { sendingId } = await here.sent(patientId, 'text');
    await here.minute();
    // the server died after the gateway had it and before that was written down
    await here.clinic.inside(async ({ db }) => {
      const claimed_at = '2026-03-04T02:45:00Z';
      await db
        .updateTable('reminders_letter')
        .set({ state: 'sending', claimed_at })
        .where('id', '=', sendingId)
        .execute();
      await db.updateTable('sending_paper').set({ state: 'waiting' }).where('id', '=', sendingId).execute();
    });
    await here.minute();
    expect(await sendingOf(patientId)).toMatchObject({ state: 'unclear' });
    expect(await tasks(patientId)).toHaveLength(1);
    const token = secretIn(textTo('+6281255509006'));
    const { status } = await here.open('openPaper', { token, birthDate: born });
    expect(status).toBe(200);
    expect((await released(patientId))[0]?.error).toBeNull();
  });

  it('since the clinic has turned its messages off is told after a day', async () => {
    const patientId = await here.somebody({ phone: '+6281255509007' });
    await here.sent(patientId, 'text');
    await here.rules({ on: false });
    await minutes(24 * 60 - 1);
    expect(await sendingOf(patientId)).toMatchObject({ state: 'waiting' });
    await minutes(1);
    expect(await sendingOf(patientId)).toMatchObject({ state: 'failed' });
    expect(await tasks(patientId)).toHaveLength(1);
  });
});
