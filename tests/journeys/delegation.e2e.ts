import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { expectAccessible, type Language, languages, shoot } from './support/browser.ts';
import { ask, call, openWindows, waitingVisit } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();

/** Who delegates what to whom: care goes to another job in Indonesia than in the United States. */
const plans = {
  en: { by: 'nurse', to: 'frontdesk', act: 'vitals_action_record' },
  id: { by: 'physician', to: 'clinical', act: 'orders_action_manageFavourites' },
} as const;

async function nameOf(page: Page): Promise<string> {
  return (await call(page, 'identity/whoAmI', {})).person.name;
}

/** Types into a list that searches, and takes what it finds. */
async function choose(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByRole('dialog').getByRole('combobox', { name: label });
  await field.fill(text);
  await page.getByRole('option', { name: text }).first().click();
}

describe.each(languages)('credentials and delegations, in %s', (language: Language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);
  const plan = plans[language];

  it('the manager enters a credential and what somebody learnt, by keyboard, and she reads it', async () => {
    const manager = await window('manager', language);
    const assistant = await window('assistant', language);
    const name = await nameOf(assistant);
    await manager.goto(`${serambiUrl()}/clinic/people`);
    const row = manager.getByRole('row').filter({ hasText: name });
    await row.getByRole('button', { name: w('web_more') }).click();
    await manager.getByRole('menuitem', { name: w('workforce_credentials_file') }).click();
    await manager.getByRole('heading', { level: 1, name }).waitFor();
    const number = `A-${Date.now()}`;
    await manager.keyboard.press('n');
    await choose(manager, w('workforce_credentials_kind'), 'CMA (AAMA)');
    await manager.getByLabel(w('workforce_credentials_number')).fill(number);
    await manager.getByLabel(w('workforce_credentials_certifiedOn')).fill('2024-03-18');
    await manager.keyboard.press('Control+Enter');
    await manager.getByText(number).first().waitFor();
    await manager.getByRole('button', { name: w('workforce_education_add') }).click();
    await manager.getByLabel(w('workforce_education_day')).fill('2025-06-02');
    await manager.getByLabel(w('workforce_education_what')).fill('Infection control');
    await manager
      .getByRole('dialog')
      .getByRole('textbox', { name: w('workforce_education_points') })
      .fill('1.5');
    await manager.getByLabel(w('workforce_education_approvedBy')).fill('AAMA');
    await manager.keyboard.press('Control+Enter');
    const has = { en: '1.5', id: '1,5' }[language];
    const counted = { what: w('workforce_points_total'), has, needs: 60 };
    await manager.getByText(w('workforce_credentials_count', counted)).first().waitFor();
    await expectAccessible(manager, 'a person’s credentials');
    await shoot(manager, `credentials-person-${language}`);

    await assistant.goto(`${serambiUrl()}/work/my-credentials`);
    await assistant.getByText(number).first().waitFor();
    await expectAccessible(assistant, 'her own credentials');
    await shoot(assistant, `credentials-mine-${language}`);
    for (const [path, seen] of [
      ['credentials', number],
      ['credential-kinds', 'CCMA (NHA)'],
      ['what-acts-ask', w('workforce_terms_careTo')],
    ] as const) {
      await manager.goto(`${serambiUrl()}/clinic/${path}`);
      await manager.getByText(seen).first().waitFor();
      await expectAccessible(manager, path);
      await shoot(manager, `workforce-${path}-${language}`);
    }
    const { credentials } = await call(manager, 'workforce/credentialBoard', {});
    const mine = credentials.find((one: { number: string }) => one.number === number);
    const taken = { reason: 'Taken back' };
    await call(manager, 'workforce/withdrawCredential', { credentialId: mine.credentialId, ...taken });
    const { education } = await call(manager, 'workforce/personFile', { staffId: mine.staffId });
    for (const { educationId } of education)
      await call(manager, 'workforce/withdrawEducation', { educationId, ...taken });
  });

  it('somebody licensed delegates, the other does it, and it is gone from her open screen when it is revoked', async () => {
    const delegator = await window(plan.by, language);
    const delegatee = await window(plan.to, language);
    const name = await nameOf(delegatee);
    const work = await openWork(delegatee);
    expect(await work.control.count()).toBe(0);

    await delegator.goto(`${serambiUrl()}/work/delegations`);
    await delegator.getByRole('heading', { level: 1, name: w('workforce_delegation_title') }).waitFor();
    await delegator.keyboard.press('n');
    await choose(delegator, w('workforce_delegation_act'), w(plan.act));
    await choose(delegator, w('workforce_delegation_to'), name);
    for (const right of ['circumstance', 'direction', 'supervision', 'competence']) {
      const field = delegator.getByRole('dialog').getByLabel(w(`workforce_delegation_${right}`));
      await field.fill(`${right} 12`);
    }
    await expectAccessible(delegator, 'delegating');
    await shoot(delegator, `delegation-form-${language}`);
    await delegator.keyboard.press('Control+Enter');
    const given = delegator.getByRole('listitem').filter({ hasText: name }).first();
    await given.getByText(w('workforce_delegation_state_alive')).waitFor();

    // her screen was open all the while, and offers it now
    await work.control.waitFor();
    await work.act();
    const page = await delegatee.context().newPage();
    await page.goto(`${serambiUrl()}/work/what-may-i-do`);
    const heading = page.getByRole('heading', { name: w('workforce_scope_under') });
    await heading.waitFor();
    await page
      .getByText(await nameOf(delegator))
      .first()
      .waitFor();
    await expectAccessible(page, 'what may I do');
    await shoot(page, `what-may-i-do-${language}`);

    await given.getByRole('button', { name: w('workforce_delegation_revoke') }).click();
    await delegator.getByLabel(w('workforce_credentials_reason')).fill('Enough for today');
    await delegator.keyboard.press('Control+Enter');
    await delegator.getByText(w('workforce_delegation_state_revoked')).first().waitFor();
    const { status, body } = await work.again();
    expect([status, body.code]).toEqual([403, 'platform.notAllowed']);
    await work.control.waitFor({ state: 'detached' });
    await shoot(delegatee, `delegation-revoked-${language}`);
    await shoot(delegator, `delegations-${language}`);
  });

  /** What the delegatee has open: a screen on which the act is hers or is not. */
  async function openWork(page: Page) {
    if (language === 'en') {
      const { visitId } = await waitingVisit(page);
      await page.goto(`${serambiUrl()}/visits/${visitId}?panel=intake.rooming`);
      await page.getByText(w('vitals_strip_none')).waitFor();
      const control = page.getByRole('button', { name: w('vitals_rooming_save') });
      return {
        control,
        act: async () => {
          await page.getByLabel(w('vitals_measure_pulse')).first().fill('72');
          await control.click();
          await page.getByText(w('vitals_rooming_saved')).first().waitFor();
        },
        again: () => ask(page, 'vitals/recordVitals', { visitId, values: { pulse: [{ value: '70' }] } }),
      };
    }
    await page.goto(`${serambiUrl()}/clinic/favourites`);
    await page.getByText(w('web_notMine_reason')).waitFor();
    const control = page.getByRole('button', { name: w('orders_favouriteHide') }).first();
    const [first] = (await call(page, 'orders/favourites', {})).favourites;
    return {
      control,
      act: async () => {
        const rows = page.getByRole('button', { name: w('orders_favouriteShow') });
        const before = await rows.count();
        await control.click();
        await expect.poll(() => rows.count()).toBe(before + 1);
        await rows.first().click();
        await expect.poll(() => rows.count()).toBe(before);
      },
      again: () => ask(page, 'orders/saveFavourite', { ...first }),
    };
  }
});

describe('an asisten perawat', () => {
  const w = (key: string, params?: Record<string, string | number>) => words('id', key, params);

  it('is given nothing of care, and the physician reads why', async () => {
    const physician = await window('physician', 'id');
    const name = await nameOf(await window('assistant', 'id'));
    await physician.goto(`${serambiUrl()}/work/delegations?add=1`);
    await choose(physician, w('workforce_delegation_act'), w('vitals_action_record'));
    await choose(physician, w('workforce_delegation_to'), name);
    for (const right of ['circumstance', 'direction', 'supervision', 'competence']) {
      await physician
        .getByRole('dialog')
        .getByLabel(w(`workforce_delegation_${right}`))
        .fill('x');
    }
    await physician.keyboard.press('Control+Enter');
    await physician.getByText(/tidak boleh dilimpahkan kepada jabatan ini/).waitFor();
    await shoot(physician, 'delegation-refused-id');
  });
});
