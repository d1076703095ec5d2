import type { Context } from '#platform/server/context.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { isGood } from '#slices/competencies/contract.ts';
import { skillList, skillsOf } from '#slices/competencies/server/index.ts';
import type { Skill } from '../contract.ts';

/** Where a person stands in these competencies, in the clinic's order; one that was put away is left out. */
export async function standingIn(ctx: Context, staffId: string, codes: readonly string[]): Promise<Skill[]> {
  if (codes.length === 0) return [];
  const lines = await skillsOf(ctx, staffId);
  return lines
    .filter(({ code }) => codes.includes(code))
    .map((line) => ({ ...line, good: isGood(line.state) }));
}

/** Refuses a competency that the clinic does not know, at its place. @param at path of the field */
export async function mustKnowSkills(
  ctx: Context,
  codes: readonly (string | null)[],
  at: (place: number) => string,
) {
  const known = new Set((await skillList(ctx)).map((one) => one.code));
  const strange = codes.findIndex((code) => code !== null && !known.has(code));
  if (strange >= 0) refuseField(at(strange), 'training_field_skillUnknown');
}
