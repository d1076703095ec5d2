import type { Definitions, ValueSetInclude } from './source.ts';

/** Codes of a closed list, by the code system they belong to. */
export type CodeList = Record<string, string[]>;

/**
 * Expands a value set whose members the definitions list in full.
 *
 * @param url canonical URL, a version is ignored
 * @returns its codes by system; undefined where the list is open or not at hand (MIME types, UCUM, BCP 47)
 */
export function expandValueSet(definitions: Definitions, url: string): CodeList | undefined {
  const compose = definitions.valueSets.get(url.split('|')[0] ?? url)?.compose;
  if (!compose || compose.exclude) return undefined;
  const list: CodeList = {};
  for (const include of compose.include) {
    const part = expandInclude(definitions, include);
    if (!part) return undefined;
    for (const [system, codes] of Object.entries(part)) {
      list[system] = [...new Set([...(list[system] ?? []), ...codes])];
    }
  }
  return list;
}

function expandInclude(definitions: Definitions, include: ValueSetInclude): CodeList | undefined {
  if (include.filter) return undefined;
  if (include.valueSet) {
    const parts = include.valueSet.map((url) => expandValueSet(definitions, url));
    return include.system === undefined && parts.length === 1 ? parts[0] : undefined;
  }
  if (include.system === undefined) return undefined;
  if (include.concept) return { [include.system]: include.concept.map((concept) => concept.code) };
  const system = definitions.codeSystems.get(include.system);
  if (system?.content !== 'complete') return undefined;
  const codes: string[] = [];
  const waiting = [...(system.concept ?? [])];
  for (let concept = waiting.shift(); concept; concept = waiting.shift()) {
    codes.push(concept.code);
    waiting.unshift(...(concept.concept ?? []));
  }
  return { [include.system]: codes };
}
