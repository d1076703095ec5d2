import type { DocumentReference } from '@medplum/fhirtypes';
import { sql } from 'kysely';
import type { Content } from '#slices/letters/contract.ts';
import { letters } from '#slices/letters/contract.ts';
import type { TestClinic } from '../clinic.ts';
import { call, mustRefuse } from './call.ts';
import { knock } from './knock.ts';
import { type Ids, of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

/** A letter to whoever is named. */
export const letterTo = (recipient: string) =>
  ({ kind: 'attendance', place: 'work', recipient }) as const satisfies Content;

/** Letters of a visit: three drafts, to change, to sign and to take out of use, and one that is signed. */
export async function lettered(
  clinic: TestClinic,
  { visitId, patientId, name }: { visitId: string; patientId: string; name: string },
): Promise<Ids> {
  const draft = async (word: string) => {
    const content = letterTo(`${name} ${word}`);
    return (await clinic.as('nurse').call(letters, 'draftLetter', { visitId, patientId, content })).letter;
  };
  const drafts = [await draft('one'), await draft('two'), await draft('three')];
  const { letterId, version } = await draft('four');
  await clinic.as('physician').call(letters, 'signLetter', { letterId, version });
  const [letterIdToChange = '', signLetterId = '', discardLetterId = ''] = drafts.map((one) => one.letterId);
  return { letterId: letterIdToChange, signLetterId, discardLetterId, signedLetterId: letterId };
}

/** Letters of one patient are in nobody else's list, are written in no other's visit, and are signed by a physician alone. */
export async function tryLettered(ground: Ground): Promise<void> {
  const { clinic, own, otherPatient } = ground.world;
  const nurse = clinic.as('nurse');
  const [visitId, patientId, letterId] = [of(own, 'visitId'), of(own, 'patientId'), of(own, 'signLetterId')];
  const { letters: hers } = await nurse.call(letters, 'patientLetters', { patientId });
  const foreign = hers.filter((one) => one.patientId !== patientId || one.visitId !== visitId);
  if (hers.length === 0 || foreign.length > 0)
    ground.findings.fault(`letters of hers: ${hers.length}, not hers: ${foreign.length}`);
  const settled = { visitId: of(own, 'settledVisitId') };
  if ((await nurse.call(letters, 'visitLetters', settled)).letters.length > 0)
    ground.findings.fault('letters of another visit of hers');
  const content = letterTo('x');
  const theirs = of(otherPatient, 'signLetterId');
  const moved = { visitId, patientId, letterId: theirs, version: 1, content };
  await mustRefuse(ground, nurse.call(letters, 'draftLetter', moved), 'platform.notFound');
  const mixed = { visitId, patientId: of(otherPatient, 'patientId'), content };
  await mustRefuse(ground, nurse.call(letters, 'draftLetter', mixed), 'letters.otherPatient');
  await tryDiagnosis(ground);
  const callers = ground.callers.filter(({ name }) => ['clinical', 'nurse', 'frontDesk'].includes(name));
  for (const caller of callers)
    await call(ground, 'letters.signLetter', { letterId, version: 1 }, '', 'platform.notAllowed', caller);
  await tryRight(ground, of(own, 'letterId'));
  await tryByRecord(ground, letterId);
  await tryByRecord(ground, of(own, 'signedLetterId'));
}

/** A letter may not name what she has; what another has is nobody's secret here, and no reason to refuse. */
async function tryDiagnosis({ world }: Ground): Promise<void> {
  const { clinic, own, otherPatient } = world;
  const subject = { reference: `Patient/${of(otherPatient, 'patientId')}` };
  const code = { text: 'Sindrom Zorvatin' };
  await clinic.inside(({ record }) => record.create({ resourceType: 'Condition', subject, code }));
  const [visitId, patientId] = [of(own, 'visitId'), of(own, 'patientId')];
  const content = letterTo(code.text);
  await clinic.as('nurse').call(letters, 'draftLetter', { visitId, patientId, content });
}

/** Whoever may write documents but may not draft letters writes none by the FHIR address either. */
async function tryRight(ground: Ground, letterId: string): Promise<void> {
  const { clinic } = ground.world;
  const nurse = ground.callers.find(({ name }) => name === 'nurse');
  if (!nurse) throw new Error('there is no nurse');
  const path = `/fhir/R4/DocumentReference/${letterId}`;
  const write = async (description: string) => {
    const standing = await clinic.inside(({ record }) => record.mustRead('DocumentReference', letterId));
    return (await knock(ground.url, nurse, { method: 'PUT', path, body: { ...standing, description } }))
      .status;
  };
  const before = await write('first');
  const right = (change: 'array_remove' | 'array_append') =>
    clinic.inside(({ db }) =>
      sql`UPDATE scope_role SET actions = ${sql.raw(change)}(actions, 'letters.draft') WHERE role = 'nurse'`.execute(
        db,
      ),
    );
  await right('array_remove');
  const without = await write('second');
  await right('array_append');
  if (before >= 300 || without !== 403)
    ground.findings.fault(`a letter by the record: ${before} with the right to draft, ${without} without`);
}

/** The FHIR address is no way around the signature, nor to change what is signed. */
async function tryByRecord(ground: Ground, letterId: string): Promise<void> {
  const { clinic } = ground.world;
  const standing = await clinic.inside(({ record }) => record.mustRead('DocumentReference', letterId));
  const forged: DocumentReference = { ...standing, docStatus: 'final', description: 'forged' };
  const path = `/fhir/R4/DocumentReference/${letterId}`;
  for (const caller of ground.callers.filter(({ name }) => ['nurse', 'physician'].includes(name))) {
    const answer = await knock(ground.url, caller, { method: 'PUT', path, body: forged });
    if (answer.status < 400) ground.findings.fault(`${caller.name} writes the letter ${letterId} as signed`);
  }
  const now = await clinic.inside(({ record }) => record.mustRead('DocumentReference', letterId));
  if (now.meta?.versionId !== standing.meta?.versionId)
    ground.findings.fault(`the letter ${letterId} was written past the verbs`);
}
