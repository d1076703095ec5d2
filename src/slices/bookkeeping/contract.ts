import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import {
  id,
  words,
  text,
  reason,
  day,
  amount,
  money,
  quantity,
  method,
  payments,
  line,
  receiptMade,
  receiptLine,
  drawer,
  fee,
  settings,
  person,
  conflict,
  drawerErrors,
  paymentErrors,
  read,
  take,
  charge,
  own,
  manage,
  undo,
  lock,
  ofAnswer,
  ofPatient,
  denominations,
} from './contract-shapes.ts';
import { billStates, exportTables, linePayers } from './shared/words.ts';

export type { Payment, Line, ReceiptMade, ReceiptLine, Drawer, Fee, Settings } from './contract-shapes.ts';

/** Charges, payments, drawers and the day. */
export const bookkeeping = defineContract('bookkeeping', {
  /** What is charged for a visit: the proposal while it is open, the bill once it is settled. */
  checkout: {
    ...read,
    input: z.object({ visitId: id }),
    output: z.object({
      visitId: id,
      patientId: id,
      patientName: z.string(),
      payer: z.object({ id: z.string(), name: z.string(), kind: z.string() }),
      signed: z.boolean(),
      /** Ordered and not done yet, in words: she should not go without somebody having seen them. */
      ordersLeft: z.array(z.string()),
      state: z.enum([...billStates, 'open']),
      billId: z.string().optional(),
      lines: z.array(line),
      total: money,
      /** What the patient pays of it, what the payer is asked for. */
      patientPart: money,
      payerPart: money,
      copay: money,
      /** Still owed of this visit, of earlier ones, and paid in advance. */
      owed: money,
      earlier: money,
      deposit: money,
      cashStep: money,
      receipts: z.array(receiptLine),
      reason: z.string().optional(),
      /** Cash can be taken: she has an open drawer. */
      drawerOpen: z.boolean(),
      /** What can be added by hand. */
      fees: z.array(z.object({ code: z.string(), label: z.string(), price: money })),
    }),
    patient: ofAnswer,
  },
  /** Changes or leaves out a proposed line; `undo` takes the change back. */
  adjustLine: {
    ...charge,
    input: z.object({
      visitId: id,
      key: z.string().max(120),
      quantity: quantity.optional(),
      unitPrice: amount.optional(),
      pays: z.enum(linePayers).optional(),
      remove: z.boolean().default(false),
      undo: z.boolean().default(false),
      reason: text(300).default(''),
    }),
    output: z.object({ patientId: id }),
    errors: { alreadySettled: conflict, unknownLine: { status: 404 } },
    patient: ofAnswer,
  },
  addLine: {
    ...charge,
    input: z.object({
      visitId: id,
      feeCode: z.string().max(60).optional(),
      label: text(200).optional(),
      quantity: quantity.default('1'),
      unitPrice: amount.optional(),
      reason: text(300).default(''),
    }),
    output: z.object({ patientId: id, key: z.string() }),
    errors: { alreadySettled: conflict, unknownFee: { status: 404 } },
    patient: ofAnswer,
  },
  /** Issues the bill, takes the payments, prints the receipt and lets the visit go. */
  settleVisit: {
    ...take,
    input: z.object({
      visitId: id,
      /** The total that she saw; refused when something was added meanwhile. */
      seenTotal: money,
      payments,
      /** Why she leaves with a balance. */
      unpaidReason: text(300).optional(),
    }),
    output: z.object({ patientId: id, billId: z.uuid(), receipt: receiptMade.optional(), owed: money }),
    errors: {
      ...paymentErrors,
      alreadySettled: conflict,
      notHere: conflict,
      linesChanged: { status: 409, details: z.object({ total: z.string() }) },
      priceMissing: { status: 422, details: z.object({ lines: z.string() }) },
      unpaidReasonNeeded: { status: 422, details: z.object({ left: z.string() }) },
      noChargeReasonNeeded: { status: 422 },
    },
    patient: ofAnswer,
  },
  noCharge: {
    ...charge,
    input: z.object({ visitId: id, reason }),
    output: z.object({ patientId: id, billId: z.uuid() }),
    errors: { alreadySettled: conflict, notHere: conflict },
    patient: ofAnswer,
  },
  /** Takes the charges of a visit back by a reversal; what was paid stays the patient's credit until it is voided too. */
  voidBill: {
    ...undo,
    input: z.object({ billId: z.uuid(), reason }),
    output: z.object({ patientId: id }),
    errors: { alreadyVoid: conflict },
    patient: ofAnswer,
  },
  /** For the greeting: what is usual to take now. */
  paymentAtGreeting: {
    ...read,
    input: z.object({
      patientId: id,
      visitId: id.optional(),
      payerId: id.optional(),
      coverageId: id.optional(),
    }),
    output: z.object({
      copay: money,
      deposit: money,
      owed: money,
      cashStep: money,
      drawerOpen: z.boolean(),
      receipts: z.array(receiptLine),
    }),
    patient: ofPatient,
  },
  /** Money before the service; kept as the patient's until check-out. */
  takeDeposit: {
    ...take,
    input: z.object({
      patientId: id,
      visitId: id.optional(),
      amount,
      payments: payments.min(1),
      purpose: z.enum(['copay', 'deposit']),
    }),
    output: z.object({ receipt: receiptMade }),
    errors: { ...paymentErrors, notEnough: { status: 422, details: z.object({ missing: z.string() }) } },
    patient: ofPatient,
  },
  balances: {
    ...read,
    input: z.object({}),
    output: z.object({
      patients: z.array(
        z.object({
          patient: person.extend({ recordNumber: z.string() }),
          owed: money,
          deposit: money,
          oldestDay: day.optional(),
        }),
      ),
      total: money,
    }),
  },
  patientAccount: {
    ...read,
    input: z.object({ patientId: id }),
    output: z.object({
      patient: person,
      owed: money,
      deposit: money,
      visits: z.array(z.object({ visitId: z.string().optional(), day, owed: money })),
      receipts: z.array(receiptLine),
      cashStep: money,
      drawerOpen: z.boolean(),
    }),
    patient: ofPatient,
  },
  /** What a chart tells of money: what is owed and of which visits, what is paid ahead, the last payments first. */
  patientMoney: {
    ...read,
    input: z.object({ patientId: id }),
    output: z.object({
      patientId: id,
      owed: money,
      deposit: money,
      unpaid: z.array(
        z.object({
          visitId: z.string().optional(),
          day,
          owed: money,
          /** Her part of the bill, and why she left with a balance. */
          part: money.optional(),
          reason: z.string().optional(),
        }),
      ),
      payments: z.array(receiptLine),
      more: z.boolean(),
    }),
    patient: ofPatient,
  },
  /** A later payment; it goes to the oldest visit first. */
  payBalance: {
    ...take,
    input: z.object({ patientId: id, payments: payments.min(1) }),
    output: z.object({ receipt: receiptMade, owed: money }),
    errors: { ...paymentErrors, nothingOwed: conflict },
    patient: ofPatient,
  },
  voidReceipt: {
    ...undo,
    input: z.object({ receiptId: z.uuid(), reason }),
    output: z.object({ patientId: id }),
    errors: { alreadyVoid: conflict, openDrawer: conflict, depositUsed: conflict },
    patient: ofAnswer,
  },
  myDrawer: {
    ...read,
    audited: false,
    input: z.object({}),
    output: z.object({
      drawer: drawer.optional(),
      movements: z.array(
        z.object({
          id: z.string(),
          at: z.iso.datetime(),
          kind: z.enum(['receipt', 'void', 'paidIn', 'paidOut']),
          amount: money,
          words: z.string(),
        }),
      ),
      denominations: z.array(money),
      /** Accounts that a paid-out or paid-in goes to. */
      accounts: z.array(z.object({ code: z.string(), label: z.string() })),
    }),
  },
  openDrawer: {
    ...own,
    input: z.object({ place: words(60), stationId: z.uuid().optional(), float: amount }),
    output: drawer,
    errors: { drawerStillOpen: { status: 409, details: z.object({ place: z.string() }) } },
  },
  /** Cash out of the drawer, or into it, that is no patient's. */
  moveCash: {
    ...own,
    input: z.object({
      direction: z.enum(['paidOut', 'paidIn']),
      amount,
      account: z.string().max(20),
      reason,
    }),
    output: z.object({ journalId: z.uuid() }),
    errors: { openDrawer: conflict, unknownAccount: { status: 404 } },
  },
  /** From here on no cash goes in or out. */
  startCount: { ...own, input: z.object({ drawerId: z.uuid() }), output: drawer, errors: drawerErrors },
  countDrawer: {
    ...own,
    input: z.object({ drawerId: z.uuid(), denominations }),
    output: drawer,
    errors: drawerErrors,
  },
  explainDifference: {
    ...own,
    input: z.object({ drawerId: z.uuid(), reason }),
    output: drawer,
    errors: drawerErrors,
  },
  /** Books the difference and closes. */
  closeDrawer: {
    ...own,
    input: z.object({ drawerId: z.uuid() }),
    output: drawer,
    errors: { ...drawerErrors, reasonNeeded: conflict, approvalNeeded: conflict },
  },
  approveDifference: {
    action: 'bookkeeping.approveDifference',
    kind: 'administrative',
    effect: 'write',
    input: z.object({
      drawerId: z.uuid(),
      decision: z.enum(['approve', 'recount']),
      reason: text(300).default(''),
    }),
    output: drawer,
    errors: {
      ownDifference: { status: 403 },
      drawerState: { status: 409, details: z.object({ state: z.string() }) },
    },
  },
  day: {
    ...read,
    audited: false,
    input: z.object({ day: day.optional() }),
    output: z.object({
      day,
      locked: z.object({ at: z.iso.datetime(), by: z.string() }).optional(),
      drawers: z.array(drawer),
      methodTotals: z.array(z.object({ method, amount: money, count: z.int() })),
      /** Absent, like the total of cash, for a cashier whose own drawer is not counted yet: her count is blind. */
      taken: money.optional(),
      receipts: z.array(receiptLine),
      withoutCharge: z.array(
        z.object({
          visitId: z.string(),
          patient: person,
          finished: z.boolean(),
          explained: z.string().optional(),
        }),
      ),
      /** Cash in closed drawers beyond their floats: what goes to the bank. */
      toBank: money,
      banked: money,
    }),
  },
  lockDay: {
    ...lock,
    input: z.object({
      day,
      explanations: z
        .array(z.object({ visitId: id, reason }))
        .max(200)
        .default([]),
    }),
    output: z.object({ day, lockedAt: z.iso.datetime() }),
    errors: {
      alreadyLocked: conflict,
      dayNotOver: conflict,
      drawersOpen: { status: 409, details: z.object({ drawers: z.string() }) },
      visitsWithoutCharge: {
        status: 409,
        details: z.object({
          count: z.int(),
          visits: z.array(z.object({ visitId: z.string(), name: z.string() })),
        }),
      },
    },
  },
  /** Cash to the bank, with its slip. */
  bankCash: {
    ...lock,
    input: z.object({ day, amount, reference: text(80).optional() }),
    output: z.object({ journalId: z.uuid(), paperId: z.uuid() }),
    errors: { notSoMuchCash: { status: 422, details: z.object({ left: z.string() }) } },
  },
  makeDaySheet: { ...lock, input: z.object({ day }), output: z.object({ paperId: z.uuid() }) },
  journalOfDay: {
    ...read,
    input: z.object({ day }),
    output: z.object({
      day,
      journals: z.array(
        z.object({
          journalId: z.uuid(),
          at: z.iso.datetime(),
          by: z.string(),
          words: z.string(),
          reversed: z.boolean(),
          postings: z.array(
            z.object({
              account: z.string(),
              label: z.string(),
              debit: money.optional(),
              credit: money.optional(),
            }),
          ),
        }),
      ),
      debit: money,
      credit: money,
    }),
  },
  trialBalance: {
    ...read,
    input: z.object({ through: day.optional() }),
    output: z.object({
      through: day,
      rows: z.array(z.object({ account: z.string(), label: z.string(), debit: money, credit: money })),
      debit: money,
      credit: money,
    }),
  },
  /** A table of the books as a file for a spreadsheet, in the reader's language. */
  exportTable: {
    action: 'bookkeeping.export',
    kind: 'administrative',
    effect: 'read',
    input: z.object({ table: z.enum(exportTables), day: day.optional() }),
    output: z.object({ fileName: z.string(), csv: z.string() }),
  },
  fees: {
    ...read,
    audited: false,
    input: z.object({}),
    output: z.object({ fees: z.array(fee), settings }),
  },
  saveFee: {
    ...manage,
    input: fee.extend({ isNew: z.boolean().default(false) }),
    output: fee,
    errors: { codeTaken: conflict },
  },
  saveSettings: { ...manage, input: settings, output: settings },
});
