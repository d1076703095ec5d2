import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { Delimiter, Encoding } from '../contract.ts';

/** A record of a file: its cells as they stand there, and the line on which it begins. */
export interface TableRow {
  line: number;
  cells: string[];
}

/** Where a file cannot be read on. `why` is a code of the reader: an open quote, a letter after a closed one. */
export class TableFault extends Error {
  readonly line: number;
  readonly why: 'quote' | 'tooLong' | 'other';
  constructor(line: number, why: TableFault['why']) {
    super(`${why} on line ${line}`);
    this.line = line;
    this.why = why;
  }
}

/** Characters of one record; beyond it a quote was left open somewhere above. */
const mostRecord = 256 * 1024;

/**
 * Reads a table record by record, holding one piece of the file at a time (RFC 4180, with any of the delimiters and
 * ends of line). Empty lines are no records. @throws TableFault
 */
export async function* readTable(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  how: { encoding: Encoding; delimiter: Delimiter },
): AsyncGenerator<TableRow> {
  // the parser runs ahead of who reads from it, so where it stopped is known to it alone
  let ended = 0;
  const parser = parse({
    on_record: (record: string[], { lines }) => {
      ended = lines;
      return record;
    },
    bom: true,
    delimiter: how.delimiter,
    info: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    // `="00123"` without quotes around it is how many systems save zeros from spreadsheets
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: mostRecord,
  });
  const source = Readable.from(decoded(bytes, how.encoding), { objectMode: false });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let doubled = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      // the parser counts CR LF within quotes as two lines, for the rest of the file
      doubled += endsWithin(record, /\r\n/g);
      yield { line: info.lines - doubled - endsWithin(record, /\r\n|\n|\r/g), cells: record };
    }
  } catch (error) {
    if (error instanceof CsvError) throw new TableFault(ended + 1, faultOf(error.code));
    throw error;
  } finally {
    source.destroy();
  }
}

function endsWithin(record: readonly string[], ends: RegExp): number {
  return record.reduce((sum, cell) => sum + (cell.match(ends)?.length ?? 0), 0);
}

async function* decoded(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of bytes) {
    const text = decoder.decode(piece, { stream: true });
    if (text) yield Buffer.from(text);
  }
  const rest = decoder.decode();
  if (rest) yield Buffer.from(rest);
}

function faultOf(code: string): TableFault['why'] {
  if (code === 'CSV_MAX_RECORD_SIZE') return 'tooLong';
  return code.includes('QUOTE') ? 'quote' : 'other';
}
