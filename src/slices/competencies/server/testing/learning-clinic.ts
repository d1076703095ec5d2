import type { CallOf, OutputOf } from '#platform/shared/contract.ts';
import { competencies } from '#slices/competencies/contract.ts';
import { openRoomingClinic, type RoomingClinic } from '#slices/vitals/server/testing/rooming-clinic.ts';
import { openCompetencies } from '../open.ts';

type CheckOff = CallOf<typeof competencies, 'checkOff'>;

/** A clinic that asks for its country's competencies, with a learner who is a student and an assistant in one. */
export interface LearningClinic extends RoomingClinic {
  learnerId: string;
  /** A check-off of the learner by the nurse, all steps done unless some are said to have failed. */
  observed(
    code: string,
    more?: Partial<CheckOff> & { by?: string; failing?: string[] },
  ): Promise<OutputOf<typeof competencies, 'checkOff'>>;
  stateOf(code: string, staffId?: string): Promise<string | undefined>;
}

/** Opens it; call in `beforeAll`, and `close` in `afterAll`. */
export async function openLearningClinic(country: 'ID' | 'US'): Promise<LearningClinic> {
  const room = await openRoomingClinic(country);
  const { clinic } = room;
  await clinic.inside(openCompetencies);
  const { actor } = clinic.as('student');
  actor.roles.push('assistant');
  await clinic.inside((ctx) =>
    ctx.db.updateTable('identity_staff').set({ roles: actor.roles }).where('id', '=', actor.id).execute(),
  );
  return {
    ...room,
    learnerId: actor.id,
    async observed(code, { by = 'nurse', failing = [], ...more } = {}) {
      const observer = clinic.as(by);
      const staffId = more.staffId ?? actor.id;
      const { competency } = await observer.call(competencies, 'sheet', { staffId, code });
      const results = Object.fromEntries(competency.steps.map(({ step }) => [step, !failing.includes(step)]));
      return observer.call(competencies, 'checkOff', {
        ...{
          staffId,
          code,
          version: competency.version,
          purpose: 'validation',
          method: 'observation',
          results,
        },
        ...more,
      });
    },
    async stateOf(code, staffId = actor.id) {
      const { lines } = await clinic.as('manager').call(competencies, 'passport', { staffId });
      return lines.find((one) => one.code === code)?.state;
    },
  };
}
