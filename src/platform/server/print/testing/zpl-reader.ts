/**
 * Reads ZPL II as a label printer does: what would stand where on the label. It knows no encoder of ours; a command that
 * it does not know, and anything that would run over the label's edge, is a fault.
 */

export type ReadField =
  | { kind: 'text'; text: string; x: number; y: number; height: number; align: 'L' | 'R' }
  | { kind: 'code128'; text: string; x: number; y: number; height: number; width: number; moduleDots: number }
  | { kind: 'qr'; text: string; x: number; y: number; moduleDots: number };

export interface ReadLabel {
  width: number;
  height: number;
  copies: number;
  fields: ReadField[];
}

export function readZpl(bytes: Uint8Array): ReadLabel[] {
  const source = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/~HS/g, '');
  const labels: ReadLabel[] = [];
  for (const [, body] of source.matchAll(/\^XA([\s\S]*?)\^XZ/g)) labels.push(readLabel(body ?? ''));
  if (source.replace(/\^XA[\s\S]*?\^XZ/g, '').trim() !== '') throw new Error('bytes outside of a label');
  return labels;
}

function readLabel(body: string): ReadLabel {
  const label: ReadLabel = { width: 0, height: 0, copies: 1, fields: [] };
  let isUtf8 = false;
  let hexadecimal = '';
  let [x, y, height, moduleDots] = [0, 0, 0, 2];
  let block: { width: number; align: 'L' | 'R' } = { width: 0, align: 'L' };
  let next: 'text' | 'code128' | 'qr' = 'text';
  let data: string | undefined;
  for (const [, name = '', rest = ''] of body.matchAll(/\^([A-Z][A-Z0-9])([^^]*)/g)) {
    const parts = rest.replace(/\n$/, '').split(',');
    const number = (at: number) => Number(parts[at]);
    if (name === 'CI') isUtf8 = rest.trim() === '28';
    else if (name === 'PW') label.width = number(0);
    else if (name === 'LL') label.height = number(0);
    else if (name === 'LH') expectZero(parts);
    else if (name === 'PQ') label.copies = number(0);
    else if (name === 'FO') [x, y] = [number(0), number(1)];
    else if (name === 'A0') [next, height] = ['text', number(1)];
    else if (name === 'FB') block = { width: number(0), align: parts[3] === 'R' ? 'R' : 'L' };
    else if (name === 'BY') moduleDots = number(0);
    else if (name === 'BC') [next, height] = ['code128', number(1)];
    else if (name === 'BQ') [next, moduleDots] = ['qr', number(2)];
    else if (name === 'FH') hexadecimal = rest;
    else if (name === 'FD') data = plainData(rest, hexadecimal);
    else if (name === 'FS') {
      if (data === undefined) throw new Error('a field without data');
      label.fields.push(fieldOf(next, data, { x, y, height, moduleDots, align: block.align }));
      [data, hexadecimal, block, next] = [undefined, '', { width: 0, align: 'L' }, 'text'];
    } else throw new Error(`unknown command ^${name}`);
  }
  if (!isUtf8) throw new Error('no ^CI28: letters beyond ASCII would be others');
  for (const field of label.fields) mustLieOn(label, field);
  return label;
}

function expectZero(parts: string[]): void {
  if (parts.some((one) => Number(one) !== 0)) throw new Error('the label is shifted');
}

/** Hexadecimal bytes after the indicator are UTF-8 under ^CI28. */
function plainData(text: string, indicator: string): string {
  if (!indicator) return text;
  return text.replaceAll(new RegExp(`${indicator}([0-9A-F]{2})`, 'g'), (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function fieldOf(
  kind: ReadField['kind'],
  data: string,
  at: { x: number; y: number; height: number; moduleDots: number; align: 'L' | 'R' },
): ReadField {
  const { x, y, height, moduleDots, align } = at;
  if (kind === 'text') return { kind, text: data, x, y, height, align };
  if (kind === 'qr') {
    if (!data.startsWith('MA,')) throw new Error('a QR code without correction and mode');
    return { kind, text: data.slice(3), x, y, moduleDots };
  }
  const set = data.slice(0, 2);
  const text = data.slice(2).replaceAll('>0', '>');
  if (set === '>;' && !/^(\d\d)+$/.test(text)) throw new Error('set C takes pairs of digits');
  if (set !== '>;' && set !== '>:') throw new Error('a Code 128 without a code set');
  // start, a sign for each letter or pair, check, stop
  const signs = set === '>;' ? text.length / 2 : text.length;
  const width = (11 + signs * 11 + 11 + 13) * moduleDots;
  return { kind, text, x, y, height, width, moduleDots };
}

function mustLieOn(label: ReadLabel, field: ReadField): void {
  const right = field.x + (field.kind === 'code128' ? field.width : 0);
  const bottom = field.y + (field.kind === 'qr' ? 21 * field.moduleDots : field.height);
  if (field.x < 0 || field.y < 0 || right > label.width || bottom > label.height)
    throw new Error(`${field.kind} ${field.text} runs over the edge of the label`);
}
