import { m } from '#messages';
import type { Kind } from '../shared/kinds.ts';

export const kindWords: Record<Kind, () => string> = {
  visit: m.chart_kind_visit,
  note: m.chart_kind_note,
  problem: m.chart_kind_problem,
  allergy: m.chart_kind_allergy,
  medicine: m.chart_kind_medicine,
  vitals: m.chart_kind_vitals,
  finding: m.chart_kind_finding,
  order: m.chart_kind_order,
  procedure: m.chart_kind_procedure,
  immunization: m.chart_kind_immunization,
  questionnaire: m.chart_kind_questionnaire,
  document: m.chart_kind_document,
  appointment: m.chart_kind_appointment,
};
