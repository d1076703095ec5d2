import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { serverSlices } from '#app/server-slices.ts';
import { mayUse } from '#app/slices.ts';
import { protectionFaults } from '#platform/server/db/catalogue.ts';
import { appRole } from '#platform/server/db/roles.ts';
import { makeRegistry } from '#platform/server/http/registry.ts';
import { hasWords } from '#platform/server/words.ts';
import { temporaryFolder } from '#testing/folder.ts';
import { importFaults, ringOf } from '#testing/import-rules.ts';
import { type Module, readModules } from '#testing/modules.ts';
import { databaseUrl } from '#testing/server.ts';

const root = path.join(import.meta.dirname, '..');
const slices = readdirSync(path.join(root, 'src/slices'));
let modules: Module[];
beforeAll(async () => {
  modules = await readModules(root);
});

function linesOf(file: string): number {
  return readFileSync(path.join(root, file), 'utf8').split('\n').length;
}

describe('what imports what', () => {
  it('was read from the whole house', () => {
    expect(modules.length).toBeGreaterThan(400);
    expect(modules.flatMap((one) => one.imports).length).toBeGreaterThan(1500);
  });

  it('follows the rules', () => {
    expect(importFaults(modules, mayUse)).toEqual([]);
  });

  it('has no ring among the slices', () => {
    expect(ringOf(mayUse)).toBeUndefined();
    expect(ringOf({ a: ['b'], b: ['c'], c: ['a'] })).toEqual(['a', 'b', 'c', 'a']);
  });

  it.each([
    ['a platform that knows a duty', 'src/platform/server/x.ts', '#slices/vitals/contract.ts'],
    [
      'a slice that its line does not allow',
      'src/slices/vitals/server/x.ts',
      '#slices/bookkeeping/contract.ts',
    ],
    ['a passed door', 'src/slices/vitals/server/x.ts', '#slices/front-desk/server/inside.ts'],
    ['server code in the browser', 'src/slices/vitals/web/x.ts', '#slices/vitals/server/index.ts'],
    ['shared code that leaves its folder', 'src/platform/shared/x.ts', '#platform/server/y.ts'],
  ])('notices %s', async (_fault, file, specifier) => {
    const folder = await temporaryFolder();
    const write = (name: string, text: string) => {
      mkdirSync(path.dirname(path.join(folder.path, name)), { recursive: true });
      writeFileSync(path.join(folder.path, name), text);
    };
    cpSync(path.join(root, 'package.json'), path.join(folder.path, 'package.json'));
    write(specifier.replace('#', 'src/'), 'export const y = 1;\n');
    write(file, `import { y } from '${specifier}';\nexport const x = y;\n`);
    expect(importFaults(await readModules(folder.path), mayUse)).toHaveLength(1);
    await folder.remove();
  });

  it('notices a ring, even one of types alone', async () => {
    const folder = await temporaryFolder();
    mkdirSync(path.join(folder.path, 'src/app'), { recursive: true });
    writeFileSync(
      path.join(folder.path, 'src/app/a.ts'),
      "import type { B } from './b.ts';\nexport type A = B;\n",
    );
    writeFileSync(
      path.join(folder.path, 'src/app/b.ts'),
      "import type { A } from './a.ts';\nexport type B = A | 1;\n",
    );
    expect(importFaults(await readModules(folder.path), {})).toHaveLength(2);
    await folder.remove();
  });
});

describe('the house', () => {
  it.each(slices)('%s has its README, contract, doors and words', (name) => {
    for (const need of [
      'README.md',
      'contract.ts',
      'messages/en.json',
      'messages/id.json',
      'server/index.ts',
    ]) {
      expect(existsSync(path.join(root, 'src/slices', name, need)), `${name}/${need}`).toBe(true);
    }
    expect(mayUse).toHaveProperty([name]);
  });

  it('keeps files short', () => {
    const own = modules
      .map((one) => one.file)
      .filter((file) => /\.tsx?$/.test(file) && !/db\/tables\.ts$|\.test\.tsx?$/.test(file));
    const long = own.filter((file) => linesOf(file) > 300);
    expect(long.length / own.length, long.join('\n')).toBeLessThan(0.02);
    expect(own.filter((file) => linesOf(file) > 450)).toEqual([]);
  });

  it('skips no test and silences no checker without a reason', () => {
    const silenced = modules
      .map((one) => one.file)
      .flatMap((file) =>
        readFileSync(path.join(root, file), 'utf8')
          .split('\n')
          .filter((line) =>
            /\b(it|describe|test)\.(skip|only|todo)\b|@ts-(ignore|nocheck)|@ts-expect-error\s*$|biome-ignore [^:]*$/.test(
              line,
            ),
          )
          .map((line) => `${file}: ${line.trim()}`),
      );
    expect(silenced).toEqual([]);
  });
});

describe('the registry', () => {
  const registry = makeRegistry(serverSlices);

  it('has words for every action and every declared error', () => {
    const missing = registry.verbs.flatMap((verb) => [
      ...(hasWords(verb.contract.action.replace('.', '_action_')) ? [] : [verb.contract.action]),
      ...Object.keys(verb.contract.errors ?? {})
        .filter((code) => !hasWords(`${verb.slice}_error_${code}`))
        .map((code) => `${verb.slice}.${code}`),
    ]);
    expect([...new Set(missing)]).toEqual([]);
  });

  it('has words for every kind of task', () => {
    expect(registry.taskKinds.filter(({ kind }) => !hasWords(kind.replace('.', '_task_')))).toEqual([]);
  });
});

describe('the database', () => {
  it('binds every table to its clinic, or names why not', async () => {
    const { superuserUrl, template } = inject('testServer');
    expect(await protectionFaults(databaseUrl(superuserUrl, template), appRole)).toEqual([]);
  });
});
