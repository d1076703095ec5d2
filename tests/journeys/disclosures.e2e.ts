import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { type Language, languages, lookAt } from './support/browser.ts';
import { call, openWindows } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();
let born = 0;

/** Somebody new in the clinic of the window. */
async function newPatient(desk: Page, language: Language): Promise<string> {
  born += 1;
  const digits = String(5_000 + born);
  const { patient } = await call(desk, 'records/registerPatient', {
    ...{ name: language === 'en' ? `Rosalind Okafor ${born}` : `Ratna Okafia ${born}`, sex: 'female' },
    ...{ birthDate: `19${60 + born}-02-1${born}` },
    phone: language === 'en' ? `212555${digits}` : `081234${digits}`,
  });
  return patient.id;
}

describe.each(languages)('disclosures, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) =>
    words(language, `disclosures_${key}`, params);
  const cap = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  const chip = (within: Page | Locator, key: string) =>
    within.getByRole('checkbox', { name: cap(w(key)), exact: true }).check();

  it('a fax to a specialist is logged from the chart in one form', async () => {
    const desk = await window('frontdesk', language);
    const patientId = await newPatient(desk, language);
    await desk.goto(`${serambiUrl()}/patients/${patientId}`);
    await desk.getByRole('heading', { level: 2, name: w('title') }).waitFor();
    await desk.keyboard.press('l');
    const form = desk.getByRole('dialog', { name: w('log') });
    await form.waitFor();
    await lookAt(desk, `disclosures-log-${language}`);
    await form.getByLabel(w('label_name')).fill('Dr. Heart');
    await form.getByLabel(w('label_address')).fill('212-555-0134');
    await form.getByLabel(w('label_purpose')).fill('Echo');
    await desk.keyboard.press('Control+Enter');
    await form.getByText(w('field_partsNeeded')).waitFor();
    await chip(form, 'part_notes');
    await desk.keyboard.press('Control+Enter');
    await desk.getByText(w('logged'), { exact: true }).first().waitFor();
    await desk.getByText('Dr. Heart').first().waitFor();
  });

  it('a request is received, verified, scoped, pulled, reviewed, released and closed', async () => {
    const desk = await window('frontdesk', language);
    const manager = await window('manager', language);
    const patientId = await newPatient(desk, language);
    await desk.goto(`${serambiUrl()}/patients/${patientId}/disclosures`);
    await desk.getByRole('heading', { level: 1, name: w('title') }).waitFor();
    await lookAt(desk, `disclosures-empty-${language}`);
    await desk.keyboard.press('n');
    await desk.getByRole('heading', { level: 1, name: w('new_title') }).waitFor();
    await lookAt(desk, `disclosures-new-${language}`);
    await desk.getByLabel(w('label_name')).first().fill('Rosalind');
    await desk.getByLabel(w('label_purpose')).fill('Own copy');
    await chip(desk, 'part_results');
    await desk.keyboard.press('Control+Enter');
    const next = (page: Page, act: string) => page.getByRole('button', { name: w(act) });
    await next(desk, 'act_verify').waitFor();
    await lookAt(desk, `disclosures-request-${language}`);
    const address = desk.url();
    await next(desk, 'act_verify').click();
    await manager.goto(`${serambiUrl()}/work/releases`);
    await manager.getByText('Rosalind').first().waitFor();
    await lookAt(manager, `disclosures-open-${language}`);
    await manager.goto(address);
    await next(manager, 'act_scope').click();
    await desk.getByLabel(w('label_pages')).fill('12');
    await desk.keyboard.press('Control+Enter');
    await next(manager, 'act_review').click();
    await manager.getByLabel(w('label_address')).fill('5 Elm St');
    await next(manager, 'act_release').click();
    await next(manager, 'act_close').click();
    await manager.getByText(w('state_closed')).first().waitFor();
    const { disclosures } = await call(manager, 'disclosures/patientDisclosures', { patientId });
    expect(disclosures).toMatchObject([{ recipientName: 'Rosalind', recipientAddress: '5 Elm St' }]);
  });

  it('a legal hold is placed and lifted, and the clocks and periods are set', async () => {
    const manager = await window('manager', language);
    const patientId = await newPatient(manager, language);
    await manager.goto(`${serambiUrl()}/patients/${patientId}/disclosures`);
    await manager.getByRole('button', { name: w('hold_place') }).click();
    const reason = manager.getByRole('dialog').getByLabel(w('label_reason'));
    await reason.fill('Letter of a lawyer');
    await manager.keyboard.press('Control+Enter');
    await manager.getByText(w('kept_hold')).waitFor();
    await lookAt(manager, `disclosures-hold-${language}`);
    await manager.getByRole('button', { name: w('hold_lift') }).click();
    await reason.fill('Case closed');
    await manager.keyboard.press('Control+Enter');
    await manager.getByText(w('kept_neverSeen')).waitFor();
    await manager.goto(`${serambiUrl()}/clinic/disclosures`);
    await manager.getByRole('heading', { level: 1, name: w('settings_title') }).waitFor();
    await lookAt(manager, `disclosures-settings-${language}`);
    await manager.getByLabel(w('settings_years')).fill('7');
    await manager.keyboard.press('Control+Enter');
    await manager.getByText(w('settings_saved'), { exact: true }).first().waitFor();
    const { clocks } = await call(manager, 'disclosures/settings', {});
    expect(clocks.accountingYears).toBe(7);
  });
});
