import type { Ground } from './ground.ts';
import { password, pin } from './people.ts';
import { Tally } from './tally.ts';

const wrong = 'bukan-kata-sandinya';

/** Guesses at one login and at many, all at once, and a PIN; the person at her own device is never shut out by it. */
export async function guessing(ground: Ground, racers: number): Promise<Tally> {
  const tally = new Tally();
  await atOneLogin(ground, tally, racers);
  await ground.pass(30);
  await atManyLogins(ground, tally, racers);
  await ground.pass(30);
  await atPin(ground, tally, racers);
  return tally;
}

async function atOneLogin(ground: Ground, tally: Tally, racers: number): Promise<void> {
  const login = ground.nextLogin();
  const owner = ground.visitor();
  await owner.enter(login);
  for (const target of [login, 'nobody-at-all@sessions.test']) {
    const answers = await Promise.all(
      Array.from({ length: racers }, (_, at) =>
        ground
          .visitor()
          .call('identity/signIn', { login: target, password: `${wrong}-${at}` }, { second: at % 2 > 0 }),
      ),
    );
    const looked = answers.filter(({ status }) => status === 403).length;
    tally.attacks += racers;
    tally.attack(looked <= 5, `${looked} of ${racers} guesses at ${target} were looked at`);
    const odd = answers.find(({ status }) => status !== 403 && status !== 429);
    tally.attack(!odd, `a guess answered ${odd?.status}`);
    const right = await ground.visitor().call('identity/signIn', { login: target, password });
    tally.answers(right.status, 429, 'the right password at a strange device while guesses are held back');
  }
  tally.answers((await owner.enter(login)).status, 200, 'the owner at her own device during an attack');
  // wrong ones at her own device count there
  const own = await Promise.all(
    Array.from({ length: racers }, () => owner.call('identity/signIn', { login, password: wrong })),
  );
  const looked = own.filter(({ status }) => status === 403).length;
  tally.attack(looked <= 5, `${looked} guesses at a known device were looked at`);
}

async function atManyLogins(ground: Ground, tally: Tally, racers: number): Promise<void> {
  const login = ground.nextLogin();
  const owner = ground.visitor();
  await owner.enter(login);
  const many = racers * 3;
  const answers = await Promise.all(
    Array.from({ length: many }, (_, at) =>
      ground.visitor().call(
        'identity/signIn',
        { login: `somebody-${at}@sessions.test`, password: wrong },
        // an address that the caller says himself is not believed
        { headers: { 'x-forwarded-for': `203.0.113.${at % 250}`, forwarded: `for=198.51.100.${at % 250}` } },
      ),
    ),
  );
  const looked = answers.filter(({ status }) => status === 403).length;
  tally.attacks += many;
  tally.figures.guessesLookedAtFromOneAddress = looked;
  tally.attack(looked <= 51, `${looked} of ${many} guesses at many logins from one address were looked at`);
  tally.answers((await owner.enter(login)).status, 200, 'a known device behind an address that guesses');
}

async function atPin(ground: Ground, tally: Tally, racers: number): Promise<void> {
  const login = ground.nextLogin();
  const owner = ground.visitor();
  await owner.enter(login);
  await owner.call('identity/lock');
  const answers = await Promise.all(
    Array.from({ length: racers }, (_, at) =>
      owner.call('identity/unlock', { pin: String(1000 + at) }, { second: at % 2 > 0 }),
    ),
  );
  const opened = answers.filter(({ status }) => status === 200).length;
  tally.attacks += racers;
  tally.attack(opened === 0, 'a guessed PIN opened');
  tally.answers(
    (await owner.call('identity/unlock', { pin })).status,
    403,
    'the right PIN after five wrong ones',
  );
  tally.answers((await owner.call('identity/unlock', { password })).status, 200, 'the password after that');
}
