import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const script = `
  import { openLog } from ${JSON.stringify(path.join(import.meta.dirname, 'log.ts'))};
  const log = openLog();
  for (let line = 0; line < 2000; line += 1) log.error({ line }, 'a line that finds no room');
  process.stderr.write('nor does this one');
  setTimeout(() => process.stdout.write('still here'), 50);
`;

test.runIf(process.platform === 'linux')('a log on a full disk is lost and takes nothing along', async () => {
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    // every write to it fails with ENOSPC
    stdio: ['ignore', 'pipe', openSync('/dev/full', 'w')],
  });
  let said = '';
  child.stdout?.on('data', (chunk) => {
    said += chunk;
  });
  const [code] = await once(child, 'exit');
  expect({ code, said }).toEqual({ code: 0, said: 'still here' });
});
