import type { Resource } from '@medplum/fhirtypes';
import { Refusal } from '#platform/shared/errors.ts';
import type { Context } from '#platform/server/context.ts';
import { lockRows } from '#platform/server/record/lock-rows.ts';
import type { Act, Right } from '../run-act.ts';
import { type Answer, answerOf } from './answer.ts';
import { resourceOf } from './ask.ts';
import { answerRoom } from './bundle-answer.ts';
import type { Entry, SentBundle } from './bundle-entries.ts';
import { conditionTypes, type ResolvedTarget, resolveReferences, type Target } from './bundle-references.ts';
import { conditionKey, lockConditions, matchOf } from './conditional.ts';
import { dependenciesFirst } from './dependencies-first.ts';
import { refuseWrittenTrail, rightTo, rowOf, type Site, trailType } from './interaction.ts';
import { patch, patchStored } from './patch.ts';
import { EntryRefusal, refuseFhir } from './refusals.ts';
import {
  answerFound,
  create,
  refuseForeignBinary,
  refuseOddId,
  remove,
  storeNew,
  storeOver,
  update,
} from './write.ts';

/** All entries as one act in one database transaction: all of it or nothing, each by the right of its own type. */
export function transactionAct({ entries: given }: SentBundle, site: Site): Act<Answer[]> {
  const refused = given.find((entry) => entry instanceof EntryRefusal);
  const entries = given.filter((entry): entry is Entry => !(entry instanceof EntryRefusal));
  const writes = entries.filter(({ interaction }) => interaction.effect === 'write');
  return {
    event: writes.length > 0 ? 'fhir.write' : 'fhir.read',
    action: site.platform.registry.rightsOf('Bundle').write,
    ...{ kind: 'administrative', audience: 'byScope', audited: true, subject: 'Bundle' },
    effect: writes.length > 0 ? 'write' : 'read',
    async rights(ctx) {
      const rights = new Map<string, Right>();
      for (const entry of entries) {
        const own = await entry.interaction.rights(ctx, entry.ask, site);
        const found = conditionTypes(entry).map((type) => rightTo(site, type, 'read', 's'));
        for (const right of [...own, ...found]) rights.set(JSON.stringify(right), right);
      }
      return [...rights.values()];
    },
    async body(ctx) {
      if (refused) throw refused;
      if (writes.some(({ ask }) => ask.type === trailType)) refuseWrittenTrail(ctx);
      return runTransaction(ctx, entries, site);
    },
    rows: (answers) =>
      entries.map(({ interaction, ask, at }) => rowOf(interaction, ask, answers[at] ?? { status: 0 }, site)),
  };
}

async function runTransaction(ctx: Context, entries: readonly Entry[], site: Site): Promise<Answer[]> {
  const answers: Answer[] = [];
  const of = (...kinds: unknown[]) => entries.filter(({ interaction }) => kinds.includes(interaction));
  await lockConditions(
    ctx,
    of(create, update).flatMap((entry) => keyOf(ctx, entry)),
  );
  const places = of(update, patch, remove).map(({ ask }) => ({ type: ask.type, id: ask.id ?? '' }));
  await lockRows(
    ctx,
    places.filter(({ id }) => id !== ''),
  );
  const taken = new Set<string>();
  const take = (place: string | undefined) => {
    if (place === undefined) return;
    if (taken.has(place)) refuseFhir('doubledEntry');
    taken.add(place);
  };
  for (const entry of of(remove)) {
    answers[entry.at] = await at(entry, async () => {
      const answer = await remove.run(ctx, entry.ask, site);
      take(answer.subject);
      return answer;
    });
  }
  const targets: Target[] = [];
  const firsts = new Map<string, Target>();
  for (const entry of of(create, update)) {
    const target = await at(entry, () => targetOf(ctx, entry, site));
    const [key = ''] = target.found ? [] : keyOf(ctx, entry);
    const sameAs = entry.interaction === create ? firsts.get(key) : undefined;
    targets.push(sameAs ? { ...target, id: sameAs.id, sameAs } : target);
    if (key !== '' && !sameAs) firsts.set(key, target);
  }
  for (const { entry, type, id, found, sameAs } of targets) {
    // several that ask for one thing only if it is not there may find the same
    if (!(entry.interaction === create && (found || sameAs)))
      await at(entry, async () => take(`${type}/${id}`));
  }
  const resolved = await resolveReferences(ctx, targets, at);
  const written = resolved.filter(({ target }) => !target.sameAs);
  const ordered = dependenciesFirst(written);
  for (let from = 0; from < ordered.length; ) {
    const fresh = ordered.slice(from, freshUntil(ordered, from));
    await storeFresh(ctx, fresh, answers);
    from += fresh.length;
    const next = ordered[from++];
    if (!next) break;
    const { target, resource } = next;
    answers[target.entry.at] = await at(target.entry, () => writeTarget(ctx, site, target, resource));
  }
  for (const { entry, sameAs } of targets) {
    const first = sameAs && answers[sameAs.entry.at];
    if (first) answers[entry.at] = { ...first, status: 200 };
  }
  for (const entry of of(patch)) {
    answers[entry.at] = await at(entry, async () => {
      const id = entry.ask.id ?? (await matchOf(ctx, entry.ask.type, entry.ask.query))?.id;
      take(id && `${entry.ask.type}/${id}`);
      return id ? patchStored(ctx, site, entry.ask, id) : patch.run(ctx, entry.ask, site);
    });
  }
  const fits = answerRoom();
  for (const entry of entries.filter(({ interaction }) => interaction.effect === 'read')) {
    answers[entry.at] = await at(entry, async () => fits(await entry.interaction.run(ctx, entry.ask, site)));
  }
  return answers;
}

function keyOf(ctx: Context, { interaction, ask }: Entry): string[] {
  if (interaction === create && ask.ifNoneExist !== undefined)
    return [conditionKey(ctx, ask.type, new URLSearchParams(ask.ifNoneExist))];
  return interaction === update && ask.id === undefined ? [conditionKey(ctx, ask.type, ask.query)] : [];
}

/** Where an entry's resource goes: what its condition found, the id that it names, or a new one. */
async function targetOf(ctx: Context, entry: Entry, site: Site): Promise<Target> {
  const { ask, interaction } = entry;
  const { type } = ask;
  const resource = resourceOf(ask);
  if (interaction === create) {
    const condition = ask.ifNoneExist;
    const found =
      condition === undefined ? undefined : await matchOf(ctx, type, new URLSearchParams(condition));
    return { entry, type, resource, id: found?.id ?? ctx.newId(), found };
  }
  if (ask.id !== undefined) return { entry, type, resource, id: ask.id };
  const found = await matchOf(ctx, type, ask.query);
  if (found && resource.id !== undefined && resource.id !== found.id) refuseFhir('otherId', {}, `${type}.id`);
  if (found) await refuseForeignBinary(ctx, site, ask, found.id);
  return { entry, type, resource, id: found?.id ?? resource.id ?? ctx.newId(), found };
}

/** Where those end that are new for sure: they are written in one statement, whatever their types. */
function freshUntil(ordered: readonly ResolvedTarget[], from: number): number {
  const isFresh = ({ target }: ResolvedTarget) => target.entry.interaction === create && !target.found;
  const end = ordered.findIndex((one, place) => place >= from && !isFresh(one));
  return end < 0 ? ordered.length : end;
}

async function storeFresh(ctx: Context, fresh: readonly ResolvedTarget[], answers: Answer[]): Promise<void> {
  const given: (Resource & { id: string })[] = [];
  for (const { target, resource } of fresh) {
    await at(target.entry, async () => refuseOddId(ctx, resource));
    given.push({ ...resource, id: target.id });
  }
  const each = (place: number, work: () => Promise<void>) =>
    at((fresh[place] as ResolvedTarget).target.entry, work);
  for (const [place, stored] of (await ctx.record.createAll(given, each)).entries())
    answers[(fresh[place] as ResolvedTarget).target.entry.at] = answerOf(201, stored);
}

async function writeTarget(
  ctx: Context,
  site: Site,
  { entry, id, found }: Target,
  resource: Resource,
): Promise<Answer> {
  if (entry.interaction === update) return storeOver(ctx, resource, id, entry.ask, !found && !entry.ask.id);
  return found ? answerFound(ctx, site, found) : storeNew(ctx, resource, id);
}

/** Whatever an entry is refused for is told with its place. */
async function at<T>(entry: Entry, body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } catch (error) {
    if (error instanceof Refusal && !(error instanceof EntryRefusal))
      throw new EntryRefusal(`Bundle.entry[${entry.at}]`, error);
    throw error;
  }
}
