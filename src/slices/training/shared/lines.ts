import type { Course } from '../contract-programmes.ts';
import type { Topic } from '../contract-plans.ts';
import type { Requirement } from '../contract-careers.ts';

/*
 * Lists of an office form as lines of text, one thing a line, its parts between bars: what a manager pastes from a sheet
 * and reads over at a glance.
 */

export type Read<One> = { ok: true; list: One[] } | { ok: false; badLine: number };

/** `1 | privacy | HIPAA | HIPAA | Signed | Bertanda tangan | vitalSigns`; the last part may be left out. */
export function topicLines(topics: readonly Topic[]): string {
  return topics
    .map(({ week, topic, label, evidence, competency }) =>
      [week, topic, label.en, label.id, evidence.en, evidence.id, ...(competency ? [competency] : [])].join(
        ' | ',
      ),
    )
    .join('\n');
}

export function topicsOf(text: string): Read<Topic> {
  return readLines(
    text,
    ([week = '', topic = '', en = '', id = '', evidenceEn = '', evidenceId = '', ...rest]) =>
      /^\d+$/.test(week) && topic && en && id && evidenceEn && evidenceId && rest.length < 2
        ? {
            ...{ topic, week: Number(week), label: { en, id } },
            ...{ evidence: { en: evidenceEn, id: evidenceId }, competency: rest[0] || null },
          }
        : undefined,
  );
}

/** `lawEthics | MA 103 | Law | Hukum | 2 | 30 | general` */
export function courseLines(courses: readonly Course[]): string {
  return courses
    .map(({ course, number, title, credits, hours, area }) =>
      [course, number, title.en, title.id, credits, hours, area].join(' | '),
    )
    .join('\n');
}

const areas: readonly string[] = ['administrative', 'clinical', 'general'] satisfies Course['area'][];

export function coursesOf(text: string): Read<Course> {
  return readLines(
    text,
    ([course = '', number = '', en = '', id = '', credits = '', hours = '', area = '', ...rest]) =>
      course &&
      number &&
      en &&
      id &&
      /^\d+$/.test(credits) &&
      /^\d+$/.test(hours) &&
      areas.includes(area) &&
      !rest[0]
        ? {
            ...{ course, number, title: { en, id }, credits: Number(credits), hours: Number(hours) },
            area: area as Course['area'],
          }
        : undefined,
  );
}

/** `experience | 24`, `competency | ecg`, `credential | CMA (AAMA) | RMA (AMT)`, `education | bachelor`. */
export function requirementLines(requirements: readonly Requirement[]): string {
  return requirements
    .map((one) => {
      if (one.kind === 'experience') return `experience | ${one.months}`;
      return [one.kind, ...(one.kind === 'competency' ? [one.code] : one.anyOf)].join(' | ');
    })
    .join('\n');
}

/** @param educations the kinds of schooling that there are */
export function requirementsOf(text: string, educations: readonly string[]): Read<Requirement> {
  return readLines(text, ([kind, ...rest]): Requirement | undefined => {
    const [first = ''] = rest;
    if (!first) return undefined;
    if (kind === 'experience')
      return /^[1-9]\d*$/.test(first) && rest.length === 1 ? { kind, months: Number(first) } : undefined;
    if (kind === 'competency') return rest.length === 1 ? { kind, code: first } : undefined;
    if (kind === 'credential') return { kind, anyOf: rest };
    if (kind === 'education' && rest.every((one) => educations.includes(one)))
      return { kind, anyOf: rest as Extract<Requirement, { kind: 'education' }>['anyOf'] };
    return undefined;
  });
}

/** Lines in order; empty ones are passed over. `badLine` counts from 1. */
function readLines<One>(text: string, read: (parts: string[]) => One | undefined): Read<One> {
  const list: One[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const one = read(line.split('|').map((part) => part.trim()));
    if (!one) return { ok: false, badLine: at + 1 };
    list.push(one);
  }
  return { ok: true, list };
}
