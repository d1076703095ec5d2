import type { Context } from '#platform/server/context.ts';
import { takeProof } from '#platform/server/identity/prove-self.ts';
import { loadRoles } from '#platform/server/scope/roles.ts';
import { holdsAction } from '#platform/shared/identity-contract.ts';
import type { Competency } from '../contract.ts';
import { isGood } from '../shared/states.ts';
import { mustFindPerson, type Person } from './people.ts';
import { standingsOf } from './standings.ts';

/** Whether the caller, or another person, may observe a competency: somebody licensed, or a trainer of it who is current herself. */
export async function mayObserve(
  ctx: Context,
  competency: Pick<Competency, 'code' | 'observers'>,
  observerId = ctx.actor.id,
): Promise<boolean> {
  if (ctx.actor.kind !== 'staff') return false;
  const observer = await mustFindPerson(ctx, observerId);
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

/**
 * Who proved herself as the observer at the learner's screen. Her own job description must hold observing, as it would at
 * a screen of hers.
 */
export async function observerBy(
  ctx: Context<'ownCompetency' | 'observerNotAllowed'>,
  proof: string,
  competency: Competency,
): Promise<Person> {
  const observerId = await takeProof(ctx, proof);
  if (observerId === ctx.actor.id) return ctx.fail('ownCompetency');
  const observer = await mustFindPerson(ctx, observerId);
  const jobs = await loadRoles(ctx.db, ctx.clinic.id, observer.roles);
  const holds = jobs.some((job) => holdsAction(job.actions, 'competencies.observe'));
  if (holds && (await mayObserve(ctx, competency, observerId))) return observer;
  return ctx.fail('observerNotAllowed', { label: competency.label[ctx.language] });
}
