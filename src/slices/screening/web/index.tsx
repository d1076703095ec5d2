import { m } from '#messages';
import type { Person, WebSlice } from '#platform/web/slots/web-slice.ts';

const reads = (person: Person) => person.holds('screening.read');

export const web = {
  routes: [
    {
      path: '/clinic/questionnaires',
      place: 'clinic',
      title: m.screening_settings_title,
      action: 'screening.manage',
      nav: { order: 27 },
      load: () => import('./Settings.tsx'),
    },
  ],
  slots: {
    'room.pane': [
      {
        id: 'screening.room',
        order: 10,
        when: (person) => person.holds('screening.ask'),
        load: () => import('./RoomPart.tsx'),
      },
    ],
    'visit.summary': [
      { id: 'screening.visitSummary', order: 25, when: reads, load: () => import('./VisitSummary.tsx') },
    ],
    'chart.summary': [
      { id: 'screening.chart', order: 25, when: reads, load: () => import('./ChartSummary.tsx') },
    ],
  },
} satisfies WebSlice;
