import { lazy } from 'react';
import { m } from '#messages';
import type { WebSlice } from '#platform/web/slots/web-slice.ts';

export const web = {
  routes: [
    {
      path: '/patients',
      place: 'patients',
      title: m.records_title,
      action: 'records.read',
      nav: { order: 10 },
      load: () => import('./Patients.tsx'),
    },
    {
      path: '/patients/new',
      place: 'patients',
      title: m.records_register_title,
      action: 'records.register',
      nav: { order: 20 },
      load: () => import('./Register.tsx'),
    },
    {
      path: '/patients/$patientId',
      place: 'patients',
      title: m.records_chart_title,
      action: 'records.read',
      load: () => import('./Chart.tsx'),
    },
    {
      path: '/patients/$patientId/edit',
      place: 'patients',
      title: m.records_edit_title,
      action: 'records.edit',
      load: () => import('./Edit.tsx'),
    },
    {
      path: '/patients/$patientId/history',
      place: 'patients',
      title: m.records_history_title,
      action: 'records.read',
      load: () => import('./History.tsx'),
    },
  ],
  slots: {
    'problem.chartJoined': [
      {
        id: 'records.openJoined',
        order: 10,
        action: 'records.read',
        load: () => import('./OpenJoined.tsx'),
      },
    ],
  },
  commands: [
    {
      id: 'records.register',
      label: m.records_register_title,
      keywords: m.records_register_keywords,
      action: 'records.register',
      to: '/patients/new',
    },
  ],
  finders: [
    {
      id: 'records.patients',
      label: m.records_title,
      action: 'records.read',
      find: async (text, signal) => (await import('./find.ts')).findPatients(text, signal),
    },
  ],
} satisfies WebSlice;

/** The one banner of every patient screen; props `{ patientId }`. */
export const PatientBanner = lazy(() => import('./PatientBanner.tsx'));

/** Allergies with the acts of rooming; props `{ patientId, visitId? }`. */
export const AllergiesPanel = lazy(() => import('./AllergiesPanel.tsx'));

/** Finds a patient for a duty; draw it inside a Suspense. */
export const PatientPicker = lazy(() =>
  import('./PatientPicker.tsx').then((one) => ({ default: one.PatientPicker })),
);

/** Words by which other duties show a chart. */
export {
  birthWords,
  countryOf,
  dateWords,
  reasonWords,
  recordNumberWords,
  sexWords,
  spokenLanguages,
} from './words.ts';
export { chartStatusWords } from './status-words.ts';
