import { once } from 'node:events';
import { type Browser, type BrowserServer, chromium } from 'playwright-core';
import { readyBrowser } from '#scripts/machine/browser.ts';

/** A browser in a process that may be killed by its recorded id. */
export interface KillableBrowser {
  browser: Browser;
  kill(): Promise<void>;
  close(): Promise<void>;
}

const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
];

export async function openKillableBrowser(): Promise<KillableBrowser> {
  const server: BrowserServer = await chromium.launchServer({ executablePath: readyBrowser(), args: flags });
  const browser = await chromium.connect(server.wsEndpoint());
  const child = server.process();
  return {
    browser,
    async kill() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
    close: () => server.close(),
  };
}
