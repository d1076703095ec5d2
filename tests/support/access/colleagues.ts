import { sql } from 'kysely';
import { createToken } from '#platform/server/identity/accounts.ts';
import { addDays } from '#platform/shared/time.ts';
import { testPassword } from '../http.ts';
import { bookkeeping } from '#slices/bookkeeping/contract.ts';
import { call } from './call.ts';
import type { Caller } from './callers.ts';
import { signedIn, staffIdOf } from './factors.ts';
import { callOf } from './inputs.ts';
import { knock } from './knock.ts';
import { of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

/** What somebody has typed is hers alone: told, dropped, overwritten and grown old apart from a colleague's. */
export async function tryDrafts(ground: Ground): Promise<void> {
  const [first, second] = [await signedIn(ground, 'frontDesk'), await signedIn(ground, 'nurse')];
  const keep = (one: Caller, key: string, body: string) =>
    call(ground, 'identity.keepDraft', { key, body }, '', undefined, one);
  const tells = async (one: Caller, words: string, others: string) => {
    const { text } = await call(ground, 'identity.drafts', {}, words, undefined, one);
    if (text.includes(others)) ground.findings.fault(`identity.drafts × ${one.name}: tells ${others}`);
  };
  await keep(first, 'form', 'zircon');
  await keep(second, 'form', 'onyx');
  await tells(first, 'zircon', 'onyx');
  await tells(second, 'onyx', 'zircon');
  // she was away for longer than drafts are kept, and nobody but herself may tidy up
  await fill(ground, await staffIdOf(ground, first), 'old', -60 * 24 * 40);
  await keep(second, 'another form', 'agate');
  await tells(first, 'old 1', 'agate');
  // as many as one may have, all newer than a colleague's
  await fill(ground, await staffIdOf(ground, first), 'new', 5);
  await keep(second, 'a third form', 'opal');
  await tells(second, 'onyx', 'new 1');
  await call(ground, 'identity.dropDraft', { key: 'form' }, '', undefined, second);
  await tells(first, 'zircon', 'opal');
}

function fill({ world }: Ground, staffId: string, word: string, minutesFromNow: number): Promise<unknown> {
  return world.clinic.inside((ctx) =>
    sql`INSERT INTO identity_draft (clinic_id, staff_id, key, body, kept_at)
      SELECT ${ctx.clinic.id}, ${staffId}, ${word} || n, to_json(${word} || ' ' || n)::text,
        ${ctx.now}::timestamptz + ${minutesFromNow} * interval '1 minute' FROM generate_series(1, 99) n`.execute(
      ctx.db,
    ),
  );
}

/** Nobody counts, explains or closes the drawer of another cashier. */
export async function tryDrawers(ground: Ground): Promise<void> {
  const drawerId = of(ground.world.own, 'drawerId');
  for (const [name, more] of [
    ['startCount', {}],
    ['countDrawer', { denominations: [] }],
    ['explainDifference', { reason: 'asked for' }],
    ['closeDrawer', {}],
  ] as const)
    await call(ground, `bookkeeping.${name}`, { drawerId, ...more }, '', 'bookkeeping.notYours');
  await tryOwnDrawer(ground, drawerId);
}

/** With two drawers open, each cashier is told of hers and takes cash into hers; who has none, into none. */
async function tryOwnDrawer(ground: Ground, drawerId: string): Promise<void> {
  const { clinic } = ground.world;
  const { currency } = clinic.clinic;
  const some = { minor: '1000', currency };
  const second = await signedIn(ground, 'frontDesk');
  const cash = { direction: 'paidIn', account: '1010', amount: some, reason: 'asked for' };
  const { body: none } = await call(ground, 'bookkeeping.myDrawer', {}, '', undefined, second);
  if (none.drawer) ground.findings.fault('bookkeeping.myDrawer: tells of a colleague’s drawer');
  await call(ground, 'bookkeeping.moveCash', cash, '', 'bookkeeping.openDrawer', second);
  const float = { place: 'the second', float: some };
  const { body: opened } = await call(ground, 'bookkeeping.openDrawer', float, 'drawerId', undefined, second);
  const { drawer } = await clinic.as('frontDesk').call(bookkeeping, 'myDrawer', {});
  if (drawer?.drawerId !== drawerId) ground.findings.fault('bookkeeping.myDrawer: tells of a newer drawer');
  await call(ground, 'bookkeeping.moveCash', cash, '', undefined, second);
  const { movements } = await clinic.as('frontDesk').call(bookkeeping, 'myDrawer', {});
  if (movements.some(({ words }) => words.includes(cash.reason)))
    ground.findings.fault(`bookkeeping.moveCash: into another drawer than ${opened.drawerId}`);
}

/** A wrong password opens nothing and changes nothing, and of one link or code only one gets what it is good for. */
export async function trySecrets(ground: Ground): Promise<void> {
  const { world } = ground;
  const [first, second] = [await signedIn(ground, 'frontDesk'), await signedIn(ground, 'nurse')];
  const password = 'not her password';
  const asked = [
    [first, 'changePassword', { password, newPassword: 'quite another phrase' }, 'wrongPassword'],
    [first, 'setPin', { password, pin: '739146' }, 'wrongPassword'],
    [second, 'signIn', { login: second.login, password }, 'wrongSignIn'],
    [second, 'unlock', { password }, 'wrongPassword'],
  ] as const;
  for (const [one, name, body, code] of asked)
    await call(ground, `identity.${name}`, body, '', `identity.${code}`, one);
  await signedIn(ground, 'frontDesk');

  const staffId = of(world.own, 'staffId');
  const handed = await call(ground, 'identity.issueResetLink', { staffId }, 'token');
  const token = String(handed.body.token);
  await tryTwice(ground, 'identity.resetPassword', { token, password: testPassword }, 'identity.linkNotGood');
  const paired = await call(ground, 'devices.startPairing', { name: 'A third tablet' }, 'code');
  await tryTwice(ground, 'devices.pair', { code: String(paired.body.code) }, 'devices.codeNotGood');

  const nobodys = { login: 'nobody-at-all@nowhere.test' };
  const made = await createToken(world.clinic.platform, nobodys).catch((error: object) => error);
  if (!('code' in made) || made.code !== 'staffMissing') ground.findings.fault('nobody was given a token');
}

/** Four at once with what is good for one: two seldom meet on a busy machine. */
async function tryTwice(ground: Ground, route: string, body: object, code: string): Promise<void> {
  const nobody: Caller = { name: 'nobody', kind: 'nobody', headers: {}, holds: () => false };
  const path = `/api/${route.replace('.', '/')}`;
  const answers = await Promise.all(
    [1, 2, 3, 4].map(() => knock(ground.url, nobody, { method: 'POST', path, body })),
  );
  const refused = answers.filter((one) => one.code === code);
  const through = answers.filter((one) => one.status === 200);
  const right = refused.length === 3 && through.length === 1;
  for (const answer of answers)
    ground.findings.judge(
      `${route} × four at once`,
      right ? undefined : `expected one through and three ${code}`,
      answer,
    );
}

/** A right that a verb asks for beside its own, or something that its sample never names. */
export async function tryFurtherRights(ground: Ground): Promise<void> {
  const { world, callers } = ground;
  const visitId = of(world.own, 'visitId');
  const { registry } = world.clinic.platform;
  const mayBut = (route: string, further: string) => {
    const [slice = '', name = ''] = route.split('.');
    const action = registry.verb(slice, name)?.contract.action ?? '';
    const found = callers.find((one) => one.kind === 'staff' && one.holds(action) && !one.holds(further));
    if (!found) throw new Error(`whoever may ${route} holds ${further}`);
    return found;
  };
  const asked = await call(
    ground,
    'work.askSomebody',
    { action: 'bookkeeping.manageFees', subject: `Encounter/${visitId}`, visitId },
    'taskId',
  );
  const { taskId } = asked.body;
  const notHers = mayBut('work.takeTask', 'bookkeeping.manageFees');
  await call(ground, 'work.takeTask', { taskId }, '', 'platform.notFound', notHers);
  // what a person does for herself is no other system's
  const client = callers.find(({ kind }) => kind === 'client');
  await call(ground, 'work.takeTask', { taskId }, '', 'platform.notAllowed', client);
  const move = { visitId, to: 'roomed' };
  await call(
    ground,
    'frontDesk.moveVisit',
    move,
    '',
    'platform.notAllowed',
    mayBut('frontDesk.moveVisit', 'frontDesk.room'),
  );
  const closed = {
    ...{ patientId: of(world.own, 'patientId'), visitTypeCode: of(world.own, 'visitTypeCode') },
    ...{ practitionerId: of(world.own, 'practitionerId'), outsideHours: true },
    when: `${addDays(world.day, 40)}T05:00:00Z`,
  };
  const clerk = mayBut('scheduling.bookVisit', 'scheduling.manage');
  await call(ground, 'scheduling.bookVisit', closed, '', 'platform.notAllowed', clerk);
  await call(ground, 'frontDesk.identifyPatient', { said: { name: world.canary } }, '', 'platform.notFound');
  for (const [slice, name, more, code] of [
    ['insurance', 'savePayer', { payerId: 'self-pay' }, 'platform.notFound'],
    ['workforce', 'saveJobDescription', { role: 'nobodys' }, 'workforce.jobMissing'],
  ] as const) {
    const verb = registry.verb(slice, name);
    if (!verb) throw new Error(`${slice}.${name} is gone`);
    const { input } = callOf(verb, world, world.own);
    await call(ground, `${slice}.${name}`, { ...input, ...more }, '', code);
  }
}
