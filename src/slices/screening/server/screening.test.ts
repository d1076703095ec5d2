import type { Observation, QuestionnaireResponse } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { advance } from '#slices/front-desk/server/index.ts';
import { type Desk, openDesk } from '#slices/front-desk/server/testing/open-desk.ts';
import { screening } from '../contract.ts';
import { type Code, instrumentOf } from '../shared/instruments.ts';
import { startingRules } from '../shared/due.ts';

let desk: Desk;
let melati: Desk;
beforeAll(async () => {
  [desk, melati] = [await openDesk('US'), await openDesk('ID')];
});
afterAll(async () => {
  await desk.close();
  await melati.close();
});

const answers = (code: Code, scores: readonly number[]) =>
  Object.fromEntries(
    instrumentOf(code).questions.map(({ link, options }, at) => [
      link,
      options.find((one) => one.score === scores[at])?.code ?? '',
    ]),
  );
const mild = [2, 1, 1, 1, 1, 0, 1, 0, 1];
let minute = 60;
/** A visit of an adult who has been checked in; of one of another birth date, who has arrived. */
const checkedIn = async (of = desk, birthDate?: string) => {
  minute += 20;
  const time = `${String(8 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const name = `Visitor ${minute}`;
  const patientId = await of.patient(name, birthDate);
  const visitId = await of.book(patientId, time);
  if (birthDate) await of.clinic.as('frontDesk').call(frontDesk, 'arrive', { visitId });
  else await of.checkedIn(visitId, name);
  return { visitId, patientId };
};
const as = (role: string, of = desk) => of.clinic.as(role);
const record = async (visitId: string, code: Code, scores: readonly number[], role = 'clinical') => {
  const answered = { [code]: answers(code, scores) };
  const { results } = await as(role).call(screening, 'recordScreening', { visitId, answered });
  const [result] = results;
  if (!result) throw new Error('nothing was kept');
  return result;
};
const state = (visitId: string, role = 'clinical', of = desk) =>
  as(role, of).call(screening, 'visitScreening', { visitId });
const due = async (visitId: string) =>
  (await state(visitId)).offered.filter((one) => one.due).map((one) => one.code);

describe('asking', () => {
  it('A1.3 opens the nine questions after 2 and 1, and takes the two over', async () => {
    const { visitId } = await checkedIn();
    expect(await due(visitId)).toEqual(['phq2']);
    const result = await record(visitId, 'phq2', [2, 1]);
    expect(result).toMatchObject({ total: 3, most: 6, selfHarm: false });
    expect(await due(visitId)).toEqual(['phq9']);
    const nine = (await state(visitId)).offered.find((one) => one.code === 'phq9');
    expect(nine?.known).toEqual(answers('phq2', [2, 1]));
  });

  it('A1.3 raises the red flag for a ninth answer of 1 in a total of 8; the visit waits for the clinician', async () => {
    const { visitId } = await checkedIn();
    const result = await record(visitId, 'phq9', mild);
    expect(result).toMatchObject({ total: 8, selfHarm: true });
    const { alerts } = await as('physician').call(frontDesk, 'alerts', { visitId });
    expect(alerts).toMatchObject([{ what: 'PHQ-9: question 9 above 0' }]);
    await desk.clinic.inside((ctx) => advance(ctx, visitId, 'withProvider'));
    const out = as('clinical').call(frontDesk, 'moveVisit', { visitId, to: 'checkout' });
    expect((await desk.clinic.refused(out)).code).toBe('frontDesk.alertOpen');
    expect((await state(visitId)).seenTo).toBeUndefined();
    expect((await state(visitId)).results).toMatchObject([{ code: 'phq9', waits: true }]);
    const [alert] = alerts;
    const outcome = 'Safety plan made; daughter takes her home.';
    const seen = { alertId: alert?.alertId ?? '', outcome };
    await as('physician').call(frontDesk, 'acknowledgeAlert', seen);
    expect((await state(visitId)).seenTo).toMatchObject({ outcome, by: as('physician').actor.name });
    expect((await state(visitId)).results).toMatchObject([{ code: 'phq9', waits: false }]);
    // said again it rings anew, and nobody has seen to that yet
    await record(visitId, 'phq9', [...mild.slice(0, 8), 3]);
    expect((await state(visitId)).seenTo).toBeUndefined();
    expect((await state(visitId)).results.filter(({ waits }) => waits)).toHaveLength(2);
  });

  it('raises it whichever system wrote the ninth answer, once, and for a visit that is over not at all', async () => {
    const { visitId, patientId } = await checkedIn();
    const sent = (id: string): QuestionnaireResponse => ({
      ...{
        resourceType: 'QuestionnaireResponse',
        status: 'completed',
        authored: new Date(desk.clinic.clock.now()).toISOString(),
      },
      questionnaire: 'https://serambi.health/fhir/Questionnaire/screening-phq9|1',
      ...{ subject: { reference: `Patient/${patientId}` }, encounter: { reference: `Encounter/${id}` } },
      item: Object.entries(answers('phq9', mild)).map(([linkId, code]) => ({
        linkId,
        answer: [{ valueCoding: { system: 'http://loinc.org', code } }],
      })),
    });
    const open = async (id: string) =>
      (await as('physician').call(frontDesk, 'alerts', { visitId: id })).alerts;
    const { id = '' } = await desk.clinic.inside((ctx) => ctx.record.create(sent(visitId)));
    expect(await open(visitId)).toMatchObject([{ what: 'PHQ-9: question 9 above 0' }]);
    await desk.clinic.inside((ctx) =>
      ctx.record.patch('QuestionnaireResponse', id, (one) => {
        one.status = 'amended';
      }),
    );
    expect(await open(visitId)).toHaveLength(1);
    const over = await checkedIn();
    await desk.clinic.inside((ctx) => advance(ctx, over.visitId, 'left'));
    await desk.clinic.inside((ctx) => ctx.record.create(sent(over.visitId)));
    expect(await open(over.visitId)).toEqual([]);
  });

  it('keeps answers and total as the standard has them', async () => {
    const { visitId, patientId } = await checkedIn();
    const result = await record(visitId, 'gad7', [1, 1, 1, 1, 1, 0, 0]);
    const [response, totals] = await desk.clinic.inside(async (ctx) => [
      (await ctx.record.mustRead('QuestionnaireResponse', result.responseId)) as QuestionnaireResponse,
      (await ctx.record.search('Observation', {
        where: [{ param: 'derived-from', reference: `QuestionnaireResponse/${result.responseId}` }],
        limit: 5,
      })) as Observation[],
    ]);
    expect(response).toMatchObject({
      ...{ status: 'completed', language: 'en', subject: { reference: `Patient/${patientId}` } },
      item: expect.arrayContaining([
        expect.objectContaining({
          linkId: '69725-0',
          answer: [
            { valueCoding: { system: 'http://loinc.org', code: 'LA6569-3', display: 'Several days' } },
          ],
        }),
      ]),
    });
    expect(totals).toMatchObject([
      { valueInteger: 5, code: { coding: [{ system: 'http://loinc.org', code: '70274-6' }] } },
    ]);
  });

  it('names the question that has no answer and keeps nothing', async () => {
    const { visitId } = await checkedIn();
    const whole = answers('phq2', [1, 1]);
    const half = { ...whole, '44255-8': 'LA99-9' };
    const call = as('clinical').call(screening, 'recordScreening', { visitId, answered: { phq2: half } });
    const problem = await desk.clinic.refused(call);
    expect(problem.fields?.map((one) => one.path)).toEqual(['answered.phq2.44255-8']);
    expect((await state(visitId)).results).toEqual([]);
  });

  it('is counted once where it is sent twice', async () => {
    const { visitId } = await checkedIn();
    const input = { visitId, answered: { phq2: answers('phq2', [0, 0]) } };
    const [one, two] = [1, 2].map(() =>
      as('clinical').call(screening, 'recordScreening', input, { key: `twice-${visitId}` }),
    );
    expect((await one)?.results).toEqual((await two)?.results);
    expect((await state(visitId)).results).toHaveLength(1);
  });

  it('counts and rings once where a draft sends the same answers again, and anew where they are others', async () => {
    const { visitId } = await checkedIn();
    const alerts = async () => (await as('physician').call(frontDesk, 'alerts', { visitId })).alerts;
    const first = await record(visitId, 'phq9', mild);
    const [alert] = await alerts();
    await as('physician').call(frontDesk, 'acknowledgeAlert', {
      alertId: alert?.alertId ?? '',
      outcome: 'talked to her',
    });
    const again = await record(visitId, 'phq9', mild);
    expect(again.responseId).toBe(first.responseId);
    expect(await alerts()).toEqual([]);
    const other = await record(visitId, 'phq9', [...mild.slice(0, 8), 2]);
    expect(other.responseId).not.toBe(first.responseId);
    expect(await alerts()).toHaveLength(1);
  });

  it('offers nothing to a patient in whose language no wording was published', async () => {
    const { visitId } = await checkedIn(melati);
    const found = await state(visitId, 'clinical', melati);
    expect(found).toMatchObject({ language: null, offered: [] });
    const call = as('clinical', melati).call(screening, 'recordScreening', {
      ...{ visitId, answered: { phq2: answers('phq2', [0, 0]) } },
    });
    expect(await melati.clinic.refused(call)).toMatchObject({ code: 'screening.noWording', status: 409 });
  });
});

describe('who', () => {
  it('reads a range only if she may say what it means', async () => {
    const { visitId } = await checkedIn();
    const result = await record(visitId, 'phq9', [2, 2, 2, 2, 2, 0, 0, 0, 0]);
    expect(result.band).toBeUndefined();
    expect((await state(visitId, 'physician')).results[0]?.band).toBe('moderate');
  });

  it('is refused where her job description does not hold it, by the FHIR address too', async () => {
    const { visitId, patientId } = await checkedIn();
    const call = record(visitId, 'phq2', [0, 0], 'frontDesk');
    expect(await desk.clinic.refused(call)).toMatchObject({ status: 403 });
    const result = await record(visitId, 'phq2', [0, 0]);
    const kept = (await state(visitId)).results.map((one) => one.responseId);
    expect(kept).toEqual([result.responseId]);
    expect((await as('physician').call(screening, 'patientScreening', { patientId })).results).toHaveLength(
      1,
    );
  });
});

describe('not asked, and asked wrongly', () => {
  it('stands with its reason and is due no more in this visit', async () => {
    const { visitId } = await checkedIn();
    await as('clinical').call(screening, 'recordScreening', { visitId, declined: { phq2: 'refused' } });
    expect(await due(visitId)).toEqual([]);
    expect((await state(visitId)).declined).toMatchObject([{ code: 'phq2', reason: 'refused' }]);
    await record(visitId, 'phq2', [0, 0]);
    expect((await state(visitId)).declined).toEqual([]);
  });

  it('marked as an error, answers and total count no more, and it is due again', async () => {
    const { visitId } = await checkedIn();
    const result = await record(visitId, 'phq2', [0, 1]);
    const { responseId } = result;
    const mark = () =>
      as('clinical').call(screening, 'markScreeningError', { responseId, reason: 'wrong patient asked' });
    await mark();
    expect((await state(visitId)).results).toEqual([]);
    expect(await due(visitId)).toEqual(['phq2']);
    expect(await desk.clinic.refused(mark())).toMatchObject({ code: 'screening.alreadyInError' });
  });
});

describe('the clinic’s rules', () => {
  it('say what is due from which age', async () => {
    const { visitId } = await checkedIn(desk, '1950-01-01');
    expect(await due(visitId)).toEqual(['phq2', 'falls']);
    const rules = startingRules.map((one) => ({ ...one, on: one.code === 'auditC' }));
    await as('manager').call(screening, 'saveSettings', { rules });
    expect(await due(visitId)).toEqual(['auditC']);
    await as('manager').call(screening, 'saveSettings', { rules: [...startingRules] });
    const clerk = as('clinical').call(screening, 'saveSettings', { rules: [...startingRules] });
    expect(await desk.clinic.refused(clerk)).toMatchObject({ status: 403 });
  });
});
