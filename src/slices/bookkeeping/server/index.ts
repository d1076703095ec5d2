import type { ServerSlice, Verbs } from '#platform/server/slice.ts';
import { bookkeeping } from '../contract.ts';
import { charts } from './charts.ts';
import { addLine } from './add-line.ts';
import { adjustLine } from './adjust-line.ts';
import { approveDifference } from './approve-difference.ts';
import { balances, patientAccount } from './balances.ts';
import { checkout } from './checkout.ts';
import { closeDrawer } from './close-drawer.ts';
import { countDrawer, explainDifference, startCount } from './count-drawer.ts';
import { day } from './day.ts';
import { bankCash, makeDaySheet } from './day-papers.ts';
import { exportTable } from './export-table.ts';
import { saveFee } from './fees.ts';
import { journalOfDay } from './journal-of-day.ts';
import { lockDay } from './lock-day.ts';
import { moveCash } from './move-cash.ts';
import { myDrawer } from './my-drawer.ts';
import { noCharge } from './no-charge.ts';
import { openDrawer } from './open-drawer.ts';
import { payBalance } from './pay-balance.ts';
import { patientMoney } from './patient-money.ts';
import { paymentAtGreeting } from './payment-at-greeting.ts';
import { fees } from './read-fees.ts';
import { readTrialBalance } from './read-trial-balance.ts';
import { saveSettings } from './settings.ts';
import { settleVisit } from './settle-visit.ts';
import { takeDeposit } from './take-deposit.ts';
import { voidBill } from './void-bill.ts';
import { voidReceipt } from './void-receipt.ts';

export { feeIsUsed } from './fee-is-used.ts';
export { loadFees } from './fees.ts';
export type { NewJournal, Posted, TrialRow } from './ledger.ts';
export { balanceOf, openBooks, post, reverse, trialBalance } from './ledger.ts';

export const slice = {
  contract: bookkeeping,
  charts,
  verbs: {
    checkout,
    adjustLine,
    addLine,
    settleVisit,
    noCharge,
    voidBill,
    paymentAtGreeting,
    takeDeposit,
    balances,
    patientAccount,
    patientMoney,
    payBalance,
    voidReceipt,
    myDrawer,
    openDrawer,
    moveCash,
    startCount,
    countDrawer,
    explainDifference,
    closeDrawer,
    approveDifference,
    day,
    lockDay,
    bankCash,
    makeDaySheet,
    journalOfDay,
    trialBalance: readTrialBalance,
    exportTable,
    fees,
    saveFee,
    saveSettings,
  } satisfies Verbs<typeof bookkeeping>,
  resources: { Invoice: { read: 'bookkeeping.read', write: 'bookkeeping.charge' } },
  taskKinds: [
    { kind: 'bookkeeping.approveDifference', action: 'bookkeeping.approveDifference', dueMinutes: 120 },
  ],
} satisfies ServerSlice;
