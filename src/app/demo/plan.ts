import type { MainStep } from '#slices/front-desk/shared/steps.ts';

/** How far a visit of the demo has come, and beside the way: what else may become of one. */
export type Fate = MainStep | 'steppedOut' | 'leftUnseen' | 'noShow' | 'cancelled';

export interface PlannedVisit {
  fate: Fate;
  /** When it is booked for, in minutes from now; null: she came unbooked. */
  startMinutes: number | null;
  /** When she came, in minutes from now. */
  arrivedMinutes: number;
  /** Which of the physicians. */
  physician: 0 | 1;
}

/** A visit with everything that it needs to be played. */
export interface CastVisit extends PlannedVisit {
  patientId: string;
  practitionerId: string;
  visitTypeCode: string;
  reason: string;
  /** Instant of `startMinutes`, in ms. */
  startMs: number | null;
  arrivedMs: number;
}

/** Booked for whom and when, and how far it has come: every state of the board is there. */
const wanted: { fate: Fate; start: number | null; arrived: number; physician: 0 | 1 }[] = [
  { fate: 'left', start: -240, arrived: -250, physician: 0 },
  { fate: 'left', start: -220, arrived: -226, physician: 1 },
  { fate: 'left', start: -200, arrived: -212, physician: 0 },
  { fate: 'left', start: -180, arrived: -185, physician: 1 },
  { fate: 'left', start: -160, arrived: -172, physician: 0 },
  { fate: 'noShow', start: -140, arrived: 0, physician: 1 },
  { fate: 'leftUnseen', start: null, arrived: -135, physician: 1 },
  { fate: 'left', start: -120, arrived: -127, physician: 1 },
  { fate: 'checkout', start: -100, arrived: -108, physician: 0 },
  { fate: 'pharmacy', start: -95, arrived: -112, physician: 1 },
  { fate: 'tasks', start: -80, arrived: -92, physician: 0 },
  { fate: 'withProvider', start: -45, arrived: -55, physician: 0 },
  { fate: 'withProvider', start: -40, arrived: -52, physician: 1 },
  { fate: 'ready', start: -25, arrived: -41, physician: 0 },
  { fate: 'vitalsDone', start: -20, arrived: -36, physician: 1 },
  { fate: 'roomed', start: -5, arrived: -27, physician: 0 },
  { fate: 'steppedOut', start: null, arrived: -33, physician: 1 },
  { fate: 'waiting', start: null, arrived: -48, physician: 1 },
  { fate: 'waiting', start: 10, arrived: -14, physician: 0 },
  { fate: 'waiting', start: null, arrived: -12, physician: 0 },
  { fate: 'registering', start: 15, arrived: -7, physician: 1 },
  { fate: 'arrived', start: 25, arrived: -3, physician: 0 },
  { fate: 'expected', start: -60, arrived: 0, physician: 1 },
  { fate: 'expected', start: 40, arrived: 0, physician: 0 },
  { fate: 'expected', start: 35, arrived: 0, physician: 1 },
  { fate: 'expected', start: 60, arrived: 0, physician: 0 },
  { fate: 'expected', start: 75, arrived: 0, physician: 1 },
  { fate: 'expected', start: 100, arrived: 0, physician: 0 },
  { fate: 'cancelled', start: 120, arrived: 0, physician: 1 },
];

/** The longest way back that the plan needs, in minutes, and the longest way on. */
const backMinutes = 255;
const visitMinutes = 15;

/**
 * Fits the plan into the clinic's day at any hour: soon after midnight the morning is pressed together, and what would be booked
 * before or past midnight came unbooked, or is expected at a time that the day still has.
 * @param sinceMidnight minutes of the clinic's day gone by
 */
export function planDay(sinceMidnight: number): PlannedVisit[] {
  // nobody came yesterday: within the first minutes of a day all of it happens almost at once
  const press = Math.min(1, Math.max(0, (sinceMidnight - 1) / backMinutes));
  const left = 24 * 60 - sinceMidnight;
  const taken = [new Set<number>(), new Set<number>()];
  return wanted.map(({ fate, start, arrived, physician }) => {
    const arrivedMinutes = Math.round(arrived * press * 10) / 10;
    const fits =
      start !== null &&
      start + visitMinutes < left &&
      (start >= 0 || press === 1 || -start < sinceMidnight - 5);
    if (fits) return { fate, startMinutes: start, arrivedMinutes, physician };
    if (!['expected', 'noShow', 'cancelled'].includes(fate))
      return { fate, startMinutes: null, arrivedMinutes, physician };
    // these three are bookings by nature: any time of today that is still nobody's
    return {
      fate,
      startMinutes: spare(taken[physician] ?? new Set(), sinceMidnight, left, fate),
      arrivedMinutes,
      physician,
    };
  });
}

/** A time far from those of the plan, in steps of a visit: late in the day just past, or in what is left of it. */
function spare(taken: Set<number>, sinceMidnight: number, left: number, fate: Fate): number {
  const back = sinceMidnight > 400 || (left < 200 && fate !== 'cancelled') || left < 150;
  for (let step = 1; ; step += 1) {
    const at = back ? -(270 + step * visitMinutes) : 130 + step * visitMinutes;
    if (!taken.has(at)) {
      taken.add(at);
      return at;
    }
  }
}
