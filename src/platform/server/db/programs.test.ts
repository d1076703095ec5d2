import { existsSync, readlinkSync } from 'node:fs';
import { chmod, cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packagedPrograms, readyPrograms } from './programs.ts';

interface Link {
  source: string;
  target: string;
}

let folder: string;
let source: string;
let links: Link[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), `serambi-test-${process.pid}-`));
  source = path.join(folder, 'package', 'native');
  await cp(path.join(packagedPrograms(), '..'), path.dirname(source), {
    recursive: true,
    verbatimSymlinks: true,
  });
  links = JSON.parse(await readFile(path.join(source, 'pg-symlinks.json'), 'utf8')) as Link[];
  for (const { target } of links) await rm(path.join(source, '..', target), { force: true });
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function linksOf(programs: string): string[] {
  return links
    .map(({ target }) => path.relative('native', target))
    .filter((file) => existsSync(path.join(programs, file)));
}

test('makes the symbolic links that a blocked install script did not', async () => {
  expect(linksOf(source)).toEqual([]);
  const programs = await readyPrograms(source, path.join(folder, 'copies'), undefined);
  expect(programs).toEqual({ folder: source, major: 18 });
  expect(linksOf(source)).toHaveLength(links.length);
  expect(readlinkSync(path.join(source, 'lib/libpq.so.5'))).not.toContain('/');
});

test('copies the programs for an account that cannot reach them', async () => {
  await chmod(folder, 0o700);
  const copies = path.join(folder, 'copies');
  const programs = await readyPrograms(source, copies, 60_600);
  expect(programs.folder.startsWith(copies)).toBe(true);
  expect(linksOf(programs.folder)).toHaveLength(links.length);
  expect(await readyPrograms(source, copies, 60_600)).toEqual(programs);
});
