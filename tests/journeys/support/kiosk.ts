import type { Page } from 'playwright-core';
import { words } from '#platform/server/words.ts';
import { type Language, openBrowser, shapes } from './browser.ts';
import { call } from './clinic.ts';
import { serambiUrl } from './serambi-url.ts';

/** A tablet in the lobby that the manager has made a kiosk, at its first page. Its browser is closed by the journey's end. */
export async function openKiosk(manager: Page, language: Language, name: string): Promise<Page> {
  const context = await (await openBrowser()).newContext({
    viewport: shapes.tablet,
    locale: language === 'id' ? 'id-ID' : 'en-US',
    hasTouch: true,
    reducedMotion: 'reduce',
  });
  const kiosk = await context.newPage();
  kiosk.setDefaultTimeout(30_000);
  const { code } = await call(manager, 'devices/startPairing', { name });
  await kiosk.goto(`${serambiUrl()}/kiosk`);
  await call(kiosk, 'devices/pair', { code });
  const { devices } = await call(manager, 'checkIn/kiosks', {});
  const { deviceId } = devices.find((one: { name: string }) => one.name === name);
  await call(manager, 'checkIn/saveKiosk', { deviceId, kiosk: true });
  await kiosk.reload();
  await kiosk.getByRole('button', { name: words(language, 'checkIn_begin') }).waitFor();
  return kiosk;
}

/** Checks somebody in at the kiosk who has a visit of today, by its pages. @returns her number, as the page shows it */
export async function selfCheckIn(
  kiosk: Page,
  language: Language,
  { name, birthDate }: { name: string; birthDate: string },
): Promise<string> {
  const w = (key: string) => words(language, `checkIn_${key}`);
  const press = (key: string) => kiosk.getByRole('button', { name: w(key), exact: true }).click();
  await press('begin');
  await press('flag_no');
  await kiosk.getByLabel(w('who_name')).fill(name);
  const [year = '', month = '', day = ''] = birthDate.split('-');
  await kiosk.getByLabel(words(language, 'web_public_day')).fill(day);
  await kiosk.getByLabel(words(language, 'web_public_month')).fill(month);
  await kiosk.getByLabel(words(language, 'web_public_year')).fill(year);
  await press('next');
  await kiosk.getByLabel(w('reason_label')).fill(language === 'id' ? 'surat kontrol' : 'a letter');
  await press('next');
  await press('contact_right');
  await signAll(kiosk, name, w, press);
  await kiosk.getByRole('button', { name: words(language, 'insurance_selfPay') }).click();
  await kiosk.getByRole('heading', { level: 1, name: w('card_title') }).waitFor();
  await press('next');
  await kiosk.getByRole('heading', { level: 1, name: w('done_queued') }).waitFor();
  return kiosk.locator('.ci-number').innerText();
}

/** Signs all papers by name. */
async function signAll(
  kiosk: Page,
  name: string,
  w: (key: string) => string,
  press: (key: string) => Promise<void>,
): Promise<void> {
  const pay = kiosk.getByRole('heading', { name: w('pay_title') });
  for (;;) {
    await kiosk
      .getByRole('button', { name: w('form_agree') })
      .or(pay)
      .first()
      .waitFor();
    if (await pay.isVisible()) return;
    await press('form_type');
    await kiosk.getByLabel(w('form_typed')).fill(name);
    const title = await kiosk.getByRole('heading', { level: 1 }).innerText();
    await press('form_agree');
    await kiosk.getByRole('heading', { level: 1, name: title, exact: true }).waitFor({ state: 'detached' });
  }
}
