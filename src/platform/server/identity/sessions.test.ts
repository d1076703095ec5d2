import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Browser,
  codeOf,
  type IdentityGround,
  identityGround,
  password,
  pin,
} from '#testing/identity.ts';
import { createToken, disableStaff } from './accounts.ts';

let ground: IdentityGround;
beforeAll(async () => {
  ground = await identityGround();
  await ground.person('manager@a.test', ['officeManager']);
});
afterAll(() => ground.test.drop());

async function signedIn(login: string, at: Browser = ground.browser()): Promise<Browser> {
  await at.open('signIn', { login, password });
  return at;
}

const stateOf = async (browser: Browser) => (await browser.open('whoAmI')).state;

describe('the life of a session', () => {
  it('locks after 15 minutes without use and opens again with the PIN, under a new token', async () => {
    await ground.person('idle@a.test');
    const browser = await signedIn('idle@a.test');
    ground.pass(14);
    expect((await browser.who())?.session?.locked).toBe(false);
    ground.pass(14);
    expect((await browser.who())?.session?.locked).toBe(false);
    ground.pass(15);
    expect((await browser.who())?.session?.locked).toBe(true);
    expect(await browser.open('whoAmI')).toMatchObject({
      state: 'locked',
      pinOpens: true,
      person: { name: 'idle' },
    });
    const before = browser.cookies.get('serambi_session');
    await browser.open('unlock', { pin });
    expect(await stateOf(browser)).toBe('open');
    expect(browser.cookies.get('serambi_session')).not.toBe(before);
  });

  it('is not kept open by what a page does by itself', async () => {
    await ground.person('push@a.test');
    const browser = await signedIn('push@a.test');
    ground.pass(8);
    await browser.who({ touch: false });
    ground.pass(8);
    expect((await browser.who())?.session?.locked).toBe(true);
  });

  it('lasts as long as it may, whatever somebody sets the clock to', async () => {
    await ground.person('clock@a.test');
    const browser = await signedIn('clock@a.test');
    const day = 24 * 60;
    for (const jump of [-day, 3650 * day, -3649 * day, 90, -90]) {
      ground.setClock(jump);
      ground.pass(10);
      expect(await stateOf(browser), `${jump} minutes`).toBe('open');
      const { absoluteUntil } = await browser.open('whoAmI');
      expect(Date.parse(absoluteUntil) - Date.parse(ground.now())).toBeLessThan(12 * 60 * 60_000);
      await browser.who();
    }
    ground.setClock(-day);
    ground.pass(15);
    expect(await stateOf(browser)).toBe('locked');
    await browser.open('unlock', { pin });
    ground.setClock(-day);
    ground.pass(12 * 60 - 64);
    expect(await stateOf(browser)).toBe('signedOut');
    ground.setClock(2 * day);
  });

  it('ends twelve hours after the password, used or not, unlocked by PIN or not', async () => {
    await ground.person('long@a.test');
    const browser = await signedIn('long@a.test');
    for (let minutes = 0; minutes < 12 * 60 - 10; minutes += 10) {
      ground.pass(10);
      await browser.who();
    }
    await browser.act('lock');
    await browser.open('unlock', { pin });
    expect(await stateOf(browser)).toBe('open');
    ground.pass(10);
    expect(await browser.who()).toBeUndefined();
    expect(await codeOf(browser.open('unlock', { pin }))).toBe('identity.sessionOver');
  });

  it('follows the clinic’s own limits, within the caps', async () => {
    const { clinicB } = ground.test;
    await ground.see('UPDATE platform_clinic SET settings = $1 WHERE id = $2', [
      JSON.stringify({ identity: { idleMinutes: 5, absoluteMinutes: 100_000 } }),
      clinicB.id,
    ]);
    await ground.person('strict@b.test', ['frontDesk'], clinicB);
    const browser = await signedIn('strict@b.test');
    const { session } = (await browser.who()) ?? {};
    expect(session?.idleMinutes).toBe(5);
    expect(Date.parse(session?.absoluteUntil ?? '') - Date.parse(ground.now())).toBe(16 * 60 * 60_000);
    ground.pass(5);
    expect((await browser.who())?.session?.locked).toBe(true);
  });

  it('wants the password after five wrong PINs, and counts them even when they come at once', async () => {
    await ground.person('pins@a.test');
    const browser = await signedIn('pins@a.test');
    await browser.act('lock');
    const first = await browser.open('unlock', { pin: '1111' }).catch((error) => error);
    expect(first).toMatchObject({ code: 'wrongPin', details: { triesLeft: 4 } });
    const codes = await Promise.all(
      Array.from({ length: 12 }, () => codeOf(browser.open('unlock', { pin: '1111' }))),
    );
    expect(codes.filter((code) => code === 'identity.wrongPin')).toHaveLength(3);
    expect(await codeOf(browser.open('unlock', { pin }))).toBe('identity.pinSpent');
    expect(await browser.open('whoAmI')).toMatchObject({ state: 'locked', pinOpens: false });
    expect(await codeOf(browser.open('unlock', { password: 'not it at all' }))).toBe(
      'identity.wrongPassword',
    );
    await browser.open('unlock', { password });
    expect(await stateOf(browser)).toBe('open');
    await browser.act('lock');
    await browser.open('unlock', { pin });
  });
});

describe('sharing a device', () => {
  it('switches by PIN between people who signed in there, each in her own session', async () => {
    const [ani, budi] = [await ground.person('ani@a.test'), await ground.person('budi@a.test')];
    const shared = await signedIn('budi@a.test', await signedIn('ani@a.test'));
    const budisToken = shared.cookies.get('serambi_session') ?? '';
    expect(await shared.open('whoAmI')).toMatchObject({
      others: [{ staffId: ani, name: 'ani', clinicName: 'Klinik A' }],
    });
    await shared.open('switchPerson', { staffId: ani, pin });
    expect((await shared.who())?.actor.id).toBe(ani);
    expect(shared.cookies.get('serambi_session')).not.toBe(budisToken);

    const thief = ground.browser();
    thief.cookies.set('serambi_session', budisToken);
    expect((await thief.who())?.session?.locked).toBe(true);

    ground.pass(20);
    expect(await stateOf(shared)).toBe('locked');
    await shared.open('switchPerson', { staffId: budi, pin });
    expect((await shared.who())?.actor.id).toBe(budi);
    expect((await shared.who())?.actor.deviceId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('lets nobody be switched to at a device where she did not sign in, or whose time is over', async () => {
    const staffId = await ground.person('elsewhere@a.test');
    await signedIn('elsewhere@a.test');
    await ground.person('here@a.test');
    const here = await signedIn('here@a.test');
    expect(await codeOf(here.open('switchPerson', { staffId, pin }))).toBe('identity.sessionOver');
    await signedIn('elsewhere@a.test', here);
    await here.open('signOut');
    expect(await codeOf(here.open('switchPerson', { staffId, pin }))).toBe('identity.sessionOver');
    await signedIn('elsewhere@a.test', here);
    ground.pass(12 * 60);
    expect(await codeOf(here.open('switchPerson', { staffId, pin }))).toBe('identity.sessionOver');
  });

  it('counts wrong PINs of a switch on the session of the person who is guessed', async () => {
    const staffId = await ground.person('guess@a.test');
    await ground.person('guesser@a.test');
    const shared = await signedIn('guesser@a.test', await signedIn('guess@a.test'));
    for (let tries = 0; tries < 4; tries += 1) {
      expect(await codeOf(shared.open('switchPerson', { staffId, pin: '0000' }))).toBe('identity.wrongPin');
    }
    expect(await codeOf(shared.open('switchPerson', { staffId, pin: '0000' }))).toBe('identity.pinSpent');
    expect(await codeOf(shared.open('switchPerson', { staffId, pin }))).toBe('identity.pinSpent');
    expect((await shared.who())?.actor.name).toBe('guesser');
  });
});

describe('tokens and ends', () => {
  it('lets a person’s token act as she, and a client’s as itself', async () => {
    const staffId = await ground.person('api@a.test');
    const api = ground.browser();
    api.bearer = (await createToken(ground, { login: 'api@a.test' })).token;
    expect((await api.who())?.actor).toMatchObject({ kind: 'staff', id: staffId });
    const client = { clientName: 'Lab', clinicSlug: 'klinik-a', scopes: ['system/*.cruds'] };
    const one = ground.browser();
    one.bearer = (await createToken(ground, client)).token;
    const two = ground.browser();
    two.bearer = (await createToken(ground, client)).token;
    const lab = await one.who();
    expect(lab?.actor).toMatchObject({ kind: 'client', name: 'Lab', scopes: ['system/*.cruds'], roles: [] });
    expect((await two.who())?.actor.id).toBe(lab?.actor.id);
    ground.pass(91 * 24 * 60);
    expect(await one.who()).toBeUndefined();
    expect(await codeOf(createToken(ground, { ...client, scopes: ['patient/*.rs'] }))).toBe(
      'identity.scopeNotGood',
    );
    expect(await codeOf(createToken(ground, { login: 'nobody@a.test' }))).toBe('identity.staffMissing');
    for (const days of [0, -1, 1.5, 367, Number.NaN]) {
      expect(await codeOf(createToken(ground, { ...client, days }))).toBe('identity.daysNotGood');
    }
  });

  it('does not take an API token from a cookie, nor a cookie for a wrong bearer', async () => {
    await ground.person('mixed@a.test');
    const browser = ground.browser();
    const { token } = await createToken(ground, { login: 'mixed@a.test' });
    browser.cookies.set('serambi_session', token);
    expect(await browser.who()).toBeUndefined();
    await signedIn('mixed@a.test', browser);
    browser.bearer = 'wrong';
    expect(await browser.who()).toBeUndefined();
  });

  it('ends a disabled person’s sessions and tokens at once', async () => {
    await ground.person('fired@a.test');
    const browser = await signedIn('fired@a.test');
    const api = ground.browser();
    api.bearer = (await createToken(ground, { login: 'fired@a.test' })).token;
    await disableStaff(ground, 'fired@a.test');
    expect(await browser.who()).toBeUndefined();
    expect(await api.who()).toBeUndefined();
    expect(await codeOf(browser.open('unlock', { pin }))).toBe('identity.sessionOver');
    expect(await codeOf(browser.open('signIn', { login: 'fired@a.test', password }))).toBe(
      'identity.wrongSignIn',
    );
  });

  it('lets a person in no longer once her row says so, even if a session were left open', async () => {
    const staffId = await ground.person('closed@a.test');
    const browser = await signedIn('closed@a.test');
    await ground.see("UPDATE identity_staff SET status = 'disabled' WHERE id = $1", [staffId]);
    expect(await browser.who()).toBeUndefined();
    expect((await browser.open('whoAmI')).others).toEqual([]);
    expect(await codeOf(browser.open('switchPerson', { staffId, pin }))).toBe('identity.sessionOver');
  });

  it('keeps this session and ends the others when the password changes', async () => {
    await ground.person('change@a.test');
    const [here, there] = [await signedIn('change@a.test'), await signedIn('change@a.test')];
    const newPassword = 'quiet river after rain';
    expect(await codeOf(here.open('changePassword', { password: 'wrong one', newPassword }))).toBe(
      'identity.wrongPassword',
    );
    expect(await codeOf(here.open('changePassword', { password, newPassword: 'Change-2026' }))).toBe(
      'identity_field_passwordPersonal',
    );
    await here.open('changePassword', { password, newPassword });
    expect(await stateOf(here)).toBe('open');
    expect(await there.who()).toBeUndefined();
    await ground.browser().open('signIn', { login: 'change@a.test', password: newPassword });
  });

  it('sets a PIN only with the password, not from a locked screen, and no easy one', async () => {
    await ground.person('pin@a.test');
    const browser = await signedIn('pin@a.test');
    expect(await codeOf(browser.open('setPin', { password, pin: '4321' }))).toBe('identity_field_pinEasy');
    expect(await codeOf(browser.open('setPin', { password: 'no', pin: '918273' }))).toBe(
      'identity.wrongPassword',
    );
    await browser.open('setPin', { password, pin: '918273' });
    await browser.act('lock');
    expect(await codeOf(browser.open('setPin', { password, pin: '192837' }))).toBe('platform.locked');
    await browser.open('unlock', { pin: '918273' });
  });
});
