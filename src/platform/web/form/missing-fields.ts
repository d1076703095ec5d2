import type { z } from 'zod';

/**
 * Paths of required fields that were left out. Only absence is judged here: it needs no words of the slice, and a round
 * trip would only tell what the person knows. What was typed is judged by the server, which has all the words.
 */
export function missingFields(schema: z.ZodType | undefined, input: unknown): string[] {
  const parsed = schema?.safeParse(input);
  if (!parsed || parsed.success) return [];
  return parsed.error.issues
    .filter((issue) => isAbsent(input, issue.path))
    .map((issue) => issue.path.map(String).join('.'))
    .filter((path) => path !== '');
}

function isAbsent(input: unknown, path: PropertyKey[]): boolean {
  let value = input;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return false;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value === undefined;
}
