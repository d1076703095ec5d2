import { existsSync } from 'node:fs';
import { installDebian, isDebianRoot } from './debian.ts';

/** Where Debian lays the library that shows a program another time. */
const places = ['x86_64', 'aarch64'].map(
  (machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketimeMT.so.1`,
);

/**
 * Path of libfaketime, installed when this is root on Debian. Otherwise ends the run with one line that says what to
 * install.
 */
export function readyFaketime(): string {
  const find = () => process.env.SERAMBI_FAKETIME ?? places.find((place) => existsSync(place));
  const found = find();
  if (found) return found;
  if (isDebianRoot()) installDebian(['faketime']);
  const installed = find();
  if (installed) return installed;
  process.stderr.write(
    'The campaign of the clocks needs libfaketime: install faketime, or name it in SERAMBI_FAKETIME.\n',
  );
  process.exit(1);
}
