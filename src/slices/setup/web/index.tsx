import { m } from '#messages';
import type { WebSlice } from '#platform/web/slots/web-slice.ts';

export const web = {
  entrances: [{ path: '/setup', load: () => import('./SetupPage.tsx') }],
  routes: [
    {
      path: '/clinic/details',
      place: 'clinic',
      title: m.setup_details_title,
      action: 'identity.manageStaff',
      nav: { order: 10 },
      load: () => import('./ClinicDetails.tsx'),
    },
  ],
  slots: {
    'today.top': [
      {
        id: 'setup.checklist',
        order: 10,
        action: 'identity.manageStaff',
        load: () => import('./Checklist.tsx'),
      },
    ],
  },
} satisfies WebSlice;
