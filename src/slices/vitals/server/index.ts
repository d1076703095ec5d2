import type { ServerSlice, Verbs } from '#platform/server/slice.ts';
import { vitals } from '../contract.ts';
import { charts } from './charts.ts';
import { avoidArm, endAvoidArm } from './avoid-arm.ts';
import { coSign } from './co-sign.ts';
import { correctVitals } from './correct-vitals.ts';
import { coSignTask, criticalTask } from './critical.ts';
import { growthChart } from './growth-chart.ts';
import { observationKeeper } from './keeper.ts';
import { taskKeeper } from './told-first.ts';
import { lastVitals } from './last-vitals.ts';
import { markError } from './mark-error.ts';
import { measurementHistory } from './measurement-history.ts';
import { endOxygenTarget, orderOxygenTarget } from './oxygen-target.ts';
import { printGrowth } from './print-growth.ts';
import { printPressureLog } from './print-pressure-log.ts';
import { printStrip } from './print-strip.ts';
import { approveRanges, saveRanges } from './ranges.ts';
import { askRecheck, endRecheck, recheckTask } from './rechecks.ts';
import { recordNotice } from './record-notice.ts';
import { recordVitals } from './record-vitals.ts';
import { clinicRules, saveClinicRules } from './settings.ts';
import { visitVitals } from './visit-vitals.ts';

const verbs = {
  visitVitals,
  lastVitals,
  measurementHistory,
  recordVitals,
  correctVitals,
  markError,
  recordNotice,
  coSign,
  ...{ avoidArm, endAvoidArm, askRecheck, endRecheck },
  ...{ orderOxygenTarget, endOxygenTarget },
  ...{ growthChart, printStrip, printPressureLog, printGrowth },
  ...{ clinicRules, saveClinicRules, saveRanges, approveRanges },
} satisfies Verbs<typeof vitals>;

export const slice: ServerSlice = {
  contract: vitals,
  verbs,
  charts,
  keepers: [observationKeeper, taskKeeper],
  resources: {
    Observation: { read: 'vitals.read', write: 'vitals.record' },
    Goal: { read: 'vitals.read', write: 'vitals.orderTarget' },
    Communication: { read: 'vitals.read', write: 'vitals.record' },
  },
  licences: {
    'vitals.coSign': 'nurse',
    'vitals.hearCritical': 'nurse',
    'vitals.approveRanges': 'prescriber',
    'vitals.orderTarget': 'prescriber',
  },
  taskKinds: [criticalTask, coSignTask, recheckTask],
};

export { measuredWords } from './measured-words.ts';
export { recordVitals } from './record-vitals.ts';
export { isPanel, setsOfPatient, standing } from './visit-sets.ts';
export { vitalsOf } from './visit-vitals.ts';
