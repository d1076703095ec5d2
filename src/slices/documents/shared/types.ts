/** What a filed document waits for, by its type. */
export const needs = ['nothing', 'review', 'signature'] as const;
export type Needs = (typeof needs)[number];

/** One entry of the clinic's list. */
export interface DocumentType {
  code: string;
  labelEn: string;
  labelId: string;
  /** LOINC code of the document; empty where the clinic has none for it. */
  loinc: string;
  /** Legal and financial: kept apart from the chart. */
  office: boolean;
  needs: Needs;
  active: boolean;
}

const type = (
  code: string,
  labelEn: string,
  labelId: string,
  loinc: string,
  needed: Needs,
  office = false,
): DocumentType => ({ code, labelEn, labelId, loinc, office, needs: needed, active: true });

/**
 * Where a clinic begins. Codes are those of FHIR's own list of document types
 * (http://hl7.org/fhir/R4/valueset-c80-doc-typecodes.html), and 52033-8, 64299-1, 53245-7 of the LOINC document ontology.
 */
export const startingTypes: readonly DocumentType[] = [
  type('referralLetter', 'Referral letter', 'Surat rujukan', '57133-1', 'signature'),
  type('dischargeSummary', 'Discharge summary', 'Ringkasan pulang', '18842-5', 'signature'),
  type('labReport', 'Lab report from elsewhere', 'Hasil lab dari luar', '11502-2', 'signature'),
  type('imagingReport', 'Imaging report', 'Hasil radiologi', '18748-4', 'signature'),
  type('outsideRecord', 'Outside record', 'Rekam medis dari luar', '11503-0', 'review'),
  type('consent', 'Consent', 'Surat persetujuan', '59284-0', 'nothing'),
  type('identityDocument', 'Identity document', 'Kartu identitas', '53245-7', 'nothing'),
  type('insuranceCard', 'Insurance card', 'Kartu asuransi', '64290-0', 'nothing'),
  type('correspondence', 'Correspondence', 'Surat-menyurat', '52033-8', 'review'),
  type('education', 'Education', 'Edukasi', '34895-3', 'nothing'),
  type('photo', 'Photo', 'Foto', '72170-4', 'review'),
  type('legal', 'Legal', 'Hukum', '64299-1', 'nothing', true),
  type('financial', 'Financial', 'Keuangan', '51851-4', 'nothing', true),
];
