import path from 'node:path';
import { sql } from 'kysely';
import { Secret, TOTP } from 'otpauth';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '#app/server.ts';
import { inClinic } from '#platform/server/db/database.ts';
import { createStaff } from '#platform/server/identity/accounts.ts';
import type { Platform } from '#platform/server/platform.ts';
import { words } from '#platform/server/words.ts';
import { uuidv7 } from '#platform/shared/ids.ts';
import { openClinicRoles } from '#slices/workforce/server/index.ts';
import { closeBrowser, expectAccessible, languages, openBrowser, shapes, shoot } from './support/browser.ts';
import { reachableFolder } from './support/running.ts';

const password = 'melati-putih-harum-42';
let server: RunningServer;
let url: string;
let folder: Awaited<ReturnType<typeof reachableFolder>>;

beforeAll(async () => {
  folder = await reachableFolder();
  server = await startServer({
    dataDir: folder.path,
    port: 0,
    webFolder: path.join(import.meta.dirname, '../../dist/web'),
    beforeReady: openRealClinic,
  });
  // browsers keep passkeys for the name, not for the number
  url = `http://localhost:${server.port}`;
});
afterAll(async () => {
  await closeBrowser();
  await server?.close();
  await folder?.remove();
});

/** A clinic that is no demo: its manager must have a second step. */
async function openRealClinic(platform: Platform): Promise<void> {
  const id = uuidv7(platform.clock.now(), platform.random);
  await sql`INSERT INTO platform_clinic (id, slug, name, country, zone, currency, language)
    VALUES (${id}, 'anggrek', 'Klinik Anggrek', 'ID', 'Asia/Jakarta', 'IDR', 'id')`.execute(
    platform.database.kysely,
  );
  await inClinic(platform.database, id, (tx) => openClinicRoles(tx, { id, country: 'ID' }));
  for (const language of languages) {
    const person = { clinicSlug: 'anggrek', language, password };
    await createStaff(platform, {
      ...person,
      login: `manager@${language}.test`,
      name: 'Ratna Dewi',
      roles: ['manager'],
    });
    await createStaff(platform, {
      ...person,
      login: `desk@${language}.test`,
      name: 'Budi Santoso',
      roles: ['frontDesk'],
    });
  }
}

const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate({
    timestamp: Date.now() + steps * 30_000,
  });

describe.each(languages)('my account, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);
  const named = (page: Page, key: string, params?: Record<string, string | number>) =>
    page.getByRole('button', { name: w(key, params), exact: true });
  const contexts: BrowserContext[] = [];
  afterAll(async () => {
    for (const one of contexts) await one.close();
  });

  async function open(): Promise<Page> {
    const context = await (await openBrowser()).newContext({
      viewport: shapes.desk,
      locale: language === 'id' ? 'id-ID' : 'en-US',
      reducedMotion: 'reduce',
    });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(url);
    return page;
  }
  async function typePassword(page: Page, login: string): Promise<void> {
    await page.getByLabel(w('web_signIn_login')).fill(login);
    await page.getByLabel(w('web_signIn_password')).first().fill(password);
    await page.keyboard.press('Enter');
  }
  const isIn = (page: Page) => page.getByRole('navigation', { name: w('web_places') }).waitFor();
  async function inShapes(page: Page, name: string): Promise<void> {
    for (const [shape, size] of Object.entries(shapes)) {
      await page.setViewportSize(size);
      await page.waitForTimeout(150);
      await shoot(page, `${name}-${language}-${shape}`);
      await expectAccessible(page, `${name}, ${shape}`);
      const wide = 'document.documentElement.scrollWidth > document.documentElement.clientWidth + 1';
      expect(await page.evaluate(wide), `${name}, ${shape}`).toBe(false);
    }
    await page.setViewportSize(shapes.desk);
  }

  it('leads a manager to set up her second step before anything else, and asks for it from then on', async () => {
    const page = await open();
    await typePassword(page, `manager@${language}.test`);
    await page.getByRole('heading', { name: w('web_factor_enrolTitle') }).waitFor();
    const secret = (await page.locator('.s-secret').textContent()) ?? '';
    await page.getByRole('img', { name: w('web_factor_qr') }).waitFor();
    await inShapes(page, 'enrol');
    await page.getByLabel(w('web_factor_code')).fill('000000');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await page.getByLabel(w('web_factor_code')).fill(codeOf(secret));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: w('web_factor_recoveryTitle') }).waitFor();
    const codes = await page.getByRole('listitem').allTextContents();
    expect(codes).toHaveLength(10);
    await inShapes(page, 'recovery');
    await named(page, 'web_factor_kept').click();
    await isIn(page);
    await page.goto(`${url}/clinic/sign-in-rules`);
    await page.getByText(w('workforce_rules_always')).waitFor();
    await inShapes(page, 'sign-in-rules');
    await page.goto(`${url}/clinic/people`);
    const row = page.getByRole('row').filter({ hasText: `desk@${language}.test` });
    await row.getByRole('button', { name: w('web_more') }).click();
    await page.getByRole('menuitem', { name: w('workforce_people_resetFactor') }).click();
    await shoot(page, `reset-factor-${language}`);
    await expectAccessible(page, 'reset factor');
    await named(page, 'workforce_people_resetFactor').click();
    await page.getByText(w('workforce_people_factorReset', { name: 'Budi Santoso' })).waitFor();

    const again = await open();
    await typePassword(again, `manager@${language}.test`);
    await again.getByRole('heading', { name: w('web_factor_title') }).waitFor();
    await inShapes(again, 'second-step');
    // the code that set it up is spent: the next one opens
    await again.getByLabel(w('web_factor_code')).fill(codeOf(secret, 1));
    await again.keyboard.press('Enter');
    await isIn(again);

    const lost = await open();
    await typePassword(lost, `manager@${language}.test`);
    await named(lost, 'web_factor_useRecovery').click();
    await lost.getByLabel(w('web_factor_recoveryCode')).fill(codes[0] ?? '');
    await lost.keyboard.press('Enter');
    await isIn(lost);
  });

  it('changes password and PIN, keeps a passkey, and ends what is open elsewhere', async () => {
    const login = `desk@${language}.test`;
    const elsewhere = await open();
    await typePassword(elsewhere, login);
    await isIn(elsewhere);
    const page = await open();
    const authenticator = await page.context().newCDPSession(page);
    await authenticator.send('WebAuthn.enable');
    await authenticator.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await typePassword(page, login);
    await isIn(page);

    await page.keyboard.press('Control+k');
    await page.keyboard.type(w('web_account_title'));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: w('web_account_title'), level: 1 }).waitFor();
    await named(page, 'web_account_endOthers').waitFor();
    await inShapes(page, 'account');

    await named(page, 'web_account_setPin').click();
    await page.getByLabel(w('web_account_passwordNow')).first().fill(password);
    await page.getByLabel(w('web_account_newPin')).fill('1234');
    await page.keyboard.press('Enter');
    await page.getByText(w('identity_field_pinEasy')).waitFor();
    await shoot(page, `account-pin-${language}`);
    await expectAccessible(page, 'PIN');
    await page.getByLabel(w('web_account_newPin')).fill('7194');
    await page.keyboard.press('Enter');
    await page.getByText(w('web_account_pinSet')).waitFor();

    await named(page, 'web_account_addPasskey').click();
    await page.getByLabel(w('web_account_passkeyName')).fill('PC 2');
    await page.getByLabel(w('web_account_passwordNow')).first().fill(password);
    await page.keyboard.press('Enter');
    await page
      .getByRole('heading', { name: w('web_factor_recoveryTitle') })
      .last()
      .waitFor();
    await named(page, 'web_factor_kept').click();
    await page.getByText('PC 2').waitFor();

    await named(page, 'web_account_endOthers').click();
    await page.getByText(w('web_account_ended', { count: 1 })).waitFor();
    // a screen that is open elsewhere hears of it at once and asks to sign in again
    await elsewhere.getByRole('button').first().press('Escape');
    await expect
      .poll(async () => {
        const answer = await elsewhere.request.post(`${url}/api/identity/whoAmI`, { data: {} });
        return ((await answer.json()) as { state: string }).state;
      })
      .toBe('signedOut');
    await inShapes(page, 'account-passkey');

    await page.getByRole('button', { name: w('web_person_menu', { name: 'Budi Santoso' }) }).click();
    await page.getByRole('menuitem', { name: w('web_signOut_act') }).click();
    await named(page, 'web_signIn_passkey').waitFor();
    await inShapes(page, 'sign-in');
    await named(page, 'web_signIn_passkey').click();
    await isIn(page);
  });
});
