import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import { careerVerbs } from './contract-careers.ts';
import { planLine, planVerbs } from './contract-plans.ts';
import { practicumLine, practicumVerbs } from './contract-practicum.ts';
import { programmeVerbs } from './contract-programmes.ts';
import { versionVerbs } from './contract-versions.ts';
import { both, code, empty, manage, precept, read } from './contract-shapes.ts';

export type { Background, Career, Education, Gap, Requirement, Rung } from './contract-careers.ts';
export { educations, educationsOf, rungKinds } from './contract-careers.ts';
export type { Plan, PlanLine, PlanTopic, Review, Template, Topic } from './contract-plans.ts';
export { outcomes } from './contract-plans.ts';
export type {
  Evaluation,
  HoursEntry,
  Journal,
  Practicum,
  PracticumLine,
  Settings,
  Site,
  TrainingSubject,
} from './contract-practicum.ts';
export { moments } from './contract-practicum.ts';
export type { Board, Course, Programme, Student } from './contract-programmes.ts';
export { areas, programmeKinds, results } from './contract-programmes.ts';
export { type Version, type VersionedList, versionedLists } from './contract-versions.ts';
export {
  type Accreditor,
  accreditors,
  practicumRatings,
  reviewRatings,
  type Skill,
  siteRatings,
} from './contract-shapes.ts';

const person = z.object({ staffId: z.uuid(), name: z.string() });

/** Learning at work: plans of new people, students' practica and programmes, and the way further up. */
export const training = defineContract('training', {
  ...practicumVerbs,
  ...planVerbs,
  ...careerVerbs,
  ...programmeVerbs,
  ...versionVerbs,
  /** Whose preceptor the caller is. */
  myLearners: {
    ...precept,
    effect: 'read',
    input: empty,
    output: z.object({ practica: z.array(practicumLine), plans: z.array(planLine) }),
  },
  /** Whom and what the forms of the office may name. */
  choices: {
    ...read,
    input: empty,
    output: z.object({
      people: z.array(person.extend({ student: z.boolean() })),
      preceptors: z.array(person),
      skills: z.array(z.object({ code, label: both })),
    }),
  },
  /** The country's plans, programmes and ladder into a clinic that has none. Again changes nothing. */
  takeLists: { ...manage, input: empty, output: z.object({ taken: z.boolean() }) },
});
