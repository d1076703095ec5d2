import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, type IdentityGround, identityGround, password } from '#testing/identity.ts';

let ground: IdentityGround;
beforeAll(async () => {
  ground = await identityGround();
});
afterAll(() => ground.test.drop());

const wrong = (login: string) => ({ login, password: 'not the password' });

describe('signing in', () => {
  it('opens a session whose token the database does not know', async () => {
    await ground.person('sari@a.test');
    const browser = ground.browser();
    const opened = await browser.open('signIn', { login: ' SARI@a.test ', password });
    expect(opened).toMatchObject({
      name: 'sari',
      clinicSlug: 'klinik-a',
      absoluteUntil: '2026-03-10T13:00:00.000Z',
    });
    expect(browser.cookies.get('serambi_session')).toBe(opened.token);
    expect((await browser.who())?.actor).toMatchObject({ kind: 'staff', name: 'sari', roles: ['frontDesk'] });
    const stored = await ground.see<{ all: string }>(
      'SELECT string_agg(s::text, $1) AS all FROM identity_session s',
      [''],
    );
    expect(stored[0]?.all).not.toContain(opened.token);
    expect(stored[0]?.all).toContain(createHash('sha256').update(opened.token).digest('hex'));
  });

  it('keeps the token out of the answer where a browser asks for that', async () => {
    await ground.person('tokenless@a.test');
    const opened = await ground
      .browser()
      .open('signIn', { login: 'tokenless@a.test', password, tokenInAnswer: false });
    expect(opened.token).toBeUndefined();
  });

  it('holds back a guesser for a minute, not for the years that the clock was wrong by', async () => {
    await ground.person('guessed-then@a.test');
    const browser = ground.browser();
    const guess = () => codeOf(browser.open('signIn', wrong('guessed-then@a.test')));
    ground.setClock(3650 * 24 * 60);
    for (let tries = 0; tries < 5; tries += 1) await guess();
    ground.setClock(-3650 * 24 * 60);
    expect(await guess()).toBe('identity.wait');
    ground.setClock(60);
    expect(await guess()).toBe('identity.wait');
    ground.setClock(-60);
    ground.pass(1);
    await browser.open('signIn', { login: 'guessed-then@a.test', password });
    expect((await browser.open('whoAmI')).state).toBe('open');
  });

  it('answers alike to a wrong password, an unknown login, an invited and a disabled person', async () => {
    await ground.person('known@a.test');
    await ground.person('gone@a.test');
    await ground.see("UPDATE identity_staff SET status = 'disabled' WHERE login = 'gone@a.test'");
    await ground.person('invited@a.test');
    await ground.see("UPDATE identity_staff SET status = 'invited' WHERE login = 'invited@a.test'");
    const refusals = [
      ground.browser().open('signIn', wrong('known@a.test')),
      ground.browser().open('signIn', wrong('nobody@a.test')),
      ground.browser().open('signIn', { login: 'invited@a.test', password }),
      ground.browser().open('signIn', { login: 'gone@a.test', password }),
      ground.browser().open('signIn', { login: 'nul\0byte', password }),
    ].map((call) =>
      call.catch((error) => ({ status: error.status, code: error.code, details: error.details })),
    );
    for (const refusal of await Promise.all(refusals)) {
      expect(refusal).toEqual({ status: 403, code: 'wrongSignIn', details: {} });
    }
  });

  it('never takes over a token or session that was there before', async () => {
    await ground.person('fix@a.test');
    const browser = ground.browser();
    browser.cookies.set('serambi_session', 'a-token-that-an-attacker-planted');
    await browser.open('signIn', { login: 'fix@a.test', password });
    const first = browser.cookies.get('serambi_session');
    expect(first).not.toBe('a-token-that-an-attacker-planted');
    await browser.open('signIn', { login: 'fix@a.test', password });
    expect(browser.cookies.get('serambi_session')).not.toBe(first);
    browser.cookies.set('serambi_session', first ?? '');
    expect(await browser.who()).toBeUndefined();
  });

  it('ends with sign-out', async () => {
    await ground.person('out@a.test');
    const browser = ground.browser();
    const { token } = await browser.open('signIn', { login: 'out@a.test', password });
    await browser.open('signOut');
    expect(browser.cookies.has('serambi_session')).toBe(false);
    browser.cookies.set('serambi_session', token);
    expect(await browser.who()).toBeUndefined();
    expect(await browser.open('whoAmI')).toEqual({ state: 'signedOut', others: [] });
  });
});

describe('guessing', () => {
  it.each(['guessed@a.test', 'guessed-nobody@a.test'])(
    'waits after five wrong passwords, ever longer, for %s',
    async (login) => {
      if (login === 'guessed@a.test') await ground.person(login);
      const stranger = ground.browser();
      for (let tries = 0; tries < 5; tries += 1) {
        expect(await codeOf(stranger.open('signIn', wrong(login)))).toBe('identity.wrongSignIn');
      }
      for (const minutes of [1, 2, 4, 8, 15, 15]) {
        const refusal = await stranger.open('signIn', wrong(login)).catch((error) => error);
        expect(refusal).toMatchObject({ code: 'wait', status: 429, details: { waitMinutes: minutes } });
        ground.pass(minutes);
        expect(await codeOf(stranger.open('signIn', wrong(login)))).toBe('identity.wrongSignIn');
      }
    },
  );

  it('looks at five passwords only, however many come at once', async () => {
    await ground.person('race@a.test');
    const codes = await Promise.all(
      Array.from({ length: 40 }, () => codeOf(ground.browser().open('signIn', wrong('race@a.test')))),
    );
    expect(codes.filter((code) => code === 'identity.wrongSignIn')).toHaveLength(5);
    expect(codes.filter((code) => code === 'identity.wait')).toHaveLength(35);
  });

  it('does not let a stranger lock her out of her own device, nor her own signing in help the stranger', async () => {
    await ground.person('dewi@a.test');
    const home = ground.browser();
    await home.open('signIn', { login: 'dewi@a.test', password });
    const stranger = ground.browser();
    for (let tries = 0; tries < 5; tries += 1) await codeOf(stranger.open('signIn', wrong('dewi@a.test')));
    expect(await codeOf(ground.browser().open('signIn', { login: 'dewi@a.test', password }))).toBe(
      'identity.wait',
    );
    await home.open('signIn', { login: 'dewi@a.test', password });
    expect(await codeOf(stranger.open('signIn', wrong('dewi@a.test')))).toBe('identity.wait');
  });

  it('counts wrong passwords at her own device too', async () => {
    await ground.person('own@a.test');
    const home = ground.browser();
    await home.open('signIn', { login: 'own@a.test', password });
    for (let tries = 0; tries < 5; tries += 1) await codeOf(home.open('signIn', wrong('own@a.test')));
    expect(await codeOf(home.open('signIn', { login: 'own@a.test', password }))).toBe('identity.wait');
    await ground.browser().open('signIn', { login: 'own@a.test', password });
  });

  it('forgets wrong passwords after a right one', async () => {
    await ground.person('tired@a.test');
    const browser = ground.browser();
    for (let round = 0; round < 3; round += 1) {
      for (let tries = 0; tries < 4; tries += 1) await codeOf(browser.open('signIn', wrong('tired@a.test')));
      await browser.open('signIn', { login: 'tired@a.test', password });
    }
  });
});

describe('the trail of signing in', () => {
  it('tells who came in, and who was refused without saying that it was she', async () => {
    const staffId = await ground.person('trail@a.test');
    const browser = ground.browser();
    await codeOf(browser.open('signIn', wrong('trail@a.test')));
    await browser.open('signIn', { login: 'trail@a.test', password });
    const rows = await ground.see(
      `SELECT actor_kind, actor_id, outcome, details FROM audit_event
       WHERE subject = $1 AND event = 'identity.signIn' ORDER BY outcome DESC`,
      [staffId],
    );
    expect(rows).toEqual([
      {
        actor_kind: 'anyone',
        actor_id: 'anyone',
        outcome: 'refused',
        details: { clientAddress: '192.0.2.7', code: 'identity.wrongPassword' },
      },
      {
        actor_kind: 'staff',
        actor_id: staffId,
        outcome: 'done',
        details: { clientAddress: '192.0.2.7', factor: 'password' },
      },
    ]);
  });
});
