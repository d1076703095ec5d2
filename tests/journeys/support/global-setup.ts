import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';
import { temporaryFolder } from '#testing/folder.ts';
import { journeyWorkers } from './journey-workers.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Addresses of the running Serambis, one for each worker. */
    serambiUrls: readonly string[];
  }
}

/**
 * Starts Serambi as a person does, on an empty data folder of its own, once for each worker: journeys that run at the same
 * time must not share a clinic's day. `SERAMBI_URL` names one that is running already, for a single worker.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.SERAMBI_URL;
  if (given) {
    project.provide('serambiUrls', [given]);
    return async () => undefined;
  }
  const running = await Promise.all(Array.from({ length: journeyWorkers }, start));
  project.provide(
    'serambiUrls',
    running.map(({ url }) => url),
  );
  return async () => void (await Promise.all(running.map(({ stop }) => stop())));
}

async function start(): Promise<{ url: string; stop(): Promise<void> }> {
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
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      await folder.remove();
    },
  };
}
