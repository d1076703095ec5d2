import type { Context } from '#platform/server/context.ts';
import { payersById } from '#slices/insurance/server/index.ts';
import { rooms, servicesOf, visitTypes } from '#slices/scheduling/server/index.ts';
import { staffOf } from './people.ts';
import type { Place } from './rooms.ts';
import type { VisitRow } from './visits.ts';

interface Named {
  id: string;
  name: string;
}

/** The names that a board's rows need, each looked up once however many rows there are. */
export interface BoardNames {
  rooms: Place[];
  room(id: string | null): Named | undefined;
  practitioner(id: string | null): Named | undefined;
  payer(id: string | null): Named | undefined;
  /** Of several services all, in order. */
  visitType(code: string | null, visitId: string): string;
}

export async function namesFor(ctx: Context, visits: readonly VisitRow[]): Promise<BoardNames> {
  const [allRooms, practitioners, payers, allTypes, several] = await Promise.all([
    rooms(ctx),
    staffOf(ctx, present(visits.map((one) => one.practitioner_id))),
    payersById(ctx, present(visits.map((one) => one.payer_id))),
    visitTypes(ctx),
    servicesOf(
      ctx,
      visits.map((one) => one.visit_id),
    ),
  ]);
  const labelOf = (one: { labelEn: string; labelId: string }) =>
    ctx.language === 'id' ? one.labelId : one.labelEn;
  const types = new Map(allTypes.map((one) => [one.code, labelOf(one)]));
  const named = (id: string | null, name: string | undefined) => (id && name ? { id, name } : undefined);
  return {
    rooms: allRooms,
    room: (id) => named(id, allRooms.find((room) => room.id === id)?.name),
    practitioner: (id) => named(id, practitioners.get(id ?? '')?.name),
    payer: (id) => named(id, payers.get(id ?? '')?.name),
    visitType: (code, visitId) =>
      several.get(visitId)?.map(labelOf).join(' + ') ?? types.get(code ?? '') ?? code ?? '',
  };
}

function present(ids: readonly (string | null)[]): string[] {
  return ids.filter((id) => id !== null);
}
