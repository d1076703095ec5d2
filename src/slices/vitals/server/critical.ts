import type { Context } from '#platform/server/context.ts';
import { words } from '#platform/server/words.ts';
import { markVisit, unmarkVisit } from '#slices/front-desk/server/index.ts';
import type { VisitVitals, VitalsSet } from '../contract.ts';
import { cliniciansOf } from './clinicians.ts';

/** A critical value must be heard within minutes; the task is for when nobody was at hand. */
export const criticalTask = {
  kind: 'vitals.critical',
  action: 'vitals.hearCritical',
  dueMinutes: 5,
} as const;
export const coSignTask = { kind: 'vitals.coSign', action: 'vitals.coSign', dueMinutes: 60 } as const;

type About = { visitId: string; patientId: string; setId: string; practitionerId: string | undefined };

/**
 * Opens the task of a set that has become critical and ends that of one that no longer is.
 * @param was whether it was critical before this act
 */
export async function followCritical(ctx: Context, about: About, was: boolean, is: boolean): Promise<void> {
  const { visitId, patientId, setId, practitionerId } = about;
  const subject = `Observation/${setId}`;
  if (was && !is) await endUntold(ctx, visitId, setId, 'cancelled');
  if (was || !is) return;
  await markVisit(ctx, { visitId, code: 'untold', subject, holds: true });
  const [first] = await cliniciansOf(ctx, practitionerId);
  // the visit's own provider by name; anybody else who may be told finds it in the pool
  const owner = first !== undefined && first.practitionerId === practitionerId ? first.staffId : undefined;
  await ctx.work.open({
    kind: criticalTask.kind,
    subject,
    patientId,
    visitId,
    urgent: true,
    ...(owner && { ownerId: owner }),
  });
  ctx.emit('vitals.criticalFound', { visitId, patientId, setId });
}

/** A critical set was told, or is none any more: its task ends, and the visit is free to go on. */
export async function endUntold(
  ctx: Context,
  visitId: string,
  setId: string,
  how: 'done' | 'cancelled',
): Promise<void> {
  const subject = `Observation/${setId}`;
  await ctx.work.finish(subject, how, criticalTask.kind);
  await unmarkVisit(ctx, { visitId, code: 'untold', subject });
}

/** Words for the person at the patient: which signs, and what to do now. */
export function tellNow(ctx: Context, set: VitalsSet): string {
  const signs = set.flags
    .filter(({ level }) => level === 'critical')
    .map(({ sign }) => words(ctx.language, `vitals_sign_${sign}`));
  const list = new Intl.ListFormat(ctx.language, { type: 'conjunction' }).format(signs);
  return words(ctx.language, 'vitals_tell_now', { signs: list });
}

/** The set of that id; it is there, since the caller has just written or read it. */
export function setIn(visit: VisitVitals, setId: string): VitalsSet {
  const set = visit.sets.find((one) => one.setId === setId);
  if (set === undefined) throw new Error(`the set ${setId} is not among those of its visit`);
  return set;
}
