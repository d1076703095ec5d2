import { Refusal } from '#platform/shared/errors.ts';
import type { Language } from '#platform/shared/languages.ts';
import { type Issue, issueOf } from './issue.ts';

export type JsonTextProblem = 'syntax' | 'end' | 'depth' | 'duplicate';

/** JSON text that cannot be read, and where. The message shows no content of the text: it may be a patient's. */
export class JsonTextError extends Refusal {
  readonly problem: JsonTextProblem;
  /** Characters before the fault, from 0. */
  readonly position: number;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** The doubled name, for `duplicate`. */
  readonly memberName: string | undefined;

  constructor(problem: JsonTextProblem, text: string, position: number, memberName?: string) {
    const before = text.slice(0, position);
    const line = before.split('\n').length;
    const column = position - before.lastIndexOf('\n');
    super('platform', 'invalidInput', 400);
    this.message = `JSON text: ${problem} at line ${line}, column ${column}`;
    this.name = 'JsonTextError';
    this.problem = problem;
    this.position = position;
    this.line = line;
    this.column = column;
    this.memberName = memberName;
  }

  /** The fault as an issue of an OperationOutcome. */
  toIssue(language: Language = 'en'): Issue {
    return issueOf(language, {
      code: this.problem === 'depth' ? 'too-costly' : 'structure',
      expression: '',
      key: `fhir_json_${this.problem}`,
      params: { line: this.line, column: this.column, name: this.memberName ?? '' },
    });
  }
}
