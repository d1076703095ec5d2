import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { expectAccessible, type Language, languages, shoot } from './support/browser.ts';
import { call, openWindows, takeToRoom, waitingVisit } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();
const learner = { en: 'Mia Chen', id: 'Putri Maharani' } as const;
const jobs = { en: ['student', 'assistant'], id: ['student'] } as const;

/** Gives the student the job that she learns, in a clinic that asks for what she lacks; and takes it back. */
async function giveJobs(language: Language, roles: readonly string[]): Promise<void> {
  const manager = await window('manager', language);
  const asked = roles.includes('assistant');
  await call(manager, 'competencies/askFor', { code: 'vitalSigns', asked, evenSo: true });
  const { people } = await call(manager, 'workforce/listPeople', {});
  const person = people.find((one: { name: string }) => one.name === learner[language]);
  await call(manager, 'workforce/savePerson', { staffId: person.id, name: person.name, roles });
}

/** The learner measures a patient's pulse on her screen; how the set stands in the record. */
async function measure(student: Page, desk: Page, language: Language): Promise<string> {
  const w = (key: string) => words(language, key);
  const { name, visitId } = await waitingVisit(desk);
  await student.goto(`${serambiUrl()}/today`);
  await takeToRoom(student, language, name);
  const row = student.getByRole('row').filter({ hasText: name });
  await row.getByRole('button', { name: w('frontDesk_act_openRooming') }).click();
  await student.getByLabel(w('vitals_measure_pulse')).first().fill('72');
  const saved = student.waitForResponse((one) => one.url().includes('intake/commitIntake'));
  await student.getByRole('button', { name: w('intake_save') }).click();
  await saved;
  const { sets } = await call(desk, 'vitals/visitVitals', { visitId });
  return sets[0].items[0].status;
}

/** Answers every step by its key, beginning at the first, and signs. */
async function seeAll(page: Page, language: Language, shot?: string): Promise<void> {
  const steps = page.getByRole('radiogroup', { name: words(language, 'competencies_critical') });
  await steps.first().waitFor();
  const count = await page.locator('.cp-steps li').count();
  await page.locator('.cp-steps [role="radiogroup"]').first().focus();
  for (let step = 0; step < count; step += 1) await page.keyboard.press('1');
  if (shot) {
    await expectAccessible(page, 'check-off');
    await shoot(page, shot);
  }
  await page.keyboard.press('Control+Enter');
}

describe.each(languages)('a competency is earned at work, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);
  const label = w('competencies_state_learning');
  const vitalSigns = { en: 'Vital signs', id: 'Tanda vital' }[language];

  it('from a set of vital signs that an observer confirms to the validation that she signs', async () => {
    await giveJobs(language, jobs[language]);
    const desk = await window('frontdesk', language);
    const student = await window('student', language);
    await student.goto(`${serambiUrl()}/work/passport`);
    const line = student.getByRole('listitem').filter({ hasText: vitalSigns }).first();
    await line.getByRole('button', { name: w('competencies_passport_learn') }).click();
    await line.getByText(label, { exact: true }).waitFor();
    await expectAccessible(student, 'my passport');
    await shoot(student, `passport-mine-${language}`);
    expect(await measure(student, desk, language)).toBe('preliminary');

    // the observer finds it in her work, and one key counts it
    const nurse = await window('nurse', language, 'tablet');
    await nurse.goto(`${serambiUrl()}/work`);
    const task = w('competencies_task_confirm', { name: learner[language], label: vitalSigns });
    await nurse.getByText(task).first().waitFor();
    await nurse.goto(`${serambiUrl()}/work/practice`);
    await nurse.getByRole('listitem').filter({ hasText: vitalSigns }).first().waitFor();
    await expectAccessible(nurse, 'practice to confirm');
    await shoot(nurse, `passport-practice-${language}`);
    await nurse.keyboard.press('c');
    await nurse.getByText(w('competencies_practice_none')).waitFor();

    // two more are seen at her side, then the validation
    await nurse.goto(`${serambiUrl()}/clinic/competencies`);
    await nurse.getByRole('table').waitFor();
    await expectAccessible(nurse, 'matrix');
    await shoot(nurse, `passport-matrix-${language}`);
    const row = nurse.getByRole('row').filter({ has: nurse.getByRole('rowheader', { name: vitalSigns }) });
    const cell = row
      .getByRole('link')
      .filter({ hasText: w('competencies_practised', { done: 1, needed: 3 }) });
    await cell.click();
    await seeAll(nurse, language, `passport-check-off-${language}`);
    await nurse.getByText(w('competencies_sheet_passed', { label: vitalSigns })).waitFor();
    await nurse.reload();
    await seeAll(nurse, language);
    await nurse.getByText(w('competencies_sheet_passed', { label: vitalSigns })).waitFor();
    await nurse.reload();
    await nurse.getByText(w('competencies_state_practised')).first().waitFor();
    await seeAll(nurse, language);
    await nurse.getByText(w('competencies_state_current')).first().waitFor();
    await shoot(nurse, `passport-validated-${language}`);

    // her own screen follows; what she enters in the job that asked for it is final from now on
    await student.goto(`${serambiUrl()}/work/passport`);
    await line.getByText(w('competencies_state_current'), { exact: true }).waitFor();
    const after = { en: 'final', id: 'preliminary' }[language];
    expect(await measure(student, desk, language)).toBe(after);
    await giveJobs(language, ['student']);
  });

  it('and is looked after by the manager: what is due, what is asked, and the paper', async () => {
    const manager = await window('manager', language);
    await manager.goto(`${serambiUrl()}/clinic/competencies`);
    await manager.getByRole('tab', { name: w('competencies_matrix_due') }).click();
    await shoot(manager, `passport-due-${language}`);
    await manager.getByRole('tab', { name: w('competencies_matrix_asked') }).click();
    await manager.getByText(vitalSigns).first().waitFor();
    await expectAccessible(manager, 'what is asked');
    await shoot(manager, `passport-asked-${language}`);
    await manager
      .getByRole('button', { name: w('competencies_set_edit') })
      .first()
      .click();
    await manager.getByLabel(w('competencies_set_steps')).waitFor();
    await expectAccessible(manager, 'one competency');
    await shoot(manager, `passport-form-${language}`);
    await manager.keyboard.press('Control+Enter');
    await manager
      .getByText(w('competencies_set_version', { version: 2 }))
      .first()
      .waitFor();
  });
});

describe('A14.4 on the screen', () => {
  const w = (key: string, params?: Record<string, string | number>) => words('en', key, params);

  it('venipuncture competency lapsed yesterday: the draw says why beside its place, the dressing stays open', async () => {
    const desk = await window('frontdesk', 'en');
    const physician = await window('physician', 'en');
    const { visitId } = await waitingVisit(desk);
    await call(physician, 'frontDesk/moveVisit', { visitId, to: 'ready' });
    await call(physician, 'orders/startConsultation', { visitId });
    const draw = { kind: 'test', code: 'bloodCount', label: 'Full blood count', invasive: true };
    const dressing = { kind: 'procedure', code: 'woundCare', label: 'Wound care and dressing' };
    for (const detail of [draw, dressing])
      await call(physician, 'orders/placeOrder', { visitId, detail, now: true });
    const assistant = await window('assistant', 'en');
    await assistant.goto(`${serambiUrl()}/visits/${visitId}?panel=orders.tasks`);
    const drawn = assistant.getByRole('listitem').filter({ hasText: 'Full blood count' });
    await drawn.getByText(/Your competency Venipuncture ended on/).waitFor();
    expect(await drawn.getByRole('button', { name: w('orders_act_done') }).count()).toBe(0);
    const dressed = assistant.getByRole('listitem').filter({ hasText: 'Wound care' });
    expect(await dressed.getByRole('button', { name: w('orders_act_done') }).count()).toBe(1);
    await expectAccessible(assistant, 'a closed act');
    await shoot(assistant, 'passport-closed-en');
  });
});
