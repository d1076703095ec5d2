import { z } from 'zod';
import type { Context } from '#platform/server/context.ts';
import { measures } from '../contract.ts';
import { defaultMeasuring, type MeasuringSettings } from '../shared/measures.ts';
import type { VitalsSettings } from '../shared/values.ts';

const stored = z.object({
  bloodPressureScheme: z.enum(['accAha', 'from140']).optional(),
  required: z.array(z.enum(measures)).optional(),
  pressureFromYears: z.int().min(0).max(18).optional(),
});

export type ClinicVitals = { judging: VitalsSettings; measuring: MeasuringSettings };

/**
 * The clinic's settings with what its country starts with: Indonesian practice labels hypertension from 140/90. A
 * setting that cannot be read is left aside; a typing error in it must not stop anybody from measuring.
 */
export function settingsOf(ctx: Context): ClinicVitals {
  const country = ctx.clinic.country === 'ID' ? 'ID' : 'US';
  const read = stored.safeParse(ctx.clinic.settings.vitals ?? {});
  const { bloodPressureScheme, required, pressureFromYears } = read.success ? read.data : {};
  return {
    judging: {
      bloodPressureScheme: bloodPressureScheme ?? (country === 'ID' ? 'from140' : 'accAha'),
      country,
    },
    measuring: {
      required: required ?? defaultMeasuring.required,
      pressureFromYears: pressureFromYears ?? defaultMeasuring.pressureFromYears,
    },
  };
}
