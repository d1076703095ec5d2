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
  let mode = 'N';
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
    else if (name === 'BC') [next, height, mode] = ['code128', number(1), parts[5]?.trim() ?? 'N'];
    else if (name === 'BQ') [next, moduleDots] = ['qr', number(2)];
    else if (name === 'FH') hexadecimal = rest;
    else if (name === 'FD') data = plainData(rest, hexadecimal);
    else if (name === 'FS') {
      if (data === undefined) throw new Error('a field without data');
      label.fields.push(
        fieldOf(next, data, {
          ...{ x, y, height, moduleDots, align: block.align, mode },
        }),
      );
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
  at: { x: number; y: number; height: number; moduleDots: number; align: 'L' | 'R'; mode: string },
): ReadField {
  const { x, y, height, moduleDots, align } = at;
  if (kind === 'text') return { kind, text: data, x, y, height, align };
  if (kind === 'qr') {
    if (!data.startsWith('MA,')) throw new Error('a QR code without correction and mode');
    return { kind, text: data.slice(3), x, y, moduleDots };
  }
  const isAutomatic = at.mode === 'A';
  if (isAutomatic ? data.includes('>') : !data.startsWith('>:'))
    throw new Error('a Code 128 without a code set');
  const text = isAutomatic ? data : data.slice(2).replaceAll('>0', '>');
  // start, the signs, check, stop
  const signs = isAutomatic ? fewestSigns(text) : text.length;
  const width = (11 + signs * 11 + 11 + 13) * moduleDots;
  return { kind, text, x, y, height, width, moduleDots };
}

/** Signs of a Code 128 at its shortest: one to a letter in set B, one to two digits in set C, one for each change. */
function fewestSigns(text: string): number {
  let best = { B: 0, C: 0 };
  const after: { B: number; C: number }[] = [best];
  for (let at = 1; at <= text.length; at += 1) {
    const two = /^\d\d$/.test(text.slice(at - 2, at)) && at >= 2 ? after[at - 2] : undefined;
    const inB = after[at - 1]?.B ?? 0;
    const B = inB + 1;
    const C = two ? two.C + 1 : Number.POSITIVE_INFINITY;
    best = { B: Math.min(B, C + 1), C: Math.min(C, B + 1) };
    after.push(best);
  }
  return Math.min(best.B, best.C);
}

function mustLieOn(label: ReadLabel, field: ReadField): void {
  const right = field.x + (field.kind === 'code128' ? field.width : 0);
  const bottom = field.y + (field.kind === 'qr' ? 21 * field.moduleDots : field.height);
  if (field.x < 0 || field.y < 0 || right > label.width || bottom > label.height)
    throw new Error(`${field.kind} ${field.text} runs over the edge of the label`);
}
