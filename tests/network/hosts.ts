import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Call, Heard } from './caller.ts';

const isRoot = process.getuid?.() === 0;
/** Whoever is not root is root in a user namespace of her own, where the system lets her have one. */
const asRoot = isRoot ? [] : ['--user', '--map-root-user'];

/** Why this machine cannot be two hosts; undefined where it can. */
export function whyNoHosts(): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces are there on Linux only';
  const words = [...asRoot, '--net', 'ip', 'link', 'add', 'one', 'type', 'veth', 'peer', 'name', 'two'];
  const tried = spawnSync('unshare', words, { encoding: 'utf8' });
  if (tried.status === 0) return undefined;
  return `this machine permits no network of one's own: ${tried.error?.message ?? tried.stderr.trim()}`;
}

/** A host: a network stack of its own with loopback and one card. */
export interface Host {
  address: string;
  /** Words to put before a command that is to run on it. */
  enter: string[];
  call(url: string, call?: Omit<Call, 'url'>): Promise<Heard>;
}

/**
 * Two hosts on one cable. They last as long as the program that each of them runs, so that nothing of them is left whatever
 * becomes of the test.
 */
export async function openTwoHosts(): Promise<{ office: Host; tablet: Host; close(): Promise<void> }> {
  const office = openHost('10.77.0.1', ['unshare', ...asRoot, '--net']);
  await office.ready;
  // in the same user namespace, or the cable could not be laid
  const users = isRoot ? [] : ['nsenter', '--target', String(office.pid), '--user', '--preserve-credentials'];
  const tablet = openHost('10.77.0.2', [...users, 'unshare', '--net']);
  await tablet.ready;
  const at = ({ enter }: Host, ...words: string[]) => run([...enter, 'ip', ...words]);
  at(office, ...'link add lan0 type veth peer name lan0 netns'.split(' '), String(tablet.pid));
  for (const host of [office, tablet]) {
    at(host, 'address', 'add', `${host.address}/24`, 'dev', 'lan0');
    for (const card of ['lo', 'lan0']) at(host, 'link', 'set', card, 'up');
  }
  return {
    office,
    tablet,
    close: async () => void (await Promise.all([office.end(), tablet.end()])),
  };
}

function openHost(address: string, before: string[]) {
  const [command = '', ...rest] = [...before, process.execPath];
  const child = spawn(command, [...rest, path.join(import.meta.dirname, 'caller.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const pid = child.pid as number;
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let last: Promise<unknown> = Promise.resolve();
  const target = ['nsenter', '--target', String(pid), '--net'];
  const call: Host['call'] = (url, more = {}) => {
    const made = last.then(async () => {
      child.stdin.write(`${JSON.stringify({ url, ...more })}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`the host ${address} has ended`);
      return JSON.parse(value) as Heard;
    });
    last = made.catch(() => undefined);
    return made;
  };
  return {
    ...{ address, pid, call, enter: isRoot ? target : [...target, '--user', '--preserve-credentials'] },
    // it answers once it is in its own network; nothing listens there yet
    ready: call('http://127.0.0.1:1/'),
    end: () => endOf(child),
  };
}

async function endOf(child: ChildProcess): Promise<void> {
  child.stdin?.end();
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

function run([command = '', ...words]: string[]): void {
  execFileSync(command, words, { stdio: ['ignore', 'ignore', 'pipe'] });
}
