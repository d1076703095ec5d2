/** Crockford's: no I, L, O or U, so that what is read aloud or copied by hand comes out right. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A code to be read aloud, in groups with hyphens.
 * @param bytes at least 5 bits for each sign, from a good source
 */
export function spokenCode(bytes: Uint8Array, signs: number, group: number): string {
  if (bytes.length * 8 < signs * 5)
    throw new RangeError(`${signs} signs want ${Math.ceil((signs * 5) / 8)} bytes`);
  let bits = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  let code = '';
  for (let place = 0; place < signs; place += 1) {
    if (place > 0 && place % group === 0) code += '-';
    code += alphabet[Number(bits % 32n)] ?? '';
    bits /= 32n;
  }
  return code;
}

/** A code without what does not matter, however it was typed: spaces, hyphens, case, O for 0, I or L for 1. */
export function bareCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}
