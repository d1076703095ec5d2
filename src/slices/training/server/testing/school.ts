import type { CallOf } from '#platform/shared/contract.ts';
import { attest, openCompetencies } from '#slices/competencies/server/index.ts';
import { training } from '#slices/training/contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { openTraining, slice } from '../index.ts';

type Open = CallOf<typeof training, 'openPracticum'>;

/** A clinic with its country's competencies and lists, a student and her preceptor. */
export interface School {
  clinic: TestClinic;
  studentId: string;
  preceptorId: string;
  siteId: string;
  /** A practicum of 160.00 hours of the student from 2 February to 30 April 2026, with two competencies. */
  practicum(more?: Partial<Open>): Promise<string>;
  /** Logs hours as the student: eight and a half on that day, with half an hour of break, unless told. */
  log(practicumId: string, day: string, more?: Partial<CallOf<typeof training, 'logHours'>>): Promise<string>;
  confirm(practicumId: string, entryId: string): Promise<{ confirmedHundredths: number; complete: boolean }>;
  /** Makes a person good in competencies since the first of the year. */
  good(codes: readonly string[], staffId?: string): Promise<void>;
  /** What the clock does by itself. */
  round(): Promise<void>;
}

/** Opens it; call in `beforeAll`, and close its `clinic` in `afterAll`. */
export async function openSchool(country: 'ID' | 'US'): Promise<School> {
  const clinic = await openTestClinic({ country });
  await clinic.inside(async (ctx) => {
    await openCompetencies(ctx);
    await openTraining(ctx);
  });
  const studentId = clinic.as('student').actor.id;
  const preceptorId = clinic.as('clinical').actor.id;
  const manager = clinic.as('manager');
  const { siteId } = await manager.call(training, 'saveSite', {
    ...{ name: 'Own clinic', ambulatory: true, address: '', contact: '', active: true },
  });
  return {
    ...{ clinic, studentId, preceptorId, siteId },
    async practicum(more = {}) {
      const { practicumId } = await manager.call(training, 'openPracticum', {
        ...{ staffId: studentId, preceptorId, siteId, accreditor: 'caahep', agreedHundredths: 16_000 },
        ...{ startsOn: '2026-02-02', endsOn: '2026-04-30', skills: ['handHygiene', 'vitalSigns'] },
        ...more,
      });
      return practicumId;
    },
    async log(practicumId, day, more = {}) {
      const { entryId } = await clinic.as('student').call(training, 'logHours', {
        ...{ practicumId, day, from: '08:00', to: '16:30', breakMinutes: 30, department: 'Rooming' },
        ...more,
      });
      return entryId;
    },
    confirm: (practicumId, entryId) =>
      clinic.as('clinical').call(training, 'confirmHours', { practicumId, entryId }),
    async good(codes, staffId = studentId) {
      await clinic.inside(async (ctx) => {
        for (const code of codes) {
          const seen = {
            by: 'Helen Park, RN',
            method: 'observation',
            at: '2026-01-05T15:00:00.000Z',
          } as const;
          await attest(ctx, { staffId, code, ...seen });
        }
      });
    },
    async round() {
      for (const job of slice.jobs) await clinic.inside(job.run);
    },
  };
}
