import { bookkeeping } from '#slices/bookkeeping/contract.ts';
import { insurance } from '#slices/insurance/contract.ts';
import { records } from '#slices/records/contract.ts';
import { scheduling, type VisitType } from '#slices/scheduling/contract.ts';
import type { DemoClinic } from './clinics.ts';
import { dice } from './dice.ts';
import { allergens } from './names.ts';
import { type DemoPatient, demoPatients, hardCases } from './patients.ts';
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
];

/** Fills a new demo clinic: rooms, hours, visit types, payers, prices and people, all through the verbs of its screens. */
export async function furnish(stage: Stage, demo: DemoClinic, atMs: number, today: string): Promise<void> {
  await furnishPlaces(stage, demo, atMs, today);
  await furnishMoney(stage, demo, atMs);
  const queue = demoPatients(demo, today).entries();
  // the hard cases in their order, so that they have the first record numbers; then a few at a time
  for (let place = 0; place < hardCases; place += 1) {
    const next = queue.next();
    if (!next.done) await admitFrom(stage, demo, [next.value], atMs);
  }
  await Promise.all(Array.from({ length: 6 }, () => admitFrom(stage, demo, queue, atMs)));
}

async function furnishPlaces({ play }: Stage, demo: DemoClinic, atMs: number, today: string): Promise<void> {
  const inIndonesian = demo.language === 'id';
  for (const number of [1, 2, 3, 4]) {
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

async function admitFrom(
  stage: Stage,
  demo: DemoClinic,
  queue: Iterable<[number, DemoPatient]>,
  atMs: number,
): Promise<void> {
  for (const [place, patient] of queue) {
    const { id } = await admit(stage, patient, atMs);
    await sayAllergies(stage, demo, patient, id, place, atMs);
  }
}

/** Look-alikes are looked at and said to be other people, as a clerk would. */
async function admit({ play }: Stage, { form }: DemoPatient, atMs: number): Promise<{ id: string }> {
  const register = (notThese: string[]) =>
    play('frontdesk', atMs, records, 'registerPatient', { ...form, notThese });
  try {
    return (await register([])).patient;
  } catch (error) {
    const candidates = (error as { details?: { candidates?: { id: string }[] } }).details?.candidates;
    if (!candidates) throw error;
    return (await register(candidates.map((one) => one.id))).patient;
  }
}

async function sayAllergies(
  { play }: Stage,
  demo: DemoClinic,
  patient: DemoPatient,
  patientId: string,
  place: number,
  atMs: number,
): Promise<void> {
  if (patient.allergies === 'notAsked') return;
  if (patient.allergies === 'none') {
    await play('clinical', atMs, records, 'recordAllergies', { patientId, none: 'all' });
    return;
  }
  const substance = dice(place).pick(allergens[demo.language]);
  const reaction = demo.language === 'id' ? 'Bentol dan gatal' : 'Hives and itching';
  await play('clinical', atMs, records, 'recordAllergies', {
    patientId,
    add: [{ substance, kind: 'allergy', reaction, severity: 'moderate' }],
  });
}
