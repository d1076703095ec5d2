import type { Context } from '#platform/server/context.ts';
import { addDays, dayRange, epochMsOf, zonedDay } from '#platform/shared/time.ts';
import type { Provider, Room } from '../contract.ts';
import type { Wish } from './find-times.ts';
import { loadSettings } from './load-equipment.ts';
import { ableOf, needsOf } from './needs.ts';
import type { Service } from './parts.ts';

/** A visit to find a time for. */
export interface Sought {
  /** Undefined for imported data of an unknown type: it needs its provider's time alone. */
  type: Service | undefined;
  providers: readonly Provider[];
  durationMinutes: number;
  patientId?: string | undefined;
  /** A booking that is being moved does not stand in its own way. */
  visitId?: string | undefined;
  holdId?: string | undefined;
  /** Where the type asks for no kind of room, but the booking has one. */
  rooms?: readonly Room[] | undefined;
}

/** The search for everything that a visit needs, within the clinic's notice and horizon. */
export async function wishOf(ctx: Context, sought: Sought): Promise<Wish> {
  const { type } = sought;
  const needs = await needsOf(ctx, type);
  return {
    ...needs,
    rooms: type?.roomKind ? needs.rooms : (sought.rooms ?? []),
    durationMinutes: sought.durationMinutes,
    buffers: type,
    providers: type ? await ableOf(ctx, type, sought.providers) : sought.providers,
    patientId: sought.patientId,
    except: { visitId: sought.visitId, holdId: sought.holdId },
    mornings: type?.fasting ?? false,
    typeCode: type?.code,
    ...(await boundsOf(ctx)),
  };
}

/** From the least notice to the end of the last day that is booked, in milliseconds since 1970. */
export async function boundsOf(ctx: Context): Promise<{ notBeforeMs: number; notAfterMs: number }> {
  const { leadMinutes, horizonDays } = await loadSettings(ctx);
  const { zone } = ctx.clinic;
  const lastDay = addDays(zonedDay(ctx.now, zone), horizonDays);
  return {
    notBeforeMs: epochMsOf(ctx.now) + leadMinutes * 60_000,
    notAfterMs: epochMsOf(dayRange(lastDay, zone).end) - 1,
  };
}
