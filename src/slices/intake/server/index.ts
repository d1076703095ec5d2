import type { ServerSlice, Verbs } from '#platform/server/slice.ts';
import { intake } from '../contract.ts';
import { charts } from './charts.ts';
import { coSignIntake } from './co-sign-intake.ts';
import { commitIntake, coSignTask, sentBackTask } from './commit-intake.ts';
import { changesToSign, decideChanges } from './decide-changes.ts';
import { readIntake } from './read-intake.ts';
import { saveSettings, settings } from './settings.ts';

const verbs = {
  readIntake,
  commitIntake,
  coSignIntake,
  changesToSign,
  decideChanges,
  settings,
  saveSettings,
} satisfies Verbs<typeof intake>;

export const slice: ServerSlice = {
  contract: intake,
  verbs,
  charts,
  licences: { 'intake.coSign': 'nurse', 'intake.sign': 'prescriber' },
  taskKinds: [coSignTask, sentBackTask],
};

export { factsOf } from './read-intake.ts';
