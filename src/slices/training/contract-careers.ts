import { z } from 'zod';
import { both, code, day, empty, manage, own, read, short } from './contract-shapes.ts';

const everywhere = ['highSchool', 'bachelor'] as const;
const american = ['maCertificate', 'maAssociate', 'teaching', 'coding'] as const;
const indonesian = [
  ...(['smkKeperawatan', 'd3Keperawatan', 'd3Rmik', 'ners', 'kursusKlinik', 'ujiKompetensi'] as const),
] as const;
/** Kinds of schooling, of both countries; each ladder names those of its own. */
export const educations = [...everywhere, ...american, ...indonesian] as const;
export type Education = (typeof educations)[number];

/** Those of a country's schools. @param country ISO 3166 alpha-2 */
export function educationsOf(country: string): readonly Education[] {
  return country === 'ID' ? [...everywhere, ...indonesian] : [...everywhere, ...american];
}
export const rungKinds = ['job', 'specialty', 'school'] as const;

export const requirement = z.discriminatedUnion('kind', [
  /** Any one of these certificates alive. */
  z.object({ kind: z.literal('credential'), anyOf: z.array(short).min(1).max(12) }),
  z.object({ kind: z.literal('competency'), code }),
  /** Any one of these, confirmed. */
  z.object({ kind: z.literal('education'), anyOf: z.array(z.enum(educations)).min(1).max(12) }),
  z.object({ kind: z.literal('experience'), months: z.int().min(1).max(480) }),
]);
export type Requirement = z.output<typeof requirement>;

export const rung = z.object({
  code,
  kind: z.enum(rungKinds),
  label: both,
  /** What must be said of it; empty where there is nothing. */
  note: z.object({ en: z.string().trim().max(600), id: z.string().trim().max(600) }),
  /** Rungs from which it is reached. */
  from: z.array(code).max(12),
  requirements: z.array(requirement).max(20),
  active: z.boolean(),
});
export type Rung = z.output<typeof rung>;

export const gap = z.object({
  kind: z.enum(['credential', 'competency', 'education', 'experience']),
  label: z.string(),
  state: z.enum(['met', 'waiting', 'missing']),
  /** What brings her on, in words; empty where it is met. */
  next: z.string(),
  /** The screen of the product where she does it. */
  screen: z.string().optional(),
});
export type Gap = z.output<typeof gap>;

export const background = z.object({
  backgroundId: z.uuid(),
  kind: z.enum(['education', 'experience']),
  level: z.enum(educations).optional(),
  title: z.string(),
  place: z.string(),
  fromDay: day.optional(),
  toDay: day.optional(),
  confirmedBy: z.string().optional(),
});
export type Background = z.output<typeof background>;

export const career = z.object({
  staffId: z.uuid(),
  name: z.string(),
  goal: code.optional(),
  experienceMonths: z.int(),
  rungs: z.array(
    z.object({
      code,
      kind: z.enum(rungKinds),
      label: z.string(),
      note: z.string(),
      from: z.array(z.string()),
      met: z.int(),
      gaps: z.array(gap),
    }),
  ),
  background: z.array(background),
});
export type Career = z.output<typeof career>;

const entered = z.object({
  kind: z.enum(['education', 'experience']),
  level: z.enum(educations).optional(),
  title: short,
  place: short,
  fromDay: day.optional(),
  /** Empty for work that goes on. */
  toDay: day.optional(),
});
const which = z.object({ backgroundId: z.uuid() });
const done = z.object({});

export const careerVerbs = {
  myCareer: { ...own, effect: 'read', input: empty, output: career },
  career: { ...read, input: z.object({ staffId: z.uuid() }), output: career },
  careers: {
    ...read,
    input: empty,
    output: z.object({
      people: z.array(
        z.object({
          staffId: z.uuid(),
          name: z.string(),
          goal: z.string().optional(),
          met: z.int(),
          of: z.int(),
          /** Entries of hers that nobody has confirmed. */
          waiting: z.int(),
        }),
      ),
    }),
  },
  setGoal: { ...own, effect: 'write', input: z.object({ rung: code.nullable() }), output: done },
  /** Counts once the manager has seen the papers. */
  addBackground: { ...own, effect: 'write', input: entered, output: which },
  withdrawBackground: {
    ...own,
    effect: 'write',
    input: which,
    output: done,
    errors: { confirmedAlready: { status: 409 } },
  },
  confirmBackground: {
    ...manage,
    input: which,
    output: done,
    errors: { ownBackground: { status: 403 } },
  },
  rungs: { ...read, input: empty, output: z.object({ rungs: z.array(rung.extend({ version: z.int() })) }) },
  saveRung: {
    ...manage,
    input: rung.extend({ version: z.int().min(0) }),
    output: z.object({ version: z.int() }),
    errors: { changedMeanwhile: { status: 409 }, codeTaken: { status: 409 } },
  },
} as const;
