import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { words } from '#platform/server/words.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { demoPassword } from '#platform/shared/demo.ts';
import { readyBrowser } from '#scripts/machine/browser.ts';
import { serambiUrl } from './serambi-url.ts';

export const languages = ['en', 'id'] as const;
export type Language = (typeof languages)[number];

export const shapes = {
  desk: { width: 1366, height: 768 },
  tablet: { width: 810, height: 1080 },
  phone: { width: 390, height: 844 },
} as const;

let browser: Browser | undefined;

/** The machine's Chromium, without its own errands on the network. */
export async function openBrowser(): Promise<Browser> {
  browser ??= await chromium.launch({
    executablePath: readyBrowser(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return browser;
}

export async function closeBrowser(): Promise<void> {
  await browser?.close();
  browser = undefined;
}

/** Somebody’s own telephone, signed in to nothing. */
export async function telephone(language: Language): Promise<Page> {
  const context = await (await openBrowser()).newContext({
    ...{ viewport: shapes.phone, reducedMotion: 'reduce', locale: localeFor(language) },
  });
  return context.newPage();
}

/** One person at a window of her own. */
export interface Window {
  page: Page;
  context: BrowserContext;
  login: string;
  /** What the browser complained of, for whoever must find out why a test failed. */
  complaints: string[];
}

/** Opens a window and signs a demo person in, past the sign-in page, which has journeys of its own. */
export async function signIn(
  login: string,
  language: Language,
  shape: keyof typeof shapes = 'desk',
  password = demoPassword,
  url = serambiUrl(),
): Promise<Window> {
  const one = await openWindow(login, language, shape);
  const headers = { origin: url };
  const answer = await one.context.request.post(`${url}/api/identity/signIn`, {
    ...{ data: { login, password }, headers },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  await one.page.goto(url);
  await arrived(one, language);
  return one;
}

/** The same as a person does it, through the sign-in page. */
export async function signInByHand(login: string, language: Language): Promise<Window> {
  const one = await openWindow(login, language, 'desk');
  const { page } = one;
  await page.goto(serambiUrl());
  await page.getByLabel(words(language, 'web_signIn_login')).fill(login);
  await page.getByLabel(words(language, 'web_signIn_password')).first().fill(demoPassword);
  await page.getByRole('button', { name: words(language, 'web_signIn_act'), exact: true }).click();
  await arrived(one, language);
  return one;
}

async function openWindow(login: string, language: Language, shape: keyof typeof shapes): Promise<Window> {
  const context = await (await openBrowser()).newContext({
    viewport: shapes[shape],
    locale: language === 'id' ? 'id-ID' : 'en-US',
    hasTouch: shape !== 'desk',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  return { page, context, login, complaints };
}

/** The sign-in page has a heading too; the places are there for who is in. */
async function arrived({ page }: Window, language: Language): Promise<void> {
  await page.getByRole('navigation', { name: words(language, 'web_places') }).waitFor();
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds wrong (WCAG 2.2 A and AA). A bar that sticks covers part of whatever happens to be scrolled under it,
 * and axe would call that half a target too small; it measures with every such bar in its own place.
 */
const askAxe = `(async () => {
  const bars = [...document.querySelectorAll('body *')].filter((one) => getComputedStyle(one).position === 'sticky');
  const before = bars.map((one) => one.getAttribute('style'));
  for (const one of bars) Object.assign(one.style, { position: 'relative', inset: 'auto' });
  try {
    const { violations } = await axe.run(document, {
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    return violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.target.join(' ')).join(' | '));
  } finally {
    for (const [at, one] of bars.entries())
      if (before[at] === null) one.removeAttribute('style');
      else one.setAttribute('style', before[at]);
  }
})()`;

/** Nothing that axe knows of may be wrong with the page as it stands. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axeSource);
  const found = (await page.evaluate(askAxe)) as string[];
  // the runner's own words cut a list short; what is wrong must be readable where a round collects it
  expect(found.join('\n'), `${where}: ${found.join('; ')}`).toBe('');
}

/** Keeps a picture for the one who looks at it: `SERAMBI_SHOTS` names the folder; without it none is taken. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.SERAMBI_SHOTS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

/** The window in every shape: nothing that axe knows of is wrong, and a picture of each is kept. It ends at the desk. */
export async function lookAt(page: Page, name: string): Promise<void> {
  for (const shape of ['desk', 'tablet', 'phone'] as const) {
    await page.setViewportSize(shapes[shape]);
    await expectAccessible(page, `${name}, ${shape}`);
    await shoot(page, `${name}-${shape}`);
  }
  await page.setViewportSize(shapes.desk);
}
