import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { expectAccessible, languages, shoot } from './support/browser.ts';
import { ask, clinics, takeToRoom, openWindows, waitingVisit } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();
const bloodPressure = { bloodPressure: [{ systolic: '120', diastolic: '80' }] };

/** What a refusal must hold: that it is one, the act in words, and who may. */
async function expectRefused(page: Page, verb: string, input: object, said: string[]): Promise<void> {
  const { status, body } = await ask(page, verb, input);
  expect(status).toBe(403);
  for (const one of said) expect(body.detail).toContain(one);
}

describe.each(languages)('what a job description does not hold, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);
  const signing = w('orders_action_sign');
  const physician = { en: 'Physician', id: 'Dokter' }[language];

  it('is refused at the front desk with the reason and who may, on the screen and behind it', async () => {
    const desk = await window('frontdesk', language);
    const { name, visitId } = await waitingVisit(desk);
    await desk.goto(`${serambiUrl()}/visits/${visitId}`);
    await desk.getByText(name).first().waitFor();
    // what was measured she may read; what is never hers is not offered
    await desk.getByRole('tab', { name: w('vitals_rooming_title') }).click();
    await desk.getByText(w('vitals_strip_none')).waitFor();
    expect(await desk.getByRole('button', { name: w('vitals_rooming_save') }).count()).toBe(0);
    await desk.getByRole('tab', { name: w('orders_title') }).click();
    await desk.getByText(w('orders_waiting')).waitFor();
    expect(await desk.getByRole('button', { name: w('orders_start') }).count()).toBe(0);
    expect(
      await desk
        .getByRole('main')
        .getByRole('button', { name: w('orders_sign') })
        .count(),
    ).toBe(0);
    await expectAccessible(desk, 'visit at the front desk');
    await shoot(desk, `refusal-visit-${language}`);

    // and by the address she reads why not, and who can change it
    await desk.goto(`${serambiUrl()}/work/to-sign`);
    await desk.getByText(w('web_notMine_reason')).waitFor();
    await desk.getByText(w('web_notMine_who')).waitFor();
    await expectAccessible(desk, 'page of another job');
    await shoot(desk, `refusal-page-${language}`);

    await expectRefused(desk, 'orders/signVisit', { visitId }, [signing, physician]);
    await expectRefused(desk, 'vitals/recordVitals', { visitId, values: bloodPressure }, [
      w('vitals_action_record'),
    ]);
  });
});

describe('an Indonesian asisten perawat', () => {
  const w = (key: string, params?: Record<string, string | number>) => words('id', key, params);

  it('takes a patient to the room, reads that measuring is not hers, and asks a nurse in one key', async () => {
    const desk = await window('frontdesk', 'id');
    const assistant = await window('assistant', 'id');
    const nurse = await window('clinical', 'id');
    const { name, visitId } = await waitingVisit(desk);
    await takeToRoom(assistant, 'id', name);
    await assistant.getByRole('row').filter({ hasText: name }).getByText(name).click();

    await assistant.getByText(w('vitals_refused_rooming')).waitFor();
    expect(await assistant.getByLabel(w('vitals_measure_bloodPressure')).count()).toBe(0);
    await expectAccessible(assistant, 'rooming of another job');
    await shoot(assistant, 'refusal-rooming-id');
    const act = { visitId, values: bloodPressure };
    await expectRefused(assistant, 'vitals/recordVitals', act, [w('vitals_action_record'), 'Perawat']);
    await expectRefused(assistant, 'vitals/visitVitals', { visitId }, [w('vitals_action_read')]);

    await assistant.getByRole('button', { name: w('vitals_refused_ask') }).click();
    await assistant.getByText(w('vitals_refused_asked')).waitFor();
    await shoot(assistant, 'refusal-asked-id');

    // the nurse finds it among her tasks, and behind it the form that is hers
    await nurse.getByRole('link', { name: w('web_place_work') }).click();
    const asked = w('work_task_asked', { from: 'Yusuf Hidayat', act: w('vitals_action_record') });
    const task = nurse.getByRole('listitem').filter({ hasText: asked });
    await task.first().waitFor();
    await expectAccessible(nurse, 'my work');
    await shoot(nurse, 'refusal-task-id');
    await nurse.locator(`a[href="/visits/${visitId}"]`).first().click();
    await nurse.getByLabel(w('vitals_measure_bloodPressure')).first().waitFor();
  });
});

describe('an American student', () => {
  const w = (key: string, params?: Record<string, string | number>) => words('en', key, params);

  it(`measures at ${clinics.en}, and what she wrote stays preliminary until somebody who may co-signs it`, async () => {
    const desk = await window('frontdesk', 'en');
    const student = await window('student', 'en');
    const nurse = await window('nurse', 'en');
    const { name, visitId } = await waitingVisit(desk);
    await takeToRoom(student, 'en', name);
    const row = student.getByRole('row').filter({ hasText: name });
    await row.getByRole('button', { name: w('frontDesk_act_openRooming') }).click();
    await student.getByLabel(w('vitals_measure_pulse')).first().fill('72');
    await student.getByRole('button', { name: w('intake_save') }).click();
    await student.getByText(w('vitals_refused_preliminary')).waitFor();
    await expectAccessible(student, 'a student’s set');
    await shoot(student, 'refusal-student-en');
    const { body } = await ask(nurse, 'vitals/visitVitals', { visitId });
    const [set] = body.sets;
    await expectRefused(student, 'vitals/coSign', { setId: set.setId }, [w('vitals_action_coSign')]);

    await nurse.goto(`${serambiUrl()}/visits/${visitId}?panel=intake.rooming`);
    await nurse.getByRole('button', { name: w('vitals_coSign_act') }).click();
    await nurse.getByText(w('vitals_coSign_done')).waitFor();
    await student.getByText(w('vitals_refused_preliminary')).waitFor({ state: 'detached' });
  });
});
