import { createInterface } from 'node:readline/promises';
import { confirmKey, openKeys, renewKey } from '#platform/server/backup/key-store.ts';
import { recoveryKeyText } from '#platform/server/backup/recovery-key.ts';
import { words } from '#platform/server/words.ts';
import { optionsFromEnvironment } from './environment.ts';
import { tellTerminal, terminalLanguage } from './terminal-words.ts';

/** `serambi backup key [--new]`: shows the recovery key once, or makes a new one for all later backups. */
export async function backupKey(options: { new?: boolean }): Promise<void> {
  const { dataDir } = optionsFromEnvironment();
  if (options.new) await renewKey(dataDir, new Date().toISOString());
  if (!(await showKeyOnce(dataDir))) tellTerminal('cli_backup_keyConfirmed');
}

/**
 * Prints the recovery key until somebody has confirmed it, and asks whoever sits at the terminal for two groups of it.
 * @returns whether there was one to show
 */
export async function showKeyOnce(dataDir: string): Promise<boolean> {
  const keys = await openKeys(dataDir, new Date().toISOString());
  if (keys.confirmedAt !== undefined) return false;
  const text = recoveryKeyText(keys.current);
  tellTerminal('cli_backup_key');
  process.stdout.write(`\n  ${text}\n\n`);
  if (!process.stdin.isTTY) return true;
  const groups = text.split('-');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const question = `${words(terminalLanguage(), 'cli_backup_keyAsk')} `;
    const typed = (await terminal.question(question)).toUpperCase().split(/[\s-]+/);
    if (typed[0] === groups[1] && typed[1] === groups[6]) {
      await confirmKey(dataDir, new Date().toISOString());
      tellTerminal('cli_backup_keyDone');
    } else tellTerminal('cli_backup_keyNot');
  } finally {
    terminal.close();
  }
  return true;
}
