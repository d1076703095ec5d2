import { expect, test } from 'vitest';
import { filesOnDatabase } from '#testing/files-on-database.ts';

test('a second database is met by the files that use it, and by no pure one, whatever either imports', () => {
  const files = filesOnDatabase();
  expect(files).toContain('src/slices/vitals/server/record-vitals.test.ts');
  expect(files).toContain('tests/charts-joined.test.ts');
  expect(files).not.toContain('src/platform/shared/ids.test.ts');
  expect(files).not.toContain('tests/computed-words.test.ts');
});
