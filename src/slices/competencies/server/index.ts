import type { ServerSlice, Verbs } from '#platform/server/slice.ts';
import { competencies } from '../contract.ts';
import { askFor } from './ask-for.ts';
import { checkOff, checkOffHere } from './check-off.ts';
import { confirmPractice, declinePractice, toConfirm } from './confirm.ts';
import { observationKeeper, procedureKeeper } from './keepers.ts';
import { learn } from './learn.ts';
import { matrix } from './matrix.ts';
import { printChecklist } from './papers/checklist.ts';
import { printMyTranscript, printTranscript } from './papers/transcript.ts';
import { myPassport, passport } from './passport.ts';
import { remindOfEnds } from './remind.ts';
import { takeList } from './open.ts';
import { list, save } from './save.ts';
import { mySheet, sheet } from './sheet.ts';
import { setTrainer, suspend } from './suspend.ts';

export { attest, openCompetencies } from './open.ts';
export { passportFor, skillList, skillsOf } from './for-others.ts';

export const slice = {
  contract: competencies,
  verbs: {
    ...{
      myPassport,
      passport,
      learn,
      matrix,
      list,
      save,
      takeList,
      askFor,
      toConfirm,
      confirmPractice,
      declinePractice,
    },
    ...{
      sheet,
      mySheet,
      checkOff,
      checkOffHere,
      suspend,
      setTrainer,
      printMyTranscript,
      printTranscript,
      printChecklist,
    },
  } satisfies Verbs<typeof competencies>,
  keepers: [observationKeeper, procedureKeeper],
  taskKinds: [
    { kind: 'competencies.confirm', action: 'competencies.observe', dueMinutes: 3 * 24 * 60 },
    { kind: 'competencies.due', action: 'work.take', dueMinutes: 30 * 24 * 60 },
    { kind: 'competencies.dueSoon', action: 'competencies.supervise', dueMinutes: 7 * 24 * 60 },
  ],
  jobs: [{ name: 'competencies.remindOfEnds', cron: '20 * * * *', run: remindOfEnds }],
} satisfies ServerSlice;
