import { m } from '#messages';
import type { WebSlice } from '#platform/web/slots/web-slice.ts';

export const web = {
  routes: [
    {
      path: '/visits/$visitId',
      place: 'today',
      title: m.frontDesk_visit_title,
      action: 'frontDesk.readBoard',
      load: () => import('./Visit.tsx'),
    },
    {
      path: '/visits/$visitId/greet',
      place: 'today',
      title: m.frontDesk_greet_title,
      action: 'frontDesk.greet',
      load: () => import('./Greet.tsx'),
    },
    {
      path: '/visits/$visitId/talk',
      place: 'today',
      title: m.frontDesk_talk_telephoneTitle,
      action: 'frontDesk.greet',
      load: () => import('./TalkPage.tsx'),
    },
    {
      path: '/clinic/front-desk-questions',
      place: 'clinic',
      title: m.frontDesk_script_title,
      action: 'frontDesk.readBoard',
      nav: { order: 26 },
      load: () => import('./TalkScript.tsx'),
    },
    {
      path: '/walk-in',
      place: 'today',
      title: m.frontDesk_walkIn_title,
      action: 'frontDesk.greet',
      load: () => import('./WalkIn.tsx'),
    },
    {
      path: '/waits',
      place: 'today',
      title: m.frontDesk_waits_title,
      action: 'frontDesk.readBoard',
      load: () => import('./Waits.tsx'),
    },
    {
      path: '/wall',
      place: 'today',
      title: m.frontDesk_wall_title,
      action: 'frontDesk.readBoard',
      bare: true,
      load: () => import('./Wall.tsx'),
    },
    {
      path: '/clinic/front-desk',
      place: 'clinic',
      title: m.frontDesk_settings_title,
      action: 'frontDesk.manage',
      nav: { order: 25 },
      load: () => import('./Settings.tsx'),
    },
  ],
  slots: {
    'header.end': [
      {
        id: 'frontDesk.offline',
        order: 5,
        action: 'frontDesk.moveVisit',
        load: () => import('./offline/OfflineChip.tsx'),
      },
    ],
    'today.top': [
      {
        id: 'frontDesk.alerts',
        order: 5,
        action: 'frontDesk.readBoard',
        load: () => import('./Alerts.tsx'),
      },
    ],
    'today.main': [
      {
        id: 'frontDesk.board',
        order: 10,
        action: 'frontDesk.readBoard',
        title: m.frontDesk_board_title,
        load: () => import('./Board.tsx'),
      },
    ],
  },
  commands: [
    {
      id: 'frontDesk.walkIn',
      label: m.frontDesk_walkIn_command,
      keywords: m.frontDesk_walkIn_keywords,
      action: 'frontDesk.greet',
      shortcut: 'W',
      to: '/walk-in',
    },
    {
      id: 'frontDesk.waits',
      label: m.frontDesk_waits_title,
      action: 'frontDesk.readBoard',
      to: '/waits',
    },
    {
      id: 'frontDesk.wall',
      label: m.frontDesk_wall_command,
      keywords: m.frontDesk_wall_keywords,
      action: 'frontDesk.readBoard',
      to: '/wall',
    },
  ],
  finders: [
    {
      id: 'frontDesk.visits',
      label: m.frontDesk_find_heading,
      action: 'frontDesk.greet',
      find: async (text, signal) => (await import('./find-visits.ts')).findVisits(text, signal),
    },
  ],
} satisfies WebSlice;
