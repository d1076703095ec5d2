import type { ActionKind } from '#platform/shared/contract.ts';
import type { Language } from '#platform/shared/languages.ts';

/**
 * By what licence one works: `nurse` assesses and supervises, `prescriber` also diagnoses, prescribes, interprets and
 * signs. What asks for a nurse's is a prescriber's too.
 */
export type Licence = 'none' | 'nurse' | 'prescriber';

/** A job description of a clinic. */
export interface ScopeRole {
  /** Its id, e.g. `frontDesk`. */
  role: string;
  label: Record<Language, string>;
  /** Exact `slice.act`, or `slice.*`. */
  actions: string[];
  /** A student's: what is entered stays preliminary until somebody co-signs it. */
  preliminary: boolean;
  /** By what licence its holder works; a medical assistant works by none. */
  licence: Licence;
}

/** A standing order of the clinic for one act, as a licensed person approved it. Instants are ISO-8601 UTC. */
export interface Protocol {
  /** The row of the duty that keeps its text, and which version of that text this is. */
  sourceId: string;
  version: number;
  /** `slice.act`, or a skill within it. */
  act: string;
  title: string;
  /** Jobs that may act under it; it gives an act to none that does not hold it. */
  roles: string[];
  from: string;
  until: string;
  /** Who approved it. */
  by: string;
  /** Patients from this age on and under that one, in whole months; null: of any age. */
  fromMonths: number | null;
  underMonths: number | null;
}

/** What an act is about, as far as the one who asks knows. */
export interface About {
  /** Somebody who may has ordered it for this patient. */
  ordered?: boolean;
  /** It rests on this standing order and on nothing else: its `sourceId`. */
  protocol?: string;
  /** The patient's birth date, `YYYY-MM-DD` or as much of it as is known; empty: unknown. Absent: nobody in particular. */
  bornOn?: string;
}

/** Instants are ISO-8601 UTC; a span holds its beginning and not its end. */
export interface Standing {
  kind: 'competency' | 'credential' | 'delegation' | Counted;
  /** The competency, the kind of credential, the act that is delegated or was performed, the subject of the training. */
  code: string;
  from: string;
  /** Null: until somebody ends it. */
  until: string | null;
  /** Who gave it: the observer, the issuer, who delegates. */
  by: string;
  /** Of what is counted: whole minutes of training, or performances that were seen to be right. */
  amount?: number | null;
}

/** What the law of a place counts. */
export type Counted = 'training' | 'performance';

/**
 * What the law of the place asks of whoever works without a licence, for one act. Like a term a row of the clinic: its
 * manager approved it, and a law that changes is a changed row. It only ever narrows.
 */
export interface Law {
  /** `slice.act`, or a skill within it. */
  act: string;
  /** ISO 3166: `US-CA`, `ID`. */
  place: string;
  /** Of these jobs; empty: of every job without a licence. */
  roles: string[];
  /** Nobody does it here without a licence. */
  forbidden: boolean;
  /** Any one of these must be alive; empty where the law asks for none. */
  credentials: string[];
  /** So many minutes of training in this subject. */
  subject: string;
  minutes: number;
  /** So often seen to be done rightly. */
  performances: number;
  /** What is performed, in the plural: `venipunctures`. */
  label: Record<Language, string>;
  /** `indirect`: somebody licensed answers for it and need not be in the house. */
  supervision: 'none' | 'indirect' | 'onSite';
  /** Who must be in the house. */
  supervisor: 'nurse' | 'prescriber';
}

/**
 * What an act asks of whoever works without a licence, beside the job description. A row of the clinic, so that a law
 * or a practice that changes is a changed row.
 */
export interface Term {
  /** `slice.act`, or a skill within it: `slice.act/venipuncture`. */
  act: string;
  /** Of this job only; null for every job without a licence. */
  role: string | null;
  /** A competency that must be validated and not have lapsed. */
  competency: string | null;
  /** The competency in words. */
  label: Record<Language, string>;
  /** Any one of these must be alive; empty where nobody asks for a certificate. */
  credentials: string[];
  supervision: Supervision;
  /** Somebody licensed must have delegated it to her. */
  delegation: boolean;
  /** A standing order must be in force that covers it and her job. */
  protocol: ProtocolAsked;
  /** What is entered stays preliminary until somebody co-signs it. */
  coSign: boolean;
}

/** `withoutOrder`: only where nobody ordered it for the patient at hand. */
export type ProtocolAsked = 'none' | 'withoutOrder' | 'always';

/** Whether somebody licensed must be in the house. */
export type Supervision = 'none' | 'onSite';

/** What one may be allowed under, to be shown beside the act. */
export type Under =
  | { kind: 'delegation' | 'supervision'; by: string; until: string | null }
  | { kind: 'protocol'; by: string; until: string; title: string; sourceId: string; version: number }
  | { kind: 'coSign' }
  | { kind: 'indirect' };

/** Somebody licensed who is in the house. */
export interface Present {
  staffId: string;
  name: string;
  licence: Licence;
}

/** Looks a message up in one language; the caller brings it, since this knows no slice and no catalogue. */
export type WordsOf = (key: string, params?: Record<string, string | number>) => string;

export interface Allowed {
  allowed: true;
  preliminary: boolean;
  under: Under[];
}

export interface NotAllowed {
  allowed: false;
  /** Message key with ids as parameters, for the log and for callers that show their own words. */
  reason: { key: string; params: Record<string, string> };
  /** Roles that hold the action, by id. */
  whoMay: string[];
  /** What is missing where the job description holds the act: that would unlock it. */
  missing?: Missing;
  /** The reason as a sentence: her job description, the act and who may. `wordsOf` speaks the same language. */
  reasonIn(language: Language, wordsOf: WordsOf): string;
}

export type Decision = Allowed | NotAllowed;

/** What an act asks for and she has not; `since` where she had it. */
export interface Missing {
  kind: MissingKind;
  codes: string[];
  /** A competency's words, the title of a standing order, what is performed. */
  label?: Record<Language, string>;
  since?: string;
  /** There is a standing order, for patients of another age. */
  otherAge?: boolean;
  /** What the law of a place counts and finds too little of. */
  short?: Short;
  /** The place whose law asks for it. */
  place?: string;
}

export type MissingKind =
  | 'licence'
  | 'competency'
  | 'credential'
  | 'delegation'
  | 'protocol'
  | 'supervision'
  | 'training'
  | 'forbidden';

export type Short = Partial<Record<Counted, { have: number; need: number }>>;

/** An action that some verb or resource type needs: what a job description is written from. */
export interface RegisteredAction {
  action: string;
  kind: ActionKind;
  /** Without such a licence nobody does it, whatever else she is given. */
  licence: Licence;
}
