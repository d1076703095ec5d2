import { setTimeout as sleep } from 'node:timers/promises';
import { compare, compareSome } from './compare.ts';
import { readJournals } from './acknowledged.ts';
import type { Field, Killable } from './field.ts';
import { replay } from './writer.ts';

export interface KillOptions<D extends Killable> {
  kills: number;
  /** Acknowledged writes in all; the kills are spread over them by the dice. */
  writes: number;
  random: () => number;
  /** No further kill after so long; 0: none is left out. */
  minutes: number;
  /** Kills something and brings back what does not come back by itself. @returns what was killed */
  kill(field: Field<D>): Promise<string>;
  tell(words: string): void;
}

export interface Killed {
  failures: string[];
  kills: number;
  figures: Record<string, number>;
}

/** What is over when the time is: the rest of the kills, and of the writes. */
function clockOf(minutes: number) {
  const endsMs = minutes > 0 ? performance.now() + minutes * 60_000 : Infinity;
  return () => performance.now() > endsMs;
}

/** From the kill to the first write that was begun after it and acknowledged; longer means that it did not come back. */
const backWithinMs = 120_000;
/** A request is cut off by so many kills at most before it is let through. */
const mostKillsWaited = 3;
/** After so many kills a few of the latest acknowledgements are looked up while the writers go on. */
const sampleEvery = 10;
const sampleSize = 40;

/** Kills at points that the dice choose, until all kills are done and all writes acknowledged; then compares. */
export async function killOften<D extends Killable>(
  field: Field<D>,
  options: KillOptions<D>,
): Promise<Killed> {
  const { writing, database } = field;
  const beganMs = performance.now();
  const over = clockOf(options.minutes);
  const back = new Map<string, number[]>();
  let wantedNext = writing.acknowledged;
  let kills = 0;
  while (kills < options.kills && !over()) {
    wantedNext += Math.floor(options.random() * 2 * (options.writes / options.kills));
    await until(() => writing.acknowledged >= Math.min(wantedNext, options.writes) || over());
    // where a restart takes longer than the dice leave until the next kill, a slow act would never come to its end
    await until(
      () => over() || [...writing.waiting.values()].every((since) => kills - since < mostKillsWaited),
    );
    await sleep(options.random() * 30);
    const killedMs = performance.now();
    const first = firstAfter(field, killedMs);
    const killed = await options.kill(field);
    kills += 1;
    writing.kills = kills;
    const tookMs = await first;
    if (tookMs === undefined) {
      writing.failures.push(`kill ${kills}: no write was acknowledged within ${backWithinMs / 1000} s`);
      break;
    }
    back.set(killed, [...(back.get(killed) ?? []), tookMs]);
    if (kills % sampleEvery === 0) {
      const some = writing.recent.slice(-sampleSize);
      const faults = await patiently(() => compareSome(database.superuserUrl, some));
      writing.failures.push(...faults.map((one) => `kill ${kills}, ${one}`));
    }
    if (kills % Math.max(1, Math.round(options.kills / 20)) === 0)
      options.tell(`${kills} kills, ${writing.acknowledged} writes, ${writing.failures.length} failures`);
    if (writing.failures.length >= 100) break;
  }
  await until(() => writing.acknowledged >= options.writes || writing.failures.length >= 100 || over());
  const recalled = await field.stopWriters();
  const replayed = await replay(writing, recalled);
  const seconds = (performance.now() - beganMs) / 1000;
  options.tell('comparing');
  const promised = await readJournals(field.journals);
  const failures = [
    ...writing.failures,
    ...(await patiently(() => compare(database.superuserUrl, promised))),
  ];
  return {
    failures,
    kills,
    figures: {
      acknowledged: writing.acknowledged,
      ...Object.fromEntries(writing.byKind),
      unknownAnswers: writing.unknown,
      replayed,
      writesPerSecond: Math.round(writing.acknowledged / seconds),
      ...Object.fromEntries([...back].flatMap(([killed, tookMs]) => restartFigures(killed, tookMs))),
    },
  };
}

/** How often each was killed, and how long it took to come back. */
function restartFigures(killed: string, tookMs: number[]): [string, number][] {
  const sorted = tookMs.toSorted((a, b) => a - b);
  const [median = 0, worst = 0] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  return [
    [`${killed}Kills`, sorted.length],
    [`${killed}MedianRestartMs`, Math.round(median)],
    [`${killed}WorstRestartMs`, Math.round(worst)],
  ];
}

/** The harness's own connection may be cut like any other while the database comes back. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (tries === 100) throw error;
      await sleep(200);
    }
  }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(5);
}

function firstAfter(field: Field, killedMs: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const tooLong = setTimeout(() => resolve(undefined), backWithinMs);
    field.writing.onAcknowledged = (sentMs) => {
      if (sentMs < killedMs) return;
      clearTimeout(tooLong);
      field.writing.onAcknowledged = () => undefined;
      resolve(performance.now() - killedMs);
    };
  });
}
