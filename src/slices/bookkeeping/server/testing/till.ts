import { frontDesk } from '#slices/front-desk/contract.ts';
import { insurance, selfPayId } from '#slices/insurance/contract.ts';
import { orders } from '#slices/orders/contract.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { bookkeeping } from '#slices/bookkeeping/contract.ts';

/** A clinic with a price list and patients who have been seen. */
export interface Till {
  clinic: TestClinic;
  currency: string;
  /** An amount of the clinic's currency, minor units. */
  amount(minor: number | bigint): { minor: string; currency: string };
  patient(name: string, language?: string): Promise<string>;
  /** A visit that the physician has begun; `dressing` was done in it when asked. */
  seen(patientId: string, options?: { dressing?: boolean; payerId?: string }): Promise<string>;
  payer(name: string, kind: 'bpjs' | 'commercial', copayMinor?: number): Promise<string>;
  openDrawer(role?: string, floatMinor?: number): Promise<string>;
  close(): Promise<void>;
}

/** Consultation 150.000 (1.500 for one who is a payer of hers), dressing 85.000, in minor units of the country's currency. */
export async function openTill(country: 'ID' | 'US' = 'ID'): Promise<Till> {
  const clinic = await openTestClinic({ country });
  const { currency } = clinic.clinic;
  const amount = (minor: number | bigint) => ({ minor: String(minor), currency });
  const manager = clinic.as('manager');
  const sessions = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '23:59' }));
  await manager.call(scheduling, 'saveHours', {
    practitionerId: null,
    validFrom: '2026-01-01',
    validTo: null,
    sessions,
  });
  await manager.call(scheduling, 'saveVisitType', {
    code: 'consult',
    labelEn: 'Consultation',
    labelId: 'Konsultasi',
    durationMinutes: 10,
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
  const fee = (code: string, kind: 'visitType' | 'act', labelEn: string, labelId: string, minor: number) =>
    manager.call(bookkeeping, 'saveFee', {
      code: code.toUpperCase(),
      kind,
      pricesCode: code,
      labelEn,
      labelId,
      prices: [{ payerId: selfPayId, price: amount(minor) }],
      active: true,
    });
  await fee('consult', 'visitType', 'Consultation', 'Konsultasi dokter', 150_000);
  await fee('dressing', 'act', 'Wound dressing', 'Perawatan luka', 85_000);
  const till: Till = {
    clinic,
    currency,
    amount,
    patient: (name, language) =>
      clinic.inside(async (ctx) => {
        const made = await ctx.record.create({
          resourceType: 'Patient',
          name: [{ use: 'official', text: name }],
          gender: 'female',
          birthDate: '1990-05-08',
          ...(language && {
            communication: [
              { language: { coding: [{ system: 'urn:ietf:bcp:47', code: language }] }, preferred: true },
            ],
          }),
        });
        return made.id;
      }),
    seen: async (patientId, options = {}) => {
      const { visitId } = await clinic
        .as('frontDesk')
        .call(frontDesk, 'takeWalkIn', { patientId, visitTypeCode: 'consult' });
      await clinic.as('physician').call(orders, 'startConsultation', { visitId });
      if (options.dressing) {
        const detail = { kind: 'procedure' as const, code: 'dressing', label: 'Dressing' };
        const { order } = await clinic
          .as('physician')
          .call(orders, 'placeOrder', { visitId, detail, now: true });
        await clinic.as('nurse').call(orders, 'performOrder', { orderId: order.id });
      }
      if (options.payerId) {
        const { payerId } = options;
        await clinic.inside((ctx) =>
          ctx.db
            .updateTable('front_desk_visit')
            .set({ payer_id: payerId })
            .where('visit_id', '=', visitId)
            .execute(),
        );
      }
      return visitId;
    },
    payer: async (name, kind, copayMinor) =>
      (
        await manager.call(insurance, 'savePayer', {
          name,
          kind,
          ...(copayMinor && { copay: amount(copayMinor) }),
        })
      ).id,
    openDrawer: async (role = 'frontDesk', floatMinor = 0) =>
      (
        await clinic
          .as(role)
          .call(bookkeeping, 'openDrawer', { place: `Loket ${role}`, float: amount(floatMinor) })
      ).drawerId,
    close: () => clinic.close(),
  };
  return till;
}
