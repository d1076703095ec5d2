import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { readyBrowser } from '#scripts/machine/browser.ts';
import { of } from '#testing/access/patient.ts';
import { testPassword } from '#testing/http.ts';
import type { Guest } from './ground.ts';
import { letGuestsIn } from './guests.ts';
import { hostile, ranMark } from './payloads.ts';
import type { Try } from './verbs.ts';

/** Where each kind of words is shown; `$name` where the name itself must be read as it was typed. */
const screens: { login: string; path: (guest: Guest) => string; shown: boolean }[] = [
  { login: 'frontdesk', path: () => '/today', shown: true },
  { login: 'frontdesk', path: ({ ids }) => `/patients/${of(ids, 'patientId')}`, shown: true },
  { login: 'frontdesk', path: ({ ids }) => `/patients/${of(ids, 'patientId')}/edit`, shown: true },
  { login: 'frontdesk', path: ({ ids }) => `/patients/${of(ids, 'patientId')}/history`, shown: true },
  { login: 'frontdesk', path: ({ ids }) => `/visits/${of(ids, 'visitId')}`, shown: true },
  { login: 'frontdesk', path: ({ ids }) => `/visits/${of(ids, 'visitId')}/greet`, shown: true },
  {
    login: 'frontdesk',
    path: ({ name }) => `/patients?find=${encodeURIComponent(name.slice(-12))}`,
    shown: false,
  },
  { login: 'frontdesk', path: () => '/calendar', shown: false },
  { login: 'physician', path: ({ ids }) => `/visits/${of(ids, 'visitId')}`, shown: true },
  { login: 'physician', path: () => '/work', shown: false },
  { login: 'physician', path: () => '/clinic/favourites', shown: false },
  { login: 'manager', path: () => '/wall', shown: false },
  { login: 'manager', path: () => '/money', shown: false },
  { login: 'manager', path: () => '/money/day', shown: false },
  { login: 'manager', path: () => '/money/balances', shown: false },
  { login: 'manager', path: () => '/money/journal', shown: false },
  { login: 'manager', path: () => '/clinic/calendar', shown: false },
  { login: 'manager', path: () => '/clinic/payers', shown: false },
  { login: 'manager', path: () => '/clinic/fees', shown: false },
  { login: 'manager', path: () => '/clinic/people', shown: false },
  { login: 'manager', path: () => '/clinic/front-desk', shown: false },
];

/**
 * Opens the screens of a clinic full of names that are program text: nothing of them runs, makes an element or leaves
 * for elsewhere, and they are read as they were typed.
 * @param n how many screens are opened
 */
export async function tryScreens({ url, ground, findings, n }: Try): Promise<void> {
  const guests = await letGuestsIn(ground, Math.max(1, Math.ceil(n / screens.length)));
  const browser = await chromium.launch({
    executablePath: readyBrowser(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-sync',
    ],
  });
  try {
    const people = new Map<string, Page>();
    for (const login of ['frontdesk', 'physician', 'manager']) {
      const context = await browser.newContext({ locale: 'id-ID', reducedMotion: 'reduce' });
      people.set(
        login,
        await signedIn(context, url, `${login}-knocks@${ground.world.clinic.clinic.slug}.test`),
      );
    }
    let left = n;
    for (const guest of guests) {
      for (const { login, path, shown } of screens) {
        const page = people.get(login);
        if (!page || left-- <= 0) continue;
        const place = `${path(guest)} as ${login}`;
        findings.tried += 1;
        findings.byPart.screens = (findings.byPart.screens ?? 0) + 1;
        for (const fault of await faultsOn(page, url + path(guest), shown ? guest.name : undefined)) {
          findings.fault('screens', place, fault);
        }
      }
      const desk = people.get('frontdesk');
      if (desk)
        for (const fault of await faultsInFinder(desk, guest)) findings.fault('screens', 'finder', fault);
    }
    const [page] = people.values();
    if (page && !(await noticesPlanted(page)))
      findings.fault('screens', 'control', 'an element of a name was not noticed');
  } finally {
    await browser.close();
  }
}

async function signedIn(context: BrowserContext, url: string, login: string): Promise<Page> {
  await context.addInitScript(`
    globalThis.serambiBlocked = [];
    addEventListener('securitypolicyviolation', (event) => serambiBlocked.push(event.violatedDirective + ' ' + event.blockedURI));
  `);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(url);
  const data = { login, password: testPassword, tokenInAnswer: false };
  const answer = await page.request.post(`${url}/api/identity/signIn`, { data });
  if (answer.status() !== 200) throw new Error(`${login} cannot sign in: ${await answer.text()}`);
  return page;
}

async function faultsOn(page: Page, address: string, name: string | undefined): Promise<string[]> {
  const faults: string[] = [];
  const elsewhere = (request: { url(): string }) => {
    const { origin, protocol } = new URL(request.url());
    if (!address.startsWith(origin) && !['data:', 'blob:'].includes(protocol))
      faults.push(`asks ${request.url().slice(0, 80)}`);
  };
  const dialog = (one: { dismiss(): Promise<void> }) => {
    faults.push('opens a dialog of the browser');
    void one.dismiss();
  };
  page.on('request', elsewhere);
  page.on('dialog', dialog);
  try {
    await page.goto(address);
    await page.locator('main h1, h1').first().waitFor();
    if (name !== undefined) {
      // white space is folded as HTML folds it; a field shows its value
      const read = `(() => { const fold = (text) => text.replace(/\\s+/g, ' ');
        const said = fold(${JSON.stringify(name)});
        return fold(document.body.innerText).includes(said) || [...document.querySelectorAll('input, textarea')].some((one) => fold(one.value).includes(said)); })()`;
      // asked again and again from outside: a function of the page would need what its policy forbids
      let shown = false;
      for (let tries = 0; !shown && tries < 100; tries += 1) {
        shown = (await page.evaluate(read)) === true;
        if (!shown) await page.waitForTimeout(100);
      }
      if (!shown) faults.push('does not show the name as typed');
    }
    faults.push(...(await plantedOn(page)));
  } catch (error) {
    faults.push(`did not open: ${(error as Error).message.slice(0, 120)}`);
  }
  page.off('request', elsewhere);
  page.off('dialog', dialog);
  return faults;
}

/** What a name would have left on a page that took it for HTML. */
async function plantedOn(page: Page): Promise<string[]> {
  return (await page.evaluate(`[
    ...(globalThis.${ranMark} === undefined ? [] : ['something ran']),
    ...[...document.querySelectorAll('img[src="x"], script:not([src]):not([type="application/json"]), [onerror], [onload], a[href^="javascript:"]')].map((one) => 'holds ' + one.outerHTML.slice(0, 80)),
    ...globalThis.serambiBlocked.map((one) => 'the policy had to stop ' + one),
  ]`)) as string[];
}

async function faultsInFinder(page: Page, { name }: Guest): Promise<string[]> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(name.slice(-5));
  await page.waitForTimeout(300);
  const faults = await plantedOn(page);
  await page.keyboard.press('Escape');
  return faults;
}

/** The check of the check: names put into the page as HTML are seen, and the policy keeps them from running. */
async function noticesPlanted(page: Page): Promise<boolean> {
  const names = hostile.flatMap((one) =>
    'value' in one && ['image', 'vector'].includes(one.name) ? [one.value] : [],
  );
  await page.evaluate(`document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(names.join(''))})`);
  await page.waitForTimeout(200);
  const found = await plantedOn(page);
  return found.some((one) => one.startsWith('holds')) && !found.includes('something ran');
}
