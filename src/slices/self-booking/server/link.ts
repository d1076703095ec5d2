import type { Context } from '#platform/server/context.ts';
import type { OpenContext, OpenVerb } from '#platform/server/identity/open-verb.ts';
import { words } from '#platform/server/words.ts';
import { type Language, localeFor } from '#platform/shared/languages.ts';
import { epochMsOf, formatTime, instantOf } from '#platform/shared/time.ts';
import { fileOfBooking, findDoor, letterPlace } from '#slices/reminders/server/index.ts';
import { type BookingFacts, bookingOf, cancelBooking, endHold } from '#slices/scheduling/server/index.ts';
import type { selfBooking, Shown } from '../contract.ts';
import { confirmRequest } from './confirm.ts';
import { forgotten, matchTask, type RequestRow, requestRow, setRequest, subjectOf } from './request-rows.ts';

type SelfBooking = typeof selfBooking;
type Did = 'booked' | 'cancelled' | 'already' | 'late' | 'gone' | 'notOpen';

/** What stands of the request of a link. Wrong, old and another clinic's links answer alike. */
export const openLink: OpenVerb<SelfBooking, 'openLink'> = (ctx, { token }) =>
  behind(ctx, token, 'selfBooking.openLink', (inside, row) => shown(inside, row));

/** Books or calls off, once, and says what it did. */
export const answerLink: OpenVerb<SelfBooking, 'answerLink'> = (ctx, { token, answer }) =>
  behind(ctx, token, 'selfBooking.answerLink', async (inside, row) => {
    const did = await (answer === 'confirm' ? confirmRequest(inside, row) : callOff(inside, row));
    const now = (await requestRow(inside, row.id)) ?? row;
    return { ...(await shown(inside, now)), did };
  });

export const linkFile: OpenVerb<SelfBooking, 'linkFile'> = async (ctx, { token }) => {
  const file = await behind(ctx, token, 'selfBooking.linkFile', async (inside, row) => {
    const booked = await bookedBy(inside, row);
    // a booking that was called off is a file too: it takes the entry out of her calendar
    if (!booked || (!isOpen(booked) && booked.status !== 'cancelled')) return undefined;
    return fileOfBooking(inside, booked, row.language as Language);
  });
  return file ?? ctx.fail('notBooked');
};

async function behind<T>(
  ctx: OpenContext<'linkNotGood' | 'tooMany'>,
  token: string,
  event: string,
  body: (inside: Context, row: RequestRow) => Promise<T>,
): Promise<T> {
  const door = await findDoor(ctx, token, 'selfBooking');
  if (door === 'wait') return ctx.fail('tooMany');
  if (!door) return ctx.fail('linkNotGood');
  const done = await ctx.asSystem(door.clinic, event, async (inside) => {
    const row = await requestRow(inside, door.subject);
    return row && { answer: await body(inside, row) };
  });
  return done ? done.answer : ctx.fail('linkNotGood');
}

async function bookedBy(ctx: Context, row: RequestRow): Promise<BookingFacts | undefined> {
  return row.visit_id === null ? undefined : bookingOf(ctx, row.visit_id);
}

function isOpen({ status }: BookingFacts): boolean {
  return status === 'booked' || status === 'pending';
}

/** Lets a held time go, or calls the booking off in her name. */
async function callOff(ctx: Context, row: RequestRow): Promise<Did> {
  if (row.state === 'held') {
    if (row.hold_id) await endHold(ctx, row.hold_id);
    await setRequest(ctx, row.id, { state: 'cancelled', ended_at: ctx.now, ...forgotten });
    return 'cancelled';
  }
  const booked = await bookedBy(ctx, row);
  if (booked ? booked.status === 'cancelled' : row.state === 'cancelled') return 'already';
  if (!booked || !isOpen(booked) || epochMsOf(booked.startsAt) <= epochMsOf(ctx.now)) return 'notOpen';
  await setRequest(ctx, row.id, { state: 'cancelled', ended_at: ctx.now });
  const reason = words(ctx.clinic.language, 'selfBooking_cancelReason');
  const asked = { visitId: booked.visitId, reason, askedBy: 'patient' as const };
  await cancelBooking(ctx as Context<'notOpen'>, asked);
  await ctx.work.finish(subjectOf(booked.visitId), 'cancelled', matchTask);
  return 'cancelled';
}

async function shown(ctx: Context, row: RequestRow): Promise<Shown> {
  const language = row.language as Language;
  const booked = await bookedBy(ctx, row);
  const startsAt = booked?.startsAt ?? instantOf(epochMsOf(row.starts_at));
  return {
    ...(await letterPlace(ctx, startsAt, language)),
    ...{ language, state: stateOf(ctx, row, booked), at: ctx.clinic.slug },
    until: formatTime(row.until, localeFor(language), ctx.clinic.zone),
  };
}

function stateOf(ctx: Context, row: RequestRow, booked: BookingFacts | undefined): Shown['state'] {
  if (row.state === 'held') return epochMsOf(row.until) > epochMsOf(ctx.now) ? 'held' : 'expired';
  if (row.state === 'expired' || row.state === 'gone' || row.state === 'over') return row.state;
  if (!booked || booked.status === 'cancelled') return 'cancelled';
  return isOpen(booked) && epochMsOf(booked.startsAt) > epochMsOf(ctx.now) ? 'booked' : 'over';
}
