import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { initials } from '#platform/shared/names.ts';
import { today } from '#platform/shared/time.ts';
import { visitsOfDay } from '#slices/front-desk/server/index.ts';
import { mustBePatient, nearlyBorn } from '#slices/records/server/index.ts';
import type { merging, NameAlert } from '../contract.ts';
import { nameRelation } from '../shared/alike.ts';
import { chartOf, chartsOf, inOrder } from './charts-of.ts';

/** A list of this length is read; whoever has more namesakes is told apart by her second identifier anyway. */
const mostShown = 10;

/**
 * Who may be taken for this patient: somebody of a like name on the list of the day, or in the clinic with nearly her birth
 * date, and whom people put down by hand. Says of the other one no more than tells her apart.
 */
export const nameAlerts: Verb<typeof merging, 'nameAlerts'> = async (ctx, { patientId }) => {
  const own = await chartOf(ctx, patientId);
  const [listed, near, byHand] = await Promise.all([
    onTheDaysList(ctx),
    nearlyBorn(ctx, own),
    setByHand(ctx, patientId),
  ]);
  const ids = new Set([...listed, ...near.map(({ id }) => id), ...byHand.keys()]);
  ids.delete(patientId);
  const charts = await chartsOf(ctx, [...ids]);
  const alerts = [...charts.values()].flatMap((chart): NameAlert[] => {
    const note = byHand.get(chart.id);
    const relation = nameRelation(own.name, chart.name);
    const why = relation ?? (note === undefined ? undefined : ('byHand' as const));
    if (!why) return [];
    return [
      {
        ...{ patientId: chart.id, initials: initials(chart.name), recordNumber: chart.recordNumber, why },
        ...(chart.birthDate && { birthYear: chart.birthDate.slice(0, 4) }),
        today: listed.has(chart.id),
        ...(note && { note }),
      },
    ];
  });
  return {
    alerts: alerts
      .sort((a, b) => Number(b.today) - Number(a.today) || (a.recordNumber < b.recordNumber ? -1 : 1))
      .slice(0, mostShown),
  };
};

async function onTheDaysList(ctx: Context): Promise<Set<string>> {
  const visits = await visitsOfDay(ctx, today(ctx.clock, ctx.clinic.zone));
  return new Set(visits.filter(({ step }) => step !== 'cancelled').map((visit) => visit.patient_id));
}

async function setByHand(ctx: Context, patientId: string): Promise<Map<string, string>> {
  const rows = await ctx.db
    .selectFrom('merging_name_alert')
    .select(['patient_id', 'other_id', 'note'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('ended_at', 'is', null)
    .where((is) => is.or([is('patient_id', '=', patientId), is('other_id', '=', patientId)]))
    .execute();
  return new Map(rows.map((row) => [row.patient_id === patientId ? row.other_id : row.patient_id, row.note]));
}

/** Two are taken for each other, whatever their names are. */
export const setNameAlert: Verb<typeof merging, 'setNameAlert'> = async (
  ctx,
  { patientId, otherId, note },
) => {
  if (patientId === otherId) ctx.fail('sameChart');
  await mustBePatient(ctx, patientId);
  await mustBePatient(ctx, otherId);
  const row = { note, set_at: ctx.now, set_by: ctx.actor.name, ended_at: null, ended_by: null };
  await ctx.db
    .insertInto('merging_name_alert')
    .values({ clinic_id: ctx.clinic.id, ...inOrder(patientId, otherId), ...row })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'patient_id', 'other_id']).doUpdateSet(row))
    .execute();
  ctx.note('merging.nameAlertSet', { patientId: otherId });
  ctx.emit('merging.changed', { patientId });
  ctx.runSoon('merging.markNames');
  return {};
};

export const endNameAlert: Verb<typeof merging, 'endNameAlert'> = async (ctx, { patientId, otherId }) => {
  await chartOf(ctx, patientId);
  await chartOf(ctx, otherId);
  const { patient_id, other_id } = inOrder(patientId, otherId);
  await ctx.db
    .updateTable('merging_name_alert')
    .set({ ended_at: ctx.now, ended_by: ctx.actor.name })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patient_id)
    .where('other_id', '=', other_id)
    .where('ended_at', 'is', null)
    .execute();
  ctx.note('merging.nameAlertEnded', { patientId: otherId });
  ctx.emit('merging.changed', { patientId });
  ctx.runSoon('merging.markNames');
  return {};
};
