import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { needReaders, pagesOf, scanOfPicture } from '#platform/server/print/testing.ts';
import { words } from '#platform/server/words.ts';
import { type MailBox, openMailBox } from '#testing/mail-server.ts';
import { type Language, languages, lookAt, shapes, shoot, telephone } from './support/browser.ts';
import { call, openWindows, somebody } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

needReaders('pdftotext', 'zbarimg');

const window = openWindows();
let box: MailBox | undefined;
afterAll(async () => box?.close());

const word = (language: Language) => (key: string, params?: Record<string, string | number>) =>
  words(language, key, params);

/** A visit with a signed letter, of a patient with an address. */
async function lettered(language: Language) {
  const desk = await window('frontdesk', language);
  const { name, birthDate } = somebody();
  const email = `${name.replace(/\W/g, '').toLowerCase()}@example.test`;
  const { patient } = await call(desk, 'records/registerPatient', {
    ...{ name, birthDate, sex: 'female', email, notThese: [] },
  });
  const { visitTypes } = await call(desk, 'scheduling/setup', {});
  const walkIn = { patientId: patient.id, visitTypeCode: visitTypes[0].code, reason: 'batuk' };
  const { visitId } = await call(desk, 'frontDesk/takeWalkIn', walkIn);
  const nurse = await window('nurse', language);
  const content = { kind: 'attendance', place: 'work', recipient: 'PT Maju Jaya' };
  const about = { visitId, patientId: patient.id, content };
  const { letter } = await call(nurse, 'letters/draftLetter', about);
  const { letterId, version } = letter;
  await call(await window('physician', language), 'letters/signLetter', { letterId, version });
  return { desk, nurse, name, birthDate, email, visitId, patientId: patient.id };
}

/** Birth date by the keyboard, in the order of the language. */
async function sayBorn(phone: Page, language: Language, birthDate: string): Promise<void> {
  const w = word(language);
  const [year = '', month = '', day = ''] = birthDate.split('-');
  await phone.getByLabel(w('web_public_day')).fill(day);
  await phone.getByLabel(w('web_public_month')).fill(month);
  await phone.getByLabel(w('web_public_year')).fill(year);
  await phone.keyboard.press('Enter');
}

describe.each(languages)('papers by a link, in %s', (language) => {
  const w = word(language);

  it('a letter goes by e-mail, opens by the birth date, and the chart says so', async () => {
    const url = serambiUrl();
    const { desk, nurse, name, birthDate, email, visitId, patientId } = await lettered(language);
    await nurse.goto(`${url}/visits/${visitId}?panel=letters.visit`);
    const send = nurse.getByRole('button', { name: w('sending_act') });
    // nothing is set up yet: it says so, and what is to be done
    await send.last().click();
    await nurse.getByText(w('sending_noWay')).waitFor();
    await lookAt(nurse, `sending-noway-${language}`);
    await nurse.keyboard.press('Escape');

    box ??= await openMailBox();
    const manager = await window('manager', language);
    await call(manager, 'reminders/saveRules', {
      ...{ on: true, confirmation: false, moved: false, cancelled: false, before: [], askFirst: false },
      ...{ quietFrom: '20:00', quietUntil: '08:00', byHand: true, linkAddress: url },
      ...{ name: 'Klinik', place: 'Jl. Kenanga 12', phone: '021-5550-0134' },
    });
    const server = { host: '127.0.0.1', port: box.port, security: 'none', user: '' };
    await call(manager, 'reminders/saveMail', { mail: { ...server, fromAddress: 'a@clinic.test' } });

    // the summary is a draft until the physician has signed the visit
    await nurse.keyboard.press('s');
    await nurse.getByText(w('sending_error_draft')).waitFor();
    await shoot(nurse, `sending-draft-${language}`);
    await nurse.keyboard.press('Escape');

    await send.last().click();
    await nurse.getByText(email).waitFor();
    await lookAt(nurse, `sending-ways-${language}`);
    // the way that is chosen has the focus
    await nurse.getByRole('radio', { name: w('sending_way_email') }).focus();
    await nurse.keyboard.press('Enter');
    await nurse
      .getByText(w('sending_onItsWay', { to: email }))
      .first()
      .waitFor();
    const received = () => box?.received.find((one) => one.to.includes(email));
    await expect.poll(() => received() !== undefined, { timeout: 100_000 }).toBe(true);
    const text = received()?.mail.text ?? '';
    expect(text).not.toContain(name);

    const phone = await telephone(language);
    await phone.goto(/https?:\/\/\S+\/paper#\S+/.exec(text)?.[0] ?? '');
    await phone.getByText(w('sending_page_born'), { exact: true }).waitFor();
    expect(await phone.content()).not.toContain(name);
    expect(phone.url()).not.toContain('#');
    await lookAt(phone, `sending-page-${language}`);
    await phone.setViewportSize(shapes.phone);
    await phone.getByRole('button', { name: w('sending_page_open') }).click();
    await phone.getByText(w('sending_page_dateMissing')).waitFor();
    await sayBorn(phone, language, '1931-01-02');
    await phone.getByText(w('sending_error_noMatch')).waitFor();
    await sayBorn(phone, language, birthDate);
    const save = phone.getByRole('link', { name: w('sending_page_save') });
    await save.waitFor();
    await lookAt(phone, `sending-ready-${language}`);
    const coming = phone.waitForEvent('download');
    await phone.keyboard.press('Enter');
    const saved = await (await coming).path();
    expect(pagesOf(await readFile(saved)).join(' ')).toContain('PT Maju Jaya');

    await desk.goto(`${url}/patients/${patientId}`);
    const sent = desk.getByRole('region', { name: w('sending_panel_title'), exact: true });
    await sent.getByText(/1×/).waitFor();
    await sent.scrollIntoViewIfNeeded();
    await lookAt(desk, `sending-chart-${language}`);
  });

  it('a code is read from the screen with her own telephone, and ended with a reason', async () => {
    const url = serambiUrl();
    const { nurse, birthDate, visitId, patientId } = await lettered(language);
    await nurse.goto(`${url}/visits/${visitId}?panel=letters.visit`);
    await nurse
      .getByRole('button', { name: w('sending_act') })
      .last()
      .click();
    await nurse.getByRole('radio', { name: w('sending_way_code') }).check();
    await nurse.keyboard.press('Control+Enter');
    const code = nurse.getByAltText(w('sending_code_alt'));
    await code.waitFor();
    await lookAt(nurse, `sending-code-${language}`);
    const [link = ''] = scanOfPicture(await code.screenshot());
    expect(link).toContain(`${url}/paper#`);
    await nurse.getByRole('button', { name: w('sending_done'), exact: true }).click();

    const phone = await telephone(language);
    await phone.goto(link);
    await sayBorn(phone, language, birthDate);
    await phone.getByRole('link', { name: w('sending_page_save') }).waitFor();
    // a reload of this tab still has the link, and asks again
    await phone.reload();
    await phone.getByText(w('sending_page_born'), { exact: true }).waitFor();

    await nurse.goto(`${url}/patients/${patientId}`);
    const sent = nurse.getByRole('region', { name: w('sending_panel_title'), exact: true });
    await sent.getByText(/1×/).waitFor();
    await sent.getByRole('button', { name: w('web_more') }).click();
    await nurse.getByRole('menuitem', { name: w('sending_end') }).click();
    await nurse.getByLabel(w('sending_endReason')).fill('Salah nomor');
    await nurse.keyboard.press('Control+Enter');
    await sent.getByText(w('sending_state_ended'), { exact: true }).waitFor();
    // and is sent anew from the same list
    await sent.getByRole('button', { name: w('web_more') }).click();
    await nurse.getByRole('menuitem', { name: w('sending_again') }).click();
    await nurse.getByRole('radio', { name: w('sending_way_code') }).check();
    await nurse.keyboard.press('Control+Enter');
    await nurse.getByAltText(w('sending_code_alt')).waitFor();
    await nurse.getByRole('button', { name: w('sending_done'), exact: true }).click();
    await sent.getByText(w('sending_state_handed'), { exact: true }).waitFor();
    const later = await telephone(language);
    await later.goto(link);
    await later.getByText(w('sending_error_linkNotGood')).waitFor();
    await shoot(later, `sending-ended-${language}`);
  });
});
