import type { Context } from '#platform/server/context.ts';
import { words } from '#platform/server/words.ts';
import { type Language, localeFor } from '#platform/shared/languages.ts';
import { formatTime } from '#platform/shared/time.ts';
import { letterLinkMark, letterPlace, writeLetter } from '#slices/reminders/server/index.ts';

/** The page that a request's link opens. */
export const linkPath = '/booked';

interface Reached {
  mobile?: string | null | undefined;
  email?: string | null | undefined;
  language: Language;
  startsAt: string;
}

/** The link by which a held time is booked. It names the clinic and the time, and neither who asked nor what for. */
export async function writeConfirmLetter(
  ctx: Context,
  request: Reached & { id: string; until: string; holdMinutes: number },
): Promise<void> {
  const { id, language, startsAt, until } = request;
  const place = await letterPlace(ctx, startsAt, language);
  const time = formatTime(until, localeFor(language), ctx.clinic.zone);
  await writeLetter(ctx, {
    ...{ id, language, until },
    ...reachOf(request),
    subject: words(language, 'selfBooking_letter_confirm_subject', { clinic: place.clinic }),
    text: words(language, 'selfBooking_letter_confirm', { ...place, until: time, link: letterLinkMark }),
    // the same link cancels, so it lasts as long as there is something to cancel
    link: { path: linkPath, purpose: 'selfBooking', subject: id, expiresAt: startsAt },
  });
}

/** That the clinic has called off a booking that was nobody's yet. */
export async function writeCancelledLetter(ctx: Context, request: Reached): Promise<void> {
  const { language, startsAt } = request;
  const place = await letterPlace(ctx, startsAt, language);
  await writeLetter(ctx, {
    ...{ id: ctx.newId(), language, until: startsAt },
    ...reachOf(request),
    subject: words(language, 'selfBooking_letter_cancelled_subject', { clinic: place.clinic }),
    text: words(language, 'selfBooking_letter_cancelled', place),
  });
}

function reachOf({ mobile, email }: Reached) {
  return { mobile: mobile ?? undefined, email: email ?? undefined };
}
