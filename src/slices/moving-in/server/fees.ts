import type { Context } from '#platform/server/context.ts';
import { asRefusal, DeclaredRefusal } from '#platform/server/http/open-context.ts';
import { parseInput } from '#platform/server/http/parse-input.ts';
import { Refusal, refuse } from '#platform/shared/errors.ts';
import { bookkeeping, type Fee } from '#slices/bookkeeping/contract.ts';
import { slice as books, feeIsUsed, loadFees } from '#slices/bookkeeping/server/index.ts';
import { selfPayId } from '#slices/insurance/contract.ts';
import { type FeeRow, feeFields, readFeeRow } from '../shared/fee-row.ts';
import { problem, warning } from '../shared/row-reading.ts';
import type { KindRules, Verdict } from './kind.ts';

/** What was written, to know it again. */
interface FeeWritten {
  fee: Fee;
}

/** Fees go in as bookkeeping saves them, with the price that everybody pays. */
export const fees: KindRules<FeeRow> = {
  fields: feeFields,
  right: 'bookkeeping.manageFees',
  doubles: 'wrong',
  read: (said, ctx) => readFeeRow(said, ctx.clinic),
  async check(ctx, row) {
    feeOf(row);
    return verdictOn(row, await standing(ctx, row.code));
  },
  async take(ctx, row) {
    const before = await standing(ctx, row.code);
    const verdict = verdictOn(row, before);
    if (before?.active) return verdict;
    const fee = await save(ctx, { ...feeOf(row), isNew: before === undefined });
    return { written: { fee } satisfies FeeWritten, warnings: verdict.problems };
  },
  /** A fee is never erased, because papers name it: it goes out of use, which every list knows. */
  async takeBack(ctx, written) {
    const { fee } = written as FeeWritten;
    const now = await standing(ctx, fee.code);
    if (!now) return undefined;
    if (JSON.stringify(now) !== JSON.stringify(fee)) return 'changed';
    if (await feeIsUsed(ctx, fee.code)) return 'used';
    await save(ctx, { ...now, active: false, isNew: false });
    return undefined;
  },
};

async function standing(ctx: Context, code: string): Promise<Fee | undefined> {
  return (await loadFees(ctx)).find((fee) => fee.code === code);
}

function verdictOn(row: FeeRow, before: Fee | undefined): Verdict {
  if (before?.active) return { problems: [problem('code', 'feeStands', { code: row.code })], candidates: [] };
  const again = before ? [warning('code', 'feeAgain', { code: row.code })] : [];
  return { problems: again, candidates: [] };
}

/** By the contract of the screen, its refusals named by the file's own fields. */
function feeOf({ price, ...row }: FeeRow) {
  try {
    return parseInput(bookkeeping.verbs.saveFee.input, {
      ...row,
      prices: [{ payerId: selfPayId, price }],
      active: true,
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const fields = error.fields.map((one) => ({ ...one, path: fieldOf(one.path) }));
    return refuse('invalidInput', {}, fields);
  }
}

function fieldOf(path: string): string {
  if (path.startsWith('prices')) return 'price';
  return path.startsWith('label') ? 'label' : path;
}

/** Through the door of bookkeeping; a code of its contract comes back as the refusal that a screen would get. */
async function save(ctx: Context, fee: ReturnType<typeof feeOf>): Promise<Fee> {
  try {
    return await books.verbs.saveFee(ctx as Context<'codeTaken'>, fee);
  } catch (error) {
    if (!(error instanceof DeclaredRefusal)) throw error;
    throw asRefusal(error, bookkeeping.slice, bookkeeping.verbs.saveFee.errors);
  }
}
