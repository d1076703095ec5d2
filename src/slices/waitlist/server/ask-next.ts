import type { Context } from '#platform/server/context.ts';
import { addMinutes, epochMsOf, instantOf, Temporal, weekdayOf, zonedDay } from '#platform/shared/time.ts';
import { dayPartOf, freeMinutes } from '#slices/scheduling/server/index.ts';
import { type Clock, type FreeAt, inOrder, type Reason, reasonAgainst } from '../shared/rules.ts';
import type { Settings } from '../contract.ts';
import { timeWithin } from './fit.ts';
import { type FreedRow, freedRow, isAhead, setFreed } from './freed.ts';
import { type Candidate, clockOf, loadWaiting } from './load-entries.ts';
import { earlierWith, type Seen, writeLooks } from './looks.ts';
import { answerTime, makeOffer, openOffer } from './offers.ts';
import { loadSettings } from './settings.ts';

/** Less than this is no visit. */
const leastMinutes = 5;
/** A time that nobody was asked about is thought over again so often. */
const againMinutes = 10;

/**
 * Asks the next in the fair order about a freed time, and writes down why each who waits was or was not asked. Nothing
 * happens while somebody is being asked about it.
 */
export async function askNext(ctx: Context, freedId: string): Promise<void> {
  const freed = await freedRow(ctx, freedId);
  if (freed?.state !== 'open' || (await openOffer(ctx, { freedId }))) return;
  const settings = await loadSettings(ctx);
  if (!settings.active) return;
  const stretch = stretchOf(freed);
  if (!isAhead(ctx, freed)) return setFreed(ctx, freedId, { state: 'over' });
  if ((await freeMinutes(ctx, freed.practitioner_id, stretch)) < leastMinutes)
    return setFreed(ctx, freedId, { state: 'taken' });
  const clock = await clockOf(ctx);
  const earlier = await earlierWith(ctx, freed);
  const at = freedAt(ctx, freed);
  const seen: Seen[] = [];
  let asked = false;
  for (const [index, entry] of inOrder(await loadWaiting(ctx)).entries()) {
    const against = reasonAgainst(entry, at, clock, earlier.get(entry.entryId));
    const reason: Reason = against ?? (asked ? 'behind' : await ask(ctx, { freed, entry, settings, clock }));
    asked ||= reason === 'offered';
    seen.push({ entryId: entry.entryId, place: index + 1, reason });
  }
  await writeLooks(ctx, freedId, seen);
  await setFreed(ctx, freedId, { next_at: addMinutes(ctx.now, againMinutes) });
}

/** Asks one, if the time fits her visit and she has long enough to answer. */
async function ask(
  ctx: Context,
  about: { freed: FreedRow; entry: Candidate; settings: Settings; clock: Clock },
): Promise<Reason> {
  const { freed, entry, settings, clock } = about;
  const time = await timeWithin(
    ctx,
    entry,
    stretchOf(freed),
    (one) => reasonAgainst(entry, one, clock) === undefined,
  );
  if (typeof time === 'string') return time;
  const until = await answerTime(ctx, entry, time, { settings, clock });
  if (!until) return 'shortNotice';
  return (await makeOffer(ctx, { freedId: freed.id, entry, time, until })) ? 'offered' : 'faster';
}

export function stretchOf(freed: FreedRow) {
  const at = (instant: string) => instantOf(epochMsOf(instant));
  return {
    practitionerId: freed.practitioner_id,
    startsAt: at(freed.starts_at),
    endsAt: at(freed.ends_at),
  };
}

/** The freed time on the clinic's clock; of one that has begun what is left. */
function freedAt(ctx: Context, freed: FreedRow): FreeAt {
  const startMs = Math.max(epochMsOf(freed.starts_at), epochMsOf(ctx.now));
  const { zone } = ctx.clinic;
  const day = zonedDay(instantOf(startMs), zone);
  const { hour } = Temporal.Instant.fromEpochMilliseconds(startMs).toZonedDateTimeISO(zone);
  const practitionerId = freed.practitioner_id;
  return { practitionerId, startMs, day, weekday: weekdayOf(day), part: dayPartOf(hour) };
}
