export type PostureReading = { systolic: number; diastolic: number; heartRate?: number | undefined };
export type StandingReading = PostureReading & { minute: number; symptoms?: boolean | undefined };

/** Falls and rise against lying down, in mmHg and beats per minute. */
export type Orthostatic = {
  systolicFall: number;
  diastolicFall: number;
  heartRateRise: number | null;
  /** The pressure falls by 20 systolic or 10 diastolic within three minutes of standing. */
  positive: boolean;
  decidedBy: ('systolic' | 'diastolic')[];
  /** The heart races without a fall in pressure: no diagnosis here, but the clinician is told. */
  tellClinicianHeartRate: boolean;
  /** Dizzy or faint while standing. */
  symptoms: boolean;
};

/**
 * Orthostatic test: falls count from lying to the lowest standing reading of the first three minutes, the rise to the
 * highest heart rate. A rise of 30 (40 from 12 to 19 years) without a fall goes to the clinician.
 * @returns null when there is no standing reading within three minutes
 */
export function orthostatic(
  supine: PostureReading,
  standing: readonly StandingReading[],
  ageYears: number | null,
): Orthostatic | null {
  const counted = standing.filter(({ minute }) => minute <= 3);
  if (counted.length === 0) return null;
  const systolicFall = supine.systolic - Math.min(...counted.map(({ systolic }) => systolic));
  const diastolicFall = supine.diastolic - Math.min(...counted.map(({ diastolic }) => diastolic));
  const rates = counted.flatMap(({ heartRate }) => (heartRate === undefined ? [] : [heartRate]));
  const baseline = supine.heartRate;
  const heartRateRise = baseline === undefined || rates.length === 0 ? null : Math.max(...rates) - baseline;
  const decidedBy: Orthostatic['decidedBy'] = [];
  if (systolicFall >= 20) decidedBy.push('systolic');
  if (diastolicFall >= 10) decidedBy.push('diastolic');
  const positive = decidedBy.length > 0;
  const raceFrom = ageYears !== null && ageYears >= 12 && ageYears <= 19 ? 40 : 30;
  const tellClinicianHeartRate = !positive && heartRateRise !== null && heartRateRise >= raceFrom;
  const symptoms = standing.some((one) => one.symptoms === true);
  return {
    ...{ systolicFall, diastolicFall, heartRateRise, positive, decidedBy },
    ...{ tellClinicianHeartRate, symptoms },
  };
}
