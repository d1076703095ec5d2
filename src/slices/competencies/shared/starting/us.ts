import type { Starting } from './starting.ts';
import { invasiveUs } from './us-invasive.ts';
import { checksOrder, cleansHands, critical, documents, explains, gloves, identify, step } from './steps.ts';

const clinicalJobs = ['clinical', 'assistant'];
const allClinical = [...clinicalJobs, 'student'];
const annual = { validMonths: 12, roles: clinicalJobs, asked: false };

/**
 * United States: what a medical assistant usually may do with training and an order (domain 14.1). How many practices a
 * state asks for differs (California: 10 each for injections and venipuncture, to be verified); the clinic changes them.
 */
export const usSet: readonly Starting[] = [
  {
    code: 'handHygiene',
    label: { en: 'Hand hygiene', id: 'Kebersihan tangan' },
    ...annual,
    acts: [],
    roles: allClinical,
    practices: 1,
    observers: 'trainer',
    steps: [
      critical('moments', 'Knows the five moments and acts on them', 'Mengetahui dan menjalankan lima momen'),
      critical('time', 'Rubs for at least 20 seconds', 'Menggosok paling sedikit 20 detik'),
      step(
        'areas',
        'Covers palms, backs, between fingers, thumbs, tips',
        'Mencakup telapak, punggung, sela, ibu jari, ujung jari',
      ),
      step('nails', 'Short nails, no rings', 'Kuku pendek, tanpa cincin'),
    ],
  },
  {
    code: 'vitalSigns',
    label: { en: 'Vital signs', id: 'Tanda vital' },
    ...annual,
    acts: ['vitals.record'],
    roles: allClinical,
    practices: 3,
    observers: 'trainer',
    steps: [
      identify,
      cleansHands,
      critical('cuff', 'Chooses the cuff that fits the arm', 'Memilih manset yang sesuai lengan'),
      step(
        'position',
        'Seats the patient, arm at heart level, after five minutes of rest',
        'Pasien duduk, lengan setinggi jantung, sesudah istirahat lima menit',
      ),
      step('pulse', 'Counts pulse and breathing', 'Menghitung nadi dan napas'),
      critical('report', 'Reports a critical figure at once', 'Segera melaporkan angka kritis'),
      documents,
    ],
  },
  ...invasiveUs,
  {
    code: 'ecg',
    label: { en: '12-lead ECG', id: 'EKG 12 sadapan' },
    ...annual,
    acts: ['orders.perform/ecg'],
    practices: 3,
    observers: 'trainer',
    steps: [
      identify,
      checksOrder,
      explains,
      critical(
        'leads',
        'Places V1 to V6 and the limb leads rightly',
        'Memasang V1 sampai V6 dan sadapan ekstremitas dengan benar',
      ),
      step('artefact', 'Sees artefact and records again', 'Mengenali artefak dan merekam ulang'),
      critical(
        'handOver',
        'Gives the tracing to the provider and does not interpret it',
        'Menyerahkan rekaman kepada dokter tanpa menafsirkannya',
      ),
    ],
  },
  {
    code: 'waivedTest',
    label: { en: 'CLIA-waived tests', id: 'Tes sederhana (CLIA-waived)' },
    ...annual,
    acts: ['orders.perform/waivedTest'],
    practices: 3,
    observers: 'trainer',
    steps: [
      identify,
      checksOrder,
      critical(
        'control',
        'Runs the control and refuses a kit that is out of date',
        'Menjalankan kontrol dan menolak kit kedaluwarsa',
      ),
      critical(
        'time',
        'Reads at the time that the maker names',
        'Membaca pada waktu yang ditentukan pembuat',
      ),
      documents,
    ],
  },
  {
    code: 'sutureRemoval',
    label: { en: 'Suture removal', id: 'Angkat jahitan' },
    ...annual,
    acts: ['orders.perform/sutureRemoval'],
    practices: 2,
    observers: 'licensed',
    steps: [
      identify,
      checksOrder,
      cleansHands,
      critical(
        'asksFirst',
        'Stops and asks where the wound gapes or looks infected',
        'Berhenti dan bertanya bila luka terbuka atau tampak terinfeksi',
      ),
      step(
        'under',
        'Cuts under the knot, draws no outside thread through',
        'Memotong di bawah simpul, tanpa menarik benang luar melalui luka',
      ),
      critical('count', 'Counts the sutures', 'Menghitung jahitan'),
      documents,
    ],
  },
  {
    code: 'instrumentSetUp',
    label: { en: 'Instrument set-up', id: 'Menyiapkan alat' },
    ...annual,
    acts: [],
    practices: 2,
    observers: 'trainer',
    steps: [
      critical(
        'indicator',
        'Checks the pack: dry, whole, indicator turned, in date',
        'Memeriksa kemasan: kering, utuh, indikator berubah, belum kedaluwarsa',
      ),
      critical('field', 'Keeps the field sterile', 'Menjaga area steril'),
      gloves,
      step('list', 'Lays out what the procedure’s list names', 'Menata alat sesuai daftar tindakan'),
    ],
  },
];
