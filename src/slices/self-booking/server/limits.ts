import type { Context } from '#platform/server/context.ts';
import { addDays, addMinutes, dayRange, zonedDay } from '#platform/shared/time.ts';
import type { Settings } from '../contract.ts';

/** Unconfirmed requests of one address at a time: who means it confirms one before she asks for the next. */
const waitingOfAddress = 3;
const dayMinutes = 24 * 60;

export interface Asked {
  /** The network that the question came from. */
  from: string;
  mobile: string | undefined;
  email: string | undefined;
  startsAt: string;
}

/**
 * Whether one more may be held. `silent`: it is held like any other and nobody is written to, so that whoever asks with
 * somebody else's number learns nothing of what was asked with it before. The caller holds the settings' row.
 */
export async function judge(
  ctx: Context,
  settings: Settings,
  asked: Asked,
): Promise<'tooMany' | 'full' | 'silent' | 'yes'> {
  const day = zonedDay(asked.startsAt, ctx.clinic.zone);
  const { start, end } = {
    start: dayRange(day, ctx.clinic.zone).start,
    end: dayRange(addDays(day, 1), ctx.clinic.zone).start,
  };
  const since = addMinutes(ctx.now, -dayMinutes);
  const open = ctx.db
    .selectFrom('self_booking_request')
    .select((e) => e.fn.countAll<string>().as('count'))
    .where('clinic_id', '=', ctx.clinic.id);
  const lately = open.where('asked_at', '>', since);
  const held = open.where('state', '=', 'held').where('until', '>', ctx.now);
  const count = async (query: typeof open) => Number((await query.executeTakeFirstOrThrow()).count);
  if ((await count(lately.where('asked_from', '=', asked.from))) >= settings.perAddressDaily)
    return 'tooMany';
  if ((await count(held.where('asked_from', '=', asked.from))) >= waitingOfAddress) return 'tooMany';
  if ((await count(held)) >= settings.mostWaiting) return 'full';
  const ofDay = open.where('starts_at', '>=', start).where('starts_at', '<', end);
  const waiting =
    (await count(ofDay.where('state', '=', 'held').where('until', '>', ctx.now))) +
    (await count(ofDay.where('state', '=', 'booked')));
  if (waiting >= settings.mostADay) return 'full';
  for (const [column, value] of [
    ['mobile', asked.mobile],
    ['email', asked.email],
  ] as const)
    if (value && (await count(lately.where(column, '=', value))) >= settings.perContactDaily) return 'silent';
  return 'yes';
}
