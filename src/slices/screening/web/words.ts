import { m } from '#messages';
import type { DeclineReason, Result } from '../contract.ts';
import type { Code } from '../shared/instruments.ts';

const names: Record<Code, () => string> = {
  phq2: m.screening_name_phq2,
  phq9: m.screening_name_phq9,
  gad7: m.screening_name_gad7,
  auditC: m.screening_name_auditC,
  falls: m.screening_name_falls,
};
export const nameWords = (code: Code): string => names[code]();

const reasons: Record<DeclineReason, () => string> = {
  refused: m.screening_reason_refused,
  unable: m.screening_reason_unable,
  notNow: m.screening_reason_notNow,
  othersPresent: m.screening_reason_othersPresent,
};
export const reasonWords = (reason: DeclineReason): string => reasons[reason]();

const bands: Record<string, () => string> = {
  negative: m.screening_band_negative,
  positive: m.screening_band_positive,
  minimal: m.screening_band_minimal,
  mild: m.screening_band_mild,
  moderate: m.screening_band_moderate,
  moderatelySevere: m.screening_band_moderatelySevere,
  severe: m.screening_band_severe,
};

/** The total, and the published range for whom it is told. */
export function resultWords({ total, most, band }: Pick<Result, 'total' | 'most' | 'band'>): string {
  const range = band ? bands[band]?.() : undefined;
  return [m.screening_result({ total, most }), ...(range ? [range] : [])].join(' · ');
}
