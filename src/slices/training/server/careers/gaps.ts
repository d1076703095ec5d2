import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { isAlive } from '#platform/server/scope/acts.ts';
import { loadStanding } from '#platform/server/scope/terms.ts';
import { words } from '#platform/server/words.ts';
import { today } from '#platform/shared/time.ts';
import { isGood } from '#slices/competencies/contract.ts';
import { skillsOf } from '#slices/competencies/server/index.ts';
import type { Background, Career, Education, Gap, Requirement } from '#slices/training/contract.ts';
import { type GapState, type Held, judgeRequirement, monthsOf } from '#slices/training/shared/gaps.ts';
import type { Person } from '../people.ts';
import { backgroundOf } from './background.ts';
import { allRungs } from './rungs.ts';

/** Where a person stands on each rung: what is met, what is missing, what brings her on and where. */
export async function careerOf(ctx: Context, person: Person): Promise<Career> {
  const background = await backgroundOf(ctx, person.staffId);
  const skills = await skillsOf(ctx, person.staffId);
  const held = await heldBy(ctx, person, background, skills);
  const labels = new Map(skills.map((one) => [one.code, one.label]));
  const all = (await allRungs(ctx)).filter((one) => one.active);
  const goal = await ctx.db
    .selectFrom('training_goal')
    .select('rung')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('staff_id', '=', person.staffId)
    .executeTakeFirst();
  return {
    ...{ staffId: person.staffId, name: person.name, background, experienceMonths: held.confirmedMonths },
    // one that was put away since is nobody's goal
    ...(goal && all.some((one) => one.code === goal.rung) && { goal: goal.rung }),
    rungs: all.map(({ code, kind, label, note, from, requirements }) => {
      const gaps = requirements.flatMap((one) => gapOf(ctx, one, held, labels) ?? []);
      return {
        ...{ code, kind, label: label[ctx.language], note: note[ctx.language], gaps },
        from: from.flatMap((other) => all.find((one) => one.code === other)?.label[ctx.language] ?? []),
        met: gaps.filter((one) => one.state === 'met').length,
      };
    }),
  };
}

async function heldBy(
  ctx: Context,
  person: Person,
  background: readonly Background[],
  skills: Awaited<ReturnType<typeof skillsOf>>,
): Promise<Held> {
  const standing = await loadStanding(ctx.db, ctx.clinic.id, person.staffId);
  const credentials = standing.filter((one) => one.kind === 'credential' && isAlive(one, ctx.now));
  const day = today(ctx.clock, ctx.clinic.zone);
  const spans = (confirmedOnly: boolean) =>
    background.flatMap((one) =>
      one.kind === 'experience' && one.fromDay && (one.confirmedBy || !confirmedOnly)
        ? { fromDay: one.fromDay, toDay: one.toDay ?? null }
        : [],
    );
  const completed = await completedProgrammes(ctx, person.staffId);
  return {
    credentials: new Set(credentials.map((one) => one.code)),
    skills: new Set(skills.filter((one) => isGood(one.state)).map((one) => one.code)),
    educations: [
      ...background.flatMap(({ level, confirmedBy }) =>
        level ? { level, confirmed: confirmedBy !== undefined } : [],
      ),
      ...completed.map((level) => ({ level, confirmed: true })),
    ],
    ...{ confirmedMonths: monthsOf(spans(true), day), claimedMonths: monthsOf(spans(false), day) },
  };
}

/** What a programme that was completed here is worth on a ladder, by its kind. */
const levels: Record<string, Education> = {
  ...{ certificate: 'maCertificate', associate: 'maAssociate', smk: 'smkKeperawatan' },
  competencyTest: 'ujiKompetensi',
};

async function completedProgrammes(ctx: Context, staffId: string): Promise<Education[]> {
  const rows = await ctx.db
    .selectFrom('training_student as s')
    .innerJoin('training_cohort as c', (join) =>
      join.onRef('c.clinic_id', '=', 's.clinic_id').onRef('c.cohort_id', '=', 's.cohort_id'),
    )
    .innerJoin('training_version as p', (join) =>
      join
        .onRef('p.clinic_id', '=', 'c.clinic_id')
        .onRef('p.code', '=', 'c.programme')
        .onRef('p.version', '=', 'c.programme_version')
        .on('p.list', '=', 'programme'),
    )
    .select([sql<string>`p.definition->>'kind'`.as('kind'), 'p.code'])
    .where('s.clinic_id', '=', ctx.clinic.id)
    .where('s.staff_id', '=', staffId)
    .where('s.state', '=', 'completed')
    .execute();
  // a D3 is of nursing or of medical records: its own code says which
  return rows.flatMap(({ kind, code }) =>
    kind === 'd3' ? (code === 'd3Rmik' ? 'd3Rmik' : 'd3Keperawatan') : (levels[kind] ?? []),
  );
}

function gapOf(
  ctx: Context,
  requirement: Requirement,
  held: Held,
  labels: ReadonlyMap<string, string>,
): Gap | undefined {
  // a competency that the clinic put away is asked of nobody
  if (requirement.kind === 'competency' && !labels.has(requirement.code)) return undefined;
  const state = judgeRequirement(requirement, held);
  const say = (key: string, params?: Record<string, string | number>) =>
    words(ctx.language, `training_gap_${key}`, params);
  const screen = state === 'met' ? undefined : screens[requirement.kind];
  return {
    ...{ kind: requirement.kind, state, label: labelOf(ctx, requirement, labels) },
    next: state === 'met' ? '' : say(nextKey(requirement, state), nextParams(requirement, held)),
    ...(screen && { screen }),
  };
}

const screens = {
  credential: '/work/my-credentials',
  competency: '/work/passport',
  education: '/work/career',
  experience: '/work/career',
} as const;

function nextKey({ kind }: Requirement, state: GapState): string {
  return state === 'waiting' ? 'waiting' : kind;
}

function nextParams(requirement: Requirement, held: Held): Record<string, number> {
  return requirement.kind === 'experience'
    ? { have: held.confirmedMonths, left: requirement.months - held.confirmedMonths }
    : {};
}

/** What is asked for, in words. @param labels of competencies, by code */
export function labelOf(ctx: Context, requirement: Requirement, labels: ReadonlyMap<string, string>): string {
  const or = ` ${words(ctx.language, 'training_gap_or')} `;
  switch (requirement.kind) {
    case 'credential':
      return requirement.anyOf.join(or);
    case 'competency':
      return labels.get(requirement.code) ?? requirement.code;
    case 'education':
      return requirement.anyOf.map((one) => words(ctx.language, `training_education_${one}`)).join(or);
    case 'experience':
      return words(ctx.language, 'training_gap_months', { months: requirement.months });
  }
}
