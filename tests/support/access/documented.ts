import { crc32, deflateSync } from 'node:zlib';
import { documents } from '#slices/documents/contract.ts';
import type { TestClinic } from '../clinic.ts';
import { mustRefuse } from './call.ts';
import { absentLike, faceOf, knock, leakOf } from './knock.ts';
import { type Ids, of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

/** A true PNG of one dot with words in it, so that its bytes tell whose they are. */
export function pictureOf(words: string): Buffer {
  const size = Buffer.from('00000001000000010800000000', 'hex');
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', size),
    chunk('tEXt', Buffer.from(`Comment\0${words}`, 'latin1')),
    chunk('IDAT', deflateSync(Buffer.from([0, 128]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

let count = 0;

async function received(clinic: TestClinic, text: string): Promise<string> {
  count += 1;
  const { file } = await clinic.as('frontDesk').call(documents, 'receiveFile', {
    ...{ fileName: text, data: pictureOf(`${text} ${count}`).toString('base64') },
  });
  return file.fileId;
}

/** Files of the clinic that are nobody's yet: one to file, one to set aside. */
export async function looseFiles(clinic: TestClinic, canary: string): Promise<Ids> {
  return { fileId: await received(clinic, canary), asideFileId: await received(clinic, canary) };
}

interface Whose {
  patientId: string;
  name: string;
  birthDate: string;
}

export const indexOf = (title: string, type = 'labReport') => ({
  ...{ type, servedOn: '2026-03-02', title, source: title },
});
const shown = ({ name, birthDate }: Whose) => ({ name, birthDate, by: 'onPaper' as const });

async function filed(clinic: TestClinic, whose: Whose, type = 'labReport', as = 'frontDesk') {
  const fileId = await received(clinic, whose.name);
  const { document } = await clinic.as(as).call(documents, 'fileDocument', {
    ...{ fileId, patientId: whose.patientId, index: indexOf(whose.name, type), confirmed: shown(whose) },
  });
  return document;
}

/** Documents of one patient: to correct, to review, to sign, to move, to be checked, and one of the office file. */
export async function documented(clinic: TestClinic, whose: Whose): Promise<Ids> {
  const first = await filed(clinic, whose);
  const review = await filed(clinic, whose, 'outsideRecord');
  const sign = await filed(clinic, whose);
  const move = await filed(clinic, whose);
  const every = (checkEvery: number) =>
    clinic.as('manager').call(documents, 'saveSettings', { mostMegabytes: 10, checkEvery, scanner: null });
  await every(1);
  const check = await filed(clinic, whose, 'insuranceCard');
  await every(0);
  const office = await filed(clinic, whose, 'legal', 'manager');
  return {
    documentId: first.documentId,
    filedFileId: first.fileId,
    reviewDocumentId: review.documentId,
    signDocumentId: sign.documentId,
    moveDocumentId: move.documentId,
    checkDocumentId: check.documentId,
    officeDocumentId: office.documentId,
    officeFileId: office.fileId,
  };
}

/** Documents of one patient are in nobody else's list, go out to those who may, and move with everything to whom they belong. */
export async function tryDocumented(ground: Ground): Promise<void> {
  await tryFiles(ground);
  const { clinic, own, otherPatient, canary } = ground.world;
  const [nurse, clerk, manager] = [clinic.as('nurse'), clinic.as('frontDesk'), clinic.as('manager')];
  const fault = (words: string) => ground.findings.fault(`documents: ${words}`);
  const [patientId, otherId] = [of(own, 'patientId'), of(otherPatient, 'patientId')];
  const listOf = async (person: typeof nurse, whose: string) =>
    (await person.call(documents, 'patientDocuments', { patientId: whose })).documents;
  const hers = await listOf(nurse, patientId);
  if (hers.length === 0 || hers.some((one) => one.patientId !== patientId))
    fault('another’s are in her list');
  if (hers.some(({ office }) => office)) fault('the office file is in the chart');
  if (!(await listOf(manager, patientId)).some(({ office }) => office)) fault('the office file is lost');
  const court = { documentId: of(own, 'officeDocumentId'), version: 1 };
  const correct = { ...court, index: indexOf('x', 'legal'), reason: 'x' };
  await mustRefuse(ground, clerk.call(documents, 'correctDocument', correct), 'platform.notFound');
  await tryFiling(ground);
  // whoever may know nothing of the office file moves nothing into it
  const hersToMove = { documentId: of(own, 'documentId'), version: 1, reason: 'x' };
  const there = { name: `${canary} Wulandari`, birthDate: '1990-05-08', by: 'onPaper' as const };
  const intoOffice = { ...hersToMove, toPatientId: patientId, type: 'legal', confirmed: there };
  await mustRefuse(ground, nurse.call(documents, 'moveDocument', intoOffice), 'platform.notAllowed');
  const same = { ...intoOffice, type: 'labReport' };
  await mustRefuse(ground, nurse.call(documents, 'moveDocument', same), 'documents.alreadyThere');
  const misread = { ...same, toPatientId: otherId };
  await mustRefuse(ground, nurse.call(documents, 'moveDocument', misread), 'documents.patientChanged');
  const checkId = of(own, 'checkDocumentId');
  const own_ = clerk.call(documents, 'checkDocument', { documentId: checkId, faults: [] });
  await mustRefuse(ground, own_, 'documents.ownWork');
  const unpicked = nurse.call(documents, 'checkDocument', { documentId: of(own, 'documentId'), faults: [] });
  await mustRefuse(ground, unpicked, 'platform.notFound');
  await tryMoved(ground);
  await tryByRecord(ground);
}

/** Into the chart that was confirmed, with a visit and an older version of hers, by those who may. */
async function tryFiling(ground: Ground): Promise<void> {
  const { clinic, own, otherPatient, canary } = ground.world;
  const clerk = clinic.as('frontDesk');
  const fileId = await received(clinic, canary);
  const confirmed = { name: `${canary} Wulandari`, birthDate: '1990-05-08', by: 'onPaper' as const };
  const filing = { fileId, patientId: of(own, 'patientId'), index: indexOf('x'), confirmed };
  const refused = (more: object, code: string) =>
    mustRefuse(ground, clerk.call(documents, 'fileDocument', { ...filing, ...more }), code);
  await refused({ patientId: of(otherPatient, 'patientId') }, 'documents.patientChanged');
  await refused({ visitId: of(otherPatient, 'visitId') }, 'documents.otherPatient');
  await refused({ index: indexOf('x', 'legal') }, 'platform.notAllowed');
  const replaced = (documentId: string) => ({ replaces: { documentId, version: 1 } });
  await refused(replaced(of(otherPatient, 'documentId')), 'documents.otherPatient');
  await refused(replaced(of(own, 'officeDocumentId')), 'platform.notFound');
  const { document } = await clerk.call(documents, 'fileDocument', filing);
  const asked = await clinic.inside(({ db }) =>
    db
      .selectFrom('work_task')
      .select('id')
      .where('subject', '=', `DocumentReference/${document.documentId}`)
      .execute(),
  );
  // that another one waits for its signature is no reason not to ask for hers
  if (asked.length !== 1)
    ground.findings.fault(`documents: ${asked.length} tasks for what is to be signed, not 1`);
  const cover = clerk.call(documents, 'printCoverSheet', { patientId: of(own, 'patientId'), type: 'legal' });
  await mustRefuse(ground, cover, 'platform.notAllowed');
}

/** What is moved is hers no more, and who opened it there is told; nobody else is. */
async function tryMoved({ world, findings }: Ground): Promise<void> {
  const { clinic, own, otherPatient, canary } = world;
  const nurse = clinic.as('nurse');
  const opened = (documentId: string, role: string) =>
    clinic.inside(({ db, clinic: { id }, now }) =>
      db
        .insertInto('documents_opened')
        .values({ clinic_id: id, document_id: documentId, staff_id: clinic.as(role).actor.id, first_at: now })
        .execute(),
    );
  await opened(of(own, 'moveDocumentId'), 'physician');
  await opened(of(own, 'documentId'), 'manager');
  const { toldCount, document } = await nurse.call(documents, 'moveDocument', {
    ...{ documentId: of(own, 'moveDocumentId'), version: 1, toPatientId: of(otherPatient, 'patientId') },
    ...{ type: 'labReport', reason: 'x' },
    confirmed: { name: `${canary} Hutapea`, birthDate: '1971-11-23', by: 'onPaper' },
  });
  if (toldCount !== 1) findings.fault(`documents: ${toldCount} were told of a moved one, not 1`);
  if (document.patientId !== of(otherPatient, 'patientId'))
    findings.fault('documents: moved to somebody else');
}

/** The FHIR address files, signs and gives away nothing. */
async function tryByRecord(ground: Ground): Promise<void> {
  const { clinic, own, otherPatient } = ground.world;
  const path = `/fhir/R4/DocumentReference/${of(own, 'signDocumentId')}`;
  const standing = await clinic.inside(({ record }) =>
    record.mustRead('DocumentReference', of(own, 'signDocumentId')),
  );
  const bytes = standing.content[0]?.attachment.url?.replace('Binary/', '') ?? '';
  const binary = await clinic.inside(({ record }) => record.mustRead('Binary', bytes));
  const subject = { reference: `Patient/${of(otherPatient, 'patientId')}` };
  const physician = ground.callers.find(({ name }) => name === 'physician');
  if (!physician) throw new Error('there is no physician');
  const tries: [string, string, string, object | undefined][] = [
    ['signed', 'PUT', path, { ...standing, docStatus: 'final' }],
    ['given to another', 'PUT', path, { ...standing, subject }],
    ['taken out of its list', 'PUT', path, { ...standing, type: { text: 'x' } }],
    ['deleted', 'DELETE', path, undefined],
    ['copied', 'POST', '/fhir/R4/DocumentReference', { ...standing, id: undefined }],
    ['changed', 'PUT', `/fhir/R4/Binary/${bytes}`, { ...binary, data: pictureOf('x').toString('base64') }],
    ['its bytes deleted', 'DELETE', `/fhir/R4/Binary/${bytes}`, undefined],
  ];
  for (const [what, method, at, body] of tries) {
    const { status } = await knock(ground.url, physician, { method, path: at, ...(body && { body }) });
    if (status !== 409) ground.findings.fault(`documents: ${what} by the record: ${status}, not 409`);
  }
}

/** The content of files: by act, clinic and kind, alike for what is not there. */
async function tryFiles({ url, world, other, callers, findings }: Ground): Promise<void> {
  const foreign = of(other.own, 'filedFileId');
  const files: [string, string, (holds: (act: string) => boolean) => number][] = [
    ["other clinic's", foreign, () => 404],
    ['absent', absentLike(foreign), () => 404],
    ['no id at all', 'x-not-an-id', () => 404],
    ['office', of(world.own, 'officeFileId'), (holds) => (holds('documents.office') ? 200 : 404)],
    ['other patient', of(world.otherPatient, 'filedFileId'), () => 200],
    ['own', of(world.own, 'filedFileId'), () => 200],
    ['nobody’s', of(world.own, 'fileId'), (holds) => (holds('documents.file') ? 200 : 403)],
  ];
  for (const caller of callers) {
    const faces = new Set<string>();
    for (const [kind, id, status] of files) {
      const answer = await knock(url, caller, { method: 'GET', path: `/api/documents/files/${id}` });
      const letIn = caller.holds('documents.open');
      const expected = letIn ? status((act) => caller.holds(act)) : caller.kind === 'nobody' ? 401 : 403;
      const cell = `${world.clinic.clinic.country} GET /api/documents/files × ${caller.name} × ${kind}`;
      findings.judge(cell, answer.status === expected ? undefined : `expected ${expected}`, answer);
      const leak = leakOf(answer, id, other);
      if (leak) findings.fault(`${cell}: tells ${leak} of the other clinic`);
      if (answer.status !== 200) faces.add(faceOf(answer, id, true));
    }
    if (faces.size > 1)
      findings.fault(`GET /api/documents/files × ${caller.name}: ${[...faces].join(' or ')}`);
  }
}
