import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { NetworkRefused } from './refused.ts';

/** How this machine serves the clinic's network: not at all, by its own authority, or by a certificate from elsewhere. */
const tlsShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('off') }),
  z.object({ kind: z.literal('own') }),
  z.object({ kind: z.literal('given'), cert: z.string(), key: z.string() }),
]);
export type Tls = z.output<typeof tlsShape>;

const fileOf = (dataDir: string) => path.join(dataDir, 'network.json');

/**
 * What set-up left in the data folder; `off` where it was never asked.
 * @throws NetworkRefused when the file cannot be read: guessing could open or close the network against the clinic's will
 */
export async function readTls(dataDir: string): Promise<Tls> {
  let text: string;
  try {
    text = await readFile(fileOf(dataDir), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { kind: 'off' };
    throw error;
  }
  try {
    return z.object({ tls: tlsShape }).parse(JSON.parse(text)).tls;
  } catch {
    throw new NetworkRefused(`${fileOf(dataDir)} is damaged. Run serambi setup once more.`);
  }
}

/** Keeps how the network is served, for this start and those after it. */
export async function keepTls(dataDir: string, tls: Tls): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const draft = `${fileOf(dataDir)}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify({ tls }, null, 2)}\n`, { mode: 0o644 });
  await rename(draft, fileOf(dataDir));
}
