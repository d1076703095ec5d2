import { rewriteReferences } from '#platform/server/fhir/rewrite-references.ts';
import type { ResolvedTarget } from './bundle-references.ts';

/**
 * The order in which the resources of a transaction are written: what another one refers to before it, so that the
 * rows which slices keep beside the record find each other; otherwise as sent. A ring is cut where it is entered.
 */
export function dependenciesFirst(resolved: readonly ResolvedTarget[]): ResolvedTarget[] {
  const byPlace = new Map(resolved.map((one) => [`${one.target.type}/${one.target.id}`, one]));
  const entered = new Set<ResolvedTarget>();
  const ordered: ResolvedTarget[] = [];
  for (const root of resolved) {
    if (entered.has(root)) continue;
    entered.add(root);
    // on a stack of our own: a chain of references may be as long as the bundle
    const stack = [{ one: root, left: referredTo(root, byPlace) }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = top.left.pop();
      if (next === undefined) {
        ordered.push(top.one);
        stack.pop();
      } else if (!entered.has(next)) {
        entered.add(next);
        stack.push({ one: next, left: referredTo(next, byPlace) });
      }
    }
  }
  return ordered;
}

function referredTo(
  { resource }: ResolvedTarget,
  byPlace: ReadonlyMap<string, ResolvedTarget>,
): ResolvedTarget[] {
  const found: ResolvedTarget[] = [];
  rewriteReferences(resource, (text, place) => {
    const other = place === 'reference' ? byPlace.get(text) : undefined;
    if (other) found.push(other);
    return text;
  });
  return found.reverse();
}
