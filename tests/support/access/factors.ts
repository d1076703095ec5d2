import { sql } from 'kysely';
import { Authenticator } from '../authenticator.ts';
import { codeNow } from '../identity.ts';
import { testPassword } from '../http.ts';
import { call } from './call.ts';
import type { Caller } from './callers.ts';
import { type Answer, knock } from './knock.ts';
import type { Ground } from './verb-matrix.ts';

export interface Person extends Caller {
  login: string;
  secret: string;
  recoveryCodes: string[];
}

/**
 * Two people of one clinic set up an app, sign in by it and take it off. Nothing that one of them does opens the
 * other's way in, closes it, or uses it up.
 */
export async function tryFactors(ground: Ground): Promise<void> {
  const { clinic } = ground.world;
  const first = await signedIn(ground, 'frontDesk');
  const second = await signedIn(ground, 'nurse');
  for (const one of [first, second]) {
    const begun = await must(ground, one, 'beginTotp', { password: testPassword });
    one.secret = String(begun.body.secret);
  }
  await refused(ground, first, 'confirmTotp', { code: codeNow(clinic, second.secret) }, 'wrongCode');
  await confirm(ground, first);
  await holds(ground, second, undefined);
  await confirm(ground, second);

  const ticket = await ticketOf(ground, first);
  for (const code of [codeNow(clinic, second.secret, 1), second.recoveryCodes[0]])
    await refused(ground, first, 'enterCode', { ticket, code }, 'wrongCode');
  await must(ground, first, 'enterCode', { ticket, code: codeNow(clinic, first.secret, 1) });
  const hers = await ticketOf(ground, second);
  await must(ground, second, 'enterCode', { ticket: hers, code: codeNow(clinic, second.secret, 1) });
  const again = await ticketOf(ground, second);
  await must(ground, second, 'enterCode', { ticket: again, code: second.recoveryCodes[0] });
  await holds(ground, first, 10);
  await holds(ground, second, 9);

  await must(ground, first, 'makeRecoveryCodes', { password: testPassword });
  await holds(ground, second, 9);
  await must(ground, first, 'removeTotp', { password: testPassword });
  await holds(ground, first, undefined);
  await holds(ground, second, 9);
  await call(ground, 'identity.resetFactor', { staffId: await staffIdOf(ground, first) }, '');
  await holds(ground, second, 9);
  await must(ground, second, 'removeTotp', { password: testPassword });
}

/** The same of passkeys, at the name by which a browser keeps them. */
export async function tryPasskeys(outside: Ground): Promise<void> {
  const ground = { ...outside, url: outside.url.replace('127.0.0.1', 'localhost') };
  const site = { id: 'localhost', origin: ground.url };
  const first = await signedIn(ground, 'frontDesk');
  const second = await signedIn(ground, 'nurse');
  const [hers, theirs] = [new Authenticator(site), new Authenticator(site)];
  const begin = async (one: Person) =>
    (await must(ground, one, 'beginPasskey', { password: testPassword })).body.options;
  const add = (key: Authenticator, options: unknown) => ({
    response: key.create(options),
    name: 'telephone',
  });
  // somebody else's challenge, one that was never given, and one that the wrong place signed for
  await refused(ground, first, 'addPasskey', add(hers, await begin(second)), 'passkeyNotGood');
  const bent = {
    response: hers.create(await begin(first), { origin: 'https://evil.test' }),
    name: 'telephone',
  };
  await refused(ground, first, 'addPasskey', bent, 'passkeyNotGood');
  await must(ground, first, 'addPasskey', add(hers, await begin(first)));
  await must(ground, second, 'addPasskey', add(theirs, await begin(second)));
  const { userHandle } = theirs;
  // the second one's authenticator brought by the first: it is hers already
  await refused(ground, first, 'addPasskey', add(theirs, await begin(first)), 'passkeyNotGood');

  const nobody: Caller = { name: 'nobody', kind: 'nobody', headers: {}, holds: () => false };
  const asked = async (ticket?: string) =>
    (await must(ground, nobody, 'beginPasskeySignIn', ticket ? { ticket } : {})).body.options;
  const enter = (response: object, ticket?: string) => ({
    response,
    tokenInAnswer: true,
    ...(ticket && { ticket }),
  });
  const entered = await must(ground, { ...nobody }, 'enterPasskey', enter(hers.get(await asked())));
  if (entered.body.name !== first.name)
    ground.findings.fault(`${first.name} came in as ${entered.body.name}`);
  for (const wrong of [
    {},
    hers.get({ challenge: 'never-given' }),
    hers.get(await asked(), { userHandle: '' }),
    hers.get(await asked(), { userHandle }),
  ])
    await refused(ground, nobody, 'enterPasskey', enter(wrong), 'passkeyNotGood');

  const begun = await must(ground, first, 'beginTotp', { password: testPassword });
  first.secret = String(begun.body.secret);
  await confirm(ground, first);
  const ticket = await ticketOf(ground, first);
  await refused(
    ground,
    nobody,
    'enterPasskey',
    enter(theirs.get(await asked(ticket)), ticket),
    'passkeyNotGood',
  );
  await refused(ground, nobody, 'enterPasskey', enter(hers.get(await asked()), ticket), 'passkeyNotGood');
  await must(ground, { ...nobody }, 'enterPasskey', enter(hers.get(await asked(ticket)), ticket));

  await must(ground, first, 'removeTotp', { password: testPassword });
  for (const id of [theirs.id, hers.id].map((one) => one.toString('base64url')))
    await must(ground, first, 'removePasskey', { id, password: testPassword });
  const { body } = await must(ground, second, 'readAccount', {});
  if ((body.passkeys as unknown[]).length !== 1)
    ground.findings.fault('one person took off the passkey of another');
  const own = await must(ground, first, 'readAccount', {});
  if ((own.body.passkeys as unknown[]).length > 0)
    ground.findings.fault('one person is told of the passkey of another');
  if (body.recoveryCodesLeft !== 10)
    ground.findings.fault('one person took off the recovery codes of another');
}

/** Somebody's id by her sign-in name. */
export function staffIdOf({ world }: Ground, { login }: { login: string }): Promise<string> {
  return world.clinic.inside(async (ctx) => {
    const found = await sql<{ id: string }>`SELECT id FROM identity_staff WHERE login = ${login}`.execute(
      ctx.db,
    );
    return found.rows[0]?.id ?? '';
  });
}

/** A person of the callers in a session of her own. */
export async function signedIn(ground: Ground, role: string): Promise<Person> {
  const login = `${role.toLowerCase()}-knocks@${ground.world.clinic.clinic.slug}.test`;
  const nobody = { name: role, kind: 'staff' as const, headers: {}, holds: () => false };
  const person = { ...nobody, login, secret: '', recoveryCodes: [] };
  const answer = await must(ground, person, 'signIn', { login, password: testPassword, tokenInAnswer: true });
  return { ...person, headers: { authorization: `Bearer ${answer.body.token}` } };
}

async function confirm(ground: Ground, one: Person): Promise<void> {
  const code = codeNow(ground.world.clinic, one.secret);
  const { body } = await must(ground, one, 'confirmTotp', { code });
  one.recoveryCodes = body.recoveryCodes as string[];
  // her session goes on under another token
  if (body.token) one.headers = { authorization: `Bearer ${body.token}` };
}

/** A sign-in that has got as far as its second factor. */
async function ticketOf(ground: Ground, { login }: Person): Promise<string> {
  const nobody = { name: 'nobody', kind: 'nobody' as const, headers: {}, holds: () => false };
  const { body } = await must(ground, nobody, 'signIn', {
    login,
    password: testPassword,
    tokenInAnswer: true,
  });
  if (typeof body.ticket !== 'string') ground.findings.fault(`${login} came in without her second factor`);
  return String(body.ticket);
}

/** @param codes how many recovery codes she has left; undefined where she has no app */
async function holds(ground: Ground, one: Person, codes: number | undefined): Promise<void> {
  const { body } = await must(ground, one, 'readAccount', {});
  const factors = body as { totpSince?: string; recoveryCodesLeft?: number };
  const got = factors.totpSince ? factors.recoveryCodesLeft : undefined;
  if (got !== codes) ground.findings.fault(`${one.name} has ${got} recovery codes in place of ${codes}`);
}

async function must(ground: Ground, caller: Caller, name: string, body: object): Promise<Answer> {
  const answer = await knock(ground.url, caller, { method: 'POST', path: `/api/identity/${name}`, body });
  const cell = `identity.${name} × ${caller.name} × her own factor`;
  ground.findings.judge(cell, answer.status === 200 ? undefined : 'expected 200', answer);
  const { token } = answer.body;
  if (name !== 'signIn' && typeof token === 'string') caller.headers = { authorization: `Bearer ${token}` };
  return answer;
}

async function refused(
  ground: Ground,
  caller: Caller,
  name: string,
  body: object,
  code: string,
): Promise<void> {
  const answer = await knock(ground.url, caller, { method: 'POST', path: `/api/identity/${name}`, body });
  const right = answer.code === `identity.${code}`;
  const cell = `identity.${name} × ${caller.name} × somebody else's factor`;
  ground.findings.judge(cell, right ? undefined : `expected ${code}`, answer);
}
