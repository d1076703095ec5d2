/** A source of random bytes, passed in so that tests and campaigns can repeat a run exactly. */
export type RandomBytes = (count: number) => Uint8Array;

const drawn = new Uint8Array(4096);
let used = drawn.length;

/** Cryptographic random bytes of the platform; the same in the browser and on the server. None is given out twice. */
export const systemRandom: RandomBytes = (count) => {
  if (count > drawn.length) return globalThis.crypto.getRandomValues(new Uint8Array(count));
  if (used + count > drawn.length) {
    // drawn for many at once: asking takes longer than all the rest of an id
    globalThis.crypto.getRandomValues(drawn);
    used = 0;
  }
  const given = drawn.slice(used, used + count);
  drawn.fill(0, used, used + count);
  used += count;
  return given;
};

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * A UUID version 7 (RFC 9562, 5.7): 48 bits of Unix milliseconds, then 74 random bits, as lower-case text.
 * Time comes first so that new rows land at the end of a b-tree index instead of all over it.
 * Ids of one millisecond have no order among themselves; nothing may read one out of them.
 * @throws RangeError when `nowMs` does not fit 48 bits.
 */
export function uuidv7(nowMs: number, random: RandomBytes = systemRandom): string {
  if (!Number.isInteger(nowMs) || nowMs < 0 || nowMs >= 2 ** 48) {
    throw new RangeError('nowMs must be whole milliseconds that fit 48 bits');
  }
  const tail = random(10);
  // Version 7 and variant 10 overwrite the six bits that RFC 9562 reserves.
  const bytes = [...tail].map((byte, index) => {
    if (index === 0) return (byte & 0x0f) | 0x70;
    return index === 2 ? (byte & 0x3f) | 0x80 : byte;
  });
  const hex = nowMs.toString(16).padStart(12, '0') + bytes.map(toHex).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}

function toHex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

/** Whether the text is a UUID of any version in lower case, the only spelling that we store. */
export function isUuid(text: unknown): text is string {
  return typeof text === 'string' && uuidPattern.test(text);
}
