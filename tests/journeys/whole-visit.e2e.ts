import type { Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import {
  closeBrowser,
  expectAccessible,
  languages,
  shoot,
  signInByHand,
  type Window,
} from './support/browser.ts';
import { takeToRoom } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const open: Window[] = [];
afterEach(async ({ task }) => {
  for (const window of open.splice(0)) {
    if (task.result?.state === 'fail') await shoot(window.page, `failed-${window.login}`);
    await window.context.close();
  }
});
afterAll(closeBrowser);

const clinics = { en: 'harbor', id: 'melati' } as const;
/** A patient whom nobody knows yet; the verb is the registration form's own. Another name each time, so that none looks like another. */
async function newPatient(page: Page): Promise<{ name: string; spoken: string }> {
  const letters = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) =>
    String.fromCharCode(97 + (byte % 26)),
  ).join('');
  const name = `Sari ${letters.charAt(0).toUpperCase()}${letters.slice(1)}`;
  const day = `19${60 + (letters.charCodeAt(0) % 40)}-0${1 + (letters.charCodeAt(1) % 9)}-1${letters.charCodeAt(2) % 10}`;
  const registered = await page.request.post(`${serambiUrl()}/api/records/registerPatient`, {
    data: { name, birthDate: day, sex: 'female', notThese: [] },
  });
  expect(registered.status(), await registered.text()).toBe(200);
  return { name, spoken: `${name.toLowerCase()} ${day}` };
}

describe.each(languages)('a whole visit, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);
  const window = async (login: string) => {
    const one = await signInByHand(`${login}@${clinics[language]}.demo`, language);
    open.push(one);
    return one.page;
  };
  const press = (page: Page, key: string) =>
    page
      .getByRole('main')
      .getByRole('button', { name: w(key) })
      .first()
      .click();

  it('goes from the door to the door through four people', async () => {
    // four people at four windows, all open from the start
    const desk = await window('frontdesk');
    const clinical = await window('clinical');
    const physician = await window('physician');
    const manager = await window('manager');
    const { name, spoken } = await newPatient(desk);
    const row = (page: Page) => page.getByRole('row').filter({ hasText: name });

    // the front desk takes a walk-in: name and date of birth as spoken are the identity check
    await desk.keyboard.press('w');
    await desk.getByRole('heading', { level: 1, name: w('frontDesk_walkIn_title') }).waitFor();
    await desk.getByRole('textbox', { name: w('frontDesk_walkIn_patient') }).fill(spoken);
    await desk.getByRole('button', { name }).click();
    // where one provider alone is on duty she is chosen already, and it is another who signs
    await desk.getByRole('radio', { name: w('frontDesk_walkIn_anybody') }).check();
    await desk.getByLabel(w('frontDesk_walkIn_reason')).fill('Sore throat');
    await desk.getByRole('radio', { name: language === 'en' ? 'Acute complaint' : 'Keluhan akut' }).check();
    await press(desk, 'frontDesk_walkIn_save');

    // greeting: papers, payer, check in; the queue number stands large
    await desk.getByText(w('frontDesk_greet_contact')).waitFor();
    await expectAccessible(desk, 'greeting');
    await shoot(desk, `greeting-${language}`);
    await press(desk, 'frontDesk_greet_signAll');
    await desk.getByRole('button', { name: w('insurance_selfPay') }).click();
    await desk.keyboard.press('Control+Enter');
    await desk.getByText(w('frontDesk_greet_number'), { exact: true }).waitFor();
    await expect.poll(() => desk.getByText(/^[A-Z]-\d{3}$/).count()).toBe(1);
    await shoot(desk, `checked-in-${language}`);
    await press(desk, 'frontDesk_greet_next');

    // every other screen has it within the second, nobody reloaded
    await row(clinical).waitFor();
    await row(manager).waitFor();

    // the clinical assistant takes her to a room and measures
    await takeToRoom(clinical, language, name);
    await row(clinical)
      .getByRole('button', { name: w('frontDesk_act_openRooming') })
      .click();
    await measure(clinical);
    await shoot(clinical, `rooming-${language}`);
    await expectAccessible(clinical, 'rooming');
    await press(clinical, 'intake_save');
    await clinical.getByText(w('intake_saved')).first().waitFor();
    await press(clinical, 'vitals_rooming_ready');

    // the physician sees what was measured, writes, codes, orders and signs
    await row(physician)
      .getByRole('button', { name: w('frontDesk_act_openConsultation'), exact: true })
      .click();
    await press(physician, 'orders_start');
    await physician
      .getByRole('textbox', { name: w('orders_note'), exact: true })
      .fill('Throat red, no exudate. Rest and fluids.');
    await physician
      .getByRole('combobox', { name: w('orders_diagnosisFind') })
      .fill(language === 'en' ? 'sore throat' : 'radang tenggorokan');
    await physician.getByRole('option', { name: /J02\.9/ }).click();
    await physician.getByText('J02.9').first().waitFor();
    await shoot(physician, `consultation-${language}`);
    await expectAccessible(physician, 'consultation');
    await press(physician, 'orders_sign');
    await physician
      .getByText(/^(Signed by|Ditandatangani) /)
      .first()
      .waitFor();

    // the desk charges what was done and lets her go with a receipt
    await row(desk)
      .getByRole('button', { name: w('frontDesk_act_openCheckout') })
      .click();
    await press(desk, 'bookkeeping_pay_exact');
    await shoot(desk, `checkout-${language}`);
    await expectAccessible(desk, 'check-out');
    await press(desk, 'bookkeeping_settle');
    await desk.getByText(w('bookkeeping_settled_paid')).waitFor();
    await shoot(desk, `settled-${language}`);
  });

  /** The default set in the units of the country, as one types it. */
  async function measure(page: Page): Promise<void> {
    const enter = (key: string, value: string) =>
      page.getByLabel(w(key), { exact: false }).first().fill(value);
    await enter('vitals_measure_bloodPressure', '124');
    await enter('vitals_diastolic_short', '78');
    await enter('vitals_measure_pulse', '72');
    await enter('vitals_measure_breathing', '16');
    await enter('vitals_measure_temperature', language === 'id' ? '36,8' : '98.2');
    await enter('vitals_measure_oxygenSaturation', '98');
    await enter('vitals_measure_weight', language === 'id' ? '62,5' : '138');
    await enter('vitals_measure_height', language === 'id' ? '164' : '64.5');
    await enter('vitals_measure_pain', '2');
  }
});
