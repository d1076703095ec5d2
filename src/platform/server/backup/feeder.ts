import { createWriteStream, existsSync } from 'node:fs';
import { chown, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { splitHead } from './log-head.ts';
import { sealed, unsealFile } from './seal.ts';

/** Files of the log that are unsealed ahead of what PostgreSQL replays. */
const ahead = 6;

/**
 * Asks Serambi for one file of the log and waits for it; without an answer for half a minute Serambi is gone, and
 * 255 ends the recovery (PostgreSQL: "if the command exits with a status above 125, recovery will abort").
 */
const script = `#!/bin/sh
d=$1; f=$2; to=$3; n=0
: > "$d/$f.ask"
while [ $n -lt 600 ]; do
  [ -e "$d/failed" ] && exit 255
  [ -e "$d/$f" ] && exec cp "$d/$f" "$to"
  [ -e "$d/$f.none" ] && exit 1
  sleep 0.05; n=$((n+1))
done
exit 255
`;

/**
 * Hands unsealed files of the log to a PostgreSQL that recovers, as it asks for them. Only a few lie on the disk at
 * any time.
 */
export class LogFeeder {
  /** What went wrong with a file; the recovery ends then. */
  failure: Error | undefined;
  /** The newest file that was asked for. */
  asked = '';
  private readonly stage: string;
  private readonly folder: string;
  private readonly keys: readonly Uint8Array[];
  private readonly names: readonly string[];
  private readonly uid: number | undefined;
  private closed = false;
  private running: Promise<void> | undefined;

  /**
   * @param stage folder of its own, made here
   * @param names files that follow each other; what is asked for beside them is given when it is there
   */
  constructor(
    stage: string,
    source: { folder: string; keys: readonly Uint8Array[]; names: readonly string[] },
    uid: number | undefined,
  ) {
    this.stage = stage;
    this.folder = source.folder;
    this.keys = source.keys;
    this.names = source.names;
    this.uid = uid;
  }

  /** Value of `restore_command`. */
  get command(): string {
    return `sh "${path.join(this.stage, 'fetch.sh')}" "${this.stage}" %f "%p"`;
  }

  async open(): Promise<void> {
    await mkdir(this.stage, { recursive: true, mode: 0o700 });
    if (this.uid !== undefined) await chown(this.stage, this.uid, this.uid);
    await writeFile(path.join(this.stage, 'fetch.sh'), script, { mode: 0o644 });
    this.running = this.serve();
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.running;
    await rm(this.stage, { recursive: true, force: true });
  }

  private async serve(): Promise<void> {
    while (!this.closed) {
      const asks = (await readdir(this.stage)).filter((name) => name.endsWith('.ask'));
      for (const ask of asks) {
        const name = ask.slice(0, -'.ask'.length);
        await rm(path.join(this.stage, ask), { force: true });
        try {
          await this.answer(name);
        } catch (error) {
          this.failure ??= error as Error;
          await writeFile(path.join(this.stage, 'failed'), '');
        }
      }
      if (asks.length === 0) await sleep(15);
    }
  }

  private async answer(name: string): Promise<void> {
    this.asked = name;
    await this.provide(name);
    const place = this.names.indexOf(name);
    if (place < 0) return;
    // PostgreSQL reads the last one again when it ends; those before are done with
    for (const old of this.names.slice(Math.max(0, place - 8), Math.max(0, place - 2)))
      await rm(path.join(this.stage, old), { force: true });
    for (const next of this.names.slice(place + 1, place + 1 + ahead)) {
      // the next question must not wait for more than one file
      if ((await readdir(this.stage)).some((one) => one.endsWith('.ask'))) return;
      await this.provide(next);
    }
  }

  private async provide(name: string): Promise<void> {
    const file = path.join(this.stage, name);
    if (existsSync(file)) return;
    if (!existsSync(path.join(this.folder, 'wal', `${name}${sealed}`))) {
      await writeFile(`${file}.none`, '');
      return;
    }
    const draft = createWriteStream(`${file}.part`, { mode: 0o644 });
    await pipeline(Readable.from(contentOf(this.folder, name, this.keys)), draft);
    await rename(`${file}.part`, file);
  }
}

/** Content of a sealed file of the log, without its head. */
export async function* contentOf(
  folder: string,
  name: string,
  keys: readonly Uint8Array[],
): AsyncGenerator<Buffer> {
  let headRead = false;
  for await (const piece of unsealFile(folder, `wal/${name}`, keys)) {
    if (headRead) yield piece;
    else yield splitHead(piece).content;
    headRead = true;
  }
}
