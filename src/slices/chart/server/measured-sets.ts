import type { Context } from '#platform/server/context.ts';
import { zonedDay } from '#platform/shared/time.ts';
import { measuredWords, setsOfPatient, standing } from '#slices/vitals/server/index.ts';
import type { Ask, Found } from './page.ts';
import { stateOn } from './state-words.ts';

/** Measurements that a set holds as a rule, so that a page of sets reads about as many lines as the other sources. */
const signsOfASet = 6;

/** One line for each set of vital signs, its values in a row; they have no entry without a date. */
export async function measuredSets(ctx: Context, ask: Ask): Promise<Found> {
  if (ask.isUndated) return { lines: [], cutAt: undefined };
  const { patientId, before } = ask;
  const limit = Math.min(ask.limit * signsOfASet, 1000);
  const { sets, isCut } = await setsOfPatient(ctx, patientId, { before, limit });
  const lines = sets.flatMap((set) => {
    const measured = standing(set).map(({ item }) => measuredWords(ctx.language, item));
    if (measured.length === 0) return [];
    const state = stateOn(ctx.language, 'vitals', set.status);
    return [
      {
        ...{ id: `Observation/${set.setId}`, kind: 'vitals' as const, at: set.measuredAt },
        day: zonedDay(set.measuredAt, ctx.clinic.zone),
        title: measured.map(({ label, value }) => `${label} ${value}`).join(' · '),
        ...(state && { state }),
        ...(set.recordedBy && { by: set.recordedBy }),
        ...(set.visitId && { visitId: set.visitId }),
      },
    ];
  });
  const first = sets[0];
  return {
    lines: lines.reverse(),
    cutAt: isCut && first ? zonedDay(first.measuredAt, ctx.clinic.zone) : undefined,
  };
}
