import type { ServerSlice, Verbs } from '#platform/server/slice.ts';
import { screening } from '../contract.ts';
import { charts } from './charts.ts';
import { responseKeeper } from './keeper.ts';
import { markScreeningError, recordScreening } from './record-screening.ts';
import { saveSettings, settings } from './settings.ts';
import { patientScreening, visitScreening } from './visit-screening.ts';

const verbs = {
  visitScreening,
  patientScreening,
  recordScreening,
  markScreeningError,
  settings,
  saveSettings,
} satisfies Verbs<typeof screening>;

export const slice: ServerSlice = {
  contract: screening,
  verbs,
  charts,
  keepers: [responseKeeper],
  // what was asked in the pane of the room goes into the record with all else of the pane
  parts: { 'intake.commitIntake': 'recordScreening' },
};
