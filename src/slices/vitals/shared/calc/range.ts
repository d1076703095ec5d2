import { roundTo } from '#platform/shared/quantities.ts';
import { type Assessment, assessVitals } from '../assess.ts';
import { defaultRanges } from '../range-table.ts';
import { feverFromCelsius, normalTemperature, rangesFor } from '../ranges.ts';
import type { VitalsSettings } from '../values.ts';
import { ageOf, type Fields, LineFault } from './fields.ts';
import { allValues, shortReason } from './read-values.ts';

function settingsOf(fields: Fields): VitalsSettings {
  const country = fields.oneOf('country', ['US', 'ID'] as const) ?? 'US';
  const scheme = fields.oneOf('scheme', ['accAha', 'from140'] as const);
  const [low, high] = [fields.number('targetLow', 50, 100), fields.number('targetHigh', 50, 100)];
  if ((low === undefined) !== (high === undefined)) throw new LineFault('needs both ends', 'targetLow');
  if (low !== undefined && high !== undefined && low >= high)
    throw new LineFault('must be below targetHigh', 'targetLow');
  return {
    country,
    bloodPressureScheme: scheme ?? (country === 'ID' ? 'from140' : 'accAha'),
    oxygenTarget:
      low === undefined || high === undefined ? undefined : { lowPercent: low, highPercent: high },
  };
}

/** What is normal at an age, and how the line's values stand to it. */
export function range(fields: Fields): Record<string, unknown> {
  const said = ageOf(fields);
  const values = allValues(fields);
  const settings = settingsOf(fields);
  fields.done();
  const found = assessVitals({
    birthDate: said?.birthDate ?? null,
    eventDate: said?.eventDate ?? '2026-03-01',
    ...{ values, settings },
  });
  const { band, ...normal } = rangesFor(found.age, values.asleep === true);
  const target = settings.oxygenTarget;
  return {
    band,
    ranges: {
      ...normal,
      oxygenSaturation: target
        ? { low: target.lowPercent, high: target.highPercent }
        : defaultRanges.adult.oxygenSaturation,
      temperature: normalTemperature(values.temperatureSite),
      feverFrom: feverFromCelsius(values.temperatureSite),
    },
    ...told(found),
  };
}

function told(found: Assessment): Record<string, unknown> {
  const { pressure, bodyMassIndex, flags, plausibility } = found;
  return {
    pressure,
    bmi: bodyMassIndex === null ? null : roundTo(bodyMassIndex, 1),
    critical: flags.some(({ level }) => level === 'critical'),
    flags: flags.map((one) => ({
      sign: one.sign,
      level: one.level,
      reason: shortReason(one),
      params: one.params,
    })),
    plausibility: plausibility.map((one) => ({
      sign: one.sign,
      level: one.level,
      reason: shortReason(one),
      params: one.params,
    })),
  };
}
