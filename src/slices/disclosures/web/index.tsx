import { m } from '#messages';
import type { WebSlice } from '#platform/web/slots/web-slice.ts';

export const web = {
  routes: [
    {
      path: '/work/releases',
      place: 'work',
      title: m.disclosures_open_title,
      action: 'disclosures.read',
      nav: { order: 60 },
      load: () => import('./OpenRequests.tsx'),
    },
    {
      path: '/work/releases/$requestId',
      place: 'work',
      title: m.disclosures_request_title,
      action: 'disclosures.read',
      load: () => import('./Request.tsx'),
    },
    {
      path: '/patients/$patientId/disclosures',
      place: 'patients',
      title: m.disclosures_title,
      action: 'disclosures.read',
      load: () => import('./PatientDisclosures.tsx'),
    },
    {
      path: '/patients/$patientId/disclosures/new',
      place: 'patients',
      title: m.disclosures_new_title,
      action: 'disclosures.receive',
      load: () => import('./NewRequest.tsx'),
    },
    {
      path: '/clinic/disclosures',
      place: 'clinic',
      title: m.disclosures_settings_title,
      action: 'disclosures.manage',
      nav: { order: 28 },
      load: () => import('./Settings.tsx'),
    },
  ],
  slots: {
    'chart.panel': [
      {
        id: 'disclosures.chart',
        order: 90,
        action: 'disclosures.read',
        title: m.disclosures_title,
        load: () => import('./ChartPanel.tsx'),
      },
    ],
  },
  commands: [
    {
      id: 'disclosures.open',
      label: m.disclosures_open_title,
      keywords: m.disclosures_keywords,
      action: 'disclosures.read',
      to: '/work/releases',
    },
  ],
} satisfies WebSlice;
