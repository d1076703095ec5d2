import { lazy } from 'react';
import { m } from '#messages';
import type { Person, WebSlice } from '#platform/web/slots/web-slice.ts';

const reads = (person: Person) => person.holds('vitals.read');

export const web = {
  routes: [
    {
      path: '/clinic/vitals',
      place: 'clinic',
      title: m.vitals_rules_title,
      action: 'vitals.read',
      nav: { order: 27 },
      load: () => import('./Settings.tsx'),
    },
  ],
  slots: {
    'visit.summary': [
      { id: 'vitals.visit', order: 20, when: reads, load: () => import('./VisitSummary.tsx') },
    ],
    'chart.summary': [
      { id: 'vitals.last', order: 20, when: reads, load: () => import('./ChartSummary.tsx') },
    ],
    'chart.panel': [{ id: 'vitals.growth', order: 20, when: reads, load: () => import('./GrowthPanel.tsx') }],
  },
  commands: [
    {
      id: 'vitals.rules',
      label: m.vitals_rules_title,
      keywords: m.vitals_rules_keywords,
      action: 'vitals.read',
      to: '/clinic/vitals',
    },
  ],
} satisfies WebSlice;

/** The signs of a visit, from the first field to "ready for doctor". Props: `RoomingProps`. */
export const Rooming = lazy(() => import('./Rooming.tsx'));

/** The fields of one set within the form of another duty. Props: `{ form, place }`. */
export const SetFields = lazy(() => import('./SetFields.tsx'));

export type { FormPlace } from './form-place.ts';
export type { RoomingValues } from './form-values.ts';
export type { RoomingProps } from './Rooming.tsx';
