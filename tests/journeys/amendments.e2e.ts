import type { Page } from 'playwright-core';
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
  const digits = String(7_300 + born);
  const { patient } = await call(desk, 'records/registerPatient', {
    ...{ name: language === 'en' ? `Winifred Adeyemi ${born}` : `Wulandari Adinata ${born}`, sex: 'female' },
    ...{ birthDate: `197${born}-05-1${born}` },
    phone: language === 'en' ? `212555${digits}` : `081234${digits}`,
  });
  return patient.id;
}

/** What the patient wrote, past the form. */
async function received(desk: Page, patientId: string, more: object = {}) {
  const { request } = await call(desk, 'amendments/receiveRequest', {
    ...{ patientId, content: 'clinical', requesterKind: 'patient', requesterName: 'W.', written: true },
    ...{ place: 'Visit, smoking', wanted: 'Never smoked', why: 'A mix-up', ...more },
  });
  return request;
}

describe.each(languages)('amendments, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) =>
    words(language, `amendments_${key}`, params);
  const button = (page: Page, key: string) => page.getByRole('button', { name: w(key), exact: true });
  const address = (path: string) => `${serambiUrl()}${path}`;

  it('a request is entered from the chart, accepted by a physician, told on and closed', async () => {
    const desk = await window('frontdesk', language);
    const physician = await window('physician', language);
    const patientId = await newPatient(desk, language);
    await desk.goto(address(`/patients/${patientId}`));
    await desk.getByRole('heading', { level: 2, name: w('title') }).waitFor();
    await desk.goto(address(`/patients/${patientId}/amendments`));
    await desk.getByText(w('none')).waitFor();
    await lookAt(desk, `amendments-empty-${language}`);
    await desk.keyboard.press('n');
    await desk.getByRole('heading', { level: 1, name: w('new_title') }).waitFor();
    await desk.getByLabel(w('label_place')).fill('Visit of 2 March, allergies');
    await desk.getByLabel(w('label_wanted')).fill('No allergy to penicillin');
    await desk.getByLabel(w('label_why')).fill('It was a rash of measles');
    await desk.getByLabel(w('label_name'), { exact: false }).first().fill('Winifred');
    await desk.keyboard.press('Control+Enter');
    // what was only said starts no clock
    await desk.getByText(w('field_writtenNeeded')).waitFor();
    await lookAt(desk, `amendments-new-${language}`);
    await desk.getByLabel(w('label_paper')).check();
    await desk.getByText(words(language, 'web_more'), { exact: true }).click();
    await desk.getByLabel(w('label_named')).fill('Dr. Heart');
    await desk.keyboard.press('Control+Enter');
    await button(desk, 'act_acknowledgement').waitFor();
    const url = desk.url();

    await physician.goto(address('/work/amendments'));
    await physician.getByText('Visit of 2 March, allergies').first().waitFor();
    await lookAt(physician, `amendments-open-${language}`);
    await physician.goto(url);
    await button(physician, 'act_review').click();
    await button(physician, 'act_accept').waitFor();
    await lookAt(physician, `amendments-review-${language}`);
    await button(physician, 'act_accept').click();

    await button(desk, 'act_tell').click();
    await desk.getByText(w('hint_closeUntold', { names: 'Dr. Heart' })).waitFor();
    await button(desk, 'act_close').click();
    await desk.getByText(w('error_partyUntold', { names: 'Dr. Heart' })).waitFor();
    await lookAt(desk, `amendments-untold-${language}`);
    await button(desk, 'act_tellParty').click();
    await desk.getByRole('dialog').waitFor();
    await desk.keyboard.press('Control+Enter');
    await desk.getByText(w('hint_close')).waitFor();
    await button(desk, 'act_close').click();
    await desk.getByText(w('state_closed')).first().waitFor();
    await desk.goto(address(`/patients/${patientId}`));
    await desk.getByText(w('along')).waitFor();
    await desk.getByText(w('along')).scrollIntoViewIfNeeded();
    await lookAt(desk, `amendments-chart-${language}`);
  });

  it('a denial names its basis, takes a statement of disagreement and a rebuttal', async () => {
    const desk = await window('frontdesk', language);
    const physician = await window('physician', language);
    const { requestId } = await received(desk, await newPatient(desk, language));
    await call(physician, 'amendments/reviewRequest', { requestId, content: 'clinical' });
    await physician.goto(address(`/work/amendments/${requestId}`));
    await button(physician, 'act_deny').click();
    const dialog = physician.getByRole('dialog', { name: w('deny_title') });
    await dialog.getByRole('radio', { name: w('deny_accurate') }).check();
    await dialog.getByLabel(w('label_words')).fill('The chart of 2 March says so in her own words.');
    await lookAt(physician, `amendments-deny-${language}`);
    await physician.keyboard.press('Control+Enter');
    await physician.getByRole('heading', { level: 2, name: w('disagreement') }).waitFor();

    await desk.goto(address(`/work/amendments/${requestId}`));
    await button(desk, 'act_denial').waitFor();
    await button(desk, 'act_tell').click();
    await button(desk, 'act_statement').click();
    await desk.getByRole('textbox', { name: w('label_statement') }).fill('I said the opposite.');
    await lookAt(desk, `amendments-statement-${language}`);
    await desk.keyboard.press('Control+Enter');
    await desk.getByText('I said the opposite.').waitFor();
    await button(physician, 'act_rebut').click();
    await physician.getByRole('textbox', { name: w('label_rebuttal') }).fill('Two people heard it.');
    await physician.keyboard.press('Control+Enter');
    await physician.getByText('Two people heard it.').waitFor();
    await lookAt(physician, `amendments-denied-${language}`);
    const { request } = await call(desk, 'amendments/readRequest', { requestId });
    expect(request).toMatchObject({ state: 'told', outcome: 'denied', goesAlong: true });
  });

  it('clinical content is not the manager’s to decide, and the clock is hers to set', async () => {
    const desk = await window('frontdesk', language);
    const manager = await window('manager', language);
    const { requestId } = await received(desk, await newPatient(desk, language));
    await call(manager, 'amendments/reviewRequest', { requestId, content: 'clinical' });
    await manager.goto(address(`/work/amendments/${requestId}`));
    const who = w('decider_clinical');
    await manager.getByText(w('waits', { state: w('state_review'), who })).waitFor();
    await lookAt(manager, `amendments-waits-${language}`);
    await manager.goto(address('/clinic/amendments'));
    await manager.getByRole('heading', { level: 1, name: w('settings_title') }).waitFor();
    await lookAt(manager, `amendments-settings-${language}`);
    const before = await call(manager, 'amendments/settings', {});
    await manager.getByLabel(w('settings_amount')).fill('20');
    await manager.keyboard.press('Control+Enter');
    await manager.getByText(w('settings_saved'), { exact: true }).first().waitFor();
    expect((await call(manager, 'amendments/settings', {})).answer.amount).toBe(20);
    await call(manager, 'amendments/saveSettings', before);
  });
});
