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
import { loadAgenda, spanOf } from './agenda.ts';
import type { Claim, Wanted } from './claim.ts';
import { nearestTimes, type Wish } from './find-times.ts';
import { loadRooms } from './load-setup.ts';
import { partsOf, type Service, serviceOf } from './parts.ts';
import { loadProviders, practitionerNames } from './own.ts';
import { longestBoundMs } from './rules.ts';
import { wishOf } from './wish.ts';

/** A booking, or a hold that has no visit yet. */
type Refused = Wanted & { visitId?: string; holdId?: string };

/** A patient who is double booked is told so only when everything else would have been free. */
const told: Claim['role'][] = ['practitioner', 'overbook', 'room', 'equipment', 'assistant', 'patient'];

/**
 * Refuses a booking whose time is gone: what is taken, from when to when, and the three nearest free times. Nothing
 * about who holds it leaves this function.
 * @param missing the claims that somebody else holds, at least one
 */
export async function refuseTaken(ctx: Context, facts: Refused, missing: readonly Claim[]): Promise<never> {
  const claim = missing.toSorted((a, b) => told.indexOf(a.role) - told.indexOf(b.role))[0];
  if (!claim) throw new Error('a refusal for a taken time names what is taken');
  const wish = await wishOfFacts(ctx, facts);
  const alternatives = await nearestTimes(ctx, wish, epochMsOf(facts.startsAt));
  const nearest = nearestWords(ctx, alternatives, facts.startsAt);
  if (claim.kind === 'overbook') {
    const cap = claim.options[0]?.lanes ?? 0;
    throw new Refusal('scheduling', 'overbookFull', 409, { cap, alternatives, nearest });
  }
  const offDuty = claim.role === 'assistant' && (await isOffDuty(ctx, claim));
  const held = offDuty ? { ...claim, heldBy: null } : await holderOf(ctx, claim);
  const code = claim.kind === 'patient' ? 'patientBusy' : offDuty ? 'nobodyOnDuty' : 'timeTaken';
  throw new Refusal('scheduling', code, 409, {
    resource: claim.role,
    what: words(ctx.language, `scheduling_taken_${claim.role}`),
    ...(offDuty && { act: assistingActs(ctx, await serviceOf(ctx, facts)) }),
    heldFrom: held.startsAt,
    heldTo: held.endsAt,
    heldBy: held.heldBy,
    held: heldWords(ctx, held),
    nearest,
    alternatives,
  });
}

/** Nobody could serve, and it is the roster that says so. */
async function isOffDuty(ctx: Context, claim: Claim): Promise<boolean> {
  if (claim.options.length > 0) return false;
  const day = (instant: string) => zonedDay(instant, ctx.clinic.zone);
  const agenda = await loadAgenda(ctx, { fromDay: day(claim.startsAt), toDay: day(claim.endsAt) }, {});
  return agenda.rosterDecides(spanOf(claim));
}

/** What who assists must be allowed to do, in words. */
function assistingActs(ctx: Context, type: Service | undefined): string {
  const acts = new Set((type ? partsOf(type) : []).flatMap((one) => one.assistantAction ?? []));
  return [...acts].map((action) => words(ctx.language, action.replace('.', '_action_'))).join(', ');
}

interface Held {
  startsAt: string;
  endsAt: string;
  heldBy: string | null;
}

async function holderOf(ctx: Context, claim: Claim): Promise<Held> {
  const row = await ctx.db
    .selectFrom('scheduling_booking as b')
    .leftJoin('scheduling_hold as h', (join) =>
      join.onRef('h.clinic_id', '=', 'b.clinic_id').onRef('h.id', '=', 'b.hold_id'),
    )
    .select(['b.starts_at', 'b.ends_at', 'h.holder_name'])
    .where('b.clinic_id', '=', ctx.clinic.id)
    .where('b.resource_kind', '=', claim.kind)
    .where('b.resource_id', '=', sql<string>`ANY(${claim.options.map((one) => one.id)})`)
    .where('b.starts_at', '>', instantOf(epochMsOf(claim.startsAt) - longestBoundMs))
    .where('b.starts_at', '<', claim.endsAt)
    .where('b.ends_at', '>', claim.startsAt)
    .orderBy('b.starts_at')
    .executeTakeFirst();
  // whoever stood in the way may have left meanwhile; the caller's own time is then the honest answer
  const held = row ? { startsAt: row.starts_at, endsAt: row.ends_at } : claim;
  const [startsAt, endsAt] = [held.startsAt, held.endsAt].map((at) => instantOf(epochMsOf(at)));
  return { startsAt: startsAt ?? '', endsAt: endsAt ?? '', heldBy: row?.holder_name ?? null };
}

/** The same visit at another time: same provider and length, and the same room where one was named. */
async function wishOfFacts(ctx: Context, facts: Refused): Promise<Wish> {
  const type = await serviceOf(ctx, facts);
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
    holdId: facts.holdId,
  });
}

function spanWords(ctx: Context, span: { startsAt: string; endsAt: string }): string {
  const locale = localeFor(ctx.language);
  const { zone } = ctx.clinic;
  return `${formatTime(span.startsAt, locale, zone).replace(/ W(IB|ITA|IT)$/, '')}–${formatTime(span.endsAt, locale, zone)}`;
}

function heldWords(ctx: Context, held: Held): string {
  const span = spanWords(ctx, held);
  return held.heldBy ? words(ctx.language, 'scheduling_heldBy', { span, name: held.heldBy }) : span;
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
