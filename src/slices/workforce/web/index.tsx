import { m } from '#messages';
import type { WebSlice } from '#platform/web/slots/web-slice.ts';

export const web = {
  routes: [
    {
      path: '/clinic/people',
      place: 'clinic',
      title: m.workforce_people_title,
      action: 'identity.manageStaff',
      nav: { order: 20, group: m.workforce_people_group },
      load: () => import('./People.tsx'),
    },
    {
      path: '/clinic/people/$staffId',
      place: 'clinic',
      title: m.workforce_credentials_file,
      action: 'workforce.manageCredentials',
      load: () => import('./credentials/PersonFile.tsx'),
    },
    {
      path: '/clinic/credentials',
      place: 'clinic',
      title: m.workforce_credentials_title,
      action: 'workforce.read',
      nav: { order: 20, group: m.workforce_people_group },
      load: () => import('./credentials/Board.tsx'),
    },
    {
      path: '/clinic/credential-kinds',
      place: 'clinic',
      title: m.workforce_kinds_title,
      action: 'workforce.read',
      nav: { order: 22, group: m.workforce_people_group },
      load: () => import('./credentials/Kinds.tsx'),
    },
    {
      path: '/clinic/what-acts-ask',
      place: 'clinic',
      title: m.workforce_terms_title,
      action: 'workforce.read',
      nav: { order: 21, group: m.workforce_people_group },
      load: () => import('./terms/Terms.tsx'),
    },
    {
      path: '/work/my-credentials',
      place: 'work',
      title: m.workforce_credentials_mine,
      load: () => import('./credentials/MyFile.tsx'),
    },
    {
      path: '/work/delegations',
      place: 'work',
      title: m.workforce_delegation_title,
      load: () => import('./delegations/Delegations.tsx'),
    },
    {
      path: '/work/standing-orders',
      place: 'work',
      title: m.workforce_protocol_title,
      load: () => import('./protocols/Protocols.tsx'),
    },
    {
      path: '/work/my-job',
      place: 'work',
      title: m.workforce_job_mine,
      load: () => import('./job-records/MyJob.tsx'),
    },
    {
      path: '/clinic/job-descriptions',
      place: 'clinic',
      title: m.workforce_jobs_title,
      action: 'workforce.read',
      nav: { order: 21, group: m.workforce_people_group },
      load: () => import('./JobDescriptions.tsx'),
    },
    {
      path: '/clinic/sign-in-rules',
      place: 'clinic',
      title: m.workforce_rules_title,
      action: 'identity.manageStaff',
      nav: { order: 22, group: m.workforce_people_group },
      load: () => import('./SignInRules.tsx'),
    },
    {
      path: '/work/what-may-i-do',
      place: 'work',
      title: m.workforce_scope_title,
      load: () => import('./WhatMayIDo.tsx'),
    },
  ],
  slots: {
    'account.more': [
      { id: 'workforce.badge', order: 10, action: 'print.paper', load: () => import('./OwnBadge.tsx') },
    ],
    'today.work': [{ id: 'workforce.work', order: 10, load: () => import('./MyTasks.tsx') }],
  },
  commands: [
    {
      id: 'workforce.people',
      label: m.workforce_people_add,
      action: 'identity.manageStaff',
      to: '/clinic/people?add=1',
    },
    {
      id: 'workforce.scope',
      label: m.workforce_scope_title,
      keywords: m.workforce_scope_keywords,
      to: '/work/what-may-i-do',
    },
    {
      id: 'workforce.credentials',
      label: m.workforce_credentials_mine,
      keywords: m.workforce_credentials_keywords,
      to: '/work/my-credentials',
    },
    {
      id: 'workforce.delegations',
      label: m.workforce_delegation_title,
      keywords: m.workforce_delegation_keywords,
      to: '/work/delegations',
    },
    {
      id: 'workforce.myJob',
      label: m.workforce_job_mine,
      keywords: m.workforce_job_keywords,
      to: '/work/my-job',
    },
    {
      id: 'workforce.protocols',
      label: m.workforce_protocol_title,
      keywords: m.workforce_protocol_keywords,
      to: '/work/standing-orders',
    },
    {
      id: 'workforce.delegate',
      label: m.workforce_delegation_giveTitle,
      keywords: m.workforce_delegation_keywords,
      action: 'workforce.delegate',
      to: '/work/delegations?add=1',
    },
  ],
} satisfies WebSlice;
