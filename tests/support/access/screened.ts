import { screening } from '#slices/screening/contract.ts';
import type { TestClinic } from '../clinic.ts';

/** Whole answers to the three questions on falls. */
export const falls = { code: 'falls', answers: { fallen: 'LA33-6', unsteady: 'LA32-8', worries: 'LA32-8' } };

/**
 * Answers that a patient gave in a visit, as another system writes them (in which language has no say there), and one
 * questionnaire that was not asked.
 */
export async function screened(
  clinic: TestClinic,
  { visitId, patientId, name }: { visitId: string; patientId: string; name: string },
): Promise<string> {
  await clinic.as('nurse').call(screening, 'declineScreening', { visitId, code: 'gad7', reason: 'refused' });
  return clinic.inside(async (ctx) => {
    const { id } = await ctx.record.create({
      ...{ resourceType: 'QuestionnaireResponse', status: 'completed', authored: ctx.now },
      questionnaire: 'https://serambi.health/fhir/Questionnaire/screening-falls|1',
      ...{
        subject: { reference: `Patient/${patientId}` },
        encounter: { reference: `Encounter/${visitId}` },
      },
      author: { display: name },
      item: Object.entries(falls.answers).map(([linkId, code]) => ({
        ...{ linkId, answer: [{ valueCoding: { code } }] },
      })),
    });
    return id;
  });
}
