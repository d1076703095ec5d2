import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseRecoveryKey } from '#platform/server/backup/recovery-key.ts';
import { restore } from '#platform/server/backup/restore.ts';
import { words } from '#platform/server/words.ts';
import { optionsFromEnvironment } from './environment.ts';
import { progressLine } from './progress-line.ts';
import { tellTerminal, terminalLanguage } from './terminal-words.ts';

/**
 * `serambi restore FOLDER [--at TIME] [--into DATA_DIR] [--base NAME]`: makes a data folder from a backup folder and
 * its recovery key, which it asks for unless `SERAMBI_RECOVERY_KEY` holds it.
 */
export async function restoreFolder(
  folder: string,
  options: { at?: string; into?: string; base?: string },
): Promise<void> {
  const key = parseRecoveryKey(await askForKey());
  const into = path.resolve(options.into ?? optionsFromEnvironment().dataDir);
  const line = progressLine();
  const done = await restore({
    ...{ folder: path.resolve(folder), key, into, at: options.at, baseId: options.base, now: Date.now },
    onProgress: (step, part) => line.show(`cli_restore_${step}`, part),
  }).finally(() => line.end());
  tellTerminal('cli_restore_done', { into, until: done.until });
  if (done.aside) tellTerminal('cli_restore_aside', { aside: done.aside });
}

/** The recovery key from the environment, or as somebody types it. */
export async function askForKey(): Promise<string> {
  const given = process.env.SERAMBI_RECOVERY_KEY;
  if (given) return given;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(`${words(terminalLanguage(), 'cli_restore_askKey')} `);
  } finally {
    terminal.close();
  }
}
