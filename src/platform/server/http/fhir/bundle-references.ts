import type { Resource } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { isResourceType } from '#platform/server/fhir/definitions.ts';
import { isRecord } from '#platform/server/fhir/walk.ts';
import { rewriteReferences } from '#platform/server/fhir/rewrite-references.ts';
import type { Stored } from '#platform/server/record/store.ts';
import type { Entry } from './bundle-entries.ts';
import { matchesOf } from './conditional.ts';
import { refuseFhir } from './refusals.ts';

/** A resource of a transaction and where it goes. */
export interface Target {
  entry: Entry;
  type: string;
  id: string;
  resource: Resource;
  /** What met the entry's condition. */
  found?: Stored | undefined;
  /** An earlier entry that makes what this one asks for only if it is not there. */
  sameAs?: Target | undefined;
}

export interface ResolvedTarget {
  target: Target;
  resource: Resource;
}

/** Types that the conditional references of an entry's resource search in. */
export function conditionTypes({ interaction, ask }: Entry): string[] {
  const types = new Set<string>();
  if (interaction.code !== 'create' && interaction.code !== 'update') return [];
  const sent = ask.sent();
  if (!isRecord(sent)) return [];
  rewriteReferences(sent, (text, place) => {
    const condition = place === 'reference' ? conditionIn(text) : undefined;
    if (condition) types.add(condition.type);
    return text;
  });
  return [...types];
}

/**
 * The resources with their references to each other, and to whatever a conditional reference finds, replaced by where
 * those stand or will stand. A reference that leads out of the bundle stays as it is.
 * @param at tells a refusal with the place of its entry
 */
export async function resolveReferences(
  ctx: Context,
  targets: readonly Target[],
  at: <T>(entry: Entry, body: () => Promise<T>) => Promise<T>,
): Promise<ResolvedTarget[]> {
  const known = addressesOf(targets);
  const resolved: ResolvedTarget[] = [];
  for (const target of targets) {
    await at(target.entry, async () => {
      for (const text of conditionsIn(target.resource)) {
        if (!known.has(text)) known.set(text, await findCondition(ctx, text, targets));
      }
    });
    const replace = (text: string, place: string) =>
      place === 'narrative' ? inNarrative(text, known) : (known.get(text) ?? text);
    resolved.push({ target, resource: rewriteReferences(target.resource, replace) });
  }
  return resolved;
}

/** By what the entries of the bundle name each other: the full URL, and below its root the relative one. */
function addressesOf(targets: readonly Target[]): Map<string, string> {
  const known = new Map<string, string>();
  for (const { entry, type, id } of targets) {
    const { fullUrl } = entry;
    if (fullUrl === undefined) continue;
    known.set(fullUrl, `${type}/${id}`);
    const relative = /^https?:.*\/([A-Za-z]+\/[A-Za-z0-9.-]{1,64})$/.exec(fullUrl)?.[1];
    if (relative !== undefined) known.set(relative, `${type}/${id}`);
  }
  return known;
}

function conditionsIn(resource: Resource): Set<string> {
  const texts = new Set<string>();
  rewriteReferences(resource, (text, place) => {
    if (place === 'reference' && conditionIn(text)) texts.add(text);
    return text;
  });
  return texts;
}

function conditionIn(text: string): { type: string; query: URLSearchParams } | undefined {
  const [, type = '', asked = ''] = /^([A-Z][A-Za-z]+)\?(.+)$/.exec(text) ?? [];
  return isResourceType(type) ? { type, query: new URLSearchParams(asked) } : undefined;
}

/** What stands already and what this transaction brings count alike; one must meet the condition, and only one. */
async function findCondition(ctx: Context, text: string, targets: readonly Target[]): Promise<string> {
  const { type, query } = conditionIn(text) ?? { type: '', query: new URLSearchParams() };
  const ids = new Set((await matchesOf(ctx, type, query)).map(({ id }) => id));
  const [identifier, ...more] = [...query].filter(([name]) => name !== '_format');
  if (identifier?.[0] === 'identifier' && more.length === 0) {
    for (const target of targets)
      if (target.type === type && isIdentified(target.resource, identifier[1])) ids.add(target.id);
  }
  const [id] = ids;
  if (ids.size > 1) refuseFhir('severalMatch', { type });
  return id === undefined ? refuseFhir('noneMatch', { type }) : `${type}/${id}`;
}

function isIdentified(resource: Resource, token: string): boolean {
  const bar = token.lastIndexOf('|');
  const { identifier } = resource as { identifier?: unknown };
  return [identifier].flat().some((one) => {
    if (!isRecord(one) || one.value !== token.slice(bar + 1)) return false;
    return bar < 0 || (one.system ?? '') === token.slice(0, bar);
  });
}

/** Links and pictures of a narrative that point at an entry. */
function inNarrative(text: string, known: ReadonlyMap<string, string>): string {
  if (!/\b(?:href|src)\s*=/.test(text)) return text;
  return text.replace(
    /(\b(?:href|src)\s*=\s*)(["'])([^"']*)\2/g,
    (whole, name: string, quote: string, url: string) => {
      const target = known.get(url);
      return target === undefined ? whole : `${name}${quote}${target}${quote}`;
    },
  );
}
