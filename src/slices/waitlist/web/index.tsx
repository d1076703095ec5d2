import { m } from '#messages';
import type { WebSlice } from '#platform/web/slots/web-slice.ts';

export const web = {
  routes: [
    {
      path: '/calendar/waitlist',
      place: 'calendar',
      title: m.waitlist_title,
      action: 'scheduling.read',
      nav: { order: 15 },
      load: () => import('./Waitlist.tsx'),
    },
    {
      path: '/calendar/waitlist/add',
      place: 'calendar',
      title: m.waitlist_add,
      action: 'scheduling.book',
      load: () => import('./AddEntry.tsx'),
    },
    {
      path: '/clinic/waitlist',
      place: 'clinic',
      title: m.waitlist_settings_title,
      action: 'scheduling.manage',
      nav: { order: 17 },
      load: () => import('./Settings.tsx'),
    },
  ],
  slots: {
    'chart.panel': [
      {
        id: 'waitlist.entries',
        order: 62,
        action: 'scheduling.read',
        title: m.waitlist_title,
        load: () => import('./PatientEntries.tsx'),
      },
    ],
  },
  commands: [
    {
      id: 'waitlist.open',
      label: m.waitlist_title,
      keywords: m.waitlist_keywords,
      action: 'scheduling.read',
      to: '/calendar/waitlist',
    },
    {
      id: 'waitlist.add',
      label: m.waitlist_add,
      keywords: m.waitlist_keywords,
      action: 'scheduling.book',
      to: '/calendar/waitlist/add',
    },
    {
      id: 'waitlist.settings',
      label: m.waitlist_settings_title,
      keywords: m.waitlist_settings_keywords,
      action: 'scheduling.manage',
      to: '/clinic/waitlist',
    },
  ],
} satisfies WebSlice;
