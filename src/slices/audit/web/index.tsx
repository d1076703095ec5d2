import { m } from '#messages';
import type { WebSlice } from '#platform/web/slots/web-slice.ts';

export const web = {
  routes: [
    {
      path: '/clinic/trail',
      place: 'clinic',
      title: m.audit_trail_title,
      action: 'audit.read',
      nav: { order: 90, group: m.audit_trail_group },
      load: () => import('./Trail.tsx'),
    },
    {
      path: '/patients/$patientId/who-looked',
      place: 'patients',
      title: m.audit_chart_title,
      action: 'audit.readChart',
      load: () => import('./WhoLooked.tsx'),
    },
  ],
  slots: {
    'chart.act': [
      {
        id: 'audit.whoLooked',
        order: 90,
        action: 'audit.readChart',
        load: () => import('./WhoLookedAct.tsx'),
      },
    ],
  },
  commands: [
    {
      id: 'audit.trail',
      label: m.audit_trail_title,
      keywords: m.audit_trail_keywords,
      action: 'audit.read',
      to: '/clinic/trail',
    },
  ],
} satisfies WebSlice;
