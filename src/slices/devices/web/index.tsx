import { m } from '#messages';
import type { WebSlice } from '#platform/web/slots/web-slice.ts';

export const web = {
  entrances: [{ path: '/pair', load: () => import('./PairPage.tsx') }],
  routes: [
    {
      path: '/clinic/devices',
      place: 'clinic',
      title: m.devices_title,
      action: 'devices.manage',
      nav: { order: 15 },
      load: () => import('./Devices.tsx'),
    },
  ],
  commands: [
    {
      id: 'devices.pair',
      label: m.devices_pairAct,
      keywords: m.devices_keywords,
      action: 'devices.manage',
      to: '/clinic/devices?pair=1',
    },
  ],
} satisfies WebSlice;
