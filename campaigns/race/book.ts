import { type Asker, contest, type Way, withFaults } from './contest.ts';
import { type Answer, ofFhir, ofVerb } from './answer.ts';
import { type Ground, physician } from './ground.ts';
import { shuffled } from '../support/dice.ts';

const minuteMs = 60_000;
export const later = (startsAt: string, minutes: number) =>
  new Date(Date.parse(startsAt) + minutes * minuteMs).toISOString();

/** Books a follow-up with the physician at the desk, unless told otherwise. */
export function byDesk(ground: Ground, patientId: string, when: string, more: object = {}): Asker {
  const input = { patientId, visitTypeCode: 'follow-up', practitionerId: physician, when, ...more };
  return { by: 'bookVisit', ask: () => ground.verb('desk', 'scheduling.bookVisit', input), read: ofVerb };
}

export function appointment(patient: string, startsAt: string, minutes = 20, practitionerId = physician) {
  return {
    resourceType: 'Appointment',
    status: 'booked',
    start: startsAt,
    end: later(startsAt, minutes),
    participant: [
      { actor: { reference: patient }, status: 'accepted' },
      { actor: { reference: `Practitioner/${practitionerId}` }, status: 'accepted' },
    ],
  };
}

export function byFhir(ground: Ground, patientId: string, startsAt: string): Asker {
  const resource = appointment(`Patient/${patientId}`, startsAt);
  return { by: 'FHIR create', ask: () => ground.fhir('POST', '/Appointment', resource), read: ofFhir };
}

/** The patients in an order of the round's own. */
export const inLine = (ground: Ground, random: () => number) =>
  shuffled(ground.patients, random).map((one) => one.id);

const verb: Way = {
  name: 'bookVisit',
  round: (ground, { startsAt, random }) =>
    contest(
      inLine(ground, random).map((id) => byDesk(ground, id, startsAt)),
      1,
    ),
};

const fhirCreate: Way = {
  name: 'FHIR create',
  round: (ground, { startsAt, random }) =>
    contest(
      inLine(ground, random).map((id) => byFhir(ground, id, startsAt)),
      1,
    ),
};

const both: Way = {
  name: 'bookVisit and FHIR create',
  round: (ground, { startsAt, random }) =>
    contest(
      inLine(ground, random).map((id) => (random() < 0.5 ? byFhir : byDesk)(ground, id, startsAt)),
      1,
    ),
};

/** Registers somebody and books her in one act: a refused one must leave neither. */
const transaction: Way = {
  name: 'FHIR transaction',
  async round(ground, { startsAt, index }) {
    const identifier = { system: 'https://race.test/round', value: `${index}-${startsAt}` };
    const bundle = (place: number) => ({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        {
          fullUrl: `urn:uuid:00000000-0000-4000-8000-${String(place).padStart(12, '0')}`,
          resource: {
            ...{ resourceType: 'Patient', gender: 'female', birthDate: '1990-01-01' },
            ...{ name: [{ text: `Baru ${index} ${place}` }], identifier: [identifier] },
          },
          request: { method: 'POST', url: 'Patient' },
        },
        {
          resource: appointment(
            `urn:uuid:00000000-0000-4000-8000-${String(place).padStart(12, '0')}`,
            startsAt,
          ),
          request: { method: 'POST', url: 'Appointment' },
        },
      ],
    });
    const askers = ground.patients.map((_, place) => ({
      ...{ by: 'FHIR transaction', read: ofFhir },
      ask: () => ground.fhir('POST', '', bundle(place)),
    }));
    const outcome = await contest(askers, 1);
    const token = encodeURIComponent(`${identifier.system}|${identifier.value}`);
    const stored = await ground.fhir('GET', `/Patient?identifier=${token}&_summary=count`);
    const { total = -1 } = JSON.parse(stored.body) as { total?: number };
    const half = total !== outcome.won && `${total} patients stand of ${outcome.won} transactions`;
    return withFaults(outcome, half);
  },
};

/** Half of them want it as the first of two services, half as the second: room and equipment go along. */
const services: Way = {
  name: 'several services',
  round: (ground, { startsAt, random }) =>
    contest(
      inLine(ground, random).map((id, place) => ({
        ...byDesk(ground, id, place % 2 === 0 ? startsAt : later(startsAt, -20), {
          ...(place % 2 === 0
            ? { visitTypeCode: 'procedure', moreTypeCodes: ['scan'] }
            : { visitTypeCode: 'scan', moreTypeCodes: ['procedure'] }),
        }),
        by: 'bookVisit of two services',
      })),
      1,
    ),
};

/** One holds it; then she and all the others want to book it. */
const hold: Way = {
  name: 'holdTime',
  async round(ground, { startsAt, random }) {
    const ids = inLine(ground, random);
    const wanted = { visitTypeCode: 'follow-up', practitionerId: physician, when: startsAt };
    let held: { patientId: string; holdId: string } | undefined;
    const keep = (patientId: string, answer: Answer) => {
      if (answer.status === 200) held = { patientId, ...(JSON.parse(answer.body) as { holdId: string }) };
      return answer;
    };
    const holding = await contest(
      ids.map((patientId) => ({
        ...{ by: 'holdTime', read: ofVerb },
        ask: async () =>
          keep(patientId, await ground.verb('manager', 'scheduling.holdTime', { ...wanted, patientId })),
      })),
      1,
    );
    if (!held) return holding;
    const { patientId, holdId } = held;
    const hers: Asker = {
      ...{ by: 'bookVisit of the hold', read: ofVerb },
      ask: () => ground.verb('manager', 'scheduling.bookVisit', { ...wanted, patientId, holdId }),
    };
    const others = ids.filter((id) => id !== patientId).map((id) => byDesk(ground, id, startsAt));
    const booking = await contest([...others, hers], 1);
    const faults = [...holding.faults, ...booking.faults];
    return { asked: holding.asked + booking.asked, won: booking.won, ms: holding.ms + booking.ms, faults };
  },
};

export const bookingWays: readonly Way[] = [verb, fhirCreate, both, transaction, services, hold];
