import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { type Language, languages, lookAt, shoot } from './support/browser.ts';
import { ask, call, openWindows, takeToRoom, waitingVisit } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();

const measured = (language: Language) => ({
  bloodPressure: [{ systolic: '118', diastolic: '76', arm: 'left', cuff: 'adult' }],
  pulse: { value: '72' },
  temperature:
    language === 'id'
      ? { value: '36.7', unit: 'Cel', site: 'axillary' }
      : { value: '98.1', unit: '[degF]', site: 'oral' },
  height: language === 'id' ? { value: '163.5', unit: 'cm' } : { value: '64', unit: '[in_i]' },
  weight: language === 'id' ? { value: '58.20', unit: 'kg' } : { value: '128', unit: '[lb_av]' },
});

/** Keeps a paper beside the pictures, for whoever looks at it. */
async function keepPaper(page: Page, paperId: string, name: string): Promise<void> {
  const folder = process.env.SERAMBI_SHOTS;
  if (!folder) return;
  const answer = await page.request.get(`${serambiUrl()}/api/print/${paperId}.pdf?copy=0`);
  await writeFile(path.join(folder, `${name}.pdf`), await answer.body());
}

describe.each(languages)('letters, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);
  const button = (page: Page, key: string, params?: Record<string, string>) =>
    page.getByRole('button', { name: w(key, params) });

  it('a certificate is drafted from what was measured, sent back, changed, signed and printed', async () => {
    const desk = await window('frontdesk', language);
    const visit = await waitingVisit(desk);
    const { visitId, patientId } = visit;
    const assistant = await window('clinical', language);
    await assistant.goto(`${serambiUrl()}/today`);
    await takeToRoom(assistant, language, visit.name);
    await call(assistant, 'vitals/recordVitals', { visitId, values: measured(language) });

    const address = `${serambiUrl()}/visits/${visitId}?panel=letters.visit`;
    await assistant.goto(address);
    await assistant.getByText(w('letters_none')).waitFor();
    await lookAt(assistant, `letters-none-${language}`);
    await button(assistant, 'letters_new').click();
    const dialog = assistant.getByRole('dialog');
    // nothing is taken for granted: without whom and what for it is not kept
    await dialog.getByRole('button', { name: w('letters_keep') }).click();
    await dialog.getByRole('alert').first().waitFor();
    await dialog.getByLabel(w('letters_recipient')).fill('PT Maju Jaya');
    await dialog.getByLabel(w('letters_purpose')).fill('Melamar kerja');
    await lookAt(assistant, `letters-form-${language}`);
    await assistant.keyboard.press('Control+Enter');
    await assistant.getByText(w('letters_kept')).first().waitFor();
    // she drafts, and has no button that signs
    await assistant.getByText(w('letters_state_draft'), { exact: true }).waitFor();
    expect(await button(assistant, 'letters_read').count()).toBe(0);

    const physician = await window('physician', language);
    await physician.goto(address);
    await button(physician, 'letters_read').click();
    const reading = physician.getByRole('dialog');
    await reading.getByText(language === 'id' ? '58,20 kg' : '128 lb').waitFor();
    await lookAt(physician, `letters-sign-${language}`);
    await reading.getByRole('button', { name: w('letters_sendBack') }).click();
    await physician.getByLabel(w('letters_sendBackReason')).fill('SIM?');
    await physician
      .getByRole('dialog')
      .getByRole('button', { name: w('letters_sendBack') })
      .click();
    await physician.getByText(w('letters_state_sentBack'), { exact: true }).waitFor();

    // it comes back to who drafted it, as the next act of that line
    await assistant.getByText(/SIM\?/).first().waitFor();
    await shoot(assistant, `letters-back-${language}`);
    await button(assistant, 'letters_change').click();
    const again = assistant.getByRole('dialog');
    expect(await again.getByLabel(w('letters_recipient')).inputValue()).toBe('PT Maju Jaya');
    await again.getByLabel(w('letters_purpose')).fill('SIM A');
    await again.getByRole('button', { name: w('letters_keep') }).click();
    await assistant.getByText(w('letters_state_draft'), { exact: true }).waitFor();

    await button(physician, 'letters_read').click();
    const signing = physician.getByRole('dialog');
    await signing.getByText('SIM A').waitFor();
    await physician.keyboard.press('Control+Enter');
    // the conclusion is hers: without it nothing is signed
    await signing.getByText(w('letters_field_conclusion')).waitFor();
    await signing.getByRole('radio', { name: w('letters_conclusion_fit'), exact: true }).check();
    await signing.getByRole('button', { name: w('letters_sign'), exact: false }).click();
    await physician.getByText(w('letters_state_signed'), { exact: true }).waitFor();
    await lookAt(physician, `letters-signed-${language}`);

    await assistant.getByText(w('letters_state_signed'), { exact: true }).waitFor();
    const { letters } = await call(assistant, 'letters/visitLetters', { visitId });
    const [{ letterId, number }] = letters;
    expect(number).toMatch(/^\d{4}-\d{4}$/);
    const { paperId, draft } = await call(assistant, 'letters/printLetter', { letterId });
    expect(draft).toBe(false);
    await keepPaper(assistant, paperId, `letters-health-${language}`);
    const sign = await ask(assistant, 'letters/signLetter', { letterId, version: 1, conclusion: 'fit' });
    expect(sign.status).toBe(403);

    await assistant.goto(`${serambiUrl()}/patients/${patientId}`);
    const inChart = assistant.getByRole('region', { name: w('documents_chart_title'), exact: true });
    await inChart.getByText(number).waitFor();
    await inChart.scrollIntoViewIfNeeded();
    await lookAt(assistant, `letters-chart-${language}`);
    const sheet = await call(assistant, 'letters/printFaceSheet', { patientId });
    await keepPaper(assistant, sheet.paperId, `letters-face-${language}`);
    const summary = await call(assistant, 'letters/printVisitSummary', { visitId });
    expect(summary.draft).toBe(true);
    await keepPaper(assistant, summary.paperId, `letters-summary-${language}`);
  });

  it('a letter for school is corrected by a new version, and the old one stays readable', async () => {
    const desk = await window('frontdesk', language);
    const visit = await waitingVisit(desk);
    const { visitId, patientId } = visit;
    const assistant = await window('clinical', language);
    const content = { kind: 'fitToReturn', place: 'school', recipient: 'SD 1', returnOn: '2099-01-05' };
    const { letter } = await call(assistant, 'letters/draftLetter', { visitId, patientId, content });
    const physician = await window('physician', language);
    const { letterId, version } = letter;
    await call(physician, 'letters/signLetter', { letterId, version });

    await assistant.goto(`${serambiUrl()}/visits/${visitId}?panel=letters.visit`);
    await button(assistant, 'letters_correct').click();
    await assistant.getByLabel(w('letters_correctReason')).fill('SD 2');
    await assistant
      .getByRole('dialog')
      .getByRole('button', { name: w('letters_correct') })
      .click();
    const recipient = assistant.getByRole('dialog').getByLabel(w('letters_recipient'));
    await recipient.fill('SD 2');
    await lookAt(assistant, `letters-correct-${language}`);
    await assistant
      .getByRole('dialog')
      .getByRole('button', { name: w('letters_keep') })
      .click();
    await assistant.getByText(w('letters_kept')).first().waitFor();
    const found = await call(assistant, 'letters/visitLetters', { visitId });
    const next = found.letters.find((one: { state: string }) => one.state === 'draft');
    await call(physician, 'letters/signLetter', { letterId: next.letterId, version: next.version });
    await assistant.getByText(w('letters_state_superseded'), { exact: true }).waitFor();
    await shoot(assistant, `letters-replaced-${language}`);
    const old = await call(assistant, 'letters/printLetter', { letterId });
    await keepPaper(assistant, old.paperId, `letters-replaced-${language}`);
  });
});
