import type { Ground } from './ground.ts';
import { password, pin } from './people.ts';
import { Tally } from './tally.ts';
import type { Visitor } from './visitor.ts';

/** A token that somebody planted, or knew before, opens nothing after any step that proves more than was proved before. */
export async function fixation(ground: Ground, rounds: number): Promise<Tally> {
  const tally = new Tally();
  for (let round = 0; round < rounds; round += 1) {
    const login = ground.nextLogin();
    const planted = `planted-${round}-${'x'.repeat(30)}`;
    const victim = ground.visitor();
    victim.cookies.set('serambi_session', planted);
    victim.cookies.set('serambi_device', planted);
    await victim.enter(login);
    tally.attack(victim.token !== planted, `sign-in kept a planted token (${round})`);
    tally.attack(
      victim.cookies.get('serambi_device') !== planted,
      `sign-in kept a planted device (${round})`,
    );
    tally.answers(await victim.status({ stolen: planted }), 401, `planted token, round ${round}`);
    for (const [name, step] of steps(victim)) {
      const before = victim.token;
      const { status } = await step();
      tally.answers(status, 200, `${name}, which anybody may`);
      tally.attack(victim.token !== before, `${name} kept the token (${round})`);
      for (const second of [false, true])
        tally.answers(await victim.status({ stolen: before, second }), 401, `token from before ${name}`);
      tally.answers(await victim.status(), 200, `her own token after ${name}`);
    }
    await otherWays(tally, victim);
  }
  return tally;
}

/** Steps after which she has a new token, in an order in which each can follow the one before. */
function steps(victim: Visitor): [string, () => Promise<{ status: number }>][] {
  const newPassword = 'hujan-sore-di-serambi-7';
  return [
    ['setting the PIN', () => victim.call('identity/setPin', { password, pin })],
    [
      'unlocking by PIN',
      async () => {
        await victim.call('identity/lock');
        return victim.call('identity/unlock', { pin });
      },
    ],
    [
      'unlocking by password',
      async () => {
        await victim.call('identity/lock');
        return victim.call('identity/unlock', { password });
      },
    ],
    [
      'setting up an app',
      async () => {
        await victim.enrol();
        return { status: 200 };
      },
    ],
    ['changing the password', () => victim.call('identity/changePassword', { password, newPassword })],
    [
      'signing in again',
      async () => {
        const { body } = await victim.call('identity/signIn', {
          login: (await victim.call('identity/readAccount')).body.login,
          password: newPassword,
          tokenInAnswer: false,
        });
        return victim.call('identity/enterCode', {
          ticket: body.ticket,
          code: victim.code(1),
          tokenInAnswer: false,
        });
      },
    ],
  ];
}

/** A token is read from its cookie and its header, and from no other place. */
async function otherWays(tally: Tally, victim: Visitor): Promise<void> {
  const { token } = victim;
  const name = `serambi_session=${token}`;
  const none = { cookie: '' };
  const ways: [string, object, { headers?: Record<string, string>; query?: string }][] = [
    ['in the query', {}, { query: `?${name}` }],
    ['as access_token in the query', {}, { query: `?access_token=${token}` }],
    ['as bearer in the query', {}, { query: `?bearer=${token}&token=${token}` }],
    ['in the body', { token, serambi_session: token, access_token: token }, {}],
    ['by another scheme', {}, { headers: { authorization: `Basic ${token}` } }],
    ['by a header of its own', {}, { headers: { 'x-serambi-session': token, 'x-auth-token': token } }],
  ];
  for (const [way, input, how] of ways) {
    const { status } = await victim.call('work/listMine', input, { ...none, ...how });
    tally.answers(status, [401, 422], `token ${way}`);
  }
}
