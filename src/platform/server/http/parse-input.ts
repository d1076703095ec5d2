import type { z } from 'zod';
import { type FieldProblem, refuse } from '#platform/shared/errors.ts';

/** A refinement of a contract names its words by their message key; anything else gets the general words. */
const ownKey = /^[a-z][A-Za-z]*_field_[A-Za-z]+$/;

/** Input by its contract, defaults filled in. Refuses with `invalidInput` naming every field that is wrong. */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  return refuse(
    'invalidInput',
    {},
    parsed.error.issues.slice(0, 50).flatMap((issue) => fieldProblems(issue)),
  );
}

function fieldProblems(issue: z.core.$ZodIssue, above = ''): FieldProblem[] {
  const path = [above, ...issue.path.map(String)].filter((step) => step !== '').join('.');
  if (ownKey.test(issue.message)) return [{ path, key: issue.message }];
  switch (issue.code) {
    case 'invalid_type':
      // zod says "received undefined" only in its message; an absent field has no input to show
      return [
        { path, key: issue.input === undefined ? 'platform_field_required' : 'platform_field_wrongKind' },
      ];
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return [{ path, key: 'platform_field_required' }];
      return [
        {
          path,
          key: `platform_field_tooSmall_${origin(issue.origin)}`,
          params: { minimum: String(issue.minimum) },
        },
      ];
    case 'too_big':
      return [
        {
          path,
          key: `platform_field_tooBig_${origin(issue.origin)}`,
          params: { maximum: String(issue.maximum) },
        },
      ];
    case 'invalid_union': {
      // of the kinds that were possible, the one that fits best was meant
      const [meant] = issue.errors.toSorted((a, b) => a.length - b.length);
      const inner = meant?.flatMap((one) => fieldProblems(one, path)) ?? [];
      return inner.length > 0 ? inner : [{ path, key: 'platform_field_notValid' }];
    }
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: path ? `${path}.${key}` : key,
        key: 'platform_field_unknown',
      }));
    default:
      return [{ path, key: 'platform_field_notValid' }];
  }
}

function origin(kind: string): 'text' | 'list' | 'number' {
  if (kind === 'string') return 'text';
  return kind === 'array' || kind === 'set' ? 'list' : 'number';
}
