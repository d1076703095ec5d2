import { roundTo } from '#platform/shared/quantities.ts';
import { type GrowthResult, growthOf } from '../growth/assess.ts';
import { type GrowthReference, growthZ, percentileOfZ, restrictedGrowthZ } from '../growth/lms.ts';
import { ageOf, type Fields, LineFault } from './fields.ts';
import { heightOf, mustBePossible, weightOf } from './read-values.ts';

const shown = (z: number, unrestrictedZ: number) => ({
  z: roundTo(z, 2),
  unrestrictedZ: roundTo(unrestrictedZ, 2),
  percentile: roundTo(percentileOfZ(z), 2),
});

/** A child by sex and age, or one measurement against L, M and S that the line brings. */
export function growth(fields: Fields): Record<string, unknown> {
  if (fields.has('l') || fields.has('m') || fields.has('s')) return byOwnReference(fields);
  const sex = fields.oneOf('sex', ['male', 'female'] as const);
  const said = ageOf(fields);
  const [weightKg, heightCm] = [weightOf(fields), heightOf(fields)];
  const headCm = fields.number('head');
  const position = fields.oneOf('position', ['lying', 'standing'] as const);
  const gestationWeeks = fields.number('gestationWeeks', 20, 45);
  const country = fields.oneOf('country', ['US', 'ID'] as const) ?? 'US';
  const standard = fields.oneOf('standard', ['who2006', 'cdc2000'] as const);
  fields.done();
  if (sex === undefined) throw new LineFault('is missing', 'sex');
  if (said === undefined) throw new LineFault('is missing', 'age');
  mustBePossible('weight', 'weight', weightKg);
  mustBePossible('height', 'height', heightCm);
  mustBePossible('head', 'headCircumference', headCm);
  if (weightKg === undefined && heightCm === undefined && headCm === undefined)
    throw new LineFault('nothing is measured', 'weight');
  const found = growthOf({
    ...{ sex, ageDays: said.days, weightKg, heightCm, headCm, gestationWeeks, country, standard },
    lying: position === undefined ? undefined : position === 'lying',
  });
  return {
    ageDays: roundTo(found.ageDays, 4),
    corrected: found.corrected,
    ...(found.heightCm !== undefined && { height: found.heightCm, heightMovedBy: found.heightMovedByCm }),
    indicators: Object.fromEntries(found.results.map((one) => [one.indicator, line(one)])),
  };
}

function line(one: GrowthResult): Record<string, unknown> {
  const { standard, measured, reference, z, unrestrictedZ, label, implausible } = one;
  const lms = Object.fromEntries(Object.entries(reference).filter(([key]) => 'lms'.includes(key)));
  return { ...shown(z, unrestrictedZ), standard, measured: roundTo(measured, 4), ...lms, label, implausible };
}

function byOwnReference(fields: Fields): Record<string, unknown> {
  const reference: GrowthReference = {
    l: fields.mustNumber('l'),
    m: fields.mustNumber('m'),
    s: fields.mustNumber('s'),
  };
  const measurement = fields.mustNumber('measurement');
  const restricted = fields.boolean('restricted') ?? false;
  fields.done();
  for (const [name, value] of Object.entries({ m: reference.m, s: reference.s, measurement }))
    if (!(value > 0)) throw new LineFault('must be above 0', name);
  const raw = growthZ(measurement, reference);
  return shown(restricted ? restrictedGrowthZ(measurement, reference) : raw, raw);
}
