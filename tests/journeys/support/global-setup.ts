import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';
import { temporaryFolder } from '#testing/folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the running Serambi. */
    serambiUrl: string;
  }
}

/**
 * Starts Serambi as a person does, on an empty data folder of its own, for all journeys of a run; `SERAMBI_URL` names one
 * that is running already.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.SERAMBI_URL;
  if (given) {
    project.provide('serambiUrl', given);
    return async () => undefined;
  }
  const folder = await temporaryFolder();
  const child = spawn(
    process.execPath,
    [path.join(import.meta.dirname, '../../../src/app/cli.ts'), 'start'],
    {
      env: { ...process.env, NODE_ENV: 'production', PORT: '0', SERAMBI_DATA: folder.path },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  // the lines after the ready one are read too: a pipe that nobody reads any more would end the server
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      const ready = /Serambi is ready at (\S+)/.exec(line)?.[1];
      if (ready) resolve(ready);
    });
    lines.on('close', () => reject(new Error('Serambi ended before it was ready')));
  });
  project.provide('serambiUrl', url);
  return async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
    await folder.remove();
  };
}
