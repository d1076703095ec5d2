import type { Ground } from './ground.ts';
import { password } from './people.ts';
import { Tally } from './tally.ts';

const chosen = 'hujan-sore-di-serambi-7';

/** Links are taken once, and who is disabled or has another password is out, whatever was on its way at that moment. */
export async function ends(ground: Ground, options: { racers: number; rounds: number }): Promise<Tally> {
  const tally = new Tally();
  await linksOnce(ground, tally, options.racers);
  for (let round = 0; round < options.rounds; round += 1) {
    await disabledOnTheWay(ground, tally);
    await passwordOnTheWay(ground, tally);
    // her own screen would lock meanwhile
    await ground.pass(10);
    await ground.manager.status();
  }
  return tally;
}

async function linksOnce(ground: Ground, tally: Tally, racers: number): Promise<void> {
  const invited = await ground.manager.call('identity/inviteStaff', {
    ...{ name: 'Rina', login: `rina-${Date.now()}@sessions.test`, language: 'id', roles: ['frontDesk'] },
  });
  const staffId = await staffIdOf(ground, ground.nextLogin());
  const reset = await ground.manager.call('identity/issueResetLink', { staffId });
  for (const [verb, link] of [
    ['takeInvitation', invited.body],
    ['resetPassword', reset.body],
  ] as const) {
    const answers = await Promise.all(
      Array.from({ length: racers }, (_, at) =>
        ground
          .visitor()
          .call(`identity/${verb}`, { token: link.token, password: chosen }, { second: at % 2 > 0 }),
      ),
    );
    const won = answers.filter(({ status }) => status === 200).length;
    tally.attacks += racers;
    tally.attack(won === 1, `${won} of ${racers} took one link by ${verb}`);
    const odd = answers.find(({ status }) => status !== 200 && status !== 410);
    tally.attack(!odd, `${verb} answered ${odd?.status} to a racer`);
    const late = await ground.visitor().call(`identity/${verb}`, { token: link.token, password: chosen });
    tally.answers(late.status, 410, `${verb} by a link that was taken`);
  }
}

/** Her access ends while she signs in. */
async function disabledOnTheWay(ground: Ground, tally: Tally): Promise<void> {
  const login = ground.nextLogin();
  const staffId = await staffIdOf(ground, login);
  const visitors = Array.from({ length: 4 }, () => ground.visitor());
  const signIns = visitors.map((visitor) => visitor.enter(login));
  const ended = ground.manager.call('workforce/endAccess', { staffId });
  await Promise.all([...signIns, ended]);
  for (const visitor of visitors)
    tally.answers(await visitor.status(), 401, 'a session that opened while her access ended');
  await ground.manager.call('workforce/giveAccess', { staffId });
  for (const visitor of visitors)
    tally.answers(await visitor.status(), 401, 'such a session after she got her access back');
}

/** Her password changes while somebody signs in with the old one. */
async function passwordOnTheWay(ground: Ground, tally: Tally): Promise<void> {
  const login = ground.nextLogin();
  const owner = ground.visitor();
  await owner.enter(login);
  const thieves = Array.from({ length: 4 }, () => ground.visitor());
  const signIns = thieves.map((thief) => thief.enter(login));
  const change = owner.call('identity/changePassword', { password, newPassword: chosen });
  await Promise.all([...signIns, change]);
  for (const thief of thieves)
    tally.answers(await thief.status(), 401, 'a session by the password of before');
  tally.answers(await owner.status(), 200, 'the session that changed the password');
  const old = await ground.visitor().call('identity/signIn', { login, password });
  tally.answers(old.status, [403, 429], 'the password of before');
}

async function staffIdOf(ground: Ground, login: string): Promise<string> {
  const { staff } = (await ground.manager.call('identity/listStaff')).body;
  return staff.find((one: { login: string }) => one.login === login).id;
}
