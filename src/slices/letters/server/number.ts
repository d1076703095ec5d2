import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { today } from '#platform/shared/time.ts';

/**
 * Gives a letter the next number of the clinic's year. The year's row stays locked to the commit: none is missing and
 * none is given twice.
 * @returns `2026-0007`
 */
export async function giveNumber(
  ctx: Context,
  letter: { letterId: string; patientId: string; by: string },
): Promise<string> {
  const year = Number(today(ctx.clock, ctx.clinic.zone).slice(0, 4));
  const { last_number: number } = await ctx.db
    .insertInto('letters_series')
    .values({ clinic_id: ctx.clinic.id, year, last_number: 1 })
    .onConflict((same) =>
      same.columns(['clinic_id', 'year']).doUpdateSet({ last_number: sql`letters_series.last_number + 1` }),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow();
  await ctx.db
    .insertInto('letters_number')
    .values({
      ...{ clinic_id: ctx.clinic.id, year, number, letter_id: letter.letterId },
      ...{ patient_id: letter.patientId, signed_at: ctx.now, signed_by: letter.by },
    })
    .execute();
  return numberWords(year, number);
}

/** Whether this letter was given this number by signing it. */
export async function isItsNumber(
  ctx: Context,
  letterId: string,
  number: string | undefined,
): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('letters_number')
    .select(['year', 'number'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('letter_id', '=', letterId)
    .executeTakeFirst();
  return row !== undefined && number === numberWords(row.year, row.number);
}

const numberWords = (year: number, number: number) => `${year}-${String(number).padStart(4, '0')}`;
