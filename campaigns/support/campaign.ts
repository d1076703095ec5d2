import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { seeded } from './dice.ts';

/** What a campaign is asked for. */
export interface Asked {
  /** How many of what the campaign counts: kills, racers, tamperings. */
  n: number;
  seed: number;
  /** The short form of the checks; the campaign leaves out what takes minutes. */
  short: boolean;
  /** Dice from the seed, in [0, 1). */
  random: () => number;
  /** Further numbers that this campaign takes, by name. */
  more: Record<string, number>;
  /** Further texts that this campaign takes, by name; one that was not given is missing. */
  texts: Record<string, string>;
  /** Tells a person who waits how far it is. Goes to stderr: stdout carries the report alone. */
  tell(words: string): void;
}

/** What it found. `failures` are sentences that say what was lost, doubled or let through, with place and round. */
export interface Found {
  n: number;
  failures: string[];
  /** `caught`: the deliberately broken build failed the same campaign. */
  control: 'caught' | 'missed';
  /** Figures worth keeping: counts, medians with their unit in the name (`medianRestartMs`). */
  figures?: Record<string, number | string>;
}

/** One JSON object on stdout, and in `--json FILE`. */
export interface Report extends Found {
  name: string;
  seed: number;
  commit: string;
  seconds: number;
}

/**
 * Runs a campaign from the command line: `npm run campaign -- NAME [--n N --seed S --short --json FILE]`. Ends the
 * process with 1 when anything failed or when the broken build was not caught.
 * @param defaults `n` of the full form and of the short one; further options as `more: { name: [full, short] }`,
 *   and those that are a text as `texts: [name]`
 */
export async function campaign(
  name: string,
  defaults: {
    n: number;
    short: number;
    more?: Record<string, [full: number, short: number]>;
    texts?: readonly string[];
  },
  run: (asked: Asked) => Promise<Found>,
): Promise<void> {
  const more = defaults.more ?? {};
  const { texts = [] } = defaults;
  const { values } = parseArgs({
    options: {
      n: { type: 'string' },
      seed: { type: 'string', default: '1' },
      json: { type: 'string' },
      short: { type: 'boolean', default: false },
      ...Object.fromEntries(
        [...Object.keys(more), ...texts].map((key) => [key, { type: 'string' as const }]),
      ),
    },
  });
  const given = values as Record<string, string | boolean | undefined>;
  const short = given.short === true;
  const seed = Number(given.seed);
  const asked: Asked = {
    n: Number(given.n ?? (short ? defaults.short : defaults.n)),
    seed,
    short,
    random: seeded(seed),
    more: Object.fromEntries(
      Object.entries(more).map(([key, [full, brief]]) => [key, Number(given[key] ?? (short ? brief : full))]),
    ),
    texts: Object.fromEntries(
      texts.flatMap((key) => (typeof given[key] === 'string' ? [[key, given[key]]] : [])),
    ),
    tell: (words) => void process.stderr.write(`${name}: ${words}\n`),
  };
  const beganMs = performance.now();
  const found = await run(asked);
  const seconds = Math.round((performance.now() - beganMs) / 1000);
  const report: Report = { name, ...found, seed, commit: commitNow(), seconds };
  const text = `${JSON.stringify(report, null, 2)}\n`;
  process.stdout.write(text);
  if (typeof given.json === 'string') await writeFile(given.json, text);
  process.exitCode = found.failures.length === 0 && found.control === 'caught' ? 0 : 1;
}

function commitNow(): string {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { cwd: import.meta.dirname, encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
