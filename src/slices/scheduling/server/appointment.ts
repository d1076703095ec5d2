import type { Appointment, Extension } from '@medplum/fhirtypes';
import { epochMsOf, instantOf } from '#platform/shared/time.ts';

const ours = 'https://serambi.health/fhir';
export const visitTypeSystem = `${ours}/CodeSystem/visit-type`;
export const sequenceUrl = `${ours}/StructureDefinition/appointment-sequence`;
export const cancelledAtUrl = `${ours}/StructureDefinition/cancelled-at`;
export const overbookUrl = `${ours}/StructureDefinition/overbook-reason`;
export const movedUrl = `${ours}/StructureDefinition/moved`;
/** How long a service of several was booked for, on its `serviceType`. */
const partMinutesUrl = `${ours}/StructureDefinition/service-minutes`;
/** Of an occurrence of a series: `series` its id, `day` its day by the rule, `at` the instant that the rule gave it. */
export const seriesUrl = `${ours}/StructureDefinition/appointment-series`;
/** Of a step of a chain: what was booked together, its place, and its days after the step before it. */
const chainUrl = `${ours}/StructureDefinition/appointment-chain`;
export const noShowUndoneUrl = `${ours}/StructureDefinition/no-show-undone`;
/** Of an Appointment that waits for a time: what its patient wishes. A wait list reads the parts in it. */
export const waitWishUrl = `${ours}/StructureDefinition/waitlist-wish`;
/** A tag that an import sets on what it writes: what clashes is then stored and looked at, not refused. */
export const importTag = { system: `${ours}/CodeSystem/source`, code: 'import' } as const;
export const cancellationSystem = 'http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason';

/** What scheduling reads out of an Appointment that has a time. Ids of all who take part, the first one leading. */
export interface Facts {
  visitId: string;
  status: Appointment['status'];
  startsAt: string;
  endsAt: string;
  patientIds: string[];
  practitionerIds: string[];
  roomIds: string[];
  equipmentIds: string[];
  visitTypeCode: string | undefined;
  /** In order; empty where the visit is of one service. */
  parts: Part[];
  reason: string;
  sequence: number;
  cancelledAt: string | undefined;
  askedBy: 'patient' | 'clinic' | undefined;
  /** Why it may lie over another visit of its provider; undefined where it may not. */
  overbookReason: string | undefined;
  series: InSeries | undefined;
  chain: InChain | undefined;
  imported: boolean;
}

/** One of several services of a visit. */
export interface Part {
  code: string;
  minutes: number;
}

/** Where a visit stands in its chain, and how many days after the step before it may be. */
export interface InChain {
  chainId: string;
  step: number;
  fromDays: number;
  toDays: number;
}

/** Where a visit stands in its series. */
export interface InSeries {
  seriesId: string;
  day: string;
  at: string;
}

/** Facts of an Appointment; undefined where it has no time yet (a proposal, a wait-list entry). */
export function factsOf(appointment: Appointment): Facts | undefined {
  const { start, end } = appointment;
  if (!appointment.id || !start || !end || epochMsOf(end) <= epochMsOf(start)) return undefined;
  return {
    visitId: appointment.id,
    status: appointment.status,
    startsAt: instantOf(epochMsOf(start)),
    endsAt: instantOf(epochMsOf(end)),
    patientIds: actors(appointment, 'Patient'),
    practitionerIds: actors(appointment, 'Practitioner'),
    roomIds: actors(appointment, 'Location'),
    equipmentIds: actors(appointment, 'Device'),
    visitTypeCode: visitTypeCodeOf(appointment),
    parts: partsOf(appointment),
    reason: appointment.description ?? '',
    sequence: extension(appointment, sequenceUrl)?.valueInteger ?? 0,
    cancelledAt: extension(appointment, cancelledAtUrl)?.valueDateTime,
    askedBy: askedBy(appointment),
    overbookReason: extension(appointment, overbookUrl)?.valueString,
    series: seriesOf(appointment),
    chain: chainOf(appointment),
    imported:
      appointment.meta?.tag?.some((tag) => tag.system === importTag.system && tag.code === importTag.code) ??
      false,
  };
}

function seriesOf(appointment: Appointment): InSeries | undefined {
  const parts = extension(appointment, seriesUrl)?.extension ?? [];
  const part = (url: string) => parts.find((one) => one.url === url);
  const [seriesId, day, at] = [part('series')?.valueString, part('day')?.valueDate, part('at')?.valueInstant];
  return seriesId && day && at ? { seriesId, day, at: instantOf(epochMsOf(at)) } : undefined;
}

function chainOf(appointment: Appointment): InChain | undefined {
  const parts = extension(appointment, chainUrl)?.extension ?? [];
  const part = (url: string) => parts.find((one) => one.url === url);
  const chainId = part('chain')?.valueString;
  const [step, fromDays, toDays] = ['step', 'from', 'to'].map((url) => part(url)?.valueInteger ?? -1);
  if (!chainId || step === undefined || fromDays === undefined || toDays === undefined) return undefined;
  const sound = step >= 1 && step <= 6 && fromDays >= 0 && toDays >= fromDays && toDays <= 366;
  return sound && uuidForm.test(chainId) ? { chainId, step, fromDays, toDays } : undefined;
}

const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function setChain(appointment: Appointment, chain: InChain): void {
  setExtension(appointment, chainUrl, {
    extension: [
      { url: 'chain', valueString: chain.chainId },
      { url: 'step', valueInteger: chain.step },
      { url: 'from', valueInteger: chain.fromDays },
      { url: 'to', valueInteger: chain.toDays },
    ],
  });
}

/** Says which series a visit belongs to, and where in it. */
export function setSeries(appointment: Appointment, series: InSeries): void {
  setExtension(appointment, seriesUrl, {
    extension: [
      { url: 'series', valueString: series.seriesId },
      { url: 'day', valueDate: series.day },
      { url: 'at', valueInstant: series.at },
    ],
  });
}

function actors(appointment: Appointment, type: string): string[] {
  const ids = appointment.participant
    .filter((one) => one.status !== 'declined')
    .map((one) => new RegExp(`^${type}/([A-Za-z0-9.-]{1,64})$`).exec(one.actor?.reference ?? '')?.[1]);
  return [...new Set(ids.filter((id) => id !== undefined))];
}

function visitTypeCodeOf(appointment: Appointment): string | undefined {
  const concepts = [appointment.appointmentType, ...(appointment.serviceType ?? [])];
  const codings = concepts.flatMap((concept) => concept?.coding ?? []);
  return codings.find((coding) => coding.system === visitTypeSystem)?.code;
}

/** Several services are the Appointment's `serviceType`s, in order, each with how long it was booked for. */
function partsOf(appointment: Appointment): Part[] {
  const parts = (appointment.serviceType ?? []).flatMap((concept) => {
    const code = concept.coding?.find((coding) => coding.system === visitTypeSystem)?.code;
    const minutes = concept.extension?.find((one) => one.url === partMinutesUrl)?.valueInteger;
    return code && minutes !== undefined && minutes > 0 && minutes <= 1440 ? [{ code, minutes }] : [];
  });
  return parts.length > 1 ? parts : [];
}

function askedBy(appointment: Appointment): Facts['askedBy'] {
  const codes = (appointment.cancelationReason?.coding ?? [])
    .filter((coding) => coding.system === cancellationSystem)
    .map((coding) => coding.code ?? '');
  if (codes.some((code) => code === 'pat' || code.startsWith('pat-'))) return 'patient';
  return codes.length > 0 ? 'clinic' : undefined;
}

function extension(appointment: Appointment, url: string): Extension | undefined {
  return appointment.extension?.find((one) => one.url === url);
}

/** Sets one extension in place, or takes it away. */
export function setExtension(
  appointment: Appointment,
  url: string,
  value: Omit<Extension, 'url'> | undefined,
): void {
  const others = (appointment.extension ?? []).filter((one) => one.url !== url);
  if (value) others.push({ url, ...value });
  if (others.length > 0) appointment.extension = others;
  else delete appointment.extension;
}

export interface NewBooking {
  /** Undefined: of somebody whose chart is not known yet. */
  patientId: string | undefined;
  practitionerId: string;
  roomId: string | null;
  visitTypeCode: string;
  /** Label of the visit type in the clinic's language, for readers that know none of our codes. */
  visitTypeLabel: string;
  /** Several services, in order, with their labels; empty for one. */
  parts?: readonly (Part & { label: string })[];
  startsAt: string;
  endsAt: string;
  reason: string;
  overbookReason: string | undefined;
  series?: InSeries | undefined;
  chain?: InChain | undefined;
  createdAt: string;
}

/** The Appointment of a new booking; both sides have agreed, since they speak with one another. */
export function appointmentOf(booking: NewBooking): Appointment {
  const appointment: Appointment = {
    resourceType: 'Appointment',
    // whom it is for has still to be agreed
    status: booking.patientId === undefined ? 'pending' : 'booked',
    extension: [
      { url: sequenceUrl, valueInteger: 0 },
      ...(booking.overbookReason ? [{ url: overbookUrl, valueString: booking.overbookReason }] : []),
    ],
    appointmentType: {
      coding: [{ system: visitTypeSystem, code: booking.visitTypeCode, display: booking.visitTypeLabel }],
      text: booking.visitTypeLabel,
    },
    ...(booking.reason && { description: booking.reason }),
    start: booking.startsAt,
    end: booking.endsAt,
    created: booking.createdAt,
    participant: [
      ...(booking.patientId === undefined ? [] : [patientIn(booking.patientId)]),
      { actor: { reference: `Practitioner/${booking.practitionerId}` }, status: 'accepted' },
      ...(booking.roomId ? [placeOf(booking.roomId)] : []),
    ],
  };
  const parts = booking.parts ?? [];
  if (parts.length > 1) {
    appointment.serviceType = parts.map(({ code, minutes, label }) => ({
      extension: [{ url: partMinutesUrl, valueInteger: minutes }],
      coding: [{ system: visitTypeSystem, code, display: label }],
      text: label,
    }));
  }
  if (booking.chain) setChain(appointment, booking.chain);
  if (booking.series) setSeries(appointment, booking.series);
  return appointment;
}

/** A patient who takes part and has agreed. */
export function patientIn(patientId: string): Appointment['participant'][number] {
  return { actor: { reference: `Patient/${patientId}` }, status: 'accepted' };
}

function placeOf(roomId: string): Appointment['participant'][number] {
  return { actor: { reference: `Location/${roomId}` }, status: 'accepted' };
}

/** Who assists takes part as a secondary performer; source: v3-ParticipationType. */
const assisting = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'SPRF' }],
};

export interface Keeping {
  roomIds: readonly string[];
  assistantIds: readonly string[];
  equipmentIds: readonly string[];
}

/** Names who and what was kept for the visit, beside those that take part already. */
export function nameKept(appointment: Appointment, kept: Keeping): void {
  const references = appointment.participant.map((one) => one.actor?.reference);
  const add = (participant: Appointment['participant'][number]) => {
    if (!references.includes(participant.actor?.reference)) appointment.participant.push(participant);
  };
  for (const id of kept.roomIds) add(placeOf(id));
  for (const id of kept.assistantIds) {
    add({ type: [assisting], actor: { reference: `Practitioner/${id}` }, status: 'accepted' });
  }
  for (const id of kept.equipmentIds) add({ actor: { reference: `Device/${id}` }, status: 'accepted' });
}

/** Takes out who assists and the equipment, so that the keeper chooses anew for another time. */
export function forgetKept(appointment: Appointment): void {
  const [system, code] = [assisting.coding[0]?.system, assisting.coding[0]?.code];
  appointment.participant = appointment.participant.filter((one) => {
    const assists = one.type?.some((type) =>
      type.coding?.some((coding) => coding.system === system && coding.code === code),
    );
    return !assists && !one.actor?.reference?.startsWith('Device/');
  });
}

/** Changes time, provider and room in place and raises the sequence, which is what calendars of others go by. */
export function moveAppointment(
  appointment: Appointment,
  to: { startsAt: string; endsAt: string; practitionerId: string; roomId: string | null },
): void {
  appointment.start = to.startsAt;
  appointment.end = to.endsAt;
  forgetKept(appointment);
  // the reason was for the old time
  setExtension(appointment, overbookUrl, undefined);
  const doctor = `Practitioner/${to.practitionerId}`;
  const leading = appointment.participant.find((one) => one.actor?.reference?.startsWith('Practitioner/'));
  if (leading?.actor && leading.actor.reference !== doctor) leading.actor = { reference: doctor };
  if (!leading) appointment.participant.push({ actor: { reference: doctor }, status: 'accepted' });
  const others = appointment.participant.filter((one) => !one.actor?.reference?.startsWith('Location/'));
  appointment.participant = to.roomId ? [...others, placeOf(to.roomId)] : others;
  raiseSequence(appointment);
}

/** Notes of the last move from when it was, and what was said of it; earlier ones stand in the versions. */
export function noteMove(
  appointment: Appointment,
  move: { from: string; reason?: string | undefined; askedBy?: 'patient' | 'clinic' | undefined },
): void {
  const parts = [
    { url: 'from', valueDateTime: move.from },
    ...(move.reason ? [{ url: 'reason', valueString: move.reason }] : []),
    ...(move.askedBy ? [{ url: 'asked-by', valueCode: move.askedBy }] : []),
  ];
  setExtension(appointment, movedUrl, { extension: parts });
}

export function raiseSequence(appointment: Appointment): void {
  const now = appointment.extension?.find((one) => one.url === sequenceUrl)?.valueInteger ?? 0;
  setExtension(appointment, sequenceUrl, { valueInteger: now + 1 });
}
