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
    'visit.panel': [
      {
        id: 'vitals.rooming',
        order: 20,
        title: m.vitals_rooming_title,
        // whoever takes patients to the room sees the part, if only to read why it is not hers
        when: (person) => reads(person) || person.holds('frontDesk.room'),
        load: () => import('./Rooming.tsx'),
      },
    ],
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
