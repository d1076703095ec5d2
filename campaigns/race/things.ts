import { ofVerb } from './answer.ts';
import { byDesk, inLine } from './book.ts';
import { type Asker, contest, type Way } from './contest.ts';
import { type Ground, providers } from './ground.ts';

/** Everybody with another provider, so that the thing alone is wanted by all. */
const withEach = (ground: Ground, random: () => number, startsAt: string, visitTypeCode: string) =>
  inLine(ground, random).map((id, place) =>
    byDesk(ground, id, startsAt, {
      visitTypeCode,
      practitionerId: providers[place % providers.length],
    }),
  );

const room: Way = {
  name: 'the one room',
  round: (ground, { startsAt, random }) => contest(withEach(ground, random, startsAt, 'procedure'), 1),
};

const equipment: Way = {
  name: 'equipment for two',
  round: (ground, { startsAt, random }) => contest(withEach(ground, random, startsAt, 'scan'), 2),
};

/** One patient whom everybody books with somebody else. */
const patient: Way = {
  name: 'one patient',
  round: (ground, { startsAt, index }) => {
    const id = ground.patients[index % ground.patients.length]?.id ?? '';
    const askers = ground.patients.map((_, place) =>
      byDesk(ground, id, startsAt, { practitionerId: providers[place % providers.length] }),
    );
    return contest(askers, 1);
  },
};

const cap = 2;

/**
 * Over a visit that stands: as many as a session may have, and nobody who may not. In every other round the visit has
 * the one room, which nobody is booked over.
 */
const overbook: Way = {
  name: 'overbookVisit',
  async round(ground, { startsAt, index, random }) {
    const [first = '', ...others] = inLine(ground, random);
    const inRoom = index % 2 === 1;
    const more = { visitTypeCode: inRoom ? 'procedure' : 'follow-up' };
    const standing = await byDesk(ground, first, startsAt, more).ask();
    if (standing.status !== 200) throw new Error(`nothing to book over: ${standing.body}`);
    const over = { practitionerId: providers[0], when: startsAt, overbookReason: 'Harus hari ini', ...more };
    const askers: Asker[] = others.map((patientId, place) =>
      place % 10 === 9
        ? {
            by: 'overbookVisit without the right',
            ask: () => ground.verb('desk', 'scheduling.overbookVisit', { ...over, patientId }),
            read: ({ status }) => (status === 403 ? 'refused' : 'odd'),
          }
        : {
            ...{ by: 'overbookVisit', read: ofVerb },
            ask: () => ground.verb('manager', 'scheduling.overbookVisit', { ...over, patientId }),
          },
    );
    return contest(askers, inRoom ? 0 : cap);
  },
};

export const thingWays: readonly Way[] = [room, equipment, patient, overbook];
