import { defineConfig } from 'vitest/config';
import { filesOnDatabase } from './tests/support/files-on-database.ts';

/** On a database that was given, only what meets it is run again. */
const given = process.env.TEST_DATABASE_ADMIN_URL !== undefined;

export default defineConfig({
  test: {
    include: given
      ? filesOnDatabase()
      : ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tests/*.test.ts', 'tests/support/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    pool: 'forks',
    // The database is shared by all files; more workers than this wait for it, not for the processor.
    maxWorkers: 2,
    // One worker loads the house once for all its files, which halves the run. No file changes a module of ours for the next.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
