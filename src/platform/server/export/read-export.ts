import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ClinicTable } from './clinic-tables.ts';
import { readLines, weigh } from './line-file.ts';
import type { Manifest } from './manifest.ts';
import { ExportRefused } from './refused.ts';
import { apartOf } from './row-text.ts';

/**
 * Holds every file that the manifest names against its sum, its size and its number of rows.
 * @throws ExportRefused `damaged`
 */
export async function checkFiles(folder: string, { files }: Manifest): Promise<void> {
  for (const file of files) {
    const place = path.join(folder, file.path);
    const found = existsSync(place) ? await weigh(place) : undefined;
    if (found?.sha256 !== file.sha256 || found.rows !== file.rows || found.bytes !== file.bytes)
      throw new ExportRefused('damaged', { file: file.path });
  }
}

/**
 * A table's rows as JSON texts, each with the resource that stands for it in another file.
 * @throws ExportRefused `damaged` where rows and resources do not go together
 */
export async function* readRows(
  folder: string,
  { name }: ClinicTable,
  { files }: Manifest,
): AsyncGenerator<string> {
  const lines = readLines(path.join(folder, 'tables', `${name}.ndjson`));
  const split = apartOf(name);
  if (!split) return yield* lines;
  // no other file is opened than those that were weighed
  const byName = new Map(
    files
      .filter((file) => file.path.startsWith(`${split.folder}/`))
      .map((file) => [file.path, readLines(path.join(folder, file.path))]),
  );
  for await (const line of lines) {
    const row = JSON.parse(line) as Record<string, string | null>;
    if (row[split.column] === null) {
      const file = `${split.folder}/${row.type}.ndjson`;
      const next = await byName.get(file)?.next();
      if (!next || next.done) throw new ExportRefused('damaged', { file });
      row[split.column] = next.value;
    }
    yield JSON.stringify(row);
  }
  for (const [file, resources] of byName)
    if (!(await resources.next()).done) throw new ExportRefused('damaged', { file });
}
