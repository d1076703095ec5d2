import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '#testing/folder.ts';
import { emptySandbox, sandboxFolder } from './sandbox.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

describe('a sandbox', () => {
  it('lies beside the clinic’s folder, or where the settings say', () => {
    expect(sandboxFolder({ SERAMBI_DATA: '/srv/klinik' })).toBe('/srv/klinik-sandbox');
    expect(sandboxFolder({ SERAMBI_SANDBOX: '/srv/latihan' })).toBe('/srv/latihan');
  });

  it('is emptied but for its mark', async () => {
    const own = path.join(folder.path, 'own');
    await mkdir(path.join(own, 'keys'), { recursive: true });
    await writeFile(path.join(own, 'sandbox'), 'serambi sandbox\n');
    await emptySandbox(own);
    expect(await readdir(own)).toEqual(['sandbox']);
  });

  it('empties no folder that it did not make', async () => {
    const clinic = path.join(folder.path, 'clinic');
    await mkdir(path.join(clinic, 'postgres'), { recursive: true });
    await expect(emptySandbox(clinic)).rejects.toThrow(clinic);
    // not even one that happens to hold a file of the name
    await writeFile(path.join(clinic, 'sandbox'), 'toys\n');
    await expect(emptySandbox(clinic)).rejects.toThrow(clinic);
    expect(existsSync(path.join(clinic, 'postgres'))).toBe(true);
  });
});
