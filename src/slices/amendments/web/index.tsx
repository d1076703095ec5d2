import { m } from '#messages';
import type { WebSlice } from '#platform/web/slots/web-slice.ts';

export const web = {
  routes: [
    {
      path: '/work/amendments',
      place: 'work',
      title: m.amendments_open_title,
      action: 'amendments.read',
      nav: { order: 61 },
      load: () => import('./OpenRequests.tsx'),
    },
    {
      path: '/work/amendments/$requestId',
      place: 'work',
      title: m.amendments_request_title,
      action: 'amendments.read',
      load: () => import('./Request.tsx'),
    },
    {
      path: '/patients/$patientId/amendments',
      place: 'patients',
      title: m.amendments_title,
      action: 'amendments.read',
      load: () => import('./PatientAmendments.tsx'),
    },
    {
      path: '/patients/$patientId/amendments/new',
      place: 'patients',
      title: m.amendments_new_title,
      action: 'amendments.receive',
      load: () => import('./NewRequest.tsx'),
    },
    {
      path: '/clinic/amendments',
      place: 'clinic',
      title: m.amendments_settings_title,
      action: 'amendments.manage',
      nav: { order: 29 },
      load: () => import('./Settings.tsx'),
    },
  ],
  slots: {
    'chart.panel': [
      {
        id: 'amendments.chart',
        order: 88,
        action: 'amendments.read',
        title: m.amendments_title,
        load: () => import('./ChartPanel.tsx'),
      },
    ],
  },
  commands: [
    {
      id: 'amendments.open',
      label: m.amendments_open_title,
      keywords: m.amendments_keywords,
      action: 'amendments.read',
      to: '/work/amendments',
    },
  ],
} satisfies WebSlice;
