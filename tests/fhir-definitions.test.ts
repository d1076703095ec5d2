import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compileFhir } from '../scripts/compile-fhir.ts';

const folder = new URL('../src/platform/server/fhir/definitions/', import.meta.url);

it('the committed FHIR definitions are what scripts/compile-fhir.ts makes', () => {
  const { files } = compileFhir();
  expect(readdirSync(folder).sort()).toEqual(Object.keys(files).sort());
  for (const [name, text] of Object.entries(files)) {
    // Compared as a boolean: a difference of 300 kB helps nobody.
    expect(
      readFileSync(new URL(name, folder), 'utf8') === text,
      `${name} is stale: run scripts/compile-fhir.ts`,
    ).toBe(true);
  }
});
