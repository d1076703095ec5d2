import type { Context } from '#platform/server/context.ts';
import { holdsRight } from '../run-act.ts';
import { rightTo, type Site } from './interaction.ts';

/** Whether the caller may have what a search reaches beside its own type, by the same rule as for a search of that type. */
export function reachOf(site: Site, ctx: Context): (type: string) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>();
  return (type) => {
    const found = known.get(type) ?? holdsRight(ctx, rightTo(site, type, 'read', 's'));
    known.set(type, found);
    return found;
  };
}
