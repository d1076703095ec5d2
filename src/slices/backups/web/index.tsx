import { m } from '#messages';
import type { WebSlice } from '#platform/web/slots/web-slice.ts';

export const web = {
  routes: [
    {
      path: '/clinic/backups',
      place: 'clinic',
      title: m.backups_title,
      action: 'backups.manage',
      nav: { order: 90 },
      load: () => import('./Backups.tsx'),
    },
    {
      path: '/clinic/recovery-key',
      place: 'clinic',
      title: m.backups_key_title,
      action: 'backups.manage',
      load: () => import('./RecoveryKey.tsx'),
    },
  ],
  slots: {
    'today.top': [
      { id: 'backups.key', order: 20, action: 'backups.manage', load: () => import('./KeyNotice.tsx') },
    ],
  },
  commands: [
    {
      id: 'backups.open',
      label: m.backups_title,
      keywords: m.backups_keywords,
      action: 'backups.manage',
      to: '/clinic/backups',
    },
  ],
} satisfies WebSlice;
