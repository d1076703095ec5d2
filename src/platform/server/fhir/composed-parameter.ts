import type { StoredParameter } from './definition-shapes.ts';
import { storedParametersOf } from './search-parameters.ts';

const composedByType = new Map<string, ReadonlyMap<string, readonly string[]>>();

/**
 * The parameters under which the values of one stand: itself, or those that it is put together from (`combo-code` of
 * `code` and `component-code`), whose values have no rows of their own under it.
 * @param name with or without a suffix, e.g. `combo-code:text`
 */
export function sourcesOf(type: string, name: string): readonly string[] {
  const [param = '', ...suffix] = name.split(':');
  const parts = composedOf(type).get(param);
  return parts ? parts.map((one) => [one, ...suffix].join(':')) : [name];
}

/** Whether the values of a parameter stand under others alone. */
export function isComposed(type: string, param: string): boolean {
  return composedOf(type).has(param);
}

function composedOf(type: string): ReadonlyMap<string, readonly string[]> {
  const known = composedByType.get(type);
  if (known) return known;
  const all = storedParametersOf(type).map(([name, stored]) => ({ name, stored, paths: pathsOf(stored) }));
  const composed = new Map<string, readonly string[]>();
  for (const whole of all) {
    const parts = all.filter(
      (one) => one.paths.length < whole.paths.length && isPart(one.stored, whole.stored),
    );
    const covered = new Set(parts.flatMap(({ paths }) => paths));
    if (whole.paths.length > 1 && covered.size === whole.paths.length)
      composed.set(
        whole.name,
        parts.map(({ name }) => name),
      );
  }
  composedByType.set(type, composed);
  return composed;
}

function pathsOf({ paths = [] }: StoredParameter): string[] {
  return paths.map((path) => path.join('\u0000'));
}

/** Reads nothing but what the whole reads too, and as it does. */
function isPart(part: StoredParameter, whole: StoredParameter): boolean {
  const own = pathsOf(whole);
  const sameTargets = String(part.targets) === String(whole.targets) && part.narrowed === whole.narrowed;
  const paths = pathsOf(part);
  return (
    part.type === whole.type && sameTargets && paths.length > 0 && paths.every((one) => own.includes(one))
  );
}
