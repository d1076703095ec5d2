import { createHash } from 'node:crypto';
import { BackupFault } from './fault.ts';

/** Crockford's: no I, L, O or U, so that what is read aloud or copied by hand comes out right. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 160 bits: beyond any search, and still written down in two minutes. */
export const keyBytes = 20;
const groups = 8;

/** A recovery key that was typed is not one; `group` (from 1) says where it was mistyped, 0 that its length is wrong. */
export class KeyMistyped extends BackupFault {
  readonly group: number;

  constructor(group: number) {
    super(group === 0 ? 'keyLength' : 'keyMistyped', group === 0 ? {} : { group });
    this.group = group;
  }
}

/** The key as it is printed: eight groups of four digits with a check digit each, `7K2QX-…`. */
export function recoveryKeyText(key: Uint8Array): string {
  const digits = digitsOf(key);
  return Array.from({ length: groups }, (_, group) => {
    const own = digits.slice(group * 4, group * 4 + 4);
    return [...own, checkDigit(own, group + 1)].map((digit) => alphabet[digit]).join('');
  }).join('-');
}

/**
 * The key behind what was typed; case, spaces, hyphens and the usual mix-ups (O for 0, I or L for 1) do not matter.
 * @throws KeyMistyped that names the group
 */
export function parseRecoveryKey(typed: string): Uint8Array {
  const bare = typed
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (bare.length !== groups * 5) throw new KeyMistyped(0);
  let value = 0n;
  for (let group = 0; group < groups; group += 1) {
    const digits = [...bare.slice(group * 5, group * 5 + 5)].map((letter) => alphabet.indexOf(letter));
    const own = digits.slice(0, 4);
    if (digits.includes(-1) || checkDigit(own, group + 1) !== digits[4]) throw new KeyMistyped(group + 1);
    for (const digit of own) value = (value << 5n) | BigInt(digit);
  }
  return Buffer.from(value.toString(16).padStart(keyBytes * 2, '0'), 'hex');
}

/** Names a key without telling anything about it: 8 bytes. */
export function keyIdOf(key: Uint8Array): Buffer {
  return createHash('sha256').update('serambi recovery key id\0').update(key).digest().subarray(0, 8);
}

function digitsOf(key: Uint8Array): number[] {
  if (key.length !== keyBytes) throw new TypeError(`a recovery key has ${keyBytes} bytes`);
  let value = BigInt(`0x${Buffer.from(key).toString('hex')}`);
  const digits: number[] = [];
  for (let place = 0; place < groups * 4; place += 1) {
    digits.unshift(Number(value & 31n));
    value >>= 5n;
  }
  return digits;
}

/**
 * A weighted sum over GF(32) with the number of the group: one wrong digit, two neighbours changed round and two
 * groups changed round are always noticed, others 31 times of 32.
 */
function checkDigit(digits: readonly number[], group: number): number {
  let sum = group;
  let weight = 2;
  for (const digit of digits) {
    sum ^= times(weight, digit);
    weight = times(weight, 2);
  }
  return sum;
}

/** Product in GF(32) modulo x^5 + x^2 + 1, in which 2 is a generator. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 4; bit >= 0; bit -= 1) {
    product <<= 1;
    if (product & 32) product ^= 0b100101;
    if ((b >> bit) & 1) product ^= a;
  }
  return product;
}
