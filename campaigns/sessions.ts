import path from 'node:path';
import { absoluteLimit, idleLimit } from './sessions/limits.ts';
import { alike } from './sessions/alike.ts';
import { brokenCopy, type Fault, faults } from './sessions/broken.ts';
import { ends } from './sessions/ends.ts';
import { factors } from './sessions/factors.ts';
import { fixation } from './sessions/fixation.ts';
import { type Ground, openGround } from './sessions/ground.ts';
import { guessing } from './sessions/guessing.ts';
import type { Tally } from './sessions/tally.ts';
import { theft } from './sessions/theft.ts';
import { type Asked, campaign, type Found } from './support/campaign.ts';

/**
 * Attacks on sessions and sign-ins over real HTTP, at two processes over one database. `n` racers come at once where
 * many want one thing; the other groups grow with it. Three broken builds must each be caught by the same attacks.
 */
const root = path.join(import.meta.dirname, '..');

async function sessions({ n, short, random, tell }: Asked): Promise<Found> {
  const size = short ? 1 : 4;
  const groups: [string, (ground: Ground) => Promise<Tally>][] = [
    ['fixation', (ground) => fixation(ground, size)],
    ['theft', (ground) => theft(ground, size)],
    ['idleLimit', (ground) => idleLimit(ground, 9)],
    ['absoluteLimit', (ground) => absoluteLimit(ground, 5 * size)],
    ['guessing', (ground) => guessing(ground, n)],
    ['factors', (ground) => factors(ground, 6 * size)],
    ['ends', (ground) => ends(ground, { racers: n, rounds: 2 * size })],
    ['alike', (ground) => alike(ground, short ? 40 : 400, random)],
  ];
  const found: Found = { n: 0, failures: [], control: 'missed', figures: {} };
  const ground = await openGround(root, { people: short ? 110 : 560, second: true });
  try {
    for (const [name, run] of groups) {
      const tally = await run(ground);
      tell(`${name}: ${tally.attacks} attacks, ${tally.failures.length} let through`);
      found.n += tally.attacks;
      found.failures.push(...tally.failures.map((one) => `${name}: ${one}`));
      Object.assign(found.figures ?? {}, { [`${name}Attacks`]: tally.attacks }, tally.figures);
      await ground.pass(30);
      await ground.manager.enter('manager@sessions.test');
    }
  } finally {
    await ground.close();
  }
  const caught = [
    await isCaught(faults.keepsToken, /kept a planted token/, (broken) => fixation(broken, 1), tell),
    await isCaught(faults.replaysCode, /a code that was used/, (broken) => factors(broken, 1), tell),
    await isCaught(faults.quietTouches, /from locking/, (broken) => idleLimit(broken, 9), tell),
  ];
  Object.assign(found.figures ?? {}, {
    brokenBuilds: caught.length,
    brokenBuildsCaught: caught.filter(Boolean).length,
  });
  return { ...found, control: caught.every(Boolean) ? 'caught' : 'missed' };
}

/** Whether a broken build lets that through which its fault lets through, in the words of `sign`. */
async function isCaught(
  fault: Fault,
  sign: RegExp,
  attack: (broken: Ground) => Promise<Tally>,
  tell: Asked['tell'],
): Promise<boolean> {
  const copy = await brokenCopy(fault);
  try {
    const ground = await openGround(copy.root, { people: 16, second: false });
    try {
      const { failures } = await attack(ground);
      const found = failures.find((one) => sign.test(one));
      tell(`broken build, ${fault.name}: ${found ? `caught (${found})` : 'MISSED'}`);
      return found !== undefined;
    } finally {
      await ground.close();
    }
  } finally {
    await copy.remove();
  }
}

if (import.meta.main) await campaign('sessions', { n: 200, short: 40 }, sessions);
