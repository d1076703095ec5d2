import type { Kind } from '../contract.ts';
import { appointments } from './appointments.ts';
import { fees } from './fees.ts';
import type { KindRules } from './kind.ts';
import { patients } from './patients.ts';
import { staff } from './staff.ts';

const rules: Record<Kind, KindRules> = {
  patients: patients as KindRules,
  appointments: appointments as KindRules,
  fees: fees as KindRules,
  staff: staff as KindRules,
};

/** The rules of a kind of file. */
export function rulesOf(kind: Kind): KindRules {
  return rules[kind];
}
