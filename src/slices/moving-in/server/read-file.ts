import { createHash } from 'node:crypto';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { Delimiter, Encoding, movingIn } from '../contract.ts';
import { plainCell } from '../shared/cell.ts';
import { tallyDate } from '../shared/dates.ts';
import { guessDelimiter } from '../shared/delimiter.ts';
import { foldHeading } from '../shared/field.ts';
import { EncodingWatch } from '../shared/encoding.ts';
import { type Import, type KeptColumn, loadImport, setState } from './load-import.ts';
import { understood } from './map-columns.ts';
import { overviewOf } from './overview.ts';
import { rulesOf } from './rules-of.ts';
import { readTable, TableFault, type TableRow } from './read-table.ts';

const mostRows = 200_000;
const batch = 500;
const sampleBytes = 64 * 1024;
const mostSamples = 3;
const longestSample = 80;

export const readFile: Verb<typeof movingIn, 'readFile'> = async (ctx, input) => {
  const one = await loadImport(ctx, input.importId, 'lock');
  if (one.state !== 'opened' && one.state !== 'read') ctx.fail('tooLate');
  const seen = await lookAt(ctx, one.id);
  if (seen.bytes === 0) ctx.fail('fileEmpty');
  const standing = await sameFile(ctx, one, seen.hash);
  if (standing) {
    await forget(ctx, one.id);
    return overviewOf(ctx, await loadImport(ctx, standing));
  }
  const encoding = input.encoding ?? seen.encoding;
  const head = new TextDecoder(encoding).decode(seen.head);
  const delimiter = input.delimiter ?? guessDelimiter(head);
  await clearRows(ctx, one.id);
  const columns = await storeRows(ctx, one, { encoding, delimiter }).catch((error: unknown) => {
    if (error instanceof TableFault) ctx.fail('fileUnreadable', { line: error.line, why: error.why });
    throw error;
  });
  const kept = await understood(ctx, one.kind, columns);
  await ctx.db
    .updateTable('moving_in_import')
    .set({ file_hash: seen.hash, encoding, delimiter, columns: JSON.stringify(kept) })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('import_id', '=', one.id)
    .execute();
  await setState(ctx, one.id, 'read');
  ctx.emit('movingIn.changed', { importId: one.id });
  return overviewOf(ctx, await loadImport(ctx, one.id));
};

interface Seen {
  hash: string;
  bytes: number;
  encoding: Encoding;
  head: Uint8Array;
}

/** One pass over the bytes: what they are, whether they were here before, and how they begin. */
async function lookAt(ctx: Context, importId: string): Promise<Seen> {
  const hash = createHash('sha256');
  const watch = new EncodingWatch();
  let bytes = 0;
  let head = new Uint8Array();
  for await (const part of partsOf(ctx, importId)) {
    hash.update(part);
    watch.see(part);
    bytes += part.length;
    if (head.length < sampleBytes) head = Buffer.concat([head, part.subarray(0, sampleBytes)]);
  }
  return { hash: hash.digest('hex'), bytes, encoding: watch.end().encoding, head };
}

/** The bytes as they came, one part in memory at a time. */
async function* partsOf(ctx: Context, importId: string): AsyncGenerator<Uint8Array> {
  for (let place = 0; ; place += 1) {
    const part = await ctx.db
      .selectFrom('moving_in_part')
      .select('bytes')
      .where('clinic_id', '=', ctx.clinic.id)
      .where('import_id', '=', importId)
      .where('place', '=', place)
      .executeTakeFirst();
    if (!part) return;
    yield part.bytes;
  }
}

async function sameFile(ctx: Context, one: Import, hash: string): Promise<string | undefined> {
  const row = await ctx.db
    .selectFrom('moving_in_import')
    .select('import_id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('kind', '=', one.kind)
    .where('file_hash', '=', hash)
    .where('state', '<>', 'takenBack')
    .where('import_id', '<>', one.id)
    .executeTakeFirst();
  return row?.import_id;
}

async function forget(ctx: Context, importId: string): Promise<void> {
  await ctx.db
    .deleteFrom('moving_in_import')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('import_id', '=', importId)
    .execute();
}

async function clearRows(ctx: Context, importId: string): Promise<void> {
  await ctx.db
    .deleteFrom('moving_in_row')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('import_id', '=', importId)
    .execute();
}

type ReadContext = Parameters<Verb<typeof movingIn, 'readFile'>>[0];

async function storeRows(
  ctx: ReadContext,
  { id: importId, kind }: Import,
  how: { encoding: Encoding; delimiter: Delimiter },
): Promise<KeptColumn[]> {
  const secret = new Set(rulesOf(kind).secret?.split('|').map(foldHeading));
  let columns: KeptColumn[] | undefined;
  let count = 0;
  let waiting: (TableRow & { place: number })[] = [];
  const flush = async () => {
    if (waiting.length === 0) return;
    const values = waiting.map(({ place, line, cells }) => ({
      ...{ clinic_id: ctx.clinic.id, import_id: importId, row_number: place, line, state: 'waiting' },
      cells: JSON.stringify(cells),
    }));
    await ctx.db.insertInto('moving_in_row').values(values).execute();
    waiting = [];
  };
  for await (const row of readTable(partsOf(ctx, importId), how)) {
    // a NUL is no text in PostgreSQL, and nobody wrote one on purpose
    const cells = row.cells.map((cell) => cell.replaceAll('\0', ''));
    if (!columns) {
      columns = cells.map((heading) => newColumn(heading.trim()));
      continue;
    }
    for (const [at, { heading }] of columns.entries()) {
      if (secret.has(foldHeading(heading)) && at < cells.length) cells[at] = '';
    }
    if (cells.every((cell) => cell.trim() === '')) continue;
    count += 1;
    if (count > mostRows) ctx.fail('tooManyRows', { most: mostRows });
    for (const [at, column] of columns.entries()) see(column, plainCell(cells[at] ?? ''));
    waiting.push({ line: row.line, cells, place: count });
    if (waiting.length === batch) await flush();
  }
  await flush();
  if (!columns || count === 0) return ctx.fail('fileEmpty');
  return columns;
}

function newColumn(heading: string): KeptColumn {
  return { heading, samples: [], filled: 0, tally: { dmyOnly: 0, mdyOnly: 0, either: 0 } };
}

function see(column: KeptColumn, text: string): void {
  if (text === '') return;
  column.filled += 1;
  tallyDate(column.tally, text);
  const sample = text.length > longestSample ? `${text.slice(0, longestSample)}…` : text;
  if (column.samples.length < mostSamples && !column.samples.includes(sample)) column.samples.push(sample);
}
