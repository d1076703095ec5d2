import type { ServerSlice, Verbs } from '#platform/server/slice.ts';
import { frontDesk } from '../contract.ts';
import { charts } from './charts.ts';
import { acknowledgeAlert, takeAlert } from './acknowledge-alert.ts';
import { alerts } from './alerts.ts';
import { arrive } from './arrive.ts';
import { callVisit } from './call-visit.ts';
import { checkIn } from './check-in.ts';
import { endCall } from './end-call.ts';
import { findVisits } from './find-visits.ts';
import { identifyPatient } from './identify-patient.ts';
import { appointmentKeeper, encounterKeeper } from './keepers.ts';
import { leaveUnseen } from './leave-unseen.ts';
import { saveNeeds } from './needs.ts';
import { moveVisit, roomVisit } from './move-visit.ts';
import { noteVisit } from './note-visit.ts';
import { readVisit } from './read-visit.ts';
import { saveCounters } from './save-counters.ts';
import { saveForm, saveSettings, saveSteps } from './save-setup.ts';
import { setPriority } from './set-priority.ts';
import { setup } from './setup.ts';
import { comeBack, stepOut } from './step-out.ts';
import { takeIn } from './take-in.ts';
import { answerTalk, talk } from './talk.ts';
import { approveTalkScript, saveTalkScript, talkScript } from './talk-script.ts';
import { takeWalkIn } from './take-walk-in.ts';
import { escalateWaits, taskKinds } from './tasks.ts';
import { todayBoard } from './today-board.ts';
import { transferVisit } from './transfer-visit.ts';
import { undoMove } from './undo-move.ts';
import { exportWaits, waits } from './waits.ts';
import { wallBoard } from './wall-board.ts';

export { advance } from './advance.ts';
export { hasAlert, raiseAlert, seenTo, visitsWaiting } from './alerts.ts';
export { arrive as arriveVisit } from './arrive.ts';
export { checkIn as checkInVisit, isChild, readingLanguage } from './check-in.ts';
export { keepConsents } from './consents.ts';
export { type FormState, formsOf } from './forms.ts';
export { keepIdentity } from './identify-patient.ts';
export { marksOf, markVisit, unmarkVisit } from './marks.ts';
export { keepSaid } from './keep-said.ts';
export { emergencyNumber } from './settings.ts';
export { hurry, redFlagForAll, redFlagsOf } from './talk.ts';
export { openVisitOf, requireOpenVisit, visitOf, visitsOfDay, visitsOfPatient } from './visits.ts';

export const slice = {
  contract: frontDesk,
  charts,
  verbs: {
    todayBoard,
    wallBoard,
    findVisits,
    readVisit,
    arrive,
    takeWalkIn,
    identifyPatient,
    checkIn,
    setPriority,
    roomVisit,
    moveVisit,
    noteVisit,
    takeIn,
    undoMove,
    callVisit,
    endCall,
    transferVisit,
    leaveUnseen,
    stepOut,
    comeBack,
    waits,
    exportWaits,
    setup,
    saveSteps,
    saveCounters,
    saveSettings,
    saveForm,
    ...{ talk, answerTalk, saveNeeds, alerts, takeAlert, acknowledgeAlert },
    ...{ talkScript, saveTalkScript, approveTalkScript },
  } satisfies Verbs<typeof frontDesk>,
  keepers: [appointmentKeeper, encounterKeeper],
  resources: {
    Encounter: { read: 'frontDesk.readBoard', write: 'frontDesk.moveVisit' },
    QuestionnaireResponse: { read: 'frontDesk.readBoard', write: 'frontDesk.greet' },
    Consent: { read: 'frontDesk.readBoard', write: 'frontDesk.greet' },
  },
  licences: { 'frontDesk.approveTalk': 'prescriber', 'frontDesk.acknowledgeAlert': 'nurse' },
  taskKinds,
  jobs: [{ name: 'frontDesk.escalateWaits', cron: '* * * * *', run: escalateWaits }],
} satisfies ServerSlice;
