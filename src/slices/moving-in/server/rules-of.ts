import type { Kind } from '../contract.ts';
import type { KindRules } from './kind.ts';
import { patients } from './patients.ts';

const rules: Partial<Record<Kind, KindRules>> = { patients: patients as KindRules };

/** The rules of a kind of file. */
export function rulesOf(kind: Kind): KindRules {
  const found = rules[kind];
  if (!found) throw new Error(`nothing takes in ${kind}`);
  return found;
}
