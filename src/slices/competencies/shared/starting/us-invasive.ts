import type { Starting } from './starting.ts';
import {
  checksOrder,
  cleansHands,
  critical,
  documents,
  explains,
  gloves,
  identify,
  sharps,
  step,
} from './steps.ts';

const needle = { validMonths: 12, roles: ['clinical', 'assistant'], asked: true };
const observed = { observers: 'licensed' as const };

const injectionSteps = [
  identify,
  checksOrder,
  critical(
    'rights',
    'Right drug, dose, route, time, by the vial twice',
    'Benar obat, dosis, rute, waktu; label dibaca dua kali',
  ),
  critical('allergy', 'Asks about allergies', 'Menanyakan alergi'),
  cleansHands,
];

/** Acts with a needle: closed from the first day to who has not been seen doing them. */
export const invasiveUs: readonly Starting[] = [
  {
    code: 'venipuncture',
    label: { en: 'Venipuncture', id: 'Pengambilan darah vena (flebotomi)' },
    ...needle,
    ...observed,
    acts: ['orders.performInvasive/venipuncture'],
    practices: 10,
    steps: [
      identify,
      checksOrder,
      explains,
      cleansHands,
      gloves,
      critical(
        'tourniquet',
        'Tourniquet on for no more than one minute',
        'Torniket tidak lebih dari satu menit',
      ),
      critical(
        'attempts',
        'Stops after two attempts and calls somebody',
        'Berhenti sesudah dua kali mencoba dan memanggil orang lain',
      ),
      critical('orderOfDraw', 'Fills the tubes in the order of draw', 'Mengisi tabung menurut urutan'),
      sharps,
      critical('label', 'Labels the tubes at the patient’s side', 'Memberi label tabung di samping pasien'),
      documents,
    ],
  },
  {
    code: 'capillaryPuncture',
    label: { en: 'Capillary puncture', id: 'Pengambilan darah kapiler' },
    ...needle,
    asked: false,
    acts: ['orders.perform/capillaryPuncture'],
    practices: 3,
    observers: 'trainer',
    steps: [
      identify,
      cleansHands,
      gloves,
      step('side', 'Punctures the side of the fingertip', 'Menusuk sisi ujung jari'),
      step('firstDrop', 'Wipes the first drop away', 'Menyeka tetes pertama'),
      sharps,
      documents,
    ],
  },
  {
    code: 'injectionIm',
    label: { en: 'Intramuscular injection', id: 'Injeksi intramuskular (IM)' },
    ...needle,
    ...observed,
    acts: ['orders.performInvasive/injectionIm'],
    practices: 10,
    steps: [
      ...injectionSteps,
      critical('site', 'Finds the site by its landmarks', 'Menentukan tempat suntik menurut patokan'),
      step('angle', 'Goes in at 90 degrees', 'Menusuk tegak lurus (90 derajat)'),
      sharps,
      documents,
    ],
  },
  {
    code: 'injectionSc',
    label: { en: 'Subcutaneous injection', id: 'Injeksi subkutan (SC)' },
    ...needle,
    ...observed,
    acts: ['orders.performInvasive/injectionSc'],
    practices: 10,
    steps: [
      ...injectionSteps,
      step(
        'angle',
        'Pinches, goes in at 45 degrees (90 with a short needle)',
        'Mencubit kulit, menusuk 45 derajat (90 dengan jarum pendek)',
      ),
      sharps,
      documents,
    ],
  },
  {
    code: 'injectionId',
    label: { en: 'Intradermal injection', id: 'Injeksi intradermal (ID)' },
    ...needle,
    ...observed,
    acts: ['orders.performInvasive/injectionId'],
    practices: 10,
    steps: [
      ...injectionSteps,
      critical(
        'wheal',
        'Raises a wheal of 6 to 10 mm, does not rub',
        'Terbentuk bentol 6 sampai 10 mm, tidak digosok',
      ),
      sharps,
      documents,
    ],
  },
  {
    code: 'vaccine',
    label: { en: 'Vaccine administration', id: 'Pemberian vaksin' },
    ...needle,
    ...observed,
    acts: ['orders.performInvasive/vaccine'],
    practices: 10,
    steps: [
      ...injectionSteps,
      critical(
        'screening',
        'Screens for contraindications with the form',
        'Menyaring kontraindikasi dengan formulir',
      ),
      critical('coldChain', 'Checks temperature log and expiry', 'Memeriksa catatan suhu dan kedaluwarsa'),
      step('statement', 'Gives the Vaccine Information Statement', 'Memberikan lembar informasi vaksin'),
      sharps,
      step('lot', 'Documents maker, lot, expiry, site', 'Mencatat pembuat, nomor bets, kedaluwarsa, tempat'),
      step('watch', 'Has the patient watched for 15 minutes', 'Pasien diamati 15 menit'),
    ],
  },
];
