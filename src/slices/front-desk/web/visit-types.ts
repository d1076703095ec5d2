import type { OutputOf } from '#platform/shared/contract.ts';
import type { FormState } from '#platform/web/form/use-form.tsx';
import type { frontDesk, signerRelations } from '../contract.ts';
import type { Priority } from '../shared/steps.ts';

export type Visit = OutputOf<typeof frontDesk, 'readVisit'>;
export type CheckedInVisit = OutputOf<typeof frontDesk, 'checkIn'>;
export type Relation = (typeof signerRelations)[number];
export type Decision = 'signed' | 'refused' | '';

/** What the greeting's form holds. */
export interface GreetValues {
  reason: string;
  priority: Priority;
  contactConfirmed: boolean;
  guardianName: string;
  guardianRelation: Relation | '';
  /** By code of the form. */
  decisions: Record<string, Decision>;
  /** Empty: the patient, or a child's guardian. */
  signerName: string;
  signerRelation: Relation | '';
  witness: string;
  payerId: string;
  coverageId: string;
}

export type GreetFormState = FormState<GreetValues, CheckedInVisit>;
