import type { Language } from '#platform/shared/languages.ts';
import { wordsOf } from './words.ts';

/** IssueType codes of R4 that this layer uses (http://hl7.org/fhir/R4/valueset-issue-type.html). */
export type IssueCode =
  | 'structure'
  | 'required'
  | 'value'
  | 'invariant'
  | 'code-invalid'
  | 'business-rule'
  | 'too-costly'
  | 'security'
  | 'processing'
  | 'not-supported';

/** What fills the placeholders of an issue's words. */
export type IssueParams = Readonly<Record<string, string | number>>;

/** One finding about a resource. It holds no value of the resource, so that it may be logged. */
export interface Issue {
  severity: 'error' | 'warning';
  code: IssueCode;
  /** FHIRPath of the place (`Patient.name[0].given[1]`); empty when the text could not be read at all. */
  expression: string;
  /** Key of the words in `messages/{en,id}.json`. */
  key: string;
  params: IssueParams;
  /** The words in the language that was asked for. */
  details: string;
}

/** Makes an issue with its words. */
export function issueOf(
  language: Language,
  issue: Omit<Issue, 'details' | 'severity'> & { severity?: Issue['severity'] },
): Issue {
  const params = { path: issue.expression, ...issue.params };
  return { severity: 'error', ...issue, details: wordsOf(language, issue.key, params) };
}
