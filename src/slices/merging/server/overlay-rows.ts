import type { Selectable } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import { mustBePatient } from '#slices/records/server/index.ts';
import type { merging, OverlayView } from '../contract.ts';
import { chartsOf } from './charts-of.ts';
import { itemsOf } from './overlay-items.ts';

export type OverlayRow = Selectable<Tables['merging_overlay']>;

export const overlayTask = { kind: 'merging.overlay', action: 'merging.overlay', dueMinutes: 60 } as const;
export const toldTask = { kind: 'merging.overlayTold', action: 'merging.read', dueMinutes: 8 * 60 } as const;

export const overlaySubject = (overlayId: string) => `Basic/overlay-${overlayId}`;

/** Somebody else's data in a chart may harm two people: it is on somebody's list within the hour. */
export const reportOverlay: Verb<typeof merging, 'reportOverlay'> = async (ctx, { patientId, what }) => {
  await mustBePatient(ctx, patientId);
  const overlayId = ctx.newId();
  await ctx.db
    .insertInto('merging_overlay')
    .values({
      ...{ clinic_id: ctx.clinic.id, id: overlayId, patient_id: patientId, what, state: 'open' },
      ...{ reported_at: ctx.now, reported_by: ctx.actor.name },
    })
    .execute();
  await ctx.work.open({
    ...{ kind: overlayTask.kind, subject: overlaySubject(overlayId), patientId, urgent: true },
    params: { screen: `/patients/overlays/${overlayId}` },
  });
  ctx.emit('merging.changed', { patientId });
  return { overlayId };
};

/** @throws Refusal `notFound` */
export async function overlayRow(ctx: Context, overlayId: string): Promise<OverlayRow> {
  const row = await ctx.db
    .selectFrom('merging_overlay')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', overlayId)
    .forUpdate()
    .executeTakeFirst();
  return row ?? refuse('notFound', { type: 'Overlay', id: overlayId });
}

/** Reports, open ones first, newest first. */
export const overlays: Verb<typeof merging, 'overlays'> = async (ctx) => {
  const rows = await ctx.db
    .selectFrom('merging_overlay')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('reported_at', 'desc')
    .limit(100)
    .execute();
  const views = await overlayViews(ctx, rows);
  return { overlays: views.sort((a, b) => Number(b.state === 'open') - Number(a.state === 'open')) };
};

export const readOverlay: Verb<typeof merging, 'readOverlay'> = async (ctx, { overlayId }) => {
  const row = await overlayRow(ctx, overlayId);
  const [overlay] = await overlayViews(ctx, [row]);
  if (!overlay) throw new Error(`the chart of the report ${overlayId} is gone`);
  const items = row.state === 'open' ? await itemsOf(ctx, row.patient_id) : [];
  return { patientId: row.patient_id, overlay, items };
};

async function overlayViews(ctx: Context, rows: readonly OverlayRow[]): Promise<OverlayView[]> {
  const charts = await chartsOf(
    ctx,
    rows.flatMap((row) => [row.patient_id, row.right_id ?? row.patient_id]),
  );
  return rows.flatMap((row): OverlayView[] => {
    const patient = charts.get(row.patient_id);
    const right = row.right_id ? charts.get(row.right_id) : undefined;
    if (!patient) return [];
    return [
      {
        ...{ overlayId: row.id, patient, what: row.what, told: row.told },
        reported: { at: row.reported_at, by: row.reported_by },
        state: row.state as OverlayView['state'],
        ...(right && { right }),
        ...(row.decided_at && {
          decided: { at: row.decided_at, by: row.decided_by ?? '', reason: row.reason ?? '' },
        }),
      },
    ];
  });
}
