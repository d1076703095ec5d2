import type { Condition, MedicationStatement } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallOf } from '#platform/shared/contract.ts';
import { work } from '#platform/shared/work-contract.ts';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { type Desk, openDesk } from '#slices/front-desk/server/testing/open-desk.ts';
import { records } from '#slices/records/contract.ts';
import { intake, type IntakeState } from '../contract.ts';
import { startingRules } from '../shared/due.ts';
import type { Topic } from '../shared/topics.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk('US');
});
afterAll(() => desk.close());

let minute = 60;
/** A visit of an adult who has been checked in. */
const checkedIn = async (birthDate?: string) => {
  minute += 20;
  const time = `${String(8 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const name = `Visitor ${minute}`;
  const patientId = await desk.patient(name, birthDate);
  const visitId = await desk.book(patientId, time);
  // a child's papers are its guardian's, which is another duty
  if (birthDate) await as('frontDesk').call(frontDesk, 'arrive', { visitId });
  else await desk.checkedIn(visitId, name);
  return { visitId, patientId };
};
const as = (role: string) => desk.clinic.as(role);
const state = (visitId: string) => as('clinical').call(intake, 'readIntake', { visitId });
const of = (found: IntakeState, topic: Topic) => {
  const one = found.topics.find((each) => each.topic === topic);
  if (!one) throw new Error(`no topic ${topic}`);
  return one;
};
type Call = CallOf<typeof intake, 'commitIntake'>;
const commit = async (
  visit: { visitId: string; patientId: string },
  facts: Call['facts'],
  { role = 'clinical', ...more }: Partial<Call> & { role?: string } = {},
) => {
  const { seen } = await state(visit.visitId);
  return as(role).call(intake, 'commitIntake', { ...visit, seen, facts, ...more });
};
const refused = (call: Promise<unknown>) => desk.clinic.refused(call);
const amlodipine = { label: 'Amlodipine 5 mg', detail: '1 in the morning', since: '2024' };
const open = (visitId: string) => as('physician').call(intake, 'changesToSign', { visitId });

describe('asking', () => {
  it('asks everything at a first visit, and of a child no tobacco', async () => {
    const { visitId } = await checkedIn();
    expect((await state(visitId)).topics.every(({ due }) => due)).toBe(true);
    const child = await checkedIn('2020-05-01');
    const due = (await state(child.visitId)).topics.filter((one) => one.due).map((one) => one.topic);
    expect(due).not.toContain('tobacco');
    expect(due).toContain('medicines');
  });

  it('keeps each kind of fact as the standard has it, and says whose word it was', async () => {
    const visit = await checkedIn();
    const { state: after } = await commit(
      visit,
      {
        allergies: { answer: 'changed', added: [{ label: 'Penicillin', detail: 'rash' }] },
        medicines: { answer: 'changed', added: [amlodipine] },
        problems: { answer: 'changed', added: [{ label: 'High blood pressure', since: '2020-05' }] },
        surgeries: { answer: 'changed', added: [{ label: 'Appendectomy', since: '1999' }] },
        family: { answer: 'changed', added: [{ label: 'Diabetes', relative: 'mother' }] },
        tobacco: { answer: 'changed', added: [{ choice: 'former', detail: 'until 2015' }] },
        alcohol: { answer: 'refused' },
        immunisations: { answer: 'none' },
      },
      { source: 'companion', sourceName: 'Her son' },
    );
    expect(of(after, 'medicines').facts).toMatchObject([{ ...amlodipine, unsigned: true }]);
    expect(of(after, 'family').facts).toMatchObject([{ label: 'Diabetes', relative: 'mother' }]);
    expect(of(after, 'tobacco').facts).toMatchObject([{ choice: 'former', detail: 'until 2015' }]);
    expect(of(after, 'allergies').facts).toMatchObject([{ label: 'Penicillin', detail: 'rash' }]);
    expect(of(after, 'alcohol')).toMatchObject({ due: false, last: { answer: 'refused' }, facts: [] });
    expect(after.topics.filter((one) => one.due)).toEqual([]);
    const [statement, condition] = await desk.clinic.inside(async (ctx) => {
      const where = [{ param: 'patient', reference: `Patient/${visit.patientId}` }];
      return [
        (await ctx.record.search('MedicationStatement', { where }))[0],
        (await ctx.record.search('Condition', { where }))[0],
      ] as [MedicationStatement, Condition];
    });
    expect(statement).toMatchObject({
      status: 'active',
      medicationCodeableConcept: { text: 'Amlodipine 5 mg' },
      dosage: [{ text: '1 in the morning' }],
      effectivePeriod: { start: '2024' },
      informationSource: { display: 'Her son' },
    });
    // what she tells of herself is no diagnosis
    expect(condition?.verificationStatus?.coding?.[0]?.code).toBe('unconfirmed');
    const { chart } = {
      chart: await as('clinical').call(records, 'readChart', { patientId: visit.patientId }),
    };
    expect(chart.immunizations.state).toBe('none');
    expect(chart.allergies.state).toBe('listed');
  });

  it('asks again at the next visit what the rules say, and confirms it in one word', async () => {
    const visit = await checkedIn();
    await commit(visit, {
      medicines: { answer: 'changed', added: [amlodipine] },
      family: { answer: 'none' },
    });
    const later = { ...visit, visitId: await desk.book(visit.patientId, '19:40') };
    await desk.checkedIn(later.visitId, `Visitor ${minute}`);
    const now = await state(later.visitId);
    expect([of(now, 'medicines').due, of(now, 'family').due]).toEqual([true, false]);
    const { state: after } = await commit(later, { medicines: { answer: 'confirmed' } });
    expect(of(after, 'medicines')).toMatchObject({ due: false, last: { answer: 'confirmed' } });
    // nothing has changed, so there is nothing to sign beside what was new before
    expect((await open(later.visitId)).changes.map(({ kind, topic }) => `${kind} ${topic}`)).toEqual([
      'added medicines',
      'none family',
    ]);
  });

  it('takes signs and history in one commit, or neither', async () => {
    const visit = await checkedIn();
    const vitals = { values: { pulse: { value: '400' } } };
    const problem = await refused(commit(visit, { medicines: { answer: 'none' } }, { vitals }));
    expect(problem.fields?.[0]?.path ?? problem.code).toMatch(/pulse|confirmPlausibility/);
    expect(of(await state(visit.visitId), 'medicines').last).toBeUndefined();
    const done = await commit(
      visit,
      { medicines: { answer: 'none' } },
      { vitals: { values: { pulse: { value: '72' } } } },
    );
    expect(of(done.state, 'medicines').last?.answer).toBe('none');
  });
});

describe('refusals, which change nothing', () => {
  it.each<[string, Call['facts'], string]>([
    [
      'a medicine without a name',
      { medicines: { answer: 'changed', added: [{ detail: 'daily' }] } },
      'facts.medicines.added.0.label',
    ],
    [
      'a date to come',
      { surgeries: { answer: 'changed', added: [{ label: 'Hip', since: '2999' }] } },
      'facts.surgeries.added.0.since',
    ],
    [
      'a 31st of June',
      { surgeries: { answer: 'changed', added: [{ label: 'Hip', since: '2001-06-31' }] } },
      'facts.surgeries.added.0.since',
    ],
    [
      'an illness of nobody',
      { family: { answer: 'changed', added: [{ label: 'Gout' }] } },
      'facts.family.added.0.relative',
    ],
    [
      'a habit of the other kind',
      { alcohol: { answer: 'changed', added: [{ choice: 'daily' }] } },
      'facts.alcohol.added.0.choice',
    ],
    [
      '"refused" beside a fact',
      { medicines: { answer: 'refused', added: [amlodipine] } },
      'facts.medicines.answer',
    ],
    ['"changed" without a change', { medicines: { answer: 'changed' } }, 'facts.medicines.answer'],
    ['confirming what nobody has listed', { medicines: { answer: 'confirmed' } }, 'facts.medicines.answer'],
    [
      'the same twice',
      { problems: { answer: 'changed', added: [{ label: 'Asthma' }, { label: 'asthma' }] } },
      'facts.problems.added.1.label',
    ],
    [
      'a line that is not hers',
      { medicines: { answer: 'changed', items: [{ ref: 'MedicationStatement/x', answer: 'stopped' }] } },
      'facts.medicines.items.0.ref',
    ],
  ])('%s', async (_what, facts, path) => {
    const visit = await checkedIn();
    const problem = await refused(commit(visit, facts));
    expect(problem.fields?.map((one) => one.path)).toEqual([path]);
    expect((await state(visit.visitId)).seen).toBe('');
  });

  it('"none" against a list, until each was stopped', async () => {
    const visit = await checkedIn();
    const { state: after } = await commit(visit, { medicines: { answer: 'changed', added: [amlodipine] } });
    const problem = await refused(commit(visit, { medicines: { answer: 'none' } }));
    expect(problem).toMatchObject({ code: 'intake.factsListed', details: { facts: 'Amlodipine 5 mg' } });
    const [fact] = of(after, 'medicines').facts;
    const stopped = [{ ref: fact?.ref ?? '', answer: 'stopped' as const }];
    const done = await commit(visit, { medicines: { answer: 'none', items: stopped } });
    expect(of(done.state, 'medicines').facts).toEqual([]);
  });

  it('somebody else’s word without saying whose, another patient’s pane, and a pane that is behind', async () => {
    const visit = await checkedIn();
    const none = { family: { answer: 'none' as const } };
    const nobody = await refused(commit(visit, none, { source: 'document' }));
    expect(nobody.fields?.map((one) => one.path)).toEqual(['sourceName']);
    const other = await checkedIn();
    const wrong = await refused(commit({ ...visit, patientId: other.patientId }, none));
    expect(wrong.code).toBe('intake.otherPatient');
    await commit(visit, none);
    const behind = as('clinical').call(intake, 'commitIntake', { ...visit, seen: '', facts: none });
    expect((await refused(behind)).code).toBe('intake.changedMeanwhile');
    const nothing = await refused(commit(visit, {}));
    expect(nothing.code).toBe('intake.nothingEntered');
  });

  it('is committed once where it is sent twice', async () => {
    const visit = await checkedIn();
    const input: Call = {
      ...visit,
      seen: '',
      facts: { medicines: { answer: 'changed', added: [amlodipine] } },
    };
    await Promise.all(
      [1, 2].map(() => as('clinical').call(intake, 'commitIntake', input, { key: `twice-${visit.visitId}` })),
    );
    expect(of(await state(visit.visitId), 'medicines').facts).toHaveLength(1);
  });
});

describe('the difference to sign', () => {
  it('stands until it is accepted; what she told of herself is then the clinician’s word', async () => {
    const visit = await checkedIn();
    await commit(visit, { problems: { answer: 'changed', added: [{ label: 'Asthma' }] } });
    const { changes } = await open(visit.visitId);
    expect(changes).toMatchObject([
      { topic: 'problems', kind: 'added', after: { label: 'Asthma' }, applied: true },
    ]);
    const accept = changes.map(({ changeId }) => changeId);
    const done = await as('physician').call(intake, 'decideChanges', { visitId: visit.visitId, accept });
    expect(done.changes).toEqual([]);
    const [fact] = of(await state(visit.visitId), 'problems').facts;
    expect(fact).toMatchObject({ unsigned: false, clinicians: true });
    const again = as('physician').call(intake, 'decideChanges', { visitId: visit.visitId, accept });
    expect((await refused(again)).code).toBe('intake.alreadyDecided');
  });

  it('a clinician’s own diagnosis changes only when she accepts', async () => {
    const visit = await checkedIn();
    await commit(visit, { problems: { answer: 'changed', added: [{ label: 'Asthma' }] } });
    const accept = (await open(visit.visitId)).changes.map(({ changeId }) => changeId);
    await as('physician').call(intake, 'decideChanges', { visitId: visit.visitId, accept });
    const [fact] = of(await state(visit.visitId), 'problems').facts;
    const stopped = { ref: fact?.ref ?? '', answer: 'stopped' as const };
    const { state: after } = await commit(visit, { problems: { answer: 'changed', items: [stopped] } });
    expect(of(after, 'problems').facts).toMatchObject([{ label: 'Asthma', unsigned: true }]);
    const { changes } = await open(visit.visitId);
    expect(changes).toMatchObject([{ kind: 'stopped', applied: false, before: { label: 'Asthma' } }]);
    await as('physician').call(intake, 'decideChanges', {
      ...{ visitId: visit.visitId, accept: changes.map(({ changeId }) => changeId) },
    });
    expect(of(await state(visit.visitId), 'problems').facts).toEqual([]);
  });

  it('what is sent back leaves the chart, is due again, and waits for who wrote it', async () => {
    const visit = await checkedIn();
    const { state: first } = await commit(visit, { medicines: { answer: 'changed', added: [amlodipine] } });
    const [fact] = of(first, 'medicines').facts;
    const accept = (await open(visit.visitId)).changes.map(({ changeId }) => changeId);
    await as('physician').call(intake, 'decideChanges', { visitId: visit.visitId, accept });
    const doubled = { ref: fact?.ref ?? '', answer: 'changed' as const, detail: '2 in the morning' };
    await commit(visit, {
      medicines: { answer: 'changed', items: [doubled], added: [{ label: 'Aspirin 80 mg' }] },
    });
    const { changes } = await open(visit.visitId);
    const sendBack = changes.map(({ changeId }) => ({ changeId, reason: 'Which dose?' }));
    await as('physician').call(intake, 'decideChanges', { visitId: visit.visitId, sendBack });
    const now = of(await state(visit.visitId), 'medicines');
    expect(now.facts).toMatchObject([{ label: 'Amlodipine 5 mg', detail: '1 in the morning' }]);
    // the word of this commit counts no more; the one before it does, and it was this visit's
    expect(now.last?.answer).toBe('changed');
    const other = await checkedIn();
    await commit(other, { medicines: { answer: 'changed', added: [amlodipine] } });
    const all = (await open(other.visitId)).changes.map(({ changeId }) => ({ changeId, reason: 'Dose?' }));
    await as('physician').call(intake, 'decideChanges', { visitId: other.visitId, sendBack: all });
    expect(of(await state(other.visitId), 'medicines')).toMatchObject({ facts: [], due: true, here: false });
    const { tasks } = await as('clinical').call(work, 'listMine', {});
    expect(tasks.filter(({ kind }) => kind === 'intake.sentBack').length).toBeGreaterThan(0);
  });

  it('is not sent back over what somebody has written since', async () => {
    const visit = await checkedIn();
    await commit(visit, { medicines: { answer: 'changed', added: [amlodipine] } });
    const { changes } = await open(visit.visitId);
    const [ref] = of(await state(visit.visitId), 'medicines').facts.map((one) => one.ref);
    await desk.clinic.inside((ctx) =>
      ctx.record.patch('MedicationStatement', ref?.split('/')[1] ?? '', (one) => {
        one.note = [{ text: 'by telephone' }];
      }),
    );
    const sendBack = changes.map(({ changeId }) => ({ changeId, reason: 'No' }));
    const call = as('physician').call(intake, 'decideChanges', { visitId: visit.visitId, sendBack });
    expect((await refused(call)).code).toBe('intake.overtaken');
  });

  it('is nobody’s but a prescriber’s', async () => {
    const visit = await checkedIn();
    const call = as('clinical').call(intake, 'decideChanges', { visitId: visit.visitId, accept: [] });
    expect((await refused(call)).code).toBe('platform.notAllowed');
  });
});

describe('a student', () => {
  it('writes beside the chart until somebody else co-signs', async () => {
    const visit = await checkedIn();
    const { preliminary, state: after } = await commit(
      visit,
      { medicines: { answer: 'changed', added: [amlodipine] } },
      { role: 'student' },
    );
    expect(preliminary).toBe(true);
    expect(of(after, 'medicines')).toMatchObject({ facts: [], due: true });
    const [waiting] = after.waiting;
    const commitId = waiting?.commitId ?? '';
    const own = as('student').call(intake, 'coSignIntake', { commitId });
    expect((await refused(own)).code).toBe('platform.notAllowed');
    const { state: signed } = await as('nurse').call(intake, 'coSignIntake', { commitId });
    expect(of(signed, 'medicines')).toMatchObject({ facts: [{ label: 'Amlodipine 5 mg' }], due: false });
    expect(signed.waiting).toEqual([]);
    const twice = as('nurse').call(intake, 'coSignIntake', { commitId });
    expect((await refused(twice)).code).toBe('intake.alreadySigned');
  });
});

describe('rules', () => {
  it('are the manager’s, and each topic stands once', async () => {
    const rules = startingRules.map((one) => (one.topic === 'family' ? { ...one, on: false } : one));
    await as('manager').call(intake, 'saveSettings', { rules });
    const { visitId } = await checkedIn();
    expect(of(await state(visitId), 'family').due).toBe(false);
    const twice = rules.map((one) => ({ ...one, topic: 'family' as const }));
    const problem = await refused(as('manager').call(intake, 'saveSettings', { rules: twice }));
    expect(problem.fields?.map((one) => one.path)).toEqual(['rules']);
    await as('manager').call(intake, 'saveSettings', { rules: [...startingRules] });
  });
});
