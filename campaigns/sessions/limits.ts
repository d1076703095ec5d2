import type { Ground } from './ground.ts';
import { password, pin } from './people.ts';
import { Tally } from './tally.ts';
import type { Visitor } from './visitor.ts';

const idleMinutes = 15;
const absoluteMinutes = 12 * 60;

/** What a page, or whoever has its cookie, does without anybody's hand; none of it may count as use. */
const quiet: [string, (visitor: Visitor) => Promise<unknown>][] = [
  ['opening a push line', (visitor) => openAndLeave(visitor, '/api/push')],
  ['HEAD of the record', (visitor) => visitor.raw('HEAD', '/fhir/R4/Patient')],
  ['HEAD of a paper', (visitor) => visitor.raw('HEAD', '/api/print/none.pdf')],
  ['asking who is here', (visitor) => visitor.call('identity/whoAmI')],
  ['a read that an event caused', (visitor) => visitor.call('frontDesk/todayBoard', {}, asPage)],
  ['a quiet read of the account', (visitor) => visitor.call('identity/readAccount', {}, asPage)],
  ['a quiet read that asks for more', (visitor) => visitor.call('work/listMine', {}, asPageAndMore)],
  ['a quiet read of the record', (visitor) => visitor.raw('GET', '/fhir/R4/Patient?_count=1', asPage)],
  ['a wrong PIN at the lock', (visitor) => visitor.call('identity/unlock', { pin: '0000' })],
];
const asPage = { headers: { 'x-serambi-quiet': '1' } };
const asPageAndMore = {
  headers: {
    'x-serambi-quiet': '0',
    'x-serambi-touch': '1',
    'x-touch': 'true',
    date: new Date(0).toUTCString(),
  },
  query: '?touch=true&idleMinutes=600&quiet=false',
};

/** A session locks after fifteen minutes in which nobody did anything, whatever its page or its thief does meanwhile. */
export async function idleLimit(ground: Ground, rounds: number): Promise<Tally> {
  const tally = new Tally();
  const names = quiet.slice(0, Math.max(rounds, 6));
  const sleepers = await Promise.all(
    names.map(async ([name, act]) => ({ name, act, visitor: await entered(ground) })),
  );
  const worker = await entered(ground);
  for (let minute = 2; minute < idleMinutes; minute += 2) {
    await ground.pass(2);
    await Promise.all(sleepers.map(({ act, visitor }) => act(visitor)));
    if (minute === 8) await worker.status();
    tally.attacks += sleepers.length;
  }
  // the last look before the limit must not have moved it
  await ground.pass(2);
  for (const { name, visitor } of sleepers) {
    const { state } = (await visitor.call('identity/whoAmI')).body;
    tally.attack(state === 'locked', `${name} every two minutes kept a session from locking: ${state}`);
    tally.answers(await visitor.status(), 423, `a read after ${name}`);
  }
  // not vacuous: who did something is still in, and later locked as well
  tally.answers(await worker.status(), 200, 'a person at work');
  await ground.pass(idleMinutes);
  tally.answers(await worker.status(), 423, 'a person who left');
  return tally;
}

/** Twelve hours after the password the session is over, whatever was done in it. */
export async function absoluteLimit(ground: Ground, rounds: number): Promise<Tally> {
  const tally = new Tally();
  const people = await Promise.all(Array.from({ length: rounds }, () => entered(ground)));
  const ways: [string, (visitor: Visitor) => Promise<unknown>][] = [
    ['unlocking by PIN', (visitor) => lockAnd(visitor, { pin })],
    ['unlocking by password', (visitor) => lockAnd(visitor, { password })],
    ['setting the PIN', (visitor) => visitor.call('identity/setPin', { password, pin })],
    ['setting up an app', (visitor) => visitor.enrol()],
    ['a parameter', (visitor) => visitor.call('work/listMine', {}, { query: '?absoluteMinutes=99999' })],
  ];
  for (let minutes = 0; minutes < absoluteMinutes - 20; minutes += 10) {
    await ground.pass(10);
    await Promise.all(people.map((visitor) => visitor.status()));
  }
  for (const [at, visitor] of people.entries()) await ways[at % ways.length]?.[1](visitor);
  for (const visitor of people) tally.answers(await visitor.status(), 200, 'a session just before its end');
  await ground.pass(21);
  for (const [at, visitor] of people.entries()) {
    const [name] = ways[at % ways.length] ?? [];
    for (const second of [false, true])
      tally.answers(await visitor.status({ second }), 401, `twelve hours after sign-in, with ${name} before`);
    for (const how of [{ pin }, { password }])
      tally.answers(
        (await visitor.call('identity/unlock', how)).status,
        410,
        `unlocking what is over (${name})`,
      );
    tally.answers((await visitor.raw('GET', '/api/push')).status, 401, 'a push line of what is over');
  }
  return tally;
}

async function entered(ground: Ground): Promise<Visitor> {
  const visitor = ground.visitor();
  await visitor.enter(ground.nextLogin());
  return visitor;
}

async function lockAnd(visitor: Visitor, how: object): Promise<unknown> {
  await visitor.call('identity/lock');
  return visitor.call('identity/unlock', how);
}

async function openAndLeave(visitor: Visitor, route: string): Promise<void> {
  const answer = await visitor.raw('GET', route);
  await answer.body?.cancel();
}
