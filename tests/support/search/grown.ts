import type { Clinic } from '#platform/server/context.ts';
import { withClient } from '#platform/server/db/roles.ts';
import type { SearchQuery } from '#platform/server/record/query.ts';
import { openCopy } from './copy-rows.ts';
import { blockOf, blockSize, busyDay, chronic } from './grown-resources.ts';
import { columns, rowsOf } from './grown-rows.ts';
import { indexesApart } from './indexes-apart.ts';

export { busyDay, chronic } from './grown-resources.ts';

/** Whose resources, where, and how many. */
export interface Grown {
  /** Of a role that row-level security does not bind. */
  superuserUrl: string;
  clinicId: string;
  /** As many as the record shall hold, in full ten thousands. */
  resources: number;
  /** As many as it holds from an earlier growth. */
  from?: number;
  /** When they were written; now unless told. */
  now?: string;
}

/**
 * A record of a size: in ten thousand resources 1,000 patients and what is written of them, in the search rows and the
 * slices' rows that writes would have made. They are copied, which is the only way to a million within minutes.
 */
export async function growRecord({ superuserUrl, clinicId, resources, from = 0, now }: Grown): Promise<void> {
  const clinic = await clinicOf(superuserUrl, clinicId);
  const writing = { clinic, now: now ?? new Date().toISOString() };
  const fill = async () => {
    const copy = await openCopy(superuserUrl, clinicId, columns);
    for (let block = Math.round(from / blockSize); block < Math.round(resources / blockSize); block++) {
      let sent = 0;
      for (const resource of blockOf(block, clinic)) {
        rowsOf(resource, writing, copy.sink);
        sent += 1;
        if (sent % 200 === 0) await copy.drained();
      }
    }
    await copy.end();
  };
  const isMuch = resources - from >= 10 * blockSize;
  await (isMuch ? indexesApart(superuserUrl, Object.keys(columns), fill) : fill());
}

async function clinicOf(superuserUrl: string, clinicId: string): Promise<Clinic> {
  return withClient(superuserUrl, async (client) => {
    const { rows } = await client.query<Clinic>(
      'SELECT id, slug, name, country, zone, currency, language, demo, settings FROM platform_clinic WHERE id = $1',
      [clinicId],
    );
    if (!rows[0]) throw new Error(`there is no clinic ${clinicId}`);
    return rows[0];
  });
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
  'by ids': ['Observation', '_id=observation-10-1,observation-10-2,observation-10-3'],
  'readings of patients of a name': [
    'Observation',
    'subject:Patient.identifier=urn:mrn|10&code=85354-9&_count=20',
  ],
  'changed lately': ['Patient', '_lastUpdated=ge2026-01-01&_sort=-_lastUpdated&_count=20'],
};

const ofChronic = { param: 'patient', reference: `Patient/${chronic}` };
const without = (param: string, code: string) =>
  ({ param, isNot: true, tests: [{ on: 'token', code }] }) as const;

/** What screens ask of one patient, beside that it is hers. */
export const ofOnePatient: Readonly<Record<string, [type: string, query: SearchQuery]>> = {
  'newest findings that are no vital signs': [
    'Observation',
    {
      where: [ofChronic, without('category', 'vital-signs'), { param: 'date', missing: false }],
      ...{ order: '-date', limit: 45 },
    },
  ],
  'newest that are in no error': [
    'Observation',
    {
      where: [ofChronic, without('status', 'entered-in-error'), { param: 'date', missing: false }],
      ...{ order: '-date', limit: 45 },
    },
  ],
  'those before a day': [
    'Observation',
    {
      where: [ofChronic, without('status', 'cancelled'), { param: 'date', to: '2026-03-01T00:00:00Z' }],
      ...{ order: '-date', limit: 45 },
    },
  ],
  'those without a date': [
    'Observation',
    { where: [ofChronic, { param: 'date', missing: true }], order: '-date', limit: 45 },
  ],
  'with a date, in no order': ['Observation', { where: [ofChronic, { param: 'date', missing: false }] }],
  'of a state that most have': ['Encounter', { where: [ofChronic, { param: 'status', token: 'finished' }] }],
};
