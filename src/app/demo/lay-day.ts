import { Refusal } from '#platform/shared/errors.ts';
import { zonedDay } from '#platform/shared/time.ts';
import { bookkeeping } from '#slices/bookkeeping/contract.ts';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { type Dice, dice } from './dice.ts';
import { bookEquipment } from './equipment.ts';
import { reasons } from './names.ts';
import { type CastVisit, type PlannedVisit, planDay } from './plan.ts';
import { playVisit } from './play-visit.ts';
import { layRoster } from './roster.ts';
import type { Stage } from './stage.ts';

const minuteMs = 60_000;
const types = ['follow-up', 'acute', 'new'] as const;

/**
 * Lays a day in progress: whoever opens the demo at whatever hour finds every state of the board. Times follow from the
 * instant given; the cashier opened her drawer in the morning.
 * @param patientIds whom to choose from, the hard cases first
 */
export async function layDay(stage: Stage, patientIds: readonly string[], nowMs: number): Promise<void> {
  const { zone } = stage.clinic;
  const today = zonedDay(new Date(nowMs).toISOString(), zone);
  const chance = dice(Number(today.replaceAll('-', '')));
  const sinceMidnight = minutesOfDay(nowMs, zone);
  const coming = whoComes(chance, patientIds, await whoIsBooked(stage, today, nowMs));
  const visits = planDay(sinceMidnight).map((planned, place) =>
    cast(stage, chance, planned, coming(place), place, nowMs),
  );
  const morningMs = Math.min(...visits.map((one) => one.arrivedMs)) - minuteMs;
  await openDrawer(stage, morningMs);
  const booked = new Map<CastVisit, string>();
  for (const visit of visits) {
    const visitId = visit.startMs === null ? undefined : await book(stage, visit, visit.startMs, nowMs);
    if (visitId) booked.set(visit, visitId);
  }
  const played = visits.filter((one) => booked.has(one) || !onlyBooked.has(one.fate));
  for (const visit of played.sort((a, b) => a.arrivedMs - b.arrivedMs)) {
    await playVisit(stage, visit, booked.get(visit), nowMs, chance);
  }
  await bookComingDays(stage, patientIds, chance, nowMs);
  await bookEquipment(stage, patientIds, chance, nowMs);
  await layRoster(stage, nowMs);
}

function minutesOfDay(nowMs: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
    .format(nowMs)
    .split(':');
  return Number(parts[0]) * 60 + Number(parts[1]);
}

/** Whole five minutes, as bookings are. */
function onTheClock(ms: number): number {
  return Math.floor(ms / (5 * minuteMs)) * 5 * minuteMs;
}

/** Who was booked for this day on a day before: a second visit of hers would be refused, as it should be. */
async function whoIsBooked({ play }: Stage, day: string, nowMs: number): Promise<Set<string>> {
  const { rows } = await play('frontdesk', nowMs, frontDesk, 'todayBoard', { day });
  return new Set(rows.map(({ patient }) => patient.id));
}

/** Some of the hard cases are there every day, the others by turns; nobody comes twice on one day. */
function whoComes(
  chance: Dice,
  patientIds: readonly string[],
  booked: ReadonlySet<string>,
): (place: number) => string {
  const here = new Set(booked);
  const others = patientIds.slice(10);
  return (place) => {
    let at = (chance.roll(1000) * 31 + place * 7) % others.length;
    while (here.has(others[at] ?? '')) at = (at + 1) % others.length;
    const hard = place < 6 ? patientIds[place] : undefined;
    const id = (hard !== undefined && !here.has(hard) ? hard : others[at]) ?? '';
    here.add(id);
    return id;
  };
}

function cast(
  stage: Stage,
  chance: Dice,
  planned: PlannedVisit,
  patientId: string,
  place: number,
  nowMs: number,
): CastVisit {
  return {
    ...planned,
    patientId,
    practitionerId: stage.physicians[planned.physician] ?? stage.physicians[0] ?? '',
    visitTypeCode: types[place % 5 === 0 ? 2 : place % 2] ?? 'acute',
    reason: chance.pick(reasons[stage.clinic.language]),
    startMs: planned.startMinutes === null ? null : onTheClock(nowMs + planned.startMinutes * minuteMs),
    arrivedMs: Math.round(nowMs + planned.arrivedMinutes * minuteMs),
  };
}

async function openDrawer({ play, clinic }: Stage, atMs: number): Promise<void> {
  const mine = await play('frontdesk', atMs, bookkeeping, 'myDrawer', {});
  if (mine.drawer) return;
  const minor = clinic.currency === 'IDR' ? '500000' : '20000';
  const place = clinic.language === 'id' ? 'Loket 1' : 'Desk 1';
  await play('frontdesk', atMs, bookkeeping, 'openDrawer', {
    place,
    float: { minor, currency: clinic.currency },
  });
}

/** What becomes of nobody who was not booked; the others come unbooked where their time is not to be had. */
const onlyBooked: ReadonlySet<CastVisit['fate']> = new Set(['expected', 'noShow', 'cancelled']);

/** Books it the day before. Returns the visit's id; none where somebody was booked for that time on a day before. */
async function book(
  { play }: Stage,
  visit: CastVisit,
  startMs: number,
  nowMs: number,
): Promise<string | undefined> {
  const atMs = Math.min(nowMs, startMs) - 24 * 60 * minuteMs;
  const asked = play('manager', atMs, scheduling, 'bookVisit', {
    patientId: visit.patientId,
    visitTypeCode: visit.visitTypeCode,
    practitionerId: visit.practitionerId,
    when: new Date(startMs).toISOString(),
    durationMinutes: 15,
    reason: visit.reason,
    outsideHours: true,
  });
  return asked.then(
    ({ visitId }) => visitId,
    (error: unknown) => {
      if (error instanceof Refusal) return undefined;
      throw error;
    },
  );
}

/** The calendar of the next days is not empty either. */
async function bookComingDays(
  { play, physicians, clinic }: Stage,
  patientIds: readonly string[],
  chance: Dice,
  nowMs: number,
): Promise<void> {
  for (let ahead = 1; ahead <= 4; ahead += 1) {
    const fromDay = zonedDay(new Date(nowMs + ahead * 24 * 60 * minuteMs).toISOString(), clinic.zone);
    for (const practitionerId of physicians) {
      const search = { visitTypeCode: 'follow-up', practitionerId, fromDay, perPart: 30 };
      const { times } = await play('frontdesk', nowMs, scheduling, 'freeTimes', search);
      const chosen = times
        .filter(({ time }) => time >= '08:00' && time < '16:00' && chance.chance(ahead === 1 ? 40 : 20))
        .slice(0, 9);
      for (const { startsAt } of chosen) {
        const patientId = chance.pick(patientIds);
        const reason = chance.pick(reasons[clinic.language]);
        const input = { patientId, visitTypeCode: 'follow-up', practitionerId, when: startsAt, reason };
        // the same person twice at one time is refused, as it should be
        await play('frontdesk', nowMs, scheduling, 'bookVisit', input).catch(() => undefined);
      }
    }
  }
}
