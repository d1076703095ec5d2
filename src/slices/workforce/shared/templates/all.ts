import type { RoleTemplate } from '../role-template.ts';
import { idRoles } from './id.ts';
import { usRoles } from './us.ts';

const templates: Record<string, readonly RoleTemplate[]> = { ID: idRoles, US: usRoles };

/** A country's job descriptions; undefined where we have none. @param country ISO 3166 alpha-2 */
export function templateOf(country: string): readonly RoleTemplate[] | undefined {
  return templates[country];
}
