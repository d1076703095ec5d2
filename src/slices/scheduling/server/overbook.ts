import type { Context } from '#platform/server/context.ts';
import { instantOf, zonedDay } from '#platform/shared/time.ts';
import type { Span } from '../shared/spans.ts';
import { spanOf } from './agenda.ts';
import type { Facts } from './appointment.ts';
import type { Claim } from './claim.ts';
import { loadSettings } from './load-equipment.ts';
import { loadHours } from './load-setup.ts';
import { sessionAt } from './rules.ts';

/**
 * The claims of a booking whose provider may be taken already: her time in a further lane, and one of the places that
 * her session has for such visits. Rooms and equipment have none. Only with the act `scheduling.overbook`; a reason
 * that somebody else wrote in is read as a plain booking.
 */
export async function withOverbooking(ctx: Context, facts: Facts, claims: Claim[]): Promise<Claim[]> {
  const provider = facts.practitionerIds[0];
  const own = claims.find((one) => one.role === 'practitioner' && one.options[0]?.id === provider);
  if (!provider || !own || !facts.overbookReason) return claims;
  if (!(await ctx.may('scheduling.overbook')).allowed) return claims;
  const { overbookCap } = await loadSettings(ctx);
  if (overbookCap === 0) return claims;
  const session = await sessionOf(ctx, provider, facts);
  return [
    ...claims.map((one) =>
      one === own ? { ...one, options: [{ id: provider, lanes: 1 + overbookCap }] } : one,
    ),
    {
      kind: 'overbook',
      role: 'overbook',
      options: [{ id: provider, lanes: overbookCap }],
      startsAt: instantOf(session.from),
      endsAt: instantOf(session.to),
    },
  ];
}

async function sessionOf(ctx: Context, practitionerId: string, facts: Facts): Promise<Span> {
  const day = zonedDay(facts.startsAt, ctx.clinic.zone);
  const hours = await loadHours(ctx, day, day);
  return sessionAt(hours, practitionerId, day, spanOf(facts).from);
}

/** Gives back the place among the overbooked where the provider was free after all. */
export async function giveBackPlace(ctx: Context, visitId: string): Promise<void> {
  await ctx.db
    .deleteFrom('scheduling_booking')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('appointment_id', '=', visitId)
    .where('resource_kind', '=', 'overbook')
    .execute();
}
