import type { Provenance, Resource } from '@medplum/fhirtypes';
import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { problemOf } from '#platform/server/http/problem.ts';
import { lockRows } from '#platform/server/record/lock-rows.ts';
import { refuseJoined } from '#platform/server/record/joined.ts';
import type { Verb } from '#platform/server/slice.ts';
import { actionsOfStaff } from '#platform/server/work/eligible.ts';
import { Refusal, refuse } from '#platform/shared/errors.ts';
import { holdsAction } from '#platform/shared/identity-contract.ts';
import { authorOf, mustBePatient } from '#slices/records/server/index.ts';
import type { merging } from '../contract.ts';
import { chartOf, numberWords } from './charts-of.ts';
import { copyFor, isInError, markInError } from './overlay-items.ts';
import { type OverlayRow, overlayRow, overlaySubject, overlayTask, toldTask } from './overlay-rows.ts';
import { labelOf } from './since.ts';

type Chosen = { type: string; id: string };

/**
 * Moves what was chosen to the chart of the person whose it is. In the wrong chart each stays readable as an error, and says
 * where it went; whoever cares for her and wrote or read the chart meanwhile is told.
 */
export const moveOverlay: Verb<typeof merging, 'moveOverlay'> = async (
  ctx,
  { overlayId, rightId, items, reason },
) => {
  const row = await overlayRow(ctx, overlayId);
  if (row.state !== 'open') ctx.fail('overlayDone');
  const whose = { fromId: row.patient_id, toId: rightId };
  if (whose.fromId === whose.toId) ctx.fail('sameChart');
  await mustBePatient(ctx, rightId);
  await refuseJoined(ctx, [whose.fromId, whose.toId]);
  await lockRows(ctx, items);
  const since = await firstWritten(ctx, items);
  const copies = new Map<string, string>();
  // what others rest on comes first: a set of vital signs names its members
  for (const item of await inOrderOfUse(ctx, items)) {
    const copyId = await moveOne(ctx, row, item, { ...whose, reason, copies });
    copies.set(`${item.type}/${item.id}`, `${item.type}/${copyId}`);
  }
  const told = await tell(ctx, row, since);
  await decide(ctx, row, { state: 'moved', right_id: rightId, reason, told });
  ctx.note('merging.overlayMoved', { patientId: rightId, details: { overlayId, items: items.length } });
  ctx.emit('merging.changed', { patientId: rightId });
  return { patientId: row.patient_id, moved: items.length, told };
};

async function inOrderOfUse(ctx: Context, items: readonly Chosen[]): Promise<Chosen[]> {
  const used = new Set<string>();
  for (const { type, id } of items) {
    const found = await ctx.record.stored(type, id);
    const { hasMember = [] } = JSON.parse(found?.text ?? '{}') as { hasMember?: { reference?: string }[] };
    for (const { reference } of hasMember) if (reference) used.add(reference);
  }
  const rank = ({ type, id }: Chosen) => (used.has(`${type}/${id}`) ? 0 : 1);
  return [...items].sort((a, b) => rank(a) - rank(b));
}

interface Move {
  fromId: string;
  toId: string;
  reason: string;
  copies: ReadonlyMap<string, string>;
}

/** @returns the id of the entry in the right chart */
async function moveOne(ctx: Context, row: OverlayRow, { type, id }: Chosen, move: Move): Promise<string> {
  const stored = await ctx.record.stored(type, id);
  if (!stored || stored.deleted || stored.patientId !== move.fromId) return refuse('notFound', { type, id });
  const resource = JSON.parse(stored.text) as Resource;
  if (isInError(resource)) return refuse('notFound', { type, id });
  const { recordNumber } = await chartOf(ctx, move.toId);
  const copy = await guarded(ctx, resource, async () => {
    const made = await ctx.record.create(copyFor(resource, move, move.copies));
    await ctx.record.amend(type, id, (given) => {
      markInError(ctx, given, numberWords(ctx, recordNumber));
      return given;
    });
    return made;
  });
  await ctx.record.create<Provenance>({
    resourceType: 'Provenance',
    target: [{ reference: `${type}/${copy.id}` }],
    recorded: ctx.now,
    reason: [{ text: move.reason }],
    agent: [{ who: authorOf(ctx) }],
    entity: [{ role: 'source', what: { reference: `${type}/${id}` } }],
  });
  await ctx.db
    .insertInto('merging_overlay_item')
    .values({ clinic_id: ctx.clinic.id, overlay_id: row.id, type, wrong_id: id, copy_id: copy.id })
    .execute();
  return copy.id;
}

/** A duty that keeps its entries as they were signed says so in its own words. */
async function guarded<T>(ctx: Context, resource: Resource, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal) || error.status >= 500) throw error;
    const why = problemOf(error, ctx.language, '').detail;
    throw new Refusal('merging', 'cannotMove', 409, { label: labelOf(resource), why });
  }
}

/** When the first of these came into the chart. */
async function firstWritten(ctx: Context, items: readonly Chosen[]): Promise<string> {
  const [types, ids] = [items.map(({ type }) => type), items.map(({ id }) => id)];
  const { rows } = await sql<{ at: string | null }>`
    SELECT min(least(r.updated_at, h.updated_at)) AS at
    FROM unnest(${types}::text[], ${ids}::text[]) AS u(type, id)
    JOIN record_resource r ON r.clinic_id = ${ctx.clinic.id} AND r.type = u.type AND r.id = u.id
    LEFT JOIN record_history h ON h.clinic_id = r.clinic_id AND h.type = r.type AND h.id = r.id AND h.version = 1`.execute(
    ctx.db,
  );
  return rows[0]?.at ?? ctx.now;
}

/** Who cares for patients and wrote or read this chart since, each once. @returns how many */
async function tell(ctx: Context, row: OverlayRow, since: string): Promise<number> {
  const readers = await ctx.db
    .selectFrom('audit_event')
    .select('actor_id')
    .distinct()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', row.patient_id)
    .where('at', '>=', since)
    .where('actor_kind', '=', 'staff')
    .where('outcome', '=', 'done')
    .orderBy('actor_id')
    .execute();
  let told = 0;
  for (const { actor_id: ownerId } of readers) {
    const actions = await actionsOfStaff(ctx, ownerId);
    if (!actions || ownerId === ctx.actor.id || !holdsAction(actions, 'records.recordAllergy')) continue;
    await ctx.work.open({
      ...{ kind: toldTask.kind, subject: overlaySubject(row.id), patientId: row.patient_id },
      ...{ ownerId, urgent: true, params: { screen: `/patients/${row.patient_id}` } },
    });
    told += 1;
  }
  return told;
}

type Decision = { state: 'moved' | 'right'; right_id?: string; reason: string; told?: number };

async function decide(ctx: Context, row: OverlayRow, decision: Decision): Promise<void> {
  await ctx.db
    .updateTable('merging_overlay')
    .set({ ...decision, decided_at: ctx.now, decided_by: ctx.actor.name })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', row.id)
    .execute();
  await ctx.work.finish(overlaySubject(row.id), 'done', overlayTask.kind);
  ctx.emit('merging.changed', { patientId: row.patient_id });
}

export const closeOverlay: Verb<typeof merging, 'closeOverlay'> = async (ctx, { overlayId, reason }) => {
  const row = await overlayRow(ctx, overlayId);
  if (row.state !== 'open') ctx.fail('overlayDone');
  await decide(ctx, row, { state: 'right', reason });
  return { patientId: row.patient_id };
};
