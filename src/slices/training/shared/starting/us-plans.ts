import { seen, type Starting, topic, validated } from './starting.ts';

const signed = ['Signed acknowledgement', 'Pernyataan bertanda tangan'] as const;

/** First 13 weeks of a medical assistant of the United States, with reviews at 30, 60 and 90 days. */
export const usTemplates: Starting['templates'] = [
  {
    code: 'clinicalAssistant',
    label: { en: 'Clinical medical assistant, first 90 days', id: 'Asisten medis klinis, 90 hari pertama' },
    weeks: 13,
    reviewDays: [30, 60, 90],
    topics: [
      topic('privacy', 1, 'HIPAA and confidentiality', 'HIPAA dan kerahasiaan', signed),
      topic('emergency', 1, 'Emergency equipment and exits', 'Alat darurat dan pintu keluar', seen),
      topic('scope', 1, 'What I may do and what I never do', 'Wewenang saya dan batasnya', signed),
      topic('hands', 1, 'Hand hygiene', 'Kebersihan tangan', validated, 'handHygiene'),
      topic('vitals', 2, 'Vital signs', 'Tanda vital', validated, 'vitalSigns'),
      topic(
        'rooming',
        3,
        'Rooming, allergies and medication list',
        'Persiapan pasien, alergi, daftar obat',
        seen,
      ),
      topic('phone', 4, 'Telephone messages by script', 'Pesan telepon sesuai naskah', seen),
      topic('waived', 6, 'Waived tests', 'Tes sederhana', validated, 'waivedTest'),
      topic('ecg', 8, '12-lead ECG', 'EKG 12 sadapan', validated, 'ecg'),
      topic('venipuncture', 10, 'Venipuncture', 'Flebotomi', validated, 'venipuncture'),
      topic('injections', 12, 'Intramuscular injection', 'Injeksi intramuskular', validated, 'injectionIm'),
    ],
  },
  {
    code: 'frontDeskAssistant',
    label: {
      en: 'Front-desk medical assistant, first 90 days',
      id: 'Asisten medis pendaftaran, 90 hari pertama',
    },
    weeks: 13,
    reviewDays: [30, 60, 90],
    topics: [
      topic('privacy', 1, 'HIPAA and confidentiality', 'HIPAA dan kerahasiaan', signed),
      topic(
        'greeting',
        1,
        'Greeting and identifying with two identifiers',
        'Menyambut dan dua identitas',
        seen,
      ),
      topic(
        'booking',
        2,
        'Booking, moving and cancelling visits',
        'Membuat, memindah, membatalkan janji',
        seen,
      ),
      topic('insurance', 4, 'Insurance and eligibility', 'Asuransi dan kepesertaan', seen),
      topic('payments', 6, 'Payments, receipts and the drawer', 'Pembayaran, kuitansi, dan laci kas', seen),
      topic(
        'emergency',
        8,
        'What to do when somebody collapses at the desk',
        'Bila ada yang pingsan di loket',
        seen,
      ),
    ],
  },
];
