import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { expectAccessible, languages, shoot } from './support/browser.ts';
import { call, openAllDay, openWindows, waitingVisit } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();
const counters = { en: ['Counter 1', 'Counter 2'], id: ['Loket 1', 'Loket 2'] } as const;

/** A browser with the two voices of a clinic's machine, which keeps what it is told to say. */
const withVoices = `
  const voices = [{ lang: 'id-ID', name: 'Gadis' }, { lang: 'en-US', name: 'Jenny' }];
  window.said = [];
  class Utterance { constructor(text) { this.text = text; } }
  window.SpeechSynthesisUtterance = Utterance;
  Object.defineProperty(window, 'speechSynthesis', { value: {
    getVoices: () => voices, addEventListener() {}, removeEventListener() {},
    speak: (one) => window.said.push(one.lang + ': ' + one.text),
  } });
`;

describe.each(languages)('the queue, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);

  it('is called from counters, aloud and on the wall, and the second of two is told who was first', async () => {
    const manager = await window('manager', language);
    const [first, second] = counters[language];
    await manager.goto(`${serambiUrl()}/clinic/front-desk`);
    for (const [at, name] of [first, second].entries()) {
      await manager.getByRole('button', { name: w('frontDesk_settings_addCounter') }).click();
      await manager.getByLabel(w('frontDesk_settings_counter', { number: at + 1 })).fill(name);
    }
    const form = manager.getByRole('form', { name: w('frontDesk_settings_counters') });
    await form.getByRole('button', { name: w('web_save') }).click();
    await manager.getByText(w('frontDesk_settings_saved')).waitFor();
    await expectAccessible(manager, 'counters');
    await shoot(manager, `queue-counters-${language}`);

    const wall = await window('frontdesk', language);
    await wall.addInitScript(withVoices);
    await wall.goto(`${serambiUrl()}/wall`);
    await wall.getByRole('radio', { name: w('frontDesk_wall_voiceBoth') }).check();
    const desk = await window('frontdesk', language);
    const { name, visitId } = await waitingVisit(desk);
    await desk.goto(`${serambiUrl()}/today`);
    const row = desk.getByRole('row').filter({ hasText: name });
    const more = async (page: typeof desk, label: string) => {
      await page
        .getByRole('row')
        .filter({ hasText: name })
        .getByRole('button', { name: w('web_more') })
        .click();
      await page.getByRole('menuitem', { name: label, exact: true }).click();
    };
    await more(desk, w('frontDesk_act_call'));
    const dialog = desk.getByRole('dialog');
    await dialog.getByRole('button', { name: first }).waitFor();
    await expectAccessible(desk, 'call');
    await shoot(desk, `queue-call-${language}`);
    await dialog.getByRole('button', { name: first }).click();
    await row.getByText(new RegExp(first)).first().waitFor();
    await wall.getByText(first).first().waitFor();
    const { rows } = await call(desk, 'frontDesk/todayBoard', {});
    const number = rows.find((one: { visitId: string }) => one.visitId === visitId).queueNumber as string;
    const spoken = number.replace(/^([A-Z])-0*(\d+)$/, '$1 $2');
    const said = () => wall.evaluate(() => (globalThis as unknown as { said: string[] }).said);
    await expect
      .poll(said, { timeout: 10_000 })
      .toEqual([
        `id-ID: ${words('id', 'frontDesk_wall_say', { number: spoken, place: first })}`,
        `en-US: ${words('en', 'frontDesk_wall_say', { number: spoken, place: first })}`,
      ]);
    expect(await wall.locator('body').innerText()).not.toContain(name);
    await expectAccessible(wall, 'wall with calls');
    await shoot(wall, `queue-wall-${language}`);

    // again, with one press: the place is known now
    await more(desk, w('frontDesk_act_callAgain'));
    await expect.poll(async () => (await said()).length, { timeout: 10_000 }).toBe(4);
    await shoot(desk, `queue-board-${language}`);

    // a colleague who has her own counter
    const clinical = await window('clinical', language);
    const { counters: known } = await call(clinical, 'frontDesk/setup', {});
    const other = known.find((one: { name: string }) => one.name === second);
    const place = JSON.stringify({ counterId: other.id, name: second });
    await clinical.evaluate((text) => localStorage.setItem('serambi.frontDesk.place', text), place);
    await clinical.goto(`${serambiUrl()}/today`);
    await more(clinical, w('frontDesk_act_takeOver', { place: second }));
    // the wall of a clinic shows other calls too: hers is the line with her number
    const hers = wall.getByRole('listitem').filter({ hasText: number });
    await hers.getByText(second).waitFor();
    // and the first, whose board is older than that, is refused with the name
    const late = await desk.request.post(`${serambiUrl()}/api/frontDesk/callVisit`, {
      data: { visitId, counterId: known.find((one: { name: string }) => one.name === first).id },
    });
    expect(late.status()).toBe(409);
    await more(clinical, w('frontDesk_act_endCall'));
    await expect.poll(() => hers.getByText(second).count(), { timeout: 10_000 }).toBe(0);
    await more(clinical, w('frontDesk_act_send'));
    await clinical.getByRole('dialog').getByRole('button', { name: first }).click();
    await desk
      .getByRole('row')
      .filter({ hasText: name })
      .getByText(w('frontDesk_call_sent', { place: first }))
      .waitFor();
  });

  it('without a voice says so and chimes, and predicts the start beside the number', async () => {
    const desk = await window('frontdesk', language);
    const { visitId } = await waitingVisit(desk);
    const { practitioners } = await call(desk, 'frontDesk/setup', {});
    if (practitioners.length === 0) {
      const manager = await window('manager', language);
      const { providers } = await call(manager, 'scheduling/setup', {});
      await openAllDay(manager, language, providers[0].practitionerId);
      practitioners.push({ id: providers[0].practitionerId });
    }
    await call(desk, 'frontDesk/transferVisit', { visitId, practitionerId: practitioners[0].id });
    const { waiting } = await call(desk, 'frontDesk/wallBoard', {});
    expect(waiting.some((one: { predictedAt?: string }) => one.predictedAt)).toBe(true);
    await desk.goto(`${serambiUrl()}/wall`);
    await desk.getByRole('radio', { name: w('frontDesk_wall_voiceEn') }).check();
    await desk.getByText(w('frontDesk_wall_noVoice', { language: w('frontDesk_wall_voiceEn') })).waitFor();
    await desk
      .getByText(w('frontDesk_wall_about', { time: '' }).trim())
      .first()
      .waitFor();
    await expectAccessible(desk, 'wall without a voice');
    await shoot(desk, `queue-wall-predicted-${language}`);
  });

  it('the waits of the week stand as charts, tables and a file', async () => {
    const desk = await window('frontdesk', language);
    await waitingVisit(desk);
    await desk.goto(`${serambiUrl()}/waits?span=week`);
    await desk.getByRole('img').first().waitFor();
    await desk
      .getByRole('table', { name: w('frontDesk_waits_byProvider') })
      .or(desk.getByRole('table', { name: w('frontDesk_waits_byWeekday') }))
      .first()
      .waitFor();
    await expectAccessible(desk, 'waits');
    await shoot(desk, `waits-week-${language}`);
    const made = desk.waitForEvent('download');
    await desk.getByRole('button', { name: w('web_export') }).click();
    expect((await made).suggestedFilename()).toContain(w('frontDesk_waits_file'));
    await desk.setViewportSize({ width: 683, height: 384 });
    const over = await desk.evaluate(() => document.documentElement.scrollWidth - globalThis.innerWidth);
    expect(over).toBeLessThanOrEqual(0);
    await shoot(desk, `waits-200-${language}`);
  });
});
