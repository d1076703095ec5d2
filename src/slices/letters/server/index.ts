import type { ServerSlice, Verbs } from '#platform/server/slice.ts';
import { letters } from '../contract.ts';
import { charts } from './charts.ts';
import { correctLetter } from './correct-letter.ts';
import { discardDraft } from './discard-draft.ts';
import { draftLetter } from './draft-letter.ts';
import { letterKeeper } from './keeper.ts';
import { printFaceSheet } from './papers/face-sheet.ts';
import { printLetter } from './papers/print-letter.ts';
import { printVisitSummary } from './papers/visit-summary.ts';
import { patientLetters, visitLetters } from './read-letters.ts';
import { sendBack } from './send-back.ts';
import { signLetter } from './sign-letter.ts';
import { sentBackTask, signTask, taskKeeper } from './tasks.ts';

const verbs = {
  ...{ visitLetters, patientLetters },
  ...{ draftLetter, discardDraft, sendBack, signLetter, correctLetter },
  ...{ printLetter, printVisitSummary, printFaceSheet },
} satisfies Verbs<typeof letters>;

export const slice: ServerSlice = {
  contract: letters,
  verbs,
  charts,
  keepers: [letterKeeper, taskKeeper],
  licences: { 'letters.sign': 'prescriber' },
  taskKinds: [signTask, sentBackTask],
};
