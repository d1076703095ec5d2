import { m } from '#messages';
import type { WebSlice } from '#platform/web/slots/web-slice.ts';

export const web = {
  entrances: [{ path: '/answer', load: () => import('./AnswerPage.tsx') }],
  routes: [
    {
      path: '/calendar/reminders',
      place: 'calendar',
      title: m.reminders_hand_title,
      action: 'reminders.send',
      nav: { order: 20 },
      load: () => import('./HandOver.tsx'),
    },
    {
      path: '/calendar/feeds',
      place: 'calendar',
      title: m.reminders_feeds_title,
      action: 'reminders.feed',
      nav: { order: 95 },
      load: () => import('./Feeds.tsx'),
    },
    {
      path: '/clinic/reminders',
      place: 'clinic',
      title: m.reminders_settings_title,
      action: 'reminders.manage',
      nav: { order: 16 },
      load: () => import('./Settings.tsx'),
    },
  ],
  slots: {
    'chart.panel': [
      {
        id: 'reminders.messages',
        order: 65,
        action: 'reminders.read',
        title: m.reminders_panel_title,
        load: () => import('./PatientMessages.tsx'),
      },
    ],
    'booking.panel': [
      {
        id: 'reminders.booking',
        order: 10,
        action: 'reminders.read',
        load: () => import('./BookingMessages.tsx'),
      },
    ],
    'booking.told': [
      {
        id: 'reminders.told',
        order: 10,
        action: 'reminders.read',
        load: () => import('./ToldOfMove.tsx'),
      },
    ],
    'visit.panel': [
      {
        id: 'reminders.visit',
        order: 90,
        action: 'reminders.read',
        title: m.reminders_panel_title,
        load: () => import('./PatientMessages.tsx'),
      },
    ],
  },
  commands: [
    {
      id: 'reminders.handOver',
      label: m.reminders_hand_title,
      keywords: m.reminders_hand_keywords,
      action: 'reminders.send',
      to: '/calendar/reminders',
    },
    {
      id: 'reminders.settings',
      label: m.reminders_settings_title,
      keywords: m.reminders_settings_keywords,
      action: 'reminders.manage',
      to: '/clinic/reminders',
    },
    {
      id: 'reminders.feeds',
      label: m.reminders_feeds_title,
      keywords: m.reminders_feeds_keywords,
      action: 'reminders.feed',
      to: '/calendar/feeds',
    },
  ],
} satisfies WebSlice;
