import { m } from '#messages';
import type { Person, WebSlice } from '#platform/web/slots/web-slice.ts';

const reads = (person: Person) => person.holds('orders.read');
const signs = (person: Person) => person.holds('orders.sign');

export const web = {
  routes: [
    {
      path: '/work/to-sign',
      place: 'work',
      title: m.orders_toSign,
      action: 'orders.sign',
      nav: { order: 20 },
      load: () => import('./ToSign.tsx'),
    },
    {
      path: '/clinic/favourites',
      place: 'clinic',
      title: m.orders_favourites,
      action: 'orders.manageFavourites',
      nav: { order: 60 },
      load: () => import('./Favourites.tsx'),
    },
  ],
  slots: {
    'protocol.items': [
      { id: 'orders.protocolItems', order: 10, when: reads, load: () => import('./ProtocolItems.tsx') },
    ],
    'visit.panel': [
      {
        id: 'orders.consultation',
        order: 30,
        title: m.orders_title,
        when: reads,
        load: () => import('./Consultation.tsx'),
      },
      {
        id: 'orders.tasks',
        order: 40,
        title: m.orders_tasksTitle,
        when: reads,
        load: () => import('./Tasks.tsx'),
      },
    ],
    'chart.summary': [
      { id: 'orders.problems', order: 30, when: reads, load: () => import('./Problems.tsx') },
    ],
    'chart.panel': [
      { id: 'orders.past', order: 30, when: reads, load: () => import('./PastVisits.tsx') },
      { id: 'orders.referrals', order: 32, when: reads, load: () => import('./Referrals.tsx') },
    ],
    'work.main': [{ id: 'orders.toSign', order: 20, when: signs, load: () => import('./SignList.tsx') }],
  },
  commands: [
    {
      id: 'orders.toSign',
      label: m.orders_command_toSign,
      keywords: m.orders_command_toSignKeywords,
      action: 'orders.sign',
      to: '/work/to-sign',
    },
  ],
} satisfies WebSlice;
