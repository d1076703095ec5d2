import { course, none, seen, type Starting, topic, validated } from './starting.ts';

const skill = (code: string) => ({ kind: 'competency' as const, code });
const months = (count: number) => ({ kind: 'experience' as const, months: count });
const assistantSkills = [
  'handHygiene',
  'roomHygiene',
  'personalHygiene',
  'decontamination',
  'hazardReporting',
];
const signed = ['Signed acknowledgement', 'Pernyataan bertanda tangan'] as const;

/** Orientation of an asisten perawat: room, hygiene and equipment under a perawat's supervision, no invasive act. */
const templates: Starting['templates'] = [
  {
    code: 'asistenPerawat',
    label: { en: 'Nurse assistant, orientation of 90 days', id: 'Asisten perawat, orientasi 90 hari' },
    weeks: 13,
    reviewDays: [30, 60, 90],
    topics: [
      topic('kerahasiaan', 1, 'Confidentiality of patient data', 'Kerahasiaan data pasien', signed),
      topic('wewenang', 1, 'What an asisten perawat may do', 'Wewenang asisten perawat dan batasnya', signed),
      topic('keselamatan', 1, 'Patient safety goals', 'Sasaran keselamatan pasien', seen),
      topic('tangan', 1, 'Hand hygiene', 'Kebersihan tangan', validated, 'handHygiene'),
      topic('ruang', 3, 'Hygiene of rooms', 'Kebersihan ruang periksa', validated, 'roomHygiene'),
      topic(
        'diri',
        5,
        'Help with personal hygiene',
        'Bantuan kebersihan diri pasien',
        validated,
        'personalHygiene',
      ),
      topic(
        'alat',
        7,
        'Washing and decontamination',
        'Pencucian dan dekontaminasi alat',
        validated,
        'decontamination',
      ),
      topic('lapor', 9, 'Reporting hazards', 'Pelaporan bahaya', validated, 'hazardReporting'),
      topic(
        'komunikasi',
        11,
        'Courtesy and reporting to the perawat',
        'Komunikasi dan lapor ke perawat',
        seen,
      ),
    ],
  },
  {
    code: 'pendaftaran',
    label: { en: 'Registration clerk, orientation of 90 days', id: 'Petugas pendaftaran, orientasi 90 hari' },
    weeks: 13,
    reviewDays: [30, 60, 90],
    topics: [
      topic('kerahasiaan', 1, 'Confidentiality of patient data', 'Kerahasiaan data pasien', signed),
      topic(
        'identitas',
        1,
        'Identity by NIK and two identifiers',
        'Identifikasi dengan NIK dan dua identitas',
        seen,
      ),
      topic('bpjs', 3, 'BPJS membership and referral letters', 'Kepesertaan BPJS dan surat rujukan', seen),
      topic('antrean', 4, 'Queue and priority', 'Antrean dan prioritas', seen),
      topic('kasir', 6, 'Payments and receipts', 'Pembayaran dan kuitansi', seen),
    ],
  },
];

const nursing = [
  course('anatomi', 'KP 01', ['Anatomy and physiology', 'Anatomi fisiologi'], [0, 144], 'general'),
  course('dasar', 'KP 02', ['Basic concepts of nursing', 'Konsep dasar keperawatan'], [0, 180], 'clinical'),
  course('manusia', 'KP 03', ['Basic human needs', 'Kebutuhan dasar manusia'], [0, 288], 'clinical'),
  course('komunikasi', 'KP 04', ['Communication in nursing', 'Komunikasi keperawatan'], [0, 144], 'general'),
  course(
    'k3lh',
    'KP 05',
    ['Safety and infection control', 'K3LH dan pengendalian infeksi'],
    [0, 108],
    'clinical',
  ),
  course(
    'kewirausahaan',
    'KP 06',
    ['Projects and enterprise', 'Produk kreatif dan kewirausahaan'],
    [0, 144],
    'administrative',
  ),
];
const bySchool = { en: 'as the school plans it', id: 'menurut kurikulum sekolah' };

/** Routes of Indonesia. What the competency test asks each clinic checks (Permenkes 80/2016, PP 28/2024). */
const programmes: Starting['programmes'] = [
  {
    ...{ code: 'smkKeperawatan', kind: 'smk', accreditor: 'none', months: 36 },
    label: { en: 'Vocational school of nursing (SMK)', id: 'SMK Keperawatan' },
    ...{ courses: nursing, skills: assistantSkills },
  },
  {
    ...{ code: 'd3Keperawatan', kind: 'd3', accreditor: 'none', months: 36 },
    label: { en: `Diploma III of nursing, ${bySchool.en}`, id: `D3 Keperawatan, ${bySchool.id}` },
    ...{ courses: [], skills: [] },
  },
  {
    ...{ code: 'd3Rmik', kind: 'd3', accreditor: 'none', months: 36 },
    label: {
      en: `Diploma III of medical records, ${bySchool.en}`,
      id: `D3 Rekam Medis (RMIK), ${bySchool.id}`,
    },
    ...{ courses: [], skills: [] },
  },
  {
    ...{ code: 'ujiKompetensi', kind: 'competencyTest', accreditor: 'none', months: 0 },
    label: {
      en: 'Competency test of health care assistants (uji kompetensi)',
      id: 'Uji kompetensi asisten tenaga kesehatan',
    },
    courses: [
      course('tulis', 'UK 1', ['Written test', 'Uji tulis'], [0, 0], 'general'),
      course('praktik', 'UK 2', ['Practical test', 'Uji praktik'], [0, 0], 'clinical'),
    ],
    skills: assistantSkills,
  },
];

const strNote = {
  en: 'A licensed profession (tenaga kesehatan): registration (STR) and a permission to practise (SIP) of her own.',
  id: 'Tenaga kesehatan: memerlukan STR dan SIP sendiri.',
};
const assistantNote = {
  en: 'Asisten tenaga kesehatan work under direct supervision, with a competency test, without STR or SIP. Never “asisten dokter”.',
  id: 'Asisten tenaga kesehatan bekerja di bawah supervisi langsung, dengan uji kompetensi, tanpa STR/SIP. Jangan disebut “asisten dokter”.',
};

const rungs: Starting['rungs'] = [
  {
    ...{ code: 'asistenPerawat', kind: 'job', note: assistantNote, from: [] },
    label: { en: 'Nurse assistant', id: 'Asisten perawat' },
    requirements: [
      { kind: 'education', anyOf: ['smkKeperawatan'] },
      { kind: 'credential', anyOf: ['Sertifikat kompetensi'] },
      ...assistantSkills.map(skill),
    ],
  },
  {
    ...{ code: 'koordinator', kind: 'job', note: none, from: ['asistenPerawat'] },
    label: { en: 'Coordinator of assistants', id: 'Koordinator asisten' },
    requirements: [{ kind: 'credential', anyOf: ['Sertifikat kompetensi'] }, months(36)],
  },
  {
    ...{ code: 'rekamMedis', kind: 'school', note: strNote, from: ['asistenPerawat'] },
    label: { en: 'Medical records professional (D3 RMIK)', id: 'Perekam medis (D3 RMIK)' },
    requirements: [
      { kind: 'education', anyOf: ['d3Rmik'] },
      { kind: 'credential', anyOf: ['STR'] },
    ],
  },
  {
    ...{ code: 'perawat', kind: 'school', note: strNote, from: ['asistenPerawat'] },
    label: { en: 'Nurse (D3 or Ners)', id: 'Perawat (D3 atau Ners)' },
    requirements: [
      { kind: 'education', anyOf: ['d3Keperawatan', 'ners'] },
      { kind: 'credential', anyOf: ['STR'] },
    ],
  },
  {
    ...{ code: 'pembimbingKlinik', kind: 'job', note: none, from: ['perawat'] },
    label: { en: 'Clinical instructor', id: 'Pembimbing klinik (CI)' },
    requirements: [
      { kind: 'credential', anyOf: ['STR'] },
      { kind: 'education', anyOf: ['kursusKlinik'] },
      months(24),
    ],
  },
  {
    ...{ code: 'manajerKlinik', kind: 'job', note: none, from: ['koordinator', 'perawat', 'rekamMedis'] },
    label: { en: 'Clinic manager', id: 'Manajer klinik' },
    requirements: [{ kind: 'education', anyOf: ['d3Keperawatan', 'd3Rmik', 'ners', 'bachelor'] }, months(60)],
  },
];

export const indonesian: Starting = { templates, programmes, rungs };
