import type { Context } from '#platform/server/context.ts';
import { actionOf } from '#platform/server/scope/acts.ts';
import type { ActInWords } from '../contract.ts';
import { knownSkills, listedSkills } from '../shared/known-skills.ts';
import { wordsOfAct } from './acts.ts';

/** Skills within those acts: the known ones, and those that a term or a delegation names. */
export function skillsOf(
  ctx: Context,
  acts: readonly ActInWords[],
  named: readonly string[],
  known = knownSkills,
): ActInWords[] {
  const skills = new Set([...known, ...named.filter((one) => one.includes('/'))]);
  return [...skills].toSorted().flatMap((skill) => {
    const act = acts.find((one) => one.action === actionOf(skill));
    return act ? [{ ...act, action: skill, words: wordsOfAct(ctx, skill) }] : [];
  });
}

/** The same with all skills that orders are told apart by, for who writes a rule about them. */
export function skillsToChoose(
  ctx: Context,
  acts: readonly ActInWords[],
  named: readonly string[],
): ActInWords[] {
  return skillsOf(ctx, acts, named, listedSkills);
}
