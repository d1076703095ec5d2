/** What counts toward renewal within one cycle. Points are in hundredths: bodies give halves and quarters. */
export interface PointsRule {
  total: number;
  /** Length of the cycle; RMA renews each year on the points of three. */
  cycleMonths: number;
  administrative: number;
  clinical: number;
  general: number;
  /** Whose approval is asked for, as it stands on certificates; empty where nobody's is. */
  approvedBy: string;
  approved: number;
}

/** How a kind of credential is counted: a law's or a body's rule, of which each clinic may keep its own version. */
export interface CredentialRule {
  /** As people say it and as a term of an act names it: `CMA (AAMA)`. */
  code: string;
  label: { en: string; id: string };
  issuer: string;
  /** Stands after the name under a signature while it is alive. */
  afterName: boolean;
  /** A permission to practise, not a certificate. */
  licence: boolean;
  /** Null: until somebody takes it away. */
  validMonths: number | null;
  /** Counted from the last day of the month of certification, not from the day itself. */
  fromMonthEnd: boolean;
  /** Days after the end within which points still renew; later only the examination does. */
  graceDays: number;
  examRenews: boolean;
  points: PointsRule | null;
}

export type EducationCategory = 'administrative' | 'clinical' | 'general';
