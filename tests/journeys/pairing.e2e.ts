import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { readyBrowser } from '#scripts/machine/browser.ts';
import { type ServerProcess, startServerProcess } from '../../campaigns/support/server-process.ts';
import { expectAccessible, type Language, languages, shapes, shoot } from './support/browser.ts';
import { reachableFolder } from './support/running.ts';

const password = 'payung hijau tujuh buah';
let folder: Awaited<ReturnType<typeof reachableFolder>>;
let server: ServerProcess;
/** The office PC, which has Serambi on loopback; the manager stays signed in there. */
let office: Browser;
let managersCookies: Awaited<ReturnType<BrowserContext['cookies']>>;
/** A tablet with a list of authorities of its own, in which ours is not at first. */
let tablet: Browser;

beforeAll(async () => {
  folder = await reachableFolder();
  // PostgreSQL may run as another account, which must be able to walk in
  execFileSync('chmod', ['711', folder.path]);
  const env = { SERAMBI_TLS_PORT: '0', SERAMBI_PAIRING_PORT: '0' };
  server = await startServerProcess({ dataDir: path.join(folder.path, 'data'), env });
  office = await launch(path.join(folder.path, 'office'));
  tablet = await launch(path.join(folder.path, 'tablet'));
});
afterAll(async () => {
  await office?.close();
  await tablet?.close();
  await server?.stop();
  await folder.remove();
});

/** Chromium with a home of its own: on Linux that is where it looks for further authorities. */
function launch(home: string, isNew = true): Promise<Browser> {
  const store = path.join(home, '.pki/nssdb');
  mkdirSync(store, { recursive: true });
  if (isNew) execFileSync('certutil', ['-d', `sql:${store}`, '-N', '--empty-password']);
  return chromium.launch({
    executablePath: readyBrowser(),
    env: { ...process.env, HOME: home },
    // a machine without a network card is reached by its name
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--host-resolver-rules=MAP *.local 127.0.0.1',
    ],
  });
}

async function openPage(browser: Browser, language: Language, shape: keyof typeof shapes): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    viewport: shapes[shape],
    locale: language === 'id' ? 'id-ID' : 'en-US',
    hasTouch: shape !== 'desk',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return page;
}

/** Reads a code off the screen as a camera does. */
async function scan(page: Page, alt: string): Promise<string> {
  const picture = path.join(folder.path, 'code.png');
  const image = page.getByRole('img', { name: alt });
  await image.waitFor();
  writeFileSync(picture, await image.screenshot({ scale: 'css' }));
  return execFileSync('zbarimg', ['-q', '--raw', picture], { encoding: 'utf8' }).trim();
}

describe('from an empty Serambi to a tablet that trusts it', () => {
  it('the set-up page opens the clinic and its network', async () => {
    const page = await openPage(office, 'id', 'desk');
    const say = (key: string) => words('id', `setup_page_${key}`);
    // the line comes a moment after the ready one
    const address = await expect
      .poll(() => /http:\/\/\S+\/setup#\S+/.exec(server.output())?.[0])
      .toBeTruthy()
      .then(() => /http:\/\/\S+\/setup#\S+/.exec(server.output())?.[0] ?? '');
    await page.goto(address);
    await page.getByRole('textbox', { name: say('name'), exact: true }).fill('Klinik Kenanga');
    await page.getByLabel(say('yourName')).fill('Sri Handayani');
    await page.getByLabel(say('login')).fill('sri@kenanga');
    await page.getByLabel(say('password')).first().fill(password);
    await page.getByLabel(say('network')).check();
    await shoot(page, 'pairing-setup-id');
    await page.getByRole('button', { name: say('open') }).click();
    await page.getByRole('button', { name: words('id', 'setup_key_later') }).click();
    await page.getByRole('navigation', { name: words('id', 'web_places') }).waitFor();
    await page.goto(`${server.url}/clinic/devices`);
    await page.getByText(words('id', 'devices_own')).waitFor();
    managersCookies = await page.context().cookies();
    await page.context().close();
  });

  it.each(languages)('a device is paired by two codes, in %s', async (language) => {
    const say = (key: string, params?: Record<string, string>) => words(language, `devices_${key}`, params);
    const name = language === 'id' ? 'Tablet ruang 1' : 'Tablet room 2';
    const page = await managersPage(language);
    await page.goto(`${server.url}/clinic/devices`);
    await shoot(page, `pairing-devices-${language}`);
    await page
      .getByRole('button', { name: say('pairAct') })
      .first()
      .click();
    await page.getByRole('textbox', { name: say('name'), exact: true }).fill(name);
    await page.getByRole('button', { name: say('start') }).click();
    const trustAddress = await scan(page, say('qrTrust'));
    const pairAddress = await scan(page, say('qrPair'));
    expect(new URL(trustAddress).protocol).toBe('http:');
    expect(new URL(pairAddress).protocol).toBe('https:');
    for (const shape of ['desk', 'tablet', 'phone'] as const) {
      await page.setViewportSize(shapes[shape]);
      await shoot(page, `pairing-codes-${language}-${shape}`);
      await expectAccessible(page, `codes, ${language}, ${shape}`);
    }
    await page.setViewportSize(shapes.desk);

    let device = await openPage(tablet, language, 'tablet');
    if (language === languages[0]) {
      // before it trusts us, the tablet's browser lets nobody pass
      const early = await openPage(tablet, language, 'tablet');
      await expect(early.goto(pairAddress)).rejects.toThrow(/ERR_CERT_AUTHORITY_INVALID/);
      await early.context().close();
    }
    await device.goto(trustAddress);
    for (const shape of ['desk', 'tablet', 'phone'] as const) {
      await device.setViewportSize(shapes[shape]);
      await shoot(device, `pairing-trust-${language}-${shape}`);
      await expectAccessible(device, `trust page, ${language}, ${shape}`);
      expect(await device.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    }
    const [shown, told] = await Promise.all([
      device.locator('code').innerText(),
      page.locator('.dv-pair code').innerText(),
    ]);
    expect(shown).toBe(told);
    if (language === languages[0]) {
      await trustOn(device);
      device = await openPage(tablet, language, 'tablet');
    }
    await device.goto(pairAddress);
    await device.getByRole('heading', { name: say('pairDone', { name }) }).waitFor();
    expect(device.url()).not.toContain('#');
    await shoot(device, `pairing-done-${language}`);
    await expectAccessible(device, `paired, ${language}`);
    await page.getByText(say('arrived', { name })).waitFor();
    await page.getByRole('button', { name: say('done'), exact: true }).click();
    await page.getByRole('row').filter({ hasText: name }).waitFor();
    await shoot(page, `pairing-list-${language}`);
    await page.context().close();
    await device.context().close();
  });

  it('work goes on over HTTPS with a Secure cookie, and ends when the device is removed', async () => {
    const page = await managersPage('en');
    const { network, devices: before } = await list(page);
    const address = network.addresses[0] ?? '';
    const device = await openPage(tablet, 'en', 'phone');
    await letIn(page, device, address);
    const cookies = await device.context().cookies(address);
    expect(cookies.map((one) => [one.name, one.secure, one.httpOnly])).toContainEqual([
      '__Host-serambi_session',
      true,
      true,
    ]);
    expect(await device.evaluate('isSecureContext')).toBe(true);
    // this browser window has no name yet: a typed code gives it one
    await page.goto(`${server.url}/clinic/devices?pair=1`);
    await page
      .getByRole('textbox', { name: words('en', 'devices_name'), exact: true })
      .fill('Phone of the nurse');
    await page.getByRole('button', { name: words('en', 'devices_start') }).click();
    const code = await page.locator('.dv-code').innerText();
    await device.goto(`${address}/pair`);
    await device.getByLabel(words('en', 'devices_pairCode')).fill('AAAAA-AAAAA');
    await device.getByRole('button', { name: words('en', 'devices_pairSend') }).click();
    await device.getByText(words('en', 'devices_error_codeNotGood')).waitFor();
    await shoot(device, 'pairing-wrong-en');
    await device.getByLabel(words('en', 'devices_pairCode')).fill(code.toLowerCase());
    await device.getByRole('button', { name: words('en', 'devices_pairSend') }).click();
    await device.getByRole('heading', { name: 'This is Phone of the nurse now' }).waitFor();
    await device.getByRole('button', { name: words('en', 'devices_pairToSignIn') }).click();
    await device.getByRole('navigation', { name: words('en', 'web_places') }).waitFor();
    await page.getByRole('button', { name: words('en', 'devices_done'), exact: true }).click();
    expect((await list(page)).devices).toHaveLength(before.length + 1);
    const row = page.getByRole('row').filter({ hasText: 'Phone of the nurse' });
    await row.getByRole('button', { name: words('en', 'devices_remove') }).click();
    await shoot(page, 'pairing-remove-en');
    await page.getByRole('button', { name: 'Remove Phone of the nurse' }).click();
    await row.waitFor({ state: 'detached' });
    const after = await device.request.post(`${address}/api/work/listMine`, {
      data: {},
      ignoreHTTPSErrors: true,
    });
    expect(after.status()).toBe(401);
    await page.context().close();
    await device.context().close();
  });
});

async function managersPage(language: Language): Promise<Page> {
  const page = await openPage(office, language, 'desk');
  await page.context().addCookies(managersCookies);
  await page.request.post(`${server.url}/api/identity/setLanguage`, { data: { language } });
  await page.goto(server.url);
  await page.getByRole('navigation', { name: words(language, 'web_places') }).waitFor();
  return page;
}

/** A nurse gets her invitation from the manager, takes it at the device, and is signed in there. */
async function letIn(manager: Page, device: Page, address: string): Promise<void> {
  const invited = await manager.request.post(`${server.url}/api/identity/inviteStaff`, {
    data: { name: 'Ns. Dewi', login: 'dewi@kenanga', language: 'en', roles: ['nurse'] },
  });
  const { path: link } = (await invited.json()) as { path: string };
  await device.goto(`${address}${link}`);
  await device.getByLabel(words('en', 'web_link_newPassword')).first().fill(password);
  await device.getByRole('button', { name: words('en', 'web_link_save') }).click();
  await device.getByRole('navigation', { name: words('en', 'web_places') }).waitFor();
}

async function list(page: Page): Promise<{ network: { addresses: string[] }; devices: unknown[] }> {
  const answer = await page.request.post(`${server.url}/api/devices/list`, { data: {} });
  return answer.json();
}

/** What a person does on the tablet by the steps of the page: downloads the certificate and installs it. */
async function trustOn(device: Page): Promise<void> {
  const [download] = await Promise.all([
    device.waitForEvent('download'),
    device.evaluate("location.href = '/serambi.pem'"),
  ]);
  const file = path.join(folder.path, 'serambi.pem');
  await download.saveAs(file);
  // the browser holds its list of authorities open
  await tablet.close();
  const store = `sql:${path.join(folder.path, 'tablet/.pki/nssdb')}`;
  const noPassword = path.join(folder.path, 'no-password');
  writeFileSync(noPassword, '');
  const added = ['-A', '-t', 'C,,', '-n', 'serambi', '-i', file, '-f', noPassword];
  execFileSync('certutil', ['-d', store, ...added], { stdio: ['ignore', 'pipe', 'pipe'], timeout: 10_000 });
  tablet = await launch(path.join(folder.path, 'tablet'), false);
}
