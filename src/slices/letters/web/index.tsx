import { m } from '#messages';
import type { Person, SlotEntry, WebSlice } from '#platform/web/slots/web-slice.ts';

const reads = (person: Person) => person.holds('letters.read');

/** The chart's list of papers asks by the kind of the paper. */
const inChart: SlotEntry[] = [
  { id: 'letters.chart', order: 10, when: reads, load: () => import('./ChartLetter.tsx') },
];

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
    'chart.documents.act': [
      {
        id: 'letters.faceSheet',
        order: 10,
        action: 'letters.print',
        load: () => import('./FaceSheetAct.tsx'),
      },
    ],
    'chart.document.health': inChart,
    'chart.document.attendance': inChart,
    'chart.document.fitToReturn': inChart,
  },
} satisfies WebSlice;
