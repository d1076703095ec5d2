import { m } from '#messages';
import type { WebSlice } from '#platform/web/slots/web-slice.ts';

export const web = {
  entrances: [{ path: '/paper', load: () => import('./PaperPage.tsx') }],
  slots: {
    'paper.send': [
      { id: 'sending.send', order: 10, action: 'sending.send', load: () => import('./SendButton.tsx') },
    ],
    'chart.panel': [
      {
        id: 'sending.sent',
        order: 66,
        action: 'sending.read',
        title: m.sending_panel_title,
        load: () => import('./SentPanel.tsx'),
      },
    ],
  },
} satisfies WebSlice;
