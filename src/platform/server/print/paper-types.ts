import type { Content } from 'pdfmake/interfaces.js';
import type { Language } from '#platform/shared/languages.ts';
import type { PaperSize, PaperUse } from '#platform/shared/print-contract.ts';

/** Whom a paper is about, as it stands on each of its pages. */
export interface PaperPatient {
  name: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  birthDate: string;
  recordNumber: string;
}

/** What is printed. JSON throughout, because it is kept and a reprint is the same paper. */
export interface Paper {
  /** `queueSlip`, or `<slice>.<name>`. */
  kind: string;
  size: PaperSize;
  /** The long side lies across: for a grid of days. Sheets only. */
  landscape?: boolean;
  /** What it is for, which decides the printer at a station; told by the size where nothing is said. */
  use?: PaperUse;
  /** The reader's language, as a rule the patient's, not the user's. */
  language: Language;
  title: string;
  /** On every page of a clinical or a money paper. The queue slip has none and prints none. */
  patient?: PaperPatient;
  number?: string;
  /** pdfmake content without functions; `blocks.ts` and `barcode.ts` make it. */
  body: Content;
  /** Written by a student or not signed yet: says DRAFT. */
  provisional?: boolean;
}

/** Parts of a chart that a patient may be given as a paper of hers, in the words in which releases are logged. */
export type PatientPart = 'whole' | 'notes' | 'vitals' | 'referrals' | 'correspondence' | 'billing';

/** What a kept paper is about. */
export interface PaperAbout {
  /** FHIR id of the patient whom it concerns, for the audit trail. */
  patientId?: string;
  /** What it was made for, `<Type>/<id>`, under which `papersOf` finds it. */
  subject: string;
  /** Where the patient may be given it by a link: which part of her chart it is. */
  patientPart?: PatientPart | undefined;
}

/** What one printing adds to the paper. */
export interface Printing {
  clinicName: string;
  addressLines: readonly string[];
  /** IANA zone in which `printedAt` is written. */
  zone: string;
  country: string;
  printedBy: string;
  /** Instant, ISO-8601 UTC. */
  printedAt: string;
  /** 1 is the original, later ones say COPY with their number, 0 is a preview and says so. */
  copyNumber: number;
}

/** The kind of a paper, of those to which a station gives a printer. */
export function paperUseOf(paper: Paper): PaperUse {
  if (paper.use) return paper.use;
  if (paper.size === 'label50x25') return 'label';
  if (paper.kind === 'queueSlip') return 'slip';
  return paper.size === 'thermal80' || paper.size === 'thermal58' ? 'receipt' : 'document';
}
