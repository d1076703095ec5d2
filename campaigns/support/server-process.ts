import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** A Serambi as a person starts it, in a process of its own that a campaign may kill. */
export interface ServerProcess {
  url: string;
  pid: number;
  child: ChildProcess;
  /** What it printed so far, both streams. */
  output(): string;
  /** Exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
  /** Asks it to stop, and waits until it has. */
  stop(): Promise<void>;
  /** `kill -9` of this process alone; its database lives on. */
  kill(): Promise<void>;
}

export interface ServerProcessOptions {
  dataDir: string;
  /** Opens the two demo clinics on an empty folder; otherwise it starts empty. */
  demo?: boolean;
  port?: number;
  /** Flags of Node itself. */
  nodeFlags?: readonly string[];
  /** Put before the command, e.g. `['faketime', '-f', '+1d']`. */
  before?: string[];
  env?: Record<string, string>;
  /** Another build's `src/app/cli.ts`, for the control of a campaign. */
  cli?: string;
  /** How long the ready line may take. */
  withinMs?: number;
}

const ownCli = path.join(import.meta.dirname, '../../src/app/cli.ts');

/** @throws Error with what it printed when it ends, or is silent for too long, before its ready line */
export async function startServerProcess(options: ServerProcessOptions): Promise<ServerProcess> {
  const [command = '', ...args] = [
    ...(options.before ?? []),
    process.execPath,
    ...(options.nodeFlags ?? []),
    options.cli ?? ownCli,
    'start',
  ];
  const child = spawn(command, args, {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(options.port ?? 0),
      SERAMBI_DATA: options.dataDir,
      SERAMBI_DEMO: options.demo ? '1' : '0',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: string[] = [];
  const ended = new Promise<number | NodeJS.Signals>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 0)),
  );
  const url = await new Promise<string>((resolve, reject) => {
    const tooLong = setTimeout(() => fail('was not ready in time'), options.withinMs ?? 120_000);
    const fail = (words: string) => {
      clearTimeout(tooLong);
      child.kill('SIGKILL');
      reject(new Error(`the server ${words}:\n${printed.slice(-20).join('\n')}`));
    };
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        printed.push(line);
        const ready = /Serambi is ready at (\S+)/.exec(line)?.[1];
        if (!ready) return;
        clearTimeout(tooLong);
        resolve(ready);
      });
    }
    child.once('error', (error) => fail(error.message));
    child.once('exit', () => fail('ended before it was ready'));
  });
  return {
    url,
    pid: child.pid as number,
    child,
    output: () => printed.join('\n'),
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
    async kill() {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}
