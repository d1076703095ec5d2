import type { Context } from '#platform/server/context.ts';
import { words } from '#platform/server/words.ts';
import { type FieldProblem, refuse } from '#platform/shared/errors.ts';
import { localeFor } from '#platform/shared/languages.ts';
import type { Finding } from '../contract.ts';
import { type EnteredReading, type Entry, readEntered } from '../shared/entered.ts';
import { type Judged, placedFindings } from '../shared/judge.ts';
import { readableParams } from '../shared/values.ts';

/**
 * Reads an entry and refuses what cannot be: figures with two readings, values beyond the hard limits, each by its
 * field. What is only rare is answered for the person to look at again.
 * @param confirmed ids of findings that she has looked at
 * @returns the readings, and the findings that nobody has confirmed yet
 */
export function checkEntry(
  ctx: Context,
  entry: Entry,
  judged: Judged,
  confirmed: readonly string[],
): { readings: EnteredReading[]; findings: Finding[] } {
  const locale = localeFor(ctx.language);
  const { readings, problems } = readEntered(entry, locale);
  const findings = placedFindings(readings, judged);
  const fields: FieldProblem[] = [
    ...problems,
    ...findings
      .filter(({ level }) => level === 'reject')
      .map(({ path, reasonKey, params }) => ({
        path,
        key: reasonKey,
        params: readableParams(params, locale),
      })),
  ];
  if (fields.length > 0) refuse('invalidInput', {}, fields);
  const open = findings.filter(({ level, id }) => level === 'confirm' && !confirmed.includes(id));
  return {
    readings,
    findings: open.map(({ id, path, sign, reasonKey, params }) => ({
      id,
      path,
      sign,
      reasonKey,
      params,
      words: words(ctx.language, reasonKey, readableParams(params, locale)),
    })),
  };
}

/** The findings in one line, for the words of the refusal. */
export function findingWords(findings: readonly Finding[]): string {
  return findings.map((one) => one.words).join(' ');
}
