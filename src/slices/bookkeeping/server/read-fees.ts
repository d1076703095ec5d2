import type { Verb } from '#platform/server/slice.ts';
import type { bookkeeping } from '../contract.ts';
import { loadFees } from './fees.ts';
import { loadSettings, settingsOut } from './settings.ts';

/** The price list and the clinic's limits. */
export const fees: Verb<typeof bookkeeping, 'fees'> = async (ctx) => ({
  fees: await loadFees(ctx),
  settings: settingsOut(ctx, await loadSettings(ctx)),
});
