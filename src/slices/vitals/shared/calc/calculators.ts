import { bmi, bsa } from './body.ts';
import { convert } from './convert.ts';
import { Fields, LineFault } from './fields.ts';
import { growth } from './growth.ts';
import { scoreNews2 } from './news2.ts';
import { range } from './range.ts';

/** One line in, one line out; both are JSON objects. @throws LineFault that names the field */
export type Calculator = (fields: Fields) => Record<string, unknown>;

export const calculators = { news2: scoreNews2, bmi, bsa, growth, range, convert } satisfies Record<
  string,
  Calculator
>;
export type CalculatorName = keyof typeof calculators;

/** The answer to one line, or what is wrong with it and where; never throws for what a line holds. */
export function answerLine(name: CalculatorName, line: string): Record<string, unknown> {
  try {
    return calculators[name](new Fields(parse(line)));
  } catch (error) {
    if (!(error instanceof LineFault)) throw error;
    return { error: error.message, ...(error.field !== undefined && { field: error.field }) };
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new LineFault('is no JSON');
  }
}
