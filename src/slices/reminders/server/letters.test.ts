import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bearer, openTestHttp, post, type TestHttp } from '#testing/http.ts';
import { reminders } from '../contract.ts';
import { type Letter, letterDesk, writeLetter } from './letters.ts';
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
beforeEach(async () => {
  here.clinic.clock.set('2026-03-04T03:00:00Z');
  await here.rules();
});

/** A letter that is of use for half an hour; its id. */
async function write(given: Partial<Letter> = {}): Promise<string> {
  return here.clinic.inside(async (ctx) => {
    const id = ctx.newId();
    const letter = { id, language: 'en' as const, subject: 'Hello', text: 'Open {link}', ...given };
    await writeLetter(ctx, { until: '2026-03-04T03:30:00Z', ...letter });
    return id;
  });
}
const stateOf = (id: string) =>
  here.clinic.inside(async (ctx) =>
    ctx.db
      .selectFrom('reminders_letter')
      .select(['state', 'channel', 'address', 'code', 'attempts'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  );
const sentTo = (to: string) => here.gateway.sent.filter((one) => one.to === to).map((one) => one.text);
const status = (id: string, given: string) =>
  post(`${http.url}/api/reminders/textStatus`, { id: `${id}.sms`, status: given }, bearer(here.callSecret));

describe('a letter', () => {
  it('goes at any hour, once, with a link whose secret is in no table', async () => {
    here.clinic.clock.set('2026-03-04T16:00:00Z');
    const link = {
      path: '/there',
      purpose: 'selfBooking' as const,
      subject: 'x',
      expiresAt: '2026-03-05T00:00:00Z',
    };
    const id = await write({ mobile: '+6281390000001', until: '2026-03-04T16:30:00Z', link });
    await here.minute();
    await here.minute();
    const [text, ...more] = sentTo('+6281390000001');
    expect(more).toEqual([]);
    expect(text).toMatch(/^Open https:\/\/melati\.test\/there#[\w-]{22}$/);
    expect(await stateOf(id)).toMatchObject({ state: 'accepted', channel: 'sms', code: null });
    const secret = /#(.*)$/.exec(text ?? '')?.[1] ?? '';
    const kept = await here.clinic.inside((ctx) =>
      ctx.db.selectFrom('reminders_letter').selectAll().execute(),
    );
    expect(JSON.stringify(kept)).not.toContain(secret);
  });

  it('goes by e-mail where the gateway refuses the number for good, and is failed where that refuses too', async () => {
    here.gateway.answerWith(422);
    const id = await write({ mobile: '+6281390000002', email: 'b@example.test', text: 'By mail' });
    await here.minute();
    here.gateway.answerWith(202);
    await here.minute();
    expect(await stateOf(id)).toMatchObject({
      state: 'accepted',
      channel: 'email',
      address: 'b@example.test',
    });
    expect(here.box.received.findLast((one) => one.to.includes('b@example.test'))?.mail.text).toContain(
      'By mail',
    );
    here.gateway.answerWith(422);
    const alone = await write({ mobile: '+6281390000003' });
    await here.minute();
    here.gateway.answerWith(202);
    expect((await stateOf(alone)).state).toBe('failed');
  });

  it('is tried again while it is of use, and not after', async () => {
    here.gateway.answerWith(503);
    const id = await write({ mobile: '+6281390000004' });
    await here.minute();
    expect(await stateOf(id)).toMatchObject({ state: 'waiting', attempts: 1 });
    here.gateway.answerWith(202);
    here.clinic.clock.advance(3);
    await here.minute();
    expect(await stateOf(id)).toMatchObject({ state: 'accepted', attempts: 2 });
    await here.rules({ on: false });
    const late = await write({ mobile: '+6281390000005' });
    expect(await stateOf(late)).toMatchObject({ state: 'stopped', code: 'noChannel' });
    await here.rules();
    const over = await write({ mobile: '+6281390000006' });
    here.clinic.clock.advance(31);
    await here.minute();
    expect(await stateOf(over)).toMatchObject({ state: 'failed', code: 'tooLate' });
    expect(sentTo('+6281390000006')).toEqual([]);
  });

  it('is told of by the gateway, once for all', async () => {
    const id = await write({ mobile: '+6281390000007' });
    await here.minute();
    expect((await status(id, 'delivered')).status).toBe(200);
    expect((await stateOf(id)).state).toBe('delivered');
    await status(id, 'failed');
    expect((await stateOf(id)).state).toBe('delivered');
    const lost = await write({ mobile: '+6281390000008' });
    await here.minute();
    await status(lost, 'failed');
    expect(await stateOf(lost)).toMatchObject({ state: 'failed', code: 'notDelivered' });
  });

  it('can be written by the ways that the clinic has, and by none where reminders are off', async () => {
    const desk = () => here.clinic.inside((ctx) => letterDesk(ctx));
    expect(await desk()).toMatchObject({ email: true, mobile: true, linkAddress: 'https://melati.test' });
    await here.rules({ on: false });
    expect(await desk()).toMatchObject({ email: false, mobile: false });
    await here.rules();
    await here.clinic.as('manager').call(reminders, 'saveGateway', { gateway: null });
    expect(await desk()).toMatchObject({ email: true, mobile: false });
  });
});
