import type { DocumentReference } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents } from '#slices/documents/contract.ts';
import { type DocumentClinic, openDocumentClinic } from './testing/document-clinic.ts';

let at: DocumentClinic;
beforeAll(async () => {
  at = await openDocumentClinic();
});
afterAll(() => at.clinic.close());

const of = async (patientId: string, role = 'nurse') =>
  (await at.clinic.as(role).call(documents, 'chartDocuments', { patientId })).papers;
const written = (patientId: string, more: Partial<DocumentReference>) =>
  at.clinic.inside(({ record }) =>
    record.create<DocumentReference>({
      ...{ resourceType: 'DocumentReference', status: 'current', docStatus: 'final' },
      ...{ subject: { reference: `Patient/${patientId}` }, date: '2026-03-05T02:00:00Z' },
      content: [{ attachment: { contentType: 'text/plain', data: 'YQ==' } }],
      ...more,
    }),
  );
const note = {
  coding: [{ system: 'https://serambi.health/fhir/CodeSystem/document', code: 'consultationNote' }],
};

describe('the papers of a chart', () => {
  it('stand in one list, each once: what was filed by its day, what was written here by its own', async () => {
    const siti = await at.patient('Siti Kertas');
    const filed = await at.filed(siti, { title: 'Hematologi' });
    const { id } = await written(siti.patientId, {
      ...{ type: note, author: [{ display: 'dr. Ratna' }] },
      context: { encounter: [{ reference: 'Encounter/visit-1' }] },
    });
    const letter = await written(siti.patientId, {
      ...{ description: 'Letter of another clinic', status: 'superseded', date: '2025-01-02T02:00:00Z' },
    });
    expect(await of(siti.patientId)).toMatchObject([
      {
        id,
        kind: 'consultationNote',
        label: 'Catatan pemeriksaan dokter',
        by: 'dr. Ratna',
        visitId: 'visit-1',
      },
      { id: filed.documentId, label: 'Hasil lab dari luar', filed: { title: 'Hematologi' } },
      { id: letter.id, label: 'Letter of another clinic', status: 'superseded' },
    ]);
  });

  it('are told without their index to those who do not read it, and not left out', async () => {
    const siti = await at.patient('Siti Indeks');
    const { documentId } = await at.filed(siti, { title: 'Hematologi' });
    const [paper] = await of(siti.patientId, 'bookkeeper');
    expect(paper).toMatchObject({ id: documentId, label: 'Hematologi' });
    expect(paper).not.toHaveProperty('filed');
  });

  it('leave out what was entered in error, and the office file', async () => {
    const siti = await at.patient('Siti Keliru');
    await written(siti.patientId, { status: 'entered-in-error' });
    await written(siti.patientId, { docStatus: 'entered-in-error' });
    await at.filed(siti, { type: 'legal', as: 'manager', title: 'Putusan' });
    expect(await of(siti.patientId)).toEqual([]);
    expect((await of(siti.patientId, 'manager')).map(({ filed }) => filed?.title)).toEqual(['Putusan']);
  });
});
