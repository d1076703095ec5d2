import type { InputOf, OutputOf } from '#platform/shared/contract.ts';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { workforce } from '#slices/workforce/contract.ts';
import { defaultKinds } from '#slices/workforce/shared/credentials/kinds.ts';
import type { CredentialRule } from '#slices/workforce/shared/credentials/rule.ts';
import { rightsChanged } from '../rights-changed.ts';
import { countAnew } from './count-anew.ts';

type Workforce = typeof workforce;
type Shown = OutputOf<Workforce, 'credentialKinds'>['kinds'][number];
type Entered = InputOf<Workforce, 'saveCredentialKind'>['rule'];

/** A kind as this clinic counts it. */
export interface Kind {
  rule: CredentialRule;
  /** 0 is the product's own. */
  version: number;
  active: boolean;
  changedBy?: string;
  changedAt?: string;
}

/** Kinds by code: the product's own, and over them what the clinic changed last. */
export async function loadKinds(ctx: Context): Promise<Map<string, Kind>> {
  const own = defaultKinds(ctx.clinic.country).map((rule): [string, Kind] => [
    rule.code,
    { rule, version: 0, active: true },
  ]);
  const kinds = new Map(own);
  const rows = await ctx.db
    .selectFrom('workforce_credential_kind')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('version')
    .execute();
  for (const { code, rule, version, active, changed_by, changed_at } of rows) {
    // written by `saveCredentialKind` alone, from a rule
    const kept = rule as unknown as CredentialRule;
    kinds.set(code, { rule: kept, version, active, changedBy: changed_by, changedAt: changed_at });
  }
  return kinds;
}

export const credentialKinds: Verb<Workforce, 'credentialKinds'> = async (ctx) => ({
  kinds: [...(await loadKinds(ctx)).values()].map(
    ({ rule, ...kind }): Shown => ({ ...rule, points: inPoints(rule.points), ...kind }),
  ),
});

/** Keeps the former version: by it was counted what stood before. */
export const saveCredentialKind: Verb<Workforce, 'saveCredentialKind'> = async (ctx, { rule, active }) => {
  const { points } = rule;
  if (points && points.administrative + points.clinical + points.general > points.total) {
    return refuseField('rule.points.total', 'workforce_field_pointsTotal');
  }
  if (points && rule.validMonths === null) return refuseField('rule.validMonths', 'workforce_field_endless');
  const before = (await loadKinds(ctx)).get(rule.code);
  const version = (before?.version ?? 0) + 1;
  await ctx.db
    .insertInto('workforce_credential_kind')
    .values({
      ...{ clinic_id: ctx.clinic.id, code: rule.code, version, active },
      rule: JSON.stringify(inHundredths(rule)),
      ...{ changed_at: ctx.now, changed_by: ctx.actor.name },
    })
    .execute();
  ctx.note('workforce.credentialKindChanged', { subject: rule.code, details: { version, active } });
  await countAnew(ctx, inHundredths(rule));
  rightsChanged(ctx);
  return { version };
};

function inHundredths({ points, ...rule }: Entered): CredentialRule {
  const times = (value: number) => Math.round(value * 100);
  return {
    ...rule,
    points: points && {
      ...points,
      ...{ total: times(points.total), approved: times(points.approved) },
      ...{ administrative: times(points.administrative), clinical: times(points.clinical) },
      general: times(points.general),
    },
  };
}

function inPoints(points: CredentialRule['points']): Shown['points'] {
  if (!points) return null;
  const { total, administrative, clinical, general, approved } = points;
  return {
    ...points,
    ...{ total: total / 100, approved: approved / 100 },
    ...{ administrative: administrative / 100, clinical: clinical / 100, general: general / 100 },
  };
}
