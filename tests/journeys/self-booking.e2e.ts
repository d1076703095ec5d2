import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { formatDate } from '#platform/shared/time.ts';
import { type MailBox, openMailBox } from '#testing/mail-server.ts';
import { expectAccessible, languages, shapes, shoot, telephone } from './support/browser.ts';
import { call, clinics, openWindows, somebody } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();
const zones = { en: 'America/New_York', id: 'Asia/Jakarta' } as const;
const boxes: MailBox[] = [];
afterAll(async () => {
  for (const box of boxes) await box.close();
});

/** The window in every shape: nothing that axe knows of is wrong. */
async function look(page: Page, name: string, stays: keyof typeof shapes = 'desk'): Promise<void> {
  for (const shape of ['desk', 'tablet', 'phone'] as const) {
    await page.setViewportSize(shapes[shape]);
    await expectAccessible(page, `${name}, ${shape}`);
    await shoot(page, `${name}-${shape}`);
  }
  await page.setViewportSize(shapes[stays]);
}

/** No second scroll bar at 200 %: half of a phone's and of a small desk's width. */
async function expectNoSideways(page: Page): Promise<void> {
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: 512 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over, `at ${width} wide`).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize(shapes.phone);
}

describe.each(languages)('booked online, in %s', (language) => {
  const w = (key: string, params = {}) => words(language, `selfBooking_${key}`, params);

  it('is offered by the manager, asked for on a telephone by keyboard, confirmed by the link, and matched by the desk', async () => {
    const url = serambiUrl();
    const box = await openMailBox();
    boxes.push(box);
    const manager = await window('manager', language);
    await manager.goto(`${url}/clinic/online-booking`);
    await manager.getByText(w('settings_waysNone')).waitFor();
    const rules = {
      ...{ on: true, confirmation: false, moved: false, cancelled: false, before: [], askFirst: false },
      ...{ quietFrom: '20:00', quietUntil: '08:00', byHand: true, linkAddress: url },
      ...{ name: 'Klinik', place: 'Jl. Kenanga 12', phone: '021-5550-0134' },
    };
    await call(manager, 'reminders/saveRules', rules);
    const mail = {
      host: '127.0.0.1',
      port: box.port,
      security: 'none',
      user: '',
      fromAddress: 'a@clinic.test',
    };
    await call(manager, 'reminders/saveMail', { mail });
    await manager.reload();
    const form = manager.getByRole('form', { name: w('settings_title') });
    await form.getByRole('checkbox', { name: w('settings_active') }).check();
    await form.getByLabel(w('settings_hold')).press('Control+Enter');
    // a page that offers nothing is named at its field
    await expect.poll(() => form.locator('[aria-invalid="true"]').count()).toBeGreaterThan(0);
    const { visitTypes, providers } = await call(manager, 'selfBooking/settings', {});
    const type = visitTypes.find((one: { code: string }) => one.code === 'follow-up');
    const label: string = language === 'id' ? type.labelId : type.labelEn;
    await form.getByRole('checkbox', { name: label, exact: true }).check();
    for (const one of providers) await form.getByRole('checkbox', { name: one.name, exact: true }).check();
    await form.getByLabel(w('settings_hold')).fill('45');
    await form.getByLabel(w('settings_hold')).press('Control+Enter');
    await manager.getByText(w('settings_saved')).first().waitFor();
    await manager.getByRole('link', { name: w('settings_open') }).waitFor();
    await look(manager, `online-settings-${language}`);

    const { name, birthDate } = somebody();
    const desk = await window('frontdesk', language);
    const { patient } = await call(desk, 'records/registerPatient', {
      ...{ name, birthDate, sex: 'female', notThese: [] },
    });
    const email = `${name.replace(/\W/g, '').toLowerCase()}@example.test`;

    const phone = await telephone(language);
    await phone.goto(`${url}/book?at=${clinics[language]}`);
    await phone.getByRole('heading', { name: w('page_what') }).waitFor();
    await look(phone, `online-what-${language}`, 'phone');
    await expectNoSideways(phone);
    await phone.getByRole('button', { name: label }).focus();
    await phone.keyboard.press('Enter');
    const day = phone.locator('.sb-day').last();
    await day.waitFor();
    await look(phone, `online-when-${language}`, 'phone');
    await expectNoSideways(phone);
    const time = day.getByRole('button').last();
    await time.focus();
    await phone.keyboard.press('Enter');
    const who = phone.getByRole('heading', { name: w('page_who') });
    await expect.poll(() => who.evaluate((one) => one === document.activeElement)).toBe(true);
    // what is wrong is named at its field, and the focus is on it
    await phone.getByRole('button', { name: w('page_ask') }).click();
    await phone.getByText(w('page_birthWrong')).waitFor();
    await look(phone, `online-who-wrong-${language}`, 'phone');
    const [year = '', month = '', date = ''] = birthDate.split('-');
    await phone.getByRole('textbox', { name: w('page_name') }).fill(name);
    await phone.getByRole('textbox', { name: words(language, 'web_public_day') }).fill(date);
    await phone.getByRole('textbox', { name: words(language, 'web_public_month') }).fill(month);
    await phone.getByRole('textbox', { name: words(language, 'web_public_year') }).fill(year);
    await phone.getByRole('textbox', { name: w('page_email') }).fill('nowhere');
    await phone.getByRole('button', { name: w('page_ask') }).click();
    await phone.getByText(w('field_email')).waitFor();
    const field = phone.getByRole('textbox', { name: w('page_email') });
    await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true);
    await field.fill(email);
    await phone
      .getByRole('textbox', { name: w('page_reason') })
      .fill({ en: 'Headache', id: 'Sakit kepala' }[language]);
    await look(phone, `online-who-${language}`, 'phone');
    await expectNoSideways(phone);
    await field.press('Enter');
    await phone.getByRole('heading', { name: w('page_sent') }).waitFor();
    await look(phone, `online-sent-${language}`, 'phone');

    // the message comes when its minute has come
    await expect
      .poll(() => box.received.some((one) => one.to.includes(email)), { timeout: 100_000 })
      .toBe(true);
    const text = box.received.find((one) => one.to.includes(email))?.mail.text ?? '';
    expect(text).not.toContain(name);
    const link = /https?:\/\/\S+booked#\S+/.exec(text)?.[0] ?? '';
    await phone.goto(link);
    await phone.getByRole('button', { name: w('link_confirm') }).waitFor();
    expect(await phone.content()).not.toContain(name);
    expect(phone.url()).not.toContain('#');
    await look(phone, `online-confirm-${language}`, 'phone');
    await phone.getByRole('button', { name: w('link_confirm') }).focus();
    await phone.keyboard.press('Enter');
    await phone.getByText(w('link_did_booked')).waitFor();
    await look(phone, `online-booked-${language}`, 'phone');
    await expectNoSideways(phone);
    const saved = phone.waitForEvent('download');
    await phone.getByRole('button', { name: w('link_calendar') }).click();
    expect((await saved).suggestedFilename()).toMatch(/\.ics$/);

    // the desk: Enter on the row, Enter on the likeliest chart
    await desk.goto(`${url}/calendar/online`);
    const row = desk.getByRole('row').filter({ hasText: name });
    await row.getByRole('button', { name: w('desk_match') }).waitFor();
    await look(desk, `online-list-${language}`);
    const { requests } = await call(desk, 'selfBooking/requests', {});
    const mine = requests.find((one: { name: string }) => one.name === name);
    const when = formatDate(mine.startsAt, localeFor(language), zones[language], 'short');
    expect(await row.innerText()).toContain(when.split(' ')[0] ?? '');
    await row.getByRole('button', { name: w('desk_match') }).focus();
    await desk.keyboard.press('Enter');
    const dialog = desk.getByRole('dialog');
    const first = dialog.getByRole('button', { name: w('desk_isThis') }).first();
    await expect.poll(() => first.evaluate((one) => one === document.activeElement)).toBe(true);
    await look(desk, `online-match-${language}`);
    await first.focus();
    await desk.keyboard.press('Enter');
    await desk
      .getByText(w('desk_differs', { name, what: w('desk_differs_email') }))
      .first()
      .waitFor();
    await expect.poll(() => row.count()).toBe(0);
    await shoot(desk, `online-matched-${language}`);
    const { coming } = await call(desk, 'scheduling/patientVisits', { patientId: patient.id });
    expect(coming).toMatchObject([{ visitId: mine.visitId, status: 'booked' }]);

    // cancelled by the same link, with one question between
    await phone.goto(link);
    await phone.getByRole('button', { name: w('link_cancel') }).click();
    await phone.getByText(w('link_sure')).waitFor();
    await phone.getByRole('button', { name: w('link_cancel') }).click();
    await phone.getByText(w('link_did_cancelled')).waitFor();
    await look(phone, `online-cancelled-${language}`, 'phone');

    // somebody new: registered with what was typed, by N
    const other = somebody();
    const asked = await call(phone, 'selfBooking/askForTime', {
      ...{ at: clinics[language], attemptId: crypto.randomUUID(), visitTypeCode: 'follow-up', language },
      ...(await freeOf(phone, language)),
      ...{ name: other.name, birthDate: other.birthDate, email: `x${email}` },
    });
    expect(asked.holdMinutes).toBe(45);
    await expect
      .poll(() => box.received.some((one) => one.to.includes(`x${email}`)), { timeout: 100_000 })
      .toBe(true);
    const second = box.received.find((one) => one.to.includes(`x${email}`))?.mail.text ?? '';
    const token = /booked#(\S+)/.exec(second)?.[1];
    await call(phone, 'selfBooking/answerLink', { token, answer: 'confirm' });
    await phone.context().close();
    await desk.goto(`${url}/calendar/online`);
    const newRow = desk.getByRole('row').filter({ hasText: other.name });
    await newRow.getByRole('button', { name: w('desk_match') }).click();
    await dialog.getByRole('button', { name: w('desk_new') }).waitFor();
    await desk.keyboard.press('n');
    await dialog.getByRole('radio', { name: w('desk_sex_male'), exact: true }).check();
    await look(desk, `online-new-${language}`);
    await desk.keyboard.press('Control+Enter');
    await desk
      .getByText(w('desk_matched', { name: other.name }))
      .first()
      .waitFor();
    await call(manager, 'selfBooking/saveSettings', {
      ...{ active: false, visitTypeCodes: [], practitionerIds: [], horizonDays: 30, noticeMinutes: 120 },
      ...{ holdMinutes: 30, perContactDaily: 3, perAddressDaily: 20, mostWaiting: 20, mostADay: 6 },
    });
    await call(manager, 'reminders/saveMail', { mail: null });
    await call(manager, 'reminders/saveRules', { ...rules, on: false, linkAddress: '' });
  });
});

/** The last time that the page offers. */
async function freeOf(page: Page, language: 'en' | 'id') {
  const { firstDay } = await call(page, 'selfBooking/openPage', { at: clinics[language] });
  const { times } = await call(page, 'selfBooking/freeTimes', {
    ...{ at: clinics[language], visitTypeCode: 'follow-up', fromDay: firstDay },
  });
  const { startsAt, practitionerId } = times.at(-2);
  return { startsAt, practitionerId };
}
