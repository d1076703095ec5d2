import { spawnSync } from 'node:child_process';
import { installDebian, isDebianRoot } from './debian.ts';

/** Programs with which tests read papers back, and the Debian packages that hold them. */
const readers = { pdftotext: 'poppler-utils', pdftoppm: 'poppler-utils', zbarimg: 'zbar-tools' };
/** The same for a browser that is to trust a certificate, for a second host on this machine, and for a service's file. */
const linux = { certutil: 'libnss3-tools', ip: 'iproute2', 'systemd-analyze': 'systemd' };
const tools: Record<string, string> = { ...readers, ...(process.platform === 'linux' && linux) };

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
  process.stderr.write(`The tests need: ${packages.join(', ')}. Install them and start again.\n`);
  process.exit(1);
}
