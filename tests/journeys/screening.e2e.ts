import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { type Language, languages, lookAt, shoot } from './support/browser.ts';
import { call, openWindows, takeToRoom, waitingVisit } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();
const w = (key: string, params?: Record<string, string | number>) => words('en', key, params);
const pane = (visitId: string) => `${serambiUrl()}/visits/${visitId}?panel=intake.rooming`;
const row = (page: Page, code: string) => page.locator(`[data-screening=${code}]`);
/** An act of one questionnaire, whose name is read out with it. */
const button = (page: Page, code: string, key: string) =>
  row(page, code).getByRole('button', { name: new RegExp(`^${w(key)}\\b`) });

/** A patient in a room, and the pane of her visit on the screen of who asks. */
async function openPane(language: Language): Promise<{ asker: Page; visitId: string }> {
  const desk = await window('frontdesk', language);
  const asker = await window('clinical', language);
  const { name, visitId } = await waitingVisit(desk, 1990);
  await asker.goto(`${serambiUrl()}/today`);
  await takeToRoom(asker, language, name);
  await asker.goto(pane(visitId));
  await asker.locator('[data-intake-topic=allergies]').waitFor();
  return { asker, visitId };
}

/** Where the cursor is: the topic, the questionnaire, or the figures. */
const cursor = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    const question = at?.closest<HTMLElement>('[data-intake-topic], [data-screening]');
    if (question) return question.dataset.intakeTopic ?? question.dataset.screening;
    return at?.closest('.v-grid') ? 'signs' : undefined;
  });
const stands = (page: Page, at: string) => expect.poll(() => cursor(page)).toBe(at);

const topics = 'allergies medicines problems surgeries family tobacco alcohol immunisations'.split(' ');

describe('questionnaires in the pane, in en', () => {
  it('A1.3 are asked by digits after the history; a crash keeps the answers; a ninth of 1 calls before the commit', async () => {
    const { asker, visitId } = await openPane('en');
    for (const topic of topics) {
      await stands(asker, topic);
      await asker.keyboard.press('Enter');
    }
    await stands(asker, 'phq2');
    await lookAt(asker, 'screening-due-en');
    await asker.keyboard.press('Enter');
    const two = asker.getByRole('group', { name: w('screening_name_phq2') });
    await two.waitFor();
    await lookAt(asker, 'screening-asking-en');
    for (const digit of '32') await asker.keyboard.press(digit);
    await asker.getByText(w('screening_opened')).waitFor();
    await asker.getByText(w('screening_answerOf', { at: 3, of: 9 })).waitFor();
    // question and answers are in view, not below the bar that saves
    const inView = (locator: Locator) =>
      locator.evaluate((one) => {
        const { left, bottom } = one.getBoundingClientRect();
        return document.elementFromPoint(left + 4, bottom - 4)?.closest('button') === one;
      });
    const last = asker.locator('.sc9-options button').last();
    await expect.poll(() => inView(last)).toBe(true);
    await shoot(asker, 'screening-opened-en');
    // a wrong key is taken back
    await asker.keyboard.press('4');
    await asker.keyboard.press('Backspace');
    const kept = asker.waitForResponse((one) => one.url().includes('identity/keepDraft'));
    for (const digit of '22') await asker.keyboard.press(digit);
    await kept;
    await lookAt(asker, 'screening-nine-en');
    const { results } = await call(asker, 'screening/visitScreening', { visitId });
    expect(results).toEqual([]);
    await asker.goto('about:blank');

    const again = await window('clinical', 'en');
    await again.goto(pane(visitId));
    await row(again, 'phq9')
      .getByText(w('screening_answered', { count: 4, of: 9 }))
      .waitFor();
    await row(again, 'phq2')
      .getByText(w('screening_result', { total: 3, most: 6 }))
      .waitFor();
    await lookAt(again, 'screening-restored-en');
    await button(again, 'phq9', 'screening_goOn').press('Enter');
    await again.getByText(w('screening_answerOf', { at: 5, of: 9 })).waitFor();
    for (const digit of '21212') await again.keyboard.press(digit);
    await again.getByText(w('screening_selfHarmNow')).waitFor();
    await again.getByText(w('screening_selfHarmTold')).waitFor();
    await lookAt(again, 'screening-alarm-en');
    // the nine are in the record and have rung; all else of the pane waits for its commit
    const told = await call(again, 'screening/visitScreening', { visitId });
    expect(told.results).toMatchObject([{ code: 'phq9', total: 8, selfHarm: true }]);
    const { alerts } = await call(again, 'frontDesk/alerts', { visitId });
    expect(alerts).toHaveLength(1);
    const before = await call(again, 'intake/readIntake', { visitId });
    expect(before.topics.some((one: { here: boolean }) => one.here)).toBe(false);

    await again.getByLabel(w('vitals_measure_pulse'), { exact: true }).fill('72');
    await again.keyboard.press('Control+Enter');
    await again.getByText(w('intake_saved')).first().waitFor();
    await again.getByText(w('screening_result', { total: 3, most: 6 }), { exact: true }).waitFor();
    await lookAt(again, 'screening-saved-en');
    const after = await call(again, 'screening/visitScreening', { visitId });
    const codes = after.results.map((one: { code: string }) => one.code);
    expect(codes.toSorted()).toEqual(['phq2', 'phq9']);
    const { topics: asked } = await call(again, 'intake/readIntake', { visitId });
    expect(asked.every((one: { here: boolean }) => one.here)).toBe(true);
    // what a range means is not hers to say
    expect(await again.getByText(w('screening_band_mild')).count()).toBe(0);

    const physician = await window('physician', 'en');
    await physician.goto(`${serambiUrl()}/visits/${visitId}`);
    await physician.getByRole('tab', { name: w('orders_title') }).click();
    await physician
      .getByText(`${w('screening_result', { total: 8, most: 27 })} · ${w('screening_band_mild')}`)
      .first()
      .waitFor();
    await shoot(physician, 'screening-physician-en');
    // whoever sits with her reads that it was heard, and what is to be done, without asking anew
    const outcome = 'Seen in room 2. Safety plan made; may go home with her sister.';
    await call(physician, 'frontDesk/acknowledgeAlert', { alertId: alerts[0].alertId, outcome });
    await again.getByText(outcome).waitFor();
    expect(await again.getByText(w('screening_selfHarmNow')).count()).toBe(0);
    await lookAt(again, 'screening-seen-en');
  });

  it('say at the question what a commit was refused for, and are left out with a reason by keyboard', async () => {
    const { asker, visitId } = await openPane('en');
    await button(asker, 'phq2', 'screening_ask').press('Enter');
    await asker.keyboard.press('1');
    await asker.keyboard.press('Escape');
    await stands(asker, 'phq2');
    await asker.keyboard.press('Control+Enter');
    const question = asker.getByRole('group', { name: w('screening_name_phq2') });
    await question.getByText(w('screening_field_unanswered')).waitFor();
    await asker.getByText(w('screening_answerOf', { at: 2, of: 2 })).waitFor();
    await lookAt(asker, 'screening-refused-en');
    await button(asker, 'phq2', 'screening_decline').press('Enter');
    await asker.keyboard.press('ArrowDown');
    await asker.getByRole('menuitem', { name: w('screening_reason_unable') }).press('Enter');
    await stands(asker, 'signs');
    await row(asker, 'phq2').getByText(w('screening_reason_unable')).waitFor();
    await asker.keyboard.press('Control+Enter');
    await asker.getByText(w('intake_saved')).first().waitFor();
    const { declined, offered } = await call(asker, 'screening/visitScreening', { visitId });
    expect(declined).toMatchObject([{ code: 'phq2', reason: 'unable' }]);
    expect(offered.filter((one: { due: boolean }) => one.due)).toEqual([]);
  });

  it('are due when the manager says so; where nothing else is asked the cursor stands on them, else on the first sign', async () => {
    const manager = await window('manager', 'en');
    const { rules } = await call(manager, 'intake/settings', {});
    await manager.goto(`${serambiUrl()}/clinic/questionnaires`);
    await manager.getByRole('heading', { level: 1, name: w('screening_settings_title') }).waitFor();
    await lookAt(manager, 'screening-settings-en');
    const worry = manager.getByRole('group', { name: w('screening_name_gad7') });
    await worry.getByLabel(w('screening_settings_on')).check();
    await manager.keyboard.press('Control+Enter');
    await manager.getByText(w('screening_settings_saved')).waitFor();
    const { asker, visitId } = await openPane('en');
    await button(asker, 'gad7', 'screening_ask').waitFor();
    // the others are asked at the end of the pane
    await asker.getByText(w('screening_others')).press('Enter');
    await button(asker, 'auditC', 'screening_ask').press('Enter');
    await asker.getByText(w('screening_answerOf', { at: 1, of: 3 })).waitFor();
    await lookAt(asker, 'screening-others-en');
    for (const digit of '111') await asker.keyboard.press(digit);
    await row(asker, 'auditC')
      .getByText(w('screening_result', { total: 0, most: 12 }))
      .waitFor();

    const off = rules.map((one: object) => ({ ...one, on: false }));
    await call(manager, 'intake/saveSettings', { rules: off });
    const saved = asker.waitForResponse((one) => one.url().includes('identity/keepDraft'));
    await saved;
    await asker.reload();
    await stands(asker, 'phq2');
    await button(asker, 'auditC', 'screening_undo').waitFor();
    await lookAt(asker, 'screening-alone-en');
    for (const code of ['phq2', 'gad7'])
      await call(asker, 'screening/recordScreening', { visitId, declined: { [code]: 'notNow' } });
    await asker.reload();
    await stands(asker, 'signs');
    await call(manager, 'intake/saveSettings', { rules });
    const { rules: mine } = await call(manager, 'screening/settings', {});
    const before = mine.map((one: { code: string }) => (one.code === 'gad7' ? { ...one, on: false } : one));
    await call(manager, 'screening/saveSettings', { rules: before });
  });
});

describe.each(languages.filter((one) => one === 'id'))('questionnaires in the pane, in %s', (language) => {
  it('are not asked where no published wording is on file, and are in nobody’s way', async () => {
    const { asker } = await openPane(language);
    for (const topic of topics) {
      await stands(asker, topic);
      await asker.keyboard.press('Enter');
    }
    await stands(asker, 'signs');
    await asker.getByText(words(language, 'screening_title'), { exact: true }).press('Enter');
    await asker.getByText(words(language, 'screening_noWording')).waitFor();
    await lookAt(asker, 'screening-none-id');
  });
});
