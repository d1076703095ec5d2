import { idOf } from '#platform/server/record/reference-id.ts';
import type { CodeableConcept, Reference } from '@medplum/fhirtypes';
import type { Result, ResultValue } from '../contract.ts';

/** One value and the result to which it belongs. */
export interface Found extends Pick<Result, 'kind' | 'title' | 'holds'> {
  /** The same for values that stand beside each other. */
  key: string;
  value: ResultValue;
}

/** Values that are shown of one code; the rest is counted. */
const mostValues = 4;

/** One code is one thing; where nothing is coded, one spelling. */
export function keyOf(code: CodeableConcept | undefined): string {
  const coding = code?.coding?.find((one) => one.code);
  return coding ? `${coding.system ?? ''}|${coding.code}` : (code?.text ?? '').trim().toLowerCase();
}

export function visitIdOf({ encounter }: { encounter?: Reference }): string | undefined {
  return idOf(encounter?.reference, 'Encounter');
}

/** Values of one code beside each other; what was last heard of first. */
export function together(all: readonly Found[]): Result[] {
  const groups = [...Map.groupBy(all, ({ kind, key }) => `${kind} ${key}`)].map(([id, found]) => {
    const sorted = found.toSorted((a, b) => isWrong(a) - isWrong(b) || timeOf(b) - timeOf(a));
    const values = sorted.slice(0, mostValues).map(({ value }) => value);
    const { kind = 'measured', title = '?', holds = [] } = sorted[0] ?? {};
    return { id, kind, title, values, earlier: sorted.length - values.length, holds };
  });
  return groups.sort((a, b) => newest(b) - newest(a) || a.title.localeCompare(b.title));
}

const timeOf = ({ value }: Pick<Found, 'value'>) => Date.parse(value.at ?? '') || 0;
/** What was entered in error does not stand for the others. */
const isWrong = ({ value }: Found) => Number(value.standing === 'inError');
const newest = ({ values }: Result) => Math.max(...values.map((value) => timeOf({ value })));
