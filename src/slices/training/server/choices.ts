import type { Verb } from '#platform/server/slice.ts';
import { skillList } from '#slices/competencies/server/index.ts';
import type { training } from '../contract.ts';
import { peopleHere, preceptors, studentJobs } from './people.ts';

export const choices: Verb<typeof training, 'choices'> = async (ctx) => {
  const students = await studentJobs(ctx);
  return {
    people: (await peopleHere(ctx)).map(({ staffId, name, roles }) => ({
      ...{ staffId, name, student: roles.some((role) => students.has(role)) },
    })),
    preceptors: (await preceptors(ctx)).map(({ staffId, name }) => ({ staffId, name })),
    skills: await skillList(ctx),
  };
};
