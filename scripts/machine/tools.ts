import { spawnSync } from 'node:child_process';
import { installDebian, isDebianRoot } from './debian.ts';

/** Programs with which tests read papers back, and the Debian packages that hold them. */
const tools = { pdftotext: 'poppler-utils', pdftoppm: 'poppler-utils', zbarimg: 'zbar-tools' };

/** Sees to the programs that tests call; ends the run with one line that says what to install. */
export function readyTools(): void {
  const missing = Object.entries(tools).filter(
    ([tool]) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).error,
  );
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map(([, name]) => name))];
  if (isDebianRoot()) {
    installDebian(packages);
    return;
  }
  process.stderr.write(
    `The tests read papers back and need: ${packages.join(', ')}. Install them and start again.\n`,
  );
  process.exit(1);
}
