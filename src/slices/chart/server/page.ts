import { addDays } from '#platform/shared/time.ts';
import type { TimelineEntry } from '../contract.ts';

/** A line and the day in the clinic's zone under which it stands. */
export type Line = TimelineEntry & { day: string };

/** What a source is asked: lines of one patient that were before an instant, the newest `limit` of them. */
export interface Ask {
  patientId: string;
  before?: string | undefined;
  limit: number;
  /** Lines without any date, which stand at the very end. */
  isUndated?: boolean;
}

/** What one source of the timeline found: its newest lines, newest day first. */
export interface Found {
  lines: Line[];
  /** Where more lie behind: the last day that was read, of which some may be missing. */
  cutAt: string | undefined;
}

/** Lines from the newest on, and the day before which the next ones are asked for; none at the end. */
export interface Stretch {
  lines: Line[];
  before: string | undefined;
  /** All lines are of one day, of which there are more than were read. */
  isPartial?: boolean;
}

/**
 * The sources' lines put together, as far as all of them are known. Of a source that was cut, its last day and all before
 * may be incomplete, so the stretch ends above it; where that day is the newest of all it is shown as far as it was
 * read, or nobody would ever get past it.
 */
export function together(found: readonly Found[]): Stretch {
  const all = found.flatMap(({ lines }) => lines).sort(newestFirst);
  const horizon = found
    .map(({ cutAt }) => cutAt ?? '')
    .reduce((latest, day) => (day > latest ? day : latest), '');
  if (horizon === '') return { lines: all, before: undefined };
  const certain = all.filter(({ day }) => day > horizon);
  return certain.length > 0
    ? { lines: certain, before: addDays(horizon, 1) }
    : { lines: all.filter(({ day }) => day === horizon), before: horizon, isPartial: true };
}

/** Cuts a stretch to a page of whole days. @param count lines that a page holds at least */
export function pageOf({ lines, before }: Stretch, count: number): Stretch {
  const last = lines[count - 1]?.day;
  if (last === undefined) return { lines, before };
  const page = lines.filter(({ day }) => day >= last);
  return { lines: page, before: page.length < lines.length ? last : before };
}

function newestFirst(a: Line, b: Line): number {
  if (a.day !== b.day) return a.day < b.day ? 1 : -1;
  const [left, right] = [a.at ?? '', b.at ?? ''];
  if (left !== right) return left < right ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}
