import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { type Language, languages, lookAt, shoot } from './support/browser.ts';
import { openWindows, takeToRoom, waitingVisit } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();

/** A patient in a room, and the questionnaires of her visit on the screen of who asks. */
async function openTab(language: Language): Promise<{ asker: Page; visitId: string }> {
  const desk = await window('frontdesk', language);
  const asker = await window('clinical', language);
  const { name, visitId } = await waitingVisit(desk);
  await asker.goto(`${serambiUrl()}/today`);
  await takeToRoom(asker, language, name);
  await asker.goto(`${serambiUrl()}/visits/${visitId}`);
  await asker.getByRole('tab', { name: words(language, 'screening_tab') }).click();
  return { asker, visitId };
}

describe('questionnaires, in en', () => {
  const w = (key: string, params?: Record<string, string | number>) => words('en', key, params);

  it('A1.3 are asked by digits; 2 and 1 open the nine; a ninth answer of 1 calls the clinician', async () => {
    const { asker, visitId } = await openTab('en');
    const two = w('screening_name_phq2');
    await asker.getByRole('button', { name: w('screening_ask', { name: two }) }).waitFor();
    await lookAt(asker, 'screening-due-en');
    await asker.getByRole('button', { name: w('screening_ask', { name: two }) }).press('Enter');
    await asker.getByRole('group', { name: two }).waitFor();
    await lookAt(asker, 'screening-asking-en');
    for (const digit of '32') await asker.keyboard.press(digit);
    await asker.getByText(w('screening_opened')).waitFor();
    await asker.getByText(w('screening_answerOf', { at: 3, of: 9 })).waitFor();
    // a wrong key is taken back
    await asker.keyboard.press('4');
    await asker.keyboard.press('Backspace');
    for (const digit of '2221212') await asker.keyboard.press(digit);
    await asker.getByText(w('screening_selfHarmNow')).waitFor();
    await asker.getByText(w('screening_result', { total: 8, most: 27 }), { exact: true }).waitFor();
    await lookAt(asker, 'screening-alarm-en');
    // what a range means is not hers to say
    expect(await asker.getByText(w('screening_band_mild')).count()).toBe(0);

    const physician = await window('physician', 'en');
    await physician.goto(`${serambiUrl()}/visits/${visitId}`);
    await physician.getByRole('tab', { name: w('orders_title') }).click();
    await physician
      .getByText(`${w('screening_result', { total: 8, most: 27 })} · ${w('screening_band_mild')}`)
      .first()
      .waitFor();
    await shoot(physician, 'screening-physician-en');
  });

  it('are left out with a reason, and due when the manager says so', async () => {
    const { asker } = await openTab('en');
    await asker
      .getByRole('button', { name: w('screening_decline') })
      .first()
      .click();
    await asker.getByRole('button', { name: w('screening_reason_refused') }).click();
    await asker.getByText(w('screening_reason_refused')).waitFor();
    const manager = await window('manager', 'en');
    await manager.goto(`${serambiUrl()}/clinic/questionnaires`);
    await manager.getByRole('heading', { level: 1, name: w('screening_settings_title') }).waitFor();
    await lookAt(manager, 'screening-settings-en');
    const worry = manager.getByRole('group', { name: w('screening_name_gad7') });
    await worry.getByLabel(w('screening_settings_on')).check();
    await manager.keyboard.press('Control+Enter');
    await manager.getByText(w('screening_settings_saved')).waitFor();
    const gad = w('screening_ask', { name: w('screening_name_gad7') });
    await asker.reload();
    await asker.getByRole('tab', { name: w('screening_tab') }).click();
    await asker.getByRole('button', { name: gad }).waitFor();
  });
});

describe.each(languages.filter((one) => one === 'id'))('questionnaires, in %s', (language) => {
  it('are not asked where no published wording is on file', async () => {
    const { asker } = await openTab(language);
    await asker.getByText(words(language, 'screening_noWording')).waitFor();
    await lookAt(asker, 'screening-none-id');
  });
});
