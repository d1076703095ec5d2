import { modernTokens, soundOf } from '#platform/shared/names.ts';

/** The words of a name that sound different: one word said three times is one. */
const wordsOf = (name: string) => new Set(modernTokens(name).map(soundOf)).size;

/**
 * Whether a spoken name says enough where nobody looks at who speaks: all words of the chart's name but one, and two
 * at least where it has two. "Siti" and a birth date fit many; somebody whose whole name is "Suharto" has no more.
 */
export function isEnoughOfName(spoken: string, chart: string): boolean {
  const all = wordsOf(chart);
  return wordsOf(spoken) >= Math.min(all, Math.max(2, all - 1));
}
