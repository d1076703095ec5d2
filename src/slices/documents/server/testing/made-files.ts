import { execFileSync } from 'node:child_process';
import { crc32, deflateSync } from 'node:zlib';
import { renderPaper } from '#platform/server/print/paper.ts';
import { inJakarta, letter } from '#platform/server/print/testing.ts';

/** A true PDF of as many pages as asked, with these words on the first. */
export async function pdfOf(words: string, pages = 1): Promise<Buffer> {
  const more = Array.from({ length: pages - 1 }, (_, at) => ({
    text: `page ${at + 2}`,
    pageBreak: 'before' as const,
  }));
  return Buffer.from(await renderPaper(letter({ body: [words, ...more], title: words }), inJakarta));
}

/** A true grey PNG. */
export function pngOf(width = 8, height = 8, shade = 128): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (width + 1), shade);
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  const mark = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    mark,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

/** A true JPEG, drawn by poppler from a PDF. */
export async function jpegOf(words: string): Promise<Buffer> {
  const input = await pdfOf(words);
  return execFileSync('pdftoppm', ['-jpeg', '-r', '30', '-singlefile', '-'], { input });
}

/** A PDF written by hand: its objects as text, without a table of them, as readers mend it. */
export function rawPdf(...objects: (string | Buffer)[]): Buffer {
  const parts = [
    '1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n',
  ];
  const page = '3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >> endobj\n';
  return Buffer.concat(
    [Buffer.from('%PDF-1.7\n'), ...parts, page, ...objects, '\ntrailer << /Root 1 0 R >>\n%%EOF\n'].map(
      (part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part),
    ),
  );
}

/** An object that stands in a compressed stream of objects. */
export function hidden(object: string): Buffer {
  const data = deflateSync(Buffer.from(`9 0 ${object}`, 'latin1'));
  const head = `8 0 obj << /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${data.length} >> stream\n`;
  return Buffer.concat([Buffer.from(head), data, Buffer.from('\nendstream endobj\n')]);
}
