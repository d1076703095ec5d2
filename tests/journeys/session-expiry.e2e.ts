import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { demoPassword, demoPin } from '#platform/shared/demo.ts';
import { expectAccessible, languages, shoot } from './support/browser.ts';
import { call, clinics, somebody, takeToRoom, openWindows, waitingVisit } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();
const nameOf = async (page: Page): Promise<string> => (await call(page, 'identity/whoAmI', {})).person.name;

describe.each(languages)('a session that ends under a form, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);
  const login = (name: string) => `${name}@${clinics[language]}.demo`;
  const nameLabel = w(language === 'id' ? 'records_field_wholeName' : 'records_field_firstNames');
  const phone = { en: '(718) 555-0199', id: '0812-5550-1234' }[language];
  const fieldOf = (page: Page, label: string) => page.getByRole('textbox', { name: label }).first();
  const signInHere = async (page: Page, name: string) => {
    await page.getByLabel(w('web_signIn_login')).fill(login(name));
    await page.getByLabel(w('web_signIn_password')).first().fill(demoPassword);
    await page.getByRole('button', { name: w('web_signIn_act'), exact: true }).click();
  };

  it('keeps a half typed registration, asks to sign in above it, and saves it afterwards', async () => {
    const page = await window('frontdesk', language);
    const { name, birthDate } = somebody();
    await page.goto(`${serambiUrl()}/patients/new`);
    await fieldOf(page, nameLabel).fill(name);
    await fieldOf(page, w('records_field_birthDate')).fill(birthDate);
    await page.getByRole('radio', { name: w('records_sex_female') }).check();
    await fieldOf(page, w('records_field_phone')).fill(phone);

    // the session ends at the server; she learns of it by pressing, or from the page, whichever is faster
    await call(page, 'identity/signOut', {});
    await page
      .getByRole('button', { name: w('records_register_save') })
      .click({ timeout: 5_000 })
      .catch(() => undefined);
    const dialog = page.getByRole('dialog', { name: w('web_again_title') });
    await dialog.waitFor();
    await expectAccessible(page, 'sign in again');
    await shoot(page, `again-${language}`);
    // above the form, which is out of reach and keeps every word
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('name')))
      .toBe('username');
    await signInHere(page, 'frontdesk');
    await dialog.waitFor({ state: 'detached' });

    expect(await fieldOf(page, nameLabel).inputValue()).toBe(name);
    expect(await fieldOf(page, w('records_field_phone')).inputValue()).toBe(phone);
    expect(await page.getByRole('radio', { name: w('records_sex_female') }).isChecked()).toBe(true);
    await shoot(page, `again-kept-${language}`);
    await expectAccessible(page, 'registration after signing in again');
    await page.getByRole('button', { name: w('records_register_save') }).click();
    await page.waitForURL(/\/patients\/[0-9a-f-]{36}$/);
    await page.getByText(name).first().waitFor();
  });

  it('gives a shared PC to another by PIN, and each comes back to her own screen and words', async () => {
    const desk = await window('frontdesk', language);
    const page = await window('clinical', language);
    const clerk = await nameOf(desk);
    const nurse = await nameOf(page);
    const { name, visitId } = await waitingVisit(desk);
    await takeToRoom(page, language, name);
    await page.goto(`${serambiUrl()}/visits/${visitId}`);
    await page.getByLabel(w('vitals_measure_pulse')).first().fill('74');
    await page.getByLabel(w('vitals_measure_breathing')).first().fill('17');

    // the nurse locks; behind the lock nothing of the patient can be read
    await page.keyboard.press('Alt+l');
    await page.getByRole('heading', { name: w('web_lock_title') }).waitFor();
    expect(await page.getByText(name).first().isVisible()).toBe(false);
    await expectAccessible(page, 'lock');
    await shoot(page, `lock-${language}`);

    // the colleague comes by her password once, and works at a form of her own
    await page.getByRole('button', { name: w('web_lock_other') }).click();
    await signInHere(page, 'frontdesk');
    await page.getByRole('button', { name: w('web_person_menu', { name: clerk }) }).waitFor();
    await page.goto(`${serambiUrl()}/patients/new`);
    const other = somebody();
    await fieldOf(page, nameLabel).fill(other.name);

    // back and forth by PIN: her own screen, her own words
    await page.keyboard.press('Alt+l');
    const toNurse = await openByPin(page, nurse, () =>
      page.getByLabel(w('vitals_measure_pulse')).first().waitFor(),
    );
    expect(new URL(page.url()).pathname).toBe(`/visits/${visitId}`);
    await expect.poll(() => page.getByLabel(w('vitals_measure_pulse')).first().inputValue()).toBe('74');
    expect(await page.getByLabel(w('vitals_measure_breathing')).first().inputValue()).toBe('17');
    await shoot(page, `switched-${language}`);

    await page.keyboard.press('Alt+l');
    const toDesk = await openByPin(page, clerk, () => fieldOf(page, nameLabel).waitFor());
    expect(new URL(page.url()).pathname).toBe('/patients/new');
    await expect.poll(() => fieldOf(page, nameLabel).inputValue()).toBe(other.name);
    console.log(`change of person by PIN, ${language}: ${toNurse} ms and ${toDesk} ms from the last digit`);
  });

  /** Chooses a person's tile and types her PIN; answers how long it took until her screen stood, in milliseconds. */
  async function openByPin(page: Page, person: string, ready: () => Promise<void>): Promise<number> {
    await page.getByRole('heading', { name: w('web_lock_title') }).waitFor();
    await page.getByRole('button', { name: person }).click();
    await page
      .getByLabel(w('web_lock_pinOf', { name: person }))
      .last()
      .pressSequentially(demoPin);
    const from = performance.now();
    await page.keyboard.press('Enter');
    await ready();
    return Math.round(performance.now() - from);
  }
});
