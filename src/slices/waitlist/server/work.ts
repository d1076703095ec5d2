import type { Context } from '#platform/server/context.ts';
import type { ClinicJob } from '#platform/server/jobs/clinic-job.ts';
import { words } from '#platform/server/words.ts';
import { addMinutes, epochMsOf, zonedDay } from '#platform/shared/time.ts';
import { inOrder, offerEnds, reasonAgainst } from '../shared/rules.ts';
import { askNext } from './ask-next.ts';
import { endEntry } from './end-entry.ts';
import { freeAt, soonFor, timesFor } from './fit.ts';
import { noteFreed } from './freed.ts';
import { type Candidate, clockOf, entryRow, loadWaiting } from './load-entries.ts';
import { refusedBy } from './looks.ts';
import { askedOf, closeOffer, lockOffer, openOffer, setEntry } from './offers.ts';
import { loadSettings } from './settings.ts';
import type { Settings } from '../contract.ts';

/** In one transaction; the rest waits for the next minute. */
const mostTimes = 20;
const mostSearches = 10;
/** What is free soon is looked through again for somebody after this long. */
const searchAgainMinutes = 10;
/** For so long it can be seen why somebody was not asked. */
const keepLooksDays = 7;

/** Each minute: lets go what was not answered, takes off what has expired, and asks about what is free. */
export const work: ClinicJob = {
  name: 'waitlist.work',
  cron: '* * * * *',
  async run(ctx) {
    await letGo(ctx);
    await endExpired(ctx);
    await askAboutFreed(ctx);
    await findSoon(ctx);
    await forgetLooks(ctx);
  },
};

async function letGo(ctx: Context): Promise<void> {
  const due = await ctx.db
    .selectFrom('waitlist_offer')
    .select('id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('state', '=', 'open')
    .where('until', '<=', ctx.now)
    .orderBy('until')
    .limit(mostTimes)
    .execute();
  for (const { id } of due) {
    const offer = await lockOffer(ctx, id);
    if (offer?.state !== 'open') continue;
    await closeOffer(ctx, offer, 'unanswered', 'late');
    await askNext(ctx, offer.freed_id);
  }
}

async function endExpired(ctx: Context): Promise<void> {
  const today = zonedDay(ctx.now, ctx.clinic.zone);
  const over = (await loadWaiting(ctx)).filter(
    ({ expiresOn, toDay }) => (expiresOn !== null && expiresOn < today) || (toDay !== null && toDay < today),
  );
  const reason = words(ctx.clinic.language, 'waitlist_end_expired');
  // what was offered to her counts until the time that it promises
  for (const { entryId } of over.filter((one) => !one.hasOffer).slice(0, mostTimes)) {
    // read again under its lock: an offer may have been made or taken meanwhile
    const row = await entryRow(ctx, entryId);
    if (row?.state !== 'waiting' || (await openOffer(ctx, { entryId }))) continue;
    await endEntry(ctx, entryId, 'expired', reason);
  }
}

async function askAboutFreed(ctx: Context): Promise<void> {
  const rows = await ctx.db
    .selectFrom('waitlist_freed')
    .select('id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('state', '=', 'open')
    .where('next_at', '<=', ctx.now)
    .orderBy('starts_at')
    .limit(mostTimes)
    .execute();
  for (const { id } of rows) await askNext(ctx, id);
}

/**
 * What became free without a write of an Appointment (a block that was removed, new hours, a hold that expired), or was
 * free all along: looked for by the wishes of each who waits, in the fair order.
 */
async function findSoon(ctx: Context): Promise<void> {
  const settings = await loadSettings(ctx);
  if (!settings.active) return;
  const clock = await clockOf(ctx);
  const before = epochMsOf(addMinutes(ctx.now, -searchAgainMinutes));
  const due = inOrder(await loadWaiting(ctx))
    .filter((one) => !one.hasOffer && one.unanswered < clock.mostUnanswered)
    .filter((one) => one.lookedMs === null || one.lookedMs <= before);
  for (const entry of due.slice(0, mostSearches)) {
    await setEntry(ctx, entry.entryId, { looked_at: ctx.now });
    const time = await soonest(ctx, entry, settings, clock);
    if (!time) continue;
    const { practitionerId, startsAt, endsAt } = time;
    const freedId = await noteFreed(ctx, { practitionerId, startsAt, endsAt, cause: 'found' });
    await askNext(ctx, freedId);
    const open = await openOffer(ctx, { freedId });
    // somebody ahead of her took it: the next minute looks for another one
    if (open && open.entry_id !== entry.entryId) await setEntry(ctx, entry.entryId, { looked_at: null });
  }
}

async function soonest(
  ctx: Context,
  entry: Candidate,
  settings: Settings,
  clock: Awaited<ReturnType<typeof clockOf>>,
) {
  const range = soonFor(entry, clock.today, settings.lookAheadDays);
  const times = range && (await timesFor(ctx, entry, { practitionerId: entry.practitionerId, ...range }));
  if (!times || typeof times === 'string') return undefined;
  const refused = await refusedBy(ctx, entry.entryId);
  const asked = await askedOf(ctx, entry.patientId, settings);
  return (
    times
      .filter((time) => !refused.has(`${time.practitionerId} ${epochMsOf(time.startsAt)}`))
      // a time that begins before she could answer would be found again and again
      .filter((time) => offerEnds(entry, freeAt(time), asked, clock.leadMinutes) !== undefined)
      .find((time) => reasonAgainst(entry, freeAt(time), clock) === undefined)
  );
}

async function forgetLooks(ctx: Context): Promise<void> {
  await ctx.db
    .deleteFrom('waitlist_look')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('at', '<', addMinutes(ctx.now, -keepLooksDays * 24 * 60))
    .execute();
}
