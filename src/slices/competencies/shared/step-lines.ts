import type { Step } from './states.ts';

/** Steps as a person edits them, one a line: `! English | Indonesian`; the mark makes it critical. */
export function linesOf(steps: readonly Step[]): string {
  return steps.map((one) => `${one.critical ? '! ' : ''}${one.en} | ${one.id}`).join('\n');
}

/**
 * Reads them back. A line that stands as it stood keeps its name, so that earlier check-offs are still about it; a new one
 * gets the next free name.
 * @returns the steps, or the number of the first line that is none
 */
export function stepsOf(text: string, before: readonly Step[]): { steps: Step[] } | { badLine: number } {
  const taken = new Set(before.map((one) => one.step));
  const steps: Step[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const critical = line.trim().startsWith('!');
    const [en = '', id = '', ...more] = line
      .replace(/^\s*!/, '')
      .split('|')
      .map((part) => part.trim());
    if (!en || !id || more.length > 0) return { badLine: at + 1 };
    const known = before.find((one) => one.en === en || one.id === id);
    const reused = known && !steps.some((one) => one.step === known.step);
    const step = reused ? known.step : freeName(taken);
    taken.add(step);
    steps.push({ step, en, id, critical });
  }
  return { steps };
}

function freeName(taken: ReadonlySet<string>): string {
  let count = 1;
  while (taken.has(`step${count}`)) count += 1;
  return `step${count}`;
}
