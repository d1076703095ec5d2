import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { type Language, languages, lookAt, shoot } from './support/browser.ts';
import { call, openWindows, takeToRoom, waitingVisit } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();

interface Visit {
  name: string;
  visitId: string;
  patientId: string;
}

/** What was said of a patient in a visit, past the screens. */
async function said(asker: Page, { visitId, patientId }: Visit, facts: object): Promise<void> {
  const { seen } = await call(asker, 'intake/readIntake', { visitId });
  await call(asker, 'intake/commitIntake', { visitId, patientId, seen, facts });
}

const known = {
  medicines: { answer: 'changed', added: [{ label: 'Amlodipine 5 mg', detail: '1-0-0', since: '2024' }] },
  problems: { answer: 'changed', added: [{ label: 'Hypertension', since: '2020' }] },
  surgeries: { answer: 'none' },
  family: { answer: 'changed', added: [{ label: 'Diabetes', relative: 'mother' }] },
  tobacco: { answer: 'changed', added: [{ choice: 'former', detail: '2015' }] },
  alcohol: { answer: 'changed', added: [{ choice: 'never' }] },
  immunisations: { answer: 'changed', added: [{ label: 'Tdap', since: '2021' }] },
};

/** A visit in the room of somebody of whom everything was asked at the visit before. */
async function comesAgain(language: Language, asker: Page): Promise<Visit> {
  const desk = await window('frontdesk', language);
  const first = await waitingVisit(desk, 1990);
  await asker.goto(`${serambiUrl()}/today`);
  await takeToRoom(asker, language, first.name);
  await said(asker, first, known);
  await call(desk, 'frontDesk/leaveUnseen', { visitId: first.visitId, reason: 'other', note: 'x' });
  const { visitTypes } = await call(desk, 'scheduling/setup', {});
  const walkIn = { patientId: first.patientId, visitTypeCode: visitTypes[0].code, reason: 'kontrol' };
  const { visitId } = await call(desk, 'frontDesk/takeWalkIn', walkIn);
  return { ...first, visitId };
}

describe.each(languages)('rooming in one pane, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);
  const act = (page: Page, key: string) => page.getByRole('button', { name: w(key), exact: true });

  it('takes at most 45 keys beside what is typed, for an unchanged history, one medicine and six signs', async () => {
    const manager = await window('manager', language);
    const { rules } = await call(manager, 'intake/settings', {});
    const always = rules.map((one: object) => ({ ...one, everyDays: 0, fromYears: 0, on: true }));
    await call(manager, 'intake/saveSettings', { rules: always });
    const page = await window('clinical', language);
    const { visitId } = await comesAgain(language, page);
    await page.goto(`${serambiUrl()}/visits/${visitId}?panel=intake.rooming`);
    const first = page.locator('[data-intake-topic=allergies] [data-intake-next]');
    await first.waitFor();
    await expect.poll(() => first.evaluate((one) => one === document.activeElement)).toBe(true);
    await lookAt(page, `intake-due-${language}`);

    let keys = 0;
    const press = async (key: string) => {
      keys += 1;
      await page.keyboard.press(key);
    };
    const at = (topic: string) =>
      expect
        .poll(() =>
          page.evaluate(() =>
            document.activeElement?.closest('[data-intake-topic]')?.getAttribute('data-intake-topic'),
          ),
        )
        .toBe(topic);
    await at('allergies');
    await press('Enter');
    await at('medicines');
    // back to the line of the medicine, whose first act is to change it
    await press('Shift+Tab');
    await press('Shift+Tab');
    await press('Shift+Tab');
    await press('Enter');
    const taking = page.getByLabel(w('intake_detail_medicines'));
    await expect.poll(() => taking.evaluate((one) => one === document.activeElement)).toBe(true);
    await press('Control+a');
    await page.keyboard.type('1-0-1');
    await press('Enter');
    for (const topic of ['problems', 'surgeries', 'family', 'tobacco', 'alcohol', 'immunisations']) {
      await at(topic);
      await press('Enter');
    }
    // the two questions on mood, whose wording is published in her language
    if (language === 'en') {
      const two = page.locator('[data-screening=phq2]');
      const within = () => two.evaluate((one) => one.contains(document.activeElement));
      await expect.poll(within).toBe(true);
      for (const key of ['Enter', '1', '2']) {
        await press(key);
        if (key === 'Enter') await two.getByRole('group').waitFor();
      }
    }
    const signs =
      language === 'id'
        ? ['124', '78', '72', '16', '36,8', '98', '62,5']
        : ['124', '78', '72', '16', '98.2', '98', '138'];
    const focused = () => page.evaluate(() => document.activeElement?.closest('.v-grid') !== null);
    await expect.poll(focused).toBe(true);
    for (const [place, figure] of signs.entries()) {
      if (place > 0) await press('Tab');
      await page.keyboard.type(figure);
    }
    await shoot(page, `intake-filled-${language}`);
    await press('Control+Enter');
    // the cuff and the arm are asked for where they are missing
    await page.getByText(w('intake_saved')).first().waitFor();
    console.log(`${language}: a routine rooming took ${keys} keys beside what was typed`);
    expect(keys).toBeLessThanOrEqual(45);
    const { topics } = await call(page, 'intake/readIntake', { visitId });
    expect(topics.filter((one: { due: boolean }) => one.due)).toEqual([]);
    const medicines = topics.find((one: { topic: string }) => one.topic === 'medicines');
    expect(medicines.facts).toMatchObject([{ label: 'Amlodipine 5 mg', detail: '1-0-1', unsigned: true }]);
    const { sets } = await call(page, 'vitals/visitVitals', { visitId });
    expect(sets[0].items.length).toBeGreaterThanOrEqual(6);
    const { results } = await call(page, 'screening/visitScreening', { visitId });
    expect(results).toMatchObject(language === 'en' ? [{ code: 'phq2', total: 1 }] : []);
    await lookAt(page, `intake-saved-${language}`);
    await call(manager, 'intake/saveSettings', { rules });
  });

  it('is asked anew, kept through a closed browser, and signed as a difference', async () => {
    const desk = await window('frontdesk', language);
    const visit = await waitingVisit(desk);
    const page = await window('clinical', language);
    await page.goto(`${serambiUrl()}/today`);
    await takeToRoom(page, language, visit.name);
    const address = `${serambiUrl()}/visits/${visit.visitId}?panel=intake.rooming`;
    await page.goto(address);
    const topic = (name: string) => page.locator(`[data-intake-topic=${name}]`);
    await topic('medicines').waitFor();
    await topic('allergies')
      .getByRole('button', { name: w('intake_none'), exact: true })
      .click();
    await topic('medicines')
      .getByRole('button', { name: w('intake_add'), exact: true })
      .click();
    await page.getByLabel(w('intake_label_medicines')).fill('Metformin 500 mg');
    await page.getByLabel(w('intake_detail_medicines')).fill('2 x 1');
    await page.keyboard.press('Enter');
    await topic('medicines').getByText('Metformin 500 mg').waitFor();
    await topic('tobacco')
      .getByRole('button', { name: w('intake_choice_tobacco_never'), exact: true })
      .click();
    await page.getByLabel(w('vitals_measure_pulse'), { exact: true }).fill('72');
    const kept = page.waitForResponse((one) => one.url().includes('identity/keepDraft'));
    await kept;
    await page.goto('about:blank');

    const again = await window('clinical', language);
    await again.goto(address);
    await again.getByText('Metformin 500 mg').waitFor();
    expect(await again.getByLabel(w('vitals_measure_pulse'), { exact: true }).inputValue()).toBe('72');
    await lookAt(again, `intake-restored-${language}`);
    await act(again, 'intake_save').click();
    await again.getByText(w('intake_saved')).first().waitFor();

    const physician = await window('physician', language);
    await physician.goto(`${serambiUrl()}/visits/${visit.visitId}?panel=orders.consultation`);
    await physician.getByRole('heading', { name: w('intake_sign_title') }).waitFor();
    await lookAt(physician, `intake-sign-${language}`);
    const line = physician.getByRole('listitem').filter({ hasText: 'Metformin 500 mg' });
    await line.getByRole('button', { name: w('intake_sign_sendBack') }).click();
    const dialog = physician.getByRole('dialog');
    await dialog.getByLabel(w('intake_sign_sendBackReason')).fill('500 / 850 mg?');
    await dialog.getByRole('button', { name: w('intake_sign_sendBack') }).click();
    await line.waitFor({ state: 'detached' });
    await act(physician, 'intake_sign_acceptAll').click();
    await physician.getByRole('heading', { name: w('intake_sign_title') }).waitFor({ state: 'detached' });

    // it is due again at the screen that is still open
    await again.locator('[data-intake-topic=medicines] [data-intake-next]').waitFor();
    await shoot(again, `intake-back-${language}`);
  });

  it('writes into no other chart: two open at once, the way back, and a page that is behind', async () => {
    const desk = await window('frontdesk', language);
    const [one, two] = [await waitingVisit(desk), await waitingVisit(desk)];
    const page = await window('clinical', language);
    await page.goto(`${serambiUrl()}/today`);
    await takeToRoom(page, language, one.name);
    await takeToRoom(page, language, two.name);
    const address = ({ visitId }: Visit) => `${serambiUrl()}/visits/${visitId}?panel=intake.rooming`;
    const none = (of: Page) => of.locator('[data-intake-topic=family] [data-intake-next]').first();
    const other = await page.context().newPage();
    await page.goto(address(one));
    await other.goto(address(two));
    for (const each of [page, other]) {
      const kept = each.waitForResponse((one) => one.url().includes('identity/keepDraft'));
      await none(each).click();
      await kept;
    }
    await page.goto(address(two));
    await page.goBack();
    await page.getByText(one.name).first().waitFor();
    // what was said of the first stands in her own draft, not in the other's
    await page.getByText(w('web_form_restored')).first().waitFor();
    await act(page, 'intake_save').click();
    await page.getByText(w('intake_saved')).first().waitFor();
    const family = (found: { topics: { topic: string; last?: object }[] }) =>
      found.topics.find(({ topic }) => topic === 'family')?.last;
    const ofOne = await call(page, 'intake/readIntake', { visitId: one.visitId });
    const ofTwo = await call(page, 'intake/readIntake', { visitId: two.visitId });
    expect(family(ofOne)).toMatchObject({ answer: 'none' });
    expect(family(ofTwo)).toBeUndefined();
    // a colleague is faster with the second: the open page hears of it, and what stands in it goes in beside it
    await said(page, two, { alcohol: { answer: 'refused' } });
    await other.bringToFront();
    await other.locator('[data-intake-topic=alcohol]').waitFor({ state: 'detached' });
    await act(other, 'intake_save').click();
    await other.getByText(w('intake_saved')).first().waitFor();
    const after = await call(page, 'intake/readIntake', { visitId: two.visitId });
    expect(family(after)).toMatchObject({ answer: 'none' });
    await other.close();
  });
});
