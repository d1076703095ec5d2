import { z } from 'zod';
import {
  allHabitChoices,
  factAnswers,
  type Relative,
  relativeCodes,
  sources,
  topicAnswers,
  topics,
} from './shared/topics.ts';

export const id = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/);
/** Where a fact stands in the record, `MedicationStatement/…`. */
export const ref = z.string().regex(/^[A-Za-z]{3,40}\/[A-Za-z0-9\-.]{1,64}$/);
const said = z.string().trim().max(255);
/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
const since = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'intake_field_since');
export const topic = z.enum(topics);
const relative = z.enum(relativeCodes as [Relative, ...Relative[]]);
const choice = z.enum(allHabitChoices as unknown as [(typeof allHabitChoices)[number]]);

/** One thing that is known, in words that a person reads out. */
export const fact = z.object({
  ref,
  label: z.string(),
  /** How it is taken, what it did, whose it is: by topic. */
  detail: z.string().optional(),
  since: z.string().optional(),
  choice: choice.optional(),
  relative: relative.optional(),
  /** Said by the patient, and no clinician has signed it yet. */
  unsigned: z.boolean(),
  /** Ordered or diagnosed here: what is said against it waits for the clinician. */
  clinicians: z.boolean(),
  /** Somebody said that it is not known whether it still is so. */
  doubtful: z.boolean(),
});
export type Fact = z.output<typeof fact>;

export const added = z.object({
  /** What it is called; of a habit nothing, since the choice says it. */
  label: said.default(''),
  detail: said.optional(),
  since: since.optional(),
  choice: choice.optional(),
  relative: relative.optional(),
});
export type Added = z.output<typeof added>;

const changed = z.object({
  ref,
  answer: z.enum(factAnswers),
  detail: said.optional(),
  since: since.optional(),
  choice: choice.optional(),
});
export type Changed = z.output<typeof changed>;

/** What was said of one topic. */
export const saidOfTopic = z.object({
  answer: z.enum(topicAnswers),
  items: z.array(changed).max(100).default([]),
  added: z.array(added).max(50).default([]),
  /** Why it was not asked. */
  reason: said.optional(),
});
export type Said = z.output<typeof saidOfTopic>;

/** By topic; what nobody spoke of is absent. */
export const facts = z.partialRecord(topic, saidOfTopic);
export type Facts = z.output<typeof facts>;

export const source = z.enum(sources);

export const word = z.object({
  answer: z.enum(topicAnswers),
  at: z.iso.datetime(),
  by: z.string(),
  source,
  sourceName: z.string(),
  reason: z.string(),
});

export const topicState = z.object({
  topic,
  facts: z.array(fact),
  /** To be asked in this visit. */
  due: z.boolean(),
  /** The last word on it, in whichever visit. */
  last: word.optional(),
  /** It was this visit's. */
  here: z.boolean(),
});
export type TopicState = z.output<typeof topicState>;

/** What a student took down, until somebody answers for it. */
export const waiting = z.object({
  commitId: z.uuid(),
  at: z.iso.datetime(),
  by: z.string(),
  source,
  sourceName: z.string(),
  facts,
});

/** A fact as far as two of them are told apart by it. */
const line = fact
  .pick({ label: true, detail: true, since: true, choice: true, relative: true })
  .partial({ label: true });
export type Line = z.output<typeof line>;

export const changeKinds = ['added', 'changed', 'stopped', 'unknown', 'none'] as const;
export const change = z.object({
  changeId: z.uuid(),
  visitId: id,
  topic,
  kind: z.enum(changeKinds),
  /** How it stood and stands; absent where nothing did. */
  before: line.optional(),
  after: line.optional(),
  at: z.iso.datetime(),
  by: z.string(),
  source,
  sourceName: z.string(),
  /** It stands in the chart already; otherwise it waits for the clinician. */
  applied: z.boolean(),
});
export type Change = z.output<typeof change>;

export const rule = z.object({
  topic,
  on: z.boolean(),
  everyDays: z.int().min(0).max(3_650),
  fromYears: z.int().min(0).max(120),
});
