import type { ServerSlice, Verbs } from '#platform/server/slice.ts';
import { training } from '../contract.ts';
import { addBackground, confirmBackground, withdrawBackground } from './careers/background.ts';
import { career, careers, myCareer, setGoal } from './careers/careers.ts';
import { rungs, saveRung } from './careers/rungs.ts';
import { choices } from './choices.ts';
import { takeLists } from './open.ts';
import { printEvidence } from './papers/evidence.ts';
import { printHours, printMyHours } from './papers/hours.ts';
import { printMyPlan, printPlan } from './papers/plan.ts';
import { assignPlan, changePlan, endPlan } from './plans/assign.ts';
import { learnerPlan, myLearners, myPlans, plan, plans } from './plans/read.ts';
import { countersignReview, writeReview } from './plans/review.ts';
import { saveTemplate, templates } from './plans/templates.ts';
import { tickTopic, untickTopic } from './plans/tick.ts';
import { changePracticum, endPracticum, openPracticum } from './practicum/agree.ts';
import { confirmHours, declineHours } from './practicum/confirm.ts';
import { evaluate, evaluateSite } from './practicum/evaluate.ts';
import { logHours, withdrawHours } from './practicum/hours.ts';
import { answerJournal, handInJournal, writeJournal } from './practicum/journals.ts';
import { hoursToConfirm, learnerPracticum, myPractica, practica, practicum } from './practicum/read.ts';
import { saveSite, sites } from './practicum/sites.ts';
import { cohortBoard, myProgrammes } from './programmes/board.ts';
import { programmes, saveCohort, saveProgramme } from './programmes/programmes.ts';
import { enrol, leaveCohort, saveResult } from './programmes/students.ts';
import { makeRound } from './round.ts';
import { saveSettings } from './settings.ts';
import { moveCohort, movePlan, versions } from './versions/versions.ts';

export { openTraining } from './open.ts';

const day = 24 * 60;

export const slice = {
  contract: training,
  verbs: {
    ...{ sites, saveSite, saveSettings, practica, practicum, myPractica, learnerPracticum, openPracticum },
    ...{ changePracticum, endPracticum, logHours, withdrawHours, hoursToConfirm, confirmHours, declineHours },
    ...{ writeJournal, handInJournal, answerJournal, evaluate, evaluateSite },
    ...{ printEvidence, printHours, printMyHours, printPlan, printMyPlan },
    ...{ templates, saveTemplate, assignPlan, changePlan, endPlan, plans, plan, myPlans, learnerPlan },
    ...{ tickTopic, untickTopic, writeReview, countersignReview, myLearners },
    ...{ myCareer, career, careers, setGoal, addBackground, withdrawBackground, confirmBackground },
    ...{ rungs, saveRung, programmes, saveProgramme, saveCohort, enrol, leaveCohort, saveResult },
    ...{ cohortBoard, myProgrammes, choices, takeLists, versions, moveCohort, movePlan },
  } satisfies Verbs<typeof training>,
  taskKinds: [
    { kind: 'training.confirmHours', action: 'training.precept', dueMinutes: 7 * day },
    { kind: 'training.evaluate', action: 'training.precept', dueMinutes: 7 * day },
    { kind: 'training.review', action: 'training.precept', dueMinutes: 7 * day },
    { kind: 'training.hoursDeclined', action: 'work.take', dueMinutes: 7 * day },
    { kind: 'training.countersign', action: 'work.take', dueMinutes: 7 * day },
  ],
  jobs: [{ name: 'training.makeRound', cron: '*/10 * * * *', run: makeRound }],
} satisfies ServerSlice;
