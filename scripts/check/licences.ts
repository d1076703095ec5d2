import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Licences that Apache-2.0 software may be shipped with or built by. */
const allowed =
  /^(MIT|MIT-0|ISC|Apache-2\.0|BSD-2-Clause|BSD-3-Clause|0BSD|CC0-1\.0|CC-BY-4\.0|Unlicense|BlueOak-1\.0\.0|Python-2\.0|Zlib|OFL-1\.1|PostgreSQL|MPL-2\.0)$/;
/** Packages whose package.json says it in words of its own; each was read. */
const read: Record<string, string> = { 'png-js': 'MIT', 'sqlite-wasm-kysely': 'MIT' };

/** One line for every installed package whose licence is not on the list, `SPDX` alternatives understood. */
export function licenceFaults(root: string): string[] {
  return packageFolders(path.join(root, 'node_modules')).flatMap((folder) => {
    const { name, version, license, licenses } = JSON.parse(
      readFileSync(path.join(folder, 'package.json'), 'utf8'),
    );
    // files inside packages that only say "type": "module" are not packages
    if (!name || !version) return [];
    const given =
      typeof license === 'string' ? license : (license?.type ?? licenses?.[0]?.type ?? read[name] ?? 'none');
    const alternatives = String(given).replace(/[()]/g, '').split(/ OR /);
    const good = alternatives.some((one) => one.split(/ AND /).every((part) => allowed.test(part)));
    return good ? [] : [`licence of ${name}@${version}: ${given}`];
  });
}

function packageFolders(modules: string): string[] {
  return readdirSync(modules, { withFileTypes: true }).flatMap((entry) => {
    const folder = path.join(modules, entry.name);
    if (!entry.isDirectory() || entry.name.startsWith('.')) return [];
    if (entry.name.startsWith('@')) return readdirSync(folder).map((name) => path.join(folder, name));
    return [folder];
  });
}
