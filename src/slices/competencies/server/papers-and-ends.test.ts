import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePaper } from '#platform/server/print/serve-paper.ts';
import { needReaders, pagesOf } from '#platform/server/print/testing.ts';
import { work } from '#platform/shared/work-contract.ts';
import { vitals } from '#slices/vitals/contract.ts';
import { competencies } from '../contract.ts';
import { attest, slice } from './index.ts';
import { type LearningClinic, openLearningClinic } from './testing/learning-clinic.ts';

needReaders('pdftotext');

let here: LearningClinic;
let assistantId: string;
beforeAll(async () => {
  here = await openLearningClinic('US');
  assistantId = here.clinic.as('assistant').actor.id;
  await here.clinic.inside(async (ctx) => {
    const about = { staffId: assistantId, by: 'Helen Park, RN', method: 'observation' } as const;
    // good through 9 April 2026, and through 9 September
    await attest(ctx, { ...about, code: 'venipuncture', at: '2025-04-09T15:00:00.000Z' });
    await attest(ctx, { ...about, code: 'ecg', at: '2025-09-09T15:00:00.000Z' });
  });
});
afterAll(() => here.close());

const wordsOf = (paperId: string) =>
  here.clinic.inside(async (ctx) => pagesOf((await servePaper(ctx, paperId, 0)).bytes).join('\n'));

describe('an end that comes near', () => {
  const due = async (role: string) =>
    (await here.clinic.as(role).call(work, 'listMine', {})).tasks.filter((one) =>
      one.kind.startsWith('competencies.due'),
    );
  const remind = async () => {
    for (const job of slice.jobs) await here.clinic.inside(job.run);
  };

  it('is told 31 days before to nobody, 30 days before to her, 7 days before to the supervisors, once each', async () => {
    await remind();
    expect(await due('assistant')).toEqual([]);
    here.clinic.clock.set('2026-03-10T16:00:00.000Z');
    await remind();
    await remind();
    expect(await due('assistant')).toMatchObject([
      { kind: 'competencies.due', mine: true, params: { label: 'Venipuncture', screen: '/work/passport' } },
    ]);
    expect(await due('nurse')).toEqual([]);
    here.clinic.clock.set('2026-04-02T16:00:00.000Z');
    await remind();
    await remind();
    expect(await due('assistant')).toHaveLength(1);
    expect(await due('nurse')).toMatchObject([{ kind: 'competencies.dueSoon', urgent: true }]);
    expect(await here.stateOf('venipuncture', assistantId)).toBe('due');
  });

  it('is over with the validation, which takes the tasks along', async () => {
    await here.observed('venipuncture', { staffId: assistantId });
    expect(await due('assistant')).toEqual([]);
    expect(await due('nurse')).toEqual([]);
    await remind();
    expect(await due('assistant')).toEqual([]);
  });

  it('lapses by the clock alone, and the matrix lists it first', async () => {
    here.clinic.clock.set('2026-09-10T03:59:59.000Z');
    expect(await here.stateOf('ecg', assistantId)).toBe('due');
    here.clinic.clock.set('2026-09-10T04:00:00.000Z');
    expect(await here.stateOf('ecg', assistantId)).toBe('lapsed');
    const { due: listed } = await here.clinic.as('manager').call(competencies, 'matrix', {});
    expect(listed[0]).toMatchObject({ code: 'ecg', throughDay: '2026-09-09', daysLeft: -1 });
  });
});

describe('on paper', () => {
  it('a transcript names each competency, its state, who saw it and until when, in both languages', async () => {
    const manager = here.clinic.as('manager');
    const { paperId } = await manager.call(competencies, 'printTranscript', { staffId: assistantId });
    const page = await wordsOf(paperId);
    for (const word of ['Competency transcript', 'Venipuncture', 'Current', 'Nurse', 'observation', 'Lapsed'])
      expect(page).toContain(word);
    expect(page).toMatch(/12-lead ECG\s+Lapsed.*9 Sep 2025.*9 Sep 2026/);
    const inIndonesian = await manager.call(
      competencies,
      'printTranscript',
      { staffId: assistantId },
      { language: 'id' },
    );
    const other = await wordsOf(inIndonesian.paperId);
    for (const word of ['Transkrip kompetensi', 'flebotomi', 'Berlaku', 'Pengamat', 'EKG 12 sadapan'])
      expect(other).toContain(word);
  });

  it('her own transcript everybody prints who may print, another’s only who may read it', async () => {
    const assistant = here.clinic.as('assistant');
    const own = await assistant.call(competencies, 'printMyTranscript', {});
    expect(await wordsOf(own.paperId)).toContain('Venipuncture');
    const refused = await here.clinic.refused(
      assistant.call(competencies, 'printTranscript', { staffId: here.learnerId }),
    );
    expect(refused).toMatchObject({ status: 403, details: { action: 'competencies.read' } });
  });

  it('a checklist is empty before the first attempt, and then says what was seen, by whom, with its critical steps', async () => {
    const nurse = here.clinic.as('nurse');
    const about = { staffId: here.learnerId, code: 'capillaryPuncture' };
    const empty = await wordsOf((await nurse.call(competencies, 'printChecklist', about)).paperId);
    expect(empty).toContain('Skills checklist');
    expect(empty).toContain('[ ]');
    await here.observed('capillaryPuncture', { purpose: 'practice', failing: ['sharps'] });
    const seen = await wordsOf((await nurse.call(competencies, 'printChecklist', about)).paperId);
    expect(seen).toContain('Failed');
    expect(seen).toMatch(/never recaps \(critical\)\s+Not done/);
    expect(seen).toMatch(/Cleans hands before and after \(critical\)\s+Done/);
    expect(seen).not.toContain('[ ]');
  });
});

it('a corrected reading stands in her rates, and an attempt says where it was seen', async () => {
  const { visitId } = await here.roomed();
  const { visit } = await here.record(visitId, { pulse: { value: '72' } }, { role: 'student' });
  const [item] = visit.sets[0]?.items ?? [];
  await here.clinic.as('nurse').call(vitals, 'correctVitals', {
    ...{ observationId: item?.observationId ?? '', version: item?.version ?? 0 },
    ...{ reason: 'Counted again', values: { pulse: { value: '76' } } },
  });
  await here.observed('vitalSigns', { purpose: 'practice', visitId });
  const { lines } = await here.clinic.as('student').call(competencies, 'myPassport', {});
  const line = lines.find((one) => one.code === 'vitalSigns');
  expect(line).toMatchObject({ rates: { done: 1, corrected: 1, inError: 0 }, attempts: [{ visitId }] });
});
