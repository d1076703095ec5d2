import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { languages, lookAt, shoot } from './support/browser.ts';
import { call, openWindows, takeToRoom, waitingVisit } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();

const measured = {
  bloodPressure: [{ systolic: '118', diastolic: '76', arm: 'left', cuff: 'adult' }],
  pulse: { value: '72' },
};

describe.each(languages)('the timeline, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);

  it('is opened, searched and narrowed down by keyboard, and leads to the visit', async () => {
    const desk = await window('frontdesk', language);
    const { visitId, patientId, name } = await waitingVisit(desk);
    const assistant = await window('clinical', language);
    await assistant.goto(`${serambiUrl()}/today`);
    await takeToRoom(assistant, language, name);
    await call(assistant, 'vitals/recordVitals', { visitId, values: measured });
    const physician = await window('physician', language);
    await call(physician, 'orders/startConsultation', { visitId });
    const text =
      language === 'id' ? 'Nyeri dada kiri sejak kemarin.' : 'Chest pain on the left since yesterday.';
    await call(physician, 'orders/keepNote', { visitId, text, version: 0 });

    await assistant.goto(`${serambiUrl()}/patients/${patientId}`);
    await assistant.getByRole('button', { name: w('chart_act') }).waitFor();
    await assistant.keyboard.press('t');
    const search = assistant.getByLabel(w('chart_find'));
    await assistant.getByText('118/76').first().waitFor();
    expect(await search.evaluate((one) => one === document.activeElement)).toBe(true);
    await lookAt(assistant, `timeline-${language}`);

    await assistant.keyboard.type(language === 'id' ? 'dada' : 'chest');
    await assistant.getByText('118/76').waitFor({ state: 'detached' });
    await assistant.getByText(text).waitFor();
    await shoot(assistant, `timeline-found-${language}`);
    await search.fill('zzqx');
    await assistant.getByText(w('chart_notFound', { words: 'zzqx' })).waitFor();
    await lookAt(assistant, `timeline-nothing-${language}`);
    await assistant.getByRole('button', { name: w('chart_clear') }).click();
    await assistant.getByRole('checkbox', { name: w('chart_kind_vitals') }).focus();
    await assistant.keyboard.press('Space');
    await assistant.getByText(text).waitFor({ state: 'detached' });
    await assistant
      .getByRole('link', { name: w('chart_toVisit') })
      .first()
      .focus();
    await assistant.keyboard.press('Enter');
    await assistant.waitForURL(`**/visits/${visitId}`);
  });

  it('is taken out by the manager on paper and as a file, with what it is for', async () => {
    const desk = await window('frontdesk', language);
    const { patientId } = await waitingVisit(desk);
    await desk.goto(`${serambiUrl()}/patients/${patientId}/timeline`);
    await desk.getByText(w('chart_end')).waitFor();
    expect(await desk.getByRole('button', { name: w('chart_take') }).count()).toBe(0);

    const manager = await window('manager', language);
    await manager.goto(`${serambiUrl()}/patients/${patientId}/timeline`);
    await manager.getByRole('button', { name: w('chart_take') }).click();
    const dialog = manager.getByRole('dialog');
    await dialog.getByLabel(w('chart_take_purpose')).press('Control+Enter');
    await dialog.locator('[aria-invalid="true"]').first().waitFor();
    await lookAt(manager, `timeline-take-${language}`);
    await dialog.getByLabel(w('chart_take_purpose')).fill('RS Harapan');
    await dialog.getByLabel(w('chart_take_from')).fill('2026-01-05');
    await dialog.getByRole('radio', { name: w('chart_take_file') }).check();
    // changing the form costs nothing that was typed
    await dialog.getByRole('radio', { name: w('chart_take_paper') }).check();
    await expect.poll(() => dialog.getByLabel(w('chart_take_from')).inputValue()).toContain('2026');
    expect(await dialog.getByLabel(w('chart_take_purpose')).inputValue()).toBe('RS Harapan');
    await dialog.getByRole('radio', { name: w('chart_take_file') }).check();
    const saved = manager.waitForEvent('download');
    await dialog.getByRole('button', { name: w('chart_take_fileAct') }).click();
    const file = await (await saved).path();
    const bundle = JSON.parse(await readFile(file, 'utf8'));
    expect(bundle.resourceType).toBe('Bundle');
    const types = bundle.entry.map(
      (one: { resource: { resourceType: string } }) => one.resource.resourceType,
    );
    expect(types).toEqual(expect.arrayContaining(['Patient', 'Encounter']));
    await manager
      .getByText(w('chart_take_saved', { name: '' }).trim(), { exact: false })
      .first()
      .waitFor();
    const { paperId } = await call(manager, 'chart/printChart', { patientId, purpose: 'RS Harapan' });
    const answer = await manager.request.get(`${serambiUrl()}/api/print/${paperId}.pdf?copy=0`);
    expect(answer.status()).toBe(200);
  });
});
