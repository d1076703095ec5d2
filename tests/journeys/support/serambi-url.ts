import { inject } from 'vitest';

/** Address of the Serambi of this worker, without a slash at the end. */
export function serambiUrl(): string {
  const urls = inject('serambiUrls');
  return urls[(Number(process.env.VITEST_POOL_ID) - 1) % urls.length] ?? '';
}
