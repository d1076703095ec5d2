import { openPatient } from '#testing/access/patient.ts';
import type { Ground, Guest } from './ground.ts';
import { hostile } from './payloads.ts';

const chosen = [
  'image',
  'script',
  'vector',
  'template',
  'formula',
  'placeholder',
  'right to left',
  'PDF',
  'ZPL',
];

/**
 * Patients whose names mean something to somebody, taken through their visits as any other.
 * @param many how many of them there must be; those who are in already stay
 */
export async function letGuestsIn({ world, guests }: Ground, many: number): Promise<Guest[]> {
  const named = hostile.filter((one) => chosen.includes(one.name)).slice(0, many);
  for (const [place, payload] of named.entries()) {
    if (place < guests.length) continue;
    const name = `${'value' in payload ? payload.value : payload.name} Tamu${place}`;
    // far apart, or the next one would be asked whether she is the one before
    const birthDate = `${1931 + place * 7}-0${1 + place}-${10 + place * 2}`;
    guests.push({ name, ids: await openPatient(world.clinic, world.own, name, birthDate) });
  }
  return guests.slice(0, many);
}
