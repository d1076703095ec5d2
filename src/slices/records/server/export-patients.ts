import { csvOf } from '#platform/server/files/csv.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { today } from '#platform/shared/time.ts';
import type { records } from '../contract.ts';

/** The patients of the clinic as a file, by name; who took it and how many stood in it is in the trail. */
export const exportPatients: Verb<typeof records, 'exportPatients'> = async (ctx) => {
  const rows = await ctx.db
    .selectFrom('records_patient')
    .select(['record_number', 'name', 'birth_date', 'sex', 'phone', 'city', 'active'])
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('sort_name')
    .orderBy('patient_id')
    .execute();
  const head = (name: string) => words(ctx.language, `records_column_${name}`);
  const csv = csvOf(
    rows,
    [
      { head: head('number'), value: (row) => row.record_number },
      { head: head('name'), value: (row) => row.name },
      { head: head('birth'), value: (row) => row.birth_date ?? undefined },
      { head: head('sex'), value: (row) => words(ctx.language, `records_sex_${row.sex}`) },
      { head: head('phone'), value: (row) => row.phone ?? undefined },
      { head: head('city'), value: (row) => row.city ?? undefined },
      {
        head: words(ctx.language, 'records_export_inactive'),
        value: (row) => (row.active ? undefined : '×'),
      },
    ],
    ctx.language,
  );
  ctx.note('records.patientsExported', { details: { rows: rows.length } });
  const fileName = `${words(ctx.language, 'records_export_file')}-${today(ctx.clock, ctx.clinic.zone)}.csv`;
  return { fileName, csv };
};
