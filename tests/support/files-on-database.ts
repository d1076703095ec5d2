import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..', '..');
/** What stands for a folder in imports, as package.json says it: [`#testing/`, `tests/support/`]. */
const aliases = Object.entries(imports()).map(([name, place]) => [
  name.replace(/\*$/, ''),
  path.posix.normalize(place).replace(/\*$/, ''),
]);

function imports(): Record<string, string> {
  return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).imports;
}

/**
 * Test files that meet the database of the test run, directly or by a helper, from the project's root. The others
 * (pure ones, and those that start clusters of their own) say the same whichever database the run was given.
 */
export function filesOnDatabase(): string[] {
  const known = new Map<string, boolean>();
  const files = globSync(['src/**/*.test.{ts,tsx}', 'tests/*.test.ts', 'tests/support/*.test.ts'], {
    cwd: root,
  });
  return files.filter((file) => meetsDatabase(file, known)).sort();
}

function meetsDatabase(file: string, known: Map<string, boolean>): boolean {
  const found = known.get(file);
  if (found !== undefined) return found;
  known.set(file, false);
  const text = readFileSync(path.join(root, file), 'utf8');
  const meets =
    text.includes("inject('testServer')") || importsOf(file, text).some((one) => meetsDatabase(one, known));
  known.set(file, meets);
  return meets;
}

/** Helpers of tests that a file imports; what the product is made of meets no test server. */
function importsOf(file: string, text: string): string[] {
  return [...text.matchAll(/(?:from|import\()\s*'([#.][^']+\.tsx?)'/g)]
    .map(([, name = '']) => {
      const [alias, folder] = aliases.find(([one]) => one?.endsWith('/') && name.startsWith(one)) ?? [];
      if (alias && folder) return folder + name.slice(alias.length);
      return path.posix.join(path.posix.dirname(file), name);
    })
    .filter((one) => /^tests\/|\/testing\//.test(one));
}
