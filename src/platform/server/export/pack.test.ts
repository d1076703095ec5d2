import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryFolder } from '#testing/folder.ts';
import { packFolder } from './pack.ts';
import { unpackTo } from './unpack.ts';

/** Around the block of 512 bytes, nothing at all, and more than one chunk of a stream. */
const sizes = [0, 1, 511, 512, 513, 1024, 300_000];
const names = sizes.map((size) => `size-${size}.ndjson`);
let from: Awaited<ReturnType<typeof temporaryFolder>>;
let to: Awaited<ReturnType<typeof temporaryFolder>>;
const archive = () => path.join(to.path, 'all.tgz');
beforeAll(async () => {
  [from, to] = [await temporaryFolder(), await temporaryFolder()];
  for (const [at, size] of sizes.entries())
    await writeFile(path.join(from.path, names[at] ?? ''), randomBytes(size));
  await packFolder(from.path, names, archive());
});
afterAll(async () => {
  await from.remove();
  await to.remove();
});

it('unpacks what it has packed, whatever its length', async () => {
  const folder = await temporaryFolder();
  await unpackTo(archive(), folder.path);
  expect((await readdir(folder.path)).sort()).toEqual([...names].sort());
  for (const name of names)
    expect(await readFile(path.join(folder.path, name))).toEqual(await readFile(path.join(from.path, name)));
  expect((await stat(archive())).mode & 0o777).toBe(0o600);
  await folder.remove();
});

it('writes what the tar of the system reads', async () => {
  const folder = await temporaryFolder();
  await promisify(execFile)('tar', ['xzf', archive(), '-C', folder.path]);
  for (const name of names)
    expect(await readFile(path.join(folder.path, 'serambi-export', name))).toEqual(
      await readFile(path.join(from.path, name)),
    );
  await folder.remove();
});

it('takes a name that leads out of the folder for no file of its own', async () => {
  const bytes = gunzipSync(await readFile(archive()));
  const name = 'serambi-export/../../out.ndjson';
  bytes.write(name.padEnd(100, '\0'), 0, 'latin1');
  const sum = bytes
    .subarray(0, 512)
    .fill(' ', 148, 156)
    .reduce((all, byte) => all + byte, 0);
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const forged = path.join(to.path, 'forged.tgz');
  await writeFile(forged, gzipSync(bytes));
  const folder = await temporaryFolder();
  await unpackTo(forged, path.join(folder.path));
  expect((await readdir(folder.path)).sort()).toEqual(names.slice(1).sort());
  await folder.remove();
});

it.each<[string, string, (bytes: Buffer) => Buffer]>([
  ['a head whose sum is wrong', 'notAnExport', (bytes) => bytes.fill('x', 0, 3)],
  ['an end in the middle', 'damaged', (bytes) => bytes.subarray(0, 2000)],
  ['no end', 'damaged', (bytes) => bytes.subarray(0, bytes.length - 1024)],
])('refuses %s', async (_what, code, change) => {
  const broken = path.join(to.path, 'broken.tgz');
  await writeFile(broken, gzipSync(change(gunzipSync(await readFile(archive())))));
  const folder = await temporaryFolder();
  await expect(unpackTo(broken, folder.path)).rejects.toMatchObject({ name: 'ExportRefused', code });
  await folder.remove();
});
