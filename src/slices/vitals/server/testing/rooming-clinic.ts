import type { Patient } from '@medplum/fhirtypes';
import type { CallOf, OutputOf } from '#platform/shared/contract.ts';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { vitals } from '#slices/vitals/contract.ts';

export type Values = CallOf<typeof vitals, 'recordVitals'>['values'];
export type Recorded = OutputOf<typeof vitals, 'recordVitals'>;

/** A clinic with patients in a room, made through the verbs of those whose duty it is. */
export interface RoomingClinic {
  clinic: TestClinic;
  /** A patient of a birth date who sits in a room; the visit's provider is the physician. */
  roomed(birthDate?: string): Promise<{ visitId: string; patientId: string }>;
  record(
    visitId: string,
    values: Values,
    more?: Partial<CallOf<typeof vitals, 'recordVitals'>> & { role?: string },
  ): Promise<Recorded>;
  stepOf(visitId: string): Promise<string>;
  close(): Promise<void>;
}

/** Opens it; call in `beforeAll`, and `close` in `afterAll`. */
export async function openRoomingClinic(country: 'ID' | 'US' = 'ID'): Promise<RoomingClinic> {
  const clinic = await openTestClinic({ country });
  await clinic.as('manager').call(scheduling, 'saveVisitType', {
    code: 'general',
    labelEn: 'General visit',
    labelId: 'Kunjungan umum',
    durationMinutes: 15,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    bufferOwner: 'practitioner',
    patients: 'any',
    colour: 'teal',
    prepEn: '',
    prepId: '',
    practitionerIds: [],
    roomKind: null,
    active: true,
  });
  return {
    clinic,
    async roomed(birthDate = '1980-05-08') {
      // straight into the record: patients of one birth date would otherwise be asked about as look-alikes
      const patient = await clinic.inside((ctx) =>
        ctx.record.create<Patient>({
          resourceType: 'Patient',
          name: [{ use: 'official', text: 'Budi Santoso' }],
          gender: 'male',
          birthDate,
        }),
      );
      // an emergency needs no papers before a room, which keeps these tests about measuring
      const { visitId } = await clinic.as('frontDesk').call(frontDesk, 'takeWalkIn', {
        patientId: patient.id,
        practitionerId: 'practitioner-physician',
        visitTypeCode: 'general',
        priority: 'emergency',
      });
      await clinic.as('clinical').call(frontDesk, 'roomVisit', { visitId });
      return { visitId, patientId: patient.id };
    },
    record(visitId, values, { role = 'clinical', ...more } = {}) {
      return clinic.as(role).call(vitals, 'recordVitals', { visitId, values, ...more });
    },
    async stepOf(visitId) {
      return (await clinic.as('clinical').call(frontDesk, 'readVisit', { visitId })).step;
    },
    close: () => clinic.close(),
  };
}

/** Every sign of an adult's complete set, all normal. */
export const wholeSet = {
  bloodPressure: [{ systolic: '118', diastolic: '76', arm: 'left', cuff: 'adult' }],
  pulse: { value: '72', rhythm: 'regular' },
  breathing: { value: '16' },
  temperature: { value: '36.8', unit: 'Cel', site: 'axillary' },
  oxygenSaturation: { value: '98', onOxygen: false },
  weight: { value: '70', unit: 'kg' },
  height: { value: '175', unit: 'cm' },
  pain: { value: '0', tool: 'nrs' },
} as const satisfies Values;
