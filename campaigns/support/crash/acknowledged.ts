import { createHash } from 'node:crypto';
import { open, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** What a writer was promised: enough to ask for it again and to find it in the database. */
export interface Acknowledged {
  key: string;
  /** `observation`, `sign` …: see `acts.ts`. */
  what: string;
  /** Of what was made, from the answer. */
  id: string;
  patientId: string;
  actor: string;
  /** SHA-256 of the answer's body, hexadecimal. */
  hash: string;
}

/** A writer's own file of acknowledgements; a line is on the disk before the next request leaves. */
export async function openJournal(folder: string, writer: number) {
  const file = await open(path.join(folder, `writer-${writer}.jsonl`), 'a');
  return {
    async keep(one: Acknowledged): Promise<void> {
      await file.appendFile(`${JSON.stringify(one)}\n`);
      await file.datasync();
    },
    close: () => file.close(),
  };
}

export type Journal = Awaited<ReturnType<typeof openJournal>>;

/** All acknowledgements of a run, read back from the disk. */
export async function readJournals(folder: string): Promise<Acknowledged[]> {
  const all: Acknowledged[] = [];
  for (const name of await readdir(folder)) {
    const text = await readFile(path.join(folder, name), 'utf8');
    for (const line of text.split('\n')) if (line) all.push(JSON.parse(line) as Acknowledged);
  }
  return all;
}

export function hashOf(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}
