import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { addDays, today } from '#platform/shared/time.ts';
import { expectAccessible, languages, shoot } from './support/browser.ts';
import { call, openWindows, somebody } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();
const zones = { en: 'America/New_York', id: 'Asia/Jakarta' } as const;

async function newPatient(desk: Page): Promise<{ id: string; name: string }> {
  const { name, birthDate } = somebody();
  const form = { name, birthDate, sex: 'female', notThese: [] };
  const { patient } = await call(desk, 'records/registerPatient', form);
  return { id: patient.id, name };
}

describe.each(languages)('booking, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);

  it('the manager enters equipment and says which visit type needs it', async () => {
    const manager = await window('manager', language);
    const name = `${{ en: 'Infusion chairs', id: 'Kursi infus' }[language]}`;
    await manager.goto(`${serambiUrl()}/clinic/calendar`);
    await manager.getByRole('tab', { name: w('scheduling_equipment_title') }).click();
    await manager
      .getByRole('button', { name: w('scheduling_equipment_add') })
      .first()
      .click();
    const dialog = manager.getByRole('dialog');
    await dialog.getByLabel(w('scheduling_field_name')).fill(name);
    await dialog.getByLabel(w('scheduling_equipment_kind')).fill(name);
    await dialog.getByLabel(w('scheduling_equipment_capacity')).fill('3');
    await manager.keyboard.press('Control+Enter');
    await manager.getByRole('cell', { name }).first().waitFor();
    await expectAccessible(manager, 'equipment');
    await shoot(manager, `booking-equipment-${language}`);
    await manager.getByRole('tab', { name: w('scheduling_rules_title') }).click();
    await manager.getByLabel(w('scheduling_rules_cap')).waitFor();
    await expectAccessible(manager, 'booking rules');
    await shoot(manager, `booking-rules-${language}`);
    await manager.getByRole('tab', { name: w('scheduling_types_title') }).click();
    await manager
      .getByRole('row')
      .filter({ hasText: { en: 'Minor procedure', id: 'Tindakan kecil' }[language] })
      .click();
    await dialog.getByLabel(name).check();
    await dialog.getByText(w('web_more')).click();
    await expectAccessible(manager, 'visit type');
    await shoot(manager, `booking-type-${language}`);
    await manager.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'hidden' });
  });

  it('a chosen time is held, a colleague sees by whom, Enter books, and the equipment stands on the sheet', async () => {
    const desk = await window('frontdesk', language);
    const colleague = await window('manager', language);
    const patient = await newPatient(desk);
    const day = addDays(today({ now: () => Date.now() }, zones[language]), 1);
    await desk.goto(`${serambiUrl()}/calendar/book?patientId=${patient.id}&day=${day}`);
    await desk
      .getByRole('radio', { name: { en: 'Minor procedure', id: 'Tindakan kecil' }[language] })
      .check();
    const times = desk.locator('.sc-times button');
    await times.nth(3).click();
    const book = desk.getByRole('button', { name: w('scheduling_hold_book') });
    await book.waitFor();
    await expect.poll(() => book.evaluate((one) => one === document.activeElement)).toBe(true);
    await expectAccessible(desk, 'held time');
    await shoot(desk, `booking-held-${language}`);
    const { holds } = await call(colleague, 'scheduling/daySheet', { day });
    expect(holds).toHaveLength(1);
    await colleague.goto(`${serambiUrl()}/calendar?day=${day}`);
    await colleague
      .getByText(w('scheduling_hold_by', { name: holds[0].holderName }))
      .first()
      .waitFor();
    expect(await colleague.getByText(patient.name).count()).toBe(0);
    await shoot(colleague, `booking-sheet-held-${language}`);
    await desk.keyboard.press('Enter');
    await colleague.getByText(patient.name).first().waitFor();
    await expectAccessible(colleague, 'day sheet with equipment');
    await shoot(colleague, `booking-sheet-${language}`);
    expect((await call(colleague, 'scheduling/daySheet', { day })).holds).toEqual([]);
  });

  it('leaving the form gives the time back', async () => {
    const desk = await window('frontdesk', language);
    const patient = await newPatient(desk);
    const day = addDays(today({ now: () => Date.now() }, zones[language]), 2);
    await desk.goto(`${serambiUrl()}/calendar/book?patientId=${patient.id}&day=${day}`);
    await desk.locator('.sc-times button').first().click();
    await desk.getByRole('button', { name: w('scheduling_hold_book') }).waitFor();
    expect((await call(desk, 'scheduling/daySheet', { day })).holds).toHaveLength(1);
    await desk
      .getByRole('navigation', { name: w('web_places') })
      .getByRole('link')
      .first()
      .click();
    await expect
      .poll(async () => (await call(desk, 'scheduling/daySheet', { day })).holds.length, { timeout: 10_000 })
      .toBe(0);
  });

  it('the manager books over a taken time with the reason, and the sheet says so', async () => {
    const manager = await window('manager', language);
    const day = addDays(today({ now: () => Date.now() }, zones[language]), 3);
    const first = await newPatient(manager);
    const { visitTypes } = await call(manager, 'scheduling/setup', {});
    const visitTypeCode = visitTypes[0].code;
    const search = { visitTypeCode, fromDay: day, toDay: day, part: 'morning' };
    const { times } = await call(manager, 'scheduling/freeTimes', search);
    const { practitionerId, startsAt, time } = times[2];
    await call(manager, 'scheduling/bookVisit', {
      patientId: first.id,
      visitTypeCode,
      practitionerId,
      when: startsAt,
    });
    const second = await newPatient(manager);
    const at = `patientId=${second.id}&day=${day}&practitionerId=${practitionerId}`;
    await manager.goto(`${serambiUrl()}/calendar/book?${at}`);
    await manager.getByText(w('scheduling_book_narrow')).click();
    await manager.getByLabel(w('scheduling_book_exact')).fill(time);
    await manager.getByRole('button', { name: w('scheduling_book_exactTake') }).click();
    const act = manager.getByRole('button', { name: w('scheduling_overbook_act') });
    await act.click();
    await manager.getByText(w('scheduling_field_reasonNeeded')).waitFor();
    await expectAccessible(manager, 'overbooking');
    await shoot(manager, `booking-overbook-${language}`);
    await manager
      .getByLabel(w('scheduling_overbook_reason'))
      .fill({ en: 'High fever', id: 'Demam tinggi' }[language]);
    await act.click();
    await manager.getByText(second.name).first().waitFor();
    await manager.goto(`${serambiUrl()}/calendar?day=${day}`);
    await manager.getByText(w('scheduling_overbooked')).first().waitFor();
    await expectAccessible(manager, 'day sheet with an overbooked visit');
    await shoot(manager, `booking-overbooked-${language}`);
    await manager.getByRole('button').filter({ hasText: second.name }).click();
    await manager.getByRole('dialog').getByText({ en: 'High fever', id: 'Demam tinggi' }[language]).waitFor();
    await shoot(manager, `booking-overbooked-dialog-${language}`);
  });

  it('a session of numbers gives the next one with its predicted time', async () => {
    const manager = await window('manager', language);
    const day = addDays(today({ now: () => Date.now() }, zones[language]), 8);
    const { providers } = await call(manager, 'scheduling/setup', {});
    const weekdays = [1, 2, 3, 4, 5, 6, 7];
    const { practitionerId } = providers[1];
    const sessions = weekdays.map((weekday) => ({ weekday, from: '17:00', to: '20:00', quota: 30 }));
    const plan = { practitionerId, validFrom: day, validTo: day, sessions };
    await call(manager, 'scheduling/saveHours', plan);
    const patient = await newPatient(manager);
    const at = `patientId=${patient.id}&day=${day}&practitionerId=${practitionerId}`;
    await manager.goto(`${serambiUrl()}/calendar/book?${at}`);
    await manager.getByRole('button', { name: w('scheduling_number_take') }).waitFor();
    await expectAccessible(manager, 'numbers');
    await shoot(manager, `booking-numbers-${language}`);
    await manager.getByRole('button', { name: w('scheduling_number_take') }).click();
    await manager
      .getByText(w('scheduling_number', { number: 1 }))
      .first()
      .waitFor();
    await manager.goto(`${serambiUrl()}/calendar?day=${day}`);
    await manager.getByText(patient.name).first().waitFor();
    await shoot(manager, `booking-numbers-sheet-${language}`);
    await manager.goto(`${serambiUrl()}/clinic/calendar`);
    await manager.getByRole('tab', { name: w('scheduling_hours_title') }).click();
    await manager
      .getByText(w('scheduling_hours_numbers', { count: 30 }))
      .first()
      .click();
    await manager.getByLabel(w('scheduling_hours_quota'), { exact: true }).first().waitFor();
    await expectAccessible(manager, 'hours with numbers');
    await shoot(manager, `booking-numbers-hours-${language}`);
  });
});
