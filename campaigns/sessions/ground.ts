import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type Target, Visitor } from './visitor.ts';

interface Process {
  url: string;
  appUrl?: string;
  adminUrl?: string;
  child: ChildProcess;
  /** One line to it, one word back. */
  say(line: string): Promise<void>;
}

/** Two processes over one database, and the people in it. */
export interface Ground {
  /** Moves the clocks of both on. */
  pass(minutes: number): Promise<void>;
  /** A login that nothing was done to yet. */
  nextLogin(): string;
  visitor(): Visitor;
  /** Signed in, with her second step. */
  manager: Visitor;
  close(): Promise<void>;
}

/** @param root folder of the source that is to run: this one, or a broken copy */
export async function openGround(
  root: string,
  options: { people: number; second: boolean },
): Promise<Ground> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'serambi-sessions-'));
  // started by root, PostgreSQL runs as another account, which must be able to walk in
  await chmod(dataDir, 0o711);
  const processes: Process[] = [];
  const close = async () => {
    for (const { child } of processes.reverse()) {
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const first = await serve(root, [dataDir, String(options.people)]);
    processes.push(first);
    const beside = [dataDir, '0', first.appUrl ?? '', first.adminUrl ?? ''];
    const second = options.second ? await serve(root, beside) : first;
    if (second !== first) processes.push(second);
    const byName = (url: string) => url.replace('127.0.0.1', 'localhost');
    const target: Target = { first: byName(first.url), second: byName(second.url), aheadMs: 0 };
    const manager = new Visitor(target);
    await manager.enter('manager@sessions.test');
    let people = 0;
    return {
      manager,
      close,
      visitor: () => new Visitor(target),
      async pass(minutes) {
        for (const one of processes) await one.say(`pass ${minutes}`);
        target.aheadMs += minutes * 60_000;
      },
      nextLogin() {
        if (people >= options.people) throw new Error('the campaign needs more people');
        people += 1;
        return `person-${String(people - 1).padStart(4, '0')}@sessions.test`;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function serve(root: string, args: string[]): Promise<Process> {
  const child = spawn(process.execPath, [path.join(root, 'campaigns/sessions/serve.ts'), ...args], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'fatal' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = await lines.next();
  if (line.done) throw new Error('a server of the campaign ended before it was ready');
  const told = JSON.parse(line.value) as { url: string; appUrl?: string; adminUrl?: string };
  return {
    ...told,
    child,
    async say(text) {
      child.stdin.write(`${text}\n`);
      await lines.next();
    },
  };
}
