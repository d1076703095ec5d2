import { m } from '#messages';
import type { WebSlice } from '#platform/web/slots/web-slice.ts';

export const web = {
  routes: [
    {
      path: '/work/shifts',
      place: 'work',
      title: m.roster_mine_title,
      nav: { order: 30 },
      load: () => import('./MyShifts.tsx'),
    },
    {
      path: '/work/roster',
      place: 'work',
      title: m.roster_title,
      action: 'roster.read',
      nav: { order: 31 },
      load: () => import('./WorkRoster.tsx'),
    },
    {
      path: '/clinic/roster',
      place: 'clinic',
      title: m.roster_title,
      action: 'roster.manage',
      nav: { order: 24, group: m.roster_group },
      load: () => import('./Roster.tsx'),
    },
  ],
  slots: {
    'today.work': [{ id: 'roster.today', order: 5, load: () => import('./TodayShift.tsx') }],
  },
  commands: [
    {
      id: 'roster.mine',
      label: m.roster_mine_title,
      keywords: m.roster_mine_keywords,
      to: '/work/shifts',
    },
    {
      id: 'roster.askLeave',
      label: m.roster_leave_ask,
      keywords: m.roster_mine_keywords,
      to: '/work/shifts?ask=1',
    },
    {
      id: 'roster.plan',
      label: m.roster_title,
      keywords: m.roster_keywords,
      action: 'roster.manage',
      to: '/clinic/roster',
    },
  ],
} satisfies WebSlice;
