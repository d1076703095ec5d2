/**
 * ZPL II, the language of label printers, as far as labels need it. A pure codec: fields in, bytes out. Commands are those
 * of Zebra's ZPL II Programming Guide; the clones follow them.
 */

/** What stands where, in dots from the label's upper left corner. */
export type ZplField =
  | { kind: 'text'; text: string; x: number; y: number; height: number; width?: number; right?: boolean }
  | { kind: 'code128'; text: string; x: number; y: number; height: number; moduleDots: number }
  | { kind: 'qr'; text: string; x: number; y: number; moduleDots: number };

/** One label: UTF-8 (`^CI28`), its size, its fields, one copy. */
export function encodeZpl(fields: readonly ZplField[], size: { width: number; height: number }): Uint8Array {
  const lines = [
    '^XA',
    '^CI28',
    `^PW${size.width}`,
    `^LL${size.height}`,
    '^LH0,0',
    ...fields.map(encodeField),
  ];
  return new TextEncoder().encode([...lines, '^PQ1', '^XZ', ''].join('\n'));
}

function encodeField(field: ZplField): string {
  const at = `^FO${field.x},${field.y}`;
  switch (field.kind) {
    case 'text': {
      // ^FB gives the line its width, and with R its right edge
      const block = field.width ? `^FB${field.width},1,0,${field.right ? 'R' : 'L'},0` : '';
      return `${at}^A0N,${field.height},${field.height}${block}${data(field.text)}`;
    }
    case 'code128': {
      // A: the printer packs digits by itself; a `>` would choose a set there, and is data (`>0`) in set B (`>:`) alone
      const isPlain = !field.text.includes('>');
      const text = isPlain ? field.text : `>:${field.text.replaceAll('>', '>0')}`;
      return `${at}^BY${field.moduleDots}^BCN,${field.height},N,N,N,${isPlain ? 'A' : 'N'}${data(text)}`;
    }
    case 'qr':
      // MA: correction M, the printer finds the mode by itself
      return `${at}^BQN,2,${field.moduleDots}${data(`MA,${field.text}`)}`;
  }
}

/** Field data, with what would be read as a command written in hexadecimal (`^FH`), control characters as blanks. */
function data(text: string): string {
  const safe = text
    .normalize('NFC')
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/[_^~\\]/g, (sign) => `_${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `^FH_^FD${safe}^FS`;
}
