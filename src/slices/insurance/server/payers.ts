import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import { foldName } from '#platform/shared/names.ts';
import { type insurance, type Payer, payerKinds, selfPayId } from '../contract.ts';
import { applyPayer } from './payer-codec.ts';

/** The patient's own purse: a payer of every clinic that needs no setting up. */
export function selfPay(ctx: Context): Payer {
  return { id: selfPayId, name: words(ctx.language, 'insurance_selfPay'), kind: 'self', active: true };
}

/** A payer by its id, switched off ones too. Refuses with `notFound`. */
export async function payerOf(ctx: Context, payerId: string): Promise<Payer> {
  const found = (await payersById(ctx, [payerId])).get(payerId);
  return found ?? refuse('notFound', { payerId });
}

/** Those of these ids that are payers here. */
export async function payersById(ctx: Context, ids: readonly string[]): Promise<Map<string, Payer>> {
  const rows = await ctx.db
    .selectFrom('insurance_payer')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('payer_id', '=', sql<string>`ANY(${[...new Set(ids)]})`)
    .execute();
  const found = new Map(rows.map((row) => [row.payer_id, toPayer(ctx, row)]));
  if (ids.includes(selfPayId)) found.set(selfPayId, selfPay(ctx));
  return found;
}

interface PayerRow {
  payer_id: string;
  name: string;
  kind: string;
  copay_minor: bigint | null;
  electronic_id: string | null;
  active: boolean;
}

function toPayer(ctx: Context, row: PayerRow): Payer {
  return {
    id: row.payer_id,
    name: row.name,
    kind: payerKinds.find((kind) => kind === row.kind) ?? 'commercial',
    ...(row.copay_minor !== null && {
      copay: { minor: String(row.copay_minor), currency: ctx.clinic.currency },
    }),
    ...(row.electronic_id && { electronicId: row.electronic_id }),
    active: row.active,
  };
}

export const listPayers: Verb<typeof insurance, 'listPayers'> = async (ctx, { all }) => {
  const rows = await ctx.db
    .selectFrom('insurance_payer')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('sort_name')
    .execute();
  const payers = rows.filter((row) => all || row.active).map((row) => toPayer(ctx, row));
  return { payers: [selfPay(ctx), ...payers] };
};

export const savePayer: Verb<typeof insurance, 'savePayer'> = async (ctx, { payerId, ...fields }) => {
  if (fields.copay && fields.copay.currency !== ctx.clinic.currency) {
    refuseField('copay', 'insurance_field_otherCurrency', { currency: ctx.clinic.currency });
  }
  if (payerId) await payerOf(ctx, payerId);
  if (payerId === selfPayId) refuse('notFound', { payerId });
  const namesakes = await ctx.db
    .selectFrom('insurance_payer')
    .select('payer_id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('sort_name', '=', foldName(fields.name))
    .where('active', '=', true)
    .execute();
  if (fields.active && namesakes.some((one) => one.payer_id !== payerId))
    ctx.fail('nameTaken', { name: fields.name });
  const written = payerId
    ? await ctx.record.patch('Organization', payerId, (organization) => applyPayer(organization, fields))
    : await ctx.record.create(applyPayer({ resourceType: 'Organization' }, fields));
  return payerOf(ctx, written.id ?? '');
};
