import { performance } from 'node:perf_hooks';
import type { Answer, Reading } from './answer.ts';
import type { Ground } from './ground.ts';

/** One who wants the time. */
export interface Asker {
  /** By which way, for the words of a fault. */
  by: string;
  ask(): Promise<Answer>;
  read(answer: Answer): Reading;
}

/** `doubled`: a place was given twice, or none at all; that alone is what the control must show. */
export interface Fault {
  kind: 'doubled' | 'answer';
  words: string;
}

/** What came of a round. */
export interface Outcome {
  asked: number;
  won: number;
  ms: number;
  faults: Fault[];
}

export interface Round {
  /** From 0. */
  index: number;
  /** The time that all want; each way and round has its own. */
  startsAt: string;
  random: () => number;
}

/** One way into the calendar. */
export interface Way {
  name: string;
  /** The day of a round, counted from the way's first: one that takes other days too needs them free. */
  dayOf?(round: number): number;
  /** Lays what this way alone needs, once. */
  prepare?(ground: Ground): Promise<void>;
  round(ground: Ground, round: Round): Promise<Outcome>;
}

/**
 * Lets all ask at once.
 * @param places how many may have it; left out where only the tables tell
 */
export async function contest(askers: readonly Asker[], places?: number): Promise<Outcome> {
  const beganMs = performance.now();
  const answers = await Promise.all(
    askers.map(async (asker) => ({ asker, answer: await asker.ask().catch(brokenOff) })),
  );
  const ms = performance.now() - beganMs;
  const read = answers.map(({ asker, answer }) => ({ asker, answer, reading: readingOf(asker, answer) }));
  const of = (reading: Reading) => read.filter((one) => one.reading === reading);
  const won = of('got').length;
  const faults: Fault[] = [];
  if (places !== undefined && won !== places)
    faults.push({ kind: 'doubled', words: `${won} got what ${places} may have` });
  for (const [reading, said] of [
    ['odd', 'answered'],
    ['silent', 'were refused without other times'],
  ] as const) {
    const [first] = of(reading);
    const words = `${of(reading).length} ${said}, by ${first?.asker.by}: ${first?.answer.status} ${first?.answer.body.slice(0, 300)}`;
    if (first) faults.push({ kind: 'answer', words });
  }
  return { asked: askers.length, won, ms, faults };
}

const brokenOff = (error: unknown): Answer => ({ status: 0, body: String(error) });

function readingOf(asker: Asker, answer: Answer): Reading {
  try {
    return asker.read(answer);
  } catch {
    return 'odd';
  }
}

/** Adds what was looked for in the tables afterwards. */
export function withFaults(outcome: Outcome, ...more: (string | false | undefined)[]): Outcome {
  const found = more.filter((one) => typeof one === 'string');
  return {
    ...outcome,
    faults: [...outcome.faults, ...found.map((words) => ({ kind: 'doubled' as const, words }))],
  };
}
