import type { OpenVerb } from '#platform/server/identity/open-verb.ts';
import type { ServerSlice, Verb } from '#platform/server/slice.ts';
import { selfBooking } from '../contract.ts';
import { charts } from './charts.ts';
import { askForTime } from './ask-for-time.ts';
import { matchMinutes } from './ask-whose.ts';
import { appointmentKeeper } from './keeper.ts';
import { answerLink, linkFile, openLink } from './link.ts';
import { matchRequest } from './match-request.ts';
import { freeTimes, openPage } from './open-page.ts';
import { matchTask } from './request-rows.ts';
import { requests, turnDownRequest } from './requests.ts';
import { saveSettings, settings } from './settings.ts';
import { sweep } from './sweep.ts';

type Names = keyof typeof selfBooking.verbs;
const openVerbs = { openPage, freeTimes, askForTime, openLink, answerLink, linkFile } satisfies {
  [N in Names]?: OpenVerb<typeof selfBooking, N>;
};
const verbs = { settings, saveSettings, requests, matchRequest, turnDownRequest } satisfies {
  [N in Exclude<Names, keyof typeof openVerbs>]: Verb<typeof selfBooking, N>;
};

/** Whoever opens the clinic's page books a time; the desk says whose it is. */
export const slice: ServerSlice = {
  contract: selfBooking,
  verbs,
  charts,
  openVerbs,
  keepers: [appointmentKeeper],
  taskKinds: [{ kind: matchTask, action: 'scheduling.book', dueMinutes: matchMinutes }],
  jobs: [sweep],
};
