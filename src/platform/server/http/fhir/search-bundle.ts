import type { Language } from '#platform/shared/languages.ts';
import { type Subset, subsetText } from '#platform/server/fhir/subset.ts';
import { words } from '#platform/server/words.ts';

/** A row that goes out; its text is never read, only cut where that is asked for. */
export interface Entry {
  type: string;
  id: string;
  text: string;
}

export interface SearchAnswer {
  matches: readonly Entry[];
  included: readonly Entry[];
  total: number | undefined;
  subset: Subset | undefined;
  /** What the answer does without: parameters that are not known here, types that the caller may not read. */
  left: { parameters: readonly string[]; types: readonly string[] };
}

/**
 * A Bundle `searchset` around stored texts, joined as text so that nothing of theirs is rebuilt.
 * @param links addresses of this page and the next
 */
export function searchsetText(
  baseUrl: string,
  answer: SearchAnswer,
  links: { self: string; next: string | undefined },
  language: Language,
): string {
  const { matches, included, total, subset, left } = answer;
  const entry = ({ type, id, text }: Entry, mode: 'match' | 'include') =>
    `{"fullUrl":"${baseUrl}/${type}/${id}","resource":${cut(text, mode, subset)},"search":{"mode":"${mode}"}}`;
  const entries = [
    ...matches.map((one) => entry(one, 'match')),
    ...included.map((one) => entry(one, 'include')),
    ...outcomeOf(left, language),
  ];
  const link = [{ relation: 'self', url: links.self }];
  if (links.next !== undefined) link.push({ relation: 'next', url: links.next });
  const members = [
    '"resourceType":"Bundle","type":"searchset"',
    ...(total === undefined ? [] : [`"total":${total}`]),
    `"link":${JSON.stringify(link)}`,
    ...(entries.length > 0 ? [`"entry":[${entries.join(',')}]`] : []),
  ];
  return `{${members.join(',')}}`;
}

/** Elements are those of the matches; what is included has elements of its own. */
function cut(text: string, mode: 'match' | 'include', subset: Subset | undefined): string {
  const isWhole = subset === undefined || (mode === 'include' && typeof subset === 'object');
  return isWhole ? text : subsetText(text, subset);
}

function outcomeOf({ parameters, types }: SearchAnswer['left'], language: Language): string[] {
  const issue = [
    ...parameters.map(
      (names) => ['not-supported', words(language, 'platform_search_ignored', { names })] as const,
    ),
    ...types.map((type) => ['suppressed', words(language, 'platform_search_withheld', { type })] as const),
  ].map(([code, text]) => ({ severity: 'warning', code, details: { text } }));
  if (issue.length === 0) return [];
  const resource = { resourceType: 'OperationOutcome', issue };
  return [`{"resource":${JSON.stringify(resource)},"search":{"mode":"outcome"}}`];
}
