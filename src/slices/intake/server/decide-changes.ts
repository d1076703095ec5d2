import type { Condition, Resource } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import { visitOf } from '#slices/front-desk/server/index.ts';
import { verificationStatus } from '#slices/records/server/index.ts';
import type { Changed, intake, Line } from '../contract.ts';
import type { Source, Topic } from '../shared/topics.ts';
import { aboutOf, sentBackTask } from './commit-intake.ts';
import { codecs } from './facts/codecs.ts';
import { confirm, inError } from './facts/problems.ts';
import { type ChangeRow, changeOf, openChanges } from './rows.ts';

type Asks = Context<'alreadyDecided' | 'overtaken'>;

export const changesToSign: Verb<typeof intake, 'changesToSign'> = async (ctx, { visitId }) => {
  const { patientId } = await visitOf(ctx, visitId);
  return { patientId, changes: (await openChanges(ctx, patientId)).map(changeOf) };
};

/** The clinician stands for what she accepts; what she sends back is taken out of the chart and asked again. */
export const decideChanges: Verb<typeof intake, 'decideChanges'> = async (ctx, input) => {
  const { visitId, accept, sendBack } = input;
  const { patientId } = await visitOf(ctx, visitId, true);
  const open = await openChanges(ctx, patientId);
  const rowOf = (changeId: string) =>
    open.find(({ id }) => id === changeId) ?? notOpen(ctx, changeId, patientId);
  for (const changeId of new Set(accept)) {
    const row = await rowOf(changeId);
    await acceptChange(ctx, row);
    await decide(ctx, row, 'accepted', '');
  }
  // the newest first, so that of two changes of one fact each finds the version that it wrote
  const back = await Promise.all(sendBack.map(async (one) => ({ ...one, row: await rowOf(one.changeId) })));
  for (const { row, reason } of back.toSorted((a, b) => open.indexOf(b.row) - open.indexOf(a.row))) {
    await takeBack(ctx, row);
    await decide(ctx, row, 'sentBack', reason);
    await ctx.work.open({
      ...{ kind: sentBackTask.kind, subject: `Encounter/${row.visit_id}`, patientId, visitId: row.visit_id },
      ...{ ownerId: row.committed_by, params: { reason } },
    });
  }
  ctx.emit('intake.decided', { visitId, patientId });
  return { patientId, changes: (await openChanges(ctx, patientId)).map(changeOf) };
};

/** Decided already, or none of this patient's. */
async function notOpen(ctx: Asks, changeId: string, patientId: string): Promise<never> {
  const row = await ctx.db
    .selectFrom('intake_change')
    .select('id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .where('id', '=', changeId)
    .executeTakeFirst();
  return row ? ctx.fail('alreadyDecided') : refuse('notFound', { type: 'Change', id: changeId });
}

async function acceptChange(ctx: Asks, row: ChangeRow): Promise<void> {
  const [type = '', id = ''] = row.resource.split('/');
  if (row.wish !== null) {
    const said = { visitId: row.visit_id, source: row.source as Source, sourceName: row.source_name };
    const about = aboutOf(ctx, row.patient_id, said);
    const wish = row.wish as unknown as Changed;
    await ctx.record.amend(type, id, (one) => codecs[row.topic as Topic].answer(one, wish, about));
  } else if (type === 'Condition' && row.kind === 'added') {
    await ctx.record.patch('Condition', id, confirm);
  }
}

/** Takes out of the chart what the commit wrote; refuses when somebody has written there since. */
async function takeBack(ctx: Asks, row: ChangeRow): Promise<void> {
  if (row.wish !== null || row.resource === '') return;
  const [type = '', id = ''] = row.resource.split('/');
  const stored = await ctx.record.stored(type, id);
  if (!stored || stored.version !== Number(row.version)) {
    const { label = '' } = (row.after_line ?? row.before_line ?? {}) as Line;
    return ctx.fail('overtaken', { fact: label });
  }
  if (row.undo_version === null) {
    await ctx.record.amend(type, id, markInError);
    return;
  }
  const before = await ctx.record.version(type, id, Number(row.undo_version));
  if (!before) throw new Error('superseded versions are kept');
  await ctx.record.amend(type, id, (one) => asBefore(one, JSON.parse(before.text) as Resource));
}

/** Only the elements that differ are put back, so that the digits of all others stay as they were sent. */
function asBefore(now: Resource, before: Resource): Resource {
  const [to, from] = [
    now as unknown as Record<string, unknown>,
    before as unknown as Record<string, unknown>,
  ];
  for (const key of new Set([...Object.keys(to), ...Object.keys(from)])) {
    if (key === 'meta' || JSON.stringify(to[key]) === JSON.stringify(from[key])) continue;
    if (from[key] === undefined) delete to[key];
    else to[key] = from[key];
  }
  return now;
}

function markInError(resource: Resource): Resource {
  if (resource.resourceType === 'Condition') return inError(resource as Condition);
  if (resource.resourceType === 'AllergyIntolerance') {
    resource.verificationStatus = verificationStatus('entered-in-error');
    // ait-2: what is in error has no clinical status
    delete resource.clinicalStatus;
    return resource;
  }
  return Object.assign(resource, { status: 'entered-in-error' });
}

async function decide(
  ctx: Context,
  row: ChangeRow,
  decision: 'accepted' | 'sentBack',
  reason: string,
): Promise<void> {
  await ctx.db
    .updateTable('intake_change')
    .set({ decision, decided_at: ctx.now, decided_by: ctx.actor.name, reason })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', row.id)
    .execute();
}
