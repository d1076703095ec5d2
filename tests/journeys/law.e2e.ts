import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import {
  closeBrowser,
  expectAccessible,
  type Language,
  languages,
  shoot,
  signIn,
  type Window,
} from './support/browser.ts';
import { call } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const open: Window[] = [];
/** The language in which the people of a demo clinic begin. */
const spokenAt = (login: string): Language => (login.endsWith('@harbor.demo') ? 'en' : 'id');
const speak = (page: Page, language: Language) => call(page, 'identity/setLanguage', { language });
afterEach(async ({ task }) => {
  for (const one of open.splice(0)) {
    if (task.result?.state === 'fail') await shoot(one.page, `failed-${one.login}`);
    await speak(one.page, spokenAt(one.login));
    await one.context.close();
  }
});
afterAll(closeBrowser);

/** Somebody of either clinic, whichever language she reads. */
async function window(login: string, language: Language, shape?: 'phone'): Promise<Page> {
  const one = await signIn(login, spokenAt(login), shape);
  open.push(one);
  await speak(one.page, language);
  await one.page.reload();
  await one.page.getByRole('navigation', { name: words(language, 'web_places') }).waitFor();
  return one.page;
}

describe.each(languages)('the law of a place, in %s', (language: Language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);
  const lawPage = async (page: Page) => {
    await page.goto(`${serambiUrl()}/clinic/law`);
    await page.getByRole('heading', { level: 1, name: w('workforce_law_title') }).waitFor();
    await page.getByRole('table', { name: w('workforce_law_title') }).waitFor();
  };
  const approve = async (page: Page, place: string, look?: (dialog: Locator) => Promise<void>) => {
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: w('workforce_law_place') }).click();
    await page.getByRole('option', { name: place, exact: true }).click();
    await look?.(dialog);
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
  };

  it('is approved by the manager, and says to an assistant what is missing and where she gains it', async () => {
    const manager = await window('manager@harbor.demo', language);
    const clinical = await window('clinical@harbor.demo', language);
    await lawPage(manager);
    await expectAccessible(manager, 'the law of a place');
    await shoot(manager, `law-before-${language}`);
    await approve(manager, 'California', async (dialog) => {
      await dialog
        .getByRole('group', { name: /venipun|vena/i })
        .first()
        .waitFor();
      await expectAccessible(manager, 'approving the law of a place');
      await shoot(manager, `law-form-${language}`);
    });
    await manager.getByText('California').first().waitFor();
    await manager.getByRole('cell', { name: /10/ }).first().waitFor();
    await expectAccessible(manager, 'the approved law');
    await shoot(manager, `law-california-${language}`);

    await clinical.goto(`${serambiUrl()}/work/what-may-i-do`);
    const label = language === 'en' ? 'venipunctures' : 'pungsi vena';
    const seen = w('scope_shortPerformances', { have: 0, need: 10, label });
    const trained = w('scope_shortHours', { have: 0, need: 10 });
    const line = clinical.getByText(`${seen}; ${trained}`);
    await line.first().waitFor();
    await expectAccessible(clinical, 'what may I do under the law');
    await shoot(clinical, `law-missing-${language}`);
    const item = clinical.getByRole('listitem').filter({ hasText: seen });
    await item.getByRole('link', { name: w('training_mine_title') }).waitFor();
    await item.getByRole('link', { name: w('competencies_passport_title') }).click();
    await clinical.getByRole('heading', { level: 1, name: w('competencies_passport_title') }).waitFor();

    // the open page follows when the clinic lies elsewhere
    await clinical.goto(`${serambiUrl()}/work/what-may-i-do`);
    await line.first().waitFor();
    await approve(manager, w('scope_place_US'));
    const changedMs = Date.now();
    await line.first().waitFor({ state: 'detached', timeout: 5_000 });
    expect(Date.now() - changedMs).toBeLessThan(5_000);
    await manager.getByRole('heading', { name: w('workforce_law_history') }).waitFor();
    await shoot(manager, `law-history-${language}`);
  });

  it('is read on a phone, and in Indonesia leaves injections to the tenaga kesehatan', async () => {
    const manager = await window('manager@melati.demo', language, 'phone');
    await lawPage(manager);
    await manager.getByText(w('workforce_law_forbidden')).first().waitFor();
    await expectAccessible(manager, 'the law on a phone');
    await shoot(manager, `law-indonesia-${language}`);
    const { rules } = await call(manager, 'workforce/law', {});
    expect(rules[0]).toMatchObject({ act: 'orders.performInvasive', forbidden: true, on: true });
  });

  it('stands beside the standing orders that the demo clinics have', async () => {
    for (const clinic of ['harbor', 'melati'] as const) {
      const by = await window(`clinical@${clinic}.demo`, language);
      await by.goto(`${serambiUrl()}/work`);
      await by
        .getByRole('link', { name: w('workforce_protocol_title') })
        .first()
        .click();
      await by.getByRole('heading', { level: 1, name: w('workforce_protocol_title') }).waitFor();
      const title = clinic === 'harbor' ? 'Influenza vaccine' : /Syok anafilaktik/;
      await by.getByText(title).first().waitFor();
      await expectAccessible(by, 'standing orders of the demo');
      await shoot(by, `law-standing-orders-${clinic}-${language}`);
    }
    const desk = await window('bookkeeper@harbor.demo', language);
    await desk.goto(`${serambiUrl()}/work`);
    await desk.getByRole('main').waitFor();
    expect(await desk.getByRole('link', { name: w('workforce_protocol_title') }).count()).toBe(0);
  });
});
