import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEscpos, rowsOf } from '#platform/server/print/testing/escpos-reader.ts';
import {
  type LoopbackPrinter,
  openLoopbackPrinter,
} from '#platform/server/print/testing/loopback-printer.ts';
import { readZpl } from '#platform/server/print/testing/zpl-reader.ts';
import { words } from '#platform/server/words.ts';
import { expectAccessible, languages, shapes, shoot } from './support/browser.ts';
import { call, openWindows, waitingVisit } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();
let receipts: LoopbackPrinter;
let labels: LoopbackPrinter;
beforeAll(async () => {
  receipts = await openLoopbackPrinter('escpos');
  labels = await openLoopbackPrinter('zpl');
});
afterAll(async () => {
  await receipts.off().catch(() => undefined);
  await labels.off();
});

describe.each(languages)('printing, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);
  const station = language === 'id' ? 'Loket 1' : 'Front desk 1';
  const choose = async (page: Page, at: number, option: string) => {
    await page.getByLabel(w('print_printer'), { exact: true }).nth(at).click();
    await page.getByRole('option', { name: option }).click();
  };
  const printers = (page: Page) =>
    page.getByRole('table', { name: w('print_printersOf', { name: station }) });
  const test = (page: Page, use: string) =>
    printers(page)
      .getByRole('row')
      .filter({ hasText: w(`print_use_${use}`) })
      .getByRole('button')
      .click();

  it('a manager sets a station up, is told what may not be a printer, and tries both printers', async () => {
    const page = await window('manager', language);
    await page.goto(`${serambiUrl()}/clinic/stations`);
    await page.getByRole('heading', { level: 1, name: w('print_stationsTitle') }).waitFor();
    await shoot(page, `printing-empty-${language}`);
    await page.keyboard.press('n');
    await page.getByLabel(w('print_name')).fill(station);
    await choose(page, 0, w('print_kind_escpos'));
    await page.getByLabel(w('print_host')).first().fill('169.254.169.254');
    await choose(page, 2, w('print_kind_zpl'));
    await page.getByLabel(w('print_host')).nth(1).fill('127.0.0.1');
    await page.getByLabel(w('print_port')).nth(1).fill(String(labels.port));
    await page.keyboard.press('Control+Enter');
    await page.getByText(w('print_field_host_metadata')).waitFor();
    await shoot(page, `printing-form-${language}`);
    await expectAccessible(page, 'a station with a wrong address');
    await page.getByLabel(w('print_host')).first().fill('127.0.0.1');
    await page.getByLabel(w('print_port')).first().fill(String(receipts.port));
    await page.keyboard.press('Control+Enter');
    await page.getByText(w('print_saved', { name: station })).waitFor();
    await page.getByRole('button', { name: w('print_useHere') }).click();
    await page.getByRole('button', { name: w('print_stationHere', { name: station }) }).waitFor();

    const slip = receipts.nextPaper();
    await test(page, 'slip');
    await page.getByText(w('print_done', { place: `${station} (127.0.0.1)`, copy: '' })).waitFor();
    expect(rowsOf(readEscpos(await slip, 48))).toContain(w('print_testFor', { station }));
    const label = labels.nextPaper();
    await test(page, 'label');
    expect(readZpl(await label)[0]?.fields.map((one) => one.text)).toContain('TEST-01234');

    labels.mood = 'paperOut';
    await test(page, 'label');
    await page.getByText(w('print_trouble_paperOut')).waitFor();
    for (const shape of ['desk', 'tablet', 'phone'] as const) {
      await page.setViewportSize(shapes[shape]);
      await shoot(page, `printing-stations-${language}-${shape}`);
      await expectAccessible(page, `stations on a ${shape}`);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    }
    labels.mood = 'ready';
    await page.getByRole('button', { name: w('print_again') }).click();
    await page.getByText(w('print_trouble_paperOut')).waitFor({ state: 'detached' });
  });

  it('a desk chooses its station; P prints the slip; a printer that is off offers R and F, and loses nothing', async () => {
    const page = await window('frontdesk', language);
    await page.getByRole('button', { name: w('print_chooseStation') }).click();
    await page.getByRole('radio', { name: station }).check();
    await shoot(page, `printing-choose-${language}`);
    await expectAccessible(page, 'choosing a station');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: w('print_ready'), exact: true }).click();
    const { visitId } = await waitingVisit(page);
    const { queueNumber } = await call(page, 'frontDesk/readVisit', { visitId });
    await page.goto(`${serambiUrl()}/visits/${visitId}`);
    await page.getByRole('button', { name: w('frontDesk_greet_slip') }).waitFor();
    const before = receipts.papers.length;

    await receipts.off();
    await page.keyboard.press('p');
    const tray = page.getByRole('alert').filter({ hasText: w('print_trouble_refused') });
    await tray.waitFor();
    await shoot(page, `printing-failed-${language}`);
    await expectAccessible(page, 'a printer that is off');
    await page.setViewportSize(shapes.phone);
    await shoot(page, `printing-failed-${language}-phone`);
    await page.setViewportSize(shapes.desk);

    // it goes along to other screens until somebody has seen to it
    await page.keyboard.press('Escape');
    await page.getByRole('table', { name: w('frontDesk_board_label') }).waitFor();
    await tray.waitFor();
    await receipts.on();
    const came = receipts.nextPaper();
    await page.keyboard.press('r');
    await page.getByText(w('print_done', { place: `${station} (127.0.0.1)`, copy: '' })).waitFor();
    await tray.waitFor({ state: 'detached' });
    await shoot(page, `printing-done-${language}`);
    const rows = rowsOf(readEscpos(await came, 48));
    expect(rows).toContain(queueNumber);
    expect(rows.join()).not.toMatch(/SALINAN|COPY/);
    expect(receipts.papers).toHaveLength(before + 1);

    receipts.mood = 'paperOut';
    await page.goto(`${serambiUrl()}/visits/${visitId}`);
    await page.getByRole('button', { name: w('frontDesk_greet_slip') }).waitFor();
    await page.keyboard.press('p');
    await page.getByText(w('print_trouble_paperOut')).waitFor();
    const tab = page.context().waitForEvent('page');
    await page.keyboard.press('f');
    await tab;
    await page.getByText(w('print_trouble_paperOut')).waitFor({ state: 'detached' });
    expect(receipts.papers).toHaveLength(before + 1);
    receipts.mood = 'ready';
  });
});
