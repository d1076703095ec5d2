import { sql } from 'kysely';
import { addDays } from '#platform/shared/time.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { call } from './call.ts';
import type { Caller } from './callers.ts';
import { wholeOf } from './fhir-writes.ts';
import { knock } from './knock.ts';
import { faultsOf, touchedBy } from './other-visits.ts';
import { type Ids, of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

interface Appointment {
  id: string;
  extension?: { url: string; extension?: { url: string; valueDate?: string }[] }[];
  participant: { actor?: { reference?: string } }[];
}

/** What is moved, called off and told of one patient’s bookings is hers, whatever another’s say of themselves. */
export async function tryMoves(ground: Ground): Promise<void> {
  const whole = await wholeOf(ground.world.clinic);
  await tryTogether(ground);
  await tryOverbooked(ground);
  await tryForeignPlaces(ground, whole);
  await tryNobodys(ground, whole);
}

/** Who was booked for one service goes to the wait list, though another is booked for two with the same provider. */
async function tryTogether(ground: Ground): Promise<void> {
  const { clinic, own, otherPatient, canary, day } = ground.world;
  const [visitTypeCode, practitionerId] = [of(own, 'visitTypeCode'), of(own, 'practitionerId')];
  const second = `second-${clinic.clinic.slug}`;
  await clinic.as('manager').call(scheduling, 'saveVisitType', {
    ...{ code: second, labelEn: `${canary} second`, labelId: `${canary} kedua`, durationMinutes: 10 },
    ...{ bufferBeforeMinutes: 0, bufferAfterMinutes: 0, bufferOwner: 'practitioner', patients: 'any' },
    ...{ colour: 'blue', prepEn: '', prepId: '', practitionerIds: [], roomKind: null, active: true },
  });
  const book = async (ids: Ids, time: string, more: object) => {
    const when = { day: addDays(day, 60), time };
    const visit = { visitTypeCode, practitionerId, patientId: of(ids, 'patientId'), when, ...more };
    return clinic.as('frontDesk').call(scheduling, 'bookVisit', visit);
  };
  await book(otherPatient, '09:00', { moreTypeCodes: [second] });
  const { visitId, startsAt, endsAt } = await book(own, '11:00', {});
  const before = await touchedBy(ground, otherPatient, own);
  const away = { practitionerId, startsAt, endsAt, reason: 'asked for' };
  const lines = [{ visitId, choice: { do: 'waitlist' } }];
  await call(ground, 'scheduling.moveMany', { ...away, lines }, '"outcome":"waitlist"');
  await faultsOf(ground, before, otherPatient, own, 'a provider who is away');
}

/** A booking that turns out to need no place among the overbooked gives back its own, and nobody else's. */
async function tryOverbooked(ground: Ground): Promise<void> {
  const { clinic, own, otherPatient, day } = ground.world;
  const [visitTypeCode, practitionerId] = [of(own, 'visitTypeCode'), of(own, 'practitionerId')];
  const overbook = (ids: Ids, time: string) =>
    clinic.as('manager').call(scheduling, 'overbookVisit', {
      ...{ visitTypeCode, practitionerId, patientId: of(ids, 'patientId'), overbookReason: 'asked for' },
      when: { day: addDays(day, 61), time },
    });
  const visit = { visitTypeCode, practitionerId, patientId: of(own, 'patientId') };
  await clinic
    .as('frontDesk')
    .call(scheduling, 'bookVisit', { ...visit, when: { day: addDays(day, 61), time: '09:00' } });
  const { visitId } = await overbook(otherPatient, '09:00');
  await overbook(own, '14:00');
  const { rows } = await clinic.inside(({ db }) =>
    sql`SELECT FROM scheduling_booking WHERE appointment_id = ${visitId} AND resource_kind = 'overbook'`.execute(
      db,
    ),
  );
  if (rows.length !== 1) ground.findings.fault('scheduling.overbookVisit: takes another’s place away');
}

async function read({ url }: Ground, whole: Caller, id: string): Promise<Appointment> {
  const { body } = await knock(url, whole, { method: 'GET', path: `/fhir/R4/Appointment/${id}` });
  return body as unknown as Appointment;
}

async function write({ url, findings }: Ground, whole: Caller, one: Appointment): Promise<void> {
  const path = `/fhir/R4/Appointment/${one.id}`;
  const answer = await knock(url, whole, { method: 'PUT', path, body: one });
  findings.judge(`FHIR PUT ${path}`, answer.status < 300 ? undefined : 'expected 2xx', answer);
}

/** Another system writes that a booking belongs to somebody else's series and chain: nobody is told, and it stays where it is. */
async function tryForeignPlaces(ground: Ground, whole: Caller): Promise<void> {
  const { own, otherPatient, day } = ground.world;
  const [stranger, stays] = [of(otherPatient, 'bookedVisitId'), of(own, 'cancelSeriesVisitId')];
  const [chain, series] = [of(own, 'chainVisitId'), of(own, 'seriesVisitId')];
  const booking = await read(ground, whole, stranger);
  const places = [
    ...((await read(ground, whole, chain)).extension ?? []),
    ...((await read(ground, whole, series)).extension ?? []),
  ];
  const ours = places.filter(({ url }) => /appointment-(chain|series)$/.test(url));
  await write(ground, whole, { ...booking, extension: [...(booking.extension ?? []), ...ours] });
  for (const [verb, visitId] of [
    ['chainOf', chain],
    ['seriesOf', series],
  ] as const) {
    const { text } = await call(ground, `scheduling.${verb}`, { visitId }, visitId);
    if (text.includes(stranger)) ground.findings.fault(`scheduling.${verb}: tells of another’s booking`);
  }
  const before = await touchedBy(ground, otherPatient, own);
  const when = { day: addDays(day, 70), time: '15:00' };
  const moved = {
    visitId: series,
    scope: 'all',
    which: 'all',
    ...when,
    reason: 'asked for',
    askedBy: 'patient',
  };
  await call(ground, 'scheduling.moveSeries', moved, '');
  const off = { visitId: series, scope: 'all', reason: 'asked for', askedBy: 'patient' };
  await call(ground, 'scheduling.cancelSeries', off, '');
  await faultsOf(ground, before, otherPatient, own, 'a series');
  await call(ground, 'scheduling.seriesOf', { visitId: stays }, stays);
}

/** A step or a place of nobody's is no booking to go on with. */
async function tryNobodys(ground: Ground, whole: Caller): Promise<void> {
  const { own, day } = ground.world;
  const [chain, series] = [of(own, 'chainVisitId'), of(own, 'cancelSeriesVisitId')];
  for (const id of [chain, series]) {
    const { participant, ...booking } = await read(ground, whole, id);
    const others = participant.filter(({ actor }) => !actor?.reference?.startsWith('Patient/'));
    await write(ground, whole, { ...booking, participant: others });
    await call(ground, 'scheduling.printAppointmentCard', { visitId: id }, '', 'platform.notFound');
  }
  const why = { reason: 'asked for', askedBy: 'patient' };
  const when = { day: addDays(day, 9), time: '16:00' };
  await call(ground, 'scheduling.moveChain', { visitId: chain, when, ...why }, '', 'platform.notFound');
  const moved = { visitId: series, scope: 'all', which: 'all', ...when, ...why };
  await call(ground, 'scheduling.moveSeries', moved, '', 'scheduling.notInSeries');
}
