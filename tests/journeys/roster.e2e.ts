import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { addDays, today, weekdayOf } from '#platform/shared/time.ts';
import { expectAccessible, type Language, languages, shoot } from './support/browser.ts';
import { call, clinics, openWindows, somebody } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();
const zones = { en: 'America/New_York', id: 'Asia/Jakarta' } as const;
const nurse = { en: 'Helen Park, RN', id: 'Ns. Maria Tambunan' } as const;
const student = { en: 'Mia Chen', id: 'Putri Maharani' } as const;
/** The figure of the night shift among the country's kinds. */
const nightKey = { en: '4', id: '3' } as const;

/** Monday of the week after this one. */
function nextMonday(language: Language): string {
  const day = today({ now: Date.now }, zones[language]);
  return addDays(day, 8 - weekdayOf(day));
}

/** A visit late in the evening that asks for somebody who may take vital signs. */
async function bookLate(desk: Page, manager: Page, language: Language, day: string): Promise<void> {
  await call(manager, 'scheduling/saveVisitType', {
    ...{ code: 'late', labelEn: 'Evening check', labelId: 'Kontrol malam', durationMinutes: 15 },
    ...{ bufferBeforeMinutes: 0, bufferAfterMinutes: 0, bufferOwner: 'practitioner', patients: 'any' },
    ...{ colour: 'violet', prepEn: '', prepId: '', practitionerIds: [], roomKind: null, active: true },
    assistantAction: 'vitals.record',
  });
  const { patient } = await call(desk, 'records/registerPatient', {
    ...{ ...somebody(), sex: 'female', notThese: [] },
  });
  // whatever hours the provider has by then
  await call(manager, 'scheduling/bookVisit', {
    ...{ patientId: patient.id, visitTypeCode: 'late', when: { day, time: '21:15' }, outsideHours: true },
    practitionerId: `${clinics[language]}-physician`,
  });
}

/** The cell of a person and a day of the grid, by the words that it is read out with. */
function cellOf(page: Page, name: string, place: number) {
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
  return row.getByRole('cell').nth(place).getByRole('button');
}

describe.each(languages)('a week of the roster, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);
  const monday = nextMonday(language);

  it('is put together, shows what is not covered, is published, and leave is asked for and approved', async () => {
    const manager = await window('manager', language);
    const desk = await window('frontdesk', language);
    await bookLate(desk, manager, language, addDays(monday, 1));

    // this week stands; the next one is planned from it
    await manager.goto(`${serambiUrl()}/clinic/roster`);
    await manager.getByText(w('roster_published'), { exact: true }).waitFor();
    await shoot(manager, `roster-this-week-${language}`);
    await manager.keyboard.press(']');
    await manager.getByText(w('roster_draft')).waitFor();
    await manager.getByRole('button', { name: w('roster_copy') }).click();
    await cellOf(manager, nurse[language], 0).locator('.ro-shift').waitFor();

    // a figure enters its kind, and arrows move
    await cellOf(manager, student[language], 0).focus();
    await manager.keyboard.press('1');
    await cellOf(manager, student[language], 0).locator('.ro-shift').waitFor();
    await manager.keyboard.press('ArrowRight');
    await manager.keyboard.press('1');
    await cellOf(manager, student[language], 1).locator('.ro-shift').waitFor();
    // what is taken out by mistake comes back
    await manager.keyboard.press('Delete');
    await cellOf(manager, student[language], 1).locator('.ro-shift').waitFor({ state: 'detached' });
    await manager
      .getByRole('button', { name: w('web_undo') })
      .last()
      .click();
    await cellOf(manager, student[language], 1).locator('.ro-shift').waitFor();
    // the visit of Tuesday evening finds nobody who may assist
    const gap = manager.locator('.ro-gap').filter({ hasText: w('vitals_action_record') });
    await gap.first().waitFor();
    await expectAccessible(manager, 'a draft of the roster');
    await shoot(manager, `roster-draft-${language}`);

    // a night after an afternoon is too little rest
    await cellOf(manager, nurse[language], 1).focus();
    await manager.keyboard.press(nightKey[language]);
    await manager.locator('.ro-finding').first().waitFor();

    // enter opens a day in full
    await cellOf(manager, student[language], 1).focus();
    await manager.keyboard.press('Enter');
    await manager.getByRole('dialog').waitFor();
    await expectAccessible(manager, 'one day of one person');
    await shoot(manager, `roster-shift-${language}`);
    await manager.keyboard.press('Escape');

    await manager.getByRole('button', { name: w('roster_publish'), exact: true }).click();
    const evenSo = manager.getByRole('button', { name: w('roster_publishEvenSo') });
    await evenSo.waitFor();
    await shoot(manager, `roster-broken-${language}`);
    await evenSo.click();
    await manager.getByText(w('roster_published'), { exact: true }).waitFor();

    // she is told, sees her weeks, and asks for leave on the Friday
    const hers = await window('nurse', language, 'phone');
    await hers.goto(`${serambiUrl()}/work`);
    await hers
      .getByText(w('roster_task_published', { days: '' }).split(' ').slice(0, 2).join(' '))
      .first()
      .waitFor();
    await shoot(hers, `roster-told-${language}`);
    await hers.goto(`${serambiUrl()}/work/shifts`);
    await hers.getByRole('list', { name: w('roster_mine_shifts') }).waitFor();
    await expectAccessible(hers, 'my shifts');
    await shoot(hers, `roster-mine-${language}`);
    await hers.getByRole('button', { name: w('roster_leave_ask') }).click();
    await hers.getByLabel(w('roster_leave_first')).fill(addDays(monday, 4));
    await hers.getByLabel(w('roster_leave_note')).fill('x');
    await expectAccessible(hers, 'asking for leave');
    await shoot(hers, `roster-ask-${language}`);
    await hers.keyboard.press('Control+Enter');
    await hers.getByText(w('roster_state_asked'), { exact: true }).waitFor();

    // the manager sees what it takes away, and approves
    await manager.getByRole('tab', { name: w('roster_tab_requests') }).click();
    const request = manager.getByRole('listitem').filter({ hasText: nurse[language] }).first();
    await request.locator('.ro-impact li').first().waitFor();
    await expectAccessible(manager, 'what waits for a decision');
    await shoot(manager, `roster-requests-${language}`);
    await request.getByRole('button', { name: w('roster_leave_approve') }).click();
    await hers.getByText(w('roster_state_approved'), { exact: true }).waitFor();
    await manager.getByRole('tab', { name: w('roster_tab_week') }).click();
    await cellOf(manager, nurse[language], 4).getByText(w('roster_leave_annual')).waitFor();
    await shoot(manager, `roster-published-${language}`);

    // colleagues see that she is away, and not why
    await desk.goto(`${serambiUrl()}/work/roster?day=${monday}`);
    const row = desk.getByRole('row').filter({ hasText: nurse[language] });
    await row.getByText(w('roster_away'), { exact: true }).waitFor();
    expect(await row.getByText(w('roster_leave_annual')).count()).toBe(0);
    await expectAccessible(desk, 'the roster as everybody reads it');
    await shoot(desk, `roster-read-${language}`);
  });

  it('has kinds of shift and rules of the clinic’s own', async () => {
    const manager = await window('manager', language);
    await manager.goto(`${serambiUrl()}/clinic/roster?tab=kinds`);
    await manager
      .getByRole('button', { name: w('roster_kind_edit') })
      .first()
      .click();
    await manager.getByLabel(w('roster_kind_en')).waitFor();
    await expectAccessible(manager, 'a kind of shift');
    await shoot(manager, `roster-kind-${language}`);
    await manager.keyboard.press('Escape');
    await manager.getByRole('tab', { name: w('roster_tab_rules') }).click();
    await manager.getByLabel(w('roster_rules_rest')).waitFor();
    await expectAccessible(manager, 'the rules of the roster');
    await shoot(manager, `roster-rules-${language}`);
    await manager.getByLabel(w('roster_rules_rest')).fill('10');
    await manager.keyboard.press('Control+Enter');
    await manager.getByText(w('roster_rules_saved')).waitFor();
  });
});
