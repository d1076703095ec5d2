import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { displayRecordNumber } from '#platform/shared/identifiers.ts';
import { type Language, languages, shoot } from './support/browser.ts';
import { ask, call, openWindows, somebody, waitingVisit } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();
const countries = { en: 'US', id: 'ID' } as const;

interface Visit {
  name: string;
  visitId: string;
  patientId: string;
}

const address = ({ visitId }: Visit) => `${serambiUrl()}/visits/${visitId}?panel=intake.rooming`;

/** What the chart of a patient holds, whatever screen or visit it came by. */
async function chartOf(asker: Page, { visitId, patientId }: Visit) {
  const { last } = await call(asker, 'vitals/lastVitals', { patientId });
  const { topics } = await call(asker, 'intake/readIntake', { visitId });
  const said = topics.filter((one: { last?: object }) => one.last);
  return {
    pulse: last.find((one: { sign: string }) => one.sign === 'heartRate')?.value,
    said: said.map((one: { topic: string }) => one.topic).sort(),
  };
}
const untouched = { pulse: undefined, said: [] };

/** Two who have been taken to their rooms; after the test the rooms are free again. */
async function twoInRooms(asker: Page, language: Language, visits?: [Visit, Visit]): Promise<[Visit, Visit]> {
  const desk = await window('frontdesk', language);
  const two: [Visit, Visit] = visits ?? [await waitingVisit(desk), await waitingVisit(desk)];
  for (const { visitId } of two) await call(asker, 'frontDesk/roomVisit', { visitId });
  return two;
}
async function leave(asker: Page, visits: Visit[]): Promise<void> {
  for (const { visitId } of visits) await ask(asker, 'frontDesk/leaveUnseen', { visitId, reason: 'x' });
}

describe.each(languages)('no write lands in the chart of another patient, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);
  const pulse = (page: Page) => page.getByLabel(w('vitals_measure_pulse'), { exact: true });
  const none = (page: Page, topic: string) =>
    page.locator(`[data-intake-topic=${topic}] [data-intake-next]`).first();
  /** The words that it is saved stand for a while, also those of the patient before: the answer is what counts. */
  const save = async (page: Page) => {
    const answer = page.waitForResponse((one) => one.url().includes('intake/commitIntake'));
    await page.getByRole('button', { name: w('intake_save'), exact: true }).click();
    expect((await answer).status()).toBe(200);
    await page.getByText(w('intake_saved')).first().waitFor();
  };

  it('two charts open at once, in two tabs of one window and in a second window', async () => {
    const tab = await window('clinical', language);
    const [one, two] = await twoInRooms(tab, language);
    const otherTab = await tab.context().newPage();
    const otherWindow = await window('clinical', language);
    // typed by turns, so that the last form that was touched is never the one that is saved
    await tab.goto(address(one));
    await otherTab.goto(address(two));
    await otherWindow.goto(address(two));
    await pulse(tab).fill('61');
    await pulse(otherTab).fill('97');
    await none(tab, 'family').click();
    await none(otherTab, 'surgeries').click();
    await tab.bringToFront();
    await save(tab);
    expect(await chartOf(tab, one)).toEqual({ pulse: '61', said: ['family'] });
    expect(await chartOf(tab, two)).toEqual(untouched);
    await otherTab.bringToFront();
    await save(otherTab);
    expect(await chartOf(tab, two)).toEqual({ pulse: '97', said: ['surgeries'] });
    // the second window saw the second patient all the time, and shows hers alone
    await otherWindow.locator('.v-rooming').getByText('97').first().waitFor();
    expect(await otherWindow.getByText(one.name).count()).toBe(0);
    expect(await chartOf(tab, one)).toEqual({ pulse: '61', said: ['family'] });
    await otherTab.close();
    await leave(tab, [one, two]);
  });

  it('two whose names look alike are told apart on the list, above the form and in what is kept', async () => {
    const desk = await window('frontdesk', language);
    const page = await window('clinical', language);
    const { name, birthDate } = somebody();
    const year = Number(birthDate.slice(0, 4));
    const known: (Visit & { number: string; born: string })[] = [];
    for (const [of, on] of [
      [name, birthDate],
      [`${name}h`, `${year + 11}${birthDate.slice(4)}`],
    ] as const) {
      const form = { name: of, birthDate: on, sex: 'female', notThese: [] };
      const { patient } = await call(desk, 'records/registerPatient', form);
      const { visitTypes } = await call(desk, 'scheduling/setup', {});
      const walkIn = { patientId: patient.id, visitTypeCode: visitTypes[0].code, priority: 'emergency' };
      const { visitId } = await call(desk, 'frontDesk/takeWalkIn', walkIn);
      const number = displayRecordNumber(patient.recordNumber, countries[language]);
      known.push({ name: of, visitId, patientId: patient.id, number, born: on.slice(0, 4) });
    }
    const [one, two] = known as [(typeof known)[number], (typeof known)[number]];
    await twoInRooms(page, language, [one, two]);

    await page.goto(`${serambiUrl()}/today`);
    const row = page.getByRole('row').filter({ hasText: one.number });
    await row.getByText(w('frontDesk_mark_nameAlert')).first().waitFor({ timeout: 60_000 });
    await row.getByText(one.name, { exact: true }).click();
    await page.waitForURL(`**/visits/${one.visitId}**`);
    // whom she is taken for stands above the form, by initials, year and number, and never by the name
    const mark = page.getByText(/^(Name alert|Nama mirip): /).first();
    await mark.waitFor();
    expect(await mark.innerText()).toContain(two.number);
    expect(await mark.innerText()).toContain(two.born);
    expect(await page.getByText(two.name, { exact: true }).count()).toBe(0);
    await page.getByText(one.number).first().waitFor();
    await shoot(page, `wrong-patient-alike-${language}`);
    await pulse(page).fill('63');
    await save(page);
    expect(await chartOf(page, one)).toEqual({ pulse: '63', said: [] });
    expect(await chartOf(page, two)).toEqual(untouched);

    // a form that says it is hers and names the other's visit is refused in words, and keeps nothing
    const { seen } = await call(page, 'intake/readIntake', { visitId: two.visitId });
    const mixed = { visitId: two.visitId, patientId: one.patientId, seen };
    const refused = await ask(page, 'intake/commitIntake', {
      ...{ ...mixed, facts: { family: { answer: 'none' } }, vitals: { values: { pulse: { value: '99' } } } },
    });
    expect(refused).toMatchObject({ status: 409, body: { detail: w('intake_error_otherPatient') } });
    expect(await chartOf(page, one)).toEqual({ pulse: '63', said: [] });
    expect(await chartOf(page, two)).toEqual(untouched);
    await leave(page, [one, two]);
  });

  it('the back button, past the list and straight from one patient to the other', async () => {
    const page = await window('clinical', language);
    const [one, two] = await twoInRooms(page, language);
    const open = async ({ name, visitId }: Visit) => {
      await page.getByRole('row').filter({ hasText: name }).getByText(name).first().click();
      await page.waitForURL(`**/visits/${visitId}**`);
    };
    const places = page.getByRole('navigation', { name: w('web_places') });
    await page.goto(`${serambiUrl()}/today`);
    await open(one);
    await pulse(page).fill('64');
    await places.getByRole('link', { name: w('web_place_today'), exact: true }).click();
    await open(two);
    // nothing of the first patient is in the form of the second
    expect(await pulse(page).inputValue()).toBe('');
    await pulse(page).fill('98');
    await none(page, 'family').click();
    // as a long press on the back button does: no list lies between the two forms
    await page.evaluate(() => history.go(-2));
    await page.waitForURL(`**/visits/${one.visitId}**`);
    await page.getByText(one.name).first().waitFor();
    await expect.poll(() => pulse(page).inputValue()).toBe('64');
    await save(page);
    expect(await chartOf(page, one)).toEqual({ pulse: '64', said: [] });
    expect(await chartOf(page, two)).toEqual(untouched);
    await page.evaluate(() => history.go(2));
    await page.waitForURL(`**/visits/${two.visitId}**`);
    await page.getByText(two.name).first().waitFor();
    await expect.poll(() => pulse(page).inputValue()).toBe('98');
    await save(page);
    expect(await chartOf(page, two)).toEqual({ pulse: '98', said: ['family'] });
    expect(await chartOf(page, one)).toEqual({ pulse: '64', said: [] });
    await leave(page, [one, two]);
  });

  it('a stale tab: the patient has left the room to another, and a colleague was faster', async () => {
    const stale = await window('clinical', language);
    const [one, two] = await twoInRooms(stale, language);
    const second = await stale.context().newPage();
    await stale.goto(address(one));
    await second.goto(address(two));
    await pulse(stale).fill('65');
    await none(second, 'family').click();
    // neither tab hears anything from here on, as after a sleep of the machine; what is saved goes out all the same
    const reads = /\/api\/(intake\/readIntake|vitals\/visitVitals|frontDesk\/readVisit)/;
    for (const page of [stale, second]) await page.route(reads, (route) => route.abort());
    const colleague = await window('physician', language);
    await call(colleague, 'frontDesk/leaveUnseen', { visitId: one.visitId, reason: 'x' });
    await call(colleague, 'intake/commitIntake', {
      ...{ visitId: two.visitId, patientId: two.patientId },
      ...{
        seen: (await call(colleague, 'intake/readIntake', { visitId: two.visitId })).seen,
        facts: { surgeries: { answer: 'none' } },
      },
    });

    const act = (page: Page) => page.getByRole('button', { name: w('intake_save'), exact: true });
    await stale.bringToFront();
    await act(stale).click();
    await stale.getByText(w('frontDesk_error_visitClosed')).first().waitFor();
    expect(await pulse(stale).inputValue()).toBe('65');
    await shoot(stale, `wrong-patient-stale-${language}`);
    await second.bringToFront();
    await act(second).click();
    const { person } = await call(colleague, 'identity/whoAmI', {});
    await second
      .getByText(w('intake_error_changedMeanwhile', { by: person.name }))
      .first()
      .waitFor();
    expect(await chartOf(colleague, one)).toEqual(untouched);
    expect(await chartOf(colleague, two)).toEqual({ pulse: undefined, said: ['surgeries'] });

    // what was entered is kept, and goes in once the page has been read again
    await second.unroute(reads);
    await second.reload();
    await second.getByText(w('web_form_restored')).waitFor();
    await save(second);
    expect(await chartOf(colleague, two)).toEqual({ pulse: undefined, said: ['family', 'surgeries'] });
    expect(await chartOf(colleague, one)).toEqual(untouched);
    await second.close();
    await leave(colleague, [two]);
  });

  it('a page that is opened anew shows what was typed before it saves anything', async () => {
    const page = await window('clinical', language);
    const [one, two] = await twoInRooms(page, language);
    await page.goto(address(one));
    const kept = page.waitForResponse((answer) => answer.url().includes('identity/keepDraft'));
    await pulse(page).fill('66');
    expect((await kept).status()).toBe(200);
    // what was typed comes late, and she is quick
    await page.route(/\/api\/identity\/drafts/, async (route) => {
      await new Promise((done) => setTimeout(done, 1_500));
      await route.continue();
    });
    await page.reload();
    await page.getByRole('button', { name: w('intake_save'), exact: true }).click();
    await page.getByText(w('web_form_restored')).waitFor();
    expect(await pulse(page).inputValue()).toBe('66');
    expect(await chartOf(page, one)).toEqual(untouched);
    await save(page);
    expect(await chartOf(page, one)).toEqual({ pulse: '66', said: [] });
    await leave(page, [one, two]);
  });
});
