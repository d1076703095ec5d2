import type { OpenVerb } from '#platform/server/identity/open-verb.ts';
import type { ServerSlice, Verb } from '#platform/server/slice.ts';
import { reminders } from '../contract.ts';
import { charts } from './charts.ts';
import { answerLink, openLink } from './answer-link.ts';
import { visitFile } from './calendar.ts';
import { feeds, makeFeed, revokeFeed } from './feeds.ts';
import { textReply, textStatus } from './gateway-calls.ts';
import { confirmVisit, handOver, handOverList } from './hand-over.ts';
import { appointmentKeeper } from './keeper.ts';
import { patientMessages, saveWishes } from './patient-messages.ts';
import { plan } from './plan.ts';
import { makeCallSecret, saveGateway, saveMail, saveRules, settings } from './save-settings.ts';
import { sendWaiting } from './send.ts';
import { sendLetters } from './send-letters.ts';
import { taskKinds } from './tasks.ts';
import { tellsOfMove } from './tells-of-move.ts';
import { saveTemplate } from './templates.ts';

type Names = keyof typeof reminders.verbs;
const openVerbs = { openLink, answerLink, textStatus, textReply } satisfies {
  [N in Names]?: OpenVerb<typeof reminders, N>;
};
const verbs = {
  ...{ settings, saveRules, saveMail, saveGateway, makeCallSecret, saveTemplate },
  ...{ patientMessages, saveWishes, handOverList, handOver, confirmVisit },
  ...{ tellsOfMove, visitFile, feeds, makeFeed, revokeFeed },
} satisfies { [N in Exclude<Names, keyof typeof openVerbs>]: Verb<typeof reminders, N> };

export { findDoor, hasDoor, makeDoor, newSecretText, shutDoors } from './doors.ts';
export { linkAddress, visitOfLink } from './link.ts';
export { fileOfBooking } from './calendar.ts';
export {
  type LetterDesk,
  type LetterState,
  letterDesk,
  letterLinkMark,
  letterPlace,
  letterStates,
  writeLetter,
} from './letters.ts';
export { type PatientReach, patientReach } from './patient-reach.ts';
export { feedPath, readFeed } from './feeds.ts';
export { answerQuestion, askingHours, askPatient, endQuestion } from './ask-patient.ts';
export { type Question, questionOf, questionSystem } from './question.ts';
export { allowedFrom, awakeAfter, type Quiet } from '../shared/quiet.ts';

/** What patients are told about their bookings, and what they answer. */
export const slice: ServerSlice = {
  contract: reminders,
  verbs,
  charts,
  openVerbs,
  keepers: [appointmentKeeper],
  taskKinds,
  jobs: [plan],
  errands: [sendWaiting, sendLetters],
};
