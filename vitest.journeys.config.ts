import { defineConfig } from 'vitest/config';
import { journeyWorkers } from './tests/journeys/support/journey-workers.ts';

/** Journeys: a real browser against a real server on the demo clinics, of which each file has its own. */
export default defineConfig({
  test: {
    include: ['tests/journeys/**/*.e2e.ts', 'src/slices/*/stories/*.e2e.ts'],
    globalSetup: ['tests/journeys/support/global-setup.ts'],
    setupFiles: ['tests/journeys/support/own-serambi.ts'],
    pool: 'forks',
    maxWorkers: journeyWorkers,
    // a busy machine may take longer over what a person would not notice
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
