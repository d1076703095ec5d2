import { m } from '#messages';
import type { WebSlice } from '#platform/web/slots/web-slice.ts';

export const web = {
  routes: [
    {
      path: '/work/training',
      place: 'work',
      title: m.training_mine_title,
      nav: { order: 52 },
      load: () => import('./MyTraining.tsx'),
    },
    {
      path: '/work/career',
      place: 'work',
      title: m.training_career_title,
      nav: { order: 53 },
      load: () => import('./MyCareer.tsx'),
    },
    {
      path: '/work/precepting',
      place: 'work',
      title: m.training_precepting_title,
      action: 'training.precept',
      nav: { order: 54 },
      load: () => import('./Precepting.tsx'),
    },
    {
      path: '/work/precepting/practica/$practicumId',
      place: 'work',
      title: m.training_practicum,
      action: 'training.precept',
      load: () => import('./LearnerPracticum.tsx'),
    },
    {
      path: '/work/precepting/plans/$planId',
      place: 'work',
      title: m.training_paper_plan,
      action: 'training.precept',
      load: () => import('./LearnerPlan.tsx'),
    },
    {
      path: '/clinic/training',
      place: 'clinic',
      title: m.training_office_title,
      action: 'training.read',
      nav: { order: 24, group: m.competencies_matrix_group },
      load: () => import('./Training.tsx'),
    },
    {
      path: '/clinic/training/practica/$practicumId',
      place: 'clinic',
      title: m.training_practicum,
      action: 'training.read',
      load: () => import('./ClinicPracticum.tsx'),
    },
    {
      path: '/clinic/training/plans/$planId',
      place: 'clinic',
      title: m.training_paper_plan,
      action: 'training.read',
      load: () => import('./ClinicPlan.tsx'),
    },
    {
      path: '/clinic/training/cohorts/$cohortId',
      place: 'clinic',
      title: m.training_office_cohorts,
      action: 'training.read',
      load: () => import('./CohortBoard.tsx'),
    },
    {
      path: '/clinic/training/careers/$staffId',
      place: 'clinic',
      title: m.training_office_careers,
      action: 'training.read',
      load: () => import('./PersonCareer.tsx'),
    },
  ],
  slots: {
    'scope.unlock': [{ id: 'training.unlock', order: 20, load: () => import('./UnlockHours.tsx') }],
  },
  commands: [
    {
      id: 'training.mine',
      label: m.training_mine_title,
      keywords: m.training_mine_keywords,
      to: '/work/training',
    },
    {
      id: 'training.career',
      label: m.training_career_title,
      keywords: m.training_career_keywords,
      to: '/work/career',
    },
    {
      id: 'training.precepting',
      label: m.training_precepting_title,
      keywords: m.training_mine_keywords,
      action: 'training.precept',
      to: '/work/precepting',
    },
    {
      id: 'training.office',
      label: m.training_office_title,
      keywords: m.training_mine_keywords,
      action: 'training.read',
      to: '/clinic/training',
    },
  ],
} satisfies WebSlice;
