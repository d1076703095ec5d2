import type { Starting } from './starting.ts';
import { cleansHands, critical, documents, identify, step } from './steps.ts';

const assisting = { validMonths: 12, acts: [], roles: ['assistant', 'student'], asked: false };

/**
 * Indonesia: what an asisten perawat does under the direct supervision of a perawat (Permenkes 80/2016; its standing under
 * PP 28/2024 is each clinic's to check). Nothing with a needle and no drug: never copied from the United States. A student
 * on placement also practises vital signs, which her perawat co-signs.
 */
export const idSet: readonly Starting[] = [
  {
    code: 'handHygiene',
    label: { en: 'Hand hygiene', id: 'Kebersihan tangan' },
    ...assisting,
    roles: ['assistant', 'student', 'clinical'],
    practices: 1,
    observers: 'trainer',
    steps: [
      critical('moments', 'Knows the five moments and acts on them', 'Mengetahui dan menjalankan lima momen'),
      critical('sixSteps', 'Does the six steps', 'Melakukan enam langkah'),
      step('time', 'Rubs 20 to 30 seconds, washes 40 to 60', 'Handrub 20–30 detik, cuci tangan 40–60 detik'),
      step('nails', 'Short nails, no rings', 'Kuku pendek, tanpa cincin'),
    ],
  },
  {
    code: 'roomHygiene',
    label: { en: 'Room and bed hygiene', id: 'Kebersihan lingkungan dan tempat tidur' },
    ...assisting,
    practices: 3,
    observers: 'licensed',
    steps: [
      cleansHands,
      critical(
        'disinfectant',
        'Takes the right disinfectant in the right strength',
        'Memakai disinfektan yang tepat dengan kadar yang tepat',
      ),
      step('direction', 'Cleans from clean to soiled', 'Membersihkan dari bersih ke kotor'),
      critical(
        'linen',
        'Keeps soiled linen apart, does not shake it',
        'Memisahkan linen kotor, tidak mengibaskannya',
      ),
      step(
        'between',
        'Cleans the couch between two patients',
        'Membersihkan tempat periksa di antara dua pasien',
      ),
    ],
  },
  {
    code: 'personalHygiene',
    label: { en: 'Help with personal hygiene', id: 'Membantu kebersihan diri pasien' },
    ...assisting,
    practices: 3,
    observers: 'licensed',
    steps: [
      identify,
      cleansHands,
      critical(
        'privacy',
        'Keeps the patient covered and the door closed',
        'Menjaga privasi: pasien tertutup, pintu ditutup',
      ),
      critical('fall', 'Keeps the patient from falling', 'Mencegah pasien jatuh'),
      step('reports', 'Tells the perawat what she saw', 'Melaporkan yang dilihat kepada perawat'),
    ],
  },
  {
    code: 'decontamination',
    label: { en: 'Washing and decontaminating equipment', id: 'Mencuci dan dekontaminasi alat' },
    ...assisting,
    practices: 3,
    observers: 'licensed',
    steps: [
      critical(
        'protection',
        'Wears heavy gloves, apron, eye protection',
        'Memakai sarung tangan tebal, celemek, pelindung mata',
      ),
      critical(
        'soak',
        'Soaks in the right solution for the right time',
        'Merendam dalam larutan dan waktu yang tepat',
      ),
      step('brush', 'Brushes hinges under water', 'Menyikat engsel di bawah air'),
      step('dry', 'Rinses, dries, inspects', 'Membilas, mengeringkan, memeriksa'),
      critical('separate', 'Keeps clean and soiled apart', 'Memisahkan bersih dan kotor'),
    ],
  },
  {
    code: 'hazardReporting',
    label: { en: 'Reporting hazards', id: 'Melaporkan bahaya' },
    ...assisting,
    practices: 1,
    observers: 'licensed',
    steps: [
      critical('sees', 'Names the hazards of her room', 'Menyebutkan bahaya di ruangannya'),
      critical('atOnce', 'Reports at once and to whom', 'Segera melapor dan kepada siapa'),
      step(
        'needleStick',
        'Knows what to do after a needle stick',
        'Mengetahui tindakan sesudah tertusuk jarum',
      ),
    ],
  },
  {
    code: 'vitalSigns',
    label: { en: 'Vital signs', id: 'Tanda vital' },
    ...assisting,
    acts: ['vitals.record'],
    roles: ['student'],
    practices: 3,
    observers: 'licensed',
    steps: [
      identify,
      cleansHands,
      critical('cuff', 'Chooses the cuff that fits the arm', 'Memilih manset yang sesuai lengan'),
      step(
        'position',
        'Seats the patient, arm at heart level, after five minutes of rest',
        'Pasien duduk, lengan setinggi jantung, sesudah istirahat lima menit',
      ),
      critical('report', 'Reports a critical figure at once', 'Segera melaporkan angka kritis'),
      documents,
    ],
  },
];
