import { randomBytes } from 'node:crypto';
import { copyFile, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from '#testing/folder.ts';
import { Damaged, Missing, OtherKey, sealFile, unsealAll } from './seal.ts';

const key = randomBytes(20);
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const at = (name: string) => path.join(folder.path, `${name}.sealed`);
const read = (name: string, keys = [key]) => unsealAll(folder.path, name, keys);

it.each([0, 1, 65_535, 65_536, 65_537, 131_072, 300_000])(
  'gives %i bytes back as they were',
  async (size) => {
    const content = randomBytes(size);
    const written = await sealFile(folder.path, 'a', key, [content.subarray(0, 10), content.subarray(10)]);
    expect((await read('a')).equals(content)).toBe(true);
    expect((await readFile(at('a'))).length).toBe(written.bytes);
    expect(await readdir(folder.path)).toEqual(['a.sealed']);
  },
);

it('writes the same content differently each time, and smaller where it can', async () => {
  const content = Buffer.alloc(1_000_000, 'serambi');
  await sealFile(folder.path, 'a', key, [content]);
  await sealFile(folder.path, 'b', key, [content]);
  const [a, b] = [await readFile(at('a')), await readFile(at('b'))];
  expect(a.length).toBeLessThan(10_000);
  expect(a.equals(b)).toBe(false);
});

it('notices a change of any byte, and of any length', async () => {
  const content = randomBytes(150);
  await sealFile(folder.path, 'a', key, [content]);
  const whole = await readFile(at('a'));
  for (let place = 0; place < whole.length; place += 1) {
    const changed = Buffer.from(whole);
    changed[place] = (changed[place] ?? 0) ^ (1 << (place % 8));
    await writeFile(at('a'), changed);
    const expected = place >= 8 && place < 16 ? OtherKey : Damaged;
    await expect(read('a'), `byte ${place}`).rejects.toThrow(expected);
  }
  for (const size of [0, 8, 47, 48, 60, whole.length - 1]) {
    await writeFile(at('a'), whole.subarray(0, size));
    await expect(read('a'), `${size} bytes`).rejects.toThrow(Damaged);
  }
  await writeFile(at('a'), Buffer.concat([whole, Buffer.from('x')]));
  await expect(read('a')).rejects.toThrow(Damaged);
});

it('notices a file cut between two chunks, and chunks that changed places', async () => {
  await sealFile(folder.path, 'a', key, [randomBytes(300_000)]);
  const whole = await readFile(at('a'));
  const chunk = 65_536 + 16;
  await truncate(at('a'), 48 + 2 * chunk);
  await expect(read('a')).rejects.toThrow(Damaged);
  const [first, second] = [whole.subarray(48, 48 + chunk), whole.subarray(48 + chunk, 48 + 2 * chunk)];
  await writeFile(
    at('a'),
    Buffer.concat([whole.subarray(0, 48), second, first, whole.subarray(48 + 2 * chunk)]),
  );
  await expect(read('a')).rejects.toThrow(Damaged);
});

it('opens under its own name and by its own key only', async () => {
  await sealFile(folder.path, 'a', key, [Buffer.from('one')]);
  await copyFile(at('a'), at('b'));
  await expect(read('b')).rejects.toThrow('b.sealed is damaged');
  await expect(read('a', [randomBytes(20)])).rejects.toThrow(OtherKey);
  expect((await read('a', [randomBytes(20), key])).toString()).toBe('one');
  await expect(read('c')).rejects.toThrow(Missing);
});

it('leaves nothing behind when the source fails', async () => {
  async function* failing() {
    yield Buffer.from('half');
    throw new Error('the disk went away');
  }
  await expect(sealFile(folder.path, 'a', key, failing())).rejects.toThrow('the disk went away');
  expect(await readdir(folder.path)).toEqual([]);
});
