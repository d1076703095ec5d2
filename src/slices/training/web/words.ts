import { m } from '#messages';
import type { Locale } from '#platform/shared/languages.ts';
import { formatNumber } from '#platform/shared/quantities.ts';
import { formatPlainDate } from '#platform/shared/time.ts';

/** `160.00` or `160,00` of 16000. */
export function hoursWords(hundredths: number, locale: Locale): string {
  return formatNumber(hundredths / 100, 2, locale);
}

/** Hundredths of an hour of an entered figure with a decimal point; NaN where it is none. */
export function hundredthsFrom(text: string): number {
  return /^\d+(\.\d{1,2})?$/.test(text.trim()) ? Math.round(Number(text) * 100) : Number.NaN;
}

export function clockWords(time: string, locale: Locale): string {
  return locale === 'id-ID' ? time.replace(':', '.') : time;
}

export function spanWords(startsOn: string, endsOn: string, locale: Locale): string {
  return `${formatPlainDate(startsOn, locale, 'short')} – ${formatPlainDate(endsOn, locale, 'short')}`;
}

export const areaWords = {
  attendance: m.training_area_attendance,
  professionalism: m.training_area_professionalism,
  communication: m.training_area_communication,
  clinical: m.training_area_clinical,
  administrative: m.training_area_administrative,
  safety: m.training_area_safety,
  teamwork: m.training_area_teamwork,
  quality: m.training_area_quality,
  initiative: m.training_area_initiative,
  welcome: m.training_area_welcome,
  supervision: m.training_area_supervision,
  variety: m.training_area_variety,
  atmosphere: m.training_area_atmosphere,
};
export type Area = keyof typeof areaWords;

export const accreditorWords = {
  caahep: m.training_accreditor_caahep,
  abhes: m.training_accreditor_abhes,
  none: m.training_accreditor_none,
};

export const momentWords = { mid: m.training_moment_mid, end: m.training_moment_end };

export const outcomeWords = {
  continue: m.training_outcome_continue,
  extend: m.training_outcome_extend,
  end: m.training_outcome_end,
};

export const resultWords = {
  passed: m.training_result_passed,
  failed: m.training_result_failed,
  inProgress: m.training_result_inProgress,
};

export const behindWords = {
  hours: m.training_behind_hours,
  skills: m.training_behind_skills,
  courseFailed: m.training_behind_courseFailed,
  overdue: m.training_behind_overdue,
};

export const educationWords = {
  highSchool: m.training_education_highSchool,
  maCertificate: m.training_education_maCertificate,
  maAssociate: m.training_education_maAssociate,
  bachelor: m.training_education_bachelor,
  teaching: m.training_education_teaching,
  coding: m.training_education_coding,
  smkKeperawatan: m.training_education_smkKeperawatan,
  d3Keperawatan: m.training_education_d3Keperawatan,
  d3Rmik: m.training_education_d3Rmik,
  ners: m.training_education_ners,
  kursusKlinik: m.training_education_kursusKlinik,
  ujiKompetensi: m.training_education_ujiKompetensi,
};

export const skillStateWords = {
  notStarted: m.competencies_state_notStarted,
  learning: m.competencies_state_learning,
  practised: m.competencies_state_practised,
  current: m.competencies_state_current,
  due: m.competencies_state_due,
  lapsed: m.competencies_state_lapsed,
  suspended: m.competencies_state_suspended,
};

export const programmeKindWords = {
  certificate: m.training_kind_certificate,
  associate: m.training_kind_associate,
  smk: m.training_kind_smk,
  d3: m.training_kind_d3,
  competencyTest: m.training_kind_competencyTest,
};

export const rungKindWords = {
  job: m.training_rung_job,
  specialty: m.training_rung_specialty,
  school: m.training_rung_school,
};
