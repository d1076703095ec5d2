import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { dayRange, instantOf } from '#platform/shared/time.ts';
import type { Booking, scheduling } from '../contract.ts';
import type { Span } from '../shared/spans.ts';
import { type Agenda, loadAgenda } from './agenda.ts';
import { bookingsBetween } from './load-bookings.ts';
import { holdsBetween } from './holds.ts';
import { loadDowntimes, loadEquipment } from './load-equipment.ts';
import { loadRooms } from './load-setup.ts';
import { loadProviders, practitionerNames } from './own.ts';

/** One day by provider (who assists as well), room and equipment. Who has neither hours nor visits nor leave that day has no column. */
export const daySheet: Verb<typeof scheduling, 'daySheet'> = async (ctx, { day }) => {
  const { start, end } = dayRange(day, ctx.clinic.zone);
  const agenda = await loadAgenda(ctx, { fromDay: day, toDay: day }, {});
  const bookings = await bookingsBetween(ctx, start, end);
  return {
    day,
    closures: agenda.hours.closures.filter((one) => one.day === day),
    columns: [
      ...(await providerColumns(ctx, agenda, day, bookings)),
      ...(await roomColumns(ctx, agenda, day)),
      ...(await equipmentColumns(ctx, agenda, day)),
    ],
    bookings,
    holds: await holdsBetween(ctx, start, end),
  };
};

async function providerColumns(ctx: Context, agenda: Agenda, day: string, bookings: readonly Booking[]) {
  const providers = await loadProviders(ctx);
  const known = new Set(providers.map((one) => one.practitionerId));
  // somebody who left, or works without being bookable, still has her visits on the sheet
  const others = bookings.flatMap(peopleOf).filter((id) => !known.has(id));
  const names = await practitionerNames(ctx, others);
  for (const [practitionerId, name] of names) providers.push({ practitionerId, name });
  const columns = providers.map(({ practitionerId, name }) => ({
    kind: 'practitioner' as const,
    id: practitionerId,
    name,
    open: agenda.openOf(practitionerId, day).map(instants),
    blocks: agenda.blocks.filter((one) => one.practitionerId === practitionerId),
  }));
  const hasVisit = (id: string) => bookings.some((one) => peopleOf(one).includes(id));
  return columns.filter((one) => one.open.length > 0 || one.blocks.length > 0 || hasVisit(one.id));
}

/** The provider and whoever assists. */
function peopleOf(booking: Booking): string[] {
  const assistants = booking.assistants.map((one) => one.practitionerId);
  return booking.practitionerId ? [booking.practitionerId, ...assistants] : assistants;
}

async function roomColumns(ctx: Context, agenda: Agenda, day: string) {
  const rooms = await loadRooms(ctx);
  const open = agenda.clinicOpen(day).map(instants);
  return rooms
    .filter((room) => room.active)
    .map(({ id, name }) => ({ kind: 'room' as const, id, name, open, blocks: [] }));
}

async function equipmentColumns(ctx: Context, agenda: Agenda, day: string) {
  const devices = (await loadEquipment(ctx)).filter((one) => one.active);
  if (devices.length === 0) return [];
  const { start, end } = dayRange(day, ctx.clinic.zone);
  const downtimes = await loadDowntimes(ctx, start, end);
  const open = agenda.clinicOpen(day).map(instants);
  return devices.map(({ id, name, capacity }) => ({
    kind: 'equipment' as const,
    id,
    name: capacity > 1 ? `${name} (${capacity})` : name,
    open,
    blocks: downtimes.filter((one) => one.equipmentId === id),
  }));
}

function instants(span: Span) {
  return { startsAt: instantOf(span.from), endsAt: instantOf(span.to) };
}
