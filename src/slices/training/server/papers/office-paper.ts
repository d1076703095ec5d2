import type { Context } from '#platform/server/context.ts';
import type { Paper } from '#platform/server/print/paper.ts';
import { paperSizeFor } from '#platform/server/print/sizes.ts';
import { keepPaper } from '#platform/server/print/store.ts';
import { words } from '#platform/server/words.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { formatNumber } from '#platform/shared/quantities.ts';

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

/** `160.00` or `160,00` of 16000. */
export function hoursWords(ctx: Context, hundredths: number): string {
  return formatNumber(hundredths / 100, 2, localeFor(ctx.language));
}

/** `09.30` in Indonesian, `09:30` elsewhere. */
export function clockWords(ctx: Context, time: string): string {
  return ctx.language === 'id' ? time.replace(':', '.') : time;
}
