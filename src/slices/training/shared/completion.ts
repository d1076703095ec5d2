import { reaches } from './hours.ts';

export interface PracticumFacts {
  /** Minutes that the preceptor has confirmed. */
  confirmedMinutes: number;
  neededHundredths: number;
  skills: readonly { good: boolean }[];
}

/**
 * Whether a practicum is complete (domain A14.3): the hours are reached to the minute, and each competency that it asks
 * for is good.
 */
export function isComplete({ confirmedMinutes, neededHundredths, skills }: PracticumFacts): boolean {
  return reaches(confirmedMinutes, neededHundredths) && skills.every((one) => one.good);
}

/** Share of a span that is over at the end of a day, from 0 to 1. Dates are `YYYY-MM-DD`. */
export function shareOver(startsOn: string, endsOn: string, today: string): number {
  const [from, to, at] = [startsOn, endsOn, today].map((day) => Date.parse(day)) as [number, number, number];
  const days = (to - from) / dayMs + 1;
  return Math.min(1, Math.max(0, ((at - from) / dayMs + 1) / days));
}
const dayMs = 86_400_000;

/** How far hours and competencies may be behind the calendar before a student is shown as behind. */
const slack = 0.1;

export interface StudentFacts {
  today: string;
  cohort: { startsOn: string; endsOn: string };
  /** Absent while she has no practicum. */
  practicum?: {
    startsOn: string;
    endsOn: string;
    hundredths: number;
    neededHundredths: number;
    open: boolean;
  };
  skills: { good: number; of: number };
  courseFailed: boolean;
}
export type Behind = 'hours' | 'skills' | 'courseFailed' | 'overdue';

/** Wherein a student is behind, measured against the share of her practicum and of her cohort that is over. */
export function behindIn({ today, cohort, practicum, skills, courseFailed }: StudentFacts): Behind[] {
  const behind: Behind[] = [];
  const hoursShare = practicum && share(practicum.hundredths, practicum.neededHundredths);
  if (practicum?.open && hoursShare !== undefined) {
    if (shareOver(practicum.startsOn, practicum.endsOn, today) - hoursShare > slack) behind.push('hours');
  }
  const over = shareOver(cohort.startsOn, cohort.endsOn, today);
  if (over - share(skills.good, skills.of) > slack) behind.push('skills');
  if (courseFailed) behind.push('courseFailed');
  const practicumOver = practicum?.open && practicum.endsOn < today;
  if (cohort.endsOn < today || practicumOver) behind.push('overdue');
  return behind;
}

function share(done: number, of: number): number {
  return of === 0 ? 1 : Math.min(1, done / of);
}
