import { m } from '#messages';
import type { Person, WebSlice } from '#platform/web/slots/web-slice.ts';

const reads = (person: Person) => person.holds('letters.read');

export const web = {
  slots: {
    'visit.panel': [
      {
        id: 'letters.visit',
        order: 45,
        title: m.letters_title,
        when: reads,
        load: () => import('./VisitLetters.tsx'),
      },
    ],
    'chart.panel': [
      {
        id: 'letters.chart',
        order: 50,
        title: m.letters_title,
        when: reads,
        load: () => import('./ChartLetters.tsx'),
      },
    ],
  },
} satisfies WebSlice;
