import type { Language } from '#platform/shared/languages.ts';
import en from './messages/en.json' with { type: 'json' };
import id from './messages/id.json' with { type: 'json' };

const MESSAGES: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, id };

/** Is there a message of this key? */
export function hasWordsFor(key: string): boolean {
  return Object.hasOwn(MESSAGES.en, key);
}

/**
 * A message of this folder in a language. Read here and not through the compiled messages, so that the folder
 * stays usable on its own.
 *
 * @throws Error for a key that no message file has
 */
export function wordsOf(
  language: Language,
  key: string,
  params: Readonly<Record<string, string | number>>,
): string {
  const words = Object.hasOwn(MESSAGES[language], key) ? MESSAGES[language][key] : undefined;
  if (words === undefined) throw new Error(`there is no message ${key}`);
  return words.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(params[name] ?? placeholder));
}
