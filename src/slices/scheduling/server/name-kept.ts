import type { Context } from '#platform/server/context.ts';
import { factsOf, type Keeping, nameKept } from './appointment.ts';
import { heldBy } from './claims.ts';
import type { Service } from './parts.ts';

export type HeldRow = Awaited<ReturnType<typeof heldBy>>[number];

/** What visits hold beside what their rows say, by visit: the room that was chosen, who assists, the equipment. */
export async function keptBy(
  ctx: Context,
  visits: readonly { visit_id: string; practitioner_id: string | null; bound: boolean }[],
): Promise<Map<string, Keeping & { rows: HeldRow[] }>> {
  const bound = visits.filter((one) => one.bound);
  const held = Map.groupBy(
    await heldBy(
      ctx,
      bound.map((one) => one.visit_id),
    ),
    (row) => row.appointment_id,
  );
  return new Map(
    bound.map((visit) => {
      const rows = held.get(visit.visit_id) ?? [];
      // the same one may serve several parts
      const ids = (kind: string) => [
        ...new Set(rows.filter((row) => row.resource_kind === kind).map((row) => row.resource_id)),
      ];
      const assistantIds = ids('practitioner').filter((id) => id !== visit.practitioner_id);
      const equipmentIds = ids('equipment');
      return [visit.visit_id, { roomIds: ids('room'), assistantIds, equipmentIds, rows }];
    }),
  );
}

/**
 * Writes who and what the keeper chose for a visit into its Appointment, so that others read it too.
 * @param type a type that needs nothing beside its provider has nothing to name
 */
export async function nameKeptOf(ctx: Context, visitId: string, type: Service | undefined): Promise<void> {
  const needs = type?.roomKind || type?.assistantAction || type?.equipmentKinds.length;
  if (!needs && !type?.parts?.some((one) => one.roomKind)) return;
  const facts = factsOf(await ctx.record.mustRead('Appointment', visitId));
  if (!facts) return;
  const practitioner_id = facts.practitionerIds[0] ?? null;
  const kept = (await keptBy(ctx, [{ visit_id: visitId, practitioner_id, bound: true }])).get(visitId);
  if (!kept) return;
  const named = [...facts.practitionerIds, ...facts.equipmentIds, ...facts.roomIds];
  const chosen = [...kept.assistantIds, ...kept.equipmentIds, ...kept.roomIds];
  if (chosen.every((id) => named.includes(id))) return;
  await ctx.record.patch('Appointment', visitId, (appointment) => nameKept(appointment, kept));
}
