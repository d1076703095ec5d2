import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { drawCard } from '#app/demo/draw-card.ts';
import { type Language, languages, lookAt, shapes } from './support/browser.ts';
import { ask, call, openWindows } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();
let born = 0;

interface Somebody {
  patientId: string;
  name: string;
  birthDate: string;
}

/** Somebody new in the clinic of the window. */
async function newPatient(desk: Page, language: Language): Promise<Somebody> {
  born += 1;
  const digits = String(8_300 + born);
  const name = `${language === 'en' ? 'Philippa Ashdown' : 'Kinanti Puspadewi'} ${'abcdefghijklmnopqrstuvwxyz'[born]}`;
  const birthDate = `19${50 + born}-0${1 + (born % 9)}-1${born % 9}`;
  const { patient } = await call(desk, 'records/registerPatient', {
    ...{ name, sex: 'female', birthDate },
    phone: language === 'en' ? `212555${digits}` : `081234${digits}`,
  });
  return { patientId: patient.id, name, birthDate };
}

/** A picture that no other test takes in. */
const picture = (shade: number) => drawCard([shade, 80, 120]);

async function received(desk: Page, content: Buffer, fileName: string): Promise<string> {
  const data = content.toString('base64');
  return (await call(desk, 'documents/receiveFile', { fileName, data })).file.fileId;
}

/** A filed document, past the form. */
async function filed(desk: Page, whose: Somebody, type: string, content: Buffer, title: string) {
  const fileId = await received(desk, content, 'scan.png');
  const { document } = await call(desk, 'documents/fileDocument', {
    ...{ fileId, patientId: whose.patientId },
    index: { type, servedOn: '2026-01-15', source: 'Quay Laboratory', title },
    confirmed: { name: whose.name, birthDate: whose.birthDate, by: 'onPaper' },
  });
  return document;
}

describe.each(languages)('documents, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) =>
    words(language, `documents_${key}`, params);
  const button = (page: Page, key: string) => page.getByRole('button', { name: w(key), exact: true });
  const address = (path: string) => `${serambiUrl()}${path}`;
  const label = { en: 'Lab report from elsewhere', id: 'Hasil lab dari luar' }[language];
  const choose = async (
    page: Page,
    key: string,
    files: { name: string; mimeType: string; buffer: Buffer }[],
  ) => page.getByLabel(w(key), { exact: true }).last().setInputFiles(files);
  const typed = async (page: Page, type: string, day: string) => {
    await page.getByRole('combobox', { name: w('file_type') }).click();
    await page.getByRole('option', { name: type, exact: true }).click();
    await page.getByRole('textbox', { name: w('file_servedOn') }).fill(day);
    await page.getByRole('textbox', { name: w('file_source') }).fill('Quay Laboratory');
  };

  it('a paper goes from the chart’s button into the chart, and the physician signs it', async () => {
    const desk = await window('frontdesk', language);
    const physician = await window('physician', language);
    const { patientId } = await newPatient(desk, language);
    await desk.goto(address(`/patients/${patientId}`));
    await desk.getByRole('heading', { level: 2, name: w('chart_title'), exact: true }).waitFor();
    await button(desk, 'add').click();
    await desk.getByText(w('add_lead')).waitFor();
    // a page in the clothes of a picture is refused in words, and nothing else happens
    const page = Buffer.from('<html><script>alert(1)</script>');
    await choose(desk, 'drop_chooseOne', [{ name: 'photo.png', mimeType: 'image/png', buffer: page }]);
    await desk.getByText(w('field_unknown'), { exact: false }).waitFor();
    await lookAt(desk, `documents-refused-${language}`);
    const buffer = picture(born);
    await choose(desk, 'drop_chooseOne', [{ name: 'hasil.png', mimeType: 'image/png', buffer }]);
    await desk.getByRole('button', { name: w('view_full') }).waitFor();
    await typed(desk, label, language === 'en' ? '1/15/2026' : '15/1/2026');
    await desk.keyboard.press('Control+Enter');
    // whose it is must be said
    await desk.getByText(words(language, 'web_field_required')).first().waitFor();
    await lookAt(desk, `documents-file-${language}`);
    await desk.getByRole('radio', { name: w('file_onPaper') }).check();
    await desk.keyboard.press('Control+Enter');
    await desk.getByText(w('state_signature')).first().waitFor();
    await lookAt(desk, `documents-filed-${language}`);

    await physician.goto(address(`/patients/${patientId}/documents`));
    await physician.getByText(w('choose')).waitFor();
    await physician.keyboard.press('j');
    await physician.getByRole('button', { name: w('view_full') }).waitFor();
    await lookAt(physician, `documents-to-sign-${language}`);
    await physician.keyboard.press('s');
    await physician.getByText(w('state_final')).first().waitFor();
    const { documents } = await call(desk, 'documents/patientDocuments', { patientId });
    expect(documents[0]).toMatchObject({ docStatus: 'final', opens: true });
    await desk.goto(address(`/patients/${patientId}`));
    const panel = desk.getByRole('region', { name: w('chart_title'), exact: true });
    await panel.getByText(label).waitFor();
    await panel.scrollIntoViewIfNeeded();
    await lookAt(desk, `documents-chart-${language}`);
    await panel.getByRole('button', { name: w('cover') }).click();
    await desk.getByRole('dialog').getByRole('radio', { name: label }).check();
    await lookAt(desk, `documents-cover-${language}`);
    await desk.keyboard.press('Escape');
    // in a visit it is filed with the visit
    const { rows } = await call(desk, 'frontDesk/todayBoard', {});
    await desk.goto(address(`/visits/${rows[0].visitId}?panel=documents.visit`));
    await button(desk, 'add').waitFor();
    await lookAt(desk, `documents-visit-${language}`);
    await button(desk, 'add').click();
    await desk.getByText(w('add_lead')).waitFor();
    expect(desk.url()).toContain(`visit=${rows[0].visitId}`);
  });

  it('a batch is taken in at once, filed one by one with the banner above, and one is set aside', async () => {
    const desk = await window('frontdesk', language);
    const siti = await newPatient(desk, language);
    await desk.goto(address('/patients/documents'));
    await desk.getByRole('heading', { level: 1, name: w('inbox_title') }).waitFor();
    await choose(desk, 'drop_choose', [
      { name: 'batch-1.png', mimeType: 'image/png', buffer: picture(100 + born) },
      { name: 'batch-2.png', mimeType: 'image/png', buffer: picture(120 + born) },
      { name: 'batch-3.tif', mimeType: 'image/tiff', buffer: Buffer.from('II*\0') },
    ]);
    await desk.getByText(w('field_tiff'), { exact: false }).waitFor();
    await desk.getByRole('row').filter({ hasText: 'batch-2.png' }).waitFor();
    await lookAt(desk, `documents-inbox-${language}`);
    const row = desk.getByRole('row').filter({ hasText: 'batch-1.png' });
    await row.getByRole('button', { name: w('inbox_file') }).click();
    await desk.getByText(w('file_chosenFirst')).waitFor();
    await desk.getByRole('textbox', { name: w('file_patient') }).fill(siti.name);
    await desk.keyboard.press('Enter');
    await desk.getByText(siti.name).first().waitFor();
    await desk.getByRole('radio', { name: w('file_otherwise') }).check();
    await typed(desk, label, language === 'en' ? '1/15/2026' : '15/1/2026');
    await lookAt(desk, `documents-batch-file-${language}`);
    await desk.keyboard.press('Control+Enter');
    await expect
      .poll(async () => (await call(desk, 'documents/patientDocuments', siti)).documents.length)
      .toBe(1);
    await desk.goto(address('/patients/documents'));
    const other = desk.getByRole('row').filter({ hasText: 'batch-2.png' });
    await other.getByRole('button', { name: words(language, 'web_more') }).click();
    await desk.getByRole('menuitem', { name: w('inbox_aside') }).click();
    await desk.getByRole('textbox', { name: w('inbox_asideReason') }).fill('Advertisement');
    await desk.keyboard.press('Control+Enter');
    await desk.getByText(w('inbox_asideDone')).waitFor();
  });

  it('what lay in the wrong chart goes to the right one, and is not shown where it lay', async () => {
    const desk = await window('frontdesk', language);
    const nurse = await window('nurse', language);
    const [wrong, right] = [await newPatient(desk, language), await newPatient(desk, language)];
    const { documentId } = await filed(desk, wrong, 'labReport', picture(200 + born), 'Cholesterol');
    await filed(desk, wrong, 'insuranceCard', picture(210 + born), '');
    await nurse.goto(address(`/patients/${wrong.patientId}/documents?open=${documentId}`));
    await nurse.getByRole('button', { name: w('view_full') }).waitFor();
    await button(nurse, 'correct').click();
    const dialog = nurse.getByRole('dialog');
    await dialog.getByRole('textbox', { name: w('correct_reason') }).waitFor();
    await lookAt(nurse, `documents-correct-${language}`);
    await nurse.keyboard.press('Escape');
    await button(nurse, 'move').click();
    await dialog.getByRole('textbox', { name: w('move_to') }).fill(right.name);
    await nurse.keyboard.press('Enter');
    await dialog.getByRole('radio', { name: w('file_onPaper') }).check();
    await dialog.getByRole('textbox', { name: w('move_reason') }).fill('Same name');
    await lookAt(nurse, `documents-move-${language}`);
    await nurse.keyboard.press('Control+Enter');
    await nurse.getByText(w('state_errorText')).waitFor();
    await lookAt(nurse, `documents-moved-${language}`);
    const { documents } = await call(nurse, 'documents/patientDocuments', right);
    expect(documents).toHaveLength(1);
    expect(documents[0]).toMatchObject({ title: 'Cholesterol', waitsFor: 'signature' });
  });

  it('a second person checks the sample, and the manager sees the rate and sets the scanner', async () => {
    const desk = await window('frontdesk', language);
    const nurse = await window('nurse', language);
    const manager = await window('manager', language);
    const before = await call(manager, 'documents/settings', {});
    const kept = { mostMegabytes: before.mostMegabytes, scanner: null };
    await call(manager, 'documents/saveSettings', { ...kept, checkEvery: 1 });
    const whose = await newPatient(desk, language);
    const { documentId } = await filed(desk, whose, 'insuranceCard', picture(220 + born), 'Card');
    await call(manager, 'documents/saveSettings', { ...kept, checkEvery: before.checkEvery });
    const own = await ask(desk, 'documents/checkDocument', { documentId, faults: [] });
    expect(own.body.code).toBe('documents.ownWork');
    await nurse.goto(address('/patients/documents?tab=checks'));
    await nurse.getByRole('row').filter({ hasText: whose.name }).waitFor();
    await lookAt(nurse, `documents-checks-${language}`);
    const row = nurse.getByRole('row').filter({ hasText: whose.name });
    await row.getByRole('button', { name: w('checks_open'), exact: true }).click();
    await nurse.getByRole('button', { name: w('view_full') }).waitFor();
    await nurse.getByRole('checkbox', { name: w('fault_servedOn') }).check();
    await lookAt(nurse, `documents-check-${language}`);
    await nurse.keyboard.press('Control+Enter');
    await nurse.getByText(w('checks_done')).waitFor();
    await manager.goto(address('/clinic/documents'));
    await manager.getByText(w('settings_scannerNone')).waitFor();
    await lookAt(manager, `documents-settings-${language}`);
    await button(manager, 'settings_typeNew').click();
    await manager.getByRole('dialog').getByText(w('settings_codeHint')).waitFor();
    await lookAt(manager, `documents-type-${language}`);
    await manager.keyboard.press('Escape');
    await manager.getByText(w('settings_scannerUse')).click();
    await manager.getByRole('textbox', { name: w('settings_host') }).fill('8.8.8.8');
    await manager.keyboard.press('Control+Enter');
    await manager.getByText(w('field_hostElsewhere')).waitFor();
    await lookAt(manager, `documents-scanner-${language}`);
  });

  it('is read by touch on a tablet and on a phone, and an auditor sees the index alone', async () => {
    const desk = await window('frontdesk', language);
    const whose = await newPatient(desk, language);
    await filed(desk, whose, 'referralLetter', picture(230 + born), 'Cardiology');
    const visitors = await window('auditor', language);
    await visitors.goto(address(`/patients/${whose.patientId}/documents`));
    await visitors.getByText('Cardiology').click();
    await visitors.getByText(w('view_notYours')).waitFor();
    await lookAt(visitors, `documents-auditor-${language}`);
    for (const shape of ['tablet', 'phone'] as const) {
      await desk.setViewportSize(shapes[shape]);
      await desk.goto(address(`/patients/${whose.patientId}/documents`));
      await desk.getByText('Cardiology').click();
      await desk.getByRole('button', { name: w('view_full') }).waitFor();
      await lookAt(desk, `documents-read-${shape}-${language}`);
      await desk.goto(address('/patients/documents'));
      await desk.getByRole('heading', { level: 1, name: w('inbox_title') }).waitFor();
      await lookAt(desk, `documents-inbox-${shape}-${language}`);
    }
  });
});
