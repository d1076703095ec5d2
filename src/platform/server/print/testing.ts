import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Paper, Printing } from './paper.ts';

/** Programs that read papers back as a person or a scanner would, and the Debian package of each. */
const readers = {
  pdftotext: 'poppler-utils',
  pdftoppm: 'poppler-utils',
  pdfinfo: 'poppler-utils',
  zbarimg: 'zbar-tools',
};

/** Fails with what to install: a missing program must not look like a broken paper. */
export function needReaders(...programs: (keyof typeof readers)[]): void {
  for (const program of programs) {
    if (spawnSync(program, ['--help']).error) {
      throw new Error(
        `These tests read papers back with ${program}. Install it: apt-get install ${readers[program]}`,
      );
    }
  }
}

function withFile<T>(pdf: Uint8Array, read: (file: string, folder: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), 'serambi-paper-'));
  try {
    const file = path.join(folder, 'paper.pdf');
    writeFileSync(file, pdf);
    return read(file, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The words of each page, as they stand on it. */
export function pagesOf(pdf: Uint8Array): string[] {
  const text = withFile(pdf, (file) =>
    execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }),
  );
  return text.split('\f').slice(0, -1);
}

/** Right edges, in points, of the words that match. */
export function rightEdgesOf(pdf: Uint8Array, pattern: RegExp): number[] {
  const html = withFile(pdf, (file) => execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' }));
  const found = [...html.matchAll(/xMax="([\d.]+)"[^>]*>([^<]*)<\/word>/g)];
  return found.filter(([, , word]) => pattern.test(word ?? '')).map(([, edge]) => Number(edge));
}

/** What the file says of itself: `Pages`, `Page size`, `Title` … */
export function propertiesOf(pdf: Uint8Array): Map<string, string> {
  const text = withFile(pdf, (file) => execFileSync('pdfinfo', [file], { encoding: 'utf8' }));
  return new Map(
    text.split('\n').map((line) => [line.split(':')[0] ?? '', line.slice(line.indexOf(':') + 1).trim()]),
  );
}

/** What a scanner reads from the first page, printed at `dotsPerInch`. */
export function scanOf(pdf: Uint8Array, dotsPerInch: number): string[] {
  return withFile(pdf, (file, folder) => {
    const picture = path.join(folder, 'page');
    execFileSync('pdftoppm', ['-r', String(dotsPerInch), '-gray', '-png', '-singlefile', file, picture]);
    return codesIn(`${picture}.png`);
  });
}

/** What a scanner reads from a picture, of a screen for instance. */
export function scanOfPicture(png: Uint8Array): string[] {
  return withFile(png, codesIn);
}

function codesIn(file: string): string[] {
  const { stdout } = spawnSync('zbarimg', ['-q', '--raw', file], { encoding: 'utf8' });
  return stdout.split('\n').filter((line) => line !== '');
}

/** Brightness of each dot of the first page: width, height, and the bytes, 0 black. */
export function dotsOf(
  pdf: Uint8Array,
  dotsPerInch: number,
): { width: number; height: number; dots: Uint8Array } {
  return withFile(pdf, (file, folder) => {
    const picture = path.join(folder, 'page');
    execFileSync('pdftoppm', ['-r', String(dotsPerInch), '-gray', '-singlefile', file, picture]);
    const bytes = readFileSync(`${picture}.pgm`);
    const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 40).toString('latin1'));
    if (!head) throw new Error('not a grey picture');
    return { width: Number(head[1]), height: Number(head[2]), dots: bytes.subarray(head[0].length) };
  });
}

/** A morning in Jakarta. */
export const inJakarta: Printing = {
  clinicName: 'Klinik Melati',
  addressLines: ['Jalan Kenanga No. 12, Jakarta Selatan 12130', 'Telepon (021) 555-0123'],
  zone: 'Asia/Jakarta',
  country: 'ID',
  printedBy: 'Rina Wulandari',
  printedAt: '2026-03-10T02:00:00Z',
  copyNumber: 1,
};

export const inNewYork: Printing = {
  ...inJakarta,
  clinicName: 'Harbor Clinic',
  addressLines: ['120 Water Street, New York, NY 10005'],
  zone: 'America/New_York',
  country: 'US',
  printedBy: 'Ana Alvarez',
};

export const siti = {
  name: 'Siti Nurhaliza Kusumawardhani',
  birthDate: '1990-03-10',
  recordNumber: '00-12-34-56',
};

/** A letter of as many lines as asked. */
export function letter(over: Partial<Paper> = {}, lines = 3): Paper {
  const body = Array.from({ length: lines }, (_, at) => `Isi surat baris ${at + 1}`);
  return {
    kind: 'referrals.letter',
    size: 'A4',
    language: 'id',
    title: 'Surat rujukan',
    number: 'R-42',
    patient: siti,
    body,
    ...over,
  };
}
