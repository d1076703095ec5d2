import type { Method } from './words.ts';

/** One line of a journal, in minor units of the clinic's currency. */
export interface PostingLine {
  account: string;
  side: 'debit' | 'credit';
  minor: bigint;
  patientId?: string;
  visitId?: string | undefined;
  payerId?: string;
}

type About = Pick<PostingLine, 'patientId' | 'visitId' | 'payerId'>;

export function debit(account: string, minor: bigint, about: About = {}): PostingLine {
  return { account, side: 'debit', minor, ...about };
}

export function credit(account: string, minor: bigint, about: About = {}): PostingLine {
  return { account, side: 'credit', minor, ...about };
}

/** Account on which money of each kind arrives. */
export const accountOfMethod: Record<Exclude<Method, 'deposit'>, string> = {
  cash: '1030',
  card: '1035',
  qris: '1035',
  transfer: '1010',
};

/** A debit for an amount above zero, the opposite for one below. */
function signed(account: string, minor: bigint): PostingLine {
  return minor < 0n ? credit(account, -minor) : debit(account, minor);
}

/** A visit's charges: the patient's part, the payer's part, and the revenue by account. */
export function charge(of: {
  patientId: string;
  visitId?: string;
  payerId: string;
  patientMinor: bigint;
  payerMinor: bigint;
  revenue: ReadonlyMap<string, bigint>;
}): PostingLine[] {
  const { patientId, visitId, payerId } = of;
  return [
    debit('1110', of.patientMinor, { patientId, visitId }),
    debit('1100', of.payerMinor, { patientId, visitId, payerId }),
    ...[...of.revenue].map(([account, minor]) => credit(account, minor, { visitId })),
  ];
}

/** What the payer's contract takes off the charge. */
export function contractualAdjustment(minor: bigint, payerId: string): PostingLine[] {
  return [debit('4900', minor), credit('1100', minor, { payerId })];
}

export function payerPayment(minor: bigint, payerId: string): PostingLine[] {
  return [debit('1010', minor), credit('1100', minor, { payerId })];
}

/** What the payer leaves to the patient. */
export function patientShare(minor: bigint, payerId: string, patientId: string): PostingLine[] {
  return [debit('1110', minor, { patientId }), credit('1100', minor, { payerId })];
}

/**
 * Money of a patient against what she owes.
 * @param received what came in, by method, cash as rounded
 * @param settled what it settles, by visit; cash rounding is the rest
 */
export function patientPayment(
  received: readonly { method: Exclude<Method, 'deposit'>; minor: bigint }[],
  settled: readonly { visitId?: string | undefined; minor: bigint }[],
  patientId: string,
): PostingLine[] {
  const paid = received.reduce((sum, one) => sum + one.minor, 0n);
  const owed = settled.reduce((sum, one) => sum + one.minor, 0n);
  return [
    ...received.map((one) => debit(accountOfMethod[one.method], one.minor)),
    signed('6910', owed - paid),
    ...settled.map((one) => credit('1110', one.minor, { patientId, visitId: one.visitId })),
  ];
}

/** Money before the service (uang muka), or more than was owed. */
export function deposit(
  received: readonly { method: Exclude<Method, 'deposit'>; minor: bigint }[],
  minor: bigint,
  patientId: string,
  visitId?: string,
): PostingLine[] {
  const paid = received.reduce((sum, one) => sum + one.minor, 0n);
  return [
    ...received.map((one) => debit(accountOfMethod[one.method], one.minor)),
    signed('6910', minor - paid),
    credit('2200', minor, { patientId, visitId }),
  ];
}

export function depositApplied(minor: bigint, patientId: string, visitId?: string): PostingLine[] {
  return [debit('2200', minor, { patientId, visitId }), credit('1110', minor, { patientId, visitId })];
}

/** A patient's credit paid back by the bank. */
export function refund(minor: bigint, patientId: string): PostingLine[] {
  return [debit('2200', minor, { patientId }), credit('1010', minor)];
}

export function badDebt(minor: bigint, patientId: string): PostingLine[] {
  return [debit('6500', minor), credit('1110', minor, { patientId })];
}

export function cashBanked(minor: bigint): PostingLine[] {
  return [debit('1010', minor), credit('1030', minor)];
}

/** The acquirer pays what was taken by card or QRIS, less its fee. */
export function cardSettlement(netMinor: bigint, feeMinor: bigint): PostingLine[] {
  return [debit('1010', netMinor), debit('6400', feeMinor), credit('1035', netMinor + feeMinor)];
}

export function supplierBill(minor: bigint, expenseAccount: string): PostingLine[] {
  return [debit(expenseAccount, minor), credit('2000', minor)];
}

export function supplierPayment(minor: bigint): PostingLine[] {
  return [debit('2000', minor), credit('1010', minor)];
}

/** An expense paid by the bank at once; also petty cash filled up against its vouchers. */
export function paidByBank(minor: bigint, expenseAccount: string): PostingLine[] {
  return [debit(expenseAccount, minor), credit('1010', minor)];
}

export function payroll(grossMinor: bigint, withheldMinor: bigint, employerMinor: bigint): PostingLine[] {
  return [
    debit('6000', grossMinor),
    debit('6010', employerMinor),
    credit('1010', grossMinor - withheldMinor),
    credit('2300', withheldMinor + employerMinor),
  ];
}

/** Cash out of a drawer or into it that is no patient's. */
export function cashMoved(direction: 'paidOut' | 'paidIn', minor: bigint, account: string): PostingLine[] {
  return direction === 'paidOut'
    ? [debit(account, minor), credit('1030', minor)]
    : [debit('1030', minor), credit(account, minor)];
}

/** What a count found too much (above zero) or missing (below). */
export function cashDifference(differenceMinor: bigint): PostingLine[] {
  return [signed('1030', differenceMinor), signed('6900', -differenceMinor)];
}

/** The same lines on the opposite sides. */
export function opposite(lines: readonly PostingLine[]): PostingLine[] {
  return lines.map((line) => ({ ...line, side: line.side === 'debit' ? 'credit' : 'debit' }));
}
