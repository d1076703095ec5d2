import { foldName } from '#platform/shared/names.ts';
import type { Line } from './page.ts';

/** Letters of a text that are shown around what was found. */
const shownAround = 90;

/** Folded words of what was typed; each must begin some word of a line. */
export function wordsOf(find: string | undefined): string[] {
  return find ? foldName(find).split(' ').filter(Boolean) : [];
}

/** Whether every word begins a word of the line: in its title, its detail, its text, or in who wrote it. */
export function holdsAll({ title, detail, text, by }: Line, words: readonly string[]): boolean {
  const folded = ` ${foldName([title, detail, text, by].filter(Boolean).join(' '))}`;
  return words.every((word) => folded.includes(` ${word}`));
}

/** The part of a text around the first word found; its beginning where none of the words stands in it. */
export function around(text: string, words: readonly string[]): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  const at = placeOf(flat, words);
  const from = Math.max(0, at - shownAround);
  const to = at + 2 * shownAround;
  return `${from > 0 ? '…' : ''}${flat.slice(from, to).trim()}${to < flat.length ? '…' : ''}`;
}

/** Where the first word found begins. Words are folded one by one, because folding a text moves its places. */
function placeOf(text: string, words: readonly string[]): number {
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const folded = foldName(match[0]);
    if (words.some((word) => folded.startsWith(word))) return match.index;
  }
  return 0;
}
