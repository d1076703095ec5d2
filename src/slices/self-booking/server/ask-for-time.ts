import { z } from 'zod';
import type { Context } from '#platform/server/context.ts';
import type { OpenVerb } from '#platform/server/identity/open-verb.ts';
import { words } from '#platform/server/words.ts';
import type { InputOf } from '#platform/shared/contract.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { parsePhone } from '#platform/shared/phones.ts';
import { addMinutes, epochMsOf, instantOf, zonedDay } from '#platform/shared/time.ts';
import type { FreeTime, VisitType } from '#slices/scheduling/contract.ts';
import { endHold, holdFor, unsuitedFor } from '#slices/scheduling/server/index.ts';
import type { PublicTime, selfBooking } from '../contract.ts';
import { writeConfirmLetter } from './letters.ts';
import { judge } from './limits.ts';
import { offeredTypes, publicTime, timesOffered } from './offered.ts';
import { askedFrom, onPage, type OpenPage } from './page.ts';

type SelfBooking = typeof selfBooking;
type Input = InputOf<SelfBooking, 'askForTime'>;
type Answer =
  | { until: string; holdMinutes: number }
  | { refused: 'tooMany' | 'full' | 'notForAge' }
  | { refused: 'timeTaken'; alternatives: PublicTime[] };

/** Nobody lives longer; domain 1.2. */
const oldestYears = 120;

/** Holds a time for somebody nobody knows, and sends her the link by which she books it. */
export const askForTime: OpenVerb<SelfBooking, 'askForTime'> = async (ctx, input) => {
  const page = { at: input.at, kind: 'ask' as const, event: 'selfBooking.askForTime', lock: true };
  const answer = await onPage(ctx, page, (inside, open) => ask(inside, open, input, askedFrom(ctx)));
  if (!('refused' in answer)) return answer;
  const { refused, ...details } = answer;
  return ctx.fail(refused, details);
};

async function ask(ctx: Context, { settings, desk }: OpenPage, input: Input, from: string): Promise<Answer> {
  const { holdMinutes } = settings;
  const before = await attemptOf(ctx, input.attemptId);
  if (before) return { until: instantOf(epochMsOf(before)), holdMinutes };
  const startsAt = instantOf(epochMsOf(input.startsAt));
  const until = earlier(addMinutes(ctx.now, holdMinutes), startsAt);
  const type = (await offeredTypes(ctx, settings)).find((one) => one.code === input.visitTypeCode);
  if (!type) return refuseField('visitTypeCode', 'selfBooking_field_noSuchType');
  const contact = contactOf(ctx, input, desk);
  checkBirthDate(ctx, input.birthDate);
  // a machine is told what everybody is told
  if (input.website !== '') return { until, holdMinutes };
  const day = zonedDay(startsAt, ctx.clinic.zone);
  // only the age is asked here; the chart tells the rest when the desk has found it
  if (unsuitedFor(type, { sex: 'unknown', birthDate: input.birthDate }, day) === 'age')
    return { refused: 'notForAge' };
  const judged = await judge(ctx, settings, { from, ...contact, startsAt });
  if (judged === 'tooMany' || judged === 'full') return { refused: judged };
  const times = await timesOffered(ctx, settings, {
    ...{ type, practitionerId: input.practitionerId, fromDay: day, days: 1 },
  });
  const time = times.find((one) => one.startsAt === startsAt);
  const holdId = time && (await hold(ctx, type, time, until));
  if (!time || !holdId)
    return { refused: 'timeTaken', alternatives: await nearest(ctx, settings, type, startsAt) };
  const id = ctx.newId();
  const kept = await ctx.db
    .insertInto('self_booking_request')
    .values({
      ...{ clinic_id: ctx.clinic.id, id, attempt_id: input.attemptId, visit_type_code: type.code },
      ...{ practitioner_id: time.practitionerId, starts_at: startsAt, ends_at: time.endsAt, until },
      ...{ hold_id: holdId, language: input.language, name: input.name, birth_date: input.birthDate },
      ...{ mobile: contact.mobile ?? null, email: contact.email ?? null, reason: input.reason },
      ...{ asked_from: from, state: 'held', asked_at: ctx.now },
    })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'attempt_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!kept) await endHold(ctx, holdId);
  else if (judged === 'yes')
    await writeConfirmLetter(ctx, { id, ...contact, language: input.language, startsAt, until, holdMinutes });
  return { until, holdMinutes };
}

/** Until when the time of an earlier try of the same press is kept. */
async function attemptOf(ctx: Context, attemptId: string): Promise<string | undefined> {
  const row = await ctx.db
    .selectFrom('self_booking_request')
    .select('until')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('attempt_id', '=', attemptId)
    .executeTakeFirst();
  return row?.until;
}

function hold(ctx: Context, type: VisitType, time: FreeTime, until: string): Promise<string | undefined> {
  const { practitionerId, roomId, startsAt, endsAt } = time;
  return holdFor(ctx, {
    ...{ patientId: undefined, visitTypeCode: type.code, practitionerId, roomId, startsAt, endsAt },
    ...{ expiresAt: until, holderName: words(ctx.clinic.language, 'selfBooking_holder') },
  });
}

/** Three times of hers that are near, of the same type and with whomever the clinic offers. */
async function nearest(
  ctx: Context,
  settings: OpenPage['settings'],
  type: VisitType,
  startsAt: string,
): Promise<PublicTime[]> {
  const fromDay = zonedDay(startsAt, ctx.clinic.zone);
  const times = await timesOffered(ctx, settings, { type, fromDay });
  const far = (time: FreeTime) => Math.abs(epochMsOf(time.startsAt) - epochMsOf(startsAt));
  return times
    .toSorted((a, b) => far(a) - far(b))
    .slice(0, 3)
    .map(publicTime);
}

/** How she is written to, by ways that the clinic has. */
function contactOf(ctx: Context, { mobile, email }: Input, desk: OpenPage['desk']) {
  if (mobile === '' && email === '')
    return refuseField(desk.mobile ? 'mobile' : 'email', 'selfBooking_field_contact');
  if (mobile !== '' && email === '' && !desk.mobile)
    return refuseField('email', 'selfBooking_field_onlyEmail');
  if (email !== '' && mobile === '' && !desk.email)
    return refuseField('mobile', 'selfBooking_field_onlyMobile');
  const phone = mobile === '' ? undefined : parsePhone(mobile, ctx.clinic.country === 'ID' ? 'ID' : 'US');
  if (phone && (!phone.ok || phone.kind === 'landline'))
    return refuseField('mobile', 'selfBooking_field_mobile');
  if (email !== '' && !z.email().safeParse(email).success)
    return refuseField('email', 'selfBooking_field_email');
  return {
    mobile: phone?.ok ? phone.e164 : undefined,
    email: email === '' ? undefined : email.toLowerCase(),
  };
}

function checkBirthDate(ctx: Context, birthDate: string): void {
  const today = zonedDay(ctx.now, ctx.clinic.zone);
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  if (birthDate > today) refuseField('birthDate', 'selfBooking_field_birthDateAhead');
  if (years > oldestYears) refuseField('birthDate', 'selfBooking_field_birthDateOld');
}

function earlier(a: string, b: string): string {
  return epochMsOf(a) < epochMsOf(b) ? a : b;
}
