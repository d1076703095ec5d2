import type { Ground } from './ground.ts';
import { password } from './people.ts';
import { Tally } from './tally.ts';

/** Codes that were used, are too old, are another person's or are brought by many at once open at most one session. */
export async function factors(ground: Ground, people: number): Promise<Tally> {
  const tally = new Tally();
  for (let done = 0; done < people; done += 4) {
    await Promise.all(Array.from({ length: Math.min(4, people - done) }, () => onePerson(ground, tally)));
    // what a person's wrong codes put on the one address that all come from drains meanwhile
    await ground.pass(12);
  }
  return tally;
}

async function onePerson(ground: Ground, tally: Tally): Promise<void> {
  const login = ground.nextLogin();
  const owner = ground.visitor();
  await owner.enter(login);
  const spent = owner.code.bind(owner);
  const recovery = await owner.enrol();
  const ticketOf = async () =>
    (await ground.visitor().call('identity/signIn', { login, password })).body.ticket as string;
  const tryCode = (ticket: string, code: string, second = false) =>
    ground.visitor().call('identity/enterCode', { ticket, code }, { second });

  // the code that confirmed the app, at once again
  tally.answers(
    (await tryCode(await ticketOf(), spent())).status,
    [403, 429],
    'the code that set the app up',
  );
  // one ahead, three at once, at both processes
  const code = owner.code(1);
  const ticket = await ticketOf();
  const racers = await Promise.all([false, true].map((second) => tryCode(ticket, code, second)));
  const opened = racers.filter(({ status }) => status === 200).length;
  tally.attack(opened === 1, `${opened} of 2 opened by one code at once`);
  // and again, each alone
  tally.answers((await tryCode(await ticketOf(), code)).status, 403, 'a code that was used');
  tally.answers((await tryCode(ticket, owner.code(1))).status, 410, 'a ticket that was used');
  // recovery codes, each once
  const [first = ''] = recovery;
  const again = await ticketOf();
  const both = await Promise.all([false, true].map((second) => tryCode(again, first, second)));
  const byPaper = both.filter(({ status }) => status === 200).length;
  tally.attack(byPaper === 1, `${byPaper} of 2 opened by one recovery code at once`);
  tally.answers((await tryCode(await ticketOf(), first)).status, 403, 'a recovery code that was used');
  // a session never opens by the ticket alone
  const bare = await ticketOf();
  tally.answers(await owner.status({ stolen: bare }), 401, 'a ticket in place of a token');
}
