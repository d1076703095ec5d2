import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { badgeText } from '#platform/shared/badge.ts';
import { demoPassword, demoPin } from '#platform/shared/demo.ts';
import { expectAccessible, languages, shoot } from './support/browser.ts';
import { call, clinics, openWindows, somebody } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();
const whoIs = async (page: Page): Promise<{ id: string; name: string }> =>
  (await call(page, 'identity/whoAmI', {})).person;
/** A wedge scanner: the text and Enter one upon the other, whether or not the screen keeps up with them. */
const scan = (page: Page, staffId: string) =>
  Promise.all([...badgeText(staffId), 'Enter'].map((key) => page.keyboard.press(key)));

describe.each(languages)('badges at a shared PC, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);
  const login = (name: string) => `${name}@${clinics[language]}.demo`;
  const nameLabel = w(language === 'id' ? 'records_field_wholeName' : 'records_field_firstNames');
  const nameField = (page: Page) => page.getByRole('textbox', { name: nameLabel }).first();
  const pinOf = (page: Page, name: string) => page.getByLabel(w('web_lock_pinOf', { name })).last();
  const atWork = (page: Page, name: string) =>
    page.getByRole('button', { name: w('web_person_menu', { name }) }).waitFor();
  const signInHere = async (page: Page, name: string) => {
    await page.getByLabel(w('web_signIn_login')).fill(login(name));
    await page.getByLabel(w('web_signIn_password')).first().fill(demoPassword);
    await page.getByRole('button', { name: w('web_signIn_act'), exact: true }).click();
  };
  const isFocused = async (page: Page, name: string) => {
    await pinOf(page, name).waitFor();
    await expect
      .poll(() => pinOf(page, name).evaluate((field) => field === document.activeElement))
      .toBe(true);
    expect(await pinOf(page, name).inputValue()).toBe('');
  };
  const openByPin = async (page: Page, name: string) => {
    await isFocused(page, name);
    await page.keyboard.type(demoPin);
    await page.keyboard.press('Enter');
    await atWork(page, name);
  };

  it('one scan and the PIN bring the next person, above a form half typed, which waits for its own', async () => {
    const page = await window('frontdesk', language);
    const clerk = await whoIs(page);
    const elsewhere = await window('clinical', language);
    const nurse = await whoIs(elsewhere);
    await elsewhere.goto(`${serambiUrl()}/account`);
    await elsewhere.getByRole('button', { name: w('workforce_badge_printMine') }).waitFor();
    await shoot(elsewhere, `badge-account-${language}`);
    await expectAccessible(elsewhere, 'account with badge');
    await page.goto(`${serambiUrl()}/patients/new`);
    const { name } = somebody();
    await nameField(page).fill(name);

    // the first time at this device: name and password, in words that say nothing of who has that badge
    await scan(page, nurse.id);
    await page.getByText(w('web_badge_firstTime')).waitFor();
    await expectAccessible(page, 'a badge that is new here');
    await shoot(page, `badge-new-${language}`);
    await page.keyboard.press('Escape');
    await expect.poll(() => nameField(page).evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await nameField(page).inputValue()).toBe(name);
    await scan(page, crypto.randomUUID());
    await page.getByText(w('web_badge_firstTime')).waitFor();
    await signInHere(page, 'clinical');
    await atWork(page, nurse.name);

    // from now on a scan and the PIN, from any screen and any field
    await scan(page, clerk.id);
    await page.getByRole('heading', { name: w('web_switch_title') }).waitFor();
    await isFocused(page, clerk.name);
    await expectAccessible(page, 'switch by badge');
    await shoot(page, `badge-switch-${language}`);
    await openByPin(page, clerk.name);
    expect(new URL(page.url()).pathname).toBe('/patients/new');
    await expect.poll(() => nameField(page).inputValue()).toBe(name);

    // in the middle of a word: nothing of the scan stays in it, and who changes her mind goes on with it
    await nameField(page).focus();
    await page.keyboard.type('ab');
    await scan(page, nurse.id);
    await isFocused(page, nurse.name);
    await page
      .getByRole('button', { name: w('web_cancel') })
      .last()
      .click();
    expect(await nameField(page).inputValue()).toMatch(new RegExp(`^(ab${name}|${name}ab)$`));
    expect(await nameField(page).evaluate((field) => field === document.activeElement)).toBe(true);
    await scan(page, nurse.id);
    await openByPin(page, nurse.name);

    // at the lock: into another's PIN field, half typed; her tile is chosen and the field is empty
    await page.keyboard.press('Alt+l');
    await isFocused(page, nurse.name);
    await page.keyboard.type('25');
    await scan(page, clerk.id);
    await isFocused(page, clerk.name);
    await expectAccessible(page, 'lock by badge');
    await shoot(page, `badge-lock-${language}`);
    await scan(page, nurse.id);
    await isFocused(page, nurse.name);
    await scan(page, clerk.id);
    await openByPin(page, clerk.name);
    await expect.poll(() => nameField(page).inputValue()).toContain(name);

    // her own badge at her own screen
    await scan(page, clerk.id);
    await page.getByText(w('web_badge_yours', { name: clerk.name })).waitFor();

    // at the sign-in page, after the other has gone home
    await call(page, 'identity/signOut', {});
    await page.goto(serambiUrl());
    await page.getByLabel(w('web_signIn_password')).first().fill('half a pass');
    await scan(page, nurse.id);
    await isFocused(page, nurse.name);
    await shoot(page, `badge-sign-in-${language}`);
    await openByPin(page, nurse.name);
  });

  it('the manager ends an access: the open screen is at the sign-in page within 5 seconds; and prints a badge', async () => {
    const manager = await window('manager', language);
    await manager.goto(`${serambiUrl()}/clinic/people`);
    const leaver = await window('student', language);
    const person = await whoIs(leaver);
    await leaver.goto(`${serambiUrl()}/work/what-may-i-do`);
    await leaver.getByRole('heading', { name: w('workforce_scope_title'), level: 1 }).waitFor();
    const more = async (item: string) => {
      const row = manager.getByRole('row').filter({ hasText: login('student') });
      await row.getByRole('button', { name: w('web_more') }).click();
      if (item === 'workforce_badge_print') await shoot(manager, `badge-more-${language}`);
      await manager.getByRole('menuitem', { name: w(item) }).click();
    };
    const fromMs = performance.now();
    await more('workforce_people_endAccess');
    await leaver.getByRole('dialog', { name: w('web_again_title') }).waitFor();
    const tookMs = Math.round(performance.now() - fromMs);
    console.log(`from the press on End access to the leaver’s sign-in page, ${language}: ${tookMs} ms`);
    expect(tookMs).toBeLessThan(5_000);
    await shoot(leaver, `badge-left-${language}`);
    await expectAccessible(leaver, 'sign-in page of who left');
    await scan(leaver, person.id);
    await leaver.getByText(w('web_badge_firstTime')).waitFor();
    await signInHere(leaver, 'student');
    await leaver.getByRole('alert').waitFor();
    await call(manager, 'workforce/giveAccess', { staffId: person.id });
    await manager.reload();
    const [paper] = await Promise.all([
      manager.waitForResponse((answer) => answer.url().endsWith('/api/workforce/printBadge')),
      more('workforce_badge_print'),
    ]);
    const { paperId } = await paper.json();
    const pdf = await manager.request.get(`${serambiUrl()}/api/print/${paperId}.pdf?copy=0`);
    expect(pdf.headers()['content-type']).toContain('application/pdf');
  });
});
