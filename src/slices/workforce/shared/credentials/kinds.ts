import type { CredentialRule, PointsRule } from './rule.ts';

const hundred = (points: number) => points * 100;
const noCategories = { administrative: 0, clinical: 0, general: 0 };
const anyPoints = (total: number, cycleMonths: number): PointsRule => ({
  ...noCategories,
  ...{ total: hundred(total), cycleMonths, approvedBy: '', approved: 0 },
});
const certificate = {
  ...{ afterName: true, licence: false, fromMonthEnd: false, graceDays: 0, examRenews: true },
  points: null,
};
const permission = { ...certificate, afterName: false, licence: true, examRenews: false };

/** AAMA, recertification by points: 60 in 60 months, of which 10 in each category and 30 approved by the AAMA. */
const cma: CredentialRule = {
  ...{ code: 'CMA (AAMA)', issuer: 'AAMA', afterName: true, licence: false },
  label: { en: 'Certified Medical Assistant', id: 'Asisten medis tersertifikasi (CMA)' },
  ...{ validMonths: 60, fromMonthEnd: true, graceDays: 90, examRenews: true },
  points: {
    ...{ total: hundred(60), cycleMonths: 60 },
    ...{ administrative: hundred(10), clinical: hundred(10), general: hundred(10) },
    ...{ approvedBy: 'AAMA', approved: hundred(30) },
  },
};

/** Renewal rules of these bodies change: each clinic checks them and keeps its own version where they did. */
const american: CredentialRule[] = [
  cma,
  {
    ...certificate,
    ...{ code: 'RMA (AMT)', issuer: 'AMT', validMonths: 12 },
    label: { en: 'Registered Medical Assistant', id: 'Asisten medis terdaftar (RMA)' },
    points: anyPoints(30, 36),
  },
  {
    ...certificate,
    ...{ code: 'CCMA (NHA)', issuer: 'NHA', validMonths: 24 },
    label: { en: 'Certified Clinical Medical Assistant', id: 'Asisten medis klinis tersertifikasi (CCMA)' },
    points: anyPoints(10, 24),
  },
  {
    ...certificate,
    ...{ code: 'NCMA (NCCT)', issuer: 'NCCT', validMonths: 12 },
    label: { en: 'National Certified Medical Assistant', id: 'Asisten medis tersertifikasi (NCMA)' },
    points: anyPoints(14, 12),
  },
  {
    ...certificate,
    ...{ code: 'CMAC (AMCA)', issuer: 'AMCA', validMonths: 24 },
    label: {
      en: 'Clinical Medical Assistant Certification',
      id: 'Sertifikasi asisten medis klinis (CMAC)',
    },
    points: anyPoints(10, 24),
  },
  {
    ...certificate,
    ...{ code: 'COA', issuer: 'IJCAHPO', validMonths: 36 },
    label: { en: 'Certified Ophthalmic Assistant', id: 'Asisten oftalmologi tersertifikasi (COA)' },
    points: anyPoints(18, 36),
  },
  {
    ...certificate,
    ...{ code: 'PMAC', issuer: 'ASPMA', validMonths: 12 },
    label: { en: 'Podiatric Medical Assistant, Certified', id: 'Asisten podiatri tersertifikasi (PMAC)' },
  },
  {
    ...permission,
    ...{ code: 'NPI', issuer: 'CMS', validMonths: null },
    label: { en: 'National Provider Identifier', id: 'Nomor penyedia nasional (NPI)' },
    licence: false,
  },
  ...(['Certified', 'Registered', 'Phlebotomist'] as const).map(
    (kind): CredentialRule => ({
      ...permission,
      ...{ code: `MA-${kind} (WA)`, issuer: 'Washington DOH', validMonths: 24 },
      label: {
        en: `Medical assistant-${kind.toLowerCase()}, Washington`,
        id: `Asisten medis negara bagian Washington (${kind.toLowerCase()})`,
      },
    }),
  ),
  {
    ...permission,
    ...{ code: 'Medical licence', issuer: '', validMonths: 24 },
    label: { en: 'State medical licence', id: 'Izin praktik dokter (AS)' },
  },
  {
    ...permission,
    ...{ code: 'Nursing licence', issuer: '', validMonths: 24 },
    label: { en: 'State nursing licence', id: 'Izin praktik perawat (AS)' },
  },
];

/** Of everybody: the heart stops in both countries. */
const everywhere: CredentialRule[] = [
  {
    ...certificate,
    ...{ code: 'BLS', issuer: 'AHA', validMonths: 24, fromMonthEnd: true, afterName: false },
    label: { en: 'Basic life support', id: 'Bantuan hidup dasar (BHD)' },
  },
];

/** UU 17/2023: the registration (STR) lasts for life, the permission to practise (SIP) five years a site. */
const indonesian: CredentialRule[] = [
  {
    ...permission,
    ...{ code: 'STR', issuer: 'KKI', validMonths: null },
    label: { en: 'Registration certificate (STR)', id: 'Surat Tanda Registrasi' },
  },
  {
    ...permission,
    ...{ code: 'SIP', issuer: 'Dinas Kesehatan', validMonths: 60 },
    label: { en: 'Permission to practise (SIP)', id: 'Surat Izin Praktik' },
  },
  {
    ...certificate,
    ...{ code: 'Sertifikat kompetensi', issuer: '', validMonths: 60, afterName: false },
    label: { en: 'Certificate of competence', id: 'Sertifikat kompetensi' },
  },
];

/** The kinds with which a clinic begins, its own country's first. @param country ISO 3166 alpha-2 */
export function defaultKinds(country: string): CredentialRule[] {
  return country === 'ID'
    ? [...indonesian, ...everywhere, ...american]
    : [...american, ...everywhere, ...indonesian];
}
