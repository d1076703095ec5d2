import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Platform } from '#platform/server/platform.ts';

/** Crockford's: no I, L, O or U, so that what is read aloud or copied by hand comes out right. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 16;

/**
 * The code that opens the set-up of an empty Serambi: 80 bits, in four groups. The same after every restart of one data
 * folder, without being kept anywhere.
 * @param auditKey of the data folder
 */
export function setupCode(auditKey: Uint8Array): string {
  const bytes = createHmac('sha256', auditKey).update('serambi set-up code').digest();
  let bits = bytes.readBigUInt64BE(0) * 65_536n + BigInt(bytes.readUInt16BE(8));
  let code = '';
  for (let place = 0; place < length; place += 1) {
    code += alphabet[Number(bits % 32n)] ?? '';
    bits /= 32n;
  }
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

/** Whether a code is the right one, however it was typed; takes the same time for all of one length. */
export function codeFits(auditKey: Uint8Array, given: string): boolean {
  const bare = (text: string) =>
    Buffer.from(
      text
        .toUpperCase()
        .replace(/[^0-9A-Z]/g, '')
        .replace(/O/g, '0')
        .replace(/[IL]/g, '1'),
    );
  const [right, typed] = [bare(setupCode(auditKey)), bare(given)];
  return right.length === typed.length && timingSafeEqual(right, typed);
}

/**
 * The address that the terminal shows while there is no clinic.
 * @param baseUrl where the browser reaches this server, without a slash at its end
 */
export async function setupAddress(platform: Platform, baseUrl: string): Promise<string | undefined> {
  const found = await platform.database.pool.query('SELECT FROM platform_clinic LIMIT 1');
  return found.rowCount === 0 ? `${baseUrl}/setup#${setupCode(platform.auditKey)}` : undefined;
}
