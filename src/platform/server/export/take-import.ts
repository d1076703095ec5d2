import { mkdtemp, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '../db/database.ts';
import { importClinic, type ImportOptions } from './import-clinic.ts';
import { ExportRefused } from './refused.ts';
import { unpackTo } from './unpack.ts';

/**
 * Brings in a clinic from a folder or an archive.
 * @param database as the owner of the schema
 * @param options.scratch a folder that nobody else may read, in which an archive is unpacked for the while
 * @throws ExportRefused and changes nothing
 */
export async function takeImport(
  database: Database,
  source: string,
  options: ImportOptions & { scratch: string },
): ReturnType<typeof importClinic> {
  const found = await stat(source).catch(() => undefined);
  if (!found) throw new ExportRefused('noSource', { path: source });
  if (found.isDirectory()) return importClinic(database, source, options);
  const folder = await mkdtemp(path.join(options.scratch, 'import-'));
  try {
    await unpackTo(source, folder);
    return await importClinic(database, folder, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
