import { z } from 'zod';
import {
  both,
  bySomebodyElse,
  code,
  day,
  empty,
  manage,
  notAPreceptor,
  own,
  precept,
  printed,
  printedOwn,
  read,
  reason,
  remark,
  reviewRatings,
} from './contract-shapes.ts';

const planId = z.uuid();
const about = z.object({ planId });
const done = z.object({});
export const outcomes = ['continue', 'extend', 'end'] as const;

export const topic = z.object({
  topic: code,
  /** In which week of the plan. */
  week: z.int().min(1).max(104),
  label: both,
  /** What shows that it was learnt. */
  evidence: both,
  /** Earned when this one is current, and by nothing else. */
  competency: code.nullable(),
});
export type Topic = z.output<typeof topic>;

export const template = z.object({
  code,
  label: both,
  weeks: z.int().min(1).max(104),
  /** Days after the first on which a review is due, in rising order. */
  reviewDays: z.array(z.int().min(1).max(730)).max(12),
  topics: z.array(topic).min(1).max(80),
  active: z.boolean(),
});
export type Template = z.output<typeof template>;

export const planTopic = z.object({
  topic: code,
  week: z.int(),
  dueOn: day,
  label: z.string(),
  evidence: z.string(),
  competency: code.optional(),
  done: z
    .object({
      how: z.enum(['preceptor', 'earned']),
      by: z.string(),
      at: z.string().optional(),
      note: z.string(),
    })
    .optional(),
});
export type PlanTopic = z.output<typeof planTopic>;

export const review = z.object({
  days: z.int(),
  dueOn: day,
  state: z.enum(['ahead', 'due', 'late', 'written', 'signed']),
  ratings: reviewRatings.optional(),
  strengths: z.string(),
  goals: z.string(),
  outcome: z.enum(outcomes).optional(),
  by: z.string().optional(),
  at: z.string().optional(),
  signedAt: z.string().optional(),
  learnerNote: z.string(),
});
export type Review = z.output<typeof review>;

export const planLine = z.object({
  planId,
  staffId: z.uuid(),
  name: z.string(),
  label: z.string(),
  preceptorId: z.uuid(),
  preceptor: z.string(),
  startsOn: day,
  endsOn: day,
  state: z.enum(['open', 'closed', 'ended']),
  topicsDone: z.int(),
  topics: z.int(),
  /** Topics whose week is over and that are not done. */
  late: z.int(),
  /** The next review that is not signed. */
  nextReview: z.object({ days: z.int(), dueOn: day, state: review.shape.state }).optional(),
  endedFor: z.string().optional(),
});
export type PlanLine = z.output<typeof planLine>;

export const plan = planLine.extend({
  template: code,
  /** Of the list that it was given or moved to, and the newest one. */
  version: z.int(),
  newestVersion: z.int(),
  extendedFor: z.string(),
  closedAt: z.string().optional(),
  items: z.array(planTopic),
  reviews: z.array(review),
});
export type Plan = z.output<typeof plan>;

const closed = { planClosed: { status: 409 } } as const;
const tick = about.extend({ topic: code });

export const planVerbs = {
  templates: {
    ...read,
    input: empty,
    output: z.object({ templates: z.array(template.extend({ version: z.int() })) }),
  },
  saveTemplate: {
    ...manage,
    input: template.extend({ version: z.int().min(0) }),
    output: z.object({ version: z.int() }),
    errors: { changedMeanwhile: { status: 409 }, codeTaken: { status: 409 } },
  },
  assignPlan: {
    ...manage,
    input: z.object({ staffId: z.uuid(), template: code, preceptorId: z.uuid(), startsOn: day }),
    output: about,
    errors: { ...notAPreceptor, planOpen: { status: 409 } },
  },
  /** Another preceptor, or a later last day with its reason. */
  changePlan: {
    ...manage,
    input: about.extend({ preceptorId: z.uuid(), endsOn: day, reason: remark }),
    output: done,
    errors: { ...notAPreceptor, ...closed },
  },
  endPlan: { ...manage, input: about.extend({ reason }), output: done, errors: closed },
  plans: { ...read, input: empty, output: z.object({ plans: z.array(planLine) }) },
  plan: { ...read, input: about, output: plan },
  myPlans: { ...own, effect: 'read', input: empty, output: z.object({ plans: z.array(plan) }) },
  learnerPlan: { ...precept, effect: 'read', input: about, output: plan },
  tickTopic: {
    ...precept,
    effect: 'write',
    input: tick.extend({ note: remark }),
    output: z.object({ closed: z.boolean() }),
    errors: {
      ...bySomebodyElse,
      ...closed,
      earnedOnly: { status: 409, details: z.object({ label: z.string() }) },
    },
  },
  /** Takes back a tick that was set by mistake. */
  untickTopic: {
    ...precept,
    effect: 'write',
    input: tick,
    output: done,
    errors: { ...bySomebodyElse, ...closed },
  },
  writeReview: {
    ...precept,
    effect: 'write',
    input: about.extend({
      days: z.int(),
      ratings: reviewRatings,
      strengths: remark,
      goals: remark,
      outcome: z.enum(outcomes),
      /** The new last day, where it is extended. */
      extendTo: day.optional(),
    }),
    output: done,
    errors: {
      ...bySomebodyElse,
      ...closed,
      tooEarly: { status: 409, details: z.object({ day: z.string() }) },
      writtenAlready: { status: 409 },
    },
  },
  /** The learner has read it; she may add a word, and need not agree. */
  countersignReview: {
    ...own,
    effect: 'write',
    input: about.extend({ days: z.int(), note: remark }),
    output: z.object({ closed: z.boolean() }),
    errors: { notWritten: { status: 409 } },
  },
  printPlan: { ...printed, input: about },
  printMyPlan: { ...printedOwn, input: about },
} as const;
