import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { resourceTypes } from '../fhir/definitions.ts';
import { typeKey } from '../fhir/search-key.ts';

/**
 * Types in which somebody is named by an extension that no search knows: a mother in her newborn's Patient, who speaks for
 * her in a RelatedPerson. They are few beside the rest of the record, so their text is looked through.
 */
const namedInside = ['Patient', 'RelatedPerson'];

/**
 * Everything in the record that names a patient, whichever element does, but her own Patient resource and what says who
 * wrote that. The index of references begins with the parameter, so the few that a clinic has are walked, and each is asked once.
 */
export async function referencesTo(ctx: Context, patientId: string): Promise<{ type: string; id: string }[]> {
  const typeOfKey = new Map(resourceTypes().map((type) => [String(typeKey(type)), type]));
  const { rows } = await sql<{ type: string | null; key: string | null; id: string }>`
    WITH RECURSIVE params AS (
      SELECT min(param) AS param FROM record_reference WHERE clinic_id = ${ctx.clinic.id}
      UNION ALL
      SELECT (SELECT min(r.param) FROM record_reference r WHERE r.clinic_id = ${ctx.clinic.id} AND r.param > p.param)
      FROM params p WHERE p.param IS NOT NULL)
    SELECT NULL::text AS type, (f.param >> 32)::text AS key, f.id FROM params p
    JOIN record_reference f ON f.clinic_id = ${ctx.clinic.id} AND f.param = p.param
      AND f.target_id = ${patientId} AND f.target_type = 'Patient'
    UNION
    SELECT type, NULL, id FROM record_resource
    WHERE clinic_id = ${ctx.clinic.id} AND patient_id = ${patientId} AND NOT deleted
    UNION
    SELECT type, NULL, id FROM record_resource
    WHERE clinic_id = ${ctx.clinic.id} AND type = ANY(${namedInside}) AND NOT deleted
      AND position(${`"Patient/${patientId}"`} IN content) > 0`.execute(ctx.db);
  const found = new Map<string, { type: string; id: string }>();
  for (const row of rows) {
    const type = row.type ?? typeOfKey.get(row.key ?? '');
    // a Provenance says who wrote which version of what: those of her Patient resource stay beside it
    if (!type || type === 'Provenance' || (type === 'Patient' && row.id === patientId)) continue;
    found.set(`${type}/${row.id}`, { type, id: row.id });
  }
  return [...found.values()].sort((a, b) => (`${a.type}/${a.id}` < `${b.type}/${b.id}` ? -1 : 1));
}
