import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { addDays, today } from '#platform/shared/time.ts';
import { expectAccessible, type Language, languages, shoot } from './support/browser.ts';
import { ask, call, openWindows, waitingVisit } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();

/** Who acts under it: an assistant in the United States, a perawat in Indonesia, where an asisten perawat gives no injection. */
const plans = {
  en: {
    by: 'assistant',
    desk: 'assistant',
    job: 'assistant',
    act: 'orders_action_perform',
    item: 'strepTest',
  },
  id: {
    by: 'clinical',
    desk: 'frontdesk',
    job: 'clinical',
    act: 'orders_action_perform',
    item: 'bloodSugar',
  },
} as const;

/** Types into a list that searches, and takes what it finds. */
async function pick(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByRole('dialog').getByRole('combobox', { name: label });
  await field.fill(text);
  await page.getByRole('option', { name: text }).first().click();
}

describe.each(languages)('standing orders, in %s', (language: Language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);
  const plan = plans[language];

  it('is written, approved, begun for a patient, and gone from the open visit when it is withdrawn', async () => {
    const manager = await window('manager', language);
    const physician = await window('physician', language);
    const nurse = await window(plan.by, language);
    const desk = plan.desk === plan.by ? nurse : await window(plan.desk, language);
    const title = `${language === 'en' ? 'Rapid strep test' : 'Gula darah sewaktu'} ${Date.now()}`;

    await manager.goto(`${serambiUrl()}/work/standing-orders`);
    await manager.getByRole('heading', { level: 1, name: w('workforce_protocol_title') }).waitFor();
    await manager.keyboard.press('n');
    const dialog = manager.getByRole('dialog');
    await dialog.getByLabel(w('workforce_protocol_name')).fill(title);
    await pick(manager, w('workforce_protocol_acts'), w(plan.act));
    const { jobs } = await call(manager, 'workforce/protocolChoices', {});
    const label = jobs.find((one: { role: string }) => one.role === plan.job).label[language];
    await dialog.getByLabel(label, { exact: true }).check();
    const { favourites } = await call(manager, 'orders/favourites', {});
    const item = favourites.find((one: { code: string }) => one.code === plan.item).label;
    await pick(manager, w('orders_standing_items'), item);
    await dialog.getByLabel(w('workforce_protocol_conditions')).fill('A 12');
    await dialog.getByLabel(w('workforce_protocol_ageFromField')).fill('3');
    await dialog.getByLabel(w('workforce_protocol_text')).fill('1. …\n2. …');
    await expectAccessible(manager, 'writing a standing order');
    await shoot(manager, `standing-order-form-${language}`);
    await manager.keyboard.press('Control+Enter');
    const row = (page: Page) => page.getByRole('listitem').filter({ hasText: title });
    await row(manager).getByText(w('workforce_protocol_state_draft')).waitFor();
    expect(
      await row(manager)
        .getByRole('button', { name: w('workforce_protocol_approve') })
        .count(),
    ).toBe(0);

    await physician.goto(`${serambiUrl()}/work/standing-orders`);
    await row(physician)
      .getByRole('button', { name: w('workforce_protocol_approve') })
      .click();
    await physician.getByRole('dialog').getByText('A 12').waitFor();
    const until = addDays(today({ now: Date.now }, 'UTC'), 100);
    await physician.getByLabel(w('workforce_protocol_reviewBy')).fill(until);
    await expectAccessible(physician, 'approving a standing order');
    await shoot(physician, `standing-order-approve-${language}`);
    await physician.keyboard.press('Control+Enter');
    await row(physician).getByText(w('workforce_protocol_state_inForce'), { exact: true }).waitFor();
    await expectAccessible(physician, 'standing orders');
    await shoot(physician, `standing-orders-${language}`);

    const { visitId } = await waitingVisit(desk);
    await nurse.goto(`${serambiUrl()}/visits/${visitId}?panel=orders.tasks`);
    await nurse.getByRole('button', { name: w('orders_standing_add') }).click();
    const choice = nurse.getByRole('dialog').getByRole('listitem').filter({ hasText: title });
    await choice.waitFor();
    await expectAccessible(nurse, 'beginning under a standing order');
    await shoot(nurse, `standing-order-begin-${language}`);
    await choice.getByRole('button', { name: w('orders_standing_begin', { item }) }).click();
    const begun = nurse.getByRole('listitem').filter({ hasText: title });
    await begun.getByRole('button', { name: w('orders_act_done') }).waitFor();
    await expectAccessible(nurse, 'a task under a standing order');
    await shoot(nurse, `standing-order-task-${language}`);

    // the screen stays open while it is withdrawn
    await row(manager)
      .getByRole('button', { name: w('workforce_protocol_withdraw') })
      .click();
    await manager.getByRole('dialog').getByRole('textbox').fill('Recall 7');
    await manager.keyboard.press('Control+Enter');
    await row(manager).getByText(w('workforce_protocol_state_withdrawn'), { exact: true }).waitFor();
    const withdrawnMs = Date.now();
    const done = begun.getByRole('button', { name: w('orders_act_done') });
    await done.waitFor({ state: 'detached', timeout: 5_000 });
    expect(Date.now() - withdrawnMs).toBeLessThan(5_000);
    await shoot(nurse, `standing-order-withdrawn-${language}`);
    const { orders } = await call(nurse, 'orders/readConsultation', { visitId });
    const refused = await ask(nurse, 'orders/performOrder', { orderId: orders[0].id });
    expect([refused.status, refused.body.code]).toEqual([403, 'platform.notAllowed']);
    expect(refused.body.detail).toContain(title);
  });

  it('is among what a term asks for', async () => {
    const manager = await window('manager', language);
    await manager.goto(`${serambiUrl()}/clinic/what-acts-ask`);
    await manager.getByRole('heading', { level: 1, name: w('workforce_terms_title') }).waitFor();
    await manager.keyboard.press('n');
    await pick(manager, w('workforce_terms_act'), w('orders_action_draftSickNote'));
    await manager.getByLabel(w('workforce_terms_protocol_always')).check();
    await expectAccessible(manager, 'asking for a standing order');
    await shoot(manager, `standing-order-term-${language}`);
    await manager.keyboard.press('Control+Enter');
    const row = manager.getByRole('row').filter({ hasText: w('orders_action_draftSickNote') });
    await row.getByText(w('workforce_terms_protocol')).waitFor();
    await call(manager, 'workforce/removeTerm', { act: 'orders.draftSickNote', role: null });
  });
});
