import type { ServerSlice, Verbs } from '#platform/server/slice.ts';
import { vitals } from '../contract.ts';
import { coSign } from './co-sign.ts';
import { correctVitals } from './correct-vitals.ts';
import { coSignTask, criticalTask } from './critical.ts';
import { observationKeeper } from './keeper.ts';
import { lastVitals } from './last-vitals.ts';
import { markError } from './mark-error.ts';
import { measurementHistory } from './measurement-history.ts';
import { recordNotice } from './record-notice.ts';
import { recordVitals } from './record-vitals.ts';
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
} satisfies Verbs<typeof vitals>;

export const slice: ServerSlice = {
  contract: vitals,
  verbs,
  keepers: [observationKeeper],
  resources: {
    Observation: { read: 'vitals.read', write: 'vitals.record' },
    Communication: { read: 'vitals.read', write: 'vitals.record' },
  },
  licences: { 'vitals.coSign': 'nurse', 'vitals.hearCritical': 'nurse' },
  taskKinds: [criticalTask, coSignTask],
};

export { isPanel } from './visit-sets.ts';
export { vitalsOf } from './visit-vitals.ts';
