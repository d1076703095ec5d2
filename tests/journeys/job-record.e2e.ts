import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { demoPassword, demoPin } from '#platform/shared/demo.ts';
import { expectAccessible, type Language, languages, shoot } from './support/browser.ts';
import { call, clinics, openWindows } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();
const [password, pin] = [demoPassword, demoPin];

/** Types into a list that searches, and takes what it finds. */
async function pick(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByRole('dialog').getByRole('combobox', { name: label });
  await field.fill(text);
  await page.getByRole('option', { name: text }).first().click();
}

describe.each(languages)('a job description, in %s', (language: Language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);

  it('is written from the country’s duties and signed by both, each by her own secret', async () => {
    const manager = await window('manager', language);
    const assistant = await window('assistant', language);
    const nurse = await window('nurse', language);
    const { person } = await call(assistant, 'identity/whoAmI', {});
    const { person: boss } = await call(nurse, 'identity/whoAmI', {});
    const title = `Asisten ${Date.now()}`;

    await manager.goto(`${serambiUrl()}/clinic/people/${person.id}`);
    const write = manager.getByRole('button', { name: w('workforce_job_write') });
    await write.or(manager.getByRole('button', { name: w('workforce_job_writeNew') })).click();
    const dialog = manager.getByRole('dialog');
    await dialog.getByRole('textbox', { name: w('workforce_job_title'), exact: true }).fill(title);
    await pick(manager, w('workforce_job_reportsTo'), boss.name);
    const duty = { en: /diagnose, interpret and advise nothing/, id: /tidak memberi suntikan/ }[language];
    const clinical = dialog.getByLabel(w('workforce_job_duties_clinical'));
    expect(await clinical.inputValue()).toMatch(duty);
    await expectAccessible(manager, 'writing a job description');
    await shoot(manager, `job-record-form-${language}`);
    await manager.keyboard.press('Control+Enter');
    await manager.getByText(title).first().waitFor();

    for (const [page, state] of [
      [assistant, 'person'],
      [nurse, 'supervisor'],
    ] as const) {
      await page.goto(`${serambiUrl()}/work/my-job`);
      const record = page.getByRole('article').filter({ hasText: title });
      await record.getByRole('button', { name: w('workforce_job_sign') }).click();
      await page.getByRole('button', { name: w('web_sign_usePassword') }).click();
      const secret = page.getByRole('dialog').getByLabel(w('web_sign_password'));
      await secret.fill('not her password');
      await page.keyboard.press('Control+Enter');
      await page.getByText(w('identity_error_wrongPassword')).first().waitFor();
      await expectAccessible(page, 'signing');
      await shoot(page, `job-record-sign-${state}-${language}`);
      await secret.fill(password);
      await page.keyboard.press('Control+Enter');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      if (state === 'person') {
        const waits = { party: w('workforce_job_supervisor'), name: boss.name };
        await record.getByText(w('workforce_job_waits', waits)).waitFor();
      }
    }
    await expectAccessible(assistant, 'my job description');
    const { records } = await call(assistant, 'workforce/jobRecords', {});
    expect(records[0].signed).toMatchObject({ person: { by: person.name }, supervisor: { by: boss.name } });
    await assistant.goto(`${serambiUrl()}/work/what-may-i-do`);
    await assistant.getByRole('link', { name: title }).waitFor();
    await assistant.getByText(w('workforce_job_record')).first().waitFor();
    await assistant.goto(`${serambiUrl()}/work/my-job`);
    await assistant.getByRole('article').filter({ hasText: title }).waitFor();
    await shoot(assistant, `job-record-${language}`);
  });

  it('and a check-off are signed at the learner’s screen by the observer’s PIN, and it stays hers', async () => {
    const learner = await window('assistant', language);
    const { person } = await call(learner, 'identity/whoAmI', {});
    // the observer signed in at this tablet some time before
    const login = `nurse@${clinics[language]}.demo`;
    await call(learner, 'identity/signIn', { login, password, tokenInAnswer: false });
    await call(learner, 'identity/switchPerson', { staffId: person.id, pin });
    const { competency } = await call(learner, 'competencies/mySheet', { code: 'handHygiene' });
    const sign = learner.getByRole('button', { name: w('competencies_sheet_signHere') });
    // a page that hears of the change of person only now goes home once more
    const shown = async () => {
      await learner.goto(`${serambiUrl()}/work/my-check-off/handHygiene`);
      return sign.waitFor({ timeout: 6_000 }).then(
        () => true,
        () => false,
      );
    };
    await expect.poll(shown, { timeout: 60_000 }).toBe(true);
    await learner.locator('.cp-steps [role="radiogroup"]').first().focus();
    for (const _ of competency.steps) await learner.keyboard.press('1');
    await learner.keyboard.press('Control+Enter');
    const secret = learner.getByRole('dialog').getByLabel(w('web_sign_herPin'));
    await secret.fill('1111');
    await learner.keyboard.press('Control+Enter');
    await learner
      .getByText(w('identity_error_pinNotRight', { triesLeft: 4 }))
      .first()
      .waitFor();
    await expectAccessible(learner, 'signing a check-off by PIN');
    await shoot(learner, `check-off-here-${language}`);
    await secret.fill(pin);
    await learner.keyboard.press('Control+Enter');
    await learner.getByRole('dialog').waitFor({ state: 'detached' });
    await sign.waitFor({ state: 'detached' });
    await shoot(learner, `check-off-here-done-${language}`);
    const { person: after } = await call(learner, 'identity/whoAmI', {});
    expect(after.id).toBe(person.id);
  });
});
