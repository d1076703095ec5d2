import type { ContentType } from '../shared/codes.ts';
import { carries, type WhatItIs } from './faults.ts';
import { readJpeg, readPng } from './picture.ts';
import { readPdf } from './pdf.ts';

/**
 * Judges a file by its bytes alone, never by its name or by what somebody says that it is.
 * @returns what it is and how many pages it has, or why it is not taken
 */
export function whatItIs(bytes: Buffer): WhatItIs {
  const start = bytes.subarray(0, 16).toString('latin1');
  if (start.startsWith('%PDF-')) return readPdf(bytes);
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return asPicture('image/png', readPng(bytes), bytes);
  if (start.startsWith('\xff\xd8\xff')) return asPicture('image/jpeg', readJpeg(bytes), bytes);
  if (/^(II\*\0|MM\0\*|II\+\0|MM\0\+)/.test(start)) return { fault: 'tiff' };
  return { fault: 'unknown' };
}

/** @param end where the picture itself ends; undefined where it is none to its end */
function asPicture(contentType: ContentType, end: number | undefined, bytes: Buffer): WhatItIs {
  if (end === undefined) return { fault: 'damaged' };
  return carries(bytes.subarray(end)) ? { fault: 'carriesMore' } : { contentType, pages: 1 };
}
