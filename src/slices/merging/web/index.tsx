import { m } from '#messages';
import type { WebSlice } from '#platform/web/slots/web-slice.ts';

export const web = {
  routes: [
    {
      path: '/patients/look-alikes',
      place: 'patients',
      title: m.merging_list_title,
      action: 'merging.merge',
      nav: { order: 90 },
      load: () => import('./Worklist.tsx'),
    },
    {
      path: '/patients/$patientId/join/$otherId',
      place: 'patients',
      title: m.merging_compare_title,
      action: 'merging.merge',
      load: () => import('./Compare.tsx'),
    },
    {
      path: '/patients/joined/$mergeId',
      place: 'patients',
      title: m.merging_part_title,
      action: 'merging.merge',
      load: () => import('./Merge.tsx'),
    },
    {
      path: '/patients/overlays/$overlayId',
      place: 'patients',
      title: m.merging_overlay_title,
      action: 'merging.overlay',
      load: () => import('./Overlay.tsx'),
    },
  ],
  slots: {
    'chart.act': [
      { id: 'merging.mixUp', order: 80, action: 'merging.report', load: () => import('./MixUp.tsx') },
    ],
    'chart.summary': [
      { id: 'merging.reconcile', order: 1, action: 'merging.read', load: () => import('./Reconcile.tsx') },
    ],
    'chart.panel': [
      { id: 'merging.chart', order: 5, action: 'merging.read', load: () => import('./ChartPanel.tsx') },
    ],
    'patient.banner.extra': [
      { id: 'merging.marks', order: 10, action: 'merging.read', load: () => import('./BannerMarks.tsx') },
    ],
  },
  commands: [
    {
      id: 'merging.list',
      label: m.merging_list_title,
      keywords: m.merging_list_keywords,
      action: 'merging.merge',
      to: '/patients/look-alikes',
    },
  ],
} satisfies WebSlice;
