import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { addDays, today } from '#platform/shared/time.ts';
import { languages, lookAt, shapes } from './support/browser.ts';
import { call, openWindows } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();
const zones = { en: 'America/New_York', id: 'Asia/Jakarta' } as const;
const numbers = { en: '(212) 555-0177', id: '0812-9000-0177' } as const;

/** A new patient with a mobile number, booked some days from now. */
async function bookSomebody(desk: Page, language: 'en' | 'id') {
  const name = language === 'en' ? 'Paula Reminded' : 'Paramita Diingatkan';
  const { patient } = await call(desk, 'records/registerPatient', {
    ...{ name, birthDate: '1988-05-05', sex: 'female', phone: numbers[language] },
  });
  const day = today({ now: Date.now }, zones[language]);
  const { times } = await call(desk, 'scheduling/freeTimes', {
    ...{ visitTypeCode: 'follow-up', fromDay: addDays(day, 5), toDay: addDays(day, 12) },
  });
  const [time] = times;
  const { visitId } = await call(desk, 'scheduling/bookVisit', {
    ...{
      patientId: patient.id,
      visitTypeCode: 'follow-up',
      practitionerId: time.practitionerId,
      when: time.startsAt,
    },
  });
  return { name, patientId: patient.id as string, visitId: visitId as string };
}

describe.each(languages)('a reminder by hand, in %s', (language) => {
  const w = (key: string, params = {}) => words(language, `reminders_${key}`, params);

  it('is set up by the manager, handed over with Enter, and answered by its link', async () => {
    const url = serambiUrl();
    const manager = await window('manager', language);
    await manager.goto(`${url}/clinic/reminders`);
    const rules = manager.getByRole('form', { name: w('rules_title') });
    await rules.getByLabel(w('rules_place')).fill('Jl. Kenanga 12');
    await rules.getByLabel(w('rules_phone')).fill('021-5550-0134');
    await rules.getByLabel(w('rules_quietFrom')).fill('00:00');
    await rules.getByLabel(w('rules_quietUntil')).fill('00:00');
    await rules.getByLabel(w('rules_linkAddress')).fill(url);
    await rules.getByLabel(w('rules_on')).check();
    await rules.getByLabel(w('rules_days')).fill('3, viel');
    await rules.getByLabel(w('rules_days')).press('Control+Enter');
    // the list names the step that is none
    await expect.poll(() => rules.locator('[aria-invalid="true"]').count()).toBeGreaterThan(0);
    await rules.getByLabel(w('rules_days')).fill('3, 1');
    await rules.getByLabel(w('rules_days')).press('Control+Enter');
    await manager.getByText(w('settings_saved')).first().waitFor();
    await lookAt(manager, `reminders-settings-${language}`);
    for (const tab of ['mail_title', 'gateway_tab', 'texts_title']) {
      await manager.getByRole('tab', { name: w(tab) }).click();
      await manager
        .getByRole('button', { name: words(language, 'web_save') })
        .first()
        .waitFor();
      await lookAt(manager, `reminders-${tab}-${language}`);
    }

    const desk = await window('frontdesk', language);
    const { name, patientId, visitId } = await bookSomebody(desk, language);
    await desk.goto(`${url}/calendar/reminders`);
    // it is made when its minute comes
    const row = desk.getByRole('row').filter({ hasText: name });
    await row.waitFor({ timeout: 100_000 });
    await lookAt(desk, `reminders-hand-${language}`);
    const { messages } = await call(desk, 'reminders/handOverList', {});
    const mine = messages.find((one: { visitId: string }) => one.visitId === visitId);
    await desk.context().route('https://wa.me/**', (route) => route.fulfill({ body: 'WhatsApp' }));
    const opened = desk.context().waitForEvent('page');
    await row.getByRole('button', { name: w('hand_act') }).focus();
    await desk.keyboard.press('Enter');
    await (await opened).waitForURL(/^https:\/\/wa\.me\//);
    await desk.getByText(w('hand_done', { name })).first().waitFor();

    const link = /https?:\/\/\S+answer#\S+/.exec(mine.text)?.[0] ?? '';
    const phone = await (
      await desk.context().browser()?.newContext({ viewport: shapes.phone, reducedMotion: 'reduce' })
    )?.newPage();
    if (!phone) throw new Error('there is no browser');
    await phone.goto(link);
    await phone.getByRole('button', { name: w('page_confirm') }).waitFor();
    expect(await phone.content()).not.toContain(name);
    await lookAt(phone, `reminders-answer-${language}`);
    await phone.getByRole('button', { name: w('page_confirm') }).click();
    await phone.getByText(w('page_did_confirmed')).waitFor();
    await phone.close();

    await desk.goto(`${url}/patients/${patientId}`);
    await desk.getByText(w('state_handed')).first().waitFor();
    await desk.getByText(w('panel_confirmed')).first().waitFor();
    await desk.getByText(w('panel_wishes')).first().click();
    await lookAt(desk, `reminders-chart-${language}`);

    const physician = await window('physician', language);
    await physician.goto(`${url}/calendar/feeds`);
    await physician.getByLabel(w('feeds_label')).fill('iPhone');
    await physician.keyboard.press('Control+Enter');
    await physician.getByText('/feeds/').waitFor();
    await lookAt(physician, `reminders-feeds-${language}`);
  });
});
