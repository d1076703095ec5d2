import type { Verb } from '#platform/server/slice.ts';
import { practitionersOnDuty, rooms } from '#slices/scheduling/server/index.ts';
import type { frontDesk } from '../contract.ts';
import { loadCounters } from './calls.ts';
import { loadForms } from './forms.ts';
import { emergencyNumberOf, loadSettings, loadSteps } from './settings.ts';
import { todayOf } from './visits.ts';

/** Names, limits and forms, and who is here to be seen by. */
export const setup: Verb<typeof frontDesk, 'setup'> = async (ctx) => {
  const settings = await loadSettings(ctx);
  return {
    steps: (await loadSteps(ctx)).all,
    settings,
    emergencyNumber: emergencyNumberOf(ctx, { ...settings, emergencyNumber: '' }),
    forms: [...(await loadForms(ctx, 'id')), ...(await loadForms(ctx, 'en'))],
    practitioners: (await practitionersOnDuty(ctx, todayOf(ctx))).map(({ practitionerId, name }) => ({
      id: practitionerId,
      name,
    })),
    counters: await loadCounters(ctx),
    rooms: (await rooms(ctx)).map(({ id, name }) => ({ id, name })),
  };
};
