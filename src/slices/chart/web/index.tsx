import { m } from '#messages';
import type { WebSlice } from '#platform/web/slots/web-slice.ts';

export const web = {
  routes: [
    {
      path: '/patients/$patientId/timeline',
      place: 'patients',
      title: m.chart_title,
      action: 'records.read',
      load: () => import('./Timeline.tsx'),
    },
  ],
  slots: {
    'chart.act': [
      {
        id: 'chart.timeline',
        order: 10,
        action: 'records.read',
        load: () => import('./TimelineAct.tsx'),
      },
    ],
  },
} satisfies WebSlice;
