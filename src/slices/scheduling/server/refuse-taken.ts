import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { words } from '#platform/server/words.ts';
import { Refusal } from '#platform/shared/errors.ts';
import { localeFor } from '#platform/shared/languages.ts';
import {
  epochMsOf,
  formatDateTime,
  formatTime,
  instantOf,
  minutesBetween,
  zonedDay,
} from '#platform/shared/time.ts';
import type { FreeTime } from '../contract.ts';
import type { Facts } from './appointment.ts';
import type { Claim } from './claims.ts';
import { nearestTimes, type Wish } from './find-times.ts';
import { loadRooms, loadVisitType } from './load-setup.ts';
import { loadProviders, practitionerNames } from './own.ts';
import { longestBoundMs } from './rules.ts';
import { wishOf } from './wish.ts';

/** A patient who is double booked is told so only when everything else would have been free. */
const told: Claim['role'][] = ['practitioner', 'room', 'equipment', 'assistant', 'patient'];

/**
 * Refuses a booking whose time is gone: what is taken, from when to when, and the three nearest free times. Nothing
 * about who holds it leaves this function.
 * @param missing the claims that somebody else holds, at least one
 */
export async function refuseTaken(ctx: Context, facts: Facts, missing: readonly Claim[]): Promise<never> {
  const claim = missing.toSorted((a, b) => told.indexOf(a.role) - told.indexOf(b.role))[0];
  if (!claim) throw new Error('a refusal for a taken time names what is taken');
  const held = await holderOf(ctx, claim);
  const wish = await wishOfFacts(ctx, facts);
  const alternatives = await nearestTimes(ctx, wish, epochMsOf(facts.startsAt));
  const code = claim.kind === 'patient' ? 'patientBusy' : 'timeTaken';
  throw new Refusal('scheduling', code, 409, {
    resource: claim.role,
    what: words(ctx.language, `scheduling_taken_${claim.role}`),
    heldFrom: held.startsAt,
    heldTo: held.endsAt,
    held: spanWords(ctx, held),
    nearest: nearestWords(ctx, alternatives, facts.startsAt),
    alternatives,
  });
}

async function holderOf(ctx: Context, claim: Claim): Promise<{ startsAt: string; endsAt: string }> {
  const row = await ctx.db
    .selectFrom('scheduling_booking')
    .select(['starts_at', 'ends_at'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('resource_kind', '=', claim.kind)
    .where('resource_id', '=', sql<string>`ANY(${claim.options.map((one) => one.id)})`)
    .where('starts_at', '>', instantOf(epochMsOf(claim.startsAt) - longestBoundMs))
    .where('starts_at', '<', claim.endsAt)
    .where('ends_at', '>', claim.startsAt)
    .orderBy('starts_at')
    .executeTakeFirst();
  // whoever stood in the way may have left meanwhile; the caller's own time is then the honest answer
  const held = row ? { startsAt: row.starts_at, endsAt: row.ends_at } : claim;
  return { startsAt: instantOf(epochMsOf(held.startsAt)), endsAt: instantOf(epochMsOf(held.endsAt)) };
}

/** The same visit at another time: same provider and length, and the same room where one was named. */
async function wishOfFacts(ctx: Context, facts: Facts): Promise<Wish> {
  const type = facts.visitTypeCode ? await loadVisitType(ctx, facts.visitTypeCode) : undefined;
  const ids = facts.practitionerIds.slice(0, 1);
  const names = await practitionerNames(ctx, ids);
  const wanted = ids.map((practitionerId) => ({ practitionerId, name: names.get(practitionerId) ?? '' }));
  const rooms = facts.roomIds.length > 0 ? await loadRooms(ctx) : [];
  return wishOf(ctx, {
    type,
    durationMinutes: minutesBetween(facts.startsAt, facts.endsAt),
    providers: wanted.length > 0 ? wanted : await loadProviders(ctx),
    rooms: rooms.filter((room) => facts.roomIds.includes(room.id)),
    patientId: facts.patientIds[0],
    visitId: facts.visitId,
  });
}

function spanWords(ctx: Context, span: { startsAt: string; endsAt: string }): string {
  const locale = localeFor(ctx.language);
  const { zone } = ctx.clinic;
  return `${formatTime(span.startsAt, locale, zone).replace(/ W(IB|ITA|IT)$/, '')}–${formatTime(span.endsAt, locale, zone)}`;
}

/** The alternatives as words: times alone on the wanted day, with the date on others. */
export function nearestWords(ctx: Context, times: readonly FreeTime[], wantedAt: string): string {
  if (times.length === 0) return words(ctx.language, 'scheduling_noneNear');
  const locale = localeFor(ctx.language);
  const { zone } = ctx.clinic;
  const wantedDay = zonedDay(wantedAt, zone);
  return times
    .map((time) =>
      time.day === wantedDay
        ? formatTime(time.startsAt, locale, zone)
        : formatDateTime(time.startsAt, locale, zone, 'short'),
    )
    .join('; ');
}
