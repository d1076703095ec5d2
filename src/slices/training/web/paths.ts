import { pathTo } from '#platform/web/router/link.tsx';

export const practicumPath = (practicumId: string) =>
  pathTo('/clinic/training/practica/$practicumId', { practicumId });
export const planPath = (planId: string) => pathTo('/clinic/training/plans/$planId', { planId });
export const cohortPath = (cohortId: string) => pathTo('/clinic/training/cohorts/$cohortId', { cohortId });
export const careerPath = (staffId: string) => pathTo('/clinic/training/careers/$staffId', { staffId });
export const learnerPracticumPath = (practicumId: string) =>
  pathTo('/work/precepting/practica/$practicumId', { practicumId });
export const learnerPlanPath = (planId: string) => pathTo('/work/precepting/plans/$planId', { planId });
