import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { Command } from 'commander';
import type { CalculatorName } from '#slices/vitals/shared/calc/calculators.ts';
import { calcErrors, calcHelp, calcNames } from './commands/calc-help.ts';

// What was read and compiled once is kept for the next command, which is done in half the time then; where nobody may
// write there, nothing is kept. What runs all day would hold it in its memory all day.
const lasting = [undefined, 'start', 'setup', 'sandbox'];
if (!lasting.includes(process.argv[2]))
  enableCompileCache(path.join(import.meta.dirname, '../../node_modules/.cache/serambi'));

/** `serambi <command>`. Each command is a file of its own, loaded when it is called, after the words were compiled. */
const compiler = path.join(import.meta.dirname, '../../scripts/messages.ts');
// in a clone the words are compiled when they changed; a published package brings them compiled
if (existsSync(compiler)) await (await import(compiler)).makeMessages();

const program = new Command('serambi').description('The clinic workbench of the health care assistant');

program
  .command('start', { isDefault: true })
  .description(
    'start Serambi on this machine; an empty data folder opens two demo clinics (SERAMBI_DEMO=0: none)',
  )
  .action(async () => (await import('./commands/start.ts')).start());

program
  .command('setup')
  .description('start without the demo, serve the network by HTTPS, lead to the set-up page of a new clinic')
  .option('--cert <file>', 'a certificate of your own (PEM, chain), with --key')
  .option('--key <file>', 'its private key (PEM)')
  .option('--no-network', 'this machine alone')
  .action(async (options) => (await import('./commands/setup.ts')).setUp(options));

program
  .command('sandbox')
  .description('two practice clinics in a folder of their own; what is done there is never the clinic’s')
  .option('--reset', 'take away what was practised and begin afresh')
  .action(async (options) => (await import('./commands/sandbox.ts')).sandbox(options));

const bring = program.command('import').description('bring data in');
bring
  .command('fhir')
  .description('FHIR R4 bundles or NDJSON; goes on where it was interrupted, and twice makes no doubles')
  .argument('<file...>')
  .option('--clinic <slug>')
  .action(async (files, options) => (await import('./commands/import-fhir.ts')).importFiles(files, options));

bring
  .command('clinic')
  .description('a whole clinic as `export clinic` wrote it, into a database that does not have it')
  .argument('<file>', 'or folder')
  .option('--slug <slug>', 'another short name for it')
  .action(async (file, options) => (await import('./commands/import-clinic.ts')).importWhole(file, options));

bring
  .command('csv')
  .description('patients, future appointments, fees or staff from a table of another system')
  .argument('<kind>', 'patients | appointments | fees | staff')
  .argument('<file>')
  .option('--clinic <slug>')
  .option('--mapping <name>', 'what columns are: a name that was kept, or a JSON file of headings and fields')
  .option('--save-mapping <name>', 'keep what the columns are for the next file')
  .option('--encoding <name>', 'utf-8 | utf-16le | utf-16be | windows-1252, where the file does not say it')
  .option('--delimiter <mark>', 'comma | semicolon | tab')
  .option('--dates <order>', 'dmy | mdy, where the dates of the file can be read in two ways')
  .option('--dry-run', 'say what would become of each row; write nothing')
  .option('--errors <file>', 'write the rows that are not in, each with its reason')
  .option('--language <language>', 'en | id')
  .action(async (kind, file, options) =>
    (await import('./commands/import-csv.ts')).importCsv(kind, file, options),
  );
bring
  .command('undo')
  .description('takes a file back whole; what was changed or used since stays and is listed')
  .argument('<id>')
  .option('--clinic <slug>')
  .option('--language <language>', 'en | id')
  .action(async (id, options) => (await import('./commands/import-csv.ts')).undoImport(id, options));

const take = program.command('export').description('take data out');
take
  .command('fhir')
  .description('current resources as FHIR NDJSON, exactly as stored')
  .argument('<file>')
  .option('--clinic <slug>')
  .option('--patient <id>', 'one patient only')
  .action(async (file, options) => (await import('./commands/export.ts')).exportFhir(file, options));
take
  .command('clinic')
  .description('everything of a clinic, with a description of the format inside')
  .argument('<file>', 'ends in .tar.gz or .tgz; any other name becomes a folder')
  .option('--clinic <slug>')
  .option('--patient <id>', 'a copy of all that is about one patient')
  .action(async (file, options) => (await import('./commands/export-clinic.ts')).exportWhole(file, options));

const backup = program.command('backup').description('backups of the embedded database');
backup
  .command('now')
  .description('takes one and restores it on trial')
  .action(async () => (await import('./commands/backup.ts')).backUpNow());
backup
  .command('list')
  .argument('[folder]')
  .description('what lies in the backup folder')
  .action(async (folder) => (await import('./commands/backup.ts')).listBackups(folder));
backup
  .command('verify')
  .argument('[folder]')
  .description('reads every file there and names what is damaged or missing')
  .action(async (folder) => (await import('./commands/backup.ts')).verifyBackups(folder));
backup
  .command('key')
  .option('--new', 'make a new one for all later backups')
  .description('shows the recovery key until it is confirmed')
  .action(async (options) => (await import('./commands/backup-key.ts')).backupKey(options));

program
  .command('restore')
  .description('make a data folder from a backup folder; asks for the recovery key (or SERAMBI_RECOVERY_KEY)')
  .argument('<folder>', 'the backup folder')
  .option('--at <time>', "as it was then: '2026-03-09 14:30' in the clinic's zone, or with Z or an offset")
  .option('--into <folder>', 'data folder; SERAMBI_DATA without it')
  .option('--base <name>', 'begin at this backup, where a newer one is damaged')
  .action(async (folder, options) => (await import('./commands/restore.ts')).restoreFolder(folder, options));

const trail = program.command('audit').description('the audit trail');
trail
  .command('verify')
  .description(
    'finds whatever was changed, taken out or put in by anybody without the key; ends with 1 if anything was',
  )
  .option('--clinic <slug>', 'one clinic only')
  .option('--anchors <folder...>', 'further folders that hold anchors, e.g. in a backup')
  .option('--json')
  .action(async (options) => (await import('./commands/audit.ts')).verifyTrails(options));
trail
  .command('restored')
  .description('says that the database was restored on purpose; is itself in the trail')
  .requiredOption('--reason <words>')
  .option('--clinic <slug>')
  .action(async (options) => (await import('./commands/audit.ts')).acknowledgeRestore(options));

const keys = program.command('keys').description('the keys that lie beside the database');
keys
  .command('accept')
  .description('goes on with new keys where the ones before are lost for good; is itself in the trail')
  .requiredOption('--reason <words>')
  .action(async (options) => (await import('./commands/keys.ts')).acceptKeys(options));

const token = program.command('token').description('API tokens');
token
  .command('create')
  .description('prints the token alone; it is shown once')
  .option('--staff <login>', 'acts as this person')
  .option('--client <name>', 'acts as another system')
  .option('--clinic <slug>')
  .option('--scope <scopes>', "SMART scopes of a client, e.g. 'system/*.cruds'")
  .option('--days <days>', 'until it expires')
  .action(async (options) => (await import('./commands/token.ts')).token(options));

const staff = program.command('staff').description('the people of a clinic');
staff
  .command('add')
  .argument('<login>')
  .requiredOption('--clinic <slug>')
  .requiredOption('--name <name>')
  .requiredOption('--role <role...>')
  .option('--licence <number>', 'SIP or NPI of who signs')
  .description('prints the one-time link to hand over')
  .action(async (login, options) => (await import('./commands/staff.ts')).addStaff(login, options));
staff
  .command('disable')
  .argument('<login>')
  .description('ends sessions and tokens at once')
  .action(async (login) => (await import('./commands/staff.ts')).disableOne(login));
staff
  .command('reset')
  .argument('<login>')
  .description('prints a one-time link to choose a new password')
  .action(async (login) => (await import('./commands/staff.ts')).resetOne(login));
staff
  .command('reset-factor')
  .argument('<login>')
  .description('takes the second sign-in step away from who lost the telephone; the person is told')
  .action(async (login) => (await import('./commands/staff.ts')).resetFactorOf(login));

const service = program.command('service').description('start with the machine: systemd, launchd');
service
  .command('install')
  .description('starts with the machine and again after a fault; by root under an account of its own')
  .option('--account <name>', 'the account of a system service (serambi)')
  .option('--root <folder>', 'write below this folder and start nothing')
  .action(async (options) => (await import('./commands/service.ts')).install(options));
service
  .command('uninstall')
  .description('stops it; data stay')
  .option('--root <folder>')
  .action(async (options) => (await import('./commands/service.ts')).uninstall(options));
service
  .command('status')
  .option('--root <folder>')
  .action(async (options) => (await import('./commands/service.ts')).status(options));

const calc = program
  .command('calc')
  .description('the calculators of the vital signs: JSON lines in, JSON lines out; no database');
for (const [name, about] of Object.entries(calcNames)) {
  calc
    .command(name)
    .description(about)
    .addHelpText('after', () => `\n${calcHelp[name as CalculatorName]}\n\n${calcErrors}`)
    .action(async () => (await import('./commands/calc.ts')).calculate(name as CalculatorName));
}

try {
  await program.parseAsync();
} catch (error) {
  const { failureWords } = await import('./commands/failure-words.ts');
  process.stderr.write(`${failureWords(error)}\n`);
  process.exitCode = 1;
}
