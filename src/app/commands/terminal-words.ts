import { words } from '#platform/server/words.ts';
import type { Language } from '#platform/shared/languages.ts';

/** The terminal's language, as the system names it: `LANG=id_ID.UTF-8`. */
export function terminalLanguage(): Language {
  return /^id/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '') ? 'id' : 'en';
}

/** Writes one line of words to the terminal. */
export function tellTerminal(key: string, params?: Record<string, string | number>): void {
  process.stdout.write(`${words(terminalLanguage(), key, params)}\n`);
}
