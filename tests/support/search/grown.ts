import type { Client } from 'pg';
import { withClient } from '#platform/server/db/roles.ts';

/** Whose resources, where, and how many. */
export interface Grown {
  /** Of a role that row-level security does not bind. */
  superuserUrl: string;
  clinicId: string;
  resources: number;
}

/** The patient whose chart is asked for; every tenth has one like hers. */
export const chronic = 'patient-10';
/** A day with 50 appointments, as the clinic of Jakarta has it. */
export const busyDay = '2026-03-09';

/**
 * A record of a size, made by the database itself: of 100 resources 80 are readings of every tenth patient, 10
 * appointments (50 a day), 5 encounters, 5 patients. The rows are those that the indexer makes of such resources.
 */
export async function growRecord({ superuserUrl, clinicId, resources }: Grown): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    await client.query("SET work_mem = '64MB'; SET synchronous_commit = off");
    const patients = Math.round(resources / 20);
    await patientsOf(client, clinicId, patients);
    await observationsOf(client, clinicId, Math.floor(patients / 10));
    await appointmentsOf(client, clinicId, Math.round(resources / 500));
    await encountersOf(client, clinicId, patients);
  });
}

const columns = '(clinic_id, type, id, version, updated_at, patient_id, content, at, indexed)';

async function patientsOf(client: Client, clinicId: string, count: number): Promise<void> {
  const made = `FROM (SELECT n, 'patient-' || n AS id,
    CASE WHEN n % 20 = 0 THEN 'smith' ELSE 'family' || n % 977 END AS family, 'given' || n % 313 AS given
    FROM generate_series(1, ${count}) n) p`;
  await client.query(`INSERT INTO record_resource ${columns} SELECT '${clinicId}', 'Patient', id, 1, now(), id,
    '{"resourceType":"Patient","id":"' || id || '","meta":{"versionId":"1"},"name":[{"family":"' || family || '","given":["' || given || '"]}],"gender":"female","birthDate":"1990-03-10"}',
    '-infinity', true ${made}`);
  for (const [param, value] of [
    ['name', 'family'],
    ['family', 'family'],
    ['name', 'given'],
    ['given', 'given'],
  ]) {
    await client.query(`INSERT INTO record_string (clinic_id, param, folded, exact, id)
      SELECT '${clinicId}', record_search_key('Patient', '${param}'), ${value}, ${value}, id ${made}`);
  }
  await client.query(`INSERT INTO record_token (clinic_id, param, code, system, id, patient_id)
    SELECT '${clinicId}', record_search_key('Patient', t.param), t.code, t.system, id, id ${made}
    CROSS JOIN LATERAL (VALUES ('gender', 'female', 'urn:gender'), ('identifier', n::text, 'urn:mrn')) t(param, code, system)`);
  await client.query(`INSERT INTO record_date (clinic_id, param, lo, hi, long, id)
    SELECT '${clinicId}', record_search_key('Patient', 'birthdate'), '1990-03-09T17:00:00Z', '1990-03-10T17:00:00Z', false, id ${made}`);
}

/** 160 readings of each tenth patient: four codes by turns, one an hour. */
async function observationsOf(client: Client, clinicId: string, patients: number): Promise<void> {
  const made = `FROM (SELECT 'observation-' || p || '-' || n AS id, 'patient-' || p * 10 AS patient,
    (ARRAY['85354-9', '8867-4', '8310-5', '29463-7'])[1 + n % 4] AS code,
    timestamptz '2026-01-01T00:00:00Z' + make_interval(hours => n, secs => p % 3600) AS at
    FROM generate_series(1, ${patients}) p, generate_series(1, 160) n) o`;
  await client.query(`INSERT INTO record_resource ${columns} SELECT '${clinicId}', 'Observation', id, 1, now(), patient,
    '{"resourceType":"Observation","id":"' || id || '","meta":{"versionId":"1"},"status":"final","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"vital-signs"}]}],"code":{"coding":[{"system":"http://loinc.org","code":"' || code || '"}]},"subject":{"reference":"Patient/' || patient || '"},"effectiveDateTime":"' || to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || '","component":[{"code":{"coding":[{"system":"http://loinc.org","code":"8480-6","display":"Systolic blood pressure"}]},"valueQuantity":{"value":120,"unit":"mmHg","system":"http://unitsofmeasure.org","code":"mm[Hg]"}},{"code":{"coding":[{"system":"http://loinc.org","code":"8462-4","display":"Diastolic blood pressure"}]},"valueQuantity":{"value":80,"unit":"mmHg","system":"http://unitsofmeasure.org","code":"mm[Hg]"}}]}',
    at, true ${made}`);
  await client.query(`INSERT INTO record_token (clinic_id, param, code, system, id, at, patient_id)
    SELECT '${clinicId}', record_search_key('Observation', t.param), t.code, t.system, id, at, patient ${made}
    CROSS JOIN LATERAL (VALUES ('code', o.code, 'http://loinc.org'),
      ('status', 'final', 'urn:status'), ('category', 'vital-signs', 'urn:category')) t(param, code, system)`);
  await client.query(`INSERT INTO record_reference (clinic_id, param, target_id, target_type, id, at)
    SELECT '${clinicId}', record_search_key('Observation', t.param), patient, 'Patient', id, at ${made}
    CROSS JOIN LATERAL (VALUES ('patient'), ('subject')) t(param)`);
  await client.query(`INSERT INTO record_date (clinic_id, param, lo, hi, long, id)
    SELECT '${clinicId}', record_search_key('Observation', 'date'), at, at + interval '1 second', false, id ${made}`);
}

/** 50 each day, the last on the day that is asked for. */
async function appointmentsOf(client: Client, clinicId: string, days: number): Promise<void> {
  const made = `FROM (SELECT 'appointment-' || d || '-' || n AS id, 'patient-' || 1 + (d * 50 + n) % 400 AS patient,
    timestamptz '${busyDay}T01:00:00Z' - make_interval(days => d) + make_interval(mins => 10 * n) AS at
    FROM generate_series(0, ${days - 1}) d, generate_series(0, 49) n) a`;
  await client.query(`INSERT INTO record_resource ${columns} SELECT '${clinicId}', 'Appointment', id, 1, now(), patient,
    '{"resourceType":"Appointment","id":"' || id || '","meta":{"versionId":"1"},"status":"booked","start":"' || to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || '","participant":[{"actor":{"reference":"Patient/' || patient || '"},"status":"accepted"}]}',
    at, true ${made}`);
  await client.query(`INSERT INTO record_token (clinic_id, param, code, system, id, at, patient_id)
    SELECT '${clinicId}', record_search_key('Appointment', 'status'), 'booked', 'urn:status', id, at, patient ${made}`);
  await client.query(`INSERT INTO record_reference (clinic_id, param, target_id, target_type, id, at)
    SELECT '${clinicId}', record_search_key('Appointment', t.param), patient, 'Patient', id, at ${made}
    CROSS JOIN LATERAL (VALUES ('patient'), ('actor')) t(param)`);
  await client.query(`INSERT INTO record_date (clinic_id, param, lo, hi, long, id)
    SELECT '${clinicId}', record_search_key('Appointment', 'date'), at, at + interval '1 second', false, id ${made}`);
}

async function encountersOf(client: Client, clinicId: string, count: number): Promise<void> {
  const made = `FROM (SELECT 'encounter-' || n AS id, 'patient-' || n AS patient,
    timestamptz '2026-01-01T00:00:00Z' + make_interval(mins => n) AS at FROM generate_series(1, ${count}) n) e`;
  await client.query(`INSERT INTO record_resource ${columns} SELECT '${clinicId}', 'Encounter', id, 1, now(), patient,
    '{"resourceType":"Encounter","id":"' || id || '","meta":{"versionId":"1"},"status":"finished","subject":{"reference":"Patient/' || patient || '"}}',
    at, true ${made}`);
  await client.query(`INSERT INTO record_token (clinic_id, param, code, system, id, at, patient_id)
    SELECT '${clinicId}', record_search_key('Encounter', 'status'), 'finished', 'urn:status', id, at, patient ${made}`);
  await client.query(`INSERT INTO record_reference (clinic_id, param, target_id, target_type, id, at)
    SELECT '${clinicId}', record_search_key('Encounter', t.param), patient, 'Patient', id, at ${made}
    CROSS JOIN LATERAL (VALUES ('patient'), ('subject')) t(param)`);
  await client.query(`INSERT INTO record_date (clinic_id, param, lo, hi, long, id)
    SELECT '${clinicId}', record_search_key('Encounter', 'date'), at, at + interval '20 minutes', false, id ${made}`);
}

/** The searches that a clinic's systems send most, as they stand in an address. */
export const commonest: Readonly<Record<string, [type: string, search: string]>> = {
  'newest 20 of a code of one patient': [
    'Observation',
    `patient=${chronic}&code=http://loinc.org|85354-9&_sort=-date&_count=20`,
  ],
  'a day of appointments': ['Appointment', `date=${busyDay}&_sort=date&_count=50`],
  'a day by its ends': ['Appointment', `date=ge${busyDay}&date=lt2026-03-10&_count=50`],
  'a name by its beginning': ['Patient', 'name=smi&_count=20'],
  'a patient by number': ['Patient', 'identifier=urn:mrn|77'],
  'one patient, newest first': ['Observation', `subject=Patient/${chronic}&_sort=-date&_count=50`],
  'encounters of a patient': ['Encounter', `patient=${chronic}&_count=20`],
  'newest of a code': ['Observation', 'code=8867-4&_sort=-date&_count=20'],
  'vital signs of a patient since a day': [
    'Observation',
    `patient=${chronic}&category=vital-signs&date=ge2026-01-03&_count=50`,
  ],
  'by ids': ['Observation', '_id=observation-1-1,observation-1-2,observation-1-3'],
  'readings of patients of a name': [
    'Observation',
    'subject:Patient.identifier=urn:mrn|10&code=85354-9&_count=20',
  ],
  'changed lately': ['Patient', '_lastUpdated=ge2026-01-01&_sort=-_lastUpdated&_count=20'],
};
