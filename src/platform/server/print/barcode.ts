import type { ContentSvg } from 'pdfmake/interfaces.js';
import { barcodes } from './libraries.ts';
import { pointsPerMm } from './sizes.ts';

/** A barcode in a paper. `reads` is what a scanner reads; a receipt printer draws it by itself from that. */
export type Barcode = ContentSvg & { reads: { symbology: 'code128' | 'qr'; text: string } };

/** Below two dots of a 203 dpi label printer (0.25 mm) bars run into each other. */
const moduleMinimumMm = 0.25;
const moduleUsualMm = 0.33;
/** Ten modules of white on either side, without which a scanner does not find the start (ISO/IEC 15417). */
const quietModules = 10;

/**
 * A Code 128 barcode, as wide as it reads well and never wider than `maximumWidthMm`.
 * @param text ASCII, e.g. an accession number
 * @throws RangeError when the text cannot be read at that width; a QR code holds more.
 */
export function code128(text: string, options: { maximumWidthMm: number; heightMm: number }): Barcode {
  if (!/^[\x20-\x7e]+$/.test(text)) throw new RangeError('Code 128 takes printable ASCII');
  const drawing = barcodes().toSVG({
    bcid: 'code128',
    text,
    scale: 1,
    paddingwidth: quietModules,
    height: 10,
  });
  const modules = viewBoxWidth(drawing);
  const moduleMm = Math.min(moduleUsualMm, options.maximumWidthMm / modules);
  if (moduleMm < moduleMinimumMm)
    throw new RangeError(`${modules} modules do not fit ${options.maximumWidthMm} mm`);
  return {
    svg: drawing.replace('<svg ', '<svg preserveAspectRatio="none" '),
    width: modules * moduleMm * pointsPerMm,
    height: options.heightMm * pointsPerMm,
    reads: { symbology: 'code128', text },
  };
}

/** A square QR code with error correction M (the library's own), its white border included. @param text any Unicode */
export function qrCode(text: string, options: { sideMm: number }): Barcode {
  const drawing = barcodes().toSVG({ bcid: 'qrcode', text, scale: 1, padding: 4 });
  const side = options.sideMm * pointsPerMm;
  return { svg: drawing, width: side, height: side, reads: { symbology: 'qr', text } };
}

function viewBoxWidth(svg: string): number {
  const width = /viewBox="0 0 (\d+(?:\.\d+)?) /.exec(svg)?.[1];
  if (width === undefined) throw new Error('The barcode has no size');
  return Number(width);
}

/** Modules on a side of the QR code that `qrCode` draws for a text, without its white border. */
export function qrModules(text: string): number {
  // the library draws two units to a module
  return viewBoxWidth(barcodes().toSVG({ bcid: 'qrcode', text, scale: 1, padding: 0 })) / 2;
}

/** Modules of a Code 128 without its quiet zones, digits packed in pairs where that is shorter. */
export function code128Modules(text: string): number {
  return viewBoxWidth(barcodes().toSVG({ bcid: 'code128', text, scale: 1, height: 10 }));
}
