import type { Patient } from '@medplum/fhirtypes';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { type GivenVisitType, scheduling } from '#slices/scheduling/contract.ts';

/** The two people of a test clinic who are booked with. */
export const physician = 'practitioner-physician';
export const nurse = 'practitioner-nurse';

/** A visit type with everything that a test does not speak of. */
export function visitTypeNamed(code: string, given: Partial<GivenVisitType> = {}): GivenVisitType {
  return {
    code,
    labelEn: 'Follow-up',
    labelId: 'Kontrol',
    durationMinutes: 20,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    bufferOwner: 'practitioner',
    patients: 'any',
    colour: 'blue',
    prepEn: '',
    prepId: '',
    practitionerIds: [],
    roomKind: null,
    active: true,
    ...given,
  };
}

export interface BookingClinic {
  clinic: TestClinic;
  /** Two exam rooms. */
  rooms: [string, string];
  /** A new patient's id. */
  patient(name?: string): Promise<string>;
  /** Books a follow-up for a new patient with the physician unless told otherwise. */
  book(given: Partial<Parameters<typeof bookInput>[0]>): Promise<{
    visitId: string;
    patientId: string;
    startsAt: string;
    roomId: string | null;
    sequence: number;
    number: number | null;
  }>;
  close(): Promise<void>;
}

function bookInput(given: {
  patientId: string;
  visitTypeCode: string;
  practitionerId: string;
  roomId: string | undefined;
  when: string | { day: string; time: string };
  durationMinutes: number | undefined;
  outsideHours: boolean;
  holdId?: string | undefined;
}) {
  return given;
}

/** A clinic, Monday 2026-03-09 09:00, open every weekday 08:00–16:00, with a follow-up of 20 minutes and two exam rooms. */
export async function openBookingClinic(country: 'ID' | 'US' = 'ID'): Promise<BookingClinic> {
  const clinic = await openTestClinic({ country });
  const manager = clinic.as('manager');
  const weekdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', to: '16:00' }));
  const plan = { validFrom: '2026-01-01', validTo: null, sessions: weekdays };
  await manager.call(scheduling, 'saveHours', { ...plan, practitionerId: null });
  await manager.call(scheduling, 'saveHours', { ...plan, practitionerId: nurse });
  await manager.call(scheduling, 'saveVisitType', visitTypeNamed('follow-up'));
  const saved = [
    await manager.call(scheduling, 'saveRoom', { name: 'Room 1', kind: 'exam', active: true }),
    await manager.call(scheduling, 'saveRoom', { name: 'Room 2', kind: 'exam', active: true }),
  ];
  const rooms = saved.map((room) => room.id) as [string, string];

  const patient = async (name = 'Siti Aminah') => {
    const resource: Patient = {
      resourceType: 'Patient',
      name: [{ use: 'official', text: name }],
      gender: 'female',
      birthDate: '1990-05-08',
    };
    return clinic.inside(async (ctx) => (await ctx.record.create(resource)).id);
  };
  return {
    clinic,
    rooms,
    patient,
    book: async (given) =>
      clinic.as('frontDesk').call(
        scheduling,
        'bookVisit',
        bookInput({
          visitTypeCode: 'follow-up',
          practitionerId: physician,
          when: { day: '2026-03-10', time: '09:00' },
          roomId: undefined,
          durationMinutes: undefined,
          outsideHours: false,
          ...given,
          patientId: given.patientId ?? (await patient()),
        }),
      ),
    close: () => clinic.close(),
  };
}
