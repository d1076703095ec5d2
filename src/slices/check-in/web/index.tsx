import { m } from '#messages';
import type { WebSlice } from '#platform/web/slots/web-slice.ts';

export const web = {
  entrances: [
    { path: '/kiosk', load: () => import('./Kiosk.tsx') },
    { path: '/check-in', load: () => import('./PhoneCheckIn.tsx') },
  ],
  routes: [
    {
      path: '/clinic/kiosks',
      place: 'clinic',
      title: m.checkIn_kiosks_title,
      action: 'checkIn.manage',
      nav: { order: 17 },
      load: () => import('./Kiosks.tsx'),
    },
  ],
  slots: {
    'greet.arrived': [
      {
        id: 'checkIn.proposals',
        order: 10,
        action: 'checkIn.decide',
        load: () => import('./Proposals.tsx'),
      },
    ],
    'visit.panel': [
      {
        id: 'checkIn.visit',
        order: 85,
        action: 'checkIn.decide',
        title: m.checkIn_title,
        load: () => import('./VisitCheckIn.tsx'),
      },
    ],
  },
  commands: [
    {
      id: 'checkIn.kiosks',
      label: m.checkIn_kiosks_title,
      keywords: m.checkIn_kiosks_keywords,
      action: 'checkIn.manage',
      to: '/clinic/kiosks',
    },
  ],
} satisfies WebSlice;
