import { holdsAction } from '#platform/shared/identity-contract.ts';
import type { ActInWords } from '../contract.ts';

const managesPeople = 'identity.manageStaff';

/**
 * The acts of care that are being added to a job beyond its country's template: those for which somebody must say that
 * the law lets this job do them. What it holds already was asked before.
 */
export function beyondTemplate(change: {
  before: readonly string[];
  after: readonly string[];
  template: readonly string[];
  acts: readonly ActInWords[];
}): ActInWords[] {
  return change.acts.filter(
    ({ action, kind }) =>
      kind !== 'administrative' &&
      holdsAction(change.after, action) &&
      !holdsAction(change.before, action) &&
      !holdsAction(change.template, action),
  );
}

/**
 * Whether somebody active can still manage the clinic's people under the changed job descriptions. A clinic in which
 * nobody could before is not held back.
 */
export function stillManaged(
  before: readonly { role: string; actions: string[] }[],
  then: readonly { role: string; actions: string[] }[],
  people: readonly { roles: string[]; status: string }[],
): boolean {
  const managed = (jobs: typeof then) => {
    const managing = jobs.filter((job) => holdsAction(job.actions, managesPeople)).map((job) => job.role);
    return people.some((one) => one.status === 'active' && one.roles.some((role) => managing.includes(role)));
  };
  return managed(then) || !managed(before);
}
