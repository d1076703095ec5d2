import { m } from '#messages';
import type { WebSlice } from '#platform/web/slots/web-slice.ts';

export const web = {
  routes: [
    {
      path: '/calendar',
      place: 'calendar',
      title: m.scheduling_calendar_title,
      action: 'scheduling.read',
      nav: { order: 10 },
      load: () => import('./Calendar.tsx'),
    },
    {
      path: '/calendar/book',
      place: 'calendar',
      title: m.scheduling_book_title,
      action: 'scheduling.book',
      load: () => import('./BookVisit.tsx'),
    },
    {
      path: '/calendar/mass-move',
      place: 'calendar',
      title: m.scheduling_mass_title,
      action: 'scheduling.book',
      load: () => import('./MassMove.tsx'),
    },
    {
      path: '/calendar/review',
      place: 'calendar',
      title: m.scheduling_review_title,
      action: 'scheduling.book',
      nav: { order: 90 },
      load: () => import('./Review.tsx'),
    },
    {
      path: '/clinic/calendar',
      place: 'clinic',
      title: m.scheduling_settings_title,
      action: 'scheduling.manage',
      nav: { order: 15 },
      load: () => import('./Settings.tsx'),
    },
  ],
  slots: {
    'chart.panel': [
      {
        id: 'scheduling.visits',
        order: 60,
        action: 'scheduling.read',
        title: m.scheduling_visits_title,
        load: () => import('./PatientVisits.tsx'),
      },
    ],
  },
  commands: [
    {
      id: 'scheduling.book',
      label: m.scheduling_book_title,
      keywords: m.scheduling_book_keywords,
      action: 'scheduling.book',
      to: '/calendar/book',
    },
    {
      id: 'scheduling.massMove',
      label: m.scheduling_mass_title,
      keywords: m.scheduling_mass_keywords,
      action: 'scheduling.book',
      to: '/calendar/mass-move',
    },
    {
      id: 'scheduling.settings',
      label: m.scheduling_settings_title,
      keywords: m.scheduling_settings_keywords,
      action: 'scheduling.manage',
      to: '/clinic/calendar',
    },
  ],
} satisfies WebSlice;
