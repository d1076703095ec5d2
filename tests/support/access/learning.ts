import { training } from '#slices/training/contract.ts';
import { openTraining } from '#slices/training/server/index.ts';
import { openCompetencies } from '#slices/competencies/server/index.ts';
import type { TestClinic } from '../clinic.ts';
import type { Ids } from './patient.ts';

/** Codes of a country's lists that samples name. */
export function listsOf(country: string): { template: string; programme: string; course: string } {
  return country === 'US'
    ? { template: 'frontDeskAssistant', programme: 'maCertificate', course: 'terminology' }
    : { template: 'pendaftaran', programme: 'smkKeperawatan', course: 'anatomi' };
}

/** Somebody learns here: a student with a practicum, hours and a journal; an assistant with a plan. */
export async function learners(clinic: TestClinic, canary: string, staffId: string): Promise<Ids> {
  await clinic.inside(async (ctx) => {
    await openCompetencies(ctx);
    await openTraining(ctx);
  });
  const manager = clinic.as('manager');
  const student = clinic.as('student');
  const preceptorId = clinic.as('clinical').actor.id;
  const { template, programme } = listsOf(clinic.clinic.country);
  const { siteId } = await manager.call(training, 'saveSite', {
    ...{ name: `${canary} site`, ambulatory: true, active: true },
  });
  const { cohortId } = await manager.call(training, 'saveCohort', {
    ...{ programme, name: `${canary} cohort`, startsOn: '2025-09-01', endsOn: '2026-08-31' },
  });
  for (const one of [student.actor.id, staffId])
    await manager.call(training, 'enrol', { cohortId, staffId: one });
  const { practicumId } = await manager.call(training, 'openPracticum', {
    ...{ staffId: student.actor.id, siteId, preceptorId, cohortId, accreditor: 'none' },
    ...{ agreedHundredths: 16_000, startsOn: '2026-02-02', endsOn: '2026-04-30', skills: ['handHygiene'] },
  });
  const { entryId } = await student.call(training, 'logHours', {
    ...{ practicumId, day: '2026-03-02', from: '08:00', to: '12:00', breakMinutes: 0 },
    department: `${canary} rooming`,
  });
  const { journalId } = await student.call(training, 'writeJournal', {
    ...{ practicumId, day: '2026-03-02', text: `${canary} learnt` },
  });
  const { planId } = await manager.call(training, 'assignPlan', {
    ...{ staffId: clinic.as('assistant').actor.id, template, preceptorId, startsOn: '2026-03-02' },
  });
  const { backgroundId } = await student.call(training, 'addBackground', {
    ...{ kind: 'experience', title: canary, place: canary, fromDay: '2024-01-01' },
  });
  return { siteId, cohortId, practicumId, entryId, journalId, planId, backgroundId, preceptorId };
}
