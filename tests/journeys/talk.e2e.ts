import type { Page } from 'playwright-core';
import { describe, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { expectAccessible, languages, shapes, shoot } from './support/browser.ts';
import { call, openWindows, somebody } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();

/** Somebody who has come and is greeted. */
async function greeted(desk: Page, reason: string) {
  const { name, birthDate } = somebody();
  const { patient } = await call(desk, 'records/registerPatient', {
    name,
    birthDate,
    sex: 'male',
    notThese: [],
  });
  const { visitTypes } = await call(desk, 'scheduling/setup', {});
  const walkIn = { patientId: patient.id, visitTypeCode: visitTypes[0].code, reason };
  const { visitId } = await call(desk, 'frontDesk/takeWalkIn', walkIn);
  const said = { name, birthDate };
  await call(desk, 'frontDesk/identifyPatient', { visitId, said });
  return { name, visitId: visitId as string };
}

describe.each(languages)('the talk about the case, in %s', (language) => {
  const w = (key: string, params = {}) => words(language, `frontDesk_${key}`, params);
  const look = async (page: Page, name: string) => {
    for (const shape of ['desk', 'tablet'] as const) {
      await page.setViewportSize(shapes[shape]);
      await expectAccessible(page, `${name}, ${language}, ${shape}`);
      await shoot(page, `talk-${name}-${language}-${shape}`);
    }
    await page.setViewportSize(shapes.desk);
  };
  const question = (page: Page, at: number) =>
    page.getByRole('group', { name: new RegExp(`^${w('talk_progress', { at, of: '' }).trim()}`) }).waitFor();
  const [yes, no] = [w('talk_yesKey').toLowerCase(), w('talk_noKey').toLowerCase()];

  it('is asked by keyboard, and stops at a red flag at the counter', async () => {
    const desk = await window('frontdesk', language);
    const { name, visitId } = await greeted(
      desk,
      language === 'id' ? 'dada saya ampeg' : 'my chest feels tight',
    );
    await desk.goto(`${serambiUrl()}/visits/${visitId}/greet`);
    await desk.getByRole('button', { name: w('talk_begin') }).click();
    await question(desk, 1);
    await look(desk, 'question');
    await desk.keyboard.press(no);
    await question(desk, 2);
    await desk.keyboard.press(yes);
    await desk.getByText(w('talk_stopCounter')).waitFor();
    await look(desk, 'stop');
    await desk.goto(`${serambiUrl()}/today`);
    await desk
      .getByRole('region', { name: w('alert_title') })
      .getByText(new RegExp(name))
      .waitFor();
    await look(desk, 'board');
    const nurse = await window('nurse', language);
    await nurse.goto(`${serambiUrl()}/visits/${visitId}`);
    await nurse
      .getByRole('button', { name: w('alert_acknowledge') })
      .first()
      .click();
    await nurse.getByLabel(w('alert_outcome')).fill('EKG normal.');
    await nurse.keyboard.press('Control+Enter');
    await nurse.getByRole('region', { name: w('alert_title') }).waitFor({ state: 'detached' });
  });

  it('on the telephone names the number to dial; needs stand where she is roomed', async () => {
    const desk = await window('frontdesk', language);
    const { visitId } = await greeted(desk, language === 'id' ? 'batuk' : 'cough');
    await desk.goto(`${serambiUrl()}/visits/${visitId}/talk`);
    await desk.getByRole('button', { name: w('talk_begin') }).click();
    await question(desk, 1);
    await desk.keyboard.press(no);
    await question(desk, 2);
    await desk.keyboard.press(no);
    await question(desk, 3);
    await desk
      .getByRole('textbox', { name: w('talk_words'), exact: true })
      .last()
      .fill(language === 'id' ? 'tiga hari' : 'three days');
    await desk.keyboard.press('Enter');
    await question(desk, 4);
    await look(desk, 'words');
    await desk.getByRole('button', { name: w('needs_edit') }).click();
    const form = desk.getByRole('form', { name: w('needs_edit') });
    await form.getByRole('radio', { name: w('needs_interpreter_professional') }).check();
    await form.getByLabel(w('needs_language')).fill('jv');
    await form.getByRole('checkbox', { name: w('needs_access_wheelchair') }).check();
    await form.getByRole('radio', { name: w('needs_infection_mask'), exact: true }).check();
    await form.getByLabel(w('needs_handOff')).fill('Pelan-pelan.');
    await look(desk, 'needs');
    await desk.keyboard.press('Control+Enter');
    await form.waitFor({ state: 'detached' });
    await desk.goto(`${serambiUrl()}/visits/${visitId}`);
    await desk.getByText('Pelan-pelan.').waitFor();
    await look(desk, 'visit');
    await desk.goto(`${serambiUrl()}/visits/${visitId}/talk`);
    await desk.getByText(w('talk_answered')).click();
    await desk
      .getByRole('button', { name: new RegExp(`^${w('talk_change')}`) })
      .first()
      .click();
    await question(desk, 1);
    await desk.keyboard.press(yes);
    const number = language === 'id' ? '119' : '911';
    await desk.getByText(w('talk_stopTelephone', { number })).waitFor();
    await look(desk, 'telephone');
  });

  it('follows the clinic’s own questions once a physician has approved them', async () => {
    const manager = await window('manager', language);
    await manager.goto(`${serambiUrl()}/clinic/front-desk-questions`);
    await manager.getByText(w('script_inForceShipped')).waitFor();
    await manager.getByText(/^1\. /).click();
    await look(manager, 'script');
    await manager.getByRole('button', { name: w('script_save') }).click();
    await manager.getByText(/1/).first().waitFor();
    const physician = await window('physician', language);
    await physician.goto(`${serambiUrl()}/clinic/front-desk-questions`);
    await look(physician, 'script-read');
    await physician.getByRole('button', { name: w('script_approve', { version: 1 }) }).click();
    await physician
      .getByText(w('script_approved', { version: 1 }))
      .first()
      .waitFor();
  });
});
