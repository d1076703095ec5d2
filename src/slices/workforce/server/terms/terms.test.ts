import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveStanding } from '#platform/server/scope/terms.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { workforce } from '#slices/workforce/contract.ts';

let harbor: TestClinic;
beforeAll(async () => {
  harbor = await openTestClinic({ country: 'US' });
});
afterAll(() => harbor.close());

const manager = () => harbor.as('manager');
const assistant = () => harbor.as('assistant');
const draw = 'orders.performInvasive/venipuncture';
const asked = {
  ...{ act: 'vitals.record', role: null, competency: null, label: { en: '', id: '' }, credentials: [] },
  supervision: 'none' as const,
  ...{ delegation: false, coSign: false },
};
const save = (more: object) => manager().call(workforce, 'saveTerm', { ...asked, ...more });
const judged = async (act: string, person = assistant()) => {
  const answer = await person.call(workforce, 'whatMayI', {});
  const at = <T extends { action: string }>(list: T[]) => list.find((one) => one.action === act);
  return { may: at(answer.may), under: at(answer.under)?.under, blocked: at(answer.blocked) };
};

/** Puts a competency, or a duty of the roster, where the duty that judges it would. */
const validated = (code: string) =>
  harbor.inside((ctx) =>
    saveStanding(ctx.db, ctx.clinic.id, {
      ...{ staffId: assistant().actor.id, kind: 'competency', code, sourceId: ctx.newId(), by: 'Nurse' },
      ...{ from: '2026-01-01T00:00:00Z', until: null },
    }),
  );
const onDuty = (role: string) =>
  harbor.inside((ctx) =>
    ctx.db
      .insertInto('scope_duty')
      .values({
        ...{ clinic_id: ctx.clinic.id, source_id: ctx.newId(), staff_id: harbor.as(role).actor.id },
        ...{ from_at: '2026-03-09T12:00:00Z', until_at: '2026-03-09T20:00:00Z' },
      })
      .execute(),
  );

describe('what a clinic asks for', () => {
  it('before a vein is punctured: the competency, then somebody licensed in the house', async () => {
    expect((await manager().call(workforce, 'listTerms', {})).terms).toEqual([]);
    const label = { en: 'venipuncture', id: 'pengambilan darah vena' };
    await save({ act: draw, competency: 'venipuncture', label, supervision: 'onSite' });
    expect((await judged(draw)).blocked).toMatchObject({
      missing: { kind: 'competency', what: 'venipuncture' },
    });
    await validated('venipuncture');
    expect((await judged(draw)).blocked).toMatchObject({ missing: { kind: 'supervision' } });
    await onDuty('nurse');
    expect((await judged(draw)).under).toEqual([
      { kind: 'supervision', by: harbor.as('nurse').actor.name, until: null },
    ]);
    // a nurse is not asked
    expect((await judged(draw, harbor.as('physician'))).may).toBeDefined();
  });

  it('is its own matter, and nobody else’s', async () => {
    const jakarta = harbor.other.as('manager');
    expect((await jakarta.call(workforce, 'listTerms', {})).terms).toEqual([]);
  });
});

describe('the manager', () => {
  it('asks for any of some credentials, and one that is alive unlocks it', async () => {
    await save({ credentials: ['CMA (AAMA)', 'RMA (AMT)'] });
    const { blocked } = await judged('vitals.record');
    expect(blocked).toMatchObject({ missing: { kind: 'credential', what: 'CMA (AAMA), RMA (AMT)' } });
    expect(blocked?.whoMay.map((one) => one.en)).toContain('Nurse');
    await manager().call(workforce, 'saveCredential', {
      ...{ staffId: assistant().actor.id, kind: 'RMA (AMT)', number: '9', certifiedOn: '2026-01-05' },
    });
    expect((await judged('vitals.record')).may).toBeDefined();
  });

  it('asks for a delegation and co-signing of one job only', async () => {
    await save({ role: 'assistant', delegation: true, coSign: true });
    expect((await judged('vitals.record')).blocked).toMatchObject({ missing: { kind: 'delegation' } });
    expect((await judged('vitals.record', harbor.as('clinical'))).blocked).toMatchObject({
      missing: { kind: 'credential' },
    });
    await harbor.as('nurse').call(workforce, 'delegate', {
      ...{ delegateeId: assistant().actor.id, act: 'vitals.record', limits: '' },
      ...{ circumstance: 'x', direction: 'x', supervision: 'x', competence: 'x' },
      ...{ fromDay: '2026-03-09', lastDay: '2026-03-09' },
    });
    const { under } = await judged('vitals.record');
    expect(under?.map((one) => one.kind)).toEqual(['delegation', 'coSign']);
    await manager().call(workforce, 'removeTerm', { act: 'vitals.record', role: 'assistant' });
    expect((await judged('vitals.record')).under?.map((one) => one.kind)).toEqual(['delegation']);
  });

  it('asks for a competency in both languages, of acts and jobs that there are', async () => {
    const field = async (more: object) => (await harbor.refused(save(more))).fields?.[0]?.path;
    expect(await field({ competency: 'x y' })).toBe('competency');
    expect(await field({ competency: 'hearing', label: { en: 'Hearing', id: '' } })).toBe('label.id');
    expect(await field({ credentials: ['MD'] })).toBe('credentials.0');
    expect((await harbor.refused(save({ act: 'eyeCare.fly' }))).code).toBe('workforce.actUnknown');
    // the wall is no door: whatever is asked for, the law asks for a licence
    expect((await harbor.refused(save({ act: 'orders.sign' }))).code).toBe('workforce.actUnknown');
    expect((await harbor.refused(save({ role: 'nurse' }))).code).toBe('workforce.jobMissing');
    expect((await harbor.refused(save({ role: 'pilot' }))).code).toBe('workforce.jobMissing');
  });

  it('alone changes it; the auditor reads it', async () => {
    const { terms, competencies } = await harbor.as('auditor').call(workforce, 'listTerms', {});
    expect(terms.find((one) => one.act === draw)).toMatchObject({ supervision: 'onSite' });
    expect(competencies.map((one) => one.code)).toContain('venipuncture');
    const problem = await harbor.refused(harbor.as('nurse').call(workforce, 'saveTerm', asked));
    expect(problem.status).toBe(403);
  });
});
