import type { Resource } from '@medplum/fhirtypes';

/** One reference that was changed: where it stands (`subject.reference`, `participant.0.actor.reference`) and what it said. */
export interface Mark {
  path: string;
  was: string;
}

/** Says of the patient who she is, and not what is written of her: it stays, and leads on. */
const ownElements = new Set(['link']);

/** Makes every reference to one patient one to another, in place. A reference to a version of hers counts too. */
export function pointElsewhere(resource: Resource, fromId: string, toId: string): Mark[] {
  const marks: Mark[] = [];
  const pattern = new RegExp(`^Patient/${escapeDots(fromId)}(/_history/.*)?$`);
  walk(resource, [], resource.resourceType === 'Patient', (holder, path) => {
    const was = holder.reference;
    if (typeof was !== 'string' || !pattern.test(was)) return;
    holder.reference = `Patient/${toId}`;
    marks.push({ path: [...path, 'reference'].join('.'), was });
  });
  return marks;
}

/**
 * Gives the marked references back what they said, where they still stand and still name `fromId`.
 * @returns how many were given back
 */
export function pointBack(resource: Resource, fromId: string, marks: readonly Mark[]): number {
  let count = 0;
  for (const { path, was } of marks) {
    const steps = path.split('.').slice(0, -1);
    const holder = steps.reduce<unknown>(
      (at, step) =>
        typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[step] : undefined,
      resource,
    );
    if (typeof holder !== 'object' || holder === null) continue;
    const reference = holder as { reference?: unknown };
    if (reference.reference !== `Patient/${fromId}`) continue;
    reference.reference = was;
    count += 1;
  }
  return count;
}

type Holder = Record<string, unknown>;

function walk(
  value: unknown,
  path: readonly string[],
  isPatient: boolean,
  meet: (holder: Holder, path: readonly string[]) => void,
): void {
  if (Array.isArray(value)) {
    for (const [place, one] of value.entries()) walk(one, [...path, String(place)], isPatient, meet);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const holder = value as Holder;
  meet(holder, path);
  for (const [name, one] of Object.entries(holder)) {
    if (isPatient && path.length === 0 && ownElements.has(name)) continue;
    if (typeof one === 'object') walk(one, [...path, name], isPatient, meet);
  }
}

function escapeDots(id: string): string {
  return id.replaceAll('.', '\\.');
}
