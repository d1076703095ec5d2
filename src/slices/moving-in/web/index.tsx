import { m } from '#messages';
import type { WebSlice } from '#platform/web/slots/web-slice.ts';

export const web = {
  routes: [
    {
      path: '/clinic/moving-in',
      place: 'clinic',
      title: m.movingIn_title,
      action: 'records.import',
      nav: { order: 95 },
      load: () => import('./MovingIn.tsx'),
    },
    {
      path: '/clinic/moving-in/$importId',
      place: 'clinic',
      title: m.movingIn_title,
      action: 'records.import',
      load: () => import('./Import.tsx'),
    },
  ],
  commands: [
    {
      id: 'movingIn.open',
      label: m.movingIn_command,
      keywords: m.movingIn_keywords,
      action: 'records.import',
      to: '/clinic/moving-in',
    },
  ],
} satisfies WebSlice;
