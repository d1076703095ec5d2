import type { Patient, Resource } from '@medplum/fhirtypes';
import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { withClient } from '#platform/server/db/roles.ts';
import type { CallOf, OutputOf } from '#platform/shared/contract.ts';
import type { TestClinic } from '#testing/clinic.ts';
import { merging } from '#slices/merging/contract.ts';

/** A patient as some other system sent her. */
export function newPatient(clinic: TestClinic, more: Partial<Patient> = {}): Promise<string> {
  return clinic.inside(async ({ record }) => {
    const { id } = await record.create<Patient>({
      ...{ resourceType: 'Patient', name: [{ use: 'official', text: 'Siti Aminah' }] },
      ...{ gender: 'female', birthDate: '1990-05-08', active: true, ...more },
    });
    return id;
  });
}

export const subjectOf = (patientId: string) => ({ reference: `Patient/${patientId}` });

/** Papers that stand in a chart. */
export async function papersOf(clinic: TestClinic, patientId: string): Promise<unknown[]> {
  const found = await clinic.inside(({ record }) =>
    record.search('DocumentReference', { where: [{ param: 'patient', ...subjectOf(patientId) }] }),
  );
  return found.filter(({ status }) => status === 'current');
}

/** Something of each kind that a chart holds; `word` stands in all of it. */
export async function fillChart(clinic: TestClinic, patientId: string, word: string): Promise<void> {
  const subject = subjectOf(patientId);
  const code = (text: string) => ({ text: `${text} ${word}` });
  const all: Resource[] = [
    {
      ...{ resourceType: 'AllergyIntolerance', patient: subject, code: code('latex') },
      clinicalStatus: {
        coding: [
          { system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' },
        ],
      },
    },
    {
      ...{ resourceType: 'MedicationStatement', status: 'active', subject },
      medicationCodeableConcept: code('metformin'),
    },
    {
      ...{ resourceType: 'Condition', subject, code: code('asma') },
      clinicalStatus: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
      },
    },
    {
      ...{ resourceType: 'Observation', status: 'final', code: code('gula'), subject },
      ...{ effectiveDateTime: '2026-03-01T02:00:00Z', valueQuantity: { value: 5.4, unit: 'mmol/L' } },
    },
    {
      ...{ resourceType: 'Immunization', status: 'completed', vaccineCode: code('BCG'), patient: subject },
      occurrenceDateTime: '1990-06-01',
    },
    {
      ...{ resourceType: 'DocumentReference', status: 'current', subject, description: `surat ${word}` },
      content: [{ attachment: { contentType: 'text/plain', data: Buffer.from(word).toString('base64') } }],
    },
    { resourceType: 'RelatedPerson', patient: subject, name: [{ text: `Ibu ${word}` }] },
    { resourceType: 'Flag', status: 'active', code: code('pagar'), subject },
    {
      ...{ resourceType: 'Group', type: 'person', actual: true },
      member: [{ entity: subject }],
    },
  ];
  await clinic.inside(async ({ record }) => {
    for (const one of all) await record.create(one);
  });
}

/** What a person who joins two charts answers: in each conflict the same side. */
export async function join(
  clinic: TestClinic,
  survivorId: string,
  otherId: string,
  { reason = 'Same person', chosen = 'survivor' as 'survivor' | 'other', role = 'manager' } = {},
): Promise<OutputOf<typeof merging, 'mergeCharts'>> {
  return clinic
    .as(role)
    .call(merging, 'mergeCharts', await wish(clinic, survivorId, otherId, reason, chosen));
}

/** The call of a join, so that two can be made at once. */
export async function wish(
  clinic: TestClinic,
  survivorId: string,
  otherId: string,
  reason = 'Same person',
  chosen: 'survivor' | 'other' = 'survivor',
): Promise<CallOf<typeof merging, 'mergeCharts'>> {
  const compared = await clinic.as('manager').call(merging, 'comparePair', { survivorId, otherId });
  const conflicts = compared.fields.filter(({ conflict }) => conflict);
  return {
    ...{ survivorId, otherId, reason },
    choices: Object.fromEntries(conflicts.map(({ field }) => [field, chosen])),
    ...{ survivorVersion: compared.survivor.version, otherVersion: compared.other.version },
  };
}

/** Takes a join back; everything written since stays unless told. */
export async function part(
  clinic: TestClinic,
  mergeId: string,
  decisions: Record<string, 'stays' | 'goes'> = {},
): Promise<OutputOf<typeof merging, 'unmergeCharts'>> {
  return clinic.as('manager').call(merging, 'unmergeCharts', { mergeId, reason: 'Two people', decisions });
}

/** Columns of a table that say of whom a row is. */
const ofPatient = ['patient_id', 'other_id', 'right_id', 'survivor_id'];

/** Rows that say when something was last written, or whose the join itself was, and so are not the charts'. */
const aside = /^(record_(history|token|joined)|audit_|merging_|print_|work_task|platform_)/;

/**
 * All that two charts hold, in the record and in every duty's tables, in words that can be compared: without versions and
 * instants of writing.
 */
export async function contentOf(
  clinic: TestClinic,
  ids: readonly string[],
): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  const resources = await clinic.inside(async (ctx) => recordOf(ctx, ids));
  found.record = resources;
  await withClient(clinic.database.superuserUrl, async (client) => {
    const { rows: tables } = await client.query<{ name: string; columns: string[] }>(
      `SELECT table_name AS name, array_agg(column_name::text) AS columns FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name = ANY($1) GROUP BY table_name ORDER BY table_name`,
      [ofPatient],
    );
    for (const { name, columns } of tables) {
      if (aside.test(name) || name === 'record_resource') continue;
      const which = columns.map((column) => `t.${column} = ANY($1)`).join(' OR ');
      const { rows } = await client.query<{ row: Record<string, unknown> }>(
        `SELECT to_jsonb(t) - 'changed_at' AS row FROM ${name} t WHERE ${which} ORDER BY to_jsonb(t)::text`,
        [ids],
      );
      if (rows.length > 0)
        found[name] = rows
          .map(({ row }) => row)
          .map((row) => JSON.stringify(row))
          .sort();
    }
    const { rows } = await client.query<{ row: unknown }>(
      `SELECT to_jsonb(t) AS row FROM scheduling_booking t WHERE resource_id = ANY($1) ORDER BY appointment_id`,
      [ids],
    );
    found.scheduling_booking = rows.map(({ row }) => row);
  });
  return found;
}

async function recordOf(ctx: Context, ids: readonly string[]): Promise<unknown[]> {
  const { rows } = await sql<{ content: string }>`
    SELECT r.content FROM record_resource r WHERE r.clinic_id = ${ctx.clinic.id} AND NOT r.deleted
      AND r.type NOT IN ('Provenance', 'Task') AND (r.patient_id = ANY(${[...ids]}) OR EXISTS (
        SELECT FROM unnest(${[...ids]}::text[]) u WHERE position('Patient/' || u IN r.content) > 0))
    ORDER BY r.type, r.id`.execute(ctx.db);
  return rows.map(({ content }) => {
    const { meta: _, ...rest } = JSON.parse(content);
    return sorted(rest);
  });
}

/** The same value with the names of its objects in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, one]) => [name, sorted(one)]));
}
