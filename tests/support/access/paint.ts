import { withClient } from '#platform/server/db/roles.ts';

interface Column {
  table: string;
  column: string;
  place: string;
  /** Whether a CHECK says what may stand there. */
  checked: boolean;
}

/**
 * Writes a word behind every text of a clinic, in every column of every table in which one may stand beside what the
 * database itself demands of it, and into every resource; so that whatever row is told of, the word is told with it.
 * What cannot hold it stays as it is: names that the program knows by heart (kinds, states, codes, ids, places in a key),
 * days, numbers and lists of such, and names of people beside an instant that has not come (a CHECK asks for both).
 * @returns `table.column` of each in which the word stands now, and of each without a CHECK in which it does not
 */
export async function paintClinic(
  superuserUrl: string,
  clinicId: string,
  word: string,
): Promise<{ painted: string[]; left: string[] }> {
  return withClient(superuserUrl, async (client) => {
    // past triggers and foreign keys; a CHECK still holds, and what it refuses is no free text
    await client.query('SET session_replication_role = replica');
    const { rows } = await client.query<Column>(`
      SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, NULL) AS place,
        EXISTS (SELECT FROM pg_constraint h WHERE h.conrelid = c.oid AND h.contype = 'c' AND a.attnum = ANY (h.conkey)) AS checked
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0
        AND NOT a.attisdropped AND a.attgenerated = '' AND format_type(a.atttypid, NULL) IN ('text', 'jsonb')
        AND EXISTS (SELECT FROM pg_attribute k WHERE k.attrelid = c.oid AND k.attname = 'clinic_id')
        AND (a.attname = 'name'
          OR NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND a.attnum = ANY (i.indkey)))
        AND NOT EXISTS (SELECT FROM pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f' AND a.attnum = ANY (f.conkey))
      ORDER BY 1, 2`);
    const [painted, left]: [string[], string[]] = [[], []];
    for (const { table, column, place, checked } of rows) {
      if (known.test(column) && !inIndonesian.test(column)) continue;
      const text = `"${column}"::text`;
      const set = `CASE WHEN ${text} ~ '^\\{"resourceType"' THEN regexp_replace(${text}, '^\\{', '{"implicitRules":"urn:${word}",')
        WHEN ${text} ~ '^\\{"' THEN regexp_replace(${text}, '^\\{', '{"painted":"${word}",')
        ${place === 'jsonb' ? `WHEN coalesce(${text}, 'null') IN ('{}', 'null') THEN '{"painted":"${word}"}'` : ''}
        ELSE coalesce(${text}, '') || ' ${word}' END`;
      const wanting = `clinic_id = $1 AND coalesce(${text}, '') !~ '^\\[' AND strpos(lower(coalesce(${text}, '')), lower('${word}')) = 0`;
      const paint = `UPDATE "${table}" SET "${column}" = (${set})::${place} WHERE ${wanting}`;
      // a CHECK may ask for small letters
      for (const update of [paint, paint.replaceAll(` ${word}`, ` ${word.toLowerCase()}`)])
        await client.query(update, [clinicId]).catch(() => undefined);
      const { rows: after } = await client.query<{ has: boolean; lacks: boolean; empty: boolean }>(
        `SELECT coalesce(bool_or(strpos(lower(${text}), lower('${word}')) > 0), false) AS has,
           coalesce(bool_or(${wanting}), false) AS lacks, count(*) = 0 AS empty FROM "${table}" WHERE clinic_id = $1`,
        [clinicId],
      );
      if (after[0]?.has) painted.push(`${table}.${column}`);
      if ((after[0]?.lacks || after[0]?.empty) && !checked) left.push(`${table}.${column}`);
    }
    return { painted, left };
  });
}

/** Texts in a language, which end like an id. */
const inIndonesian = /^(label|prep|what)_id$/;

/** Columns whose values the program knows by heart or reckons with, or by which it finds other rows. */
const known = new RegExp(
  `(^|_)(${[
    'id|ids|code|kind|state|status|role|roles|action|event|type|key|subject|currency|zone|system|payer|account|purpose',
    'language|hash|mac|slug|param|day|date|quantity|step|number|colour|template|stamps|printers|phone|detail|search',
  ].join('|')})$`,
);
