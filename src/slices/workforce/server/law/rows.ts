import type { Transaction } from 'kysely';
import type { Clinic, Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import type { Law } from '#platform/server/scope/decision.ts';
import { loadLaw, replaceLaw } from '#platform/server/scope/law.ts';
import type { LawRuleSet } from '#slices/workforce/contract.ts';
import type { LawRule, PlaceLaw } from '#slices/workforce/shared/law/law-rule.ts';
import { lawOfPlace, placesOf } from '#slices/workforce/shared/law/places.ts';

/** A version of what the clinic's place asks. */
export interface Version {
  version: number;
  place: string;
  dataVersion: string;
  rules: LawRuleSet[];
  approvedAt: string;
  approvedBy: string;
}

/** Every version, the newest first. */
export async function lawVersions(ctx: Context): Promise<Version[]> {
  const rows = await ctx.db
    .selectFrom('workforce_law')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => ({
    ...{ version: row.version, place: row.place, dataVersion: row.data_version },
    // written by `writeLaw` alone, from parsed rules
    rules: row.rules as unknown as LawRuleSet[],
    ...{ approvedAt: row.approved_at, approvedBy: row.approved_by },
  }));
}

/** Writes a version; what scope reads follows in the same transaction. @param by who approved it; empty: nobody yet */
export async function writeLaw(
  ctx: Context,
  { version, by }: { version: number; by: string },
  { place, dataVersion }: PlaceLaw,
  rules: readonly LawRuleSet[],
): Promise<void> {
  await ctx.db
    .insertInto('workforce_law')
    .values({
      ...{ clinic_id: ctx.clinic.id, version, place, data_version: dataVersion },
      ...{ rules: JSON.stringify(rules), approved_at: ctx.now, approved_by: by },
    })
    .execute();
  await compileLaw(ctx.db, ctx.clinic.id, place, rules);
}

async function compileLaw(
  db: Transaction<Tables>,
  clinicId: string,
  place: string,
  rules: readonly LawRuleSet[],
): Promise<void> {
  const asked = rules.filter((one) => one.on).map(({ on: _, ...rule }): Law => ({ ...rule, place }));
  await replaceLaw(db, clinicId, asked);
}

/** What a clinic of that country begins with, until its manager says where it lies. */
export async function openLaw(
  db: Transaction<Tables>,
  { id, country }: Pick<Clinic, 'id' | 'country'>,
): Promise<void> {
  const [first] = placesOf(country);
  if (first) await compileLaw(db, id, first.place, first.rules.map(asSet));
}

/** Where the clinic was told to lie when it was set up; its manager has not looked at the rules yet. */
export async function settleIn(ctx: Context, place: string): Promise<void> {
  const law = lawOfPlace(place);
  if (law) await writeLaw(ctx, { version: 1, by: '' }, law, law.rules.map(asSet));
}

/** What holds of a place of which nobody has approved anything: as the clinic opened, or nothing. */
export async function unapproved(ctx: Context, { rules }: PlaceLaw): Promise<LawRuleSet[]> {
  const asked = new Set((await loadLaw(ctx.db, ctx.clinic.id)).map((one) => one.act));
  return rules.map((one) => ({ ...asSet(one), on: asked.has(one.act) }));
}

/** The product's own rule as a clinic's. */
export function asSet({ roles, credentials, label, ...rule }: LawRule): LawRuleSet {
  return { ...rule, roles: [...roles], credentials: [...credentials], label: { ...label } };
}
