import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { expectAccessible, type Language, languages, openBrowser, shapes, shoot } from './support/browser.ts';
import { call, openWindows, somebody } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();
const contexts: BrowserContext[] = [];
afterEach(async ({ task }) => {
  for (const context of contexts.splice(0)) {
    const [page] = context.pages();
    if (page && task.result?.state === 'fail') await shoot(page, 'failed-check-in');
    await context.close();
  }
});

/** A browser of a patient's, or the lobby's tablet: nobody is signed in. */
async function openPage(language: Language, shape: 'tablet' | 'phone'): Promise<Page> {
  const context = await (await openBrowser()).newContext({
    viewport: shapes[shape],
    locale: language === 'id' ? 'id-ID' : 'en-US',
    hasTouch: true,
    reducedMotion: 'reduce',
  });
  contexts.push(context);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return page;
}

/** Somebody with a visit of today. */
async function withVisit(desk: Page) {
  const { name, birthDate } = somebody();
  const { patient } = await call(desk, 'records/registerPatient', {
    name,
    birthDate,
    sex: 'female',
    notThese: [],
  });
  const { visitTypes } = await call(desk, 'scheduling/setup', {});
  const walkIn = { patientId: patient.id, visitTypeCode: visitTypes[0].code };
  const { visitId } = await call(desk, 'frontDesk/takeWalkIn', walkIn);
  return { name, birthDate, visitId: visitId as string };
}

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

describe.each(languages)('check-in by the patient, in %s', (language) => {
  const w = (key: string, params = {}) => words(language, `checkIn_${key}`, params);
  const f = (key: string, params = {}) => words(language, `frontDesk_${key}`, params);
  const press = (page: Page, key: string, params = {}) =>
    page.getByRole('button', { name: w(key, params), exact: true }).click();
  const heading = (page: Page, key: string, params = {}) =>
    page.getByRole('heading', { level: 1, name: w(key, params) }).waitFor();
  const look = async (page: Page, name: string) => {
    await expectAccessible(page, `${name}, ${language}`);
    await shoot(page, `check-in-${name}-${language}`);
  };
  const bornOn = async (page: Page, birthDate: string) => {
    const [year = '', month = '', day = ''] = birthDate.split('-');
    await page.getByLabel(words(language, 'web_public_day')).fill(day);
    await page.getByLabel(words(language, 'web_public_month')).fill(month);
    await page.getByLabel(words(language, 'web_public_year')).fill(year);
  };
  const sign = async (page: Page) => {
    const box = await page.getByRole('img', { name: w('form_padLabel') }).boundingBox();
    if (!box) throw new Error('there is no field to sign in');
    await page.mouse.move(box.x + 30, box.y + 60);
    await page.mouse.down();
    for (const [x, y] of [
      [120, 100],
      [180, 40],
      [260, 120],
    ] as const)
      await page.mouse.move(box.x + x, box.y + y, { steps: 4 });
    await page.mouse.up();
  };
  /** Signs all papers, the first with the finger and the others by name. */
  const signAll = async (page: Page, name: string, shot?: string) => {
    for (let at = 0; ; at += 1) {
      await page
        .getByRole('button', { name: w('form_agree') })
        .or(page.getByRole('heading', { name: w('pay_title') }))
        .first()
        .waitFor();
      if (await page.getByRole('heading', { name: w('pay_title') }).isVisible()) return;
      if (at === 0) {
        await sign(page);
        if (shot) await look(page, shot);
      } else {
        await press(page, 'form_type');
        await page.getByLabel(w('form_typed')).fill(name);
        if (shot && at === 1) await look(page, `${shot}-typed`);
      }
      const title = await page.getByRole('heading', { level: 1 }).innerText();
      await press(page, 'form_agree');
      await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor({ state: 'detached' });
    }
  };
  const openKiosk = async (name: string) => {
    const manager = await window('manager', language);
    const { code } = await call(manager, 'devices/startPairing', { name });
    const kiosk = await openPage(language, 'tablet');
    await kiosk.clock.install();
    await kiosk.goto(`${serambiUrl()}/kiosk`);
    await kiosk.getByText(w('closed')).waitFor();
    await call(kiosk, 'devices/pair', { code });
    await manager.goto(`${serambiUrl()}/clinic/kiosks`);
    const panel = manager.getByRole('region', { name });
    await panel.getByRole('button', { name: w('kiosks_make') }).click();
    await panel.getByText(w('kiosks_on'), { exact: true }).waitFor();
    await look(manager, 'kiosks');
    await kiosk.reload();
    await kiosk.getByRole('button', { name: w('begin') }).waitFor();
    return kiosk;
  };

  it('at the kiosk, from the language to the number; the desk accepts what is new', async () => {
    const desk = await window('frontdesk', language);
    const { name, birthDate, visitId } = await withVisit(desk);
    const kiosk = await openKiosk(`Lobby ${language}`);
    await look(kiosk, 'kiosk-start');
    await press(kiosk, 'begin');
    await heading(kiosk, 'flag_title');
    await look(kiosk, 'kiosk-flag');
    // by keyboard as well
    await kiosk.getByRole('button', { name: w('flag_no'), exact: true }).focus();
    await kiosk.keyboard.press('Enter');
    await heading(kiosk, 'who_title');
    await kiosk.getByLabel(w('who_name')).fill(name);
    await bornOn(kiosk, '1999-01-01');
    await press(kiosk, 'next');
    await heading(kiosk, 'error_goToDesk');
    await look(kiosk, 'kiosk-desk');
    await press(kiosk, 'done_finish');
    await press(kiosk, 'begin');
    await press(kiosk, 'flag_no');
    await kiosk.getByLabel(w('who_name')).fill(name.toLowerCase());
    await bornOn(kiosk, birthDate);
    await look(kiosk, 'kiosk-who');
    await kiosk.keyboard.press('Enter');
    await heading(kiosk, 'reason_title');
    await kiosk.getByLabel(w('reason_label')).fill(language === 'id' ? 'surat kontrol' : 'a letter');
    await look(kiosk, 'kiosk-reason');
    await press(kiosk, 'next');
    await heading(kiosk, 'contact_title');
    await look(kiosk, 'kiosk-contact');
    await press(kiosk, 'contact_change');
    await kiosk.getByLabel(w('contact_newPhone')).fill('12');
    await press(kiosk, 'next');
    await kiosk.getByText(w('field_phone')).waitFor();
    await kiosk
      .getByLabel(w('contact_newPhone'))
      .fill(language === 'id' ? '0812 5555 0199' : '(212) 555-0199');
    await look(kiosk, 'kiosk-contact-new');
    await press(kiosk, 'next');
    await signAll(kiosk, name, 'kiosk-sign');
    await look(kiosk, 'kiosk-pay');
    await kiosk.getByRole('button', { name: words(language, 'insurance_selfPay') }).click();
    await heading(kiosk, 'card_title');
    const file = { name: 'card.png', mimeType: 'image/png', buffer: picture };
    await kiosk.locator('input[name="cardFront"]').setInputFiles(file);
    await kiosk.getByText(w('card_taken', { what: w('card_cardFront') })).waitFor();
    await look(kiosk, 'kiosk-card');
    await press(kiosk, 'next');
    await heading(kiosk, 'done_queued');
    await look(kiosk, 'kiosk-done');
    expect(await kiosk.content()).not.toContain(name);
    await press(kiosk, 'done_finish');
    await kiosk.getByRole('button', { name: w('begin') }).waitFor();
    // nothing of hers is in the browser, nor behind its back button
    const kept = await kiosk.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(kept).not.toContain(name);
    await kiosk.goBack().catch(() => null);
    expect(await kiosk.content()).not.toContain(name);

    await desk.goto(`${serambiUrl()}/visits/${visitId}/greet`);
    const phone = desk.getByRole('group', { name: w('prop_kind_phone') });
    await phone.waitFor();
    await look(desk, 'desk-proposals');
    await phone.getByRole('button', { name: w('prop_accept') }).click();
    await phone.getByText(w('prop_accepted', { by: '' }).trim()).waitFor();
    const card = desk.getByRole('group', { name: w('prop_kind_cardFront') });
    await card.getByRole('button', { name: w('prop_show') }).click();
    await card.getByRole('img').waitFor();
    await card.getByRole('button', { name: w('prop_return') }).click();
    await card.getByLabel(w('prop_reason')).fill('buram');
    await card.getByRole('button', { name: w('prop_return') }).click();
    await card.getByText(/buram/).waitFor();
    await look(desk, 'desk-decided');
  });

  it('left alone the kiosk warns, then blanks; a red flag is at the desk at once', async () => {
    const desk = await window('frontdesk', language);
    const { name } = await withVisit(desk);
    const kiosk = await openKiosk(`Lobby two ${language}`);
    await press(kiosk, 'begin');
    await press(kiosk, 'flag_no');
    await kiosk.getByLabel(w('who_name')).fill(name);
    await kiosk.clock.runFor(61_000);
    await kiosk.getByRole('alertdialog').waitFor();
    await look(kiosk, 'kiosk-idle');
    await press(kiosk, 'idle_stay');
    expect(await kiosk.getByLabel(w('who_name')).inputValue()).toBe(name);
    await kiosk.clock.runFor(77_000);
    await kiosk.getByRole('button', { name: w('begin') }).waitFor();
    expect(await kiosk.content()).not.toContain(name);
    await desk.goto(`${serambiUrl()}/today`);
    await desk.getByRole('table', { name: f('board_label') }).waitFor();
    await press(kiosk, 'begin');
    await press(kiosk, 'flag_yes');
    await heading(kiosk, 'stop_kiosk');
    await look(kiosk, 'kiosk-stop');
    const alert = desk
      .getByRole('region', { name: f('alert_title') })
      .getByText(new RegExp(`Lobby two ${language}`));
    await alert.waitFor();
    await look(desk, 'desk-alert');
    const physician = await window('physician', language);
    await physician.goto(`${serambiUrl()}/today`);
    // of other people's flags there may be some as well
    await physician
      .locator('.fd-alert')
      .filter({ hasText: `Lobby two ${language}` })
      .getByRole('button', { name: f('alert_acknowledge') })
      .click();
    await physician.getByLabel(f('alert_outcome')).fill('Pingsan, sudah dibaringkan, sadar.');
    await look(physician, 'acknowledge');
    await physician.keyboard.press('Control+Enter');
    await alert.waitFor({ state: 'detached' });
  });

  it('on her phone by a link, once', async () => {
    const desk = await window('frontdesk', language);
    const { name, birthDate, visitId } = await withVisit(desk);
    await desk.goto(`${serambiUrl()}/visits/${visitId}`);
    await desk.getByRole('tab', { name: w('title') }).click();
    await desk.getByRole('button', { name: w('link_make') }).click();
    const link = await desk.getByText(/\/check-in#/).innerText();
    await look(desk, 'desk-link');
    const phone = await openPage(language, 'phone');
    await phone.goto(link);
    await heading(phone, 'flag_title');
    expect(phone.url()).not.toContain('#');
    await look(phone, 'phone-flag');
    await press(phone, 'flag_no');
    await bornOn(phone, '1999-01-01');
    await press(phone, 'next');
    await phone.getByText(w('error_noMatch')).waitFor();
    await bornOn(phone, birthDate);
    await look(phone, 'phone-birth');
    await press(phone, 'next');
    await phone.getByLabel(w('reason_label')).fill('kontrol');
    await press(phone, 'next');
    await press(phone, 'contact_right');
    await signAll(phone, name, 'phone-sign');
    await press(phone, 'pay_other');
    await heading(phone, 'card_title');
    await press(phone, 'next');
    await heading(phone, 'here_title');
    await look(phone, 'phone-here');
    await press(phone, 'here_yes');
    await heading(phone, 'done_desk');
    await look(phone, 'phone-done');
    await press(phone, 'done_finish');
    await heading(phone, 'over');
    await phone.goto('about:blank');
    await phone.goto(link);
    await phone.getByText(w('error_linkNotGood')).waitFor();
    await look(phone, 'phone-over');
  });
});
