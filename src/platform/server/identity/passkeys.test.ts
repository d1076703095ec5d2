import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Authenticator } from '#testing/authenticator.ts';
import {
  type Browser,
  codeNow,
  codeOf,
  type IdentityGround,
  identityGround,
  password,
} from '#testing/identity.ts';

const site = { id: 'clinic.example', origin: 'https://clinic.example' };

let ground: IdentityGround;
beforeAll(async () => {
  ground = await identityGround();
});
afterAll(() => ground.test.drop());

function at(place: { id: string; origin: string } | undefined = site): Browser {
  const browser = ground.browser();
  if (place) browser.site = place;
  return browser;
}

/** A person signed in at the site, with a passkey of it. */
async function withPasskey(login: string) {
  await ground.person(login);
  const browser = at();
  await browser.open('signIn', { login, password });
  const key = new Authenticator(site);
  const { options } = await browser.open('beginPasskey', { password });
  const response = key.create(options);
  const { recoveryCodes } = await browser.open('addPasskey', { response, name: 'my phone' });
  return { browser, key, response, recoveryCodes };
}

const optionsFor = async (browser: Browser, ticket?: string) =>
  (await browser.open('beginPasskeySignIn', ticket ? { ticket } : {})).options;
const enter = (browser: Browser, response: object, ticket?: string) =>
  codeOf(browser.open('enterPasskey', { response, ...(ticket && { ticket }) }));

describe('a passkey', () => {
  it('is kept with the password only, brings recovery codes, and signs in without a password', async () => {
    const { browser, key, recoveryCodes } = await withPasskey('finger@a.test');
    expect(recoveryCodes).toHaveLength(10);
    expect(await codeOf(browser.open('beginPasskey', { password: 'no' }))).toBe('identity.wrongPassword');
    expect((await browser.open('readAccount')).passkeys).toMatchObject([{ name: 'my phone', site: site.id }]);
    const other = at();
    await other.open('enterPasskey', { response: key.get(await optionsFor(other)) });
    expect(await other.open('whoAmI')).toMatchObject({ state: 'open', person: { name: 'finger' } });
  });

  it('answers each challenge once, and only while it is fresh', async () => {
    const { browser, key, response } = await withPasskey('once@a.test');
    expect(await codeOf(browser.open('addPasskey', { response, name: 'again' }))).toBe(
      'identity.passkeyNotGood',
    );
    const answer = key.get(await optionsFor(at()));
    const both = await Promise.all([enter(at(), answer), enter(at(), answer)]);
    expect(both.filter((code) => code === undefined)).toHaveLength(1);
    expect(await enter(at(), answer)).toBe('identity.passkeyNotGood');
    const late = await optionsFor(at());
    ground.pass(6);
    expect(await enter(at(), key.get(late))).toBe('identity.passkeyNotGood');
    expect(await enter(at(), key.get({ challenge: 'made-up' }))).toBe('identity.passkeyNotGood');
  });

  it.each([
    ['another origin', 'origin@a.test', { origin: 'https://clinic.example.evil' }],
    ['another site', 'site@a.test', { site: 'evil.example' }],
    ['an authenticator that nobody unlocked', 'unlocked@a.test', { verified: false }],
    ['another person', 'person@a.test', { userHandle: Buffer.alloc(32, 7).toString('base64url') }],
    ['nobody', 'nobody@a.test', { userHandle: '' }],
  ])('is not taken from %s', async (_what, login, bent) => {
    const { key } = await withPasskey(login);
    expect(await enter(at(), key.get(await optionsFor(at()), bent))).toBe('identity.passkeyNotGood');
  });

  it('is not taken when its count did not grow: there are two of it', async () => {
    const { key } = await withPasskey('copied@a.test');
    expect(await enter(at(), key.get(await optionsFor(at())))).toBeUndefined();
    const copy = key.get(await optionsFor(at()), { counter: 1 });
    expect(await enter(at(), copy)).toBe('identity.passkeyNotGood');
    expect(await enter(at(), key.get(await optionsFor(at())))).toBeUndefined();
  });

  it('opens no other site than the one it was made for, and none where browsers keep no passkeys', async () => {
    const { key } = await withPasskey('moved@a.test');
    const elsewhere = { id: 'other.example', origin: 'https://other.example' };
    const answer = key.get(await optionsFor(at(elsewhere)), {
      site: 'other.example',
      origin: elsewhere.origin,
    });
    expect(await enter(at(elsewhere), answer)).toBe('identity.passkeyNotGood');
    expect(await codeOf(ground.browser().open('beginPasskeySignIn'))).toBe('identity.passkeysNotHere');
  });
});

describe('a passkey as the second step', () => {
  it('opens the ticket of its owner, unlocked or not, and nobody else’s', async () => {
    const { browser, key } = await withPasskey('both@a.test');
    const { secret } = await browser.open('beginTotp', { password });
    await browser.open('confirmTotp', { code: codeNow(ground, secret) });
    const here = at();
    const first = await here.open('signIn', { login: 'both@a.test', password });
    expect(first.methods).toEqual(['totp', 'passkey', 'recovery']);
    const options = await optionsFor(here, first.ticket);
    expect(options.allowCredentials).toMatchObject([{ id: key.id.toString('base64url') }]);
    const { key: stranger } = await withPasskey('stranger@a.test');
    expect(await enter(at(), stranger.get(await optionsFor(at(), first.ticket)), first.ticket)).toBe(
      'identity.passkeyNotGood',
    );
    expect(await enter(at(), key.get(options, { verified: false }))).toBe('identity.passkeyNotGood');
    const again = await optionsFor(here, first.ticket);
    expect(await enter(here, key.get(again, { verified: false }), first.ticket)).toBeUndefined();
    expect((await here.open('whoAmI')).state).toBe('open');
  });

  it('cannot be taken off when nothing else is left and the job needs one', async () => {
    await ground.person('chief@a.test', ['officeManager']);
    const boss = at();
    await boss.enter('chief@a.test');
    const key = new Authenticator(site);
    const { options } = await boss.open('beginPasskey', { password });
    await boss.open('addPasskey', { response: key.create(options), name: 'key' });
    await boss.open('removeTotp', { password });
    const id = key.id.toString('base64url');
    expect(await codeOf(boss.open('removePasskey', { id, password }))).toBe('identity.factorNeeded');
    const next = await at().open('signIn', { login: 'chief@a.test', password });
    expect(next).toMatchObject({ next: 'code', methods: ['passkey', 'recovery'] });
  });
});
