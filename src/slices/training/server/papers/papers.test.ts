import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePaper } from '#platform/server/print/serve-paper.ts';
import { needReaders, pagesOf } from '#platform/server/print/testing.ts';
import { competencies } from '#slices/competencies/contract.ts';
import { training } from '#slices/training/contract.ts';
import { openSchool, type School } from '../testing/school.ts';

needReaders('pdftotext');

const ratings = {
  ...{ attendance: 5, professionalism: 4, communication: 4, clinical: 3, administrative: 4, safety: 5 },
  teamwork: 5,
};
let here: School;
let practicumId: string;
beforeAll(async () => {
  here = await openSchool('US');
  practicumId = await here.practicum();
  await here.confirm(practicumId, await here.log(practicumId, '2026-03-02'));
  await here.log(practicumId, '2026-03-03', { to: '12:15', department: 'Front desk' });
  const wrong = await here.log(practicumId, '2026-03-04', { department: 'Nowhere' });
  const preceptor = here.clinic.as('clinical');
  await preceptor.call(training, 'declineHours', { practicumId, entryId: wrong, reason: 'Not there' });
  await preceptor.call(training, 'evaluate', {
    ...{ practicumId, moment: 'mid', ratings, strengths: 'Gentle with children', goals: 'Order of draw' },
  });
  const student = here.clinic.as('student');
  const journal = { practicumId, day: '2026-03-05', text: 'First throat swab today.' };
  const { journalId } = await student.call(training, 'writeJournal', journal);
  await student.call(training, 'handInJournal', { practicumId, journalId });
  await student.call(training, 'writeJournal', { ...journal, text: 'A secret draft.' });
  await checkedOff();
});
afterAll(() => here.clinic.close());

/** The nurse sees her clean her hands. */
async function checkedOff(): Promise<void> {
  const nurse = here.clinic.as('nurse');
  const about = { staffId: here.studentId, code: 'handHygiene' };
  const { competency } = await nurse.call(competencies, 'sheet', about);
  await nurse.call(competencies, 'checkOff', {
    ...{ ...about, version: competency.version, purpose: 'practice', method: 'observation' },
    results: Object.fromEntries(competency.steps.map(({ step }) => [step, true])),
  });
}

const textOf = (paperId: string) =>
  here.clinic.inside(async (ctx) => pagesOf((await servePaper(ctx, paperId, 0)).bytes).join('\n'));
async function evidence(language: 'en' | 'id'): Promise<string> {
  const manager = here.clinic.as('manager');
  const { paperId } = await manager.call(training, 'printEvidence', { practicumId }, { language });
  return textOf(paperId);
}

describe('the evidence pack', () => {
  it('holds hours, competencies, check-offs, evaluations and the journals that were handed in', async () => {
    const page = await evidence('en');
    for (const word of [
      ...['Practicum evidence', 'Own clinic', 'CAAHEP', '8.00 of 160.00 h', 'Rooming', 'In progress'],
      ...['Hand hygiene, Practice', 'Direct observation', 'Passed', 'Vital signs', 'Not started'],
      ...['Middle of the practicum', '3 of 5', 'Gentle with children', 'Order of draw'],
      ...['First throat swab today.', 'Instructor', 'Preceptor'],
    ])
      expect(page).toContain(word);
    expect(page).toMatch(/2 Mar 2026.*08:00–16:30.*30 min.*8\.00.*Clinical medical assistant/);
    expect(page).toMatch(/Front desk\s+3\.75\s+waiting/);
    // what was declined proves nothing, and a draft is nobody's but hers
    expect(page).not.toContain('Nowhere');
    expect(page).not.toContain('secret draft');
  });

  it('speaks Indonesian with its own figures and dates', async () => {
    const page = await evidence('id');
    for (const word of [
      ...['Berkas bukti praktik', '8,00 dari 160,00 jam', '08.00–16.30', '2 Mar 2026', 'Disahkan oleh'],
      ...['Tengah praktik', '3 dari 5', 'Jurnal yang diserahkan', 'First throat swab today.', 'Belum mulai'],
    ])
      expect(page).toContain(word);
  });

  it('is for who reads of everybody', async () => {
    const refused = await here.clinic.refused(
      here.clinic.as('clinical').call(training, 'printEvidence', { practicumId }),
    );
    expect(refused).toMatchObject({ status: 403, details: { action: 'training.read' } });
  });
});

it('the hours sheet has its lines and two places to sign, in both languages', async () => {
  const manager = here.clinic.as('manager');
  const print = async (language: 'en' | 'id') =>
    textOf((await manager.call(training, 'printHours', { practicumId }, { language })).paperId);
  expect(await print('en')).toMatch(/Practicum hours[\s\S]*Rooming\s+8\.00/);
  expect(await print('id')).toMatch(/Jam praktik[\s\S]*Rooming\s+8,00[\s\S]*Pembimbing/);
  const student = await here.clinic.refused(
    here.clinic.as('student').call(training, 'printMyHours', { practicumId }),
  );
  // a student's job prints no papers in this country's template
  expect(student).toMatchObject({ status: 403, details: { action: 'print.paper' } });
});

it('the plan has topics with what shows them, reviews and both names, in both languages', async () => {
  const manager = here.clinic.as('manager');
  const assistant = here.clinic.as('assistant');
  const { planId } = await manager.call(training, 'assignPlan', {
    ...{ staffId: assistant.actor.id, template: 'clinicalAssistant', preceptorId: here.preceptorId },
    startsOn: '2026-03-02',
  });
  const tick = { planId, topic: 'privacy', note: 'Signed' };
  await here.clinic.as('clinical').call(training, 'tickTopic', tick);
  const english = await textOf((await manager.call(training, 'printPlan', { planId })).paperId);
  for (const word of [
    'On-the-job training plan',
    'Venipuncture',
    'Validated check-off',
    'Day 30',
    '1 Apr 2026',
  ])
    expect(english).toContain(word);
  expect(english).toMatch(/HIPAA[\s\S]*Clinical medical/);
  const mine = await assistant.call(training, 'printMyPlan', { planId }, { language: 'id' });
  const own = await textOf(mine.paperId);
  for (const word of [
    'Rencana pelatihan kerja',
    'Flebotomi',
    'Daftar tilik lulus',
    'Hari ke-30',
    '1 Apr 2026',
  ])
    expect(own).toContain(word);
  const another = here.clinic.as('nurse').call(training, 'printMyPlan', { planId });
  expect((await here.clinic.refused(another)).status).toBe(404);
});
