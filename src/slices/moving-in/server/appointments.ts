import type { Appointment } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { similarity } from '#platform/shared/matching.ts';
import { foldName, nameTokens } from '#platform/shared/names.ts';
import { addMinutes, epochMsOf, wallToInstant } from '#platform/shared/time.ts';
import { findPatients, mustBePatient, patientByNumber } from '#slices/records/server/index.ts';
import { slice as calendar } from '#slices/scheduling/server/index.ts';
import { type AppointmentRow, appointmentFields, readAppointmentRow } from '../shared/appointment-row.ts';
import { problem, type RowProblem, warning } from '../shared/row-reading.ts';
import type { KindRules } from './kind.ts';

const ours = 'https://serambi.health/fhir';

/** What was written, to know it again. */
interface AppointmentWritten {
  appointmentId: string;
  patientId: string;
  version: number;
}

interface Booking {
  patientId: string;
  practitionerId: string;
  roomId: string | undefined;
  visitType: { code: string; label: string };
  startsAt: string;
  endsAt: string;
}

/**
 * Future appointments go in through the record, marked as imported, so that scheduling's own keeper takes the time of
 * everybody concerned, and stores what clashes without binding it and lists it for review.
 */
export const appointments: KindRules<AppointmentRow> = {
  fields: appointmentFields,
  right: 'scheduling.book',
  doubles: 'wrong',
  read: (said) => readAppointmentRow(said),
  async check(ctx, row) {
    const { problems } = await bookingOf(ctx, row);
    return { problems, candidates: [] };
  },
  async take(ctx, row) {
    const { booking, problems } = await bookingOf(ctx, row);
    if (!booking) return { problems, candidates: [] };
    const { patientId } = booking;
    const { id } = await ctx.record.create(resourceOf(ctx, booking, row.reason));
    const { coming } = await calendar.verbs.patientVisits(ctx, { patientId });
    const bound = coming.find(({ visitId }) => visitId === id)?.bound ?? true;
    const warnings = bound ? problems : [...problems, warning('', 'clashes')];
    return {
      written: { appointmentId: id, patientId, version: 1 } satisfies AppointmentWritten,
      patientId,
      warnings,
    };
  },
  /** Unchanged it is still booked and nobody has come: it becomes an entry in error, and its time is free again. */
  async takeBack(ctx, written) {
    const { appointmentId, version } = written as AppointmentWritten;
    const now = await ctx.record.stored('Appointment', appointmentId);
    if (!now || now.deleted) return undefined;
    if (now.version !== version) return 'changed';
    await ctx.record.patch('Appointment', appointmentId, (appointment) => {
      appointment.status = 'entered-in-error';
    });
    return undefined;
  },
};

async function bookingOf(
  ctx: Context,
  row: AppointmentRow,
): Promise<{ booking?: Booking; problems: RowProblem[] }> {
  const problems: RowProblem[] = [];
  const patientId = await patientOf(ctx, row, problems);
  const { providers, rooms, visitTypes } = await calendar.verbs.setup(ctx, {});
  const practitionerId = oneOf(providers, row.provider, (one) => [
    one.name,
    one.practitionerId,
  ])?.practitionerId;
  if (!practitionerId) problems.push(problem('provider', 'providerUnknown'));
  const type = oneOf(
    visitTypes.filter(({ active }) => active),
    row.visitType,
    (one) => [one.code, one.labelEn, one.labelId],
  );
  if (!type) problems.push(problem('visitType', 'visitTypeUnknown'));
  const room = row.room === undefined ? undefined : oneOf(rooms, row.room, (one) => [one.name, one.id]);
  if (row.room !== undefined && !room) problems.push(problem('room', 'roomUnknown'));
  const startsAt = startOf(ctx, row, problems);
  if (!patientId || !practitionerId || !type || !startsAt || (row.room !== undefined && !room))
    return { problems };
  const { coming } = await calendar.verbs.patientVisits(ctx, { patientId });
  const same = coming.some(
    (visit) => epochMsOf(visit.startsAt) === epochMsOf(startsAt) && visit.practitionerId === practitionerId,
  );
  if (same) return { problems: [...problems, problem('date', 'appointmentStands')] };
  const label = ctx.clinic.language === 'id' ? type.labelId : type.labelEn;
  const endsAt = addMinutes(startsAt, row.durationMinutes ?? type.durationMinutes);
  const visitType = { code: type.code, label };
  return { booking: { patientId, practitionerId, roomId: room?.id, visitType, startsAt, endsAt }, problems };
}

/** By record number, with the name as a second look where it stands there too; else by whole name and birth date. */
async function patientOf(
  ctx: Context,
  row: AppointmentRow,
  problems: RowProblem[],
): Promise<string | undefined> {
  if (row.recordNumber) {
    const found = await patientByNumber(ctx, row.recordNumber);
    if (!found || found.gone) {
      problems.push(problem('recordNumber', 'patientUnknown'));
      return undefined;
    }
    if (row.name && similarity(row.name, found.name) < sameName) {
      problems.push(problem('recordNumber', 'patientOther', { name: found.name }));
      return undefined;
    }
    await mustBePatient(ctx as Context<never>, found.patientId);
    return found.patientId;
  }
  const text = `${row.name ?? ''} ${row.birthDate ?? ''}`;
  const { patients } = await findPatients(ctx as Context<never>, { text, limit: 10 });
  const fitting = patients.filter(({ foundBy }) => foundBy.includes('name') && foundBy.includes('birthDate'));
  const [one] = fitting;
  if (fitting.length === 1 && one) return one.id;
  problems.push(problem('name', one ? 'patientSeveral' : 'patientUnknown'));
  return undefined;
}

/** Below it two names are no longer one with a spelling of its own. */
const sameName = 0.75;

/** A wall-clock time that the clocks skip is no time; of one that comes twice nobody knows which was meant. */
function startOf(ctx: Context, row: AppointmentRow, problems: RowProblem[]): string | undefined {
  const wall = wallToInstant(row.day, row.time, ctx.clinic.zone);
  if ('invalid' in wall) problems.push(problem('time', 'timeSkipped'));
  else if ('ambiguous' in wall) problems.push(problem('time', 'timeTwice'));
  else if (epochMsOf(wall.instant) <= epochMsOf(ctx.now)) problems.push(problem('date', 'appointmentPast'));
  else return wall.instant;
  return undefined;
}

/** The only one that is called so; titles and degrees of a person do not count. */
function oneOf<T>(all: readonly T[], text: string, names: (one: T) => string[]): T | undefined {
  const bare = (name: string) => [foldName(name), nameTokens(name).join(' ')];
  const asked = bare(text);
  const exact = all.filter((one) => names(one).some((name) => foldName(name) === asked[0] || name === text));
  if (exact.length === 1) return exact[0];
  const alike = all.filter((one) => names(one).some((name) => bare(name)[1] === asked[1]));
  return alike.length === 1 ? alike[0] : undefined;
}

/** As a booking at the desk is written, and marked as imported. */
function resourceOf(ctx: Context, booking: Booking, reason: string): Appointment {
  const { patientId, practitionerId, roomId, visitType, startsAt, endsAt } = booking;
  const actors = [
    `Patient/${patientId}`,
    `Practitioner/${practitionerId}`,
    ...(roomId ? [`Location/${roomId}`] : []),
  ];
  return {
    resourceType: 'Appointment',
    meta: { tag: [{ system: `${ours}/CodeSystem/source`, code: 'import' }] },
    status: 'booked',
    extension: [{ url: `${ours}/StructureDefinition/appointment-sequence`, valueInteger: 0 }],
    appointmentType: {
      coding: [{ system: `${ours}/CodeSystem/visit-type`, code: visitType.code, display: visitType.label }],
      text: visitType.label,
    },
    ...(reason && { description: reason }),
    start: startsAt,
    end: endsAt,
    created: ctx.now,
    participant: actors.map((reference) => ({ actor: { reference }, status: 'accepted' })),
  };
}
