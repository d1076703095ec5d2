import { m } from '#messages';
import type { WebSlice } from '#platform/web/slots/web-slice.ts';

export const web = {
  entrances: [
    { path: '/book', load: () => import('./BookPage.tsx') },
    { path: '/booked', load: () => import('./LinkPage.tsx') },
  ],
  routes: [
    {
      path: '/calendar/online',
      place: 'calendar',
      title: m.selfBooking_desk_title,
      action: 'scheduling.book',
      nav: { order: 18 },
      load: () => import('./Requests.tsx'),
    },
    {
      path: '/clinic/online-booking',
      place: 'clinic',
      title: m.selfBooking_settings_title,
      action: 'scheduling.manage',
      nav: { order: 18 },
      load: () => import('./Settings.tsx'),
    },
  ],
  slots: {
    'today.top': [
      {
        id: 'selfBooking.today',
        order: 20,
        action: 'scheduling.book',
        load: () => import('./TodayUnmatched.tsx'),
      },
    ],
  },
  commands: [
    {
      id: 'selfBooking.requests',
      label: m.selfBooking_desk_title,
      keywords: m.selfBooking_desk_keywords,
      action: 'scheduling.book',
      to: '/calendar/online',
    },
    {
      id: 'selfBooking.settings',
      label: m.selfBooking_settings_title,
      keywords: m.selfBooking_settings_keywords,
      action: 'scheduling.manage',
      to: '/clinic/online-booking',
    },
  ],
} satisfies WebSlice;
