import { type FieldProblem, refuse } from '#platform/shared/errors.ts';

/** Deeper than any contract; whoever walks a value by recursion after this is safe. */
const mostDepth = 64;
const mostProblems = 20;

/** PostgreSQL keeps neither NUL nor half a surrogate pair; no printer, list or screen has a use for the other ones. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for them
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/**
 * Refuses input that no contract could judge: text that cannot be kept, a value nested without end, a name that
 * would become the prototype of what it is copied into.
 * @throws Refusal `invalidInput` naming each place
 */
export function refuseOddText(input: unknown): void {
  const problems: FieldProblem[] = [];
  const left: { value: unknown; path: string; depth: number }[] = [{ value: input, path: '', depth: 0 }];
  for (let one = left.pop(); one && problems.length < mostProblems; one = left.pop()) {
    const { value, path, depth } = one;
    if (typeof value === 'string' && isOdd(value)) problems.push({ path, key: 'platform_field_character' });
    if (typeof value !== 'object' || value === null) continue;
    if (depth === mostDepth) {
      problems.push({ path, key: 'platform_field_notValid' });
      continue;
    }
    for (const [name, inner] of Object.entries(value)) {
      const at = path === '' ? name : `${path}.${name}`;
      if (name === '__proto__' || isOdd(name)) {
        problems.push({ path: at.toWellFormed().replace(control, '?'), key: 'platform_field_unknown' });
      } else left.push({ value: inner, path: at, depth: depth + 1 });
    }
  }
  if (problems.length > 0) refuse('invalidInput', {}, problems.reverse());
}

function isOdd(text: string): boolean {
  return control.test(text) || !text.isWellFormed();
}
