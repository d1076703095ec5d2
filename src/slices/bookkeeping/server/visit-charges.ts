import type { Selectable } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import { words } from '#platform/server/words.ts';
import type { Language } from '#platform/shared/languages.ts';
import type { VisitState } from '#slices/front-desk/contract.ts';
import type { Payer } from '#slices/insurance/contract.ts';
import { coveragesOf, payerOf, selfPay } from '#slices/insurance/server/index.ts';
import { workDone } from '#slices/orders/server/index.ts';
import { servicesOf, visitTypeOf } from '#slices/scheduling/server/index.ts';
import type { Fee, Line } from '../contract.ts';
import { lineAmount, sharesOf, usualPayer } from '../shared/charges.ts';
import type { FeeKind, LinePayer } from '../shared/words.ts';
import { loadFees, priceFor, revenueAccount } from './fees.ts';
import { out } from './money-json.ts';

type Adjustment = Selectable<Tables['bookkeeping_adjustment']>;

/** A line of a visit's proposal; amounts in minor units. */
export interface ProposedLine {
  key: string;
  /** In both languages: the desk reads one, the patient perhaps the other. */
  label: Record<Language, string>;
  feeCode: string | undefined;
  quantity: string;
  unitPriceMinor: bigint | undefined;
  amountMinor: bigint;
  pays: LinePayer;
  account: string;
  performerId: string | undefined;
  performerName: string | undefined;
  changed: { reason: string; by: string; removed: boolean } | undefined;
}

export interface Proposal {
  payer: Payer;
  lines: ProposedLine[];
  shares: ReturnType<typeof sharesOf>;
  fees: Fee[];
}

/** What a work item gives before prices and changes. */
interface Found {
  key: string;
  kind: FeeKind;
  code: string | undefined;
  label: Record<Language, string>;
  quantity: string;
  performerId: string | undefined;
  performerName: string | undefined;
}

/** What is to be charged for a visit as things stand: what was done, priced for its payer, with what people changed. */
export async function visitCharges(ctx: Context, visit: VisitState): Promise<Proposal> {
  const payer = visit.payerId ? await payerOf(ctx, visit.payerId) : await selfPay(ctx);
  const fees = await loadFees(ctx);
  const rows = await ctx.db
    .selectFrom('bookkeeping_adjustment')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visit.visitId)
    .orderBy('changed_at')
    .orderBy('line_key')
    .execute();
  const changes = new Map(rows.map((row) => [row.line_key, row]));
  const found = [
    ...(await workOf(ctx, visit)),
    ...rows.filter((row) => row.line_key.startsWith('manual:')).map(manualOf),
  ];
  const lines = found.map((one) => priced(one, payer, fees, changes.get(one.key)));
  const standing = lines.filter((one) => !one.changed?.removed);
  return { payer, lines, fees, shares: sharesOf(standing, await copayMinor(ctx, visit, payer)) };
}

async function workOf(ctx: Context, visit: VisitState): Promise<Found[]> {
  const work = await workDone(ctx, visit.visitId);
  const { consultation } = work;
  const code = consultation?.visitTypeCode ?? visit.visitTypeCode;
  const type = consultation && code ? await visitTypeOf(ctx, code) : undefined;
  const seen: Found[] = consultation
    ? [
        {
          key: 'consultation',
          kind: 'visitType',
          code,
          label: {
            en: type?.labelEn ?? words('en', 'bookkeeping_consultation'),
            id: type?.labelId ?? words('id', 'bookkeeping_consultation'),
          },
          quantity: '1',
          performerId: consultation.practitionerId,
          performerName: consultation.name,
        },
      ]
    : [];
  const services = consultation ? (await servicesOf(ctx, [visit.visitId])).get(visit.visitId) : undefined;
  const further = (services ?? []).slice(1).map(
    (one, place): Found => ({
      ...{ key: `consultation:${place + 2}`, kind: 'visitType', code: one.code, quantity: '1' },
      label: { en: one.labelEn, id: one.labelId },
      performerId: consultation?.practitionerId,
      performerName: consultation?.name,
    }),
  );
  const acts = work.acts.map(
    (one): Found => ({ ...one, label: both(one.label), key: `act:${one.id}`, kind: 'act' }),
  );
  const medicines = work.medicines.map(
    (one): Found => ({ ...one, label: both(one.label), key: `medicine:${one.id}`, kind: 'medicine' }),
  );
  return [...seen, ...further, ...acts, ...medicines];
}

/** Words that somebody typed stand as they are in either language. */
function both(label: string): Record<Language, string> {
  return { en: label, id: label };
}

function manualOf(row: Adjustment): Found {
  return {
    key: row.line_key,
    kind: 'other',
    code: undefined,
    label: both(row.label ?? ''),
    quantity: row.quantity ?? '1',
    performerId: undefined,
    performerName: row.changed_by_name,
  };
}

function priced(
  found: Found,
  payer: Payer,
  fees: readonly Fee[],
  change: Adjustment | undefined,
): ProposedLine {
  const fee = fees.find((one) =>
    change?.fee_code
      ? one.code === change.fee_code
      : one.active && found.code !== undefined && one.kind === found.kind && one.pricesCode === found.code,
  );
  const unitPriceMinor = change?.unit_price_minor ?? (fee && priceFor(fee, payer.id));
  const quantity = change?.quantity ?? (found.quantity === '' ? '1' : found.quantity);
  const pays = (change?.pays as LinePayer | null | undefined) ?? usualPayer(payer.kind);
  // a line that was only added says nothing about why
  const told = change && (change.reason !== '' || change.removed);
  return {
    key: found.key,
    label: fee ? { en: fee.labelEn, id: fee.labelId } : found.label,
    feeCode: fee?.code,
    quantity,
    unitPriceMinor,
    amountMinor: unitPriceMinor === undefined ? 0n : lineAmount(unitPriceMinor, quantity, pays),
    pays,
    account: revenueAccount(fee?.kind ?? found.kind),
    performerId: found.performerId,
    performerName: found.performerName || undefined,
    changed: told
      ? { reason: change.reason, by: change.changed_by_name, removed: change.removed }
      : undefined,
  };
}

/** The copay that her coverage, or else the payer, names; none for who pays herself or is paid for by the month. */
export async function copayMinor(
  ctx: Context,
  about: { patientId: string; coverageId?: string | undefined },
  payer: Payer,
): Promise<bigint> {
  if (usualPayer(payer.kind) !== 'payer') return 0n;
  const coverages = await coveragesOf(ctx, about.patientId);
  const own = coverages.find((one) =>
    about.coverageId ? one.id === about.coverageId : one.payer.id === payer.id,
  );
  return BigInt((own?.copay ?? payer.copay)?.minor ?? '0');
}

/** A line as the contract tells it. */
export function lineOut(ctx: Context, line: ProposedLine): Line {
  return {
    key: line.key,
    label: line.label[ctx.language],
    feeCode: line.feeCode,
    quantity: line.quantity,
    unitPrice: line.unitPriceMinor === undefined ? undefined : out(ctx, line.unitPriceMinor),
    amount: out(ctx, line.amountMinor),
    pays: line.pays,
    performerName: line.performerName,
    changed: line.changed,
  };
}
