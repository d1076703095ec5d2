import type { Selectable, Updateable } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import {
  listPair,
  mustBePatient,
  type OpenPair,
  openPairs,
  pairOf,
  weighPair,
} from '#slices/records/server/index.ts';
import type { Chart, merging, Pair } from '../contract.ts';
import { chartsOf, inOrder } from './charts-of.ts';

/** Pairs that wait for somebody, likeliest first, with what people said of them. */
export const worklist: Verb<typeof merging, 'worklist'> = async (ctx, { limit }) => {
  const open = await openPairs(ctx, limit + 1);
  const shown = open.slice(0, limit);
  const [charts, said] = await Promise.all([
    chartsOf(
      ctx,
      shown.flatMap((one) => [one.patientId, one.otherId]),
    ),
    saidOf(ctx, shown),
  ]);
  const pairs = shown.flatMap((one) => {
    const [patient, other] = [charts.get(one.patientId), charts.get(one.otherId)];
    return patient && other ? [view(one, patient, other, said.get(`${one.patientId} ${one.otherId}`))] : [];
  });
  return { pairs, more: open.length > limit };
};

type Said = Selectable<Tables['merging_pair']>;

async function saidOf(ctx: Context, pairs: readonly OpenPair[]): Promise<Map<string, Said>> {
  if (pairs.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('merging_pair')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', 'in', [...new Set(pairs.map((one) => one.patientId))])
    .execute();
  return new Map(rows.map((row) => [`${row.patient_id} ${row.other_id}`, row]));
}

function view({ score, reasons }: OpenPair, patient: Chart, other: Chart, said: Said | undefined): Pair {
  return {
    ...{ patient, other, score, reasons },
    ...(said?.reported_at && {
      reported: { at: said.reported_at, by: said.reported_by ?? '', note: said.report ?? '' },
    }),
    ...(said?.assignee_id && { assignee: { id: said.assignee_id, name: said.assignee_name ?? '' } }),
    ...(said?.looked_at && { looked: { at: said.looked_at, by: said.looked_by ?? '' } }),
  };
}

export const reportPair: Verb<typeof merging, 'reportPair'> = async (ctx, { patientId, otherId, note }) => {
  if (patientId === otherId) ctx.fail('sameChart');
  await mustBePatient(ctx, patientId);
  await mustBePatient(ctx, otherId);
  const said = await pairOf(ctx, patientId, otherId);
  // once and for good: whoever still doubts it talks to the person who said so
  if (said?.state === 'different') ctx.fail('saidDifferent', { by: said.decidedBy ?? '' });
  if (!said) {
    const patient = await ctx.record.mustRead('Patient', patientId);
    const { score = 0, reasons = [] } = (await weighPair(ctx, patient, otherId)) ?? {};
    await listPair(ctx, { patientId, otherId, score, reasons: [...reasons] });
  }
  await keepPair(ctx, patientId, otherId, {
    ...{ reported_at: ctx.now, reported_by: ctx.actor.name, report: note },
  });
  ctx.note('merging.pairReported', { patientId: otherId, details: { otherThan: patientId } });
  return {};
};

export const assignPair: Verb<typeof merging, 'assignPair'> = async (ctx, { patientId, otherId, toMe }) => {
  await mustBePair(ctx, patientId, otherId);
  await keepPair(ctx, patientId, otherId, {
    assignee_id: toMe ? ctx.actor.id : null,
    assignee_name: toMe ? ctx.actor.name : null,
  });
  return {};
};

export const lookAtPair: Verb<typeof merging, 'lookAtPair'> = async (ctx, { patientId, otherId }) => {
  await mustBePair(ctx, patientId, otherId);
  await keepPair(ctx, patientId, otherId, { looked_at: ctx.now, looked_by: ctx.actor.name });
  return {};
};

async function mustBePair(ctx: Context, patientId: string, otherId: string): Promise<void> {
  if (!(await pairOf(ctx, patientId, otherId))) refuse('notFound', { patientId, otherId });
}

type Change = Omit<Updateable<Tables['merging_pair']>, 'clinic_id' | 'patient_id' | 'other_id'>;

async function keepPair(ctx: Context, patientId: string, otherId: string, change: Change): Promise<void> {
  await ctx.db
    .insertInto('merging_pair')
    .values({ clinic_id: ctx.clinic.id, ...inOrder(patientId, otherId), ...change })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'patient_id', 'other_id']).doUpdateSet(change))
    .execute();
  ctx.emit('merging.worklistChanged', {});
}
