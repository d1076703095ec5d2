import type { Ground } from './ground.ts';
import { password } from './people.ts';
import { median, Tally } from './tally.ts';
import type { Visitor } from './visitor.ts';

type End = [name: string, act: (victim: Visitor, other: Visitor) => Promise<{ status: number }>];

/** Ways in which a session ends; `other` is a second session of the same person. */
const ends = (ground: Ground): End[] => [
  ['signing out', (victim) => victim.call('identity/signOut')],
  [
    'ending it from elsewhere',
    async (victim, other) => {
      const { sessions } = (await victim.call('identity/readAccount')).body;
      const here = sessions.find((one: { here: boolean }) => one.here);
      return other.call('identity/endSession', { sessionId: here.id });
    },
  ],
  ['ending all others', (_victim, other) => other.call('identity/endOtherSessions')],
  [
    'a new password elsewhere',
    (_victim, other) =>
      other.call('identity/changePassword', { password, newPassword: 'hujan-sore-di-serambi-7' }),
  ],
  [
    'the end of her access',
    async (victim) => {
      const staffId = (await victim.call('identity/whoAmI')).body.person.id;
      return ground.manager.call('workforce/endAccess', { staffId });
    },
  ],
  [
    'a reset of her second step',
    async (victim) => {
      const staffId = (await victim.call('identity/whoAmI')).body.person.id;
      return ground.manager.call('identity/resetFactor', { staffId });
    },
  ],
];

/** A stolen cookie is worth nothing from the answer on that ended its session, at every process, lines included. */
export async function theft(ground: Ground, rounds: number): Promise<Tally> {
  const tally = new Tally();
  const lineEndMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, end] of ends(ground)) {
      const login = ground.nextLogin();
      const [victim, other] = [ground.visitor(), ground.visitor()];
      await victim.enter(login);
      await other.enter(login);
      const stolen = victim.token;
      const lines = await Promise.all([false, true].map((second) => openLine(victim, stolen, second)));
      const { status } = await end(victim, other);
      if (status !== 200) throw new Error(`${name} answered ${status}`);
      const endedMs = performance.now();
      const calls = [false, true, false, true].map((second) => victim.status({ stolen, second }));
      for (const got of await Promise.all(calls)) tally.answers(got, 401, `stolen token after ${name}`);
      const unlock = await victim.call(
        'identity/unlock',
        { password },
        { cookie: `serambi_session=${stolen}` },
      );
      tally.answers(unlock.status, 410, `unlocking by a stolen token after ${name}`);
      for (const line of lines) {
        const ended = await Promise.race([line.ended, later(5_000)]);
        tally.attack(ended !== undefined, `a push line went on for 5 seconds after ${name}`);
        if (ended) lineEndMs.push(performance.now() - endedMs);
        tally.attack(!ended?.includes('credentialEnded'), 'a screen was told which session ended');
      }
      tally.answers(
        (await victim.raw('GET', '/api/push', { cookie: `serambi_session=${stolen}` })).status,
        401,
        `a new push line after ${name}`,
      );
    }
  }
  tally.figures.medianLineEndMs = Math.round(median(lineEndMs));
  tally.figures.slowestLineEndMs = Math.round(Math.max(...lineEndMs));
  return tally;
}

/** A line by a stolen token; resolves with what came through it once the server has ended it. */
async function openLine(
  visitor: Visitor,
  token: string,
  second: boolean,
): Promise<{ ended: Promise<string> }> {
  const answer = await visitor.raw('GET', '/api/push', { cookie: `serambi_session=${token}`, second });
  if (answer.status !== 200 || !answer.body) throw new Error(`a push line answered ${answer.status}`);
  const reader = answer.body.getReader();
  await reader.read();
  const rest = async () => {
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text;
      text += Buffer.from(value).toString();
    }
  };
  return { ended: rest() };
}

function later(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds));
}
