import { servePaper } from '#platform/server/print/serve-paper.ts';
import { pagesOf } from '#platform/server/print/testing.ts';
import type { CallOf } from '#platform/shared/contract.ts';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { type Content, type Letter, letters } from '#slices/letters/contract.ts';
import { orders } from '#slices/orders/contract.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { vitals } from '#slices/vitals/contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';

export interface Visit {
  visitId: string;
  patientId: string;
}

/** A clinic whose patients have come and can be measured, seen and certified. */
export interface LetterClinic {
  clinic: TestClinic;
  came(options?: { language?: string; name?: string }): Promise<Visit>;
  /** The same patient in another visit. */
  again(visit: Visit): Promise<Visit>;
  measured(visit: Visit, values?: CallOf<typeof vitals, 'recordVitals'>['values']): Promise<void>;
  /** A physician has written, diagnosed a cold, and signed unless told otherwise. */
  seen(visit: Visit, signs?: boolean): Promise<void>;
  draft(visit: Visit, content?: Content, role?: string): Promise<Letter>;
  sign(letter: Letter): Promise<Letter>;
  /** Words of a kept paper's pages. */
  pages(paperId: string): Promise<string[]>;
}

export const forWork = {
  kind: 'health',
  recipient: 'PT Maju Jaya',
  purpose: 'Melamar kerja',
} as const satisfies Content;
export const backToSchool = {
  kind: 'fitToReturn',
  place: 'school',
  recipient: 'SD Negeri 1',
  returnOn: '2026-03-11',
  limits: 'no sport',
  limitsUntil: '2026-03-18',
} as const satisfies Content;

/** Opens it; call in `beforeAll`, and `clinic.close()` in `afterAll`. */
export async function openLetterClinic(country: 'ID' | 'US' = 'ID'): Promise<LetterClinic> {
  const clinic = await openTestClinic({ country });
  await clinic.as('manager').call(scheduling, 'saveVisitType', {
    ...{ code: 'general', labelEn: 'General visit', labelId: 'Kunjungan umum', durationMinutes: 15 },
    ...{ bufferBeforeMinutes: 0, bufferAfterMinutes: 0, bufferOwner: 'practitioner', patients: 'any' },
    ...{ colour: 'teal', prepEn: '', prepId: '', practitionerIds: [], roomKind: null, active: true },
  });
  let count = 0;
  const physician = clinic.as('physician');
  const walkIn = async (patientId: string) => {
    // an emergency needs no papers before a room
    const { visitId } = await clinic.as('frontDesk').call(frontDesk, 'takeWalkIn', {
      ...{ patientId, practitionerId: 'practitioner-physician', visitTypeCode: 'general' },
      ...{ priority: 'emergency', reason: 'batuk' },
    });
    return { visitId, patientId };
  };
  return {
    clinic,
    async came({ language, name } = {}) {
      count += 1;
      const patientId = await clinic.inside(async ({ record }) => {
        const { id } = await record.create({
          resourceType: 'Patient',
          name: [{ use: 'official', text: name ?? `Sari ${count}` }],
          ...{ gender: 'female', birthDate: '1990-05-08' },
          ...(language && {
            communication: [{ language: { coding: [{ code: language }] }, preferred: true }],
          }),
        });
        return id;
      });
      return walkIn(patientId);
    },
    async again({ visitId, patientId }) {
      await clinic.as('frontDesk').call(frontDesk, 'leaveUnseen', { visitId, reason: 'other' });
      return walkIn(patientId);
    },
    async measured({ visitId }, values) {
      await clinic.as('clinical').call(vitals, 'recordVitals', {
        visitId,
        values: values ?? {
          bloodPressure: [{ systolic: '118', diastolic: '76', arm: 'left', cuff: 'adult' }],
          pulse: { value: '72' },
          temperature: { value: '36.7', unit: 'Cel', site: 'axillary' },
          height: { value: '163.5', unit: 'cm' },
          weight: { value: '58.20', unit: 'kg' },
        },
      });
    },
    async seen({ visitId }, signs = true) {
      await physician.call(orders, 'startConsultation', { visitId });
      await physician.call(orders, 'keepNote', { visitId, text: 'Batuk 3 hari', version: 0 });
      await physician.call(orders, 'addDiagnosis', { visitId, code: 'J06.9' });
      if (signs) await physician.call(orders, 'signVisit', { visitId, coveringFor: 'on call' });
    },
    async draft(visit, content = forWork, role = 'clinical') {
      const { letter } = await clinic.as(role).call(letters, 'draftLetter', { ...visit, content });
      return letter;
    },
    async sign({ letterId, version, content }) {
      const { letter } = await physician.call(letters, 'signLetter', {
        ...{ letterId, version },
        ...(content.kind === 'health' && { conclusion: 'fit' as const }),
      });
      return letter;
    },
    pages: (paperId) => clinic.inside(async (ctx) => pagesOf((await servePaper(ctx, paperId, 0)).bytes)),
  };
}
