import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { addDays, today, weekdayOf } from '#platform/shared/time.ts';
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

/** A Monday that lies far enough ahead for nobody else to be booked then. */
function mondayIn(weeks: number, language: 'en' | 'id'): string {
  const now = today({ now: () => Date.now() }, zones[language]);
  return addDays(now, 8 - weekdayOf(now) + weeks * 7);
}

describe.each(languages)('visits that repeat, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);

  it('a chosen time is repeated by R: what clashes gets another time or is left out, and all is one act', async () => {
    const desk = await window('frontdesk', language);
    const manager = await window('manager', language);
    const patient = await newPatient(desk);
    const monday = mondayIn(6, language);
    const closed = { en: 'Clinic outing', id: 'Rapat kerja' }[language];
    await call(manager, 'scheduling/saveClosure', {
      day: addDays(monday, 14),
      name: closed,
      from: null,
      to: null,
    });
    await desk.goto(`${serambiUrl()}/calendar/book?patientId=${patient.id}&day=${monday}`);
    await desk.locator('.sc-times button').nth(2).click();
    await desk.getByRole('button', { name: w('scheduling_hold_book') }).waitFor();
    await desk.keyboard.press('r');
    const dialog = desk.getByRole('dialog');
    const places = dialog.getByRole('list', { name: w('scheduling_series_places') }).getByRole('listitem');
    await expect.poll(() => places.count()).toBe(4);
    await dialog.getByText(w('scheduling_verdict_holiday', { name: closed })).waitFor();
    await expectAccessible(desk, 'a series before it is booked');
    await shoot(desk, `series-preview-${language}`);
    await places.nth(2).getByRole('button').first().click();
    await dialog.getByText(w('scheduling_series_freeOf', { free: 4, total: 4 })).waitFor();
    await places
      .nth(1)
      .getByRole('button', { name: w('scheduling_series_leaveOut') })
      .click();
    await dialog.getByText(w('scheduling_series_freeOf', { free: 3, total: 3 })).waitFor();
    await shoot(desk, `series-chosen-${language}`);
    await desk.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'hidden' });
    await desk.getByText(w('scheduling_series_booked', { name: patient.name, count: 3 })).waitFor();
    const { coming } = await call(desk, 'scheduling/patientVisits', { patientId: patient.id });
    expect(coming).toHaveLength(3);
    expect(new Set(coming.map((one: { seriesId: string }) => one.seriesId)).size).toBe(1);
  });

  it('a booking of a series is changed from there on, and called off from there on', async () => {
    const desk = await window('frontdesk', language);
    const patient = await newPatient(desk);
    const monday = addDays(mondayIn(10, language), 1);
    const { visitTypes } = await call(desk, 'scheduling/setup', {});
    const search = { visitTypeCode: visitTypes[0].code, fromDay: monday, toDay: monday, part: 'morning' };
    const { times } = await call(desk, 'scheduling/freeTimes', search);
    const { practitionerId, time } = times[1];
    const { booked } = await call(desk, 'scheduling/bookSeries', {
      ...{ patientId: patient.id, visitTypeCode: visitTypes[0].code, practitionerId, time },
      ...{ firstDay: monday, rule: { frequency: 'weekly', count: 4 }, which: 'all', reason: '' },
    });
    await desk.goto(`${serambiUrl()}/calendar?day=${addDays(monday, 7)}`);
    await desk.getByRole('button').filter({ hasText: patient.name }).first().click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByText(w('scheduling_series_places')).click();
    await expect.poll(() => dialog.getByRole('row').count()).toBe(5);
    await expectAccessible(desk, 'a booking of a series');
    await shoot(desk, `series-booking-${language}`);
    await dialog.getByRole('button', { name: w('scheduling_series_change') }).click();
    await dialog.getByLabel(w('scheduling_series_toTime')).fill('13:00');
    await dialog.getByText(w('scheduling_series_freeOf', { free: 3, total: 3 })).waitFor();
    await expectAccessible(desk, 'a change of a series');
    await shoot(desk, `series-change-${language}`);
    await desk.keyboard.press('Control+Enter');
    await desk.getByText(w('scheduling_series_moved', { name: patient.name, count: 3 })).waitFor();
    const first = await call(desk, 'scheduling/seriesOf', { visitId: booked[0].visitId });
    expect(first.visits).toHaveLength(1);
    await desk.goto(`${serambiUrl()}/calendar?day=${addDays(monday, 14)}`);
    await desk.getByRole('button').filter({ hasText: patient.name }).first().click();
    await dialog.getByRole('button', { name: w('scheduling_act_cancel') }).click();
    await dialog.getByRole('radio', { name: w('scheduling_series_scopeFollowing') }).check();
    await dialog
      .getByLabel(w('scheduling_cancel_reason'))
      .fill({ en: 'Well again', id: 'Sudah sembuh' }[language]);
    await expectAccessible(desk, 'calling off a series');
    await shoot(desk, `series-cancel-${language}`);
    await desk.keyboard.press('Control+Enter');
    await desk.getByText(w('scheduling_series_cancelled', { name: patient.name, count: 2 })).waitFor();
    const { coming } = await call(desk, 'scheduling/patientVisits', { patientId: patient.id });
    expect(coming).toHaveLength(2);
  });
});

describe.each(languages)('several services in one visit, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);

  it('are added under the visit type, searched and booked as one, and stand on the sheet with their parts', async () => {
    const desk = await window('frontdesk', language);
    const patient = await newPatient(desk);
    const day = addDays(mondayIn(14, language), 2);
    const { visitTypes } = await call(desk, 'scheduling/setup', {});
    const [first, second] = visitTypes.filter((one: { active: boolean }) => one.active);
    const nameOf = (type: { labelEn: string; labelId: string }) =>
      language === 'id' ? type.labelId : type.labelEn;
    await desk.goto(`${serambiUrl()}/calendar/book?patientId=${patient.id}&day=${day}`);
    const add = desk.getByRole('combobox', { name: w('scheduling_parts_add') });
    await add.click();
    await add.fill(nameOf(second));
    await desk.keyboard.press('ArrowDown');
    await desk.keyboard.press('Enter');
    const both = `${nameOf(first)} + ${nameOf(second)}`;
    await desk.getByText(both).waitFor();
    await desk.locator('.sc-times button').nth(4).click();
    await desk.getByRole('button', { name: w('scheduling_hold_book') }).waitFor();
    await expectAccessible(desk, 'several services');
    await shoot(desk, `services-book-${language}`);
    await desk.keyboard.press('Enter');
    await desk.getByText(w('scheduling_visits_title')).first().waitFor();
    const { coming } = await call(desk, 'scheduling/patientVisits', { patientId: patient.id });
    expect(coming).toHaveLength(1);
    expect(coming[0].parts).toHaveLength(2);
    await desk.goto(`${serambiUrl()}/calendar?day=${coming[0].day}`);
    await desk.getByText(both).first().waitFor();
    await desk.getByRole('button').filter({ hasText: patient.name }).first().click();
    await desk.getByRole('dialog').locator('.sc-parts li').nth(1).waitFor();
    await expectAccessible(desk, 'a visit of several services');
    await shoot(desk, `services-booking-${language}`);
  });
});

describe.each(languages)('a chain of visits, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);

  it('is laid down by the manager, booked in one act, moved with its rest and called off together', async () => {
    const manager = await window('manager', language);
    const desk = await window('frontdesk', language);
    const chain = { en: 'Blood test, then visit', id: 'Tes darah, lalu dokter' }[language];
    await manager.goto(`${serambiUrl()}/clinic/calendar`);
    await manager.getByRole('tab', { name: w('scheduling_chains_title') }).click();
    await manager
      .getByRole('button', { name: w('scheduling_chains_add') })
      .first()
      .click();
    const dialog = manager.getByRole('dialog');
    await dialog.getByLabel(w('scheduling_chains_labelEn')).fill(chain);
    await dialog.getByLabel(w('scheduling_chains_labelId')).fill(chain);
    await expectAccessible(manager, 'a chain');
    await shoot(manager, `chain-edit-${language}`);
    await manager.keyboard.press('Control+Enter');
    await manager.getByRole('cell', { name: chain }).first().waitFor();
    await expectAccessible(manager, 'chains');
    const patient = await newPatient(desk);
    const monday = mondayIn(18, language);
    await desk.goto(`${serambiUrl()}/calendar/book?patientId=${patient.id}&day=${monday}`);
    await desk.getByRole('radio', { name: chain }).check();
    const offers = desk.getByRole('list', { name: w('scheduling_chain_offers') });
    await offers.getByRole('button').first().waitFor();
    await expectAccessible(desk, 'times for a chain');
    await shoot(desk, `chain-offers-${language}`);
    await offers.getByRole('button').first().click();
    await desk.getByText(w('scheduling_chain_booked', { name: patient.name, count: 2 })).waitFor();
    const coming = async () =>
      (await call(desk, 'scheduling/patientVisits', { patientId: patient.id })).coming as { day: string }[];
    const [first, second] = await coming();
    expect(second?.day).toBe(addDays(first?.day ?? '', 3));
    await desk.goto(`${serambiUrl()}/calendar?day=${first?.day}`);
    await desk.getByRole('button').filter({ hasText: patient.name }).first().click();
    const booking = desk.getByRole('dialog');
    await booking.getByText(w('scheduling_chain_of')).waitFor();
    await expectAccessible(desk, 'a step of a chain');
    await shoot(desk, `chain-booking-${language}`);
    await booking.getByRole('button', { name: w('scheduling_act_move') }).click();
    await booking.locator('.sc-day').nth(1).getByRole('button').first().click();
    await booking.getByRole('radio', { name: w('scheduling_chain_moveRest'), checked: true }).waitFor();
    await expectAccessible(desk, 'a chain that moves');
    await shoot(desk, `chain-move-${language}`);
    await desk.keyboard.press('Control+Enter');
    await desk.getByText(w('scheduling_chain_movedAll', { name: patient.name, count: 2 })).waitFor();
    const moved = await coming();
    expect(moved.map((one) => one.day)).toEqual([
      addDays(first?.day ?? '', 1),
      addDays(second?.day ?? '', 1),
    ]);
    await desk.goto(`${serambiUrl()}/calendar?day=${moved[0]?.day}`);
    await desk.getByRole('button').filter({ hasText: patient.name }).first().click();
    await booking.getByRole('button', { name: w('scheduling_act_cancel') }).click();
    await booking.getByRole('radio', { name: w('scheduling_series_scopeFollowing') }).check();
    await booking.getByLabel(w('scheduling_cancel_reason')).fill('x');
    await desk.keyboard.press('Control+Enter');
    await desk.getByText(w('scheduling_series_cancelled', { name: patient.name, count: 2 })).waitFor();
    expect(await coming()).toEqual([]);
  });
});
