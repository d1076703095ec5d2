import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { words } from '#platform/server/words.ts';
import {
  type DateOrder,
  type Delimiter,
  dateOrders,
  type Encoding,
  encodings,
  type Kind,
  kinds,
  mostPartBytes,
  type Overview,
} from '#slices/moving-in/contract.ts';
import { alikeWords } from '#slices/moving-in/server/index.ts';
import { type CsvDesk, openDesk, tellCounts } from './csv-desk.ts';
import { withPlatform } from './with-platform.ts';

export interface CsvOptions {
  clinic?: string;
  mapping?: string;
  saveMapping?: string;
  encoding?: string;
  delimiter?: string;
  dates?: string;
  dryRun?: boolean;
  errors?: string;
  language?: string;
}

const marks: Record<string, Delimiter> = { comma: ',', semicolon: ';', tab: '\t' };
const mostShown = 20;

/**
 * `serambi import csv KIND FILE`: reads, checks and takes a table in by the same verbs as the screen. What looks like
 * somebody who is here already is never taken in by itself: it stays open, to be decided on the screen. Exit code 1
 * when a row is not in.
 */
export async function importCsv(kind: string, file: string, options: CsvOptions): Promise<void> {
  await withPlatform(async (platform) => {
    const desk = await openDesk(platform, options);
    if (!isOneOf(kinds, kind))
      throw new Error(words(desk.language, 'movingIn_cli_badKind', { kinds: kinds.join(' | ') }));
    const { read, isNew } = await handIn(desk, kind, file, options);
    const { importId } = read;
    const ready = await understand(desk, read, options);
    tellColumns(desk, ready);
    if (ready.needs.length > 0) {
      for (const { words: text } of ready.needs) process.stdout.write(`${text}\n`);
      if (ready.needs.some(({ code }) => code === 'orderMissing')) desk.tell('movingIn_cli_orderHint');
      if (ready.needs.some(({ code }) => code !== 'orderMissing'))
        desk.tell('movingIn_cli_mapHint', { example: '{"Nama": "name"}' });
      if (isNew) await desk.call('discard', { importId });
      process.exitCode = 1;
      return;
    }
    let counts = await desk.until('checkRows', importId, ['waiting']);
    if (!options.dryRun) counts = await desk.until('takeRows', importId, ['good', 'warning']);
    tellCounts(desk, counts);
    await tellRows(desk, importId);
    if (options.errors) await writeErrors(desk, importId, options.errors);
    if (options.dryRun) {
      // what somebody else brought here, on the screen or in an earlier run, is hers
      if (isNew) await desk.call('discard', { importId });
      desk.tell('movingIn_cli_dry');
    } else {
      if (kind === 'staff' && (counts.stored ?? 0) > 0) desk.tell('movingIn_invited');
      desk.tell('movingIn_cli_id', { id: importId });
    }
    if ((counts.error ?? 0) + (counts.ask ?? 0) > 0) process.exitCode = 1;
  });
}

/** `serambi import undo ID`: says what stays and why; exit code 1 when something does. */
export async function undoImport(importId: string, options: CsvOptions): Promise<void> {
  await withPlatform(async (platform) => {
    const desk = await openDesk(platform, options);
    const counts = await desk.until('takeBack', importId, ['stored']);
    tellCounts(desk, counts);
    await tellRows(desk, importId);
    if ((counts.kept ?? 0) > 0) process.exitCode = 1;
  });
}

/** The file part by part; one that is here already goes on where it was. */
async function handIn(
  desk: CsvDesk,
  kind: Kind,
  file: string,
  options: CsvOptions,
): Promise<{ read: Overview; isNew: boolean }> {
  const encoding = chosen(desk, '--encoding', options.encoding, encodings) as Encoding | undefined;
  const mark = chosen(desk, '--delimiter', options.delimiter, Object.keys(marks));
  // a file that cannot be opened must not leave anything behind
  await (await open(file)).close();
  const { importId } = await desk.call('openFile', { kind, fileName: path.basename(file) });
  let place = 0;
  try {
    for await (const part of createReadStream(file, { highWaterMark: mostPartBytes })) {
      await desk.call('addPart', { importId, place, bytes: (part as Buffer).toString('base64') });
      place += 1;
    }
    const delimiter = mark === undefined ? undefined : marks[mark];
    const read = await desk.call('readFile', { importId, encoding, delimiter });
    if (read.importId !== importId) desk.tell('movingIn_cli_standing', { id: read.importId });
    return { read, isNew: read.importId === importId };
  } catch (error) {
    await desk.call('discard', { importId });
    throw error;
  }
}

async function understand(desk: CsvDesk, read: Overview, options: CsvOptions): Promise<Overview> {
  const order = chosen(desk, '--dates', options.dates, dateOrders) as DateOrder | undefined;
  const { importId } = read;
  let one = read;
  const own = options.mapping?.endsWith('.json') ? await mappingFile(desk, options.mapping) : undefined;
  if (options.mapping && !own) one = await desk.call('mapColumns', { importId, use: options.mapping });
  if (own || order || options.saveMapping) {
    const columns = one.columns.map((column) => {
      const said = own ? own[column.heading] : undefined;
      const field = own ? said?.field : column.field;
      const which = said?.order ?? order ?? column.order;
      return { ...(field && { field }), ...(which && { order: which }) };
    });
    one = await desk.call('mapColumns', { importId, columns, saveAs: options.saveMapping });
  }
  return one;
}

type Said = Record<string, { field?: string; order?: DateOrder } | undefined>;

/** `{"Nama": "name", "Tgl Lahir": {"field": "birthDate", "order": "dmy"}}`; headings that it leaves out are not taken. */
async function mappingFile(desk: CsvDesk, file: string): Promise<Said> {
  const bad = () => new Error(words(desk.language, 'movingIn_cli_badMapping', { file }));
  let parsed: unknown;
  try {
    parsed = JSON.parse(await readFile(file, 'utf8'));
  } catch {
    throw bad();
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw bad();
  return Object.fromEntries(
    Object.entries(parsed).map(([heading, said]) => [
      heading,
      typeof said === 'string' ? { field: said } : (said as Said[string]),
    ]),
  );
}

function tellColumns(desk: CsvDesk, one: Overview): void {
  const mark = Object.entries(marks).find(([, value]) => value === one.delimiter)?.[0] ?? '';
  desk.tell('movingIn_cli_read', {
    ...{ file: one.fileName, rows: one.rows },
    encoding: words(desk.language, `movingIn_encoding_${(one.encoding ?? 'utf-8').replaceAll('-', '_')}`),
    delimiter: words(desk.language, `movingIn_delimiter_${mark}`),
  });
  if (one.encodingUncertain) desk.tell('movingIn_cli_encodingGuess');
  for (const { heading, field, samples } of one.columns) {
    const label = one.fields.find(({ key }) => key === field)?.label;
    desk.tell('movingIn_cli_column', {
      ...{ heading, samples: samples.join(' | ') },
      field: label ?? words(desk.language, 'movingIn_cli_notTaken'),
    });
  }
}

async function tellRows(desk: CsvDesk, importId: string): Promise<void> {
  const { counts } = await desk.call('readImport', { importId });
  const states = ['error', 'ask', 'kept'] as const;
  const { rows } = await desk.call('rows', { importId, states: [...states], limit: mostShown });
  for (const { line, title, problems, candidates } of rows) {
    const alike = candidates.map((candidate) => alikeWords(desk.language, candidate));
    const reasons = problems.map((one) => (one.field ? `${one.field}: ${one.words}` : one.words));
    desk.tell('movingIn_cli_row', { line, title, reason: [...reasons, ...alike].join(' ') });
  }
  const all = states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  if (all > rows.length) desk.tell('movingIn_cli_more', { count: all - rows.length });
}

async function writeErrors(desk: CsvDesk, importId: string, file: string): Promise<void> {
  const out = await open(file, 'w', 0o600);
  try {
    let after: number | undefined = 0;
    while (after !== undefined) {
      const piece: { csv: string; next?: number | undefined } = await desk.call('errorFile', {
        importId,
        after,
      });
      await out.write(piece.csv);
      after = piece.next;
    }
  } finally {
    await out.close();
  }
  const { counts } = await desk.call('readImport', { importId });
  const count = (counts.error ?? 0) + (counts.ask ?? 0) + (counts.kept ?? 0);
  desk.tell('movingIn_cli_errors', { count, file });
}

function chosen(
  desk: CsvDesk,
  option: string,
  value: string | undefined,
  choices: readonly string[],
): string | undefined {
  if (value === undefined || choices.includes(value)) return value;
  throw new Error(words(desk.language, 'movingIn_cli_badChoice', { option, choices: choices.join(' | ') }));
}

function isOneOf<T extends string>(all: readonly T[], value: string): value is T {
  return all.some((one) => one === value);
}
