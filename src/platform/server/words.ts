import * as en from '#messages/words/en.js';
import * as id from '#messages/words/id.js';
import type { Language } from '../shared/languages.ts';

const byLanguage: Record<
  Language,
  Record<string, ((inputs: Record<string, string | number>) => string) | undefined>
> = {
  en,
  id,
};

/**
 * The words of a message whose key is only known at run time: `words('id', 'scheduling_error_timeTaken', { … })`.
 * An unknown key is a fault of ours: it throws in tests, and elsewhere the key itself is the text, because a
 * person must still get her answer.
 * @param params values of the `{placeholders}`
 */
export function words(language: Language, key: string, params: Record<string, string | number> = {}): string {
  const message = Object.hasOwn(byLanguage[language], key) ? byLanguage[language][key] : undefined;
  if (!message) {
    if (process.env.NODE_ENV === 'test') throw new Error(`There is no message ${key}`);
    return key;
  }
  return message(params);
}

/** Whether a message of this key exists, for words that may be given but need not. */
export function hasWords(key: string): boolean {
  return Object.hasOwn(byLanguage.en, key);
}
