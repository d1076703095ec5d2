export const parts = ['morning', 'afternoon', 'evening'] as const;
export type Part = (typeof parts)[number];

/** Why an entry was not offered a time, or `offered`. Words are `waitlist_reason_<reason>`. */
export const reasons = [
  ...([
    'offered',
    'behind',
    'hasOffer',
    'declined',
    'unanswered',
    'failed',
    'skipped',
    'notAnswering',
  ] as const),
  ...([
    'otherProvider',
    'tooEarly',
    'tooLate',
    'otherWeekday',
    'otherPart',
    'notEarlier',
    'shortNotice',
  ] as const),
  ...(['expired', 'noFit', 'unsuited', 'noType', 'faster'] as const),
] as const;
export type Reason = (typeof reasons)[number];

/** One who waits, as far as the order and the wishes go. Days `YYYY-MM-DD`, instants in milliseconds since 1970. */
export interface Waiting {
  entryId: string;
  /** Null: any provider. */
  practitionerId: string | null;
  fromDay: string;
  toDay: string | null;
  /** Empty: any. */
  parts: readonly Part[];
  /** 1 Monday to 7 Sunday; empty: any. */
  weekdays: readonly number[];
  noticeMinutes: number;
  /** 1 urgent, 2 soon, 3 routine. */
  priority: number;
  /** The clinic's day since when she waits. */
  sinceDay: string;
  lastOfferedMs: number | null;
  expiresOn: string | null;
  unanswered: number;
  hasOffer: boolean;
  /** When the booking begins that she keeps meanwhile; null where there is none. */
  keepsMs: number | null;
}

/** A time on the clinic's clock. */
export interface FreeAt {
  practitionerId: string;
  startMs: number;
  day: string;
  weekday: number;
  part: Part;
}

export interface Clock {
  nowMs: number;
  today: string;
  /** The clinic's own least notice. */
  leadMinutes: number;
  mostUnanswered: number;
}

/** What became of this very time with her before. */
export type Earlier = 'declined' | 'unanswered' | 'failed' | 'skipped';

/**
 * The fair order: by priority, then the day since when she waits, then who was offered something least recently (never
 * comes first), then the id, so that two looks at the same list ask the same person.
 */
export function inOrder<T extends Waiting>(entries: readonly T[]): T[] {
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return entries.toSorted(
    (a, b) =>
      a.priority - b.priority ||
      byText(a.sinceDay, b.sinceDay) ||
      (a.lastOfferedMs ?? 0) - (b.lastOfferedMs ?? 0) ||
      byText(a.entryId, b.entryId),
  );
}

/**
 * Why a time is not offered to somebody by itself; undefined where nothing speaks against it. Whether it fits her visit
 * is asked afterwards, since that costs a search.
 */
export function reasonAgainst(
  entry: Waiting,
  time: FreeAt,
  clock: Clock,
  earlier?: Earlier,
): Reason | undefined {
  if (earlier) return earlier;
  if (entry.expiresOn !== null && entry.expiresOn < clock.today) return 'expired';
  if (entry.hasOffer) return 'hasOffer';
  const against = againstWish(entry, time, clock);
  if (against) return against;
  return entry.unanswered >= clock.mostUnanswered ? 'notAnswering' : undefined;
}

/** What of her wishes speaks against a time, whoever offers it. */
export function againstWish(entry: Waiting, time: FreeAt, clock: Clock): Reason | undefined {
  if (entry.practitionerId !== null && entry.practitionerId !== time.practitionerId) return 'otherProvider';
  if (time.day < entry.fromDay) return 'tooEarly';
  if (entry.toDay !== null && time.day > entry.toDay) return 'tooLate';
  if (entry.weekdays.length > 0 && !entry.weekdays.includes(time.weekday)) return 'otherWeekday';
  if (entry.parts.length > 0 && !entry.parts.includes(time.part)) return 'otherPart';
  if (entry.keepsMs !== null && time.startMs >= entry.keepsMs) return 'notEarlier';
  const notice = Math.max(entry.noticeMinutes, clock.leadMinutes) * 60_000;
  return time.startMs - clock.nowMs < notice ? 'shortNotice' : undefined;
}

/** Somebody needs this long to read and answer. */
export const leastAnswerMinutes = 5;

/**
 * Until when an offer counts: so long as she has for her answer, and no longer than her notice allows. Undefined where
 * that leaves too little.
 * @param asked.fromMs when she can be written to; `asked.untilMs` the end of the minutes that she has
 */
export function offerEnds(
  entry: Pick<Waiting, 'noticeMinutes'>,
  time: Pick<FreeAt, 'startMs'>,
  asked: { fromMs: number; untilMs: number },
  leadMinutes: number,
): number | undefined {
  const notice = Math.max(entry.noticeMinutes, leadMinutes) * 60_000;
  const ends = Math.min(asked.untilMs, time.startMs - notice);
  return ends - asked.fromMs < leastAnswerMinutes * 60_000 ? undefined : ends;
}
