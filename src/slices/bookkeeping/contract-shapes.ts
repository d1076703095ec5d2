import { z } from 'zod';
import { drawerStates, feeKinds, linePayers, methods } from './shared/words.ts';

export const id = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);
export const words = (most: number) => z.string().trim().min(1).max(most);
export const text = (most: number) => z.string().trim().max(most);
export const reason = z.string().trim().min(1, 'bookkeeping_field_reasonNeeded').max(300);
export const day = z.iso.date();
export const currency = z.string().regex(/^[A-Z]{3}$/);
/** What goes in: never below zero. */
export const amount = z.object({ minor: z.string().regex(/^\d{1,15}$/), currency });
/** What comes out: a balance may be below zero. */
export const money = z.object({ minor: z.string().regex(/^-?\d{1,18}$/), currency });
export const quantity = z.string().regex(/^\d{1,4}([.,]\d{1,2})?$/, 'bookkeeping_field_quantity');
export const method = z.enum(methods);

/** Cash says what was handed over, the change is worked out; the others say what is paid. */
export const payment = z.discriminatedUnion('method', [
  z.object({ method: z.literal('cash'), tendered: amount }),
  z.object({ method: z.enum(['card', 'transfer', 'qris']), amount, reference: text(80).optional() }),
  /** Out of what the patient paid before. */
  z.object({ method: z.literal('deposit'), amount }),
]);
export type Payment = z.output<typeof payment>;
export const payments = z.array(payment).max(6);

export const line = z.object({
  /** `consultation`, `act:<id>`, `medicine:<id>` or `manual:<id>`. */
  key: z.string(),
  label: z.string(),
  feeCode: z.string().optional(),
  quantity: z.string(),
  /** Absent where no fee prices it: it must be given a price or be left out. */
  unitPrice: money.optional(),
  amount: money,
  pays: z.enum(linePayers),
  performerName: z.string().optional(),
  changed: z.object({ reason: z.string(), by: z.string(), removed: z.boolean() }).optional(),
});
export type Line = z.output<typeof line>;

export const receiptMade = z.object({
  receiptId: z.uuid(),
  number: z.string(),
  /** For `print.printPaper`. */
  paperId: z.uuid(),
  paid: money,
  change: money,
  rounding: money,
});
export type ReceiptMade = z.output<typeof receiptMade>;

export const receiptLine = z.object({
  receiptId: z.uuid(),
  number: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  patient: z.object({ id: z.string(), name: z.string() }),
  total: money,
  /** What was handed back. */
  change: money,
  methods: z.array(z.object({ method, amount: money })),
  paperId: z.uuid(),
  voided: z.object({ reason: z.string(), by: z.string() }).optional(),
});
export type ReceiptLine = z.output<typeof receiptLine>;

export const drawer = z.object({
  drawerId: z.uuid(),
  cashier: z.object({ id: z.string(), name: z.string() }),
  place: z.string(),
  day,
  state: z.enum(drawerStates),
  float: money,
  openedAt: z.iso.datetime(),
  /** Only once it has been counted: the count is blind. */
  result: z
    .object({
      expected: money,
      counted: money,
      difference: money,
      needs: z.enum(['nothing', 'reason', 'manager']),
      reason: z.string().optional(),
      countedBy: z.string(),
      approvedBy: z.string().optional(),
    })
    .optional(),
});
export type Drawer = z.output<typeof drawer>;

export const feePrice = z.object({ payerId: id, price: amount });
export const fee = z.object({
  code: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/, 'bookkeeping_field_code'),
  labelEn: words(120),
  labelId: words(120),
  kind: z.enum(feeKinds),
  /** The visit type, act or medicine that it prices; absent for one that is added by hand. */
  pricesCode: text(60).optional(),
  /** The one of `self-pay` is everybody's who has none of her own. */
  prices: z.array(feePrice).min(1, 'bookkeeping_field_priceNeeded').max(60),
  active: z.boolean(),
});
export type Fee = z.output<typeof fee>;

export const settings = z.object({
  /** Cash is rounded to it; 1 is no rounding. */
  cashStep: amount,
  reasonAbove: amount,
  managerAbove: amount,
  receiptPrefix: z.string().regex(/^[A-Z0-9/-]{0,10}$/),
});
export type Settings = z.output<typeof settings>;

export const person = z.object({ id: z.string(), name: z.string() });
export const conflict = { status: 409 } as const;
export const drawerErrors = {
  notYours: { status: 403 },
  drawerState: { status: 409, details: z.object({ state: z.string() }) },
} as const;
/** What any taking of money may meet. */
export const paymentErrors = {
  openDrawer: conflict,
  moreThanOwed: { status: 422, details: z.object({ owed: z.string() }) },
  depositTooSmall: { status: 422, details: z.object({ left: z.string() }) },
  nothingPaid: { status: 422 },
} as const;

export const read = { action: 'bookkeeping.read', kind: 'administrative', effect: 'read' } as const;
export const take = { action: 'bookkeeping.takePayment', kind: 'administrative', effect: 'write' } as const;
export const charge = { action: 'bookkeeping.charge', kind: 'administrative', effect: 'write' } as const;
export const own = { action: 'bookkeeping.ownDrawer', kind: 'administrative', effect: 'write' } as const;
export const manage = { action: 'bookkeeping.manageFees', kind: 'administrative', effect: 'write' } as const;
export const undo = { action: 'bookkeeping.void', kind: 'administrative', effect: 'write' } as const;
export const lock = { action: 'bookkeeping.lockDay', kind: 'administrative', effect: 'write' } as const;
export const ofAnswer = (_: unknown, output?: { patientId?: string }) => output?.patientId;
export const ofPatient = (input: { patientId: string }) => input.patientId;
export const denominations = z
  .array(z.object({ valueMinor: z.string().regex(/^[1-9]\d{0,9}$/), count: z.int().min(0).max(100_000) }))
  .max(40);
