import { afterAll, beforeAll, expect, it } from 'vitest';
import { steadyNow } from '#platform/shared/time.ts';
import {
  type Browser,
  codeOf,
  type IdentityGround,
  identityGround,
  password,
  pin,
} from '#testing/identity.ts';
import { inClinic } from '../db/database.ts';
import { takeChallenge } from './challenges.ts';

let ground: IdentityGround;
beforeAll(async () => {
  ground = await identityGround();
});
afterAll(() => ground.test.drop());

async function signedIn(login: string, browser = ground.browser()): Promise<Browser> {
  await browser.open('signIn', { login, password });
  return browser;
}
/** Who a proof is of, as a verb of her clinic would find out. */
const taken = (proof: string, clinic = ground.test.clinicA) =>
  inClinic(ground.test.db, clinic.id, (tx) => takeChallenge(tx, proof, 'proof', steadyNow(ground.clock)));

it('is given for her own PIN or password, serves once and for two minutes, in her clinic alone', async () => {
  const sari = await ground.person('sari@a.test');
  const screen = await signedIn('sari@a.test');
  for (const by of [{ pin }, { password }]) {
    const { proof, staffId, name } = await screen.open('proveSelf', by);
    expect([staffId, name]).toEqual([sari, 'sari']);
    expect(await taken(proof, ground.test.clinicB)).toBeUndefined();
    expect(await taken(proof)).toMatchObject({ staffId: sari });
    expect(await taken(proof)).toBeUndefined();
  }
  const { proof } = await screen.open('proveSelf', { pin });
  ground.pass(2);
  expect(await taken(proof)).toBeUndefined();
});

it('is given for the PIN of who else is signed in at the device, whose screen it stays', async () => {
  const [ani, budi] = [await ground.person('ani@a.test'), await ground.person('budi@a.test')];
  const tablet = await signedIn('budi@a.test', await signedIn('ani@a.test'));
  const { proof } = await tablet.open('proveSelf', { staffId: ani, pin });
  expect(await taken(proof)).toMatchObject({ staffId: ani });
  expect((await tablet.who())?.actor.id).toBe(budi);
  // her password is not typed at another's screen
  expect(await codeOf(tablet.open('proveSelf', { staffId: ani, password }))).toBe('identity.pinNotOpen');
  const elsewhere = await ground.person('elsewhere@a.test');
  await signedIn('elsewhere@a.test');
  expect(await codeOf(tablet.open('proveSelf', { staffId: elsewhere, pin }))).toBe('identity.notHere');
  const rows = await ground.see<{ actor_id: string }>(
    "SELECT actor_id FROM audit_event WHERE event = 'identity.proveSelf' AND subject = $1",
    [ani],
  );
  expect(rows.map((row) => row.actor_id)).toEqual([ani]);
});

it('counts wrong PINs with those of the lock, and a right one clears the count', async () => {
  await ground.person('guessed@a.test');
  const screen = await signedIn('guessed@a.test');
  const guess = () => codeOf(screen.open('proveSelf', { pin: '1111' }));
  for (let tries = 0; tries < 4; tries += 1) expect(await guess()).toBe('identity.pinNotRight');
  await screen.open('proveSelf', { pin });
  for (let tries = 0; tries < 4; tries += 1) expect(await guess()).toBe('identity.pinNotRight');
  expect(await guess()).toBe('identity.pinNotOpen');
  expect(await codeOf(screen.open('proveSelf', { pin }))).toBe('identity.pinNotOpen');
  await screen.act('lock');
  expect(await codeOf(screen.open('unlock', { pin }))).toBe('identity.pinSpent');
});

it('is given to nobody at a locked screen, without a session, or for a wrong password', async () => {
  await ground.person('dark@a.test');
  const screen = await signedIn('dark@a.test');
  expect(await codeOf(screen.open('proveSelf', { password: 'not hers' }))).toBe('identity.wrongPassword');
  await screen.act('lock');
  expect(await codeOf(screen.open('proveSelf', { pin }))).toBe('platform.locked');
  expect(await codeOf(ground.browser().open('proveSelf', { pin }))).toBe('platform.notSignedIn');
});
