import type { ContentType } from '../shared/codes.ts';

/** Why a file is not taken; the words are `documents_field_<fault>`. */
export type FileFault =
  | 'unknown'
  | 'tiff'
  | 'damaged'
  | 'carriesMore'
  | 'encrypted'
  | 'script'
  | 'launch'
  | 'sends'
  | 'attachments';

export type WhatItIs = { contentType: ContentType; pages: number } | { fault: FileFault };

/** What a page of a browser, an archive or a program begins with; in a picture or behind a document it has no business. */
const others = [
  '%PDF-',
  'PK\x03\x04',
  '<html',
  '<!doctype html',
  '<script',
  '<svg',
  'MZ\x90\0',
  '\x7fELF',
  'Rar!\x1a',
];

/** Whether what stands behind the end is another file. Cameras put small pictures of their own there, and padding. */
export function carries(rest: Buffer): boolean {
  const text = rest.toString('latin1');
  const small = text.toLowerCase();
  return others.some((mark) => text.includes(mark) || small.includes(mark));
}
