import { clinicJobs } from '#platform/server/jobs/clinic-jobs.ts';
import type { CallOf } from '#platform/shared/contract.ts';
import { type DocumentView, documents, type FileView } from '#slices/documents/contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { slice } from '../index.ts';
import { pdfOf } from './made-files.ts';

type Filing = CallOf<typeof documents, 'fileDocument'>;

/** A clinic to which papers come. Monday 2026-03-09 09:00. */
export interface DocumentClinic {
  clinic: TestClinic;
  /** Somebody new: her id, and what her banner says. */
  patient(name: string, birthDate?: string): Promise<{ patientId: string; name: string; birthDate: string }>;
  receive(content: Buffer, options?: { as?: string; fileName?: string; key?: string }): Promise<FileView>;
  /** Takes in a page about somebody and files it; the index is a lab report's unless told. */
  filed(
    patient: { patientId: string; name: string; birthDate: string },
    options?: { as?: string; type?: string; content?: Buffer; title?: string } & Partial<
      Pick<Filing, 'replaces' | 'visitId'>
    >,
  ): Promise<DocumentView>;
  /** All that is kept of her, for somebody. */
  of(patientId: string, as?: string): Promise<DocumentView[]>;
  /** Kinds of open tasks in her work and her pool. */
  tasks(): Promise<{ kind: string; ownerId: string | null; subject: string | null }[]>;
  /** The clock's minute has come: the scanner is asked. */
  minute(): Promise<void>;
}

let count = 0;

export async function openDocumentClinic(country: 'ID' | 'US' = 'ID'): Promise<DocumentClinic> {
  const clinic = await openTestClinic({ country });
  const jobs = clinicJobs(clinic.platform, [slice]);
  const receive: DocumentClinic['receive'] = async (
    content,
    { as = 'frontDesk', fileName = 'scan.pdf', key } = {},
  ) => {
    const input = { fileName, data: content.toString('base64') };
    return (await clinic.as(as).call(documents, 'receiveFile', input, key ? { key } : {})).file;
  };
  const of = async (patientId: string, as = 'frontDesk') =>
    (await clinic.as(as).call(documents, 'patientDocuments', { patientId })).documents;
  return {
    ...{ clinic, receive, of },
    async patient(name, birthDate = '1990-05-08') {
      // past registration, which would ask about those who look alike
      const patientId = await clinic.inside(async ({ record }) => {
        const { id } = await record.create({
          resourceType: 'Patient',
          name: [{ use: 'official', text: name }],
          ...{ gender: 'female', birthDate },
        });
        return id;
      });
      return { patientId, name, birthDate };
    },
    async filed({ patientId, name, birthDate }, options = {}) {
      count += 1;
      const { as = 'frontDesk', type = 'labReport', content, title = '', ...more } = options;
      const { fileId } = await receive(content ?? (await pdfOf(`Hemoglobin ${count}`)), { as });
      const { document } = await clinic.as(as).call(documents, 'fileDocument', {
        ...{ fileId, patientId, ...more },
        index: { type, servedOn: '2026-03-02', title, source: 'Lab Prodia' },
        confirmed: { name, birthDate, by: 'onPaper' },
      });
      return document;
    },
    tasks: () =>
      clinic.inside(async (ctx) => {
        const rows = await ctx.db
          .selectFrom('work_task')
          .select(['kind', 'owner_id', 'subject'])
          .where('clinic_id', '=', ctx.clinic.id)
          .where('state', '=', 'open')
          .execute();
        return rows
          .filter(({ kind }) => kind.startsWith('documents.'))
          .map(({ kind, owner_id, subject }) => ({ kind, ownerId: owner_id, subject }));
      }),
    async minute() {
      for (const job of jobs) await job.run();
    },
  };
}
