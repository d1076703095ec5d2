import { trustProxyOf } from '#platform/server/http/proxy.ts';
import { clinicJobs } from '#platform/server/jobs/clinic-jobs.ts';
import type { Paper } from '#platform/server/print/paper.ts';
import type { PatientPart } from '#platform/server/print/paper-types.ts';
import { keepPaper } from '#platform/server/print/store.ts';
import {
  openRemindingClinic,
  type RemindingClinic,
} from '#slices/reminders/server/testing/reminding-clinic.ts';
import { sendings } from '#slices/sending/contract.ts';
import type { Way } from '#slices/sending/shared/ways.ts';
import { openTestHttp, post } from '#testing/http.ts';
import { slice } from '../index.ts';

type Answer = Awaited<ReturnType<typeof post>>;
// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever was answered
type Body = any;

export const born = '1990-05-08';

/** A clinic that sends papers, behind real HTTP and a proxy, with a true mail server and gateway. Wednesday 2026-03-04 10:00. */
export interface SendingClinic extends RemindingClinic {
  /** A patient with her number and address, born on `born`. */
  somebody(given?: {
    phone?: string;
    email?: string;
    language?: string;
    birthDate?: string;
  }): Promise<string>;
  /** A kept paper of hers. */
  paper(
    patientId: string,
    given?: Partial<Paper> & { part?: PatientPart | undefined },
  ): Promise<{ patientId: string; paperId: string }>;
  /** Sends a paper of hers and says which sending it is. */
  sent(patientId: string, way: Way): Promise<{ sendingId: string; paperId: string }>;
  /** What the link page asks, from an address that nobody else of the test has unless told. */
  open(verb: 'openLink' | 'openPaper', input: object, from?: string): Promise<Answer & { body: Body }>;
  /** The secret of a link that was handed over. */
  handed(sendingId: string): Promise<string>;
}

let count = 0;

export async function openSendingClinic(country: 'ID' | 'US' = 'ID'): Promise<SendingClinic> {
  const here = await openRemindingClinic(country);
  const { clinic } = here;
  const http = await openTestHttp(clinic, { trustProxy: trustProxyOf('1') });
  const jobs = clinicJobs(clinic.platform, [slice]);
  const desk = () => clinic.as('frontDesk');
  const paper: SendingClinic['paper'] = async (patientId, { part = 'notes', ...given } = {}) => {
    const made: Paper = {
      ...{ kind: 'letters.visitSummary', size: 'A4', language: 'id', title: 'Ringkasan kunjungan' },
      patient: { name: 'Siti Aminah', birthDate: born, recordNumber: '000001' },
      body: [{ text: 'Tekanan darah 118/76' }],
      ...given,
    };
    const about = { patientId, subject: `Patient/${patientId}`, patientPart: part };
    return { patientId, paperId: await clinic.inside((ctx) => keepPaper(ctx, made, about)) };
  };
  return {
    ...here,
    paper,
    async somebody(given = {}) {
      count += 1;
      const { language, birthDate = born, ...reach } = given;
      const phone = reach.phone ?? `+62812555${String(count).padStart(5, '0')}`;
      const email = reach.email ?? `siti${count}@example.test`;
      return clinic.inside(async ({ record }) => {
        const { id } = await record.create({
          resourceType: 'Patient',
          name: [{ use: 'official', text: 'Siti Aminah' }],
          ...{ gender: 'female', birthDate },
          telecom: [
            ...(phone ? [{ system: 'phone' as const, value: phone, use: 'mobile' as const }] : []),
            ...(email ? [{ system: 'email' as const, value: email }] : []),
          ],
          ...(language && {
            communication: [{ language: { coding: [{ code: language }] }, preferred: true }],
          }),
        });
        return id;
      });
    },
    async sent(patientId, way) {
      const { paperId } = await paper(patientId);
      const { sending } = await desk().call(sendings, 'sendPaper', { patientId, paperId, way });
      return { sendingId: sending.sendingId, paperId };
    },
    async open(verb, input, from) {
      count += 1;
      const address = from ?? `203.0.113.${count % 250}`;
      return post(`${http.url}/api/sending/${verb}`, input, { 'x-forwarded-for': address });
    },
    async handed(sendingId) {
      const { link } = await desk().call(sendings, 'linkToHand', { sendingId });
      return link.split('#')[1] ?? '';
    },
    async minute() {
      await here.minute();
      for (const job of jobs) await job.run();
    },
    async close() {
      await http.close();
      await here.close();
    },
  };
}
