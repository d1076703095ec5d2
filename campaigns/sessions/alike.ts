import { shuffled } from '../support/dice.ts';
import type { Ground } from './ground.ts';
import { median, Tally } from './tally.ts';

/** Headers that differ from answer to answer by their nature. */
const own = new Set(['date', 'keep-alive', 'connection']);

/**
 * Whether an answer tells if somebody has a login. Text, status and headers must be the same; of the times, how well
 * they tell the two kinds apart: the share of pairs in which the known login took longer (the area under the ROC curve; 0.5
 * tells nothing). It fails beyond four standard errors of it AND a difference of the medians above 2 ms, which no
 * network lets through unnoticed: a busy machine moves both kinds alike.
 */
export async function alike(ground: Ground, pairs: number, random: () => number): Promise<Tally> {
  const tally = new Tally();
  const texts = new Set<string>();
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let done = 0; done < pairs; done += 20) {
    const logins = Array.from({ length: Math.min(20, pairs - done) }, (_, at) => [
      { kind: 'known' as const, login: ground.nextLogin() },
      { kind: 'unknown' as const, login: `ghosts-${String(done + at).padStart(4, '0')}@sessions.test` },
    ]).flat();
    for (const { kind, login } of shuffled(logins, random)) {
      const beganMs = performance.now();
      const { status, headers, body } = await ground
        .visitor()
        .call('identity/signIn', { login, password: 'bukan-kata-sandinya' });
      times[kind].push(performance.now() - beganMs);
      const { instance: _, ...said } = body;
      const shown = [...headers].filter(([name]) => !own.has(name));
      texts.add(JSON.stringify([status, said, shown]));
      tally.attacks += 1;
    }
    await ground.pass(12);
  }
  tally.attack(
    texts.size === 1,
    `${texts.size} different answers to known and unknown logins: ${[...texts]}`,
  );
  const area = aucOf(times.known, times.unknown);
  const standardError = Math.sqrt((2 * pairs + 1) / (12 * pairs * pairs));
  const apartMs = Math.abs(median(times.known) - median(times.unknown));
  const tells = Math.abs(area - 0.5) > 4 * standardError && apartMs > 2;
  tally.attack(
    !tells,
    `times tell known from unknown logins: area ${area.toFixed(3)}, ${apartMs.toFixed(1)} ms apart`,
  );
  Object.assign(tally.figures, {
    pairsTimed: pairs,
    timeTellsArea: Math.round(area * 1000) / 1000,
    medianKnownMs: Math.round(median(times.known) * 10) / 10,
    medianUnknownMs: Math.round(median(times.unknown) * 10) / 10,
  });
  return tally;
}

function aucOf(a: readonly number[], b: readonly number[]): number {
  let above = 0;
  for (const one of a) for (const other of b) above += one > other ? 1 : one === other ? 0.5 : 0;
  return above / (a.length * b.length);
}
