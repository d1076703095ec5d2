/** What a group of attacks came to. */
export interface Outcome {
  /** How many attacks were made. */
  attacks: number;
  /** Sentences that say what was let through. */
  failures: string[];
  figures?: Record<string, number>;
}

/** Counts attacks, and writes down those that were not turned away. */
export class Tally implements Outcome {
  attacks = 0;
  readonly failures: string[] = [];
  readonly figures: Record<string, number> = {};

  /** One attack. @param held whether it was turned away */
  attack(held: boolean, let_: string): void {
    this.attacks += 1;
    if (!held && this.failures.length < 40) this.failures.push(let_);
  }

  /** One attack that must be answered so. */
  answers(got: number, wanted: number | readonly number[], what: string): void {
    const good = typeof wanted === 'number' ? got === wanted : wanted.includes(got);
    this.attack(good, `${what}: answered ${got}, not ${wanted}`);
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
