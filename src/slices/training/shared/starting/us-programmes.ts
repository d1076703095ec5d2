import { course, type Starting } from './starting.ts';

const skills = [
  'handHygiene',
  'vitalSigns',
  'ecg',
  'waivedTest',
  'venipuncture',
  'capillaryPuncture',
  'injectionIm',
];

const core = [
  course('terminology', 'MA 101', ['Medical terminology', 'Terminologi medis'], [3, 45], 'general'),
  course('anatomy', 'MA 102', ['Anatomy and physiology', 'Anatomi dan fisiologi'], [4, 60], 'general'),
  course('lawEthics', 'MA 103', ['Medical law and ethics', 'Hukum dan etika medis'], [2, 30], 'general'),
  course(
    'frontOffice',
    'MA 110',
    ['Administrative procedures', 'Prosedur administrasi'],
    [4, 75],
    'administrative',
  ),
  course(
    'records',
    'MA 111',
    ['Electronic health records', 'Rekam medis elektronik'],
    [2, 45],
    'administrative',
  ),
  course('coding', 'MA 112', ['Insurance and coding', 'Asuransi dan pengodean'], [3, 45], 'administrative'),
  course('clinical1', 'MA 120', ['Clinical procedures I', 'Prosedur klinis I'], [4, 90], 'clinical'),
  course('clinical2', 'MA 121', ['Clinical procedures II', 'Prosedur klinis II'], [4, 90], 'clinical'),
  course(
    'laboratory',
    'MA 122',
    ['Laboratory and phlebotomy', 'Laboratorium dan flebotomi'],
    [3, 75],
    'clinical',
  ),
  course('pharmacology', 'MA 123', ['Pharmacology and dosage', 'Farmakologi dan dosis'], [3, 45], 'clinical'),
];

/** Titles and figures are usual ones: a school writes its own over them. */
export const usProgrammes: Starting['programmes'] = [
  {
    ...{ code: 'maCertificate', kind: 'certificate', accreditor: 'caahep', months: 12 },
    label: { en: 'Medical assisting, certificate (1 year)', id: 'Asisten medis, sertifikat (1 tahun)' },
    ...{ courses: core, skills },
  },
  {
    ...{ code: 'maAssociate', kind: 'associate', accreditor: 'caahep', months: 24 },
    label: {
      en: 'Medical assisting, associate degree (2 years)',
      id: 'Asisten medis, gelar associate (2 tahun)',
    },
    courses: [
      ...core,
      course(
        'composition',
        'ENG 101',
        ['English composition', 'Penulisan bahasa Inggris'],
        [3, 45],
        'general',
      ),
      course('mathematics', 'MAT 105', ['College mathematics', 'Matematika'], [3, 45], 'general'),
      course('psychology', 'PSY 101', ['Psychology', 'Psikologi'], [3, 45], 'general'),
      course('management', 'MA 210', ['Practice management', 'Manajemen praktik'], [3, 45], 'administrative'),
    ],
    skills,
  },
];
