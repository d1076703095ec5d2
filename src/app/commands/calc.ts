import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { answerLine, type CalculatorName } from '#slices/vitals/shared/calc/calculators.ts';

/**
 * `serambi calc NAME`: reads JSON lines and writes as many, in their order; a line that cannot be answered says why. Needs no
 * database. Empty lines are passed over.
 */
export async function calculate(name: CalculatorName): Promise<void> {
  try {
    await pipeline(Readable.from(answersTo(name)), process.stdout, { end: false });
  } catch (error) {
    // whoever reads only the first lines closes the pipe; that is no failure
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
  }
}

async function* answersTo(name: CalculatorName): AsyncGenerator<string> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() !== '') yield `${JSON.stringify(answerLine(name, line))}\n`;
  }
}
