import type { Bitmap } from './raster.ts';

/**
 * ESC/POS, the language of receipt printers, as far as slips and receipts need it. A pure codec: lines in, bytes out.
 * Command names are those of Epson's reference, which the clones follow.
 */

export interface TextLine {
  kind: 'text';
  text: string;
  align?: 'left' | 'center' | 'right';
  bold?: boolean;
  /** Twice as wide and as high: half as many letters fit. */
  double?: boolean;
}

/** Words at the left edge and figures at the right one. */
export interface PairLine {
  kind: 'pair';
  left: string;
  right: string;
  bold?: boolean;
}

export type SlipLine =
  | TextLine
  | PairLine
  | { kind: 'rule' }
  /** Blank rows, to sign in. */
  | { kind: 'feed'; rows: number }
  | { kind: 'code128'; text: string }
  | { kind: 'qr'; text: string };

/** Page 16 of the printer is Windows-1252; `ascii` is for printers that have no such page. */
export type CodePage = 'windows1252' | 'ascii';

export interface SlipFormat {
  /** Letters of font A in a line: 48 on paper of 80 mm, 32 on 58 mm. */
  columns: number;
  codePage: CodePage;
  /** Draws what the page cannot say; without it such letters lose their marks. */
  draw?: (line: TextLine | PairLine, dots: { size: number; width: number }) => Bitmap[];
}

/** Font A: 12 by 24 dots. */
const letterDots = { width: 12, height: 24 } as const;

const escapeByte = 0x1b;
const groupByte = 0x1d;

const initialize = [escapeByte, 0x40];
const selectWindows1252 = [escapeByte, 0x74, 16];
/** Feeds past the knife (GS V 66 n), then cuts, leaving a hinge, so that the slip does not fall to the floor. */
const feedAndCut = [groupByte, 0x56, 66, 3];
const bold = (on: boolean) => [escapeByte, 0x45, on ? 1 : 0];
const size = (double: boolean) => [groupByte, 0x21, double ? 0x11 : 0x00];
const aligned = { left: 0, center: 1, right: 2 } as const;
const align = (to: keyof typeof aligned) => [escapeByte, 0x61, aligned[to]];
const lineFeed = 0x0a;

/** A whole slip: start, code page, lines, cut. */
export function encodeSlip(lines: readonly SlipLine[], format: SlipFormat): Uint8Array {
  const bytes = [...initialize, ...(format.codePage === 'windows1252' ? selectWindows1252 : [])];
  for (const line of lines) bytes.push(...encodeLine(line, format));
  return Uint8Array.from([...bytes, ...feedAndCut]);
}

function encodeLine(line: SlipLine, format: SlipFormat): number[] {
  const said = line.kind === 'text' ? line.text : line.kind === 'pair' ? line.left + line.right : '';
  if ((line.kind === 'text' || line.kind === 'pair') && format.draw && !isSayable(said, format.codePage)) {
    const size = line.kind === 'text' && line.double ? letterDots.height * 2 : letterDots.height;
    return format.draw(line, { size, width: format.columns * letterDots.width }).flatMap(encodeBitmap);
  }
  switch (line.kind) {
    case 'text':
      return encodeText(line, format);
    case 'pair':
      return setRows({ bold: line.bold ?? false }, pairRows(line, format), format);
    case 'rule':
      return setRows({}, ['-'.repeat(format.columns)], format);
    case 'feed':
      return [escapeByte, 0x64, line.rows];
    case 'code128':
      return encodeCode128(line.text);
    case 'qr':
      return encodeQr(line.text);
  }
}

function encodeText(line: TextLine, format: SlipFormat): number[] {
  const columns = line.double ? Math.floor(format.columns / 2) : format.columns;
  const text = onPage(line.text, format.codePage);
  return setRows(
    line,
    text.split('\n').flatMap((row) => wrap(row, columns)),
    format,
  );
}

/** Rows as they stand, each with its line feed, under one setting. */
function setRows(
  setting: Omit<TextLine, 'kind' | 'text'>,
  rows: readonly string[],
  format: SlipFormat,
): number[] {
  const letters = rows.flatMap((row) => [...encodeLetters(row, format.codePage), lineFeed]);
  return [
    ...align(setting.align ?? 'left'),
    ...bold(setting.bold ?? false),
    ...size(setting.double ?? false),
    ...letters,
  ];
}

/** The figures keep their place at the right of the last row; long words in front of them wrap. */
function pairRows(line: PairLine, format: SlipFormat): string[] {
  const left = onPage(line.left, format.codePage);
  const right = onPage(line.right, format.codePage);
  const room = format.columns - right.length - 1;
  // Figures that leave no room for words stand on a row of their own.
  if (room < 8)
    return [
      ...wrap(left, format.columns),
      ...wrap(right, format.columns).map((row) => row.padStart(format.columns)),
    ];
  const rows = wrap(left, room);
  const last = rows.pop() ?? '';
  return [...rows, last + right.padStart(format.columns - last.length)];
}

/** Breaks a text between words; a word longer than the line is broken where the line ends. */
export function wrap(text: string, columns: number): string[] {
  const rows: string[] = [];
  let row = '';
  for (const word of text.split(/[ \t]+/)) {
    let rest = word;
    if (row !== '' && row.length + 1 + rest.length > columns) {
      rows.push(row);
      row = '';
    }
    while (rest.length > columns) {
      rows.push(rest.slice(0, columns));
      rest = rest.slice(columns);
    }
    row = row === '' ? rest : `${row} ${rest}`;
  }
  return [...rows, row];
}

/** Byte of each character of Windows-1252, from the decoder that every runtime has. */
const windows1252 = new Map(
  Array.from({ length: 256 }, (_, byte) => [
    new TextDecoder('windows-1252').decode(Uint8Array.of(byte)),
    byte,
  ]),
);

/** Signs that people write and that neither page has. */
const plainSigns: Record<string, string> = {
  '–': '-',
  '—': '-',
  '−': '-',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '…': '...',
  '·': '-',
  '×': 'x',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ø: 'o',
  Ø: 'O',
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  '€': 'EUR',
  '≥': '>=',
  '≤': '<=',
};

/**
 * The text in letters of the page, one for each byte, so that it can be measured before it is sent. A letter that the
 * page lacks loses its mark (ễ becomes e), anything else becomes a question mark; a control character other than the
 * end of a line becomes a blank, so that no text can command the printer.
 */
function onPage(text: string, codePage: CodePage): string {
  return [...text.normalize('NFC')]
    .map((character) => (character === '\n' ? character : letterOnPage(character, codePage)))
    .join('');
}

function letterOnPage(character: string, codePage: CodePage): string {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x20 || (point >= 0x7f && point < 0xa0)) return ' ';
  if (point < 0x7f || (codePage === 'windows1252' && windows1252.has(character))) return character;
  const plain = plainSigns[character] ?? character.normalize('NFKD').replace(/\p{M}/gu, '');
  return plain.replace(/[^\x20-\x7e]/gu, '?');
}

/** A text as bytes of the page, without an end of line in it. */
export function encodeLetters(text: string, codePage: CodePage): number[] {
  return [...onPage(text, codePage).replaceAll('\n', ' ')].map((letter) => windows1252.get(letter) ?? 0x3f);
}

/** Whether the page has every letter; a blank or a sign may be another that says the same, a letter may not. */
function isSayable(text: string, codePage: CodePage): boolean {
  return [...text.normalize('NFC')].every((character) => {
    if (/[ -~\s]/.test(character)) return true;
    if (codePage === 'windows1252' && windows1252.has(character)) return true;
    return !/[\p{L}\p{M}]/u.test(character) && !letterOnPage(character, codePage).includes('?');
  });
}

/** GS v 0: a picture as it stands, at the left edge. */
function encodeBitmap({ widthBytes, height, dots }: Bitmap): number[] {
  const head = [groupByte, 0x76, 0x30, 0, widthBytes & 0xff, widthBytes >> 8, height & 0xff, height >> 8];
  return [...align('left'), ...head, ...dots];
}

/** GS k 73: Code 128 with its length, code set B chosen by `{B`; a brace in the data is doubled. */
function encodeCode128(text: string): number[] {
  const data = encodeLetters(`{B${text.replaceAll('{', '{{')}`, 'ascii');
  const height = [groupByte, 0x68, 64];
  const twoDots = [groupByte, 0x77, 2];
  return [...align('center'), ...height, ...twoDots, groupByte, 0x6b, 73, data.length, ...data, lineFeed];
}

/** GS ( k: model 2, six dots a module, correction M, store, print. */
function encodeQr(text: string): number[] {
  const data = [...new TextEncoder().encode(text)];
  const length = data.length + 3;
  const command = (...body: number[]) => [groupByte, 0x28, 0x6b, ...body];
  return [
    ...align('center'),
    ...command(4, 0, 49, 65, 50, 0),
    ...command(3, 0, 49, 67, 6),
    ...command(3, 0, 49, 69, 49),
    ...command(length & 0xff, length >> 8, 49, 80, 48, ...data),
    ...command(3, 0, 49, 81, 48),
    lineFeed,
  ];
}
