import { words } from '#platform/server/words.ts';
import type { Language } from '#platform/shared/languages.ts';
import { type PaperWords, type Told, valueOn } from './paper-words.ts';

/** What was measured and its value, in words of a language, for papers of other duties. */
export function measuredWords(language: Language, item: Told): { label: string; value: string } {
  const about: PaperWords = { language, word: (key, params) => words(language, `vitals_${key}`, params) };
  return { label: about.word(`measure_${item.measure}`), value: valueOn(about, item) };
}
