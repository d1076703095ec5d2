import { screening } from '#slices/screening/contract.ts';
import { instrumentOf } from '#slices/screening/shared/instruments.ts';
import type { TestClinic } from '../clinic.ts';
import { knock } from './knock.ts';
import type { Ground } from './verb-matrix.ts';

/** Whole answers to the three questions on falls. */
export const falls = { answered: { falls: { fallen: 'LA33-6', unsteady: 'LA32-8', worries: 'LA32-8' } } };

/**
 * Answers that a patient gave in a visit, as another system writes them (in which language has no say there), and one
 * questionnaire that was not asked.
 */
export async function screened(
  clinic: TestClinic,
  { visitId, patientId, name }: { visitId: string; patientId: string; name: string },
): Promise<string> {
  await clinic.as('nurse').call(screening, 'recordScreening', { visitId, declined: { gad7: 'refused' } });
  return clinic.inside(async (ctx) => {
    const { id } = await ctx.record.create({
      ...{ resourceType: 'QuestionnaireResponse', status: 'completed', authored: ctx.now },
      questionnaire: 'https://serambi.health/fhir/Questionnaire/screening-falls|1',
      ...{
        subject: { reference: `Patient/${patientId}` },
        encounter: { reference: `Encounter/${visitId}` },
      },
      author: { display: name },
      item: Object.entries(falls.answered.falls).map(([linkId, code]) => ({
        ...{ linkId, answer: [{ valueCoding: { code } }] },
      })),
    });
    return id;
  });
}

/** What one patient answered or was not asked is in nobody else's list, nor in another visit of hers; the desk keeps none. */
export async function tryScreened(ground: Ground): Promise<void> {
  const { world, findings } = ground;
  const { clinic, own, otherPatient } = world;
  const same = (what: string, found: number, due: number) => {
    if (found !== due) findings.fault(`screening: ${what}: ${found}, not ${due}`);
  };
  const nurse = clinic.as('nurse');
  const of = (visitId: string) => nurse.call(screening, 'visitScreening', { visitId });
  const [visitId, patientId] = [own.visitId ?? '', own.patientId ?? ''];
  const here = await of(visitId);
  same('answers in a visit', here.results.length, 1);
  same('what was not asked in a visit', here.declined.length, 1);
  same('answers in another visit of hers', (await of(own.settledVisitId ?? '')).results.length, 0);
  same('answers of hers', (await nurse.call(screening, 'patientScreening', { patientId })).results.length, 1);
  const response = await clinic.inside(async (ctx) => {
    await ctx.record.patch('Patient', patientId, (one) => {
      one.communication = [
        { language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'en' }] }, preferred: true },
      ];
    });
    return ctx.record.mustRead('QuestionnaireResponse', own.responseId ?? '');
  });
  const { questions } = instrumentOf('gad7');
  const answers = Object.fromEntries(questions.map(({ link }) => [link, 'LA6568-5']));
  await nurse.call(screening, 'recordScreening', { visitId, answered: { gad7: answers } });
  const others = await of(otherPatient.visitId ?? '');
  same('what another was not asked', others.declined.length, 1);
  const clerk = ground.callers.find(({ name }) => name === 'frontDesk');
  if (!clerk) throw new Error('nobody greets');
  const { id: _, meta: __, ...body } = response;
  const path = '/fhir/R4/QuestionnaireResponse';
  const answer = await knock(ground.url, clerk, { method: 'POST', path, body });
  findings.judge('a clerk’s answers', answer.status === 403 ? undefined : 'expected 403', answer);
}
