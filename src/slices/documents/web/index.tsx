import { m } from '#messages';
import type { WebSlice } from '#platform/web/slots/web-slice.ts';

export const web = {
  routes: [
    {
      path: '/patients/documents',
      place: 'patients',
      title: m.documents_inbox_title,
      action: 'documents.file',
      nav: { order: 30 },
      load: () => import('./Inbox.tsx'),
    },
    {
      path: '/patients/documents/$fileId',
      place: 'patients',
      title: m.documents_file_title,
      action: 'documents.file',
      load: () => import('./FileScreen.tsx'),
    },
    {
      path: '/patients/documents/check/$documentId',
      place: 'patients',
      title: m.documents_checks_title,
      action: 'documents.check',
      load: () => import('./CheckScreen.tsx'),
    },
    {
      path: '/patients/$patientId/documents',
      place: 'patients',
      title: m.documents_title,
      action: 'documents.read',
      load: () => import('./PatientDocuments.tsx'),
    },
    {
      path: '/patients/$patientId/documents/new',
      place: 'patients',
      title: m.documents_add,
      action: 'documents.file',
      load: () => import('./AddDocument.tsx'),
    },
    {
      path: '/clinic/documents',
      place: 'clinic',
      title: m.documents_settings_title,
      action: 'documents.manage',
      nav: { order: 28 },
      load: () => import('./Settings.tsx'),
    },
  ],
  slots: {
    'chart.panel': [
      {
        id: 'documents.chart',
        order: 40,
        action: 'records.read',
        title: m.documents_chart_title,
        load: () => import('./ChartPanel.tsx'),
      },
    ],
    'visit.panel': [
      {
        id: 'documents.visit',
        order: 48,
        action: 'documents.read',
        title: m.documents_title,
        load: () => import('./VisitDocuments.tsx'),
      },
    ],
  },
  commands: [
    {
      id: 'documents.inbox',
      label: m.documents_inbox_title,
      keywords: m.documents_keywords,
      action: 'documents.file',
      to: '/patients/documents',
    },
  ],
} satisfies WebSlice;
