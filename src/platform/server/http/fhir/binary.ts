import type { Binary } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { parseReference } from '#platform/server/fhir/references.ts';
import type { Stored } from '#platform/server/record/store.ts';
import { holdsRight, type Right } from '../run-act.ts';
import { rightTo, type Site } from './interaction.ts';

/**
 * Type of the resource that a Binary belongs to by its `securityContext`: who may read or write that may do so with
 * the Binary too, and nobody else (http://hl7.org/fhir/R4/binary.html#security-context). Without one it is a Binary.
 */
export function ownerTypeOf(binary: unknown): string {
  const context = (binary as Partial<Binary> | null)?.securityContext?.reference;
  const parsed = typeof context === 'string' ? parseReference(context) : undefined;
  return (parsed?.kind === 'relative' || parsed?.kind === 'absolute' ? parsed.type : undefined) ?? 'Binary';
}

/** Of a version what its rights depend on; one that is found by a search is not deleted. */
export type Shown = Pick<Stored, 'type' | 'text'> & Partial<Pick<Stored, 'deleted'>>;

/** The type whose rights decide about a stored version. */
export function rightsTypeOf({ type, deleted, text }: Shown): string {
  return type === 'Binary' && !deleted ? ownerTypeOf(JSON.parse(text)) : type;
}

/**
 * Rights that an interaction with stored or sent resources of a type needs: for a Binary those of all its owners.
 * @param sent what is to be stored
 */
export async function rightsFor(
  ctx: Context,
  site: Site,
  { type, id, version }: { type: string; id?: string | undefined; version?: string | undefined },
  effect: 'read' | 'write',
  letter: string,
  sent?: unknown,
): Promise<Right[]> {
  const types = new Set<string>();
  if (type === 'Binary') {
    if (sent !== undefined) types.add(ownerTypeOf(sent));
    const stored = id === undefined ? undefined : await ctx.record.stored(type, id);
    if (stored) types.add(rightsTypeOf(stored));
    const older = id && version ? await ctx.record.version(type, id, Number(version)) : undefined;
    if (older) types.add(rightsTypeOf(older));
  }
  if (types.size === 0) types.add(type);
  const rights = [...types].map((one) => rightTo(site, one, effect, letter));
  if (type !== 'Binary') return rights;
  // whoever holds nothing of this is refused alike, whether or not there is such a Binary
  const own = rightTo(site, type, effect, letter);
  for (const right of rights)
    if (!(await holdsRight(ctx, right)) && !(await holdsRight(ctx, own))) return [own];
  return rights;
}
