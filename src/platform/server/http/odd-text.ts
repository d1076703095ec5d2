import { type FieldProblem, refuse } from '#platform/shared/errors.ts';

/** Deeper than any contract; whoever walks a value by recursion after this is safe. */
const mostDepth = 64;
const mostProblems = 20;

/** PostgreSQL keeps neither NUL nor half a surrogate pair; no printer, list or screen has a use for the other ones. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for them
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

/** Years in which clinics have to do with a day; with others the arithmetic of days leaves the four digits. */
const [firstYear, lastYear] = ['1800', '2199'];
/** What PostgreSQL's integer holds; money and amounts are text. */
const mostNumber = 2_147_483_647;

/**
 * Refuses input that no contract should have to judge: text that cannot be kept, a day or a number beyond what
 * anything here can reckon with, a value nested without end, a name that would become the prototype of what it is
 * copied into.
 * @throws Refusal `invalidInput` naming each place
 */
export function refuseOddText(input: unknown): void {
  const problems: FieldProblem[] = [];
  const left: { value: unknown; path: string; depth: number }[] = [{ value: input, path: '', depth: 0 }];
  for (let one = left.pop(); one && problems.length < mostProblems; one = left.pop()) {
    const { value, path, depth } = one;
    if (typeof value === 'string' && isOddText(value))
      problems.push({ path, key: 'platform_field_character' });
    else if (isBeyond(value)) problems.push({ path, key: 'platform_field_notValid' });
    if (typeof value !== 'object' || value === null) continue;
    if (depth === mostDepth) {
      problems.push({ path, key: 'platform_field_notValid' });
      continue;
    }
    for (const [name, inner] of Object.entries(value)) {
      const at = path === '' ? name : `${path}.${name}`;
      if (name === '__proto__' || isOddText(name)) {
        problems.push({ path: at.toWellFormed().replace(control, '?'), key: 'platform_field_unknown' });
      } else left.push({ value: inner, path: at, depth: depth + 1 });
    }
  }
  if (problems.length > 0) refuse('invalidInput', {}, problems.reverse());
}

function isBeyond(value: unknown): boolean {
  if (typeof value === 'number') return Math.abs(value) > mostNumber;
  const year = typeof value === 'string' ? /^(\d{4})-\d\d-\d\d(?:T[\d:.]+\S*)?$/.exec(value)?.[1] : undefined;
  return year !== undefined && (year < firstYear || year > lastYear);
}

/** Whether a text holds what nothing can keep. */
export function isOddText(text: string): boolean {
  return control.test(text) || !text.isWellFormed();
}
