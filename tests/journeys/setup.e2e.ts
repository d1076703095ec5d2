import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { type ServerProcess, startServerProcess } from '../../campaigns/support/server-process.ts';
import { closeBrowser, expectAccessible, languages, openBrowser, shapes, shoot } from './support/browser.ts';
import { reachableFolder } from './support/running.ts';

let folder: Awaited<ReturnType<typeof reachableFolder>>;
let server: ServerProcess;
let page: Page;

beforeEach(async () => {
  folder = await reachableFolder();
  // PostgreSQL may run as another account, which must be able to walk in
  execFileSync('chmod', ['711', folder.path]);
  server = await startServerProcess({
    dataDir: path.join(folder.path, 'data'),
    env: { LOG_LEVEL: 'trace', SERAMBI_TLS: '0' },
  });
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await shoot(page, 'failed-setup');
  await page.context().close();
  await server.stop();
  await folder.remove();
});
afterAll(closeBrowser);

async function openClinic(language: 'en' | 'id'): Promise<void> {
  const context = await (await openBrowser()).newContext({
    viewport: shapes.desk,
    locale: language === 'id' ? 'id-ID' : 'en-US',
    reducedMotion: 'reduce',
  });
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const say = (key: string) => words(language, `setup_page_${key}`);
  const address = () => /http:\/\/\S+\/setup#\S+/.exec(server.output())?.[0] ?? '';
  await expect.poll(address).toBeTruthy();
  await page.goto(address());
  await page.getByRole('textbox', { name: say('name'), exact: true }).fill('Klinik Kenanga');
  await page.getByLabel(say('yourName')).fill('Sri Handayani');
  await page.getByLabel(say('login')).fill('sri@kenanga');
  await page.getByLabel(say('password')).first().fill('payung hijau tujuh buah');
  await page.getByRole('button', { name: say('open') }).click();
}

describe.each(languages)('the recovery key of a new clinic, in %s', (language) => {
  const say = (key: string) => words(language, `setup_key_${key}`);
  const today = () => page.getByRole('navigation', { name: words(language, 'web_places') });
  const keyOnScreen = () =>
    page
      .getByRole('list', { name: say('label') })
      .getByRole('listitem')
      .allInnerTexts();
  const asked = () => page.getByRole('link', { name: words(language, 'backups_key_needed') });

  it('is shown once, until two groups of it were typed', async () => {
    await openClinic(language);
    await page.getByRole('heading', { level: 1, name: say('title') }).waitFor();
    const groups = await keyOnScreen();
    expect(groups).toHaveLength(8);
    for (const shape of ['desk', 'phone'] as const) {
      await page.setViewportSize(shapes[shape]);
      await shoot(page, `setup-key-${language}-${shape}`);
      await expectAccessible(page, `recovery key, ${language}, ${shape}`);
    }
    await page.setViewportSize(shapes.desk);
    await page.emulateMedia({ media: 'print' });
    await shoot(page, `setup-key-${language}-print`);
    await expect.poll(() => page.getByText('serambi restore').isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: say('kept') }).isVisible()).toBe(false);
    await page.emulateMedia({ media: null });

    await page.getByLabel(say('second')).fill(groups[0] ?? '');
    await page.getByLabel(say('seventh')).fill(groups[6] ?? '');
    await page.getByRole('button', { name: say('kept') }).click();
    await page.getByText(words(language, 'backups_field_group')).waitFor();
    await page.getByLabel(say('second')).fill((groups[1] ?? '').toLowerCase());
    await page.getByRole('button', { name: say('kept') }).click();
    await today().waitFor();

    await page.goto(`${server.url}/clinic/recovery-key`);
    await page.getByText(words(language, 'backups_key_confirmed')).waitFor();
    expect(await page.getByText(groups[0] ?? '').count()).toBe(0);
    // not one group of it stands in what the server printed, at its most talkative
    for (const group of groups) expect(server.output()).not.toContain(group);
  });

  it('waits on Today for whoever has no paper at hand', async () => {
    await openClinic(language);
    const heading = page.getByRole('heading', { level: 1, name: say('title') });
    await heading.waitFor();
    await page.getByRole('button', { name: say('later') }).click();
    await today().waitFor();
    await asked().click();
    await page.getByRole('heading', { level: 1, name: words(language, 'backups_key_title') }).waitFor();
  });
});
