import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { expectAccessible, languages, shapes, shoot } from './support/browser.ts';
import { call, openWindows, waitingVisit } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();

describe.each(languages)('the trail, in %s', (language) => {
  const w = (key: string) => words(language, key);

  it('tells a manager from the chart who looked at it, and lets her narrow the clinic’s trail down', async () => {
    const desk = await window('frontdesk', language);
    const { name, patientId } = await waitingVisit(desk);
    const physician = await window('physician', language);
    await call(physician, 'records/readChart', { patientId });

    const manager = await window('manager', language);
    await manager.goto(`${serambiUrl()}/patients/${patientId}`);
    await manager.getByRole('button', { name: w('audit_chart_act') }).click();
    await manager.getByRole('heading', { name: w('audit_chart_title') }).waitFor();
    await manager
      .getByRole('row')
      .filter({ hasText: w('audit_event_records_readChart') })
      .first()
      .waitFor();
    for (const shape of ['desk', 'tablet', 'phone'] as const) {
      await manager.setViewportSize(shapes[shape]);
      await expectAccessible(manager, `who looked, ${shape}`);
      await shoot(manager, `trail-chart-${language}-${shape}`);
    }
    await manager.setViewportSize(shapes.desk);

    await manager.goto(`${serambiUrl()}/clinic/trail`);
    await manager.getByRole('button', { name }).first().click();
    await manager.getByText(w('audit_filter_patient')).waitFor();
    await manager.getByRole('combobox', { name: w('audit_filter_outcome') }).click();
    await manager.getByRole('option', { name: w('audit_outcome_done') }).click();
    await manager
      .getByRole('row')
      .filter({ hasText: w('audit_event_records_registerPatient') })
      .filter({ hasText: name })
      // in Indonesian checking in is said with the same words
      .first()
      .waitFor();
    for (const shape of ['desk', 'tablet', 'phone'] as const) {
      await manager.setViewportSize(shapes[shape]);
      await expectAccessible(manager, `the trail, ${shape}`);
      await shoot(manager, `trail-clinic-${language}-${shape}`);
    }
    await manager.setViewportSize(shapes.desk);
    await manager.getByRole('combobox', { name: w('audit_filter_outcome') }).click();
    await manager.getByRole('option', { name: w('audit_outcome_refused') }).click();
    await manager.getByText(w('audit_empty_title')).waitFor();
    await shoot(manager, `trail-empty-${language}`);
  });

  it('stays under the pointer while the rest of the chart comes in', async () => {
    const desk = await window('frontdesk', language);
    const { name, patientId } = await waitingVisit(desk);
    const manager = await window('manager', language);
    await manager.addInitScript(`
      globalThis.headPlaces = new Set();
      const look = () => {
        const head = document.querySelector('.s-banner ~ .s-page-head');
        if (head) headPlaces.add(Math.round(head.getBoundingClientRect().top));
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    `);
    const slow = await manager.context().newCDPSession(manager);
    await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await manager.goto(`${serambiUrl()}/patients/${patientId}`);
    await manager.getByRole('button', { name: w('audit_chart_act') }).waitFor();
    await manager.getByRole('link', { name }).first().waitFor();
    await expect.poll(() => manager.locator('[aria-busy="true"]').count(), { timeout: 20_000 }).toBe(0);
    expect(await manager.evaluate('headPlaces.size')).toBe(1);
  });

  it('is not offered to the front desk', async () => {
    const desk = await window('frontdesk', language);
    await desk.goto(`${serambiUrl()}/clinic/trail`);
    await desk.getByText(w('web_notMine_reason')).waitFor();
  });
});
