import { z } from 'zod';
import { actOrSkill, empty, label } from './contract-shapes.ts';

const place = z.string().regex(/^[A-Z]{2}(-[A-Z]{2})?$/);

/** What the manager sets of a rule; which jobs and which subject it is about are the law's own. */
const set = z.object({
  act: actOrSkill,
  on: z.boolean(),
  credentials: z.array(z.string().min(1).max(60)).max(20),
  minutes: z.int().min(0).max(60_000, 'workforce_field_lawHours'),
  performances: z.int().min(0).max(1000, 'workforce_field_lawPerformances'),
  supervision: z.enum(['none', 'indirect', 'onSite']),
  supervisor: z.enum(['nurse', 'prescriber']),
});
export type LawSetting = z.output<typeof set>;

const rule = set.extend({
  roles: z.array(z.string()),
  forbidden: z.boolean(),
  subject: z.string(),
  label,
});
export type LawRuleSet = z.output<typeof rule>;

/** The same as a screen shows it. */
const shown = rule.extend({
  actWords: z.string(),
  subjectWords: z.string(),
  jobs: z.array(label),
  /** Hours count, performances count: there is something of the kind to ask for. */
  counted: z.boolean(),
});
export type LawShown = z.output<typeof shown>;

export const lawVerbs = {
  /** What the law of the clinic's place asks, as its manager approved it, and what is known of the country's other places. */
  law: {
    action: 'workforce.read',
    kind: 'administrative',
    effect: 'read',
    input: empty,
    output: z.object({
      place,
      /** 0: nobody has approved anything, and what holds is what the clinic opened with. */
      version: z.int(),
      approvedBy: z.string().optional(),
      approvedAt: z.string().optional(),
      /** The month of the data that were approved. */
      dataVersion: z.string(),
      rules: z.array(shown),
      places: z.array(z.object({ place, words: z.string(), dataVersion: z.string(), rules: z.array(shown) })),
      /** Kinds of credential to choose from. */
      credentials: z.array(z.string()),
      history: z.array(
        z.object({ version: z.int(), words: z.string(), by: z.string(), at: z.string(), asks: z.int() }),
      ),
    }),
  },
  /** Approves the rules of a place for this clinic: everybody's next act is judged by them. */
  saveLaw: {
    action: 'workforce.manage',
    kind: 'administrative',
    effect: 'write',
    input: z.object({ place, basedOn: z.int().min(0), rules: z.array(set).max(100) }),
    output: z.object({ version: z.int() }),
    errors: {
      placeUnknown: { status: 404 },
      lawChanged: { status: 409, details: z.object({ by: z.string() }) },
    },
  },
} as const;
