import { m } from '#messages';
import type { WebSlice } from '#platform/web/slots/web-slice.ts';

export const web = {
  slots: {
    'chart.panel': [
      {
        id: 'results.chart',
        order: 10,
        action: 'records.read',
        title: m.results_title,
        load: () => import('./ResultsPanel.tsx'),
      },
    ],
  },
} satisfies WebSlice;
