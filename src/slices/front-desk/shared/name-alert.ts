import { nameTokens } from '#platform/shared/names.ts';

/**
 * Whose names may be mistaken for another's on the same day: the same last word of the name, which is the surname
 * where there is one and the only thing to go by where there is none.
 * @returns ids of those concerned
 */
export function nameAlerts(patients: Iterable<{ id: string; name: string }>): Set<string> {
  const bySurname = Map.groupBy(patients, (patient) => nameTokens(patient.name).at(-1) ?? '');
  const alerts = new Set<string>();
  for (const [surname, same] of bySurname) {
    const ids = new Set(same.map((one) => one.id));
    if (surname !== '' && ids.size > 1) for (const id of ids) alerts.add(id);
  }
  return alerts;
}
