import type { DateOrder } from '../contract.ts';

/** What a row's cells say, by field; empty ones are absent. */
export interface Said {
  values: ReadonlyMap<string, string>;
  orders: ReadonlyMap<string, DateOrder>;
}

/** Something to be said of a row, in codes: `key` is the whole message key. */
export interface RowProblem {
  field?: string;
  key: string;
  params?: Record<string, string | number>;
  tone: 'error' | 'warning';
}

/** A row as it was read. With an error among the problems `value` is not to be used. */
export interface RowReading<T> {
  value: T;
  problems: RowProblem[];
  /** What two rows about the same person or thing have in common. */
  likeness?: string | undefined;
  title: string;
}

type Params = Record<string, string | number>;

export function problem(field: string, code: string, params?: Params): RowProblem {
  return { field, key: `movingIn_problem_${code}`, ...(params && { params }), tone: 'error' };
}

export function warning(field: string, code: string, params?: Params): RowProblem {
  return { ...problem(field, code, params), tone: 'warning' };
}

export function isWrong(problems: readonly RowProblem[]): boolean {
  return problems.some((one) => one.tone === 'error');
}
