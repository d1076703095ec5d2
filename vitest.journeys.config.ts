import { defineConfig } from 'vitest/config';

/** Journeys: a real browser against a real server on the demo clinics. One file at a time, they share the clinics' day. */
export default defineConfig({
  test: {
    include: ['tests/journeys/**/*.e2e.ts', 'src/slices/*/stories/*.e2e.ts'],
    globalSetup: ['tests/journeys/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
