import { scheduling } from '#slices/scheduling/contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { frontDesk, type VisitState } from '#slices/front-desk/contract.ts';

export const physician = 'practitioner-physician';

/** A clinic with a front desk: open each day but Sunday 07:00–20:00, a follow-up of 20 minutes, two exam rooms. */
export interface Desk {
  clinic: TestClinic;
  rooms: { id: string; name: string }[];
  /** Registers a patient, born 1990-05-08 unless told otherwise. */
  patient(name: string, birthDate?: string): Promise<string>;
  /** Books a follow-up with the physician on the clinic's present day. */
  book(patientId: string, time: string, day?: string): Promise<string>;
  /** Registers and books a patient with these names. */
  booked(name: string, time: string): Promise<string>;
  /** Arrives, identifies and checks in, self-paying, with all papers signed. */
  checkedIn(visitId: string, name: string): Promise<VisitState & { queueNumber: string; slipId: string }>;
  close(): Promise<void>;
}

export async function openDesk(country: 'ID' | 'US' = 'ID'): Promise<Desk> {
  const clinic = await openTestClinic({ country });
  const manager = clinic.as('manager');
  const clerk = clinic.as('frontDesk');
  const sessions = [1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: '07:00', to: '20:00' }));
  await manager.call(scheduling, 'saveHours', {
    practitionerId: null,
    validFrom: '2026-01-01',
    validTo: null,
    sessions,
  });
  await manager.call(scheduling, 'saveVisitType', {
    code: 'follow-up',
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
  });
  const rooms = [];
  for (const name of ['Room 1', 'Room 2']) {
    rooms.push(await manager.call(scheduling, 'saveRoom', { name, kind: 'exam', active: true }));
  }
  const patient = (name: string, birthDate = '1990-05-08') =>
    // through the record: people of one birth date would be look-alikes at the desk, which is not what is tested here
    clinic.inside(async (ctx) => {
      const names = [{ use: 'official' as const, text: name }];
      return (await ctx.record.create({ resourceType: 'Patient', name: names, gender: 'female', birthDate }))
        .id;
    });
  const book = async (patientId: string, time: string, day = '2026-03-09') => {
    const input = { patientId, visitTypeCode: 'follow-up', practitionerId: physician, when: { day, time } };
    return (await clerk.call(scheduling, 'bookVisit', input)).visitId;
  };
  return {
    clinic,
    rooms,
    patient,
    book,
    booked: async (name, time) => book(await patient(name), time),
    checkedIn: async (visitId, name) => {
      await clerk.call(frontDesk, 'arrive', { visitId });
      await clerk.call(frontDesk, 'identifyPatient', { visitId, said: { name, birthDate: '1990-05-08' } });
      return clerk.call(frontDesk, 'checkIn', await papersOf(clinic, visitId, name));
    },
    close: () => clinic.close(),
  };
}

/** The check-in of a visit with all its papers signed by the patient herself. */
export async function papersOf(clinic: TestClinic, visitId: string, name: string) {
  const { forms } = await clinic.as('frontDesk').call(frontDesk, 'readVisit', { visitId });
  const consents = forms
    .filter((form) => form.state === 'needed')
    .map(({ code, version, language }) => {
      const signer = { name, relationship: 'self' as const };
      return { code, version, language, decision: 'signed' as const, signer };
    });
  return { visitId, reason: 'pusing sejak kemarin', consents, payerId: 'self-pay', contactConfirmed: true };
}
