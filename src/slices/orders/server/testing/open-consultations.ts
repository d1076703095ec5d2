import { servePaper } from '#platform/server/print/serve-paper.ts';
import { pagesOf } from '#platform/server/print/testing.ts';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { advance, visitOf } from '#slices/front-desk/server/index.ts';
import { records } from '#slices/records/contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { orders } from '#slices/orders/contract.ts';

/** A visit whose patient sits in the room and waits for the physician. */
export interface ReadyVisit {
  visitId: string;
  patientId: string;
}

/** A clinic in which patients can be made ready for the physician. */
export interface Consultations {
  clinic: TestClinic;
  ready(options?: { allergy?: string; language?: string }): Promise<ReadyVisit>;
  /** Ready, and the physician has opened it, written a note and coded a diagnosis. */
  written(options?: { allergy?: string; language?: string }): Promise<ReadyVisit>;
  step(visitId: string): Promise<string>;
  /** The words of a kept paper's preview. */
  paper(paperId: string): Promise<string>;
}

/** Opens a clinic of a country. Call it in `beforeAll`, and `clinic.close()` in `afterAll`. */
export async function openConsultations(country: 'ID' | 'US'): Promise<Consultations> {
  const clinic = await openTestClinic({ country });
  let count = 0;
  const ready: Consultations['ready'] = async ({ allergy, language } = {}) => {
    count += 1;
    const patientId = await clinic.inside(async (ctx) => {
      const { id } = await ctx.record.create({
        resourceType: 'Patient',
        name: [{ use: 'official', text: `Sari ${count}` }],
        gender: 'female',
        birthDate: '1990-05-08',
        ...(language && { communication: [{ language: { coding: [{ code: language }] }, preferred: true }] }),
      });
      return id;
    });
    if (allergy) {
      const add = [{ substance: allergy, kind: 'allergy' as const, category: 'medication' as const }];
      await clinic.as('nurse').call(records, 'recordAllergies', { patientId, add });
    }
    const startMs = clinic.clock.now() + count * 1_200_000;
    const visitId = await clinic.inside(async (ctx) => {
      const { id } = await ctx.record.create({
        resourceType: 'Appointment',
        status: 'booked',
        start: new Date(startMs).toISOString(),
        end: new Date(startMs + 1_200_000).toISOString(),
        participant: [`Patient/${patientId}`, 'Practitioner/practitioner-physician'].map((reference) => ({
          actor: { reference },
          status: 'accepted' as const,
        })),
      });
      return id;
    });
    await clinic.as('frontDesk').call(frontDesk, 'arrive', { visitId });
    await clinic.inside((ctx) => advance(ctx, visitId, 'ready'));
    return { visitId, patientId };
  };
  return {
    clinic,
    ready,
    async written(options) {
      const visit = await ready(options);
      const physician = clinic.as('physician');
      await physician.call(orders, 'startConsultation', { visitId: visit.visitId });
      await physician.call(orders, 'keepNote', {
        visitId: visit.visitId,
        text: 'Batuk 3 hari, tidak sesak.',
        version: 0,
      });
      await physician.call(orders, 'addDiagnosis', { visitId: visit.visitId, code: 'J06.9' });
      return visit;
    },
    step: (visitId) => clinic.inside(async (ctx) => (await visitOf(ctx, visitId)).step),
    paper: (paperId) =>
      clinic.inside(async (ctx) => pagesOf((await servePaper(ctx, paperId, 0)).bytes).join('\n')),
  };
}

/** Orders as tests place them. */
export const amoxicillin = {
  kind: 'medicine',
  code: 'amoxicillin500',
  medicine: {
    drug: 'Amoxicillin',
    strength: '500 mg',
    form: 'capsule',
    dose: '1',
    route: 'oral',
    frequency: 'threeTimesDaily',
    time: 'afterMeals',
    days: 5,
    quantity: '15',
  },
} as const;

export const injection = {
  kind: 'procedure',
  code: 'injectionIm',
  label: 'Injection into the muscle',
  invasive: true,
} as const;
export const dressing = {
  kind: 'procedure',
  code: 'woundCare',
  label: 'Wound care',
  invasive: false,
} as const;
export const bloodSugar = { kind: 'test', code: 'bloodSugar', label: 'Blood sugar, finger stick' } as const;
export const nextWeek = { kind: 'followUp', on: '2026-03-16', purpose: 'Check the wound' } as const;
export const cardiology = {
  kind: 'referral',
  code: 'referCardiology',
  to: 'Cardiology',
  question: 'Is it the valve?',
} as const;
