import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { addDays, today } from '#platform/shared/time.ts';
import { languages, lookAt, shapes, shoot } from './support/browser.ts';
import { call, openWindows, somebody } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();
const zones = { en: 'America/New_York', id: 'Asia/Jakarta' } as const;

async function newPatient(desk: Page, phone: string): Promise<{ id: string; name: string }> {
  const { name, birthDate } = somebody();
  const form = { name, birthDate, sex: 'female', notThese: [], ...(phone && { phone }) };
  const { patient } = await call(desk, 'records/registerPatient', form);
  return { id: patient.id, name };
}

describe.each(languages)('the wait list, in %s', (language) => {
  const w = (key: string, params = {}) => words(language, `waitlist_${key}`, params);
  const r = (key: string, params = {}) => words(language, `reminders_${key}`, params);

  it('takes somebody in by keyboard, offers her the time that is freed, and books it by her link', async () => {
    const url = serambiUrl();
    const numbers = { en: '(212) 555-0188', id: '0812-9000-0188' } as const;
    const manager = await window('manager', language);
    await call(manager, 'reminders/saveRules', {
      ...{ on: true, confirmation: false, moved: false, cancelled: false, before: [], askFirst: false },
      ...{ quietFrom: '00:00', quietUntil: '00:00', byHand: true, linkAddress: url },
      ...{ name: 'Klinik', place: 'Jl. Kenanga 12', phone: '021-5550-0134' },
    });
    await manager.goto(`${url}/clinic/waitlist`);
    await manager.getByLabel(w('settings_minutes')).fill('45');
    await manager.getByLabel(w('settings_minutes')).press('Control+Enter');
    await manager.getByText(w('settings_saved')).first().waitFor();
    await lookAt(manager, `waitlist-settings-${language}`);

    const desk = await window('frontdesk', language);
    const first = await newPatient(desk, numbers[language]);
    const second = await newPatient(desk, '');
    const day = addDays(today({ now: Date.now }, zones[language]), 5);
    const { times } = await call(desk, 'scheduling/freeTimes', {
      ...{ visitTypeCode: 'follow-up', fromDay: day, toDay: addDays(day, 4) },
    });
    const [time] = times;
    // N on the list, the patient, and why she is urgent
    await desk.goto(`${url}/calendar/waitlist`);
    await desk
      .getByRole('button', { name: w('add') })
      .first()
      .waitFor();
    await desk.keyboard.press('n');
    await desk.getByRole('textbox', { name: w('label_patient') }).fill(first.name);
    await desk.getByRole('button', { name: first.name }).click();
    const form = desk.getByRole('form', { name: w('add') });
    await form.getByRole('radio', { name: w('priority_1') }).check();
    await form.getByLabel(w('label_priorityReason')).press('Control+Enter');
    // a priority without its reason is named at its field
    await expect.poll(() => form.locator('[aria-invalid="true"]').count()).toBeGreaterThan(0);
    await lookAt(desk, `waitlist-add-${language}`);
    await form.getByLabel(w('label_priorityReason')).fill({ en: 'Pain', id: 'Nyeri' }[language]);
    await desk.keyboard.press('Control+Enter');
    await desk
      .getByText(w('added', { name: first.name }))
      .first()
      .waitFor();
    const { entries } = await call(desk, 'waitlist/entries', { patientId: first.id });
    expect(entries).toMatchObject([{ state: 'waiting', priority: 1, practitionerId: null }]);
    await call(desk, 'waitlist/addEntry', {
      ...{ patientId: second.id, visitTypeCode: 'follow-up', practitionerId: time.practitionerId },
      fromDay: time.day,
    });

    // what is free soon is found when the minute comes
    const row = desk.getByRole('row').filter({ hasText: first.name });
    await row.getByRole('button', { name: w('act_takes') }).waitFor({ timeout: 100_000 });
    await lookAt(desk, `waitlist-${language}`);
    await desk.getByRole('tab', { name: w('tab_freed') }).click();
    await desk.getByText(w('reason_offered')).first().waitFor();
    await lookAt(desk, `waitlist-freed-${language}`);

    const { messages } = await call(desk, 'reminders/handOverList', {});
    const mine = messages.find((one: { patientId: string }) => one.patientId === first.id);
    expect(mine?.kind).toBe('offer');
    await desk.goto(`${url}/calendar/reminders`);
    await desk.getByRole('row').filter({ hasText: first.name }).waitFor();
    await shoot(desk, `waitlist-hand-${language}`);
    const link = /https?:\/\/\S+answer#\S+/.exec(mine.text)?.[0] ?? '';
    const browser = desk.context().browser();
    const context = await browser?.newContext({ viewport: shapes.phone, reducedMotion: 'reduce' });
    const phone = await context?.newPage();
    if (!phone) throw new Error('there is no browser');
    await phone.goto(link);
    await phone.getByRole('button', { name: r('page_offer_accept') }).waitFor();
    expect(await phone.content()).not.toContain(first.name);
    await lookAt(phone, `waitlist-link-${language}`);
    await phone.setViewportSize(shapes.phone);
    await phone.getByRole('button', { name: r('page_offer_accept') }).click();
    await phone.getByText(r('page_did_booked')).waitFor();
    await shoot(phone, `waitlist-link-booked-${language}`);
    await context?.close();

    // her chart says so, and the second is asked by the telephone
    await desk.goto(`${url}/patients/${first.id}`);
    await desk
      .getByRole('cell', { name: w('state_booked') })
      .first()
      .waitFor();
    await shoot(desk, `waitlist-chart-${language}`);
    await desk.goto(`${url}/calendar/waitlist`);
    const other = desk.getByRole('row').filter({ hasText: second.name });
    await other.getByRole('button', { name: w('act_takes') }).waitFor({ timeout: 100_000 });
    await other.getByRole('button', { name: w('act_takes') }).focus();
    await desk.keyboard.press('Enter');
    await expect
      .poll(async () => (await call(desk, 'waitlist/entries', { patientId: second.id })).entries[0].state)
      .toBe('booked');
    await call(manager, 'reminders/saveRules', {
      ...{ on: false, confirmation: true, moved: true, cancelled: true, before: [], askFirst: false },
      ...{ quietFrom: '20:00', quietUntil: '08:00', byHand: true, linkAddress: '' },
      ...{ name: 'Klinik', place: 'Jl. Kenanga 12', phone: '021-5550-0134' },
    });
  });
});
