import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Platform } from '#platform/server/platform.ts';
import { bareCode, spokenCode } from '#platform/shared/spoken-code.ts';

/**
 * The code that opens the set-up of an empty Serambi: 80 bits, in four groups. The same after every restart of one data
 * folder, without being kept anywhere.
 * @param auditKey of the data folder
 */
export function setupCode(auditKey: Uint8Array): string {
  const bytes = createHmac('sha256', auditKey).update('serambi set-up code').digest();
  return spokenCode(bytes.subarray(0, 10), 16, 4);
}

/** Whether a code is the right one, however it was typed; takes the same time for all of one length. */
export function codeFits(auditKey: Uint8Array, given: string): boolean {
  const bare = (text: string) => Buffer.from(bareCode(text));
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
