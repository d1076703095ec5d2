import type { SlipLine, TextLine } from './escpos.ts';

/** How text stands where it is found; children take it over from their parents. */
interface Setting {
  align: NonNullable<TextLine['align']>;
  bold: boolean;
  double: boolean;
}

/** Print of this size and more is a heading or the number of a queue: the printer doubles it. */
const doublePoints = 16;
const boldStyles = new Set(['clinic', 'title', 'heading', 'value', 'tableHead', 'mark']);

/**
 * The lines of a roll paper for a printer that takes text: what the PDF shows, without its typography. Columns and
 * tables become words at the left and the last cell at the right; drawn lines become rules.
 */
export function slipLines(content: unknown): SlipLine[] {
  return linesOf(content, { align: 'left', bold: false, double: false });
}

function linesOf(node: unknown, around: Setting): SlipLine[] {
  if (typeof node === 'string') return node.trim() === '' ? [] : [{ kind: 'text', text: node, ...around }];
  if (Array.isArray(node)) return node.flatMap((child) => linesOf(child, around));
  if (!isRecord(node)) return [];
  const setting = settingOf(node, around);
  if (isSpaceToSign(node)) return [{ kind: 'feed', rows: 3 }];
  if (isRecord(node.reads)) return barcodeLines(node.reads);
  if ('text' in node) return linesOf(plainText(node.text), setting);
  if ('stack' in node) return linesOf(node.stack, setting);
  if ('ul' in node || 'ol' in node) return linesOf(node.ul ?? node.ol, setting);
  if ('columns' in node && Array.isArray(node.columns)) return rowLines(node.columns, setting);
  if ('canvas' in node) return [{ kind: 'rule' }];
  if (isRecord(node.table) && Array.isArray(node.table.body)) {
    const rows = node.table.body.flatMap((row) => (Array.isArray(row) ? rowLines(row, setting) : []));
    // a dashed frame is a place for a stamp (meterai), which is as high as five rows
    return node.layout === 'dashed' ? [...rows, { kind: 'feed', rows: 5 }] : rows;
  }
  return [];
}

/** A blank with much room above it stands over a name that is signed. */
function isSpaceToSign(node: Record<string, unknown>): boolean {
  const above = Array.isArray(node.margin) ? Number(node.margin[1]) : 0;
  return node.text === ' ' && above >= 20;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function settingOf(node: Record<string, unknown>, around: Setting): Setting {
  const { alignment, fontSize, style } = node;
  return {
    align: alignment === 'left' || alignment === 'center' || alignment === 'right' ? alignment : around.align,
    bold: around.bold || node.bold === true || (typeof style === 'string' && boldStyles.has(style)),
    double: around.double || (typeof fontSize === 'number' && fontSize >= doublePoints),
  };
}

function barcodeLines(reads: Record<string, unknown>): SlipLine[] {
  if (typeof reads.text !== 'string') return [];
  return [{ kind: reads.symbology === 'qr' ? 'qr' : 'code128', text: reads.text }];
}

/** The words of a node, inline pieces run together, cells of a stack by lines. */
function plainText(node: unknown): string {
  if (typeof node === 'string' || typeof node === 'number') return String(node);
  if (Array.isArray(node)) return node.map(plainText).join('');
  if (!isRecord(node)) return '';
  if (Array.isArray(node.stack)) return node.stack.map(plainText).join('\n');
  return plainText(node.text);
}

/** Two cells and more make one line with the last at the right edge; a cell that holds a barcode stands by itself. */
function rowLines(cells: readonly unknown[], setting: Setting): SlipLine[] {
  const filled = cells.filter((cell) => plainText(cell).trim() !== '');
  if (filled.length < 2 || filled.some((cell) => plainText(cell).includes('\n')))
    return linesOf(cells, setting);
  const last = filled.at(-1);
  const left = filled.slice(0, -1).map(plainText).join('  ');
  const bold = filled.some((cell) => isRecord(cell) && settingOf(cell, setting).bold);
  return [{ kind: 'pair', left, right: plainText(last), bold }];
}
