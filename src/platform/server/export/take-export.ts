import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import type { Transaction } from 'kysely';
import { type Database, inClinic } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';
import { type Manifest, manifestName } from './manifest.ts';
import { ExportRefused } from './refused.ts';
import { packFolder } from './pack.ts';
import { type WriteOptions, writeExport } from './write-export.ts';

export interface TakeOptions extends Omit<WriteOptions, 'folder'> {
  /** `.tar.gz` or `.tgz`: one file; any other name becomes a folder. */
  target: string;
  /** Runs last, in the same transaction: the row of the trail. */
  last(tx: Transaction<Tables>, manifest: Manifest): Promise<void>;
}

/**
 * Exports a clinic, or one patient of it, as of one moment. The target appears when all of it is written and the trail
 * knows of it; until then it grows beside it under another name.
 * @param database as the owner of the schema
 * @throws ExportRefused `targetThere`, `noPatient`
 */
export async function takeExport(database: Database, options: TakeOptions): Promise<Manifest> {
  const { target, clinic } = options;
  if (existsSync(target)) throw new ExportRefused('targetThere', { path: target });
  const drafts: string[] = [];
  try {
    const { manifest, whole } = await inClinic(
      database,
      clinic.id,
      async (tx) => {
        const folder = await mkdtemp(`${target}.`);
        drafts.push(folder);
        const written = await writeExport(tx, { ...options, folder });
        const ready = /\.(tar\.gz|tgz)$/.test(target) ? await pack(folder, written, drafts) : folder;
        await options.last(tx, written);
        return { manifest: written, whole: ready };
      },
      { snapshot: true },
    );
    await rename(whole, target);
    return manifest;
  } finally {
    for (const draft of drafts) await rm(draft, { recursive: true, force: true });
  }
}

/** Manifest and description first, so that a reader need not read it all to know what it is. */
async function pack(folder: string, { files }: Manifest, drafts: string[]): Promise<string> {
  const file = `${folder}.tar.gz`;
  drafts.push(file);
  await packFolder(folder, ['README.md', manifestName, ...files.map((one) => one.path)], file);
  return file;
}
