import { addDays, zonedDay } from '#platform/shared/time.ts';
import { type Answer, ofVerb, type Reading } from './answer.ts';
import { byDesk, inLine } from './book.ts';
import { contest, type Way, withFaults } from './contest.ts';
import { type Ground, physician } from './ground.ts';
import { boundAt } from './tables.ts';

const zone = 'Asia/Jakarta';
const clock = (startsAt: string) =>
  new Date(Date.parse(startsAt) + 7 * 3_600_000).toISOString().slice(11, 16);

const once = async (ground: Ground, startsAt: string) => {
  const rows = await boundAt(ground, physician, startsAt);
  return rows.length !== 1 && `${rows.length} hold the time in the tables`;
};

/** Of a series that takes what is free: whether the time is among what it got. */
function ofSeries(answer: Answer, startsAt: string): Reading {
  if (answer.status !== 200) return ofVerb(answer);
  const { booked, left } = JSON.parse(answer.body) as Record<
    'booked' | 'left',
    { startsAt: string; alternatives: unknown[] }[]
  >;
  if (booked.some((one) => Date.parse(one.startsAt) === Date.parse(startsAt))) return 'got';
  return left.every((one) => one.alternatives.length === 3) ? 'refused' : 'silent';
}

/** Three weekly dates of which the time is the first, second or third; all or none, or what is free; and single bookings. */
const series: Way = {
  name: 'bookSeries',
  // a round takes the same clock time from two weeks before to two weeks after
  dayOf: (round) => (round % 7) + Math.floor(round / 7) * 35,
  async round(ground, { startsAt, random }) {
    const day = zonedDay(startsAt, zone);
    const askers = inLine(ground, random).map((patientId, place) => {
      if (place % 4 === 3) return byDesk(ground, patientId, startsAt);
      const input = {
        ...{ patientId, visitTypeCode: 'follow-up', practitionerId: physician, time: clock(startsAt) },
        ...{ firstDay: addDays(day, -7 * (place % 3)), rule: { frequency: 'weekly', count: 3 } },
        which: random() < 0.7 ? 'all' : 'free',
      };
      return {
        by: 'bookSeries',
        ask: () => ground.verb('desk', 'scheduling.bookSeries', input),
        read: (answer: Answer) => ofSeries(answer, startsAt),
      };
    });
    return withFaults(await contest(askers, 1), await once(ground, startsAt));
  },
};

let chainId = '';
const daysBetween = 3;

/** Two steps three days apart, of which the time is the first or the second. */
const chain: Way = {
  name: 'bookChain',
  dayOf: (round) => round * 7,
  async prepare(ground) {
    const step = { visitTypeCode: 'follow-up', days: 0, fromDays: 0, toDays: 0 };
    const next = { ...step, days: daysBetween, fromDays: daysBetween, toDays: daysBetween };
    const wanted = { labelEn: 'Two steps', labelId: 'Dua langkah', steps: [step, next], active: true };
    chainId = (await ground.must<{ id: string }>('manager', 'scheduling.saveChain', wanted)).id;
  },
  async round(ground, { startsAt, random }) {
    const other = (days: number) => new Date(Date.parse(startsAt) + days * 86_400_000).toISOString();
    const askers = inLine(ground, random).map((patientId, place) => {
      const times = place % 2 === 0 ? [startsAt, other(daysBetween)] : [other(-daysBetween), startsAt];
      const steps = times.map((when) => ({ practitionerId: physician, when }));
      return {
        ...{ by: 'bookChain', read: ofVerb },
        ask: () => ground.verb('desk', 'scheduling.bookChain', { patientId, chainId, steps }),
      };
    });
    return withFaults(await contest(askers, 1), await once(ground, startsAt));
  },
};

export const togetherWays: readonly Way[] = [series, chain];
