import type { Context } from '#platform/server/context.ts';
import { addDays, dayRange, epochMsOf, instantOf } from '#platform/shared/time.ts';
import type { Block } from '../contract.ts';
import { covers, overlaps, type Span, without } from '../shared/spans.ts';
import { loadDowntimes } from './load-equipment.ts';
import { loadBlocks, loadHours } from './load-setup.ts';
import { loadRoster } from './roster.ts';
import { clinicSpans, type Hours, longestBoundMs, providerSpans } from './rules.ts';

const kinds = ['patient', 'practitioner', 'room', 'equipment'] as const;
export type ResourceKind = (typeof kinds)[number];
/** Places among the overbooked of a session are claimed like resources. */
export type ClaimKind = ResourceKind | 'overbook';

/** A stretch that is taken, and in which lane of what several may use at once. */
export type Taken = Span & { lane: number };

export interface Except {
  visitId?: string | undefined;
  /** The visits of a series that are moved together. */
  visitIds?: ReadonlySet<string> | undefined;
  holdId?: string | undefined;
}

/** Opening hours, leave and what is taken, of a span of days. */
export interface Agenda {
  hours: Hours;
  blocks: Block[];
  /**
   * When a provider can be booked that day, closures and her blocks cut out; bookings are not.
   * @param typeCode leaves out what is kept for other visit types
   */
  openOf(practitionerId: string, day: string, typeCode?: string): Span[];
  /** Whether she is there to assist over all of a stretch: by the roster where it decides, else by her plan. */
  isThere(practitionerId: string, day: string, span: Span): boolean;
  /** Whether it is the roster that tells who is there at that time. */
  rosterDecides(span: Span): boolean;
  clinicOpen(day: string): Span[];
  takenOf(kind: ResourceKind, id: string): Taken[];
  /** Whether equipment is out of use at some time of the span. */
  isDown(equipmentId: string, span: Span): boolean;
}

/**
 * Loads what a search for a time or a sheet needs.
 * @param resources whose bookings to read, ids by kind
 * @param except a visit that is being moved, or the caller's own hold, does not stand in its own way
 */
export async function loadAgenda(
  ctx: Context,
  range: { fromDay: string; toDay: string },
  resources: Partial<Record<ResourceKind, readonly string[]>>,
  except: Except = {},
): Promise<Agenda> {
  const { zone } = ctx.clinic;
  const from = dayRange(range.fromDay, zone).start;
  const to = dayRange(range.toDay, zone).end;
  const hours = await loadHours(ctx, range.fromDay, range.toDay);
  const blocks = await loadBlocks(ctx, from, to);
  const blocked = Map.groupBy(blocks, (one) => one.practitionerId);
  const taken = await loadTaken(ctx, from, to, resources, except);
  const downtimes = (resources.equipment ?? []).length > 0 ? await loadDowntimes(ctx, from, to) : [];
  const roster = await loadRoster(ctx, from, to);
  const blocksOf = (practitionerId: string) => (blocked.get(practitionerId) ?? []).map(spanOf);
  const open = new Map<string, Span[]>();
  const openOf = (practitionerId: string, day: string, typeCode?: string): Span[] => {
    // a search asks for the same day of the same person once for each start that it looks at
    const key = `${day} ${practitionerId} ${typeCode ?? ''}`;
    const spans =
      open.get(key) ?? without(providerSpans(hours, practitionerId, day, typeCode), blocksOf(practitionerId));
    open.set(key, spans);
    return spans;
  };
  return {
    hours,
    blocks,
    openOf,
    isDown: (equipmentId, span) =>
      downtimes.some((one) => one.equipmentId === equipmentId && overlaps(spanOf(one), span)),
    isThere: (practitionerId, day, span) =>
      roster?.covers(span)
        ? covers(without(roster.dutyOf(practitionerId), blocksOf(practitionerId)), span)
        : covers(openOf(practitionerId, day), span),
    rosterDecides: (span) => roster?.covers(span) ?? false,
    clinicOpen: (day) => clinicSpans(hours, day),
    takenOf: (kind, id) => taken.get(`${kind}/${id}`) ?? [],
  };
}

/** A row's or an answer's two instants in milliseconds. */
export function spanOf(row: { startsAt: string; endsAt: string }): Span {
  return { from: epochMsOf(row.startsAt), to: epochMsOf(row.endsAt) };
}

async function loadTaken(
  ctx: Context,
  from: string,
  to: string,
  resources: Partial<Record<ResourceKind, readonly string[]>>,
  except: Except,
): Promise<Map<string, Taken[]>> {
  const taken = new Map<string, Taken[]>();
  for (const kind of kinds) {
    const ids = resources[kind] ?? [];
    if (ids.length === 0) continue;
    const rows = await ctx.db
      .selectFrom('scheduling_booking as b')
      .leftJoin('scheduling_hold as h', (join) =>
        join.onRef('h.clinic_id', '=', 'b.clinic_id').onRef('h.id', '=', 'b.hold_id'),
      )
      .select(['b.appointment_id', 'b.hold_id', 'b.resource_id', 'b.lane', 'b.starts_at', 'b.ends_at'])
      .select('h.expires_at')
      .where('b.clinic_id', '=', ctx.clinic.id)
      .where('b.resource_kind', '=', kind)
      .where('b.resource_id', 'in', ids)
      // what began before the range may still run into it
      .where('b.starts_at', '>=', instantOf(epochMsOf(from) - longestBoundMs))
      .where('b.starts_at', '<', to)
      .orderBy('b.starts_at')
      .execute();
    for (const row of rows) {
      if (row.appointment_id !== null && row.appointment_id === except.visitId) continue;
      if (row.appointment_id !== null && except.visitIds?.has(row.appointment_id)) continue;
      if (row.hold_id !== null && row.hold_id === except.holdId) continue;
      // the next taker clears it away
      if (row.expires_at !== null && epochMsOf(row.expires_at) <= epochMsOf(ctx.now)) continue;
      const key = `${kind}/${row.resource_id}`;
      const span = { from: epochMsOf(row.starts_at), to: epochMsOf(row.ends_at), lane: row.lane };
      const spans = taken.get(key);
      if (spans) spans.push(span);
      else taken.set(key, [span]);
    }
  }
  return taken;
}

/** The days from the one to the other, both included. */
export function daysFrom(fromDay: string, toDay: string): string[] {
  const days: string[] = [];
  for (let day = fromDay; day <= toDay; day = addDays(day, 1)) days.push(day);
  return days;
}
