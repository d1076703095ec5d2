import { none, type Starting } from './starting.ts';

const certified = ['CMA (AAMA)', 'RMA (AMT)', 'CCMA (NHA)', 'NCMA (NCCT)', 'CMAC (AMCA)'];
const schooling = ['maCertificate', 'maAssociate'] as const;
const skill = (code: string) => ({ kind: 'competency' as const, code });
const months = (count: number) => ({ kind: 'experience' as const, months: count });

/** What is said wherever PA school is named: the two are often mixed up, and one of them is a licence. */
export const paStatement = {
  en: 'A physician assistant (PA) is another profession: a licence, a master’s degree of about 27 months and the PANCE. A medical assistant is never called a PA, and no step here makes one.',
  id: 'Physician assistant (PA) di Amerika Serikat adalah profesi lain: berlisensi, magister sekitar 27 bulan, dan ujian PANCE. Asisten medis tidak pernah disebut PA, dan tidak ada langkah di sini yang menjadikannya PA.',
};
const licensed = {
  en: 'A licensed profession with a school and a state examination of its own.',
  id: 'Profesi berlisensi dengan sekolah dan ujian negara bagian sendiri.',
};

const jobs: Starting['rungs'] = [
  {
    ...{ code: 'ma1', kind: 'job', note: none, from: [] },
    label: { en: 'Medical assistant I', id: 'Asisten medis I' },
    requirements: [
      { kind: 'education', anyOf: ['highSchool', ...schooling] },
      ...[skill('handHygiene'), skill('vitalSigns')],
    ],
  },
  {
    ...{ code: 'ma2', kind: 'job', note: none, from: ['ma1'] },
    label: { en: 'Medical assistant II, lead', id: 'Asisten medis II, koordinator' },
    requirements: [
      ...[{ kind: 'credential' as const, anyOf: certified }, months(24)],
      ...[skill('ecg'), skill('waivedTest'), skill('venipuncture'), skill('injectionIm')],
    ],
  },
  {
    ...{ code: 'officeManager', kind: 'job', note: none, from: ['ma2'] },
    label: { en: 'Office manager', id: 'Manajer klinik' },
    requirements: [{ kind: 'education', anyOf: ['maAssociate', 'bachelor'] }, months(48)],
  },
  {
    ...{ code: 'instructor', kind: 'job', note: none, from: ['ma2'] },
    label: { en: 'Medical assisting instructor', id: 'Instruktur asisten medis' },
    requirements: [
      { kind: 'credential', anyOf: certified },
      { kind: 'education', anyOf: ['teaching'] },
      months(36),
    ],
  },
];

const specialties: Starting['rungs'] = [
  {
    ...{ code: 'ophthalmic', kind: 'specialty', note: none, from: ['ma1'] },
    label: { en: 'Ophthalmic assistant (COA)', id: 'Asisten oftalmologi (COA)' },
    requirements: [{ kind: 'credential', anyOf: ['COA'] }, months(6)],
  },
  {
    ...{ code: 'podiatric', kind: 'specialty', note: none, from: ['ma1'] },
    label: { en: 'Podiatric medical assistant (PMAC)', id: 'Asisten podiatri (PMAC)' },
    requirements: [{ kind: 'credential', anyOf: ['PMAC'] }, months(6)],
  },
  {
    ...{ code: 'phlebotomist', kind: 'specialty', note: none, from: ['ma1'] },
    label: { en: 'Phlebotomist', id: 'Flebotomis' },
    requirements: [skill('venipuncture'), skill('capillaryPuncture'), months(6)],
  },
  {
    ...{ code: 'ecgTechnician', kind: 'specialty', note: none, from: ['ma1'] },
    label: { en: 'ECG technician', id: 'Teknisi EKG' },
    requirements: [skill('ecg'), months(6)],
  },
  {
    ...{ code: 'biller', kind: 'specialty', note: none, from: ['ma1'] },
    label: { en: 'Biller and coder', id: 'Petugas tagihan dan pengodean' },
    requirements: [{ kind: 'education', anyOf: ['coding'] }, months(6)],
  },
];

const schools: Starting['rungs'] = [
  {
    ...{ code: 'lpnSchool', kind: 'school', note: licensed, from: ['ma1'] },
    label: { en: 'School for licensed practical nurse (LPN)', id: 'Sekolah perawat praktis (LPN)' },
    requirements: [{ kind: 'education', anyOf: ['highSchool', ...schooling] }],
  },
  {
    ...{ code: 'rnSchool', kind: 'school', note: licensed, from: ['ma1', 'lpnSchool'] },
    label: { en: 'School for registered nurse (RN)', id: 'Sekolah perawat terdaftar (RN)' },
    requirements: [{ kind: 'education', anyOf: ['highSchool', ...schooling] }],
  },
  {
    ...{ code: 'paSchool', kind: 'school', note: paStatement, from: ['ma2', 'rnSchool'] },
    label: { en: 'School for physician assistant', id: 'Sekolah physician assistant (Amerika Serikat)' },
    requirements: [{ kind: 'education', anyOf: ['bachelor'] }, months(24)],
  },
];

export const usLadder: Starting['rungs'] = [...jobs, ...specialties, ...schools];
