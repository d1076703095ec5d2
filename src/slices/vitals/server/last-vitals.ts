import type { Verb } from '#platform/server/slice.ts';
import { mustBePatient } from '#slices/records/server/index.ts';
import type { vitals } from '../contract.ts';
import type { VitalFlag } from '../shared/assess.ts';
import { judgeSet } from '../shared/judge.ts';
import { signsOf } from './keeper.ts';
import { lastValues } from './last-values.ts';
import { judgedBy } from './visit-vitals.ts';

export const lastVitals: Verb<typeof vitals, 'lastVitals'> = async (ctx, { patientId, points }) => {
  const card = await mustBePatient(ctx, patientId);
  const { last, series, readings } = await lastValues(ctx, patientId, points);
  // a value is judged by the age on its own day, together with what was measured at the same time
  const byTime = Map.groupBy(readings, ({ at }) => at);
  const flags: VitalFlag[] = [];
  for (const [at, group] of byTime) {
    const found = judgeSet(
      group.map(({ reading }) => reading),
      await judgedBy(ctx, card.birthDate, at),
    );
    const here = new Set(group.flatMap(({ reading }) => signsOf(reading).map(([sign]) => sign)));
    flags.push(...found.flags.filter(({ sign }) => here.has(sign)));
  }
  return { last, series, flags };
};
