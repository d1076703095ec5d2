import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadStanding } from '#platform/server/scope/terms.ts';
import { work } from '#platform/shared/work-contract.ts';
import { vitals } from '#slices/vitals/contract.ts';
import { competencies } from '../contract.ts';
import { type LearningClinic, openLearningClinic } from './testing/learning-clinic.ts';

let here: LearningClinic;
beforeAll(async () => {
  here = await openLearningClinic('US');
  await here.clinic
    .as('manager')
    .call(competencies, 'askFor', { code: 'vitalSigns', asked: true, evenSo: true });
});
afterAll(() => here.close());

const pulse = { pulse: { value: '72', rhythm: 'regular' } } as const;
const learner = () => here.clinic.as('student');
const nurse = () => here.clinic.as('nurse');

/** The learner measures; the set of it. */
async function measured(): Promise<{ setId: string; status: string; observationId: string }> {
  const { visitId } = await here.roomed();
  const { setId, status, visit } = await here.record(visitId, pulse, { role: 'student' });
  const observationId = visit.sets[0]?.items[0]?.observationId ?? '';
  return { setId, status, observationId };
}

/** How often scope knows her to have been seen to do it rightly. */
async function performances(act: string): Promise<number | null | undefined> {
  const { id } = learner().actor;
  const rows = await here.clinic.inside((ctx) => loadStanding(ctx.db, ctx.clinic.id, id));
  return rows.find((one) => one.kind === 'performance' && one.code === act)?.amount;
}

async function waiting() {
  return (await nurse().call(competencies, 'toConfirm', {})).practices;
}

describe('vital signs, learned at work', () => {
  it('count as practice only from the day on which learning began, and only once an observer says so', async () => {
    await measured();
    expect(await waiting()).toEqual([]);
    here.clinic.clock.advance(1);
    expect(await learner().call(competencies, 'learn', { code: 'vitalSigns' })).toEqual({
      state: 'learning',
    });
    here.clinic.clock.advance(1);
    const { setId, status } = await measured();
    expect(status).toBe('preliminary');
    const resource = `Observation/${setId}`;
    const offered = await waiting();
    expect(offered).toMatchObject([
      { staffId: here.learnerId, code: 'vitalSigns', resource, practised: 0, needed: 3 },
    ]);
    // ids and the learner's name: no patient stands in the list
    expect(JSON.stringify(offered)).not.toContain('Budi');
    const { tasks } = await nurse().call(work, 'listMine', {});
    expect(tasks.filter((one) => one.kind === 'competencies.confirm')).toHaveLength(1);
    const practice = { staffId: here.learnerId, code: 'vitalSigns', resource };
    const own = await here.clinic.refused(learner().call(competencies, 'confirmPractice', practice));
    expect(own.status).toBe(403);
    for (let again = 0; again < 2; again += 1) {
      const counted = await nurse().call(competencies, 'confirmPractice', practice);
      expect(counted).toEqual({ state: 'learning', practised: 1 });
    }
    expect(await waiting()).toEqual([]);
    const left = await nurse().call(work, 'listMine', {});
    expect(left.tasks.filter((one) => one.kind === 'competencies.confirm')).toEqual([]);
  });

  it('are refused for validation before enough of them are confirmed', async () => {
    const refused = await here.clinic.refused(here.observed('vitalSigns'));
    expect(refused).toMatchObject({
      status: 409,
      code: 'competencies.practicesMissing',
      details: { done: 1, needed: 3 },
    });
  });

  it('that were marked as error count no more, and one that was corrected says so', async () => {
    const wrong = await measured();
    const practice = { staffId: here.learnerId, code: 'vitalSigns', resource: `Observation/${wrong.setId}` };
    await nurse().call(competencies, 'confirmPractice', practice);
    await nurse().call(vitals, 'markError', { observationId: wrong.setId, reason: 'Wrong patient' });
    const { lines } = await learner().call(competencies, 'myPassport', {});
    const line = lines.find((one) => one.code === 'vitalSigns');
    expect(line).toMatchObject({ practised: 1, rates: { done: 3, inError: 1, corrected: 0 } });
    const refused = await here.clinic.refused(nurse().call(competencies, 'confirmPractice', practice));
    expect(refused.code).toBe('competencies.markedAsError');
    // nor for what the law of a place counts
    expect(await performances('vitals.record')).toBe(1);
  });

  it('can be declined with a reason', async () => {
    const { setId } = await measured();
    const practice = { staffId: here.learnerId, code: 'vitalSigns', resource: `Observation/${setId}` };
    await nurse().call(competencies, 'declinePractice', { ...practice, reason: 'Arm hung down' });
    expect(await waiting()).toEqual([]);
  });

  it('once validated make what she enters final, at her next request', async () => {
    for (let count = 0; count < 2; count += 1) {
      expect(await here.observed('vitalSigns', { purpose: 'practice' })).toMatchObject({ passed: true });
    }
    expect(await here.stateOf('vitalSigns')).toBe('practised');
    expect((await measured()).status).toBe('preliminary');
    const done = await here.observed('vitalSigns');
    expect(done).toMatchObject({ passed: true, state: 'current', throughDay: '2027-03-09' });
    expect((await measured()).status).toBe('final');
  });
});

describe('a check-off', () => {
  it('fails by one critical step, whatever else was right, and says which', async () => {
    const attempt = await here.observed('handHygiene', { purpose: 'practice', failing: ['moments'] });
    expect(attempt).toMatchObject({ passed: false, failed: ['moments'], state: 'learning' });
    const { lines } = await learner().call(competencies, 'myPassport', {});
    const line = lines.find((one) => one.code === 'handHygiene');
    expect(line).toMatchObject({ practised: 0, attempts: [{ passed: false }] });
    expect(line?.attempts[0]?.failed).toEqual(['Knows the five moments and acts on them']);
  });

  it('passes with a step that is not critical left undone', async () => {
    const attempt = await here.observed('handHygiene', { purpose: 'practice', failing: ['nails'] });
    expect(attempt).toMatchObject({ passed: true, failed: ['nails'], state: 'practised' });
  });

  it('wants an answer to each step of the version that was open, and names the field', async () => {
    const results = { moments: true };
    const refused = await here.clinic.refused(here.observed('handHygiene', { results }), 'en');
    expect(refused).toMatchObject({ status: 422, fields: [{ path: 'results.time' }] });
    const stale = await here.clinic.refused(here.observed('handHygiene', { version: 7 }));
    expect(stale.code).toBe('competencies.changedMeanwhile');
  });

  it('is nobody’s own, and is for who may observe this one', async () => {
    const { actor } = nurse();
    const own = await here.clinic.refused(here.observed('handHygiene', { staffId: actor.id }));
    expect(own).toMatchObject({ status: 403, code: 'competencies.ownCompetency' });
    const assistant = await here.clinic.refused(here.observed('venipuncture', { by: 'clinical' }));
    expect(assistant).toMatchObject({ status: 403, code: 'competencies.observerNotAllowed' });
    const desk = await here.clinic.refused(
      here.clinic
        .as('frontDesk')
        .call(competencies, 'sheet', { staffId: here.learnerId, code: 'handHygiene' }),
    );
    expect(desk).toMatchObject({ status: 403, code: 'platform.notAllowed' });
  });

  it('may be done by a trainer who is current herself, as long as she is', async () => {
    const trainerId = here.clinic.as('clinical').actor.id;
    const naming = { staffId: trainerId, code: 'handHygiene', trainer: true };
    const early = await here.clinic.refused(nurse().call(competencies, 'setTrainer', naming));
    expect(early.code).toBe('competencies.notValidated');
    const method = { method: 'chartAudit', note: 'File of her last employer' } as const;
    await here.observed('handHygiene', { staffId: trainerId, ...method });
    await nurse().call(competencies, 'setTrainer', naming);
    const practice = { by: 'clinical', purpose: 'practice' } as const;
    expect(await here.observed('handHygiene', practice)).toMatchObject({ passed: true });
    await nurse().call(competencies, 'suspend', { ...naming, reason: 'Seen without washing' });
    const refused = await here.clinic.refused(here.observed('handHygiene', practice));
    expect(refused.code).toBe('competencies.observerNotAllowed');
  });

  it('of papers alone says where they lie', async () => {
    const refused = await here.clinic.refused(here.observed('waivedTest', { method: 'chartAudit' }), 'en');
    expect(refused).toMatchObject({ status: 422, fields: [{ path: 'note' }] });
  });
});

describe('a suspension', () => {
  it('closes the act at once, needs a reason and another person, and only a validation lifts it', async () => {
    const about = { staffId: here.learnerId, code: 'vitalSigns' };
    const own = await here.clinic.refused(
      nurse().call(competencies, 'suspend', { ...about, staffId: nurse().actor.id, reason: 'x' }),
    );
    expect(own.code).toBe('competencies.ownCompetency');
    const mute = await here.clinic.refused(
      nurse().call(competencies, 'suspend', { ...about, reason: ' ' }),
      'en',
    );
    expect(mute).toMatchObject({ status: 422, fields: [{ path: 'reason' }] });
    await nurse().call(competencies, 'suspend', { ...about, reason: 'Cuff over the sleeve' });
    here.clinic.clock.advance(1);
    expect(await here.stateOf('vitalSigns')).toBe('suspended');
    // she still learns as a student
    expect((await measured()).status).toBe('preliminary');
    const failed = await here.observed('vitalSigns', { failing: ['cuff'] });
    expect(failed).toMatchObject({ passed: false, state: 'suspended' });
    expect(await here.observed('vitalSigns')).toMatchObject({ passed: true, state: 'current' });
    expect((await measured()).status).toBe('final');
    const never = await here.clinic.refused(
      nurse().call(competencies, 'suspend', { ...about, code: 'ecg', reason: 'x' }),
    );
    expect(never.code).toBe('competencies.notValidated');
  });
});

describe('what is asked', () => {
  it('says to whom an act would close before it closes it, and opens it again', async () => {
    const manager = here.clinic.as('manager');
    const refused = await here.clinic.refused(
      manager.call(competencies, 'askFor', { code: 'ecg', asked: true }),
    );
    expect(refused).toMatchObject({ status: 409, code: 'competencies.wouldClose' });
    expect(refused.details?.names).toContain('Clinical medical assistant');
    const ecgTerms = () =>
      here.clinic.inside((ctx) =>
        ctx.db.selectFrom('scope_term').select('act').where('competency', '=', 'ecg').execute(),
      );
    await manager.call(competencies, 'askFor', { code: 'ecg', asked: true, evenSo: true });
    expect(await ecgTerms()).toEqual([{ act: 'orders.perform/ecg' }]);
    await manager.call(competencies, 'askFor', { code: 'ecg', asked: false });
    expect(await ecgTerms()).toEqual([]);
    const nothing = await here.clinic.refused(
      manager.call(competencies, 'askFor', { code: 'handHygiene', asked: true }),
    );
    expect(nothing.code).toBe('competencies.opensNothing');
  });

  it('leaves what else a term asks as it was', async () => {
    const manager = here.clinic.as('manager');
    await here.clinic.inside((ctx) =>
      ctx.db
        .insertInto('scope_term')
        .values({ clinic_id: ctx.clinic.id, act: 'orders.perform/ecg', co_sign: true })
        .execute(),
    );
    await manager.call(competencies, 'askFor', { code: 'ecg', asked: true, evenSo: true });
    await manager.call(competencies, 'askFor', { code: 'ecg', asked: false });
    const terms = await here.clinic.inside((ctx) =>
      ctx.db.selectFrom('scope_term').selectAll().where('act', '=', 'orders.perform/ecg').execute(),
    );
    expect(terms).toMatchObject([{ competency: null, co_sign: true }]);
  });

  it('is changed by versions: nobody’s change is lost, and earlier check-offs keep theirs', async () => {
    const manager = here.clinic.as('manager');
    const all = (await manager.call(competencies, 'list', {})).competencies;
    const [one] = all.filter((each) => each.code === 'handHygiene');
    if (!one) throw new Error('hand hygiene is not asked for');
    const steps = [{ step: 'all', en: 'Everything', id: 'Semua', critical: true }];
    expect(await manager.call(competencies, 'save', { ...one, steps })).toEqual({ version: 2 });
    const lost = await here.clinic.refused(manager.call(competencies, 'save', { ...one, steps }));
    expect(lost.code).toBe('competencies.changedMeanwhile');
    const { lines } = await learner().call(competencies, 'myPassport', {});
    const failed = lines.find((each) => each.code === 'handHygiene')?.attempts.flatMap((each) => each.failed);
    expect(failed).toContain('Short nails, no rings');
    const strange = { ...one, version: 2, steps, acts: ['orders.fly'] };
    const refused = await here.clinic.refused(manager.call(competencies, 'save', strange), 'en');
    expect(refused).toMatchObject({ status: 422, fields: [{ path: 'acts.0' }] });
    const twice = { ...one, version: 2, steps: [...steps, ...steps] };
    const doubled = await here.clinic.refused(manager.call(competencies, 'save', twice), 'en');
    expect(doubled).toMatchObject({ status: 422, fields: [{ path: 'steps.1.step' }] });
    const taken = await here.clinic.refused(manager.call(competencies, 'save', { ...one, version: 0 }));
    expect(taken.code).toBe('competencies.codeTaken');
  });
});

it('the matrix shows everybody of whom something is expected, with what is due first', async () => {
  const {
    people,
    competencies: columns,
    due,
  } = await here.clinic.as('auditor').call(competencies, 'matrix', {});
  expect(columns.map((one) => one.code)).toContain('venipuncture');
  const learnerRow = people.find((one) => one.staffId === here.learnerId);
  expect(learnerRow?.cells.find((one) => one.code === 'vitalSigns')).toMatchObject({ state: 'current' });
  expect(people.some((one) => one.roles.includes('frontDesk'))).toBe(false);
  expect(due).toEqual([]);
});
