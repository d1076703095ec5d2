/**
 * Reads ESC/POS as a receipt printer does, and keeps what would stand on its paper. It knows the commands of Epson's
 * reference that a slip needs and no encoder of ours; a command that it does not know is a fault, as it would print rubbish.
 */

export interface ReadRow {
  text: string;
  align: 'left' | 'center' | 'right';
  bold: boolean;
  double: boolean;
}

export type ReadItem =
  | ({ kind: 'row' } & ReadRow)
  | { kind: 'code128'; text: string; heightDots: number; moduleDots: number }
  | { kind: 'qr'; text: string }
  | { kind: 'picture'; widthBytes: number; height: number; dots: Uint8Array }
  | { kind: 'feed'; rows: number }
  | { kind: 'cut' };

export interface ReadSlip {
  items: ReadItem[];
  /** Whether it asked in turn when everything before was printed (GS r 1). */
  asked: number;
}

/** @param columns letters of font A that fit a line; a longer row is a fault, as the printer would break it anywhere */
export function readEscpos(bytes: Uint8Array, columns: number): ReadSlip {
  const items: ReadItem[] = [];
  let [at, asked] = [0, 0];
  let page = -1;
  let style = { align: 'left' as ReadRow['align'], bold: false, double: false };
  let code = { height: 0, module: 0 };
  let qrData = '';
  let row: number[] = [];
  const take = (count: number) => {
    if (at + count > bytes.length) throw new Error(`cut off at byte ${at}`);
    at += count;
    return bytes.subarray(at - count, at);
  };
  const one = () => take(1)[0] ?? 0;
  const u16 = () => one() + one() * 256;
  const fault = (name: string, ...more: number[]): never => {
    throw new Error(
      `unknown command ${name} ${more.map((byte) => byte.toString(16)).join(' ')} at byte ${at}`,
    );
  };
  const known: Record<string, () => void> = {
    'ESC @': () => {
      page = 0;
      style = { align: 'left', bold: false, double: false };
    },
    'ESC t': () => {
      page = one();
    },
    'ESC a': () => {
      style.align = (['left', 'center', 'right'] as const)[one()] ?? fault('ESC a');
    },
    'ESC E': () => {
      style.bold = (one() & 1) === 1;
    },
    'ESC d': () => {
      items.push({ kind: 'feed', rows: one() });
    },
    'GS !': () => {
      style.double = one() === 0x11;
    },
    'GS h': () => {
      code.height = one();
    },
    'GS w': () => {
      code.module = one();
    },
    'GS V': () => {
      if (one() !== 66) fault('GS V');
      one();
      items.push({ kind: 'cut' });
    },
    'GS k': () => {
      if (one() !== 73) fault('GS k');
      const data = String.fromCharCode(...take(one()));
      if (!data.startsWith('{B')) fault('GS k without a code set');
      const { height: heightDots, module: moduleDots } = code;
      items.push({ kind: 'code128', text: data.slice(2).replaceAll('{{', '{'), heightDots, moduleDots });
      code = { height: 0, module: 0 };
    },
    'GS (': () => {
      if (one() !== 0x6b) fault('GS (');
      const body = take(u16());
      if (body[0] !== 49) fault('GS ( k', ...body.slice(0, 2));
      if (body[1] === 80) qrData = new TextDecoder('utf-8', { fatal: true }).decode(body.subarray(3));
      else if (body[1] === 81) items.push({ kind: 'qr', text: qrData });
      else if (![65, 67, 69].includes(body[1] ?? 0)) fault('GS ( k', ...body.slice(0, 2));
    },
    'GS v': () => {
      take(2);
      const [widthBytes, height] = [u16(), u16()];
      if (widthBytes * 8 > columns * 12) throw new Error('a picture wider than the paper');
      items.push({ kind: 'picture', widthBytes, height, dots: take(widthBytes * height).slice() });
    },
    'GS r': () => {
      one();
      asked += 1;
    },
  };
  while (at < bytes.length) {
    const byte = one();
    if (byte === 0x1b || byte === 0x1d) {
      const name = `${byte === 0x1b ? 'ESC' : 'GS'} ${String.fromCharCode(one())}`;
      (known[name] ?? fault(name))();
    } else if (byte === 0x10) take(2);
    else if (byte === 0x0a) {
      if (row.length > (style.double ? columns / 2 : columns)) throw new Error('a row longer than the paper');
      const decoder = new TextDecoder(page === 16 ? 'windows-1252' : 'ascii');
      if (page !== 16 && row.some((letter) => letter > 0x7e)) throw new Error('a letter of no chosen page');
      if (row.length > 0) items.push({ kind: 'row', text: decoder.decode(Uint8Array.from(row)), ...style });
      row = [];
    } else if (byte < 0x20) fault('control', byte);
    else row.push(byte);
  }
  if (row.length > 0) throw new Error('a row that is never printed');
  return { items, asked };
}

/** The words of a slip, row by row. */
export function rowsOf(slip: ReadSlip): string[] {
  return slip.items.flatMap((item) => (item.kind === 'row' ? [item.text] : []));
}
