import { existsSync } from 'node:fs';
import { readyBrowser } from './machine/browser.ts';
import { installDebian, isDebianRoot } from './machine/debian.ts';
import { readyTools } from './machine/tools.ts';

/** What the whole check needs of the machine, installed where that may be done. */
readyTools();
readyBrowser();
if (!existsSync('/usr/lib/postgresql/15/bin/postgres')) {
  if (!isDebianRoot()) {
    process.stderr.write(
      "The second database under test is PostgreSQL 15: install Debian's package postgresql-15.\n",
    );
    process.exit(1);
  }
  installDebian(['postgresql-15']);
}
process.stdout.write('This machine has what the checks need.\n');
