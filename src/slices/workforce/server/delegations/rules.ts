import type { ScopeRole } from '#platform/server/scope/decision.ts';
import { actionOf } from '#platform/server/scope/acts.ts';
import { holdsAction } from '#platform/shared/identity-contract.ts';

interface Somebody {
  status: string;
  roles: readonly string[];
}

/** What a delegation rests on, as it is now. */
export interface Ground {
  delegator: Somebody | undefined;
  delegatee: Somebody | undefined;
  jobs: readonly ScopeRole[];
  /** Whether the act is care of patients. */
  care: boolean;
  careTo: readonly string[];
}

/** Whether a delegation still stands on what it was given on: both are here, she may, and the other's job may be given it. */
export function isFounded(act: string, { delegator, delegatee, jobs, care, careTo }: Ground): boolean {
  if (delegator?.status !== 'active' || !delegatee || delegatee.status === 'disabled') return false;
  const hers = jobs.filter((job) => delegator.roles.includes(job.role));
  const licensed = hers.some((job) => job.licence !== 'none');
  const holds = hers.some((job) => holdsAction(job.actions, actionOf(act)));
  return licensed && holds && (!care || mayBeGivenCare(delegatee.roles, careTo));
}

/** One job of hers that acts of care may be delegated to is enough. */
export function mayBeGivenCare(roles: readonly string[], careTo: readonly string[]): boolean {
  return roles.some((role) => careTo.includes(role));
}

export function stateOf(
  row: { revoked_at: string | null; from_at: string; until_at: string },
  nowMs: number,
): 'coming' | 'alive' | 'over' | 'revoked' {
  if (row.revoked_at !== null) return 'revoked';
  if (nowMs < Date.parse(row.from_at)) return 'coming';
  return nowMs < Date.parse(row.until_at) ? 'alive' : 'over';
}
