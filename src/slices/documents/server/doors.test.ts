import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents } from '#slices/documents/contract.ts';
import { openTestHttp, post, type TestHttp } from '#testing/http.ts';
import { type DocumentClinic, openDocumentClinic } from './testing/document-clinic.ts';
import { pdfOf, pngOf } from './testing/made-files.ts';

let at: DocumentClinic;
let http: TestHttp;
const tokens = new Map<string, string>();
beforeAll(async () => {
  at = await openDocumentClinic();
  http = await openTestHttp(at.clinic);
  for (const role of ['frontDesk', 'physician', 'nurse', 'manager', 'auditor', 'bookkeeper'])
    tokens.set(role, (await http.person(role)).token);
  tokens.set('client', await http.client(['system/*.cruds']));
});
afterAll(async () => {
  await http.close();
  await at.clinic.close();
});

const as = (role: string) => ({ authorization: `Bearer ${tokens.get(role)}` });
const open = (role: string, fileId: string) =>
  fetch(`${http.url}/api/documents/files/${fileId}`, { headers: role === 'nobody' ? {} : as(role) });
const fhir = async (role: string, method: string, path: string, body?: unknown) => {
  const answer = await fetch(`${http.url}/fhir/R4/${path}`, {
    method,
    headers: { ...as(role), ...(body !== undefined && { 'content-type': 'application/fhir+json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, text: await answer.text() };
};

describe('the content of a document', () => {
  it('goes out as it came in, as an attachment that runs nowhere, under a name that tells nothing', async () => {
    const content = await pdfOf('Hemoglobin 12,1');
    const { fileId } = await at.filed(await at.patient('Siti Serve'), { content, title: 'Hemoglobin' });
    const answer = await open('physician', fileId);
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="document.pdf"',
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(JSON.stringify([...answer.headers])).not.toContain('Hemoglobin');
  });

  it('is for those who may open documents, in their own clinic, and who opened it is kept', async () => {
    const { fileId, documentId, patientId } = await at.filed(await at.patient('Siti Doors'), {
      content: pngOf(),
    });
    const statuses = await Promise.all(
      ['nobody', 'auditor', 'bookkeeper', 'client', 'frontDesk', 'nurse'].map(
        async (who) => (await open(who, fileId)).status,
      ),
    );
    expect(statuses).toEqual([401, 403, 403, 403, 200, 200]);
    const { opened, audited } = await at.clinic.inside(async ({ db }) => ({
      opened: await db
        .selectFrom('documents_opened')
        .select('staff_id')
        .where('document_id', '=', documentId)
        .execute(),
      audited: await db
        .selectFrom('audit_event')
        .select('patient_id')
        .where('event', '=', 'documents.fileOpened')
        .where('subject', '=', `DocumentReference/${documentId}`)
        .execute(),
    }));
    expect(opened).toHaveLength(2);
    expect(audited.map((one) => one.patient_id)).toEqual([patientId, patientId]);
  });

  it('answers alike to an id that is guessed, another clinic’s or none at all', async () => {
    const other = await at.clinic.other.as('frontDesk').call(documents, 'receiveFile', {
      ...{ fileName: 'x', data: pngOf().toString('base64') },
    });
    for (const id of [
      randomUUID(),
      other.file.fileId,
      '1',
      '..%2f..%2fetc%2fpasswd',
      `${randomUUID()}.pdf`,
    ]) {
      const answer = await open('physician', id);
      expect([id, answer.status, (await answer.json()).code]).toEqual([id, 404, 'platform.notFound']);
    }
  });

  it('of nobody’s file is for those who file; of the office file for those who see it', async () => {
    const { fileId } = await at.receive(pngOf(5));
    expect((await open('frontDesk', fileId)).status).toBe(200);
    const siti = await at.patient('Siti Court');
    const court = await at.filed(siti, { type: 'legal', as: 'manager' });
    expect((await open('manager', court.fileId)).status).toBe(200);
    expect((await open('physician', court.fileId)).status).toBe(404);
  });
});

describe('the record', () => {
  it('tells of the office file to those with its act alone, however they ask', async () => {
    const siti = await at.patient('Siti Secret');
    const court = await at.filed(siti, { type: 'legal', as: 'manager', title: 'Zkanarixputusan' });
    const binary = await at.clinic.inside(async ({ db }) =>
      db
        .selectFrom('documents_file')
        .select('binary_id')
        .where('id', '=', court.fileId)
        .executeTakeFirstOrThrow(),
    );
    const places = [
      `DocumentManifest/${court.documentId}`,
      `DocumentManifest?patient=Patient/${siti.patientId}`,
      `DocumentManifest/${court.documentId}/_history`,
      `Binary/${binary.binary_id}`,
      `Binary/${binary.binary_id}/_history/1`,
    ];
    for (const place of places) {
      expect([place, (await fhir('manager', 'GET', place)).status]).toEqual([
        place,
        place.startsWith('Binary') ? 200 : 200,
      ]);
      expect([place, (await fhir('physician', 'GET', place)).status]).toEqual([place, 403]);
    }
    for (const place of [
      `Patient/${siti.patientId}/$everything`,
      `DocumentReference?patient=Patient/${siti.patientId}`,
      `Patient?_id=${siti.patientId}&_revinclude=DocumentManifest:patient`,
    ])
      expect((await fhir('physician', 'GET', place)).text).not.toContain('Zkanarixputusan');
  });

  it('does not tell the bytes of what was moved into the office file, by no older version either', async () => {
    const siti = await at.patient('Siti Older');
    const { documentId, version, fileId } = await at.filed(siti, { type: 'correspondence' });
    const { binary_id } = await at.clinic.inside(async ({ db }) =>
      db.selectFrom('documents_file').select('binary_id').where('id', '=', fileId).executeTakeFirstOrThrow(),
    );
    expect((await fhir('physician', 'GET', `Binary/${binary_id}`)).status).toBe(200);
    await at.clinic.as('manager').call(documents, 'moveDocument', {
      ...{ documentId, version, toPatientId: siti.patientId, type: 'legal', reason: 'x' },
      confirmed: { name: siti.name, birthDate: siti.birthDate, by: 'onPaper' },
    });
    for (const place of [`Binary/${binary_id}`, `Binary/${binary_id}/_history/1`])
      expect((await fhir('physician', 'GET', place)).status).toBe(403);
  });

  it('is no way to file, change, sign, move or remove a document', async () => {
    const siti = await at.patient('Siti Record');
    const sari = await at.patient('Sari Record');
    const { documentId } = await at.filed(siti);
    const path = `DocumentReference/${documentId}`;
    const standing = JSON.parse((await fhir('physician', 'GET', path)).text);
    const refused = async (change: object) => {
      const { status, text } = await fhir('physician', 'PUT', path, { ...standing, ...change });
      return [status, /layar dokumen/.test(text)];
    };
    expect(await refused({ docStatus: 'final' })).toEqual([409, true]);
    expect(await refused({ subject: { reference: `Patient/${sari.patientId}` } })).toEqual([409, true]);
    expect(await refused({ status: 'entered-in-error' })).toEqual([409, true]);
    expect(await refused({ description: 'Other' })).toEqual([409, true]);
    expect(await refused({ type: { text: 'none of ours' } })).toEqual([409, true]);
    expect((await fhir('physician', 'DELETE', path)).status).toBe(409);
    const { id: _, ...copy } = standing;
    expect((await fhir('physician', 'POST', 'DocumentReference', copy)).status).toBe(409);
    // the same once more changes nothing
    expect((await fhir('physician', 'PUT', path, standing)).status).toBeLessThan(300);
    const place = standing.content[0].attachment.url;
    const binary = JSON.parse((await fhir('physician', 'GET', place)).text);
    const other = pngOf().toString('base64');
    expect(
      (await fhir('physician', 'PUT', place, { ...binary, contentType: 'image/png', data: other })).status,
    ).toBe(409);
    const taken = { ...binary, securityContext: { reference: `Patient/${sari.patientId}` } };
    expect((await fhir('client', 'PUT', place, taken)).status).toBe(409);
    expect((await fhir('client', 'DELETE', place)).status).toBe(409);
  });
});

it('a file of ten megabytes comes in by its own verb, and by no other', async () => {
  const data = Buffer.concat([pngOf(), Buffer.alloc(9.5 * 1024 * 1024)]).toString('base64');
  const sent = await post(`${http.url}/api/documents/receiveFile`, { fileName: 'x', data }, as('frontDesk'));
  expect(sent.status).toBe(200);
  const elsewhere = await post(
    `${http.url}/api/documents/setFileAside`,
    { fileId: 'x', reason: data },
    as('frontDesk'),
  );
  expect(elsewhere.status).toBe(413);
});
