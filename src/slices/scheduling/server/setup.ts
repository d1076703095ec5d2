import type { Verb } from '#platform/server/slice.ts';
import { addDays, instantOf, epochMsOf, today } from '#platform/shared/time.ts';
import type { scheduling } from '../contract.ts';
import { actsToHold } from './acts.ts';
import { loadChains } from './chain-rows.ts';
import { loadDowntimes, loadEquipment, loadSettings } from './load-equipment.ts';
import { loadBlocks, loadClosures, loadRooms, loadVisitTypes, loadWeeks } from './load-setup.ts';
import { loadProviders } from './own.ts';

const farAhead = '9999-12-31';

/** What bookings are made of; closures and blocks from a year back on. */
export const setup: Verb<typeof scheduling, 'setup'> = async (ctx) => {
  const yearBack = addDays(today(ctx.clock, ctx.clinic.zone), -365);
  const instantBack = instantOf(epochMsOf(ctx.now) - 365 * 24 * 3_600_000);
  return {
    rooms: await loadRooms(ctx),
    visitTypes: await loadVisitTypes(ctx),
    weeks: await loadWeeks(ctx),
    closures: await loadClosures(ctx, yearBack, farAhead),
    blocks: await loadBlocks(ctx, instantBack, `${farAhead}T00:00:00Z`),
    providers: await loadProviders(ctx),
    equipment: await loadEquipment(ctx),
    downtimes: await loadDowntimes(ctx, instantBack, `${farAhead}T00:00:00Z`),
    chains: await loadChains(ctx),
    settings: await loadSettings(ctx),
    acts: actsToHold(ctx),
  };
};
