import { once } from 'node:events';
import { type Browser, type BrowserServer, chromium } from 'playwright-core';
import { readyBrowser } from '#scripts/machine/browser.ts';

/** A browser in processes that may be killed by their recorded group. */
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
  const { pid } = child;
  if (pid === undefined) throw new Error('the browser has no process');
  return {
    browser,
    async kill() {
      const gone = once(child, 'close');
      // Debian's is started by a shell, whose end alone would leave the browser typing on; it leads the group of all of them
      process.kill(-pid, 'SIGKILL');
      await gone;
    },
    close: () => server.close(),
  };
}
