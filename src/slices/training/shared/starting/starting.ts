import type { Rung } from '#slices/training/contract-careers.ts';
import type { Template } from '#slices/training/contract-plans.ts';
import type { Programme } from '#slices/training/contract-programmes.ts';

/** What a clinic of a country begins with; each may change its own copy. */
export interface Starting {
  templates: Omit<Template, 'active'>[];
  programmes: Omit<Programme, 'active'>[];
  rungs: Omit<Rung, 'active'>[];
}

type Topic = Template['topics'][number];

/** @param evidence what shows it, English and Indonesian */
export function topic(
  code: string,
  week: number,
  en: string,
  id: string,
  evidence: readonly [string, string],
  competency: string | null = null,
): Topic {
  return { topic: code, week, label: { en, id }, evidence: { en: evidence[0], id: evidence[1] }, competency };
}

type Course = Programme['courses'][number];

export function course(
  code: string,
  number: string,
  title: readonly [string, string],
  [credits, hours]: readonly [number, number],
  area: Course['area'],
): Course {
  return { course: code, number, title: { en: title[0], id: title[1] }, credits, hours, area };
}

export const none = { en: '', id: '' };
export const seen = ['Seen by the preceptor', 'Dilihat pembimbing'] as const;
export const validated = ['Validated check-off', 'Daftar tilik lulus'] as const;
