import { localeFor } from '#platform/shared/languages.ts';
import { formatDate, formatPlainDate, zonedDay } from '#platform/shared/time.ts';
import type { Clinic, Context } from '../context.ts';
import { signatureBlock } from './blocks.ts';

/** Lines to sign on a paper of the office, at the clinic and of today, in the language of who prints it. */
export function signedBy(ctx: Context, names: readonly { name: string; role: string }[]) {
  return signatureBlock(names, {
    ...{ place: ctx.clinic.name, date: zonedDay(ctx.now, ctx.clinic.zone), language: ctx.language },
  });
}

/** A day in short, in the language of who prints; a dash where there is none. */
export function dayWords(ctx: Context, day: string | undefined): string {
  return day ? formatPlainDate(day, localeFor(ctx.language), 'short') : '–';
}

/** The clinic's day of an instant, the same way. */
export function instantDay(ctx: Context, instant: string | undefined): string {
  return instant ? formatDate(instant, localeFor(ctx.language), ctx.clinic.zone, 'short') : '–';
}

/** Where a paper is signed: the clinic's city, or its name where the city is not known. */
export function signingPlace({ name, settings }: Pick<Clinic, 'name' | 'settings'>): string {
  return typeof settings.city === 'string' ? settings.city : name;
}
