import { similarity } from '#platform/shared/matching.ts';
import { nameTokens } from '#platform/shared/names.ts';

/** From here on two names are taken for each other when they are called across a room. */
const soundsAlike = 0.9;

/** How two names are taken for each other; undefined where they are not. */
export function nameRelation(one: string, other: string): 'sameName' | 'soundsAlike' | undefined {
  const [a, b] = [nameTokens(one), nameTokens(other)];
  if (a.length === 0 || b.length === 0) return undefined;
  if ([...a].sort().join(' ') === [...b].sort().join(' ')) return 'sameName';
  return similarity(one, other) >= soundsAlike ? 'soundsAlike' : undefined;
}

/** Everybody of a list with those of it who are taken for her. `name` by id. */
export function alikeIn(people: ReadonlyMap<string, string>): Map<string, string[]> {
  const all = [...people];
  const found = new Map<string, string[]>();
  for (const [at, [id, name]] of all.entries())
    for (const [otherId, other] of all.slice(at + 1)) {
      if (!nameRelation(name, other)) continue;
      found.set(id, [...(found.get(id) ?? []), otherId]);
      found.set(otherId, [...(found.get(otherId) ?? []), id]);
    }
  return found;
}
