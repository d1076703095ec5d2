import { existsSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';

/** `serambi <command>`. Each command is a file of its own, loaded when it is called, after the words were compiled. */
const compiler = path.join(import.meta.dirname, '../../scripts/messages.ts');
// in a clone the words are compiled when they changed; a published package brings them compiled
if (existsSync(compiler)) await (await import(compiler)).makeMessages();

const program = new Command('serambi').description('The clinic workbench of the health care assistant');

program
  .command('start', { isDefault: true })
  .description('Start Serambi on this machine; an empty data folder opens two demo clinics')
  .action(async () => (await import('./commands/start.ts')).start());

await program.parseAsync();
