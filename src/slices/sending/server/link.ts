import type { Context } from '#platform/server/context.ts';
import { words } from '#platform/server/words.ts';
import { type Language, localeFor } from '#platform/shared/languages.ts';
import { addMinutes, formatDate } from '#platform/shared/time.ts';

/** The page that a link opens. The secret stands behind `#`, which no server writes into its log. */
export const paperPath = '/paper';

/** The secret of a link that a person hands over, the same each time; it is in no table. */
export function handedSecret(ctx: Context, sendingId: string): string {
  return ctx.secrets.derive(`sending.paper ${sendingId}`);
}

/** The last day on which a link opens, in the words of a language. */
export function untilWords(ctx: Pick<Context, 'clinic'>, expiresAt: string, language: Language): string {
  return formatDate(addMinutes(expiresAt, -1), localeFor(language), ctx.clinic.zone);
}

interface Said {
  clinic: string;
  phone: string;
  language: Language;
  expiresAt: string;
  link: string;
}

/** The message with its link: the clinic alone, no name, and no word of what the paper is. */
export function messageOf(ctx: Pick<Context, 'clinic'>, said: Said): { subject: string; text: string } {
  const { clinic, phone, language, expiresAt, link } = said;
  const until = untilWords(ctx, expiresAt, language);
  return {
    subject: words(language, 'sending_letter_subject', { clinic }),
    text: words(language, 'sending_letter', { clinic, link, until, phone }),
  };
}
