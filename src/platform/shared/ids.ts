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

/** The last ids that each source made: by their millisecond what followed it. */
const lastOf = new WeakMap<RandomBytes, Map<number, Uint8Array>>();
/** Acts that are under way at once, each with ids of the millisecond in which it began. */
const kept = 256;

/**
 * A UUID version 7 (RFC 9562, 5.7): 48 bits of Unix milliseconds, then 74 random bits, as lower-case text.
 * Time comes first so that new rows land at the end of a b-tree index instead of all over it.
 * Ids that one source makes of one millisecond stand in the order in which they were made (RFC 9562, 6.2, method 2), whatever
 * it made in between: a list by id is a list by age, also of what one commit wrote.
 * @throws RangeError when `nowMs` does not fit 48 bits.
 */
export function uuidv7(nowMs: number, random: RandomBytes = systemRandom): string {
  if (!Number.isInteger(nowMs) || nowMs < 0 || nowMs >= 2 ** 48) {
    throw new RangeError('nowMs must be whole milliseconds that fit 48 bits');
  }
  const drawn = random(10).map((byte, index) => byte & (rooms[index] ?? 0));
  const tail = tailAfter(tailsOf(random), nowMs, drawn);
  // version 7 and variant 10 stand in the six bits that RFC 9562 reserves
  const marks: Record<number, number> = { 0: 0x70, 2: 0x80 };
  const hex =
    nowMs.toString(16).padStart(12, '0') +
    [...tail].map((byte, index) => toHex(byte | (marks[index] ?? 0))).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}

function tailsOf(random: RandomBytes): Map<number, Uint8Array> {
  const known = lastOf.get(random);
  if (known) return known;
  const tails = new Map<number, Uint8Array>();
  lastOf.set(random, tails);
  return tails;
}

/** What follows a millisecond next, kept; of those that nobody has used lately the oldest is forgotten. */
function tailAfter(tails: Map<number, Uint8Array>, nowMs: number, drawn: Uint8Array): Uint8Array {
  const last = tails.get(nowMs);
  const tail = (last && following(last, drawn)) ?? drawn;
  tails.delete(nowMs);
  tails.set(nowMs, tail);
  const [oldest] = tails.keys();
  if (tails.size > kept && oldest !== undefined) tails.delete(oldest);
  return tail;
}

/** Which bits of each of the ten bytes are free. */
const rooms = [0x0f, 0xff, 0x3f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];

/** A number above the last by 1 to 2^32, as the last four drawn bytes say; undefined where 74 bits do not hold it. */
function following(last: Uint8Array, drawn: Uint8Array): Uint8Array | undefined {
  const next = new Uint8Array(10);
  let carry = 1;
  for (let index = 9; index >= 0; index -= 1) {
    const room = rooms[index] ?? 0;
    const sum = (last[index] ?? 0) + (index >= 6 ? (drawn[index] ?? 0) : 0) + carry;
    next[index] = sum & room;
    carry = sum > room ? 1 : 0;
  }
  return carry ? undefined : next;
}

function toHex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

/** Whether the text is a UUID of any version in lower case, the only spelling that we store. */
export function isUuid(text: unknown): text is string {
  return typeof text === 'string' && uuidPattern.test(text);
}
