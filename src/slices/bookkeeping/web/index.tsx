import { m } from '#messages';
import type { WebSlice } from '#platform/web/slots/web-slice.ts';

export const web = {
  routes: [
    {
      path: '/money',
      place: 'money',
      title: m.bookkeeping_drawer_title,
      action: 'bookkeeping.ownDrawer',
      nav: { order: 10 },
      load: () => import('./MyDrawer.tsx'),
    },
    {
      path: '/money/day',
      place: 'money',
      title: m.bookkeeping_day_title,
      action: 'bookkeeping.read',
      nav: { order: 20 },
      load: () => import('./Day.tsx'),
    },
    {
      path: '/money/balances',
      place: 'money',
      title: m.bookkeeping_balances_title,
      action: 'bookkeeping.read',
      nav: { order: 30 },
      load: () => import('./Balances.tsx'),
    },
    {
      path: '/money/journal',
      place: 'money',
      title: m.bookkeeping_journalOfDay_title,
      action: 'bookkeeping.read',
      nav: { order: 40 },
      load: () => import('./Journal.tsx'),
    },
    {
      path: '/money/trial-balance',
      place: 'money',
      title: m.bookkeeping_trial_title,
      action: 'bookkeeping.read',
      nav: { order: 50 },
      load: () => import('./TrialBalance.tsx'),
    },
    {
      path: '/clinic/fees',
      place: 'clinic',
      title: m.bookkeeping_fees_title,
      action: 'bookkeeping.manageFees',
      nav: { order: 50 },
      load: () => import('./Fees.tsx'),
    },
  ],
  slots: {
    'visit.panel': [
      {
        id: 'bookkeeping.checkout',
        order: 40,
        action: 'bookkeeping.read',
        title: m.bookkeeping_checkout_title,
        load: () => import('./Checkout.tsx'),
      },
    ],
    'chart.panel': [
      {
        id: 'bookkeeping.chart',
        order: 78,
        action: 'bookkeeping.read',
        title: m.bookkeeping_chart_title,
        load: () => import('./ChartMoney.tsx'),
      },
    ],
    'greet.payment': [
      {
        id: 'bookkeeping.greetPayment',
        order: 10,
        action: 'bookkeeping.takePayment',
        title: m.bookkeeping_greet_title,
        load: () => import('./GreetPayment.tsx'),
      },
    ],
  },
  commands: [
    {
      id: 'bookkeeping.drawer',
      label: m.bookkeeping_drawer_title,
      keywords: m.bookkeeping_drawer_keywords,
      action: 'bookkeeping.ownDrawer',
      to: '/money',
    },
    {
      id: 'bookkeeping.day',
      label: m.bookkeeping_day_title,
      keywords: m.bookkeeping_day_keywords,
      action: 'bookkeeping.read',
      to: '/money/day',
    },
    {
      id: 'bookkeeping.balances',
      label: m.bookkeeping_balances_title,
      keywords: m.bookkeeping_balances_keywords,
      action: 'bookkeeping.read',
      to: '/money/balances',
    },
  ],
} satisfies WebSlice;
