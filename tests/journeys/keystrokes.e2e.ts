import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { languages, shoot } from './support/browser.ts';
import { call, openAllDay, openWindows, somebody } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();

/** Counts keys that are pressed; what is typed as words does not count. */
function keyboardOf(page: Page) {
  let keys = 0;
  return {
    press: async (key: string) => {
      keys += 1;
      await page.keyboard.press(key);
    },
    type: (text: string) => page.keyboard.type(text),
    count: () => keys,
  };
}

async function knownPatient(desk: Page): Promise<{ id: string; name: string }> {
  const { name, birthDate } = somebody();
  const form = { name, birthDate, sex: 'female', notThese: [] };
  const { patient } = await call(desk, 'records/registerPatient', form);
  return { id: patient.id, name };
}

describe.each(languages)('keystrokes, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);

  it('a known patient is booked with at most six keys after Ctrl K beside the words', async () => {
    const desk = await window('frontdesk', language);
    const { id, name } = await knownPatient(desk);
    const keys = keyboardOf(desk);
    await desk.keyboard.press('Control+k');
    await keys.type(w('scheduling_book_title'));
    await desk
      .getByRole('option', { name: w('scheduling_book_title') })
      .first()
      .waitFor();
    await keys.press('Enter');
    await desk.getByRole('heading', { level: 1, name: w('scheduling_book_title') }).waitFor();
    await keys.type(name);
    await keys.press('Enter');
    await desk.getByRole('heading', { name }).waitFor();
    // the second visit type, so that one key chooses
    await desk
      .getByRole('group', { name: w('scheduling_label_visitType') })
      .locator('input:focus')
      .waitFor();
    await keys.press('ArrowRight');
    await keys.press('Enter');
    const first = desk.locator('.sc-times button').first();
    await expect
      .poll(() => first.evaluate((one) => one === document.activeElement), { timeout: 10_000 })
      .toBe(true);
    await shoot(desk, `keys-time-${language}`);
    await keys.press('Enter');
    const book = desk.getByRole('button', { name: w('scheduling_hold_book') });
    await expect
      .poll(() => book.evaluate((one) => one === document.activeElement), { timeout: 10_000 })
      .toBe(true);
    await keys.press('Enter');
    await desk.getByRole('heading', { level: 1, name: w('scheduling_calendar_title') }).waitFor();
    const { coming } = await call(desk, 'scheduling/patientVisits', { patientId: id });
    expect(coming).toHaveLength(1);
    console.info(`${language}: a known patient is booked with ${keys.count()} keys after Ctrl K`);
    expect(keys.count()).toBeLessThanOrEqual(6);
  });

  it('of two who are found Enter takes the row that has the focus, else the one that is marked', async () => {
    const desk = await window('frontdesk', language);
    const { name } = await knownPatient(desk);
    const second = await call(desk, 'records/registerPatient', {
      ...{ name: `${name} Dua`, birthDate: '1951-02-03', sex: 'male', notThese: [] },
    });
    await desk.goto(`${serambiUrl()}/walk-in`);
    const entry = desk.getByRole('textbox', { name: w('frontDesk_walkIn_patient') });
    await entry.fill(name);
    const rows = desk.getByRole('list', { name: w('records_pick_found') }).getByRole('button');
    await expect.poll(() => rows.count()).toBe(2);
    const other = rows.filter({ hasText: second.patient.name });
    await other.focus();
    await desk.keyboard.press('Enter');
    await desk.getByRole('group', { name: w('frontDesk_walkIn_practitioner') }).waitFor();
    expect(await desk.getByText(second.patient.name, { exact: true }).count()).toBeGreaterThan(0);
    expect(await desk.getByText(name, { exact: true }).count()).toBe(0);
  });

  it('a known walk-in goes from the patient over the session to the number with at most four keys', async () => {
    const manager = await window('manager', language);
    const { providers } = await call(manager, 'scheduling/setup', {});
    const { practitionerId, name: provider } = providers[0];
    await openAllDay(manager, language, practitionerId, 200);
    const desk = await window('frontdesk', language);
    const { name } = await knownPatient(desk);
    await desk.getByRole('table', { name: w('frontDesk_board_label') }).waitFor();
    const keys = keyboardOf(desk);
    await keys.press('w');
    await desk.getByRole('textbox', { name: w('frontDesk_walkIn_patient') }).waitFor();
    await keys.type(name);
    await keys.press('Enter');
    const group = desk.getByRole('group', { name: w('frontDesk_walkIn_practitioner') });
    await group.locator('input:focus').waitFor();
    // who alone is on duty today is chosen already
    const theirs = group.getByRole('radio', { name: provider });
    while (!(await theirs.isChecked()) && keys.count() < 8) await keys.press('ArrowRight');
    await shoot(desk, `keys-walk-in-${language}`);
    await keys.press('Control+Enter');
    await desk.getByRole('heading', { level: 1, name: w('frontDesk_greet_title') }).waitFor();
    // "name: no. 12, about 18.10": the number is told
    const told = w('frontDesk_walkIn_number', { name, number: 0, time: '' }).split('0')[0] ?? '';
    await desk.getByRole('status').filter({ hasText: told }).waitFor();
    console.info(`${language}: a known walk-in has a number after ${keys.count()} keys`);
    expect(keys.count()).toBeLessThanOrEqual(4);
    const { rows } = await call(desk, 'frontDesk/todayBoard', {});
    expect(rows.filter((row: { patient: { name: string } }) => row.patient.name === name)).toMatchObject([
      { practitioner: { id: practitionerId }, walkIn: true },
    ]);
    await desk.goto(`${serambiUrl()}/today`);
    await desk.getByRole('row').filter({ hasText: name }).waitFor();
  });
});
