import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect } from 'vitest';
import { words } from '#platform/server/words.ts';
import { today, weekdayOf } from '#platform/shared/time.ts';
import { closeBrowser, type Language, type shapes, shoot, signIn, type Window } from './browser.ts';

/** The demo clinic whose people speak the language. */
export const clinics = { en: 'harbor', id: 'melati' } as const;

const zones = { en: 'America/New_York', id: 'Asia/Jakarta' } as const;

/** Opens windows of a clinic's people; each closes after its test, with a picture of how it stood when the test failed. */
export function openWindows(): (
  login: string,
  language: Language,
  shape?: keyof typeof shapes,
  password?: string,
) => Promise<Page> {
  const open: Window[] = [];
  afterEach(async ({ task }) => {
    for (const window of open.splice(0)) {
      if (task.result?.state === 'fail') {
        await shoot(window.page, `failed-${window.login}`);
        process.stderr.write(`${window.login}: ${window.complaints.join('\n') || 'no complaint'}\n`);
      }
      await window.context.close();
    }
  });
  afterAll(closeBrowser);
  return async (login, language, shape, password) => {
    const one = await signIn(`${login}@${clinics[language]}.demo`, language, shape, password);
    open.push(one);
    return one.page;
  };
}

/**
 * Calls a verb as the person of the window, past her screens.
 * @param verb `slice/verb`
 */
export async function ask(page: Page, verb: string, input: object) {
  const address = `${new URL(page.url()).origin}/api/${verb}`;
  // a refusal is worded in the language of the page
  const headers = { 'accept-language': await page.evaluate(() => document.documentElement.lang) };
  const answer = await page.request.post(address, { data: input, headers });
  return { status: answer.status(), body: await answer.json() };
}

/** The same, where nothing but an answer will do. */
export async function call(page: Page, verb: string, input: object) {
  const { status, body } = await ask(page, verb, input);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

/** Takes a patient who waits to the proposed room, by the button of her row on Today. */
export async function takeToRoom(page: Page, language: Language, name: string): Promise<void> {
  const row = page.getByRole('row').filter({ hasText: name });
  const anyRoom = row.getByRole('button', { name: words(language, 'frontDesk_act_room') });
  const thisRoom = row.getByRole('button', {
    name: words(language, 'frontDesk_act_roomNamed', { room: '' }).trim(),
  });
  await anyRoom.or(thisRoom).first().click();
  await row.getByText(words(language, 'frontDesk_step_roomed')).first().waitFor();
}

/**
 * Opens the clinic, and one of its providers, for the whole of today, so that the hour of the test does not matter.
 * @param manager a window of somebody who plans
 * @param quota numbers of the provider's session; fixed times without it
 */
export async function openAllDay(
  manager: Page,
  language: Language,
  practitionerId: string,
  quota?: number,
): Promise<void> {
  const day = today({ now: Date.now }, zones[language]);
  const { weeks } = await call(manager, 'scheduling/setup', {});
  for (const whose of [null, practitionerId]) {
    // of two plans that begin on one day the second is refused
    const known = weeks.find(
      (one: { practitionerId: string | null; validFrom: string }) =>
        one.practitionerId === whose && one.validFrom === day,
    );
    const weekday = weekdayOf(day);
    const open = { weekday, from: '00:00', to: '23:59', ...(whose && quota && { quota }) };
    const others = (known?.sessions ?? []).filter((one: { weekday: number }) => one.weekday !== weekday);
    const plan = known ?? { practitionerId: whose, validFrom: day, validTo: day };
    await call(manager, 'scheduling/saveHours', { ...plan, sessions: [...others, open] });
  }
}

/**
 * A name and a day of birth that look like nobody else's.
 * @param born the year, where her age decides what is asked
 */
export function somebody(born?: number): { name: string; birthDate: string } {
  const bytes = crypto.getRandomValues(new Uint8Array(17));
  const word = (from: number) => {
    const letters = String.fromCharCode(...bytes.slice(from, from + 7).map((byte) => 97 + (byte % 26)));
    return letters.charAt(0).toUpperCase() + letters.slice(1);
  };
  // any date of sixty years: one that is a digit away from another's would make them look alike
  const [day = 0, month = 0, year = 0] = bytes.slice(14);
  const two = (one: number) => String(1 + one).padStart(2, '0');
  const birthDate = `${born ?? 1940 + (year % 60)}-${two(month % 12)}-${two(day % 28)}`;
  return { name: `${word(0)} ${word(7)}`, birthDate };
}

/**
 * A new patient who has been checked in and waits for a room.
 * @param desk a window of somebody who greets
 */
export async function waitingVisit(
  desk: Page,
  born?: number,
): Promise<{ name: string; visitId: string; patientId: string }> {
  const { name, birthDate } = somebody(born);
  const { patient } = await call(desk, 'records/registerPatient', {
    name,
    birthDate,
    sex: 'female',
    notThese: [],
  });
  const { visitTypes } = await call(desk, 'scheduling/setup', {});
  const walkIn = { patientId: patient.id, visitTypeCode: visitTypes[0].code, reason: 'batuk' };
  const { visitId } = await call(desk, 'frontDesk/takeWalkIn', walkIn);
  await call(desk, 'frontDesk/identifyPatient', { visitId, said: { name, birthDate } });
  const { forms } = await call(desk, 'frontDesk/readVisit', { visitId });
  const consents = forms
    .filter((form: { state: string }) => form.state === 'needed')
    .map((form: { code: string; version: string; language: string }) => ({
      code: form.code,
      version: form.version,
      language: form.language,
      decision: 'signed',
      signer: { name, relationship: 'self' },
    }));
  const papers = { visitId, reason: 'batuk', consents, payerId: 'self-pay', contactConfirmed: true };
  await call(desk, 'frontDesk/checkIn', papers);
  return { name, visitId, patientId: patient.id };
}
