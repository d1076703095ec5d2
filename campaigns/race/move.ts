import { shuffled } from '../support/dice.ts';
import { type Answer, ofFhir, ofVerb, type Reading } from './answer.ts';
import { later } from './book.ts';
import { type Asker, contest, type Way, withFaults } from './contest.ts';
import { type Ground, physician } from './ground.ts';
import { inTurns } from './lay.ts';
import { boundAt, parkedLost } from './tables.ts';

const lost = async (ground: Ground) => {
  const count = await parkedLost(ground);
  return count !== 0 && `${count} bookings were lost in the move`;
};

const move: Way = {
  name: 'moveBooking',
  async round(ground, { startsAt, random }) {
    const askers: Asker[] = shuffled(ground.parked, random).map((visitId) => ({
      ...{ by: 'moveBooking', read: ofVerb },
      ask: () => ground.verb('desk', 'scheduling.moveBooking', { visitId, when: startsAt }),
    }));
    return withFaults(await contest(askers, 1), await lost(ground));
  },
};

const fhirUpdate: Way = {
  name: 'FHIR update',
  async round(ground, { startsAt, random }) {
    const resources: Record<string, unknown>[] = [];
    await inTurns(ground.parked.length, async (place) => {
      const { body } = await ground.fhir('GET', `/Appointment/${ground.parked[place]}`);
      resources[place] = JSON.parse(body) as Record<string, unknown>;
    });
    const askers: Asker[] = shuffled(resources, random).map((resource) => {
      const { versionId } = resource.meta as { versionId: string };
      const moved = { ...resource, start: startsAt, end: later(startsAt, 20) };
      return {
        ...{ by: 'FHIR update', read: ofFhir },
        ask: () =>
          ground.fhir('PUT', `/Appointment/${resource.id}`, moved, { 'if-match': `W/"${versionId}"` }),
      };
    });
    return withFaults(await contest(askers, 1), await lost(ground));
  },
};

interface Line {
  outcome: string;
  taken: boolean;
}

/** Of a mass move every line has its own answer: moved, or a call since the time is gone. */
function ofMany({ status, body }: Answer): Reading {
  if (status !== 200) return 'odd';
  const { lines } = JSON.parse(body) as { lines: Line[] };
  const good = lines.every((one) => one.outcome === 'moved' || (one.outcome === 'called' && one.taken));
  if (!good) return 'odd';
  return lines.some((one) => one.outcome === 'moved') ? 'got' : 'refused';
}

const linesEach = 5;

/** Several colleagues move the visits of one who is away, each hers onto the same three times in an order of her own. */
const many: Way = {
  name: 'moveMany',
  async round(ground, { startsAt, random }) {
    const times = [later(startsAt, -20), startsAt, later(startsAt, 20)];
    const visits = shuffled(ground.parked, random);
    // long past every booking: what is blocked for the absence is in nobody's way
    const away = { startsAt: '2029-01-01T01:00:00Z', endsAt: '2029-01-01T02:00:00Z', reason: 'Sakit' };
    const askers: Asker[] = [];
    for (let from = 0; from < visits.length; from += linesEach) {
      const order = shuffled(times, random);
      const lines = visits.slice(from, from + linesEach).map((visitId, place) => {
        const to = order[place % order.length] ?? startsAt;
        return { visitId, choice: { do: 'move', practitionerId: physician, startsAt: to } };
      });
      askers.push({
        ...{ by: 'moveMany', read: ofMany },
        ask: () => ground.verb('desk', 'scheduling.moveMany', { practitionerId: physician, ...away, lines }),
      });
    }
    const outcome = await contest(askers);
    const there = await Promise.all(times.map((time) => boundAt(ground, physician, time)));
    const uneven = there.some((rows) => rows.length !== 1);
    const counts = there.map((rows) => rows.length).join(', ');
    const given = uneven && `three times were given to ${counts}`;
    return withFaults(
      { ...outcome, asked: visits.length, won: there.flat().length },
      given,
      await lost(ground),
    );
  },
};

export const movingWays: readonly Way[] = [move, fhirUpdate, many];
