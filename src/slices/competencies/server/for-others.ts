import type { Context } from '#platform/server/context.ts';
import type { Competency, Passport, StandingLine } from '../contract.ts';
import { passportOf } from './passport.ts';
import { mustFindPerson } from './people.ts';
import { standingsOf } from './standings.ts';
import { allCompetencies } from './store.ts';

/** What one may ask of a person's competencies from another duty. */
export type SkillLine = Pick<StandingLine, 'code' | 'label' | 'state'>;

/** Where a person stands in each competency of the list, those that she never began included. @throws Refusal `notFound` */
export async function skillsOf(ctx: Context, staffId: string): Promise<SkillLine[]> {
  const lines = await standingsOf(ctx, await mustFindPerson(ctx, staffId));
  return lines.map(({ code, label, state }) => ({ code, label, state }));
}

/** The whole passport with its check-offs. @throws Refusal `notFound` */
export async function passportFor(ctx: Context, staffId: string): Promise<Passport> {
  return passportOf(ctx, await mustFindPerson(ctx, staffId));
}

/** What the clinic asks to be seen, in its order, for who must name one. */
export async function skillList(ctx: Context): Promise<Pick<Competency, 'code' | 'label'>[]> {
  return (await allCompetencies(ctx)).map(({ code, label }) => ({ code, label }));
}
