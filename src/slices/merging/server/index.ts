import type { ServerSlice, Verbs } from '#platform/server/slice.ts';
import { merging } from '../contract.ts';
import { charts } from './charts.ts';
import { comparePair } from './compare-pair.ts';
import { appointmentKeeper, encounterKeeper, markNames } from './mark-names.ts';
import { mergeCharts } from './merge-charts.ts';
import { closeOverlay, moveOverlay } from './move-overlay.ts';
import { endNameAlert, nameAlerts, setNameAlert } from './name-alerts.ts';
import { overlays, overlayTask, readOverlay, reportOverlay, toldTask } from './overlay-rows.ts';
import { chartState, merges, readMerge } from './read-merge.ts';
import { reconcileTask, sayReconciled } from './reconcile.ts';
import { searchLookAlikes } from './search.ts';
import { unmergeCharts } from './unmerge-charts.ts';
import { assignPair, lookAtPair, reportPair, worklist } from './worklist.ts';

const verbs = {
  worklist,
  reportPair,
  assignPair,
  lookAtPair,
  comparePair,
  mergeCharts,
  readMerge,
  unmergeCharts,
  merges,
  chartState,
  sayReconciled,
  nameAlerts,
  setNameAlert,
  endNameAlert,
  reportOverlay,
  overlays,
  readOverlay,
  moveOverlay,
  closeOverlay,
} satisfies Verbs<typeof merging>;

export const slice: ServerSlice = {
  contract: merging,
  verbs,
  charts,
  keepers: [appointmentKeeper, encounterKeeper],
  licences: { 'merging.reconcile': 'nurse' },
  taskKinds: [reconcileTask, overlayTask, toldTask],
  jobs: [markNames],
  errands: [searchLookAlikes],
};
