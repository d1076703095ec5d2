import { BackupFault } from '#platform/server/backup/fault.ts';
import { ExportRefused } from '#platform/server/export/refused.ts';
import { problemOf } from '#platform/server/http/problem.ts';
import { Refusal } from '#platform/shared/errors.ts';
import { words } from '#platform/server/words.ts';
import { terminalLanguage } from './terminal-words.ts';

/** What a person at the terminal reads: a refusal's words, or the error's own message; the stack with `DEBUG=1`. */
export function failureWords(error: unknown): string {
  if (process.env.DEBUG && error instanceof Error) return error.stack ?? error.message;
  if (error instanceof Refusal) {
    const problem = problemOf(error, terminalLanguage(), 'cli');
    const fields = (problem.fields ?? []).map((field) => `  ${field.path}: ${field.words}`);
    return [problem.detail, ...fields].join('\n');
  }
  if (error instanceof BackupFault)
    return words(terminalLanguage(), `backup_fault_${error.code}`, error.params);
  if (error instanceof ExportRefused)
    return words(terminalLanguage(), `export_refused_${error.code}`, error.params);
  return error instanceof Error ? error.message : String(error);
}
