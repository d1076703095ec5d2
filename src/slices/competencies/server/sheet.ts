import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { competencies } from '../contract.ts';
import { mayObserve } from './observer.ts';
import { mustFindPerson } from './people.ts';
import { standingsOf } from './standings.ts';
import { mustFindCompetency } from './store.ts';

export const sheet: Verb<typeof competencies, 'sheet'> = (ctx, { staffId, code }) =>
  sheetOf(ctx, staffId, code);

export const mySheet: Verb<typeof competencies, 'mySheet'> = (ctx, { code }) =>
  sheetOf(ctx, ctx.actor.id, code);

async function sheetOf(ctx: Context, staffId: string, code: string) {
  const person = await mustFindPerson(ctx, staffId);
  const competency = await mustFindCompetency(ctx, code);
  const line = (await standingsOf(ctx, person)).find((one) => one.code === code);
  // one that was put away is observed no more
  const standing = line ?? refuse('notFound', { type: 'Competency', id: code });
  const allowed = staffId !== ctx.actor.id && (await mayObserve(ctx, competency));
  return { staffId, name: person.name, competency, standing, mayObserve: allowed };
}
