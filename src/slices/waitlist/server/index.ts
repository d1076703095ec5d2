import type { ServerSlice, Verbs } from '#platform/server/slice.ts';
import { waitlist } from '../contract.ts';
import { charts } from './charts.ts';
import { addEntry } from './add-entry.ts';
import { answerOffer } from './answer-offer.ts';
import { changeEntry } from './change-entry.ts';
import { entries } from './entries.ts';
import { freedTimes } from './freed-times.ts';
import { appointmentKeeper } from './keeper.ts';
import { makeList } from './make-list.ts';
import { offerTime } from './offer-time.ts';
import { saveSettings, settings } from './settings.ts';
import { skipEntry } from './skip-entry.ts';
import { responseKeeper } from './take-answer.ts';
import { takeOff } from './take-off.ts';
import { work } from './work.ts';

const verbs = {
  ...{ entries, freedTimes, addEntry, changeEntry, takeOff },
  ...{ offerTime, skipEntry, answerOffer, makeList, settings, saveSettings },
} satisfies Verbs<typeof waitlist>;

/** Who waits for a time, and who is asked when one is freed. */
export const slice: ServerSlice = {
  contract: waitlist,
  verbs,
  charts,
  keepers: [appointmentKeeper, responseKeeper],
  resources: { AppointmentResponse: { read: 'scheduling.read', write: 'scheduling.book' } },
  jobs: [work],
};
