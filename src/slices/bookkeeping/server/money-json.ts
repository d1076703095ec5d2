import type { Context } from '#platform/server/context.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { formatMoney, type MoneyJson } from '#platform/shared/money.ts';

/** An amount of the clinic's currency as it travels. */
export function out(ctx: Context, minor: bigint): MoneyJson {
  return { minor: minor.toString(), currency: ctx.clinic.currency };
}

/** An amount that came in; one of another currency than the clinic's is refused at its field. */
export function minorOf(ctx: Context, amount: MoneyJson, path: string): bigint {
  if (amount.currency !== ctx.clinic.currency) {
    refuseField(path, 'bookkeeping_field_currency', { currency: ctx.clinic.currency });
  }
  return BigInt(amount.minor);
}

/** An amount as the reader writes it, for the words of a refusal. */
export function written(ctx: Context, minor: bigint): string {
  return formatMoney({ minor, currency: ctx.clinic.currency }, localeFor(ctx.language));
}
