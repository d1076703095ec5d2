import type { Context } from '#platform/server/context.ts';
import type { Candidate } from '../contract.ts';
import type { FieldRule } from '../shared/field.ts';
import type { RowProblem, RowReading, Said } from '../shared/row-reading.ts';

/** What the rules of a duty say of one row. */
export interface Verdict {
  problems: RowProblem[];
  candidates: Candidate[];
}

/** What a row became, as `takeBack` understands it; JSON-safe. */
export interface Taken {
  written: object;
  patientId?: string;
  /** Said although it went in. */
  warnings?: RowProblem[];
}

export interface TakeOptions {
  /** Patients, or people who work here, of whom she has said that they are others. */
  notThese: readonly string[];
  fileName: string;
}

/**
 * One kind of file. `check` writes nothing; `take` writes by the duty's own rules, or says why not. Both may refuse:
 * the refusal becomes the row's reason.
 */
export interface KindRules<T = unknown> {
  fields: readonly FieldRule[];
  /** The act that a person needs for this kind beside bringing files in. */
  right: string;
  /** A second row about the same thing: somebody decides, or it cannot go in. */
  doubles: 'ask' | 'wrong';
  /** Headings of columns whose cells are dropped as the file is read, with `|` between them. */
  secret?: string;
  read(said: Said, ctx: Context): RowReading<T>;
  check(ctx: Context, value: T): Promise<Verdict>;
  take(ctx: Context, value: T, options: TakeOptions): Promise<Taken | Verdict>;
  takeBack(ctx: Context, written: object): Promise<'changed' | 'used' | 'signedIn' | undefined>;
}
