import { m } from '#messages';
import type { WebSlice } from '#platform/web/slots/web-slice.ts';

export const web = {
  routes: [
    {
      path: '/clinic/payers',
      place: 'clinic',
      title: m.insurance_payers_title,
      action: 'insurance.managePayers',
      nav: { order: 40 },
      load: () => import('./PayersPage.tsx'),
    },
  ],
  slots: {
    'greet.coverage': [
      {
        id: 'insurance.greet',
        order: 10,
        action: 'insurance.read',
        load: () => import('./GreetCoverage.tsx'),
      },
    ],
    'chart.panel': [
      {
        id: 'insurance.coverages',
        order: 80,
        action: 'insurance.read',
        title: m.insurance_coverages_title,
        load: () => import('./CoveragePanel.tsx'),
      },
    ],
    'patient.banner.extra': [
      { id: 'insurance.payer', order: 10, action: 'insurance.read', load: () => import('./PayerFact.tsx') },
    ],
  },
} satisfies WebSlice;
