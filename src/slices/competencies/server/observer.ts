import type { Context } from '#platform/server/context.ts';
import type { Competency } from '../contract.ts';
import { isGood } from '../shared/states.ts';
import { mustFindPerson } from './people.ts';
import { standingsOf } from './standings.ts';

/** Whether the caller may observe a competency: somebody licensed, or a trainer of it who is current herself. */
export async function mayObserve(
  ctx: Context,
  competency: Pick<Competency, 'code' | 'observers'>,
): Promise<boolean> {
  if (ctx.actor.kind !== 'staff') return false;
  const observer = await mustFindPerson(ctx, ctx.actor.id);
  if (observer.licensed) return true;
  if (competency.observers !== 'trainer') return false;
  const lines = await standingsOf(ctx, observer);
  return lines.some((one) => one.code === competency.code && one.trainer && isGood(one.state));
}

/** Refuses who observes herself, and who may not observe this competency. */
export async function mustObserve(
  ctx: Context<'ownCompetency' | 'observerNotAllowed'>,
  staffId: string,
  competency: Competency,
): Promise<void> {
  if (staffId === ctx.actor.id) ctx.fail('ownCompetency');
  if (!(await mayObserve(ctx, competency)))
    ctx.fail('observerNotAllowed', { label: competency.label[ctx.language] });
}
