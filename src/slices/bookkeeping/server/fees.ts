import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import { selfPayId } from '#slices/insurance/contract.ts';
import type { bookkeeping, Fee } from '../contract.ts';
import type { FeeKind } from '../shared/words.ts';
import { minorOf, out } from './money-json.ts';

/** The clinic's fees by code, those out of use too. */
export async function loadFees(ctx: Context): Promise<Fee[]> {
  const rows = await ctx.db
    .selectFrom('bookkeeping_fee')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('code')
    .execute();
  const prices = await ctx.db
    .selectFrom('bookkeeping_fee_price')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('payer_id')
    .execute();
  const byFee = Map.groupBy(prices, (price) => price.fee_code);
  return rows.map((row) => ({
    code: row.code,
    labelEn: row.label_en,
    labelId: row.label_id,
    kind: row.kind as FeeKind,
    pricesCode: row.prices_code ?? undefined,
    prices: (byFee.get(row.code) ?? []).map((price) => ({
      payerId: price.payer_id,
      price: out(ctx, price.price_minor),
    })),
    active: row.active,
  }));
}

/** What a fee costs for a payer, or for everybody, in minor units. */
export function priceFor(fee: Fee, payerId: string): bigint {
  const of = (wanted: string) => fee.prices.find((one) => one.payerId === wanted);
  return BigInt((of(payerId) ?? of(selfPayId))?.price.minor ?? '0');
}

/** Account on which a fee's revenue stands. */
export function revenueAccount(kind: FeeKind | undefined): string {
  return kind === 'medicine' ? '4100' : '4000';
}

/** Saves a fee with its prices, which replace those that it had. Bills keep what they said. */
export const saveFee: Verb<typeof bookkeeping, 'saveFee'> = async (ctx, { isNew, ...fee }) => {
  if (!fee.prices.some((one) => one.payerId === selfPayId))
    refuseField('prices', 'bookkeeping_field_priceNeeded');
  if (new Set(fee.prices.map((one) => one.payerId)).size < fee.prices.length)
    refuseField('prices', 'bookkeeping_field_payerTwice');
  if (fee.active && fee.pricesCode) await refusePricedTwice(ctx, fee);
  const values = {
    label_en: fee.labelEn,
    label_id: fee.labelId,
    kind: fee.kind,
    prices_code: fee.pricesCode || null,
    active: fee.active,
  };
  const insert = ctx.db
    .insertInto('bookkeeping_fee')
    .values({ clinic_id: ctx.clinic.id, code: fee.code, ...values });
  const done = await insert
    .onConflict((conflict) => {
      const same = conflict.columns(['clinic_id', 'code']);
      return isNew ? same.doNothing() : same.doUpdateSet(values);
    })
    .executeTakeFirst();
  if (isNew && done.numInsertedOrUpdatedRows === 0n) ctx.fail('codeTaken', { code: fee.code });
  await ctx.db
    .deleteFrom('bookkeeping_fee_price')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('fee_code', '=', fee.code)
    .execute();
  await ctx.db
    .insertInto('bookkeeping_fee_price')
    .values(
      fee.prices.map((one, at) => ({
        clinic_id: ctx.clinic.id,
        fee_code: fee.code,
        payer_id: one.payerId,
        price_minor: minorOf(ctx, one.price, `prices.${at}.price`),
        currency: ctx.clinic.currency,
      })),
    )
    .execute();
  ctx.emit('bookkeeping.feesChanged', {});
  return (
    (await loadFees(ctx)).find((one) => one.code === fee.code) ??
    refuse('notFound', { type: 'Fee', id: fee.code })
  );
};

async function refusePricedTwice(
  ctx: Context,
  fee: Pick<Fee, 'code' | 'kind' | 'pricesCode'>,
): Promise<void> {
  const other = await ctx.db
    .selectFrom('bookkeeping_fee')
    .select('code')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('kind', '=', fee.kind)
    .where('prices_code', '=', fee.pricesCode ?? '')
    .where('active', '=', true)
    .where('code', '<>', fee.code)
    .executeTakeFirst();
  if (other) refuseField('pricesCode', 'bookkeeping_field_pricedTwice', { code: other.code });
}
