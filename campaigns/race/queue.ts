import { zonedDay } from '#platform/shared/time.ts';
import { ofFhir, ofVerb } from './answer.ts';
import { appointment, byDesk, inLine, later } from './book.ts';
import { type Asker, contest, type Way, withFaults } from './contest.ts';
import { byNumbers, firstDay, forWalkIns, type Ground } from './ground.ts';
import { numbersFrom, quota } from './lay.ts';
import { visitsIn } from './tables.ts';

const zone = 'Asia/Jakarta';
const numberMinutes = 120 / quota;

/** An evening's numbers: most take the next one, some ask for one by its time, some write it by FHIR. */
const numbers: Way = {
  name: 'takeNumber',
  async round(ground, { startsAt, random }) {
    const day = zonedDay(startsAt, zone);
    const begins = new Date(`${day}T${numbersFrom}:00+07:00`).toISOString();
    const atNumber = (place: number) => later(begins, (place % quota) * numberMinutes);
    const askers = inLine(ground, random).map((patientId, place): Asker => {
      const own = { patientId, visitTypeCode: 'follow-up', practitionerId: byNumbers };
      if (place % 10 === 8) return byDesk(ground, patientId, atNumber(place), { practitionerId: byNumbers });
      if (place % 10 === 9) {
        const wanted = appointment(`Patient/${patientId}`, atNumber(place), numberMinutes, byNumbers);
        return { by: 'FHIR create', ask: () => ground.fhir('POST', '/Appointment', wanted), read: ofFhir };
      }
      return {
        ...{ by: 'takeNumber', read: ofVerb },
        ask: () => ground.verb('desk', 'scheduling.takeNumber', { ...own, day }),
      };
    });
    const places = Math.min(quota, askers.length);
    const outcome = await contest(askers, places);
    const given = (await visitsIn(ground, byNumbers, begins, later(begins, 120)))
      .filter((one) => one.bound)
      .map((one) => one.number);
    const wanted = Array.from({ length: places }, (_, place) => place + 1);
    const uneven =
      given.join() !== wanted.join() && `the numbers ${given.join()} were given of ${wanted.join()}`;
    return withFaults(outcome, uneven);
  },
};

/** Who walks in takes the next free time of today, while the desk books the same one for somebody who calls. */
const walkIns: Way = {
  name: 'takeWalkIn',
  async round(ground, { random }) {
    const wanted = { visitTypeCode: 'follow-up', practitionerId: forWalkIns };
    const { times } = await ground.must<{ times: { startsAt: string }[] }>('desk', 'scheduling.freeTimes', {
      ...{ ...wanted, fromDay: firstDay, toDay: firstDay },
    });
    const next = times[0]?.startsAt;
    if (!next) throw new Error('nobody could walk in any more');
    const [came, booked]: [string[], string[]] = [[], []];
    const askers = inLine(ground, random).map((patientId, place): Asker => {
      const calls = place % 4 === 3;
      const asker = calls
        ? byDesk(ground, patientId, next, wanted)
        : walkIn(ground, { ...wanted, patientId });
      const gone = calls ? booked : came;
      return {
        ...asker,
        async ask() {
          const answer = await asker.ask();
          if (answer.status === 200) gone.push((JSON.parse(answer.body) as { visitId: string }).visitId);
          return answer;
        },
      };
    });
    const outcome = await contest(askers);
    const end = later(`${firstDay}T00:00:00Z`, 24 * 60);
    const bound = (await visitsIn(ground, forWalkIns, next, end)).filter((one) => one.bound);
    const given = bound.map((one) => Date.parse(one.starts_at));
    const doubled = given.length - new Set(given).size;
    const first = given.filter((at) => at === Date.parse(next)).length;
    for (const visitId of came)
      await ground.must('desk', 'frontDesk.leaveUnseen', { visitId, reason: 'Pulang' });
    for (const visitId of booked) {
      const why = { visitId, reason: 'Pulang', askedBy: 'patient' };
      await ground.must('desk', 'scheduling.cancelBooking', why);
    }
    return withFaults(
      outcome,
      doubled > 0 && `${doubled} times of today were given twice`,
      first !== 1 && `${first} have the next free time`,
    );
  },
};

const walkIn = (ground: Ground, input: object): Asker => ({
  ...{ by: 'takeWalkIn', read: ofVerb },
  ask: () => ground.verb('desk', 'frontDesk.takeWalkIn', input),
});

export const queueWays: readonly Way[] = [numbers, walkIns];
