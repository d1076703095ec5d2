import type { Appointment, Extension } from '@medplum/fhirtypes';
import { rangeOfDate } from '#platform/server/fhir/date-range.ts';
import { instantOf, zonedDay } from '#platform/shared/time.ts';
import { visitTypeSystem, waitWishUrl as wishUrl } from '#slices/scheduling/server/index.ts';
import type { Wish } from '../contract.ts';
import { type Part, parts } from '../shared/rules.ts';

/** A wait-list entry as its Appointment says it. */
export interface Waited extends Wish {
  patientId: string;
}

/** Writes what somebody waits for into an Appointment; what else stands in it stays. */
export function writeWish(
  appointment: Appointment,
  { patientId, ...wish }: Waited,
  typeLabel: string,
): Appointment {
  const { fromDay, toDay, note, priority } = wish;
  const others = (appointment.extension ?? []).filter((one) => one.url !== wishUrl);
  const { comment: _, ...kept } = appointment;
  return {
    ...kept,
    priority,
    requestedPeriod: [{ start: fromDay, ...(toDay && { end: toDay }) }],
    ...(note && { comment: note }),
    appointmentType: {
      coding: [{ system: visitTypeSystem, code: wish.visitTypeCode, display: typeLabel }],
      text: typeLabel,
    },
    extension: [...others, wishExtension(wish)],
    participant: [
      { actor: { reference: `Patient/${patientId}` }, status: 'accepted' },
      ...(wish.practitionerId
        ? [
            {
              actor: { reference: `Practitioner/${wish.practitionerId}` },
              status: 'needs-action' as const,
            },
          ]
        : []),
    ],
  };
}

function wishExtension(wish: Wish): Extension {
  return {
    url: wishUrl,
    extension: [
      ...wish.parts.map((part) => ({ url: 'part', valueCode: part })),
      ...wish.weekdays.map((weekday) => ({ url: 'weekday', valueInteger: weekday })),
      { url: 'noticeMinutes', valueInteger: wish.noticeMinutes },
      ...(wish.priorityReason ? [{ url: 'priorityReason', valueString: wish.priorityReason }] : []),
      ...(wish.expiresOn ? [{ url: 'expires', valueDate: wish.expiresOn }] : []),
      ...(wish.keepsVisitId
        ? [{ url: 'keeps', valueReference: { reference: `Appointment/${wish.keepsVisitId}` } }]
        : []),
    ],
  };
}

/**
 * What somebody waits for; undefined where the Appointment names no patient or no visit type of ours. What another
 * system left out is taken as any: from the day it was made on, no notice, routine.
 * A month or a year stands for its days: a wish begins on the first of them and ends on the last.
 * @param madeOn the clinic's day
 * @param zone the clinic's
 */
export function readWish(appointment: Appointment, madeOn: string, zone: string): Waited | undefined {
  const patientId = actorOf(appointment, 'Patient');
  const codings = [appointment.appointmentType, ...(appointment.serviceType ?? [])].flatMap(
    (concept) => concept?.coding ?? [],
  );
  const visitTypeCode = codings.find((coding) => coding.system === visitTypeSystem)?.code;
  if (!patientId || !visitTypeCode) return undefined;
  const said = appointment.extension?.find((one) => one.url === wishUrl)?.extension ?? [];
  const one = (url: string) => said.find((part) => part.url === url);
  const many = (url: string) => said.filter((part) => part.url === url);
  const [period] = appointment.requestedPeriod ?? [];
  const keeps = one('keeps')?.valueReference?.reference;
  return {
    ...{ patientId, visitTypeCode, practitionerId: actorOf(appointment, 'Practitioner') ?? null },
    fromDay: firstDayOf(period?.start, zone) ?? madeOn,
    toDay: lastDayOf(period?.end, zone),
    parts: many('part')
      .map((part) => part.valueCode as Part)
      .filter((part) => parts.includes(part)),
    weekdays: many('weekday').flatMap((part) => part.valueInteger ?? []),
    noticeMinutes: Math.max(0, one('noticeMinutes')?.valueInteger ?? 0),
    // 0 is "undefined" in FHIR and 9 the lowest
    priority: Math.max(1, Math.min(appointment.priority || 3, 3)),
    priorityReason: one('priorityReason')?.valueString ?? '',
    expiresOn: lastDayOf(one('expires')?.valueDate, zone),
    keepsVisitId: keeps?.startsWith('Appointment/') ? keeps.slice('Appointment/'.length) : null,
    note: appointment.comment ?? '',
  };
}

function firstDayOf(date: string | undefined, zone: string): string | undefined {
  const range = date === undefined ? undefined : rangeOfDate(date, zone);
  return range && zonedDay(instantOf(range.lo), zone);
}

function lastDayOf(date: string | undefined, zone: string): string | null {
  const range = date === undefined ? undefined : rangeOfDate(date, zone);
  return range ? zonedDay(instantOf(range.hi - 1), zone) : null;
}

function actorOf(appointment: Appointment, type: string): string | undefined {
  return appointment.participant
    .map((one) => new RegExp(`^${type}/([A-Za-z0-9.-]{1,64})$`).exec(one.actor?.reference ?? '')?.[1])
    .find((found) => found !== undefined);
}
