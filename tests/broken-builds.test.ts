import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { traceless } from '../bench/support/without-audit.ts';
import { byHand } from '../campaigns/access/by-hand.ts';
import { heldElsewhere, notReached } from '../campaigns/access/held-elsewhere.ts';
import { settable } from '../campaigns/clocks.ts';
import { hasty } from '../campaigns/crash-database.ts';
import { careless } from '../campaigns/crash-pane.ts';
import { forgetful } from '../campaigns/crash-server.ts';
import { smiling } from '../campaigns/disk-full.ts';
import { broken } from '../campaigns/input.ts';
import { cuts } from '../campaigns/scope/cuts.ts';
import { faults } from '../campaigns/sessions/broken.ts';
import { patched } from '../campaigns/support/broken-build.ts';
import { databaseToo } from '../campaigns/support/false-clock.ts';
import { blind, untold } from '../campaigns/support/restore/controls.ts';

// A campaign finds this out too, but only when it comes to its control.
const root = path.join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const patches = [
  ...[
    ...hasty,
    ...forgetful,
    ...careless,
    ...smiling,
    ...broken,
    ...blind,
    ...untold,
    ...Object.values(faults),
  ],
  ...[settable, databaseToo, traceless],
];

it.each(patches)('the build that is broken in $file still can be', (patch) => {
  expect(patched(read(patch.file), patch)).not.toBe(read(patch.file));
});

it.each(cuts)('the check of $what in $file can still be taken out of scope', (cut) => {
  expect(patched(read(cut.file), cut)).not.toBe(read(cut.file));
});

it.each(byHand)('the access check $find still stands in $file', ({ file, find }) => {
  expect(read(file).split(find)).toHaveLength(2);
});

it('what is said to be held elsewhere or not to be reached still stands where it is said to', () => {
  const places = Object.keys({ ...heldElsewhere, ...notReached }).filter((place) => place.startsWith('src/'));
  expect(places.length).toBeGreaterThan(20);
  const gone = places.filter((place) => {
    const [file = ''] = place.split(' ');
    const text = place.slice(file.length + 1).replace(/ \(\d+\)$/, '');
    return !read(file).replace(/\s+/g, ' ').includes(text);
  });
  expect(gone).toEqual([]);
});
