import type { RoleTemplate } from '../role-template.ts';
import { idRoles } from './id.ts';
import { usRoles } from './us.ts';

const templates: Record<string, readonly RoleTemplate[]> = { ID: idRoles, US: usRoles };

/** A country's job descriptions; undefined where we have none. @param country ISO 3166 alpha-2 */
export function templateOf(country: string): readonly RoleTemplate[] | undefined {
  return templates[country];
}

/** Jobs in the order of their country's template, from the front desk on; the clinic's own ones last. */
export function inTemplateOrder<Job extends { role: string }>(country: string, jobs: readonly Job[]): Job[] {
  const order = (templateOf(country) ?? usRoles).map((one) => one.role);
  const placeOf = (job: Job) => (order.includes(job.role) ? order.indexOf(job.role) : order.length);
  return jobs.toSorted((a, b) => placeOf(a) - placeOf(b));
}
