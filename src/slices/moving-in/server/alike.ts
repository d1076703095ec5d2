import { words } from '#platform/server/words.ts';
import type { Language } from '#platform/shared/languages.ts';
import type { Candidate } from '../contract.ts';

/** Whom a row looks like, in a sentence, for the terminal and the file of what is not in. */
export function alikeWords(language: Language, one: Candidate): string {
  const { name, login, recordNumber, rowNumber } = one;
  if (rowNumber) return words(language, 'movingIn_reason_row', { row: rowNumber, name });
  if (login) return words(language, 'movingIn_reason_alikeStaff', { name, login });
  return words(language, 'movingIn_reason_alike', { name, recordNumber: recordNumber ?? '' });
}
