import type { Verb } from '#platform/server/slice.ts';
import { mustBePatient, patientCard } from '#slices/records/server/index.ts';
import type { bookkeeping } from '../contract.ts';
import { hasOpenDrawer } from './drawers.ts';
import { openVisits, total } from './ledger.ts';
import { out } from './money-json.ts';
import { receiptsOf } from './receipts.ts';
import { loadSettings } from './settings.ts';

/** Patients who owe or have paid in advance, who owes most first. */
export const balances: Verb<typeof bookkeeping, 'balances'> = async (ctx) => {
  const debts = Map.groupBy(await openVisits(ctx, '1110'), (one) => one.patientId);
  const ahead = Map.groupBy(await openVisits(ctx, '2200'), (one) => one.patientId);
  const ids = [...new Set([...debts.keys(), ...ahead.keys()])];
  const cards = await patientCard(ctx, ids);
  const rows = ids
    .map((id) => ({
      id,
      debts: debts.get(id) ?? [],
      owed: total(debts.get(id) ?? []),
      deposit: total(ahead.get(id) ?? []),
    }))
    .filter((row) => row.owed !== 0n || row.deposit !== 0n)
    .sort((a, b) => (a.owed === b.owed ? a.id.localeCompare(b.id) : a.owed < b.owed ? 1 : -1));
  return {
    patients: rows.map((row) => ({
      patient: {
        id: row.id,
        name: cards.get(row.id)?.name ?? '',
        recordNumber: cards.get(row.id)?.recordNumber ?? '',
      },
      owed: out(ctx, row.owed),
      deposit: out(ctx, row.deposit),
      oldestDay: row.debts.find((one) => one.minor > 0n)?.day,
    })),
    total: out(
      ctx,
      rows.reduce((sum, row) => sum + row.owed, 0n),
    ),
  };
};

/** One patient's debts by visit, and the receipts that were given. */
export const patientAccount: Verb<typeof bookkeeping, 'patientAccount'> = async (ctx, { patientId }) => {
  const patient = await mustBePatient(ctx, patientId);
  const debts = await openVisits(ctx, '1110', patientId);
  return {
    patient: { id: patientId, name: patient.name },
    owed: out(ctx, total(debts)),
    deposit: out(ctx, total(await openVisits(ctx, '2200', patientId))),
    visits: debts.map((one) => ({ visitId: one.visitId, day: one.day, owed: out(ctx, one.minor) })),
    receipts: await receiptsOf(ctx, { patientId }),
    cashStep: out(ctx, (await loadSettings(ctx)).cashStepMinor),
    drawerOpen: await hasOpenDrawer(ctx),
  };
};
