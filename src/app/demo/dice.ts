/** A source of chance that repeats itself: the same demo on every machine. Mulberry32, public domain. */
export interface Dice {
  /** Whole number from 0 up to, not including, `below`. */
  roll(below: number): number;
  pick<T>(from: readonly T[]): T;
  /** True in `percent` of a hundred throws. */
  chance(percent: number): boolean;
}

export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const roll = (below: number) => Math.floor(next() * below);
  return {
    roll,
    pick: (from) => from[roll(from.length)] as (typeof from)[number],
    chance: (percent) => next() * 100 < percent,
  };
}
