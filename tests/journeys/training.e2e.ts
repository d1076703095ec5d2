import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { addDays, today } from '#platform/shared/time.ts';
import { expectAccessible, type Language, languages, shoot } from './support/browser.ts';
import { call, openWindows } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();
const student = { en: 'Mia Chen', id: 'Putri Maharani' } as const;
const assistant = { en: 'Luis Ortega', id: 'Yusuf Hidayat' } as const;
const zones = { en: 'America/New_York', id: 'Asia/Jakarta' } as const;
const of = {
  en: (a: string) => `${a} of 160.00 h`,
  id: (a: string) => `${a.replace('.', ',')} dari 160,00 jam`,
};

/** The nurse looks through what the student did elsewhere and validates it. */
async function validate(nurse: Page, staffId: string, code: string): Promise<void> {
  const { competency } = await call(nurse, 'competencies/sheet', { staffId, code });
  const steps: { step: string }[] = competency.steps;
  await call(nurse, 'competencies/checkOff', {
    ...{ staffId, code, version: competency.version, purpose: 'validation', method: 'chartAudit' },
    ...{ note: 'School file', results: Object.fromEntries(steps.map(({ step }) => [step, true])) },
  });
}

async function see(page: Page, path: string, what: string, shot: string): Promise<void> {
  await page.goto(`${serambiUrl()}${path}`);
  await page.getByText(what).first().waitFor();
  await expectAccessible(page, shot);
  await shoot(page, shot);
}

describe.each(languages)('a practicum, in %s', (language: Language) => {
  const w = (key: string, params?: Record<string, string | number>) =>
    words(language, `training_${key}`, params);

  it('from the hours that the student logs to its completion and the evidence pack', async () => {
    const page = await window('student', language);
    await see(page, '/work/training', of[language]('152.00'), `training-mine-${language}`);
    await page.keyboard.press('n');
    const form = page.getByRole('dialog');
    await form.getByLabel(w('paper_column_day')).fill(addDays(today({ now: Date.now }, zones[language]), -1));
    await form.getByLabel(w('hours_from')).fill('00:00');
    await form.getByLabel(w('hours_to')).fill('08:30');
    await expectAccessible(page, 'log hours');
    await shoot(page, `training-log-${language}`);
    // a weekday has hours from eight on: what overlaps is refused, and nothing that was typed is lost
    await page.keyboard.press('Control+Enter');
    const logged = page.getByText(w('hours_alsoWaiting', { hours: language === 'en' ? '8.00' : '8,00' }));
    const overlap = form.getByRole('alert');
    await logged.or(overlap).first().waitFor();
    if (await overlap.isVisible()) {
      await shoot(page, `training-overlap-${language}`);
      await form.getByLabel(w('hours_to')).fill('08:00');
      await form.getByLabel(w('hours_break')).fill('0');
      await page.keyboard.press('Control+Enter');
      await logged.waitFor();
    }

    // one key of the preceptor confirms it
    const preceptor = await window('clinical', language);
    await preceptor.goto(`${serambiUrl()}/work`);
    await preceptor.getByText(w('task_confirmHours', { name: student[language] })).waitFor();
    await see(preceptor, '/work/precepting', student[language], `training-precepting-${language}`);
    await preceptor.getByRole('button', { name: w('hours_confirm') }).waitFor();
    await preceptor.keyboard.press('c');
    await preceptor.getByText(w('precepting_none')).waitFor();
    await preceptor.getByRole('link', { name: student[language] }).first().click();
    await preceptor.getByText(of[language]('160.00')).waitFor();
    await preceptor.getByText(w('state_open')).first().waitFor();
    await expectAccessible(preceptor, 'a practicum for its preceptor');
    await shoot(preceptor, `training-160-open-${language}`);
    await preceptor.keyboard.press('e');
    await preceptor.getByRole('dialog').getByText(w('rating_scale')).waitFor();
    await expectAccessible(preceptor, 'an evaluation');
    await shoot(preceptor, `training-evaluate-${language}`);
    await preceptor.keyboard.press('Escape');

    // with the competencies it is complete, on the screens that are open, without a click
    const nurse = await window('nurse', language);
    const { practica } = await call(nurse, 'training/practica', {});
    const { practicumId, staffId } = practica[0];
    for (const code of ['handHygiene', { en: 'ecg', id: 'roomHygiene' }[language]])
      await validate(nurse, staffId, code);
    await preceptor.getByText(w('state_complete')).first().waitFor();

    const manager = await window('manager', language);
    await see(manager, '/clinic/training', student[language], `training-office-${language}`);
    await manager.getByRole('row').filter({ hasText: student[language] }).getByRole('button').first().click();
    await manager.getByText(w('state_complete')).first().waitFor();
    await expectAccessible(manager, 'a practicum for the office');
    await shoot(manager, `training-complete-${language}`);
    const made = manager.waitForResponse((one) => one.url().includes('training/printEvidence'));
    await manager.keyboard.press('p');
    const { paperId } = await (await made).json();
    const pdf = await manager.request.get(`${serambiUrl()}/api/print/${paperId}.pdf?copy=0`);
    expect(pdf.status()).toBe(200);
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
    expect(manager.url()).toContain(practicumId);
  });

  it('and a plan is ticked, a cohort looked over, and a way further shown with its gaps', async () => {
    const nurse = await window('nurse', language, 'tablet');
    await see(nurse, '/work/precepting', assistant[language], `training-learners-${language}`);
    await nurse.getByRole('link', { name: assistant[language] }).first().click();
    await nurse.getByText(w('paper_reviews')).first().waitFor();
    await expectAccessible(nurse, 'a plan for its preceptor');
    await shoot(nurse, `training-plan-${language}`);
    await nurse.keyboard.press('t');
    await nurse.getByRole('dialog').getByLabel(w('topic_note')).fill('OK');
    await nurse.keyboard.press('Control+Enter');
    await nurse.getByText('· OK').first().waitFor();

    const learner = await window('assistant', language);
    await see(learner, '/work/training', w('paper_reviews'), `training-my-plan-${language}`);
    await learner.goto(`${serambiUrl()}/work/career`);
    await learner.getByRole('list', { name: w('career_ladder') }).waitFor();
    const rung = learner.locator(`[data-rung="${language === 'en' ? 'officeManager' : 'koordinator'}"]`);
    await rung.getByRole('button', { name: w('goal_mark') }).click();
    await rung.getByText(w('gap_state_missing')).first().waitFor();
    await expectAccessible(learner, 'the gap list');
    await shoot(learner, `training-gaps-${language}`);
    await learner.keyboard.press('n');
    const form = learner.getByRole('dialog');
    await form.getByLabel(w('background_titleOfJob')).fill('Assistant');
    await form.getByLabel(w('background_place')).fill('Bay Clinic');
    await form.getByLabel(w('from')).fill('2020-01-01');
    await expectAccessible(learner, 'schooling and work');
    await learner.keyboard.press('Control+Enter');
    await rung.getByText(w('gap_state_waiting')).first().waitFor();

    const manager = await window('manager', language);
    await manager.goto(`${serambiUrl()}/clinic/training?tab=careers`);
    const row = manager.getByRole('row').filter({ hasText: assistant[language] });
    await row.getByText(w('background_waiting', { count: 1 })).waitFor();
    await shoot(manager, `training-careers-${language}`);
    await row.getByRole('button').first().click();
    await manager.getByRole('button', { name: w('background_confirm') }).click();
    await manager.getByText(w('background_confirmed')).first().waitFor();
    await rung.getByText(w('gap_state_met')).first().waitFor();

    for (const tab of ['plans', 'cohorts', 'setUp']) {
      await manager.goto(`${serambiUrl()}/clinic/training?tab=${tab}`);
      await manager.getByRole('tabpanel').getByRole('button').first().waitFor();
      await expectAccessible(manager, tab);
      await shoot(manager, `training-${tab}-${language}`);
    }
    await manager
      .getByRole('list', { name: w('templates') })
      .getByRole('button')
      .first()
      .click();
    await manager.getByRole('dialog').getByLabel(w('topics')).first().waitFor();
    await expectAccessible(manager, 'a template');
    await shoot(manager, `training-template-${language}`);
    await manager.keyboard.press('Escape');
    await manager.goto(`${serambiUrl()}/clinic/training?tab=cohorts`);
    await manager.getByRole('tabpanel').getByRole('row').last().getByRole('button').first().click();
    await manager.getByText(student[language]).first().waitFor();
    await expectAccessible(manager, 'the board of a cohort');
    await shoot(manager, `training-board-${language}`);
  });
});
