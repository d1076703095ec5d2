import type { Goal } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import { epochMsOf, zonedDay } from '#platform/shared/time.ts';
import { authorOf, mustBePatient } from '#slices/records/server/index.ts';
import type { OxygenTarget, vitals } from '../contract.ts';
import { concept, loinc, ucum } from './codes.ts';

/** Saturation by pulse oximeter: what a target is set for. */
const measured = '59408-5';
/** A Goal knows days alone; sets are judged by the minute. */
const inForce = 'https://serambi.health/fhir/StructureDefinition/in-force';

/** A target with the stretch of time for which it was ordered. */
export type OrderedTarget = OxygenTarget & { until?: string | undefined };

/** Every target that was ever ordered for this patient, the newest first. */
export async function oxygenTargetsOf(ctx: Context, patientId: string): Promise<OrderedTarget[]> {
  const found = await ctx.record.search('Goal', {
    where: [{ param: 'patient', reference: `Patient/${patientId}` }],
    limit: 100,
  });
  return found
    .flatMap((goal) => targetOf({ ...goal, id: goal.id ?? '' }) ?? [])
    .toSorted((a, b) => epochMsOf(b.from) - epochMsOf(a.from));
}

/** The target that held at an instant. */
export function targetAt(targets: readonly OrderedTarget[], instant: string): OrderedTarget | undefined {
  const at = epochMsOf(instant);
  return targets.find(
    ({ from, until }) => epochMsOf(from) <= at && (until === undefined || at < epochMsOf(until)),
  );
}

/** The one that holds at an instant, as lists show it. */
export function shownTarget(targets: readonly OrderedTarget[], instant: string): OxygenTarget | undefined {
  const found = targetAt(targets, instant);
  if (!found) return undefined;
  const { until: _, ...shown } = found;
  return shown;
}

function targetOf(goal: Goal & { id: string }): OrderedTarget | undefined {
  const target = goal.target?.find(({ measure }) => measure?.coding?.some(({ code }) => code === measured));
  const [low, high] = [target?.detailRange?.low?.value, target?.detailRange?.high?.value];
  const period = goal.extension?.find(({ url }) => url === inForce)?.valuePeriod;
  // another system's goal without its hours is a wish that nobody here ordered
  if (low === undefined || high === undefined || !period?.start) return undefined;
  if (goal.lifecycleStatus === 'entered-in-error') return undefined;
  return {
    ...{ goalId: goal.id, lowPercent: low, highPercent: high, from: period.start },
    ...(period.end && { until: period.end }),
    by: goal.expressedBy?.display ?? '',
    reason: goal.note?.[0]?.text ?? '',
  };
}

export const orderOxygenTarget: Verb<typeof vitals, 'orderOxygenTarget'> = async (ctx, input) => {
  const { patientId, lowPercent, highPercent, reason } = input;
  await mustBePatient(ctx, patientId);
  if (lowPercent >= highPercent) refuseField('highPercent', 'vitals_field_targetOrder');
  const standing = targetAt(await oxygenTargetsOf(ctx, patientId), ctx.now);
  if (standing?.lowPercent === lowPercent && standing.highPercent === highPercent) {
    return ctx.fail('standsAlready');
  }
  if (standing) await end(ctx, standing.goalId, reason);
  const percent = (value: number) => ({ value, unit: '%', system: ucum, code: '%' });
  const target = { low: String(lowPercent), high: String(highPercent) };
  const goal = await ctx.record.create<Goal>({
    resourceType: 'Goal',
    lifecycleStatus: 'active',
    description: { text: words(ctx.clinic.language, 'vitals_target_line', target) },
    subject: { reference: `Patient/${patientId}` },
    startDate: zonedDay(ctx.now, ctx.clinic.zone),
    expressedBy: authorOf(ctx) as NonNullable<Goal['expressedBy']>,
    target: [
      {
        measure: concept(loinc(measured)),
        detailRange: { low: percent(lowPercent), high: percent(highPercent) },
      },
    ],
    note: [{ text: reason, time: ctx.now, authorReference: authorOf(ctx) }],
    extension: [{ url: inForce, valuePeriod: { start: ctx.now } }],
  });
  ctx.emit('vitals.alertChanged', { patientId });
  return { patientId, goalId: goal.id };
};

export const endOxygenTarget: Verb<typeof vitals, 'endOxygenTarget'> = async (ctx, { goalId, reason }) => {
  const goal = await ctx.record.read('Goal', goalId);
  const target = goal && targetOf({ ...goal, id: goalId });
  if (!target) return refuse('notFound', { type: 'Goal', id: goalId });
  const patientId = goal.subject.reference?.split('/')[1] ?? '';
  // ended twice, the first reason stands
  if (target.until) return { patientId };
  await end(ctx, goalId, reason);
  ctx.emit('vitals.alertChanged', { patientId });
  return { patientId };
};

async function end(ctx: Context, goalId: string, reason: string): Promise<void> {
  await ctx.record.patch('Goal', goalId, (goal) => {
    goal.lifecycleStatus = 'completed';
    goal.statusDate = zonedDay(ctx.now, ctx.clinic.zone);
    goal.note = [...(goal.note ?? []), { text: reason, time: ctx.now, authorReference: authorOf(ctx) }];
    for (const one of goal.extension ?? []) {
      if (one.url === inForce) one.valuePeriod = { ...one.valuePeriod, end: ctx.now };
    }
  });
}
