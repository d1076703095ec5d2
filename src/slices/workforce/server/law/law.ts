import type { Context } from '#platform/server/context.ts';
import { loadRoles } from '#platform/server/scope/roles.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import type { LawRuleSet, LawShown, workforce } from '#slices/workforce/contract.ts';
import type { PlaceLaw } from '#slices/workforce/shared/law/law-rule.ts';
import { lawOfPlace, placesOf } from '#slices/workforce/shared/law/places.ts';
import { wordsOfAct } from '../acts.ts';
import { loadKinds } from '../credentials/kinds.ts';
import { asSet, lawVersions, unapproved } from './rows.ts';
import { subjectWords } from './subjects.ts';

export const law: Verb<typeof workforce, 'law'> = async (ctx) => {
  const versions = await lawVersions(ctx);
  const known = placesOf(ctx.clinic.country);
  const [newest] = versions;
  const first = (newest && lawOfPlace(newest.place)) ?? known[0];
  const show = await shower(ctx);
  const rules = newest?.rules ?? (first ? await unapproved(ctx, first) : []);
  return {
    place: newest?.place ?? first?.place ?? ctx.clinic.country,
    version: newest?.version ?? 0,
    ...(newest?.approvedBy && { approvedBy: newest.approvedBy, approvedAt: newest.approvedAt }),
    dataVersion: newest?.dataVersion ?? first?.dataVersion ?? '',
    rules: rules.map(show),
    places: known.map((one) => ({
      ...{ place: one.place, words: placeWords(ctx, one.place), dataVersion: one.dataVersion },
      rules: proposed(one, newest?.place === one.place ? rules : []).map(show),
    })),
    credentials: [...(await loadKinds(ctx)).values()].flatMap((one) => (one.active ? [one.rule.code] : [])),
    history: versions.map(({ version, place, rules: then, approvedBy, approvedAt }) => ({
      ...{ version, words: placeWords(ctx, place), by: approvedBy, at: approvedAt },
      asks: then.filter((one) => one.on).length,
    })),
  };
};

/** What a form begins with: what the clinic has of a rule, and what has come to the data since. */
function proposed({ rules }: PlaceLaw, here: readonly LawRuleSet[]): LawRuleSet[] {
  return rules.map((one) => here.find((own) => own.act === one.act) ?? asSet(one));
}

async function shower(ctx: Context): Promise<(rule: LawRuleSet) => LawShown> {
  const jobs = await loadRoles(ctx.db, ctx.clinic.id);
  return (rule) => ({
    ...rule,
    actWords: wordsOfAct(ctx, rule.act),
    subjectWords: rule.subject === '' ? '' : subjectWords(ctx, rule.subject),
    jobs: jobs.filter((job) => rule.roles.includes(job.role)).map((job) => job.label),
    counted: rule.label.en !== '',
  });
}

/** `California` */
export function placeWords({ language }: Pick<Context, 'language'>, place: string): string {
  return words(language, `scope_place_${place.replace('-', '_')}`);
}
