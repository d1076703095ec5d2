import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { addDays, today, weekdayOf } from '#platform/shared/time.ts';
import { expectAccessible, languages, shoot } from './support/browser.ts';
import { call, openWindows, somebody } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();
const zones = { en: 'America/New_York', id: 'Asia/Jakarta' } as const;
const holidays = { en: 'Staff training', id: 'Cuti bersama' } as const;

/** A Tuesday so many weeks ahead, when both clinics work. */
function tuesday(language: 'en' | 'id', weeks: number): string {
  const now = today({ now: () => Date.now() }, zones[language]);
  return addDays(now, 2 - weekdayOf(now) + 7 * weeks);
}

/** Books the earliest time of a day for a new patient, with the first provider who has one. */
async function bookedOn(page: Page, day: string, practitionerId?: string) {
  const { name, birthDate } = somebody();
  const form = { name, birthDate, sex: 'female', notThese: [] };
  const { patient } = await call(page, 'records/registerPatient', form);
  const { visitTypes } = await call(page, 'scheduling/setup', {});
  const visitTypeCode = visitTypes[0].code;
  const search = { visitTypeCode, fromDay: day, toDay: day, ...(practitionerId && { practitionerId }) };
  const { times } = await call(page, 'scheduling/freeTimes', search);
  const [time] = times;
  const { practitionerId: whose, startsAt } = time;
  const at = { patientId: patient.id, visitTypeCode, practitionerId: whose, when: startsAt };
  const { visitId } = await call(page, 'scheduling/bookVisit', at);
  return { name, visitId, patientId: patient.id, practitionerId: whose as string, startsAt, times };
}

const search = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

describe.each(languages)('the calendar, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);
  const open = async (page: Page, address: string) => {
    await page.goto(`${serambiUrl()}${address}`);
    await page.getByRole('heading', { level: 1, name: w('scheduling_calendar_title') }).waitFor();
  };

  it('shows the week and the month with counts, fullness and holidays in words, by keys and by address', async () => {
    const manager = await window('manager', language);
    const day = tuesday(language, 3);
    const booked = await bookedOn(manager, day);
    const closed = addDays(day, 2);
    await call(manager, 'scheduling/saveClosure', {
      ...{ day: closed, name: holidays[language], from: null, to: null },
    });
    await open(manager, `/calendar?day=${day}`);
    await manager.keyboard.press('w');
    await expect.poll(() => search(manager)).toEqual({ day, view: 'week' });
    await manager.getByRole('button').filter({ hasText: booked.name }).waitFor();
    const shut = w('scheduling_closedDay', { name: holidays[language] });
    await manager.getByText(shut).waitFor();
    await expectAccessible(manager, 'week');
    await shoot(manager, `calendar-week-${language}`);
    await manager.keyboard.press('m');
    await expect.poll(() => search(manager)).toEqual({ day, view: 'month' });
    const cell = manager.locator(`[data-day="${closed}"]`);
    await cell.getByText(shut).waitFor();
    await manager
      .locator(`[data-day="${day}"]`)
      .getByText(w('scheduling_week_count', { count: 1 }))
      .waitFor();
    await expectAccessible(manager, 'month');
    await shoot(manager, `calendar-month-${language}`);
    await manager.keyboard.press(']');
    await expect.poll(() => search(manager).day?.slice(0, 7)).not.toBe(day.slice(0, 7));
    await manager.keyboard.press('[');
    await expect.poll(() => search(manager).day).toBe(day);
    // arrows move by days and weeks, Enter opens
    await manager.locator(`[data-day="${day}"]`).focus();
    await manager.keyboard.press('ArrowRight');
    await manager.keyboard.press('ArrowDown');
    await expect.poll(() => search(manager).day).toBe(addDays(day, 8));
    await expect
      .poll(() => manager.evaluate(() => document.activeElement?.getAttribute('data-day')))
      .toBe(addDays(day, 8));
    await manager.keyboard.press('ArrowUp');
    await manager.keyboard.press('ArrowLeft');
    await expect
      .poll(() => manager.evaluate(() => document.activeElement?.getAttribute('data-day')))
      .toBe(day);
    await manager.keyboard.press('Enter');
    await expect.poll(() => search(manager)).toEqual({ day });
    await manager.keyboard.press('t');
    const now = today({ now: () => Date.now() }, zones[language]);
    await expect.poll(() => search(manager).day).toBe(now);
  });

  it('of one provider the week offers the free times, arrows move and Enter opens a booking', async () => {
    const desk = await window('frontdesk', language);
    const day = tuesday(language, 4);
    const booked = await bookedOn(desk, day);
    await open(desk, `/calendar?view=week&day=${day}&provider=${booked.practitionerId}`);
    const visit = desk.getByRole('button').filter({ hasText: booked.name });
    await visit.focus();
    await desk.keyboard.press('ArrowDown');
    await expect
      .poll(() => desk.evaluate(() => document.activeElement?.className ?? ''))
      .toContain('sc-free');
    await desk.keyboard.press('ArrowRight');
    await desk.keyboard.press('ArrowLeft');
    await shoot(desk, `calendar-week-provider-${language}`);
    await expectAccessible(desk, 'week of one provider');
    await visit.focus();
    await desk.keyboard.press('Enter');
    await desk.getByRole('dialog', { name: booked.name }).waitFor();
    await desk.getByText(w('reminders_panel_title')).waitFor();
    await expectAccessible(desk, 'booking dialog');
    await shoot(desk, `calendar-booking-${language}`);
  });

  it('a booking is moved by keys: M, arrows, Enter, Enter; Esc gives up', async () => {
    const desk = await window('frontdesk', language);
    const day = tuesday(language, 5);
    const booked = await bookedOn(desk, day);
    await open(desk, `/calendar?day=${day}`);
    const visit = desk
      .locator('.sc-column-practitioner')
      .getByRole('button')
      .filter({ hasText: booked.name });
    await visit.focus();
    await desk.keyboard.press('m');
    await desk.getByText(w('scheduling_move_choose', { name: booked.name })).waitFor();
    await desk.keyboard.press('Escape');
    await expect
      .poll(() => desk.getByText(w('scheduling_move_choose', { name: booked.name })).count())
      .toBe(0);
    await visit.focus();
    await desk.keyboard.press('m');
    await desk.getByText(w('scheduling_move_choose', { name: booked.name })).waitFor();
    await desk.keyboard.press('ArrowDown');
    await desk.keyboard.press('ArrowDown');
    await desk.keyboard.press('Enter');
    const dialog = desk.getByRole('dialog');
    const act = dialog.getByRole('button', { name: w('scheduling_move_do') });
    await expect
      .poll(() => act.evaluate((one) => one === document.activeElement), { timeout: 10_000 })
      .toBe(true);
    await dialog.getByText(w('scheduling_move_from'), { exact: true }).waitFor();
    await expectAccessible(desk, 'move');
    await shoot(desk, `calendar-move-${language}`);
    await desk.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    const { coming } = await call(desk, 'scheduling/patientVisits', { patientId: booked.patientId });
    expect(coming).toHaveLength(1);
    expect(coming[0].startsAt).not.toBe(booked.startsAt);
    // the toast takes it back
    await desk.getByRole('button', { name: w('web_undo') }).click();
    await expect
      .poll(
        async () =>
          (await call(desk, 'scheduling/patientVisits', { patientId: booked.patientId })).coming[0].startsAt,
      )
      .toBe(booked.startsAt);
  });

  it('a booking is dragged to a time, to a room and onto a taken time, which is refused with three others', async () => {
    const desk = await window('frontdesk', language);
    const day = tuesday(language, 6);
    const booked = await bookedOn(desk, day);
    const second = await bookedOn(desk, day, booked.practitionerId);
    await open(desk, `/calendar?day=${day}`);
    const column = desk.locator('.sc-column-practitioner').filter({ hasText: booked.name });
    const visit = column.getByRole('button').filter({ hasText: booked.name });
    await visit.dragTo(column.getByRole('button').filter({ hasText: second.name }));
    const dialog = desk.getByRole('dialog');
    await dialog.getByRole('button', { name: w('scheduling_move_do') }).click();
    await dialog.getByRole('alert').waitFor();
    const others = dialog.locator('.sc-times button');
    await expect.poll(() => others.count()).toBe(3);
    await expectAccessible(desk, 'refused move');
    await shoot(desk, `calendar-move-refused-${language}`);
    await others.nth(1).click();
    const act = dialog.getByRole('button', { name: w('scheduling_move_do') });
    await expect
      .poll(() => act.evaluate((one) => one === document.activeElement), { timeout: 10_000 })
      .toBe(true);
    // picked with the hand, and still seen to be what Enter presses
    expect(await act.evaluate((one) => getComputedStyle(one).outlineStyle)).toBe('solid');
    await shoot(desk, `calendar-move-taken-${language}`);
    await dialog
      .getByLabel(w('scheduling_cancel_reason'))
      .fill({ en: 'School run', id: 'Antar anak' }[language]);
    await desk.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'hidden' });
    // now onto a free time of a room
    const room = desk.locator('.sc-column-room').first().locator('.sc-body');
    const again = column.getByRole('button').filter({ hasText: booked.name });
    const asked = dialog.getByText(w('scheduling_move_to'), { exact: true });
    // the sheet is drawn anew after a move, and a booking slips from under a hand that is too quick
    const drag = async () => {
      const [from, target] = [await again.boundingBox(), await room.boundingBox()];
      if (!target || !from) return 'nothing to drag';
      await again.hover();
      await desk.mouse.down();
      await desk.mouse.move(from.x + 20, from.y + 30, { steps: 3 });
      await desk.mouse.move(target.x + 30, from.y + 60, { steps: 5 });
      await desk.mouse.up();
      return asked.waitFor({ timeout: 3000 }).then(
        () => 'asked',
        () => 'let go',
      );
    };
    await expect.poll(drag, { timeout: 30_000 }).toBe('asked');
    await shoot(desk, `calendar-move-room-${language}`);
    await desk.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  it('shows each part of a visit in the room that it needs, as long as it needs it', async () => {
    const manager = await window('manager', language);
    const mark = somebody().name;
    const rooms = [
      { name: `Exam ${mark}`, kind: 'exam', active: true },
      { name: `Treatment ${mark}`, kind: 'procedure', active: true },
    ];
    for (const room of rooms) await call(manager, 'scheduling/saveRoom', room);
    const types = [
      { code: `look-${mark}`.toLowerCase().replace(/[^a-z-]/g, ''), label: 'Look', roomKind: 'exam' },
      {
        code: `stitch-${mark}`.toLowerCase().replace(/[^a-z-]/g, ''),
        label: 'Stitch',
        roomKind: 'procedure',
      },
    ];
    const save = async (active: boolean) => {
      for (const { code, label, roomKind } of types)
        await call(manager, 'scheduling/saveVisitType', {
          ...{ code, labelEn: label, labelId: label, durationMinutes: 20, colour: 'blue', roomKind, active },
          ...{ bufferBeforeMinutes: 0, bufferAfterMinutes: 0, bufferOwner: 'practitioner', patients: 'any' },
          ...{ prepEn: '', prepId: '', practitionerIds: [] },
        });
    };
    await save(true);
    const desk = await window('frontdesk', language);
    const day = tuesday(language, 9);
    const { name, birthDate } = somebody();
    const form = { name, birthDate, sex: 'female', notThese: [] };
    const { patient } = await call(desk, 'records/registerPatient', form);
    const [look, stitch] = types;
    const wanted = { visitTypeCode: look?.code, moreTypeCodes: [stitch?.code] };
    const { times } = await call(desk, 'scheduling/freeTimes', { ...wanted, fromDay: day, toDay: day });
    const { practitionerId, startsAt: when } = times[0];
    await call(desk, 'scheduling/bookVisit', { patientId: patient.id, ...wanted, practitionerId, when });
    // of more than six types the others would be asked for in a list
    await save(false);
    await open(desk, `/calendar?day=${day}`);
    const items = desk.locator('.sc-column-room .sc-visit').filter({ hasText: name });
    await expect.poll(() => items.count()).toBe(2);
    const words = (await items.allInnerTexts()).join(' ');
    expect(words).toContain('Look');
    expect(words).toContain('Stitch');
    expect(words).not.toContain('Look + Stitch');
    const whole = desk.locator('.sc-column-practitioner .sc-visit').filter({ hasText: name });
    expect(await whole.innerText()).toContain('Look + Stitch');
    const height = async (one: typeof whole) => (await one.boundingBox())?.height ?? 0;
    expect(await height(items.first())).toBeLessThan((await height(whole)) * 0.6);
    await items.first().scrollIntoViewIfNeeded();
    await expectAccessible(desk, 'parts in rooms');
    await shoot(desk, `calendar-parts-${language}`);
  });

  it('stands at twice the size, and offers the lists and the card to print', async () => {
    const desk = await window('frontdesk', language);
    const day = tuesday(language, 7);
    const booked = await bookedOn(desk, day);
    // 200 % of a desk's 1366 px
    await desk.setViewportSize({ width: 683, height: 384 });
    for (const view of ['week', 'month']) {
      await open(desk, `/calendar?view=${view}&day=${day}`);
      await desk.locator('.sc-wide').waitFor();
      const over = await desk.evaluate(() => document.documentElement.scrollWidth - globalThis.innerWidth);
      expect(over, view).toBeLessThanOrEqual(0);
      await shoot(desk, `calendar-${view}-200-${language}`);
      await expectAccessible(desk, `${view} at 200 %`);
    }
    await desk.setViewportSize({ width: 1366, height: 768 });
    await open(desk, `/calendar?day=${day}`);
    // the papers themselves are read back in the tests of the server
    await desk.getByRole('button', { name: w('scheduling_print_dayList') }).waitFor();
    await desk.getByRole('button', { name: w('scheduling_print_more') }).click();
    await desk.getByRole('menuitem', { name: w('scheduling_print_freeTimes') }).click();
    await desk.getByRole('dialog').getByLabel(w('scheduling_label_visitType')).waitFor();
    await expectAccessible(desk, 'list of free times');
    await shoot(desk, `calendar-free-list-${language}`);
    await desk.keyboard.press('Escape');
    await desk.getByRole('dialog').waitFor({ state: 'hidden' });
    const visit = desk.locator('.sc-column-practitioner').getByRole('button');
    await visit.filter({ hasText: booked.name }).click();
    await desk
      .getByRole('dialog')
      .getByRole('button', { name: w('scheduling_print_card') })
      .waitFor();
  });
});
