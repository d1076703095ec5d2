import { m } from '#messages';
import type { Person, WebSlice } from '#platform/web/slots/web-slice.ts';

const reads = (person: Person) => person.holds('intake.read');

export const web = {
  routes: [
    {
      path: '/clinic/intake',
      place: 'clinic',
      title: m.intake_settings_title,
      action: 'intake.manage',
      nav: { order: 26 },
      load: () => import('./Settings.tsx'),
    },
  ],
  slots: {
    'visit.panel': [
      {
        id: 'intake.rooming',
        order: 20,
        title: m.vitals_rooming_title,
        // whoever takes patients to the room sees the part, if only to read why it is not hers
        when: (person) => reads(person) || person.holds('vitals.read') || person.holds('frontDesk.room'),
        load: () => import('./RoomPane.tsx'),
      },
    ],
    'visit.summary': [
      { id: 'intake.changes', order: 10, when: reads, load: () => import('./ChangesToSign.tsx') },
    ],
  },
} satisfies WebSlice;
