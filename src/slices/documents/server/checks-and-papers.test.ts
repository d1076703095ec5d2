import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePaper } from '#platform/server/print/serve-paper.ts';
import { needReaders, pagesOf, scanOf } from '#platform/server/print/testing.ts';
import { documents } from '#slices/documents/contract.ts';
import { coverOf } from '../shared/cover.ts';
import { type DocumentClinic, openDocumentClinic } from './testing/document-clinic.ts';
import { pngOf } from './testing/made-files.ts';

needReaders('pdftotext', 'pdftoppm', 'zbarimg');

let at: DocumentClinic;
let harbor: DocumentClinic;
beforeAll(async () => {
  [at, harbor] = [await openDocumentClinic(), await openDocumentClinic('US')];
});
afterAll(async () => {
  await at.clinic.close();
  await harbor.clinic.close();
});

const every = (checkEvery: number) =>
  at.clinic.as('manager').call(documents, 'saveSettings', { mostMegabytes: 10, checkEvery, scanner: null });

describe('the sample of a second person', () => {
  it('takes every third filing, whoever files', async () => {
    await every(3);
    const siti = await at.patient('Siti Sample');
    const filed = [];
    for (let nth = 0; nth < 7; nth += 1) {
      // of what was filed at one instant nobody can say which came first
      at.clinic.clock.advance(1);
      filed.push(
        await at.filed(siti, {
          content: pngOf(20 + nth),
          type: 'photo',
          as: nth % 2 ? 'clinical' : 'frontDesk',
        }),
      );
    }
    const { checks } = await at.clinic.as('nurse').call(documents, 'waitingChecks', {});
    expect(checks.map(({ documentId }) => documentId)).toEqual([filed[2]?.documentId, filed[5]?.documentId]);
    expect((await at.tasks()).filter(({ kind }) => kind === 'documents.check')).toHaveLength(2);
    const { checks: hers } = await at.clinic.as('frontDesk').call(documents, 'waitingChecks', {});
    expect(hers.map(({ own }) => own)).toEqual([true, false]);
  });

  it('is checked by nobody who filed it, once, with what was wrong, and the manager sees the rate', async () => {
    const { checks } = await at.clinic.as('nurse').call(documents, 'waitingChecks', {});
    const [first, second] = checks.map(({ documentId }) => documentId);
    const check = (documentId: string | undefined, role: string, faults: ('type' | 'servedOn')[]) =>
      at.clinic.as(role).call(documents, 'checkDocument', { documentId: documentId ?? '', faults });
    expect((await at.clinic.refused(check(first, 'frontDesk', []))).code).toBe('documents.ownWork');
    await check(first, 'nurse', []);
    expect((await at.clinic.refused(check(first, 'clinical', []))).code).toBe('documents.checkedAlready');
    await check(second, 'frontDesk', ['type', 'servedOn']);
    const { checks: rate } = await at.clinic.as('manager').call(documents, 'settings', {});
    expect(rate).toEqual({
      ...{ right: 1, wrong: 1, waiting: 0 },
      faults: [
        { fault: 'type', count: 1 },
        { fault: 'servedOn', count: 1 },
      ],
    });
    expect((await at.tasks()).filter(({ kind }) => kind === 'documents.check')).toEqual([]);
    const unpicked = (
      await at.filed(await at.patient('Siti Unpicked'), { content: pngOf(40), type: 'photo' })
    ).documentId;
    expect((await at.clinic.refused(check(unpicked, 'nurse', []))).code).toBe('platform.notFound');
  });

  it('leaves nothing behind of a document that was moved meanwhile', async () => {
    await every(1);
    const [siti, sari] = [await at.patient('Siti Sampled'), await at.patient('Sari Sampled')];
    const { documentId, version } = await at.filed(siti, { content: pngOf(41), type: 'photo' });
    await at.clinic.as('nurse').call(documents, 'moveDocument', {
      ...{ documentId, version, toPatientId: sari.patientId, type: 'photo', reason: 'Nama sama' },
      confirmed: { name: sari.name, birthDate: sari.birthDate, by: 'otherwise' },
    });
    const { checks } = await at.clinic.as('clinical').call(documents, 'waitingChecks', {});
    expect(checks.map((one) => one.documentId)).not.toContain(documentId);
    await every(0);
  });
});

describe('the papers', () => {
  it.each(['id', 'en'] as const)(
    'tell all that is kept of one patient as a list, in %s',
    async (language) => {
      const here = language === 'id' ? at : harbor;
      const [siti, sari] = [await here.patient('Siti Index'), await here.patient('Sari Index')];
      await here.filed(siti, { title: 'Hematologi' });
      await here.filed(sari, { title: 'Kolesterol' });
      await here.filed(siti, { type: 'legal', as: 'manager', title: 'Putusan' });
      const { paperId } = await here.clinic
        .as('frontDesk')
        .call(documents, 'printIndex', { patientId: siti.patientId });
      const { bytes } = await here.clinic.inside((ctx) => servePaper(ctx, paperId, 0));
      const text = pagesOf(bytes).join(' ').replace(/\s+/g, ' ');
      expect(text).toContain(language === 'id' ? 'Daftar dokumen' : 'Index of documents');
      expect(text).toContain('Siti Index');
      expect(text).toContain('Hematologi · Lab Prodia');
      expect(text).not.toMatch(/Kolesterol|Putusan/);
    },
  );

  it('lie on a stack and say to a hand scanner whose it is and what', async () => {
    const siti = await at.patient('Siti Cover');
    const { paperId } = await at.clinic.as('frontDesk').call(documents, 'printCoverSheet', {
      ...{ patientId: siti.patientId, type: 'labReport' },
    });
    const { bytes } = await at.clinic.inside((ctx) => servePaper(ctx, paperId, 0));
    const [read] = scanOf(bytes, 150);
    const cover = coverOf(read ?? '');
    expect(cover?.type).toBe('labReport');
    const text = pagesOf(bytes).join(' ');
    expect(text).toContain('Hasil lab dari luar');
    expect(text.replace(/\D/g, '')).toContain(cover?.recordNumber.replace(/\D/g, ''));
    // a keyboard of another layout gives other separators
    expect(coverOf('DOKÖ00123ÖlabReport')).toEqual({ recordNumber: '00123', type: 'labReport' });
    expect(coverOf('budi 5 mei 1988')).toBeUndefined();
  });
});

describe('the list of types', () => {
  const saveType = (type: object) =>
    at.clinic.as('manager').call(documents, 'saveType', {
      ...{ code: 'vaccineCard', labelEn: 'Vaccination card', labelId: 'Kartu vaksin', loinc: '11369-6' },
      ...{ office: false, needs: 'review', active: true },
      ...type,
    });

  it('is the clinic’s own, in both languages, with LOINC codes', async () => {
    await saveType({});
    const { types } = await at.clinic.as('frontDesk').call(documents, 'types', {});
    expect(types).toHaveLength(14);
    const document = await at.filed(await at.patient('Siti Type'), {
      type: 'vaccineCard',
      content: pngOf(50),
    });
    expect(document).toMatchObject({ typeLabel: 'Kartu vaksin', waitsFor: 'review' });
    await saveType({ active: false });
    const unused = at.filed(await at.patient('Siti Unused'), { type: 'vaccineCard', content: pngOf(51) });
    expect((await at.clinic.refused(unused)).fields?.[0]?.path).toBe('index.type');
  });

  it('moves no type between the chart and the office file, and takes no word for a code', async () => {
    const office = await at.clinic.refused(saveType({ office: true }));
    expect(office.fields?.[0]?.path).toBe('office');
    expect((await at.clinic.refused(saveType({ loinc: 'lab' }))).fields?.[0]?.path).toBe('loinc');
  });
});
