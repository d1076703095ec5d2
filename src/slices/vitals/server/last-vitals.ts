import type { Verb } from '#platform/server/slice.ts';
import type { Context } from '#platform/server/context.ts';
import type { OutputOf } from '#platform/shared/contract.ts';
import { ageAt } from '#platform/shared/age.ts';
import { mustBePatient } from '#slices/records/server/index.ts';
import type { vitals } from '../contract.ts';
import type { VitalFlag } from '../shared/assess.ts';
import { judgeSet } from '../shared/judge.ts';
import { defaultRanges } from '../shared/range-table.ts';
import { rangesFor } from '../shared/ranges.ts';
import { avoidArmsOf } from './avoid-arm.ts';
import { signsOf } from './keeper.ts';
import { lastValues } from './last-values.ts';
import { oxygenTargetsOf, shownTarget } from './oxygen-target.ts';
import { judgedBy } from './visit-vitals.ts';

type Normal = OutputOf<typeof vitals, 'lastVitals'>['normal'];

export const lastVitals: Verb<typeof vitals, 'lastVitals'> = async (ctx, { patientId, points }) => {
  const card = await mustBePatient(ctx, patientId);
  const { last, series, readings } = await lastValues(ctx, patientId, points);
  // a value is judged by the age on its own day, together with what was measured at the same time
  const byTime = Map.groupBy(readings, ({ at }) => at);
  const flags: VitalFlag[] = [];
  const targets = await oxygenTargetsOf(ctx, patientId);
  const about = { birthDate: card.birthDate, targets };
  const oxygenTarget = shownTarget(targets, ctx.now);
  for (const [at, group] of byTime) {
    const found = judgeSet(
      group.map(({ reading }) => reading),
      await judgedBy(ctx, about, at),
    );
    const here = new Set(group.flatMap(({ reading }) => signsOf(reading).map(([sign]) => sign)));
    flags.push(...found.flags.filter(({ sign }) => here.has(sign)));
  }
  return {
    ...{ last, series, flags },
    normal: await normalOf(ctx, about),
    avoidArms: await avoidArmsOf(ctx, patientId),
    ...(oxygenTarget && { oxygenTarget }),
  };
};

async function normalOf(ctx: Context, about: Parameters<typeof judgedBy>[1]): Promise<Normal> {
  const { birthDate } = about;
  const { settings, eventDate } = await judgedBy(ctx, about, ctx.now);
  const age = birthDate === undefined ? null : ageAt(birthDate, eventDate);
  const table = settings.ranges ?? defaultRanges;
  const found = rangesFor(age, false, table);
  const { heartRate, respiratoryRate, systolic, diastolic, pressureByCategory } = found;
  return {
    heartRate,
    respiratoryRate,
    oxygenSaturation: settings.oxygenTarget
      ? { low: settings.oxygenTarget.lowPercent, high: settings.oxygenTarget.highPercent }
      : table.adult.oxygenSaturation,
    ...(!pressureByCategory && systolic && diastolic && { systolic, diastolic }),
  };
}
