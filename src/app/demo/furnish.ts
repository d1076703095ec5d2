import type { CallOf } from '#platform/shared/contract.ts';
import { bookkeeping } from '#slices/bookkeeping/contract.ts';
import { insurance } from '#slices/insurance/contract.ts';
import { records } from '#slices/records/contract.ts';
import { scheduling, type VisitType } from '#slices/scheduling/contract.ts';
import type { DemoClinic } from './clinics.ts';
import { dice } from './dice.ts';
import { furnishEquipment } from './equipment.ts';
import { allergens } from './names.ts';
import { type DemoPatient, demoPatients } from './patients.ts';

import type { Stage } from './stage.ts';

const visitTypes: Pick<VisitType, 'code' | 'labelEn' | 'labelId' | 'durationMinutes' | 'colour'>[] = [
  { code: 'new', labelEn: 'New patient', labelId: 'Pasien baru', durationMinutes: 30, colour: 'violet' },
  { code: 'follow-up', labelEn: 'Follow-up', labelId: 'Kontrol', durationMinutes: 15, colour: 'teal' },
  { code: 'acute', labelEn: 'Acute complaint', labelId: 'Keluhan akut', durationMinutes: 15, colour: 'blue' },
  {
    code: 'procedure',
    labelEn: 'Minor procedure',
    labelId: 'Tindakan kecil',
    durationMinutes: 30,
    colour: 'orange',
  },
];

/** People admitted in one transaction. */
const batchSize = 50;

/** Prices in minor units: rupiah, and cents. */
const fees: {
  code: string;
  labelEn: string;
  labelId: string;
  kind: 'visitType' | 'act';
  prices: string;
  id: number;
  us: number;
}[] = [
  {
    code: 'CONS-NEW',
    labelEn: 'Consultation, new patient',
    labelId: 'Konsultasi pasien baru',
    kind: 'visitType',
    prices: 'new',
    id: 200_000,
    us: 180_00,
  },
  {
    code: 'CONS-FU',
    labelEn: 'Consultation, follow-up',
    labelId: 'Konsultasi kontrol',
    kind: 'visitType',
    prices: 'follow-up',
    id: 150_000,
    us: 110_00,
  },
  {
    code: 'CONS-ACUTE',
    labelEn: 'Consultation, acute',
    labelId: 'Konsultasi keluhan akut',
    kind: 'visitType',
    prices: 'acute',
    id: 150_000,
    us: 125_00,
  },
  {
    code: 'CONS-PROC',
    labelEn: 'Visit for a procedure',
    labelId: 'Kunjungan tindakan',
    kind: 'visitType',
    prices: 'procedure',
    id: 175_000,
    us: 150_00,
  },
  {
    code: 'CONS-ECG',
    labelEn: 'Visit for an ECG',
    labelId: 'Kunjungan EKG',
    kind: 'visitType',
    prices: 'ecg',
    id: 125_000,
    us: 95_00,
  },
];

/** Fills a new demo clinic: rooms, hours, visit types, payers, prices and people, all through the verbs of its screens. */
export async function furnish(stage: Stage, demo: DemoClinic, atMs: number, today: string): Promise<void> {
  await furnishPlaces(stage, demo, atMs, today);
  await furnishEquipment(stage, demo, atMs, today);
  await furnishMoney(stage, demo, atMs);
  const people = demoPatients(demo, today);
  for (let first = 0; first < people.length; first += batchSize) {
    await admit(stage, demo, people.slice(first, first + batchSize), first, atMs);
  }
}

async function furnishPlaces({ play }: Stage, demo: DemoClinic, atMs: number, today: string): Promise<void> {
  const inIndonesian = demo.language === 'id';
  for (const number of [1, 2, 3, 4, 5, 6]) {
    const name = inIndonesian ? `Ruang periksa ${number}` : `Exam room ${number}`;
    await play('manager', atMs, scheduling, 'saveRoom', { name, kind: 'exam', active: true });
  }
  const procedures = inIndonesian ? 'Ruang tindakan' : 'Procedure room';
  await play('manager', atMs, scheduling, 'saveRoom', { name: procedures, kind: 'procedure', active: true });
  for (const type of visitTypes) {
    await play('manager', atMs, scheduling, 'saveVisitType', {
      ...type,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      bufferOwner: 'practitioner',
      patients: 'any',
      prepEn: '',
      prepId: '',
      practitionerIds: [],
      roomKind: null,
      active: true,
    });
  }
  const sessions = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '06:00', to: '22:00' }));
  await play('manager', atMs, scheduling, 'saveHours', {
    practitionerId: null,
    validFrom: today,
    validTo: null,
    sessions,
  });
}

async function furnishMoney({ play }: Stage, demo: DemoClinic, atMs: number): Promise<void> {
  const { currency } = demo;
  const payers =
    demo.country === 'ID'
      ? [
          { name: 'BPJS Kesehatan', kind: 'bpjs' as const },
          { name: 'Asuransi Nusantara Sehat', kind: 'commercial' as const },
        ]
      : [
          { name: 'Empire Harbor Health', kind: 'commercial' as const, copay: { minor: '2500', currency } },
          { name: 'Medicare Part B', kind: 'medicare' as const },
        ];
  for (const payer of payers) await play('manager', atMs, insurance, 'savePayer', payer);
  for (const { code, labelEn, labelId, kind, prices, ...price } of fees) {
    const minor = String(demo.country === 'ID' ? price.id : price.us);
    await play('manager', atMs, bookkeeping, 'saveFee', {
      code,
      labelEn,
      labelId,
      kind,
      pricesCode: prices,
      prices: [{ payerId: 'self-pay', price: { minor, currency } }],
      active: true,
      isNew: true,
    });
  }
}

/** Look-alikes are looked at and said to be other people, as a clerk would. */
async function admit(
  { playMany }: Stage,
  demo: DemoClinic,
  people: readonly DemoPatient[],
  first: number,
  atMs: number,
): Promise<void> {
  const forms = people.map((one) => ({ ...one.form, notThese: [] as string[] }));
  const admitted = await playMany('frontdesk', atMs, records, 'registerPatient', forms, (form, details) => ({
    ...form,
    notThese: (details.candidates as { id: string }[]).map((one) => one.id),
  }));
  const asked = admitted.flatMap(({ patient }, place): CallOf<typeof records, 'recordAllergies'>[] => {
    const { allergies } = people[place] ?? {};
    if (allergies === 'none') return [{ patientId: patient.id, none: 'all' }];
    return allergies === 'listed' ? [{ patientId: patient.id, add: [allergy(demo, first + place)] }] : [];
  });
  await playMany('clinical', atMs, records, 'recordAllergies', asked);
}

function allergy(demo: DemoClinic, seed: number) {
  const substance = dice(seed).pick(allergens[demo.language]);
  const reaction = demo.language === 'id' ? 'Bentol dan gatal' : 'Hives and itching';
  return { substance, kind: 'allergy' as const, reaction, severity: 'moderate' as const };
}
