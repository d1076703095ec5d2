import { busyDay, chronic } from '#testing/search/grown.ts';
import type { Bare } from './bare.ts';
import type { Call, Calls } from './figures.ts';
import type { Home } from './home.ts';
import type { Pair } from './pair.ts';
import { patientBundle } from './patient-bundle.ts';
import { bundleOf, reading } from './readings.ts';

/** Which resource is read by its id. */
const readPlace = 'Observation/observation-10-5';

const searches = {
  'search: newest 20 of a code of a patient': [
    `Observation?patient=${chronic}&code=http://loinc.org|85354-9&_sort=-date&_count=20`,
    0.5,
  ],
  'search: a day of appointments': [`Appointment?date=${busyDay}&_sort=date&_count=50`, 0.5],
  'search: Patient?name=smi': ['Patient?name=smi&_count=20', 0.3],
} as const;

/** One row of the bench: a call of ours, the same of the yardstick's, and how often. */
export type Row = Pick<Pair, 'name' | 'ours' | 'yardstick' | 'requests' | 'goal'> & { alone?: boolean };

/** The FHIR API as another system of the clinic calls it. */
export interface Fhir {
  get(place: string): Call;
  send(method: 'POST' | 'PUT', place: string): Call;
}

export function fhirOf(home: Home): Fhir {
  const scope = ['--scope', 'system/*.cruds'];
  const token = home.cli('token', 'create', '--client', 'Bench', '--clinic', 'harbor', ...scope).trim();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' };
  const url = (place: string) => `${home.server.url}/fhir/R4${place && `/${place}`}`;
  return {
    get: (place) => ({ method: 'GET', url: url(place), headers }),
    send: (method, place) => ({ method, url: url(place), headers }),
  };
}

/** What is read, by the yardstick's keys: one resource, and those that each search finds. */
export interface Answers {
  rows: Map<string, string>;
  found: Map<string, string[]>;
}

export async function answersOf(fhir: Fhir): Promise<Answers> {
  const rows = new Map([['read', await textOf(fhir.get(readPlace))]]);
  const found = new Map<string, string[]>();
  for (const [name, [place]] of Object.entries(searches)) {
    const bundle = JSON.parse(await textOf(fhir.get(place))) as { entry: { resource: { id: string } }[] };
    // a search that finds nothing would look fast
    if (bundle.entry.length < 20) throw new Error(`${place} found ${bundle.entry.length}`);
    for (const { resource } of bundle.entry) rows.set(resource.id, JSON.stringify(resource));
    found.set(
      name,
      bundle.entry.map(({ resource }) => resource.id),
    );
  }
  return { rows, found };
}

async function textOf({ url, headers }: Call): Promise<string> {
  const answer = await fetch(url, headers && { headers });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return answer.text();
}

/** Reading one resource by its id. */
export function readRow(fhir: Fhir, bare: Bare, name: string): Row {
  return {
    ...{ name, ours: fhir.get(readPlace), yardstick: bare.read('read') },
    ...{ requests: 800, goal: { share: 0.5 } },
  };
}

/** Counts up what the bench has written, over both sizes. */
let next = 0;

/** Everything else that a system asks of the FHIR API. */
export function interactionRows(fhir: Fhir, bare: Bare, found: Answers['found']): Row[] {
  const text = JSON.stringify(reading(0));
  const create: Calls = { ...fhir.send('POST', 'Observation'), body: () => JSON.stringify(reading(next++)) };
  const update: Calls = {
    ...fhir.send('PUT', 'Observation'),
    make() {
      // few enough that most are there already, enough that two at once hardly meet
      const [place, round] = [next % 400, Math.floor(next / 400)];
      next += 1;
      const id = `bench-${place}`;
      const { url } = fhir.send('PUT', `Observation/${id}`);
      // what was measured is corrected, when it was measured is not
      return { url, body: JSON.stringify({ ...reading(place, 110 + (round % 40)), id }) };
    },
  };
  const transaction: Calls = {
    ...fhir.send('POST', ''),
    body: () => JSON.stringify(bundleOf(20, () => next++)),
  };
  const record: Calls = { ...fhir.send('POST', ''), body: () => JSON.stringify(patientBundle(next++)) };
  const entries = patientBundle(0).entry.map((entry) => JSON.stringify(entry.resource));
  const twenty = Array.from({ length: 20 }, () => text);
  const goal = { share: 0.35 };
  return [
    { name: 'create', ours: create, yardstick: bare.insert([text]), requests: 400, goal },
    { name: 'update', ours: update, yardstick: bare.insert([text]), requests: 400, goal },
    ...Object.entries(searches).map(([name, [place, share]]) => ({
      ...{ name, ours: fhir.get(place), yardstick: bare.readMany(found.get(name) ?? []) },
      ...{ requests: 400, goal: { share } },
    })),
    { name: 'transaction of 20', ours: transaction, yardstick: bare.insert(twenty), requests: 40, goal },
    {
      ...{ name: `one patient's record of ${entries.length} as a transaction`, alone: true },
      ...{ ours: record, yardstick: bare.insert(entries), requests: 5, goal: { seconds: 1.5 } },
    },
  ];
}
