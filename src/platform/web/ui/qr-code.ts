import { drawingSVG, qrcode } from 'bwip-js/browser';

/**
 * A QR code as an image address. Drawn in the browser, because what it holds is a secret that was just shown and goes
 * nowhere else. @param text any
 */
export function qrImage(text: string): string {
  const svg = qrcode({ bcid: 'qrcode', text, scale: 3, padding: 4 }, drawingSVG());
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}
