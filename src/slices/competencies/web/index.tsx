import { m } from '#messages';
import type { WebSlice } from '#platform/web/slots/web-slice.ts';

export const web = {
  routes: [
    {
      path: '/work/passport',
      place: 'work',
      title: m.competencies_passport_title,
      nav: { order: 50 },
      load: () => import('./MyPassport.tsx'),
    },
    {
      path: '/work/practice',
      place: 'work',
      title: m.competencies_practice_title,
      action: 'competencies.observe',
      nav: { order: 51 },
      load: () => import('./Practice.tsx'),
    },
    {
      path: '/clinic/competencies',
      place: 'clinic',
      title: m.competencies_matrix_title,
      action: 'competencies.read',
      nav: { order: 23, group: m.competencies_matrix_group },
      load: () => import('./Competencies.tsx'),
    },
    {
      path: '/clinic/competencies/$staffId',
      place: 'clinic',
      title: m.competencies_matrix_title,
      action: 'competencies.read',
      load: () => import('./PersonPassport.tsx'),
    },
    {
      path: '/work/check-off/$staffId/$code',
      place: 'work',
      title: m.competencies_passport_checkOff,
      action: 'competencies.observe',
      load: () => import('./CheckOff.tsx'),
    },
    {
      path: '/work/my-check-off/$code',
      place: 'work',
      title: m.competencies_sheet_signHere,
      load: () => import('./CheckOff.tsx'),
    },
  ],
  slots: {
    'scope.unlock': [{ id: 'competencies.unlock', order: 10, load: () => import('./UnlockHere.tsx') }],
  },
  commands: [
    {
      id: 'competencies.passport',
      label: m.competencies_passport_title,
      keywords: m.competencies_passport_keywords,
      to: '/work/passport',
    },
    {
      id: 'competencies.matrix',
      label: m.competencies_matrix_title,
      keywords: m.competencies_passport_keywords,
      action: 'competencies.read',
      to: '/clinic/competencies',
    },
  ],
} satisfies WebSlice;
