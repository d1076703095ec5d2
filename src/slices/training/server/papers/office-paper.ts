import type { Context } from '#platform/server/context.ts';
import { signatureBlock } from '#platform/server/print/blocks.ts';
import type { Paper } from '#platform/server/print/paper.ts';
import { paperSizeFor } from '#platform/server/print/sizes.ts';
import { keepPaper } from '#platform/server/print/store.ts';
import { words } from '#platform/server/words.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { formatNumber } from '#platform/shared/quantities.ts';
import { formatDate, formatPlainDate, zonedDay } from '#platform/shared/time.ts';

/** A word of this slice's papers in the language of who prints. */
export function say(ctx: Context, key: string, params?: Record<string, string | number>): string {
  return words(ctx.language, `training_${key}`, params);
}

export type PaperName = 'evidence' | 'hours' | 'plan';

/** Keeps a paper of the office about a person, in the language of who prints it. */
export async function keepOffice(
  ctx: Context,
  name: PaperName,
  staffId: string,
  body: Paper['body'],
): Promise<{ paperId: string }> {
  const paper: Paper = {
    ...{ kind: `training.${name}`, size: paperSizeFor(ctx.clinic.country, 'document') },
    ...{ language: ctx.language, title: say(ctx, `paper_${name}`), body },
  };
  return { paperId: await keepPaper(ctx, paper, { subject: `Staff/${staffId}` }) };
}

export function signedBy(ctx: Context, names: readonly { name: string; role: string }[]) {
  return signatureBlock(names, {
    ...{ place: ctx.clinic.name, date: zonedDay(ctx.now, ctx.clinic.zone), language: ctx.language },
  });
}

export function dayWords(ctx: Context, day: string | undefined): string {
  return day ? formatPlainDate(day, localeFor(ctx.language), 'short') : '–';
}

export function instantDay(ctx: Context, instant: string | undefined): string {
  return instant ? formatDate(instant, localeFor(ctx.language), ctx.clinic.zone, 'short') : '–';
}

/** `160.00` or `160,00` of 16000. */
export function hoursWords(ctx: Context, hundredths: number): string {
  return formatNumber(hundredths / 100, 2, localeFor(ctx.language));
}

/** `09.30` in Indonesian, `09:30` elsewhere. */
export function clockWords(ctx: Context, time: string): string {
  return ctx.language === 'id' ? time.replace(':', '.') : time;
}
