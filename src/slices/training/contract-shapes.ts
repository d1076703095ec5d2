import { z } from 'zod';
import { states } from '#slices/competencies/contract.ts';

const words = (most: number) => z.string().trim().min(1).max(most);
export const code = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/);
export const both = z.object({ en: words(200), id: words(200) });
export const short = words(120);
export const reason = words(500);
/** May be left empty. */
export const remark = z.string().trim().max(500).default('');
export const long = words(4000);
export const day = z.iso.date();
/** `HH:MM` on the clinic's clock. */
export const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** Hours in hundredths: 16000 are 160.00 hours. */
export const hundredths = z.int().min(0).max(1_000_000);
/** From 1, not yet, to 5, better than asked. */
export const rating = z.int().min(1).max(5);
export const empty = z.object({});
export const codes = z.array(code).max(60);

export const accreditors = ['caahep', 'abhes', 'none'] as const;
export const accreditor = z.enum(accreditors);
export type Accreditor = (typeof accreditors)[number];

/** What a preceptor rates at the middle and at the end of a practicum. */
export const practicumRatings = z.object({
  attendance: rating,
  professionalism: rating,
  communication: rating,
  clinical: rating,
  administrative: rating,
  safety: rating,
  teamwork: rating,
});
/** What a preceptor rates at a review of an on-the-job plan. */
export const reviewRatings = z.object({
  quality: rating,
  safety: rating,
  communication: rating,
  teamwork: rating,
  initiative: rating,
  attendance: rating,
});
/** What a student rates of her site. */
export const siteRatings = z.object({
  welcome: rating,
  supervision: rating,
  variety: rating,
  safety: rating,
  atmosphere: rating,
});

export const read = { action: 'training.read', kind: 'administrative', effect: 'read' } as const;
export const manage = { action: 'training.manage', kind: 'administrative', effect: 'write' } as const;
export const precept = { action: 'training.precept', kind: 'administrative' } as const;
export const own = { action: 'training.own', kind: 'administrative', audience: 'signedIn' } as const;
export const made = z.object({ paperId: z.uuid() });
/** A list's row is printed by who reads it; one's own by who prints papers at all. */
export const printed = { ...read, effect: 'write', output: made } as const;
export const printedOwn = {
  action: 'print.paper',
  kind: 'administrative',
  effect: 'write',
  output: made,
} as const;

/** A competency as the person of this list stands in it. */
export const skill = z.object({
  code,
  label: z.string(),
  state: z.enum(states),
  /** Current, or due but not lapsed. */
  good: z.boolean(),
});
export type Skill = z.output<typeof skill>;

/** Nobody signs her own learning, and only the preceptor who is named signs another's. */
export const bySomebodyElse = {
  ownLearning: { status: 403 },
  notPreceptor: { status: 403, details: z.object({ preceptor: z.string() }) },
} as const;
export const notAPreceptor = {
  notAPreceptor: { status: 409, details: z.object({ name: z.string() }) },
} as const;
