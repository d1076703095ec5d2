import { m } from '#messages';
import type { allergyCategories, allergySeverities, criticalities } from '../contract.ts';

type Severity = (typeof allergySeverities)[number];
type Criticality = (typeof criticalities)[number];
type Category = (typeof allergyCategories)[number];

export function severityWords(severity: Severity): string {
  return {
    mild: m.records_severity_mild,
    moderate: m.records_severity_moderate,
    severe: m.records_severity_severe,
  }[severity]();
}

/** How grave it could become, which is not how it was. */
export function criticalityWords(criticality: Criticality): string {
  if (criticality === 'low') return m.records_criticality_low();
  return criticality === 'high' ? m.records_criticality_high() : m.records_criticality_unknown();
}

export function severityOptions() {
  return (['mild', 'moderate', 'severe'] as const).map((value) => ({ value, label: severityWords(value) }));
}

export function criticalityOptions() {
  return (['low', 'high', 'unable-to-assess'] as const).map((value) => ({
    value,
    label: criticalityWords(value),
  }));
}

export function categoryOptions(): { value: Category; label: string }[] {
  return [
    { value: 'medication', label: m.records_category_medication() },
    { value: 'food', label: m.records_category_food() },
    { value: 'environment', label: m.records_category_environment() },
    { value: 'biologic', label: m.records_category_biologic() },
  ];
}

export function kindOptions() {
  return [
    { value: 'allergy', label: m.records_allergy_kindAllergy() },
    { value: 'intolerance', label: m.records_allergy_intolerance() },
    { value: 'unknown', label: m.records_allergy_kindUnknown() },
  ];
}
