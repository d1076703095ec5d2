import { existsSync } from 'node:fs';
import { installDebian, isDebianRoot } from './debian.ts';

/** Where Chromium or Chrome lies on the systems that we run on; the one without windows needs a fifth less of the processor. */
const places = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Path of a browser for the journeys: `SERAMBI_BROWSER`, the system's, or Debian's, installed when this is root on
 * Debian. Otherwise ends the run with one line that says what to install.
 */
export function readyBrowser(): string {
  const given = process.env.SERAMBI_BROWSER;
  if (given) return given;
  const found = places.find((place) => existsSync(place));
  if (found) return found;
  if (isDebianRoot()) {
    installDebian(['chromium-headless-shell', 'fonts-noto-core']);
    const installed = places.find((place) => existsSync(place));
    if (installed) return installed;
  }
  process.stderr.write(
    'The browser tests need Chromium or Chrome: install it, or name it in SERAMBI_BROWSER.\n',
  );
  process.exit(1);
}
