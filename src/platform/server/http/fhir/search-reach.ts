import type { Context } from '#platform/server/context.ts';
import type { Platform } from '#platform/server/platform.ts';
import { smartAllows } from '#platform/server/scope/smart.ts';

/**
 * Whether the caller may have what a search reaches beside its own type, by the same rule as for a search of that
 * type: a client by its scopes, a person by her job description.
 */
export function reachOf(platform: Platform, ctx: Context): (type: string) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>();
  async function decide(type: string): Promise<boolean> {
    const { actor } = ctx;
    if (actor.kind === 'system') return true;
    if (actor.kind === 'client' && smartAllows(actor.scopes ?? [], type, 's')) return true;
    return (await ctx.may(platform.registry.rightsOf(type).read)).allowed;
  }
  return (type) => {
    const found = known.get(type) ?? decide(type);
    known.set(type, found);
    return found;
  };
}
