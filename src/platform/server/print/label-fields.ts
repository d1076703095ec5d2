import { wrapDots } from './draw-slip.ts';
import type { SlipLine } from './escpos.ts';
import { textWidthPoints } from './fonts.ts';
import { fitName, identityTexts, labelScales } from './label.ts';
import { marksOf, namesPatient } from './marks.ts';
import type { Paper, Printing } from './paper-types.ts';
import { slipLines } from './slip-lines.ts';
import { code128Modules, qrModules } from './barcode.ts';
import type { ZplField } from './zpl.ts';

/** A label in a printer: its size and how fine it prints. */
export interface LabelStock {
  widthMm: number;
  heightMm: number;
  dotsPerInch: number;
}

/** Nothing is printed nearer to an edge: labels run a millimetre to and fro under the head. */
const edgeMm = 1.5;
const bodyPoints = 6.5;
const lineHeight = 1.2;
/** Below a quarter of a millimetre bars run into each other; above half of one a code grows past its use. */
const moduleMm = { least: 0.25, most: 0.5 };
/** Low bars are missed by a scanner that is held askew. */
const barsMm = { least: 5, most: 12 };
/** White modules on either side of a Code 128 (ISO/IEC 15417), and around a QR code (ISO/IEC 18004). */
const quiet = { code128: 10, qr: 4 };

export const dotsOf = (mm: number, stock: LabelStock) => Math.round((mm / 25.4) * stock.dotsPerInch);

/**
 * A label for a printer that sets it by itself: the same words and codes as on the PDF, placed for the label that is in it.
 * @returns fields in dots
 * @throws RangeError when the label does not hold them even in the smallest print; a label is never cut
 */
export function labelFields(paper: Paper, printing: Printing, stock: LabelStock): ZplField[] {
  for (const scale of labelScales) {
    const fields = setAt(paper, printing, stock, scale);
    if (fields) return fields;
  }
  throw new RangeError(`The label ${paper.kind} does not fit ${stock.widthMm} by ${stock.heightMm} mm`);
}

function setAt(paper: Paper, printing: Printing, stock: LabelStock, scale: number): ZplField[] | undefined {
  const edge = dotsOf(edgeMm, stock);
  const width = dotsOf(stock.widthMm, stock) - 2 * edge;
  const bottom = dotsOf(stock.heightMm, stock) - edge;
  const page = new LabelPage(edge, width, stock);
  if (namesPatient(paper)) {
    const name = fitName(paper.patient.name, page.pointsOf(width));
    for (const text of name.text.split('\n')) page.text(text, name.sizePoints);
    const { born, record } = identityTexts(paper.patient, paper);
    page.pair(born, record, 7.5 * scale);
  }
  const lines: SlipLine[] = [
    ...slipLines(paper.body),
    ...marksOf(paper, printing).map((text) => ({ kind: 'text' as const, text, bold: true })),
  ];
  // the words take what they need, the bars what is left
  const bars = lines.filter((line) => line.kind === 'code128').length;
  const rest = new LabelPage(edge, width, stock);
  for (const line of lines) if (line.kind !== 'code128') rest.line(line, scale, 0);
  const free = Math.floor((bottom - page.y - (rest.y - edge)) / Math.max(1, bars)) - page.gap;
  if (bars > 0 && free < dotsOf(barsMm.least, stock)) return undefined;
  for (const line of lines) page.line(line, scale, Math.min(free, dotsOf(barsMm.most, stock)));
  return page.y <= bottom && page.fits ? page.fields : undefined;
}

/** Sets one line below the other. */
class LabelPage {
  readonly fields: ZplField[] = [];
  readonly gap: number;
  y: number;
  fits = true;
  private readonly left: number;
  private readonly width: number;
  private readonly stock: LabelStock;

  constructor(edge: number, width: number, stock: LabelStock) {
    this.left = edge;
    this.y = edge;
    this.width = width;
    this.stock = stock;
    this.gap = dotsOf(0.5, stock);
  }

  pointsOf(dots: number): number {
    return (dots / this.stock.dotsPerInch) * 72;
  }

  line(line: SlipLine, scale: number, barHeight: number): void {
    const points = bodyPoints * scale;
    if (line.kind === 'text') this.words(line.text, points);
    else if (line.kind === 'pair') this.pair(line.left, line.right, points);
    else if (line.kind === 'code128') this.code128(line.text, barHeight);
    else if (line.kind === 'qr') this.qr(line.text);
  }

  text(text: string, points: number): void {
    const height = this.dots(points);
    this.fields.push({ kind: 'text', text, x: this.left, y: this.y, height, width: this.width });
    this.y += Math.ceil(height * lineHeight);
  }

  /** As many lines as the words need. */
  private words(text: string, points: number): void {
    const measure = (part: string) => this.dots(textWidthPoints(part, points, true));
    for (const part of text.split('\n').flatMap((row) => wrapDots(row, this.width, measure))) {
      if (measure(part) > this.width) this.fits = false;
      this.text(part, points);
    }
  }

  /** Side by side where both have room, else one below the other; a cut number is another patient's number. */
  pair(left: string, right: string, points: number): void {
    const room = (size: number) => this.dots(textWidthPoints(`${left}  ${right}`, size, true));
    const size = [points, points * 0.85, points * 0.72].find((one) => room(one) <= this.width);
    if (size === undefined) {
      this.words(right, points * 0.85);
      this.words(left, points * 0.85);
      return;
    }
    const at = { kind: 'text' as const, x: this.left, y: this.y, height: this.dots(size), width: this.width };
    this.fields.push({ ...at, text: left }, { ...at, text: right, right: true });
    this.y += Math.ceil(at.height * lineHeight);
  }

  private code128(text: string, height: number): void {
    const modules = code128Modules(text) + 2 * quiet.code128;
    const moduleDots = this.module(this.width / modules);
    const x = this.left + Math.floor((this.width - modules * moduleDots) / 2) + quiet.code128 * moduleDots;
    this.fields.push({ kind: 'code128', text, x, y: this.y, height, moduleDots });
    this.y += height + this.gap;
  }

  /** As large as the height that is left allows. */
  private qr(text: string): void {
    const modules = qrModules(text) + 2 * quiet.qr;
    const room = dotsOf(this.stock.heightMm - edgeMm, this.stock) - this.y;
    const moduleDots = this.module(Math.min(this.width, room) / modules);
    const margin = quiet.qr * moduleDots;
    this.fields.push({ kind: 'qr', text, x: this.left + margin, y: this.y + margin, moduleDots });
    this.y += modules * moduleDots;
  }

  /** Whole dots to a module; a code whose modules would be too fine does not fit. */
  private module(most: number): number {
    const dots = Math.min(Math.floor(most), Math.floor(this.dotsOfMm(moduleMm.most) + 0.01));
    if (dots < Math.floor(this.dotsOfMm(moduleMm.least) + 0.01)) this.fits = false;
    return Math.max(1, Math.min(10, dots));
  }

  private dotsOfMm(mm: number): number {
    return (mm / 25.4) * this.stock.dotsPerInch;
  }

  private dots(points: number): number {
    return Math.round((points / 72) * this.stock.dotsPerInch);
  }
}
