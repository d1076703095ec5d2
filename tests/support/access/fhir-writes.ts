import { createToken } from '#platform/server/identity/accounts.ts';
import type { Caller } from './callers.ts';
import { touchedOf } from './touched.ts';
import { idsAlone, knock } from './knock.ts';
import { of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

type Fields = Record<string, unknown>;

/**
 * Another system writes what the clinic's own screens never would about one patient: a booking loses its time, one is
 * made for a visit that is under way, a policy was never true. What the duties keep of the other patient stays.
 */
export async function tryWrites({ url, world, findings }: Ground): Promise<void> {
  const { own, otherPatient, clinic } = world;
  const caller = await wholeOf(clinic);
  const theirs = idsAlone({ ...otherPatient, otherPatientId: '' }, { ...own, otherPatientId: '' });
  const cancelled = of(own, 'cancelVisitId');
  const underWay = of(own, 'visitId');
  const read = async (place: string) =>
    (await knock(url, caller, { method: 'GET', path: `/fhir/R4/${place}` })).body;
  const booking = await read(`Appointment/${cancelled}`);
  const coverage = await read(`Coverage/${of(own, 'coverageId')}`);
  const { start: _start, end: _end, ...timeless } = booking;
  const writes: [what: string, resource: Fields][] = [
    ['a booking without its time', { ...timeless, status: 'proposed' }],
    // at the time that is free now
    ['a booking of a visit that is under way', { ...booking, id: underWay, status: 'arrived' }],
    ['a policy that was never true', { ...coverage, status: 'entered-in-error' }],
  ];
  for (const [what, resource] of writes) {
    const before = await touchedOf(clinic, theirs);
    const path = `/fhir/R4/${resource.resourceType}/${resource.id}`;
    const answer = await knock(url, caller, { method: 'PUT', path, body: resource });
    findings.judge(`FHIR ${what}`, answer.status < 300 ? undefined : 'expected 2xx', answer);
    const after = await touchedOf(clinic, theirs);
    const touched = Object.keys(before).filter((table) => before[table] !== after[table]);
    if (touched.length > 0) findings.fault(`FHIR ${what}: touches ${touched.join(', ')} of another patient`);
  }
}

/** Another system that may read and write the whole record of a clinic. */
export async function wholeOf({ platform, clinic }: Ground['world']['clinic']): Promise<Caller> {
  const { token } = await createToken(platform, {
    ...{ clientName: 'Whole record', clinicSlug: clinic.slug, scopes: ['system/*.cruds'] },
  });
  const headers = { authorization: `Bearer ${token}` };
  return { name: 'client of the whole record', kind: 'client', headers, holds: () => true };
}
