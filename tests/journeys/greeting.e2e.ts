import type { Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import {
  closeBrowser,
  expectAccessible,
  languages,
  type shapes,
  shoot,
  signIn,
  type Window,
} from './support/browser.ts';
import { serambiUrl } from './support/serambi-url.ts';

const open: Window[] = [];
afterEach(async ({ task }) => {
  for (const window of open.splice(0)) {
    if (task.result?.state === 'fail') await shoot(window.page, `failed-greeting-${window.login}`);
    await window.context.close();
  }
});
afterAll(closeBrowser);

const clinics = { en: 'harbor', id: 'melati' } as const;
describe.each(languages)('greeting, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);
  const window = async (login: string, shape?: keyof typeof shapes) => {
    const one = await signIn(`${login}@${clinics[language]}.demo`, language, shape);
    open.push(one);
    await one.page.getByRole('table', { name: w('frontDesk_board_label') }).waitFor();
    return one.page;
  };
  const call = async (page: Page, verb: string, data: object) => {
    const answer = await page.request.post(`${serambiUrl()}/api/${verb}`, { data });
    expect(answer.status(), await answer.text()).toBe(200);
    return answer.json();
  };
  /** Somebody who has just come in and looks like nobody else: any name and any day of birth. */
  const arrival = async (page: Page) => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const word = (from: number) =>
      String.fromCharCode(...bytes.slice(from, from + 7).map((byte) => 97 + (byte % 26)));
    const name = [word(0), word(7)].map((one) => one.charAt(0).toUpperCase() + one.slice(1)).join(' ');
    const day = (bytes[14] ?? 0) % 28;
    const birthDate = `19${40 + ((bytes[15] ?? 0) % 40)}-04-${String(day + 1).padStart(2, '0')}`;
    const form = { name, birthDate, sex: 'female', notThese: [] };
    const { patient } = await call(page, 'records/registerPatient', form);
    const { visitTypes } = await call(page, 'scheduling/setup', {});
    const visitTypeCode = visitTypes[0].code;
    await call(page, 'frontDesk/takeWalkIn', { patientId: patient.id, visitTypeCode, reason: 'batuk' });
    return { name, birthDate };
  };
  const find = async (page: Page, spoken: string) => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(spoken);
    await page
      .getByRole('option', { name: w('frontDesk_find_greet', { name: '' }).trim() })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: w('frontDesk_greet_title') }).waitFor();
  };

  it('by name alone asks for a second identifier, stops at one that differs, and goes on with the right one', async () => {
    const page = await window('frontdesk');
    const { name, birthDate } = await arrival(page);
    await find(page, name.toLowerCase());
    await page.getByText(w('frontDesk_greet_notYet')).waitFor();
    const spokenName = page.getByLabel(w('frontDesk_greet_name'));
    await spokenName.fill(name);
    await spokenName.press('Enter');
    await page.getByText(w('frontDesk_error_secondIdentifierRequired')).waitFor();
    const spokenBirth = page.getByLabel(w('frontDesk_greet_birthDate'));
    await spokenBirth.fill('1935-04-23');
    await spokenBirth.press('Enter');
    await page.getByText(w('frontDesk_error_identityMismatch')).waitFor();
    await shoot(page, `identity-stopped-${language}`);
    await expectAccessible(page, 'identity stopped');
    await spokenBirth.fill(birthDate);
    await spokenBirth.press('Enter');
    await page.getByText(w('frontDesk_kind_birthDate')).first().waitFor();
    // the focus is where the next entry is
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('reason');
  });

  it('goes from the finder to the queue number without the mouse, and nothing that she said is in the address', async () => {
    const page = await window('frontdesk');
    const { name, birthDate } = await arrival(page);
    // Ctrl K, the words, Enter: two keys beside what is typed
    await find(page, `${name.toLowerCase()} ${birthDate}`);
    await page.getByText(w('frontDesk_greet_contact')).waitFor();
    expect(page.url().toLowerCase()).not.toContain(name.split(' ')[0]?.toLowerCase());
    expect(page.url()).not.toContain(birthDate);
    await page.getByRole('button', { name: w('frontDesk_greet_signAll') }).press('Enter');
    await page.getByRole('button', { name: w('insurance_selfPay') }).press('Enter');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: w('frontDesk_greet_done') }).waitFor();
    await page.getByText(/^[A-Z]-\d{3}$/).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('table', { name: w('frontDesk_board_label') }).waitFor();
    await page.getByRole('row').filter({ hasText: name }).waitFor();
  });

  it('shows on the wall a number and never a name', async () => {
    const desk = await window('frontdesk');
    const { name } = await arrival(desk);
    await desk.goto(`${serambiUrl()}/wall`);
    await desk.getByRole('heading', { name: w('frontDesk_wall_waiting') }).waitFor();
    expect(await desk.locator('body').innerText()).not.toContain(name.split(' ')[1]);
    await expectAccessible(desk, 'wall');
    expect(await desk.getByRole('navigation').count()).toBe(0);
  });

  it.each(['tablet', 'phone'] as const)('stands on a %s with every act under a finger', async (shape) => {
    const page = await window('clinical', shape);
    const table = page.getByRole('table', { name: w('frontDesk_board_label') });
    await table.waitFor();
    await shoot(page, `board-${shape}-${language}`);
    await expectAccessible(page, `board on a ${shape}`);
    for (const button of await table.getByRole('button').all()) {
      const box = await button.boundingBox();
      expect(box?.height ?? 44).toBeGreaterThanOrEqual(43.5);
    }
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
