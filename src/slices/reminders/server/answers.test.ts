import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { work } from '#platform/shared/work-contract.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { bearer, openTestHttp, post, type TestHttp } from '#testing/http.ts';
import { reminders } from '../contract.ts';
import { openRemindingClinic, type RemindingClinic } from './testing/reminding-clinic.ts';

let here: RemindingClinic;
let http: TestHttp;
beforeAll(async () => {
  here = await openRemindingClinic();
  http = await openTestHttp(here.clinic);
});
afterAll(async () => {
  await http.close();
  await here.close();
});
beforeEach(() => here.clinic.clock.set('2026-03-04T03:00:00Z'));

let numbers = 0;
const phone = () => {
  numbers += 1;
  return `+62813777${String(numbers).padStart(5, '0')}`;
};
const times = [
  '08:30',
  '09:00',
  '09:30',
  '10:00',
  '10:30',
  '11:00',
  '11:30',
  '13:00',
  '13:30',
  '14:00',
  '14:30',
];
let taken = 0;
/** A patient who was told of her booking, and the secret of the link that she was sent. */
async function told(to = phone()) {
  const when = {
    day: `2026-03-${String(10 + Math.floor(taken / times.length)).padStart(2, '0')}`,
    time: times[taken % times.length] as string,
  };
  taken += 1;
  const { patientId, visitId } = await here.booked({ phone: to }, when);
  await here.minute();
  const text = here.gateway.sent.findLast((one) => one.to === to)?.text ?? '';
  return { to, patientId, visitId, token: /answer#(\S+)/.exec(text)?.[1] ?? '' };
}

const api = (verb: string, body: object, secret?: string) =>
  post(`${http.url}/api/reminders/${verb}`, body, secret ? bearer(secret) : {});
const appointment = (visitId: string) =>
  here.clinic.inside((ctx) => ctx.record.mustRead('Appointment', visitId));
const statusOf = async (visitId: string) => (await appointment(visitId)).status;
let replies = 0;
const reply = (from: string, text: string, id?: string) => {
  replies += 1;
  return api('textReply', { id: id ?? `in-${replies}`, from, channel: 'sms', text }, here.callSecret);
};

describe('a link', () => {
  it('shows when and where, and neither who nor why', async () => {
    const { token, patientId } = await told();
    expect(token).toMatch(/^[\w-]{22}$/);
    const { status, body } = await api('openLink', { token });
    expect(status).toBe(200);
    expect(body).toMatchObject({ clinic: 'Klinik Melati', place: 'Jl. Kenanga 12', state: 'open' });
    expect(JSON.stringify(body)).not.toMatch(new RegExp(`Siti|Kontrol|Follow|${patientId}`));
  });

  it('confirms once, and the booking says so at the desk', async () => {
    const { token, visitId, patientId } = await told();
    expect((await api('answerLink', { token, answer: 'confirm' })).body).toMatchObject({
      did: 'confirmed',
      state: 'confirmed',
    });
    expect((await api('answerLink', { token, answer: 'confirm' })).body).toMatchObject({ did: 'already' });
    const { participant } = await appointment(visitId);
    expect(participant.find((one) => one.actor?.reference === `Patient/${patientId}`)?.status).toBe(
      'accepted',
    );
    const shown = await here.clinic
      .as('frontDesk')
      .call(reminders, 'patientMessages', { patientId, visitId });
    expect(shown.confirmed).toMatchObject([{ visitId }]);
    expect(shown.answers).toMatchObject([{ answer: 'confirm', way: 'link' }]);
    here.clinic.clock.set('2026-03-09T03:00:00Z');
    await here.minute();
    expect(shown.messages.length).toBe((await here.messagesOf(patientId)).length);
  });

  it('cancels once, as the patient who asked, and frees the time', async () => {
    const { token, visitId, patientId } = await told();
    const all = await Promise.all([1, 2, 3].map(() => api('answerLink', { token, answer: 'cancel' })));
    expect(all.filter((one) => one.body.did === 'cancelled')).toHaveLength(1);
    expect(await appointment(visitId)).toMatchObject({
      status: 'cancelled',
      cancelationReason: { coding: [{ code: 'pat' }], text: 'Dibatalkan pasien melalui tautan' },
    });
    const { coming } = await here.clinic.as('frontDesk').call(scheduling, 'patientVisits', { patientId });
    expect(coming.filter((one) => one.status === 'booked')).toEqual([]);
    expect((await api('answerLink', { token, answer: 'confirm' })).body).toMatchObject({ did: 'notOpen' });
  });

  it('is void for a time that the booking no longer has', async () => {
    const { token, visitId } = await told();
    await api('answerLink', { token, answer: 'confirm' });
    await here.clinic
      .as('frontDesk')
      .call(scheduling, 'moveBooking', { visitId, when: { day: '2026-03-20', time: '09:00' } });
    expect((await api('openLink', { token })).body).toMatchObject({ state: 'open', date: '20 Maret 2026' });
  });

  it('stops the messages of its kind, and the appointment stands', async () => {
    const { token, visitId, patientId } = await told();
    expect((await api('answerLink', { token, answer: 'stop' })).body).toMatchObject({
      did: 'stopped',
      stopped: true,
      state: 'open',
    });
    expect(await statusOf(visitId)).toBe('booked');
    const { choices } = await here.clinic.as('frontDesk').call(reminders, 'patientMessages', { patientId });
    expect(choices).toMatchObject([{ channel: 'sms', allowed: false, writtenBy: 'link' }]);
  });

  it('is refused alike when it is wrong, empty or over, and from one place only so often', async () => {
    const { token } = await told();
    for (const wrong of ['', 'x', `${token}x`, token.toLowerCase()])
      expect(await api('openLink', { token: wrong })).toMatchObject({
        status: 403,
        body: { code: 'reminders.linkNotGood' },
      });
    here.clinic.clock.set('2026-03-20T03:00:00Z');
    expect((await api('openLink', { token })).status).toBe(403);
    here.clinic.clock.set('2026-03-04T04:00:00Z');
    const many = await Promise.all(
      Array.from({ length: 30 }, (_, n) => api('answerLink', { token: `wrong-${n}`, answer: 'cancel' })),
    );
    expect(many.some((one) => one.status === 429)).toBe(true);
    const wrong = async () => (await api('openLink', { token: 'wrong' })).status;
    expect(await wrong()).toBe(429);
    // whoever shares a network with a guesser is not shut out
    expect((await api('openLink', { token })).status).toBe(200);
    here.clinic.clock.set('2026-03-04T04:16:00Z');
    expect(await wrong()).toBe(403);
  });
});

describe('a reply by text', () => {
  it.each([
    ['YES', 'booked', 'dikonfirmasi'],
    ['ya', 'booked', 'dikonfirmasi'],
    ['C', 'booked', 'dikonfirmasi'],
    ['X', 'cancelled', 'dibatalkan'],
    ['Batal', 'cancelled', 'dibatalkan'],
  ])('%s does what it says, and is told so', async (text, status, words) => {
    const { to, visitId, patientId } = await told();
    const answered = await reply(to.replace('+62', '0'), text);
    expect(answered.body.reply).toContain(words);
    expect(await statusOf(visitId)).toBe(status);
    const { confirmed } = await here.clinic.as('frontDesk').call(reminders, 'patientMessages', { patientId });
    expect(confirmed.length).toBe(status === 'booked' ? 1 : 0);
  });

  it('that the gateway tells twice is done once and answered alike', async () => {
    const { to, patientId } = await told();
    const first = await reply(to, 'YA', 'twice');
    expect((await reply(to, 'YA', 'twice')).body).toEqual(first.body);
    const { answers } = await here.clinic.as('frontDesk').call(reminders, 'patientMessages', { patientId });
    expect(answers).toHaveLength(1);
  });

  it.each(['STOP', 'berhenti'])('%s ends the messages to everybody at that number', async (text) => {
    const to = phone();
    const [one, two] = [await told(to), await told(to)];
    expect((await reply(to, text)).body.reply).toContain('tidak akan dikirimi pesan lagi');
    for (const { patientId } of [one, two]) {
      const { choices } = await here.clinic.as('frontDesk').call(reminders, 'patientMessages', { patientId });
      expect(choices).toMatchObject([{ channel: 'sms', allowed: false, writtenBy: 'text' }]);
    }
    const sent = here.gateway.sent.length;
    here.clinic.clock.set('2026-03-09T07:00:00Z');
    await here.minute();
    expect(here.gateway.sent.slice(sent).filter((message) => message.to === to)).toEqual([]);
  });

  it('that nobody can understand, or that may mean two visits, is a task for the desk and changes nothing', async () => {
    const to = phone();
    const one = await told(to);
    // of two that were written at one instant neither is the later one
    here.clinic.clock.advance(1);
    const two = await told(to);
    await reply(to, 'X');
    await reply(to, 'boleh jam 3?');
    expect([await statusOf(one.visitId), await statusOf(two.visitId)]).toEqual(['booked', 'booked']);
    const { tasks } = await here.clinic.as('frontDesk').call(work, 'listMine', { patientId: two.patientId });
    expect(tasks.map((task) => task.kind)).toEqual(['reminders.unclearAnswer', 'reminders.unclearAnswer']);
    expect(JSON.stringify(tasks.map((task) => task.params))).not.toContain('jam 3');
    expect((await reply('+6281999999999', 'YA')).status).toBe(200);
  });
});

describe('the gateway', () => {
  it('tells what became of a text, once', async () => {
    const { to, patientId } = await told();
    const id = here.gateway.sent.findLast((one) => one.to === to)?.id ?? '';
    const status = (word: string, secret = here.callSecret) =>
      api('textStatus', { id, status: word }, secret);
    expect((await status('delivered')).status).toBe(200);
    expect(await here.messagesOf(patientId)).toMatchObject([{ state: 'delivered' }]);
    await status('failed');
    expect(await here.messagesOf(patientId)).toMatchObject([{ state: 'delivered' }]);
    const failing = await told();
    const other = here.gateway.sent.findLast((one) => one.to === failing.to)?.id ?? '';
    await api('textStatus', { id: other, status: 'failed', detail: '30003' }, here.callSecret);
    expect(await here.messagesOf(failing.patientId)).toMatchObject([
      { state: 'failed', code: 'notDelivered' },
    ]);
    const { tasks } = await here.clinic
      .as('frontDesk')
      .call(work, 'listMine', { patientId: failing.patientId });
    expect(tasks.map((task) => task.kind)).toEqual(['reminders.notReached']);
  });

  it('without the clinic’s secret, or with one that was replaced, is refused', async () => {
    const { to, visitId } = await told();
    const body = { id: 'foreign', from: to, channel: 'sms', text: 'X' };
    for (const secret of [undefined, 'not the clinic’s secret'.replace('’', '')])
      expect(await api('textReply', body, secret)).toMatchObject({ status: 403 });
    const { secret } = await here.clinic.as('manager').call(reminders, 'makeCallSecret', {});
    expect((await api('textReply', body, here.callSecret)).status).toBe(403);
    here.callSecret = secret;
    expect(await statusOf(visitId)).toBe('booked');
  });
});
