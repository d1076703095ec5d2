import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallOf } from '#platform/shared/contract.ts';
import { makeRegistry } from '#platform/server/http/registry.ts';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { type Desk, openDesk } from '#slices/front-desk/server/testing/open-desk.ts';
import { intake } from '#slices/intake/contract.ts';
import { screening } from '#slices/screening/contract.ts';
import { slice as screeningDoor } from '#slices/screening/server/index.ts';
import { type Code, instrumentOf } from '#slices/screening/shared/instruments.ts';
import { vitals } from '#slices/vitals/contract.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk('US');
});
afterAll(() => desk.close());

const as = (role: string) => desk.clinic.as(role);
let hour = 8;
const checkedIn = async () => {
  hour += 1;
  const name = `Visitor ${hour}`;
  const patientId = await desk.patient(name);
  const visitId = await desk.book(patientId, `${String(hour).padStart(2, '0')}:00`);
  await desk.checkedIn(visitId, name);
  return { visitId, patientId };
};
type Call = CallOf<typeof intake, 'commitIntake'>;
const commit = async (
  visit: { visitId: string; patientId: string },
  said: Partial<Call>,
  role = 'clinical',
) => {
  const { seen } = await as(role).call(intake, 'readIntake', { visitId: visit.visitId });
  return as(role).call(intake, 'commitIntake', { ...visit, seen, facts: {}, ...said });
};
const answers = (code: Code, scores: readonly number[]) =>
  Object.fromEntries(
    instrumentOf(code).questions.map(({ link, options }, at) => [
      link,
      options.find((one) => one.score === scores[at])?.code ?? '',
    ]),
  );
const asked = (visitId: string) => as('clinical').call(screening, 'visitScreening', { visitId });
const said: Partial<Call> = {
  facts: { tobacco: { answer: 'changed', added: [{ choice: 'never' }] } },
  vitals: { values: { pulse: { value: '72' } } },
};
const kept = async ({ visitId }: { visitId: string }) => {
  const { topics } = await as('clinical').call(intake, 'readIntake', { visitId });
  const { sets } = await as('clinical').call(vitals, 'visitVitals', { visitId });
  const { results, declined } = await asked(visitId);
  return [topics.filter(({ here }) => here).length, sets.length, results.length, declined.length];
};

describe('one commit of the pane', () => {
  it('keeps history, signs and questionnaires, and the trail names each', async () => {
    const visit = await checkedIn();
    const part = { answered: { phq2: answers('phq2', [1, 0]) }, declined: { falls: 'unable' } };
    await commit(visit, { ...said, parts: { screening: part } });
    expect(await kept(visit)).toEqual([1, 1, 1, 1]);
    const rows = await desk.clinic.inside(({ db }) =>
      db
        .selectFrom('audit_event')
        .select(['event', 'patient_id', 'actor_name'])
        .where('event', 'in', ['intake.commitIntake', 'screening.recordScreening'])
        .where('patient_id', '=', visit.patientId)
        .orderBy('event')
        .execute(),
    );
    expect(rows.map(({ event }) => event)).toEqual(['intake.commitIntake', 'screening.recordScreening']);
  });

  it('tells what is wrong with a questionnaire at its question, and keeps nothing of the pane', async () => {
    const visit = await checkedIn();
    const half = { [instrumentOf('phq2').questions[0]?.link ?? '']: 'LA6568-5' };
    const call = commit(visit, { ...said, parts: { screening: { answered: { phq2: half } } } });
    const problem = await desk.clinic.refused(call);
    expect(problem.fields?.map(({ path }) => path)).toEqual(['parts.screening.answered.phq2.44255-8']);
    const strange = commit(visit, { ...said, parts: { screening: { declined: { phq2: 'bored' } } } });
    expect((await desk.clinic.refused(strange)).fields).toMatchObject([
      { path: 'parts.screening.declined.phq2' },
    ]);
    const nothing = commit(visit, { ...said, parts: { screening: {} } });
    expect((await desk.clinic.refused(nothing)).code).toBe('platform.invalidInput');
    expect(await kept(visit)).toEqual([0, 0, 0, 0]);
  });

  it('takes with it the refusal of a declared code, by the name of the duty that refuses', async () => {
    const melati = await openDesk('ID');
    const patientId = await melati.patient('Siti');
    const visitId = await melati.book(patientId, '09:00');
    await melati.checkedIn(visitId, 'Siti');
    const nurse = melati.clinic.as('nurse');
    const call = nurse.call(intake, 'commitIntake', {
      ...{ visitId, patientId, seen: '', facts: { family: { answer: 'none' } } },
      parts: { screening: { answered: { phq2: answers('phq2', [0, 0]) } } },
    });
    expect(await melati.clinic.refused(call)).toMatchObject({ code: 'screening.noWording', status: 409 });
    await melati.close();
  });

  it('calls the clinician for a ninth answer that comes with it, where it could not be told at once', async () => {
    const visit = await checkedIn();
    const nine = answers('phq9', [0, 0, 0, 0, 0, 0, 0, 0, 1]);
    await commit(visit, { parts: { screening: { answered: { phq9: nine } } } });
    const { alerts } = await as('physician').call(frontDesk, 'alerts', { visitId: visit.visitId });
    expect(alerts).toMatchObject([{ what: 'PHQ-9: question 9 above 0' }]);
  });

  it('is refused as a whole to who may not ask questionnaires: a student’s history waits without them', async () => {
    const visit = await checkedIn();
    const { facts } = said;
    const part = { screening: { declined: { phq2: 'notNow' } } };
    const call = commit(visit, { ...(facts && { facts }), parts: part }, 'student');
    expect(await desk.clinic.refused(call)).toMatchObject({
      ...{ code: 'platform.notAllowed', details: { action: 'screening.ask' } },
    });
    expect(await kept(visit)).toEqual([0, 0, 0, 0]);
    expect((await commit(visit, { ...(facts && { facts }) }, 'student')).preliminary).toBe(true);
  });

  it('knows no part of a duty that adds none', async () => {
    const visit = await checkedIn();
    const call = commit(visit, { parts: { vitals: { values: {} } } });
    expect((await desk.clinic.refused(call)).fields).toMatchObject([{ path: 'parts.vitals' }]);
  });
});

describe('a part', () => {
  it('is a write that scope judges, or the doors do not open', () => {
    const door = (name: string) => () =>
      makeRegistry([{ ...screeningDoor, parts: { 'intake.commitIntake': name } }]);
    expect(door('recordScreening')).not.toThrow();
    expect(door('visitScreening')).toThrow('cannot be part');
    expect(door('nobodyKnows')).toThrow('cannot be part');
  });
});
