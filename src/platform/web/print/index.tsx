import { m } from '#messages';
import type { WebSlice } from '../slots/web-slice.ts';

/** The door of printing, which is the platform's: stations for the manager, the tray and the own station for whoever prints. */
export const web = {
  routes: [
    {
      path: '/clinic/stations',
      place: 'clinic',
      title: m.print_stationsTitle,
      action: 'print.manageStations',
      nav: { order: 16 },
      load: () => import('./Stations.tsx'),
    },
  ],
  slots: {
    'header.end': [
      { id: 'print.station', order: 10, action: 'print.paper', load: () => import('./HeaderStation.tsx') },
    ],
  },
  commands: [
    {
      id: 'print.stations',
      label: m.print_stationsTitle,
      keywords: m.print_keywords,
      action: 'print.manageStations',
      to: '/clinic/stations',
    },
  ],
} satisfies WebSlice;
