import type { DocumentManifest, DocumentReference } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents } from '#slices/documents/contract.ts';
import { pagesOf } from '#platform/server/print/testing.ts';
import { work } from '#platform/shared/work-contract.ts';
import { contentOf } from './keep.ts';
import { fileOf } from './rows.ts';
import { type DocumentClinic, openDocumentClinic } from './testing/document-clinic.ts';
import { pdfOf, pngOf } from './testing/made-files.ts';

let at: DocumentClinic;
beforeAll(async () => {
  at = await openDocumentClinic();
});
afterAll(() => at.clinic.close());

type Patient = Awaited<ReturnType<DocumentClinic['patient']>>;
const labReport = { type: 'labReport', servedOn: '2026-03-02', title: 'Hematologi', source: 'Lab Prodia' };
const shown = ({ name, birthDate }: Patient) => ({ name, birthDate, by: 'onPaper' as const });
const resource = (id: string) =>
  at.clinic.inside(({ record }) => record.read('DocumentReference', id)) as Promise<DocumentReference>;
const bytesOf = (fileId: string) =>
  at.clinic.inside(async (ctx) => (await contentOf(ctx, await fileOf(ctx, fileId))).toString('latin1'));

describe('a file that came in', () => {
  it('is nobody’s until it is filed, and is of no name that it brought', async () => {
    const file = await at.receive(await pdfOf('Hemoglobin'), { fileName: '../../etc/\u202Epass<wd>.exe' });
    expect(file).toMatchObject({
      fileName: 'passwd.exe',
      contentType: 'application/pdf',
      pages: 1,
      scan: 'none',
    });
    const { files } = await at.clinic.as('clinical').call(documents, 'waitingFiles', {});
    expect(files.map(({ fileId }) => fileId)).toContain(file.fileId);
  });

  it('that is sent once more with its key is taken in once', async () => {
    const content = await pdfOf('once');
    const first = await at.receive(content, { key: 'key-of-a-file' });
    const again = await at.receive(content, { key: 'key-of-a-file' });
    expect(again.fileId).toBe(first.fileId);
  });

  it.each([
    ['a page in the clothes of a PDF', '<html><script>alert(1)</script>', 'bukan PDF, PNG atau JPEG'],
    ['nothing', '', 'Pilih berkas'],
  ])('that is %s is refused in words at its field', async (_what, content, said) => {
    const data = Buffer.from(content).toString('base64');
    const input = { fileName: 'hasil.pdf', data };
    const problem = await at.clinic.refused(at.clinic.as('frontDesk').call(documents, 'receiveFile', input));
    expect(problem.fields?.[0]).toMatchObject({ path: 'data', words: expect.stringContaining(said) });
  });

  it('is no larger than the clinic takes, and says how large that is', async () => {
    const settings = { mostMegabytes: 1, checkEvery: 0, scanner: null };
    await at.clinic.as('manager').call(documents, 'saveSettings', settings);
    const large = Buffer.concat([pngOf(), Buffer.alloc(1024 * 1024)]);
    const problem = await at.clinic.refused(at.receive(large), 'en');
    expect(problem.fields?.[0]?.words).toContain('larger than 1 MB');
    await at.clinic.as('manager').call(documents, 'saveSettings', { ...settings, mostMegabytes: 10 });
    expect(await at.receive(large)).toMatchObject({ contentType: 'image/png' });
    const problem2 = await at.clinic.refused(at.receive(Buffer.alloc(11 * 1024 * 1024, 1)), 'en');
    expect(problem2.fields?.[0]?.words).toContain('10 MB');
  });

  it('is refused as base64 of another file than was sent', async () => {
    const data = `${pngOf().toString('base64')}\u200b`;
    const call = at.clinic.as('frontDesk').call(documents, 'receiveFile', { fileName: 'x', data });
    expect((await at.clinic.refused(call)).fields?.[0]?.path).toBe('data');
  });

  it('that belongs to nobody is set aside with the reason, and filed by nobody then', async () => {
    const { fileId } = await at.receive(pngOf());
    const desk = at.clinic.as('frontDesk');
    await desk.call(documents, 'setFileAside', { fileId, reason: 'Iklan' });
    const { files } = await desk.call(documents, 'waitingFiles', { fileId });
    expect(files).toEqual([]);
    const siti = await at.patient('Siti Aside');
    const filing = { fileId, patientId: siti.patientId, index: labReport, confirmed: shown(siti) };
    expect((await at.clinic.refused(desk.call(documents, 'fileDocument', filing))).code).toBe(
      'documents.filedAlready',
    );
  });
});

describe('filing', () => {
  it('makes a document of the chart, with its bytes for whoever may read it and nobody else', async () => {
    const siti = await at.patient('Siti Rahmawati');
    const content = await pdfOf('Hemoglobin 12,1', 2);
    const document = await at.filed(siti, { content, title: 'Hematologi' });
    expect(document).toMatchObject({
      ...{
        docStatus: 'preliminary',
        waitsFor: 'signature',
        status: 'current',
        pages: 2,
        typeLabel: 'Hasil lab dari luar',
      },
      ...{ title: 'Hematologi', source: 'Lab Prodia', opens: true },
    });
    const found = await resource(document.documentId);
    expect(found).toMatchObject({
      ...{ status: 'current', docStatus: 'preliminary', description: 'Hematologi' },
      subject: { reference: `Patient/${siti.patientId}` },
      author: [{ display: 'Lab Prodia' }],
      context: { period: { start: '2026-03-02' } },
    });
    expect(found.type?.coding).toContainEqual({ system: 'http://loinc.org', code: '11502-2' });
    const binaryId = found.content[0]?.attachment.url?.replace('Binary/', '') ?? '';
    const binary = await at.clinic.inside(({ record }) => record.mustRead('Binary', binaryId));
    expect(binary.securityContext?.reference).toBe(`DocumentReference/${document.documentId}`);
    const words = pagesOf(Buffer.from(binary.data ?? '', 'base64')).join(' ');
    expect(words).toContain('Hemoglobin 12,1');
    expect((await at.tasks()).map(({ kind }) => kind)).toContain('documents.sign');
    const { papers } = await at.clinic
      .as('physician')
      .call(documents, 'chartDocuments', { patientId: siti.patientId });
    expect(papers.map(({ filed }) => filed?.title)).toContain('Hematologi');
  });

  it('of a file that was filed says so, once with its key', async () => {
    const siti = await at.patient('Siti Twice');
    const { fileId } = await at.receive(await pdfOf('twice'));
    const filing = { fileId, patientId: siti.patientId, index: labReport, confirmed: shown(siti) };
    const desk = at.clinic.as('frontDesk');
    const first = await desk.call(documents, 'fileDocument', filing, { key: 'key-of-filing' });
    const again = await desk.call(documents, 'fileDocument', filing, { key: 'key-of-filing' });
    expect(again.document.documentId).toBe(first.document.documentId);
    expect((await at.clinic.refused(desk.call(documents, 'fileDocument', filing))).code).toBe(
      'documents.filedAlready',
    );
    const same = await at.receive(await pdfOf('twice'));
    expect(same.filedBefore).toBe(true);
  });

  it('is refused where the banner said another name or birth date than the chart does', async () => {
    const [siti, sari] = [await at.patient('Siti Kurnia'), await at.patient('Sari Kurnia', '1971-11-23')];
    const { fileId } = await at.receive(pngOf());
    const desk = at.clinic.as('frontDesk');
    const file = (confirmed: object) =>
      at.clinic.refused(
        desk.call(documents, 'fileDocument', {
          ...{ fileId, patientId: siti.patientId, index: labReport },
          confirmed: { ...shown(siti), ...confirmed },
        }),
      );
    expect((await file({ name: sari.name })).code).toBe('documents.patientChanged');
    expect((await file({ birthDate: sari.birthDate })).code).toBe('documents.patientChanged');
    const unsaid = await file({ by: undefined });
    expect(unsaid.fields?.[0]?.path).toBe('confirmed.by');
  });

  it.each([
    ['in the future', { servedOn: '2026-03-10' }, 'index.servedOn', 'masa depan'],
    ['before she was born', { servedOn: '1990-05-07' }, 'index.servedOn', 'belum lahir'],
    ['of no type', { type: 'recipe' }, 'index.type', 'jenis'],
    ['from nobody', { source: ' ' }, 'index.source', 'penulis'],
  ])('is refused at its field for a document %s', async (_what, wrong, path, said) => {
    const siti = await at.patient('Siti Fields');
    const { fileId } = await at.receive(pngOf());
    const problem = await at.clinic.refused(
      at.clinic.as('frontDesk').call(documents, 'fileDocument', {
        ...{ fileId, patientId: siti.patientId, confirmed: shown(siti) },
        index: { ...labReport, ...wrong },
      }),
    );
    expect(problem.fields?.[0]).toMatchObject({ path, words: expect.stringContaining(said) });
  });

  it('of what nobody has to see ends there; of a student’s it waits for a review', async () => {
    const siti = await at.patient('Siti Card');
    expect(await at.filed(siti, { type: 'insuranceCard', content: pngOf() })).toMatchObject({
      docStatus: 'final',
    });
    const hers = await at.filed(siti, { type: 'identityDocument', content: pngOf(9), as: 'student' });
    expect(hers).toMatchObject({ docStatus: 'preliminary', waitsFor: 'review' });
    const student = at.clinic.as('student');
    const correct = student.call(documents, 'correctDocument', {
      ...{
        documentId: (await at.filed(siti, { type: 'insuranceCard', content: pngOf(7) })).documentId,
        version: 1,
      },
      ...{ index: { ...labReport, type: 'insuranceCard' }, reason: 'x' },
    });
    expect((await at.clinic.refused(correct)).code).toBe('documents.alreadyFinal');
    const { documentId, version } = hers;
    await at.clinic.as('nurse').call(documents, 'reviewDocument', { documentId, version });
    expect((await at.of(siti.patientId)).find((one) => one.documentId === documentId)?.docStatus).toBe(
      'final',
    );
  });

  it('of two who file one file lets one through', async () => {
    const siti = await at.patient('Siti Race');
    const { fileId } = await at.receive(pngOf(11));
    const filing = { fileId, patientId: siti.patientId, index: labReport, confirmed: shown(siti) };
    const both = ['frontDesk', 'clinical'].map((role) =>
      at.clinic.as(role).call(documents, 'fileDocument', filing),
    );
    const done = await Promise.allSettled(both);
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await at.of(siti.patientId)).toHaveLength(1);
  });
});

describe('reading and signing', () => {
  it('a nurse reviews, a physician signs, and the task is gone by that alone', async () => {
    const siti = await at.patient('Siti Sign');
    const document = await at.filed(siti);
    const { documentId } = document;
    const [nurse, physician] = [at.clinic.as('nurse'), at.clinic.as('physician')];
    const { tasks } = await physician.call(work, 'listMine', {});
    const task = tasks.find(({ subject }) => subject === `DocumentReference/${documentId}`);
    const tick = at.clinic.refused(physician.call(work, 'finishTask', { taskId: task?.id ?? '' }));
    expect((await tick).code).toBe('documents.doItThere');
    const reviewed = await nurse.call(documents, 'reviewDocument', { documentId, version: 1 });
    expect(reviewed.document).toMatchObject({ docStatus: 'preliminary', waitsFor: 'signature' });
    const stale = physician.call(documents, 'signDocument', { documentId, version: 1 });
    expect((await at.clinic.refused(stale)).code).toBe('documents.changedMeanwhile');
    const { document: signed } = await physician.call(documents, 'signDocument', { documentId, version: 2 });
    expect(signed).toMatchObject({ docStatus: 'final', signed: { name: 'Dokter' } });
    expect((await at.tasks()).some(({ subject }) => subject?.endsWith(documentId))).toBe(false);
    const again = physician.call(documents, 'signDocument', { documentId, version: 3 });
    expect((await at.clinic.refused(again)).code).toBe('documents.alreadyFinal');
    const trail = await at.clinic.inside(({ record }) =>
      record.search('Provenance', {
        where: [{ param: 'target', reference: `DocumentReference/${documentId}` }],
      }),
    );
    expect(trail.map(({ agent }) => agent[0]?.type?.coding?.[0]?.code).sort()).toEqual([
      'attester',
      'verifier',
    ]);
  });

  it.each(['frontDesk', 'clinical', 'nurse', 'manager'])('a %s signs nothing', async (role) => {
    const { documentId, version } = await at.filed(await at.patient(`Siti ${role}`));
    const call = at.clinic.as(role).call(documents, 'signDocument', { documentId, version });
    expect((await at.clinic.refused(call)).code).toBe('platform.notAllowed');
  });

  it('an auditor reads the index and opens nothing', async () => {
    const siti = await at.patient('Siti Audit');
    await at.filed(siti);
    const [document] = await at.of(siti.patientId, 'auditor');
    expect(document).toMatchObject({ typeLabel: 'Hasil lab dari luar', opens: false });
  });
});

describe('putting right', () => {
  it('a corrected index is amended, with the reason, and another type may ask for a signature', async () => {
    const siti = await at.patient('Siti Correct');
    const { documentId } = await at.filed(siti, { type: 'insuranceCard', content: pngOf(12) });
    const desk = at.clinic.as('frontDesk');
    const correct = (version: number, type: string) =>
      desk.call(documents, 'correctDocument', {
        ...{ documentId, version, reason: 'Salah baca' },
        index: { type, servedOn: '2026-02-02', title: 'Kartu', source: 'BPJS' },
      });
    const { document } = await correct(1, 'insuranceCard');
    expect(document).toMatchObject({ docStatus: 'amended', servedOn: '2026-02-02', reason: 'Salah baca' });
    expect((await resource(documentId)).docStatus).toBe('amended');
    const other = await correct(2, 'labReport');
    expect(other.document).toMatchObject({ docStatus: 'preliminary', waitsFor: 'signature' });
    expect((await at.clinic.refused(correct(1, 'labReport'))).code).toBe('documents.changedMeanwhile');
    expect((await at.clinic.refused(correct(3, 'legal'))).code).toBe('documents.otherKeeping');
  });

  it('a new version takes the place of the old one, which stays readable', async () => {
    const siti = await at.patient('Siti Version');
    const old = await at.filed(siti, { content: await pdfOf('faint') });
    const { documentId, version } = old;
    const fresh = await at.filed(siti, { content: await pdfOf('clear'), replaces: { documentId, version } });
    const all = await at.of(siti.patientId);
    expect(all.find((one) => one.documentId === documentId)).toMatchObject({
      status: 'superseded',
      opens: true,
    });
    expect(fresh.replaces).toBe(documentId);
    expect((await resource(fresh.documentId)).relatesTo?.[0]).toMatchObject({ code: 'replaces' });
    expect(await bytesOf(old.fileId)).toContain('%PDF');
    const other = at.filed(await at.patient('Sari Version'), {
      replaces: { documentId: fresh.documentId, version: 1 },
    });
    expect((await at.clinic.refused(other)).code).toBe('documents.otherPatient');
    const twice = at.filed(siti, { replaces: { documentId, version: 2 } });
    expect((await at.clinic.refused(twice)).code).toBe('documents.notCurrent');
  });
});

describe('a document of another patient', () => {
  const move = (
    document: { documentId: string; version: number },
    to: Patient,
    role = 'nurse',
    type = 'labReport',
  ) =>
    at.clinic.as(role).call(documents, 'moveDocument', {
      ...{ documentId: document.documentId, version: document.version, toPatientId: to.patientId, type },
      ...{ confirmed: shown(to), reason: 'Nama sama' },
    });

  it('goes to whom it belongs, with both charts saying so, and whoever opened it is told', async () => {
    const [siti, sari] = [await at.patient('Siti Wrong'), await at.patient('Sari Right', '1971-11-23')];
    const document = await at.filed(siti, { title: 'Kolesterol Sari' });
    const physician = at.clinic.as('physician');
    await at.clinic.inside(({ db, clinic, now }) =>
      db
        .insertInto('documents_opened')
        .values({
          clinic_id: clinic.id,
          document_id: document.documentId,
          staff_id: physician.actor.id,
          first_at: now,
        })
        .execute(),
    );
    const moved = await move(document, sari);
    expect(moved.toldCount).toBe(1);
    expect(moved.document).toMatchObject({ patientId: sari.patientId, docStatus: 'preliminary', version: 1 });
    const [here] = await at.of(siti.patientId);
    expect(here).toMatchObject({
      status: 'entered-in-error',
      title: '',
      source: '',
      reason: 'Nama sama',
      opens: false,
    });
    const old = await resource(document.documentId);
    expect(old).toMatchObject({ status: 'entered-in-error', docStatus: 'entered-in-error' });
    expect(JSON.stringify(old)).not.toMatch(/Kolesterol|Binary\//);
    const told = (await at.tasks()).find(({ kind }) => kind === 'documents.moved');
    expect(told?.ownerId).toBe(physician.actor.id);
    const { rows } = await at.clinic.inside(async (ctx) => ({
      rows: await ctx.db
        .selectFrom('audit_event')
        .select(['event', 'patient_id'])
        .where('event', 'in', ['documents.movedAway', 'documents.movedHere'])
        .execute(),
    }));
    expect(rows.map((one) => [one.event, one.patient_id]).sort()).toEqual([
      ['documents.movedAway', siti.patientId],
      ['documents.movedHere', sari.patientId],
    ]);
    expect(await bytesOf(document.fileId)).toContain('%PDF');
    const again = at.clinic.refused(move({ ...document, version: 2 }, sari));
    expect((await again).code).toBe('documents.notCurrent');
  });

  it('is moved by those alone who answer for it, not into the chart in which it lies, and by the right banner', async () => {
    const siti = await at.patient('Siti Stays');
    const document = await at.filed(siti);
    expect((await at.clinic.refused(move(document, siti))).code).toBe('documents.alreadyThere');
    expect((await at.clinic.refused(move(document, siti, 'frontDesk'))).code).toBe('platform.notAllowed');
    const sari = await at.patient('Sari Stays');
    const misread = move(document, { ...sari, name: 'Sari Other' });
    expect((await at.clinic.refused(misread)).code).toBe('documents.patientChanged');
  });
});

describe('the office file', () => {
  it('is kept apart from the chart: only those with its act know that it is there', async () => {
    const siti = await at.patient('Siti Legal');
    const court = { type: 'legal', title: 'Putusan', as: 'manager', content: await pdfOf('Putusan') };
    const document = await at.filed(siti, court);
    expect(document).toMatchObject({ office: true, docStatus: 'final' });
    const manifest = (await at.clinic.inside(({ record }) =>
      record.read('DocumentManifest', document.documentId),
    )) as DocumentManifest;
    expect(manifest).toMatchObject({ status: 'current', description: 'Putusan' });
    expect(await at.of(siti.patientId, 'physician')).toEqual([]);
    const chart = await at.clinic
      .as('physician')
      .call(documents, 'chartDocuments', { patientId: siti.patientId });
    expect(chart.papers).toEqual([]);
    const { documentId, version } = document;
    const correct = at.clinic.as('frontDesk').call(documents, 'correctDocument', {
      ...{ documentId, version, index: { ...labReport, type: 'legal' }, reason: 'x' },
    });
    expect((await at.clinic.refused(correct)).code).toBe('platform.notFound');
    const byDesk = at.clinic.refused(at.filed(siti, { type: 'legal' }));
    expect((await byDesk).code).toBe('platform.notAllowed');
  });

  it('takes over what was filed into the chart by mistake, and gives it back', async () => {
    const siti = await at.patient('Siti Office');
    const document = await at.filed(siti, { type: 'correspondence' });
    const move = (one: { documentId: string; version: number }, type: string, role: string) =>
      at.clinic.as(role).call(documents, 'moveDocument', {
        ...{ documentId: one.documentId, version: one.version, toPatientId: siti.patientId, type },
        ...{ confirmed: shown(siti), reason: 'Surat pengadilan' },
      });
    expect((await at.clinic.refused(move(document, 'legal', 'nurse'))).code).toBe('platform.notAllowed');
    const { document: there } = await move(document, 'legal', 'manager');
    expect(there.office).toBe(true);
    expect((await at.of(siti.patientId)).map(({ status }) => status)).toEqual(['entered-in-error']);
    const { document: back } = await move(there, 'outsideRecord', 'manager');
    expect(back).toMatchObject({ office: false, waitsFor: 'review' });
    expect(await bytesOf(back.fileId)).toContain('%PDF');
  });
});

it('another clinic finds neither files nor documents of this one', async () => {
  const siti = await at.patient('Siti Elsewhere');
  const { documentId, version } = await at.filed(siti);
  const { fileId } = await at.receive(pngOf());
  const { other } = at.clinic;
  const refused = async (call: Promise<unknown>) => (await other.refused(call)).code;
  const [manager, nurse] = [other.as('manager'), other.as('nurse')];
  const { patientId } = siti;
  expect(await refused(manager.call(documents, 'patientDocuments', { patientId }))).toBe('platform.notFound');
  expect(await refused(nurse.call(documents, 'reviewDocument', { documentId, version }))).toBe(
    'platform.notFound',
  );
  expect(await refused(manager.call(documents, 'setFileAside', { fileId, reason: 'x' }))).toBe(
    'platform.notFound',
  );
  expect(await refused(manager.call(documents, 'checkDocument', { documentId, faults: [] }))).toBe(
    'platform.notFound',
  );
});
