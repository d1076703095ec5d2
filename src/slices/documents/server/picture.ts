import { crc32 } from 'node:zlib';

/** More dots on a side than any scanner or telephone makes: such a picture is meant to fill a browser's memory. */
const mostDots = 30_000;

/**
 * Walks over the chunks of a PNG (https://www.w3.org/TR/png-3/#5Chunk-layout).
 * @returns where the picture ends; undefined where it is damaged
 */
export function readPng(bytes: Buffer): number | undefined {
  let at = 8;
  for (let nth = 0; at + 12 <= bytes.length; nth += 1) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const end = at + 12 + length;
    if (end > bytes.length) return undefined;
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return undefined;
    if ((nth === 0) !== (type === 'IHDR')) return undefined;
    if (nth === 0 && (length !== 13 || !isSize(bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12))))
      return undefined;
    if (type === 'IEND') return end;
    at = end;
  }
  return undefined;
}

/** Markers that stand alone: TEM, RST0 to RST7, SOI. */
const isBare = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
/** Start of a frame, which tells the size; DHT, JPG and DAC share the numbers and are none. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/**
 * Walks over the segments of a JPEG (ITU T.81, annex B).
 * @returns where the picture ends; undefined where it is damaged
 */
export function readJpeg(bytes: Buffer): number | undefined {
  let at = 2;
  let framed = false;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
    } else if (isBare(marker)) {
      at += 2;
    } else {
      const length = bytes.readUInt16BE(at + 2);
      if (length < 2 || at + 2 + length > bytes.length) return undefined;
      if (isFrame(marker)) {
        framed = length >= 8 && isSize(bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5));
        if (!framed) return undefined;
      }
      at += 2 + length;
      if (marker === 0xda) {
        const end = endOfScan(bytes, at);
        if (end === undefined) return undefined;
        if (bytes[end + 1] === 0xd9) return framed ? end + 2 : undefined;
        at = end;
      }
    }
  }
  return undefined;
}

/** The next marker behind entropy-coded data, in which 0xff is followed by 0x00 or a restart. */
function endOfScan(bytes: Buffer, from: number): number | undefined {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) return undefined;
    if (next !== 0x00 && next !== 0xff && !isBare(next)) return at;
  }
  return undefined;
}

function isSize(width: number, height: number): boolean {
  return width > 0 && height > 0 && width <= mostDots && height <= mostDots;
}
