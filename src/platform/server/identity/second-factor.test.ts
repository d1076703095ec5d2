import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Browser,
  codeNow,
  codeOf,
  type IdentityGround,
  identityGround,
  password,
} from '#testing/identity.ts';

let ground: IdentityGround;
beforeAll(async () => {
  ground = await identityGround();
});
afterAll(() => ground.test.drop());

/** A person who has set up an app, at the browser where she did; its secret and her recovery codes. */
async function enrolled(login: string, roles?: string[]) {
  const staffId = await ground.person(login, roles);
  const browser = ground.browser();
  await browser.open('signIn', { login, password });
  const { secret } = await browser.open('beginTotp', { password });
  const { recoveryCodes } = await browser.open('confirmTotp', { code: codeNow(ground, secret) });
  ground.pass(2);
  return { staffId, browser, secret, recoveryCodes: recoveryCodes as string[] };
}

const halfway = async (browser: Browser, login: string): Promise<string> =>
  (await browser.open('signIn', { login, password })).ticket;
const stateOf = async (browser: Browser) => (await browser.open('whoAmI')).state;

describe('a code of an app', () => {
  it('is asked after the password, and opens the session that the password alone does not', async () => {
    const { secret } = await enrolled('app@a.test');
    const browser = ground.browser();
    const first = await browser.open('signIn', { login: 'app@a.test', password });
    expect(first).toMatchObject({ next: 'code', methods: ['totp', 'recovery'], clinicSlug: 'klinik-a' });
    expect(await stateOf(browser)).toBe('signedOut');
    await browser.open('enterCode', { ticket: first.ticket, code: codeNow(ground, secret) });
    expect(await stateOf(browser)).toBe('open');
  });

  it('opens once, also when many bring it at the same moment', async () => {
    const { secret } = await enrolled('replay@a.test');
    const tickets = await Promise.all([1, 2].map(() => halfway(ground.browser(), 'replay@a.test')));
    const code = codeNow(ground, secret);
    const codes = await Promise.all(
      tickets.map((ticket) => codeOf(ground.browser().open('enterCode', { ticket, code }))),
    );
    expect(codes.filter((one) => one === undefined)).toHaveLength(1);
    expect(codes).toContain('identity.wrongCode');
  });

  it('is taken one step early or late, and no further', async () => {
    const { secret } = await enrolled('steps@a.test');
    for (const [steps, right] of [
      [-2, false],
      [-1, true],
      [2, false],
      [1, true],
    ] as const) {
      const browser = ground.browser();
      const ticket = await halfway(browser, 'steps@a.test');
      const code = codeOf(browser.open('enterCode', { ticket, code: codeNow(ground, secret, steps) }));
      expect(await code, `${steps} steps`).toBe(right ? undefined : 'identity.wrongCode');
      ground.pass(right ? 2 : 0);
    }
  });

  it('counts towards the lock-out when wrong, together with the password, and a right password does not clear it', async () => {
    await enrolled('guessed@a.test');
    const browser = ground.browser();
    const codes: (string | undefined)[] = [];
    const ticket = await halfway(browser, 'guessed@a.test');
    for (let tries = 0; tries < 5; tries += 1)
      codes.push(await codeOf(browser.open('enterCode', { ticket, code: '000000' })));
    expect(codes).toEqual([...Array(4).fill('identity.wrongCode'), 'identity.wait']);
    expect(await codeOf(browser.open('signIn', { login: 'guessed@a.test', password }))).toBe('identity.wait');
  });

  it('needs its ticket: one that was used, is too old or was never given opens nothing', async () => {
    const { secret } = await enrolled('ticket@a.test');
    const browser = ground.browser();
    const used = await halfway(browser, 'ticket@a.test');
    await browser.open('enterCode', { ticket: used, code: codeNow(ground, secret) });
    ground.pass(2);
    const late = await halfway(ground.browser(), 'ticket@a.test');
    ground.pass(6);
    const code = codeNow(ground, secret);
    for (const ticket of [used, late, 'made-up']) {
      expect(await codeOf(ground.browser().open('enterCode', { ticket, code }))).toBe('identity.ticketOver');
    }
  });

  it('is no longer asked for by a ticket from before the password changed', async () => {
    const { browser, secret } = await enrolled('changed@a.test');
    const ticket = await halfway(ground.browser(), 'changed@a.test');
    await browser.open('changePassword', { password, newPassword: 'quiet river after rain' });
    const code = codeNow(ground, secret);
    expect(await codeOf(ground.browser().open('enterCode', { ticket, code }))).toBe('identity.ticketOver');
  });

  it('is kept sealed: the database alone does not tell it, nor is a row good for another person', async () => {
    const one = await enrolled('sealed@a.test');
    const two = await enrolled('other@a.test');
    const rows = await ground.see<{ text: string }>('SELECT identity_totp::text AS text FROM identity_totp');
    for (const { text } of rows) {
      expect(text).not.toContain(one.secret);
      expect(text).not.toContain(Buffer.from(one.secret).toString('hex'));
    }
    await ground.see(
      `UPDATE identity_totp SET sealed_secret = (SELECT sealed_secret FROM identity_totp WHERE staff_id = $1)
       WHERE staff_id = $2`,
      [two.staffId, one.staffId],
    );
    const ticket = await halfway(ground.browser(), 'sealed@a.test');
    const entering = ground.browser().open('enterCode', { ticket, code: codeNow(ground, two.secret) });
    await expect(entering).rejects.toThrow();
  });
});

describe('setting up an app', () => {
  it('needs the password, and holds only once a code of it came', async () => {
    await ground.person('setup@a.test');
    const browser = ground.browser();
    await browser.open('signIn', { login: 'setup@a.test', password });
    expect(await codeOf(browser.open('beginTotp', { password: 'no' }))).toBe('identity.wrongPassword');
    expect(await codeOf(browser.open('confirmTotp', { code: '123456' }))).toBe('identity.nothingBegun');
    const { secret, uri } = await browser.open('beginTotp', { password });
    expect(uri).toMatch(/^otpauth:\/\/totp\/Serambi%20Klinik%20A:setup%40a\.test\?.*secret=/);
    expect(await codeOf(browser.open('confirmTotp', { code: '000000' }))).toBe('identity.wrongCode');
    expect((await ground.browser().open('signIn', { login: 'setup@a.test', password })).next).toBeUndefined();
    const before = browser.cookies.get('serambi_session');
    const { recoveryCodes } = await browser.open('confirmTotp', { code: codeNow(ground, secret) });
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(browser.cookies.get('serambi_session')).not.toBe(before);
    expect(await browser.open('readAccount')).toMatchObject({ factor: 'optional', recoveryCodesLeft: 10 });
  });

  it('ends her other sessions, and a code that confirmed it does not also sign in', async () => {
    await ground.person('others@a.test');
    const [here, there] = [ground.browser(), ground.browser()];
    await here.open('signIn', { login: 'others@a.test', password });
    await there.open('signIn', { login: 'others@a.test', password });
    const { secret } = await here.open('beginTotp', { password });
    const code = codeNow(ground, secret);
    await here.open('confirmTotp', { code });
    expect(await stateOf(there)).toBe('signedOut');
    const ticket = await halfway(there, 'others@a.test');
    expect(await codeOf(there.open('enterCode', { ticket, code }))).toBe('identity.wrongCode');
  });

  it('is asked of who manages people before anything else, and then the session opens', async () => {
    await ground.person('boss@a.test', ['officeManager']);
    const browser = ground.browser();
    const first = await browser.open('signIn', { login: 'boss@a.test', password });
    expect(first).toMatchObject({ next: 'enrol', methods: [] });
    expect(await stateOf(browser)).toBe('signedOut');
    const code = '123456';
    expect(await codeOf(browser.open('enterCode', { ticket: first.ticket, code }))).toBe(
      'identity.ticketOver',
    );
    const { secret } = await browser.open('beginEnrolment', { ticket: first.ticket });
    const done = await browser.open('confirmEnrolment', {
      ticket: first.ticket,
      code: codeNow(ground, secret),
    });
    expect(done.recoveryCodes).toHaveLength(10);
    expect(await stateOf(browser)).toBe('open');
    expect(await codeOf(browser.open('removeTotp', { password }))).toBe('identity.factorNeeded');
  });

  it('follows the clinic’s rules by job: required, or not offered; never in a demo clinic', async () => {
    await ground.person('boss2@a.test', ['officeManager']);
    const boss = ground.browser();
    await boss.enter('boss2@a.test');
    const rules = { idleMinutes: 15, absoluteMinutes: 720 };
    await boss.act('saveSignInRules', { ...rules, secondFactor: { frontDesk: 'required', student: 'off' } });
    expect(await boss.act('readSignInRules')).toMatchObject({ secondFactor: { frontDesk: 'required' } });
    await ground.person('desk@a.test', ['frontDesk']);
    await ground.person('pupil@a.test', ['student']);
    expect((await ground.browser().open('signIn', { login: 'desk@a.test', password })).next).toBe('enrol');
    const pupil = ground.browser();
    await pupil.open('signIn', { login: 'pupil@a.test', password });
    expect(await codeOf(pupil.open('beginTotp', { password }))).toBe('identity.factorNotOffered');
    await ground.see('UPDATE platform_clinic SET demo = true WHERE slug = $1', ['klinik-a']);
    expect((await ground.browser().open('signIn', { login: 'desk@a.test', password })).next).toBeUndefined();
    await ground.see('UPDATE platform_clinic SET demo = false WHERE slug = $1', ['klinik-a']);
    await boss.act('saveSignInRules', { ...rules, secondFactor: {} });
  });
});

describe('a lost telephone', () => {
  it('is made good by a recovery code, each once, also of many at the same moment', async () => {
    const { recoveryCodes } = await enrolled('lost@a.test');
    const [code = '', second = ''] = recoveryCodes;
    const tickets = await Promise.all([1, 2, 3].map(() => halfway(ground.browser(), 'lost@a.test')));
    const codes = await Promise.all(
      tickets.map((ticket) => codeOf(ground.browser().open('enterCode', { ticket, code }))),
    );
    expect(codes.filter((one) => one === undefined)).toHaveLength(1);
    const browser = ground.browser();
    const ticket = await halfway(browser, 'lost@a.test');
    // as somebody types it from paper
    const typed = ` ${second.toUpperCase().replace('-', ' ').replaceAll('0', 'O')} `;
    await browser.open('enterCode', { ticket, code: typed });
    expect((await browser.open('readAccount')).recoveryCodesLeft).toBe(8);
    const { recoveryCodes: fresh } = await browser.open('makeRecoveryCodes', { password });
    expect(fresh).not.toContain(recoveryCodes[2]);
    const again = await halfway(ground.browser(), 'lost@a.test');
    expect(await codeOf(ground.browser().open('enterCode', { ticket: again, code: recoveryCodes[2] }))).toBe(
      'identity.wrongCode',
    );
  });

  it('does not open by a link for a forgotten password either', async () => {
    const { staffId } = await enrolled('forgot@a.test');
    await ground.person('boss3@a.test', ['officeManager']);
    const boss = ground.browser();
    await boss.enter('boss3@a.test');
    const { token } = await boss.act('issueResetLink', { staffId });
    const browser = ground.browser();
    const newPassword = 'seven blue umbrellas';
    expect((await browser.open('resetPassword', { token, password: newPassword })).next).toBe('code');
    expect(await stateOf(browser)).toBe('signedOut');
  });
});

describe('one’s own sessions', () => {
  it('are listed with this one marked, and end one by one or all the others at once', async () => {
    await ground.person('mine@a.test');
    const [here, there, third] = [ground.browser(), ground.browser(), ground.browser()];
    for (const one of [here, there, third]) await one.open('signIn', { login: 'mine@a.test', password });
    const { sessions } = await here.open('readAccount');
    expect(sessions).toHaveLength(3);
    const others = sessions.filter((one: { here: boolean }) => !one.here);
    expect(others).toHaveLength(2);
    await here.act('endSession', { sessionId: others[0].id });
    expect((await here.open('readAccount')).sessions).toHaveLength(2);
    expect(await codeOf(here.act('endSession', { sessionId: others[0].id }))).toBe('identity.sessionOver');
    expect(await here.act('endOtherSessions')).toEqual({ ended: 1 });
    expect([await stateOf(there), await stateOf(third)]).toEqual(['signedOut', 'signedOut']);
    expect(await stateOf(here)).toBe('open');
  });

  it('cannot be ended by a colleague who knows their ids', async () => {
    await ground.person('owner@a.test');
    await ground.person('nosy@a.test');
    const [owner, nosy] = [ground.browser(), ground.browser()];
    await owner.open('signIn', { login: 'owner@a.test', password });
    await nosy.open('signIn', { login: 'nosy@a.test', password });
    const sessionId = (await owner.who())?.session?.id;
    expect(await codeOf(nosy.act('endSession', { sessionId }))).toBe('identity.sessionOver');
    expect(await stateOf(owner)).toBe('open');
  });

  it('get a new token when the PIN or the password changes; the old one is worth nothing', async () => {
    await ground.person('tokens@a.test');
    const browser = ground.browser();
    await browser.open('signIn', { login: 'tokens@a.test', password });
    for (const change of [
      () => browser.open('setPin', { password, pin: '918273' }),
      () => browser.open('changePassword', { password, newPassword: 'quiet river after rain' }),
    ]) {
      const thief = ground.browser();
      thief.cookies.set('serambi_session', browser.cookies.get('serambi_session') ?? '');
      await change();
      expect(await stateOf(thief)).toBe('signedOut');
      expect(await stateOf(browser)).toBe('open');
    }
  });
});

describe('a device', () => {
  it('takes no name that somebody planted and nobody here gave', async () => {
    await ground.person('planted@a.test');
    const browser = ground.browser();
    browser.cookies.set('serambi_device', 'planted-by-somebody-else');
    browser.cookies.set('serambi_session', 'planted-too');
    await browser.open('signIn', { login: 'planted@a.test', password });
    const device = browser.cookies.get('serambi_device');
    expect(device).not.toBe('planted-by-somebody-else');
    expect(browser.cookies.get('serambi_session')).not.toBe('planted-too');
    await browser.open('signIn', { login: 'planted@a.test', password });
    expect(browser.cookies.get('serambi_device')).toBe(device);
  });
});

describe('many logins guessed from one address', () => {
  it('are held back, while a known device goes on, and the vessel drains', async () => {
    await ground.person('regular@a.test');
    const known = ground.browser();
    await known.open('signIn', { login: 'regular@a.test', password });
    ground.pass(60);
    const guess = (login: string) =>
      codeOf(ground.browser().open('signIn', { login, password: 'not it at all' }));
    const codes = await Promise.all(Array.from({ length: 60 }, (_, at) => guess(`nobody-${at}@a.test`)));
    expect(codes.filter((code) => code === 'identity.wrongSignIn')).toHaveLength(50);
    expect(codes.filter((code) => code === 'identity.wait')).toHaveLength(10);
    expect(await codeOf(ground.browser().open('signIn', { login: 'regular@a.test', password }))).toBe(
      'identity.wait',
    );
    await known.open('signIn', { login: 'regular@a.test', password });
    ground.pass(2);
    await ground.browser().open('signIn', { login: 'regular@a.test', password });
  });
});
