import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { temporaryFolder } from '#testing/folder.ts';

/** A Serambi that runs as a process of its own. */
export interface Running {
  url: string;
  /** Ends it as a person would, or as a power cut does. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** A data folder of which the database's account can reach what is its own: the database then lies within, and goes with it. */
export async function reachableFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await temporaryFolder();
  await chmod(folder.path, 0o711);
  return folder;
}

/** Starts Serambi as a person does. @param port 0: any that is free */
export async function startSerambi(dataFolder: string, port = 0): Promise<Running> {
  const child = spawn(
    process.execPath,
    [path.join(import.meta.dirname, '../../../src/app/cli.ts'), 'start'],
    {
      env: { ...process.env, NODE_ENV: 'production', PORT: String(port), SERAMBI_DATA: dataFolder },
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
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}
