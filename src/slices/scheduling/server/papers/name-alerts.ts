import { similarity } from '#platform/shared/matching.ts';

/** From here on two names are mixed up when they are called: one of them with a slip, an old spelling or turned round. */
const alike = 0.9;

interface Named {
  patientId: string | null;
  patientName: string;
}

/**
 * Who of one day is called so much like another patient of it that the two can be taken for one another.
 * @returns the other patients, by patient id
 */
export function nameAlerts<T extends Named>(visits: readonly T[]): Map<string, T[]> {
  const people = [...new Map(visits.map((one) => [one.patientId, one])).values()].filter(
    (one) => one.patientId !== null && one.patientName !== '',
  );
  const found = new Map<string, T[]>();
  const note = (whom: T, other: T) => {
    const id = whom.patientId ?? '';
    found.set(id, [...(found.get(id) ?? []), other]);
  };
  for (const [at, one] of people.entries()) {
    for (const other of people.slice(at + 1)) {
      if (similarity(one.patientName, other.patientName) < alike) continue;
      note(one, other);
      note(other, one);
    }
  }
  return found;
}
