import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { type Language, languages, shoot } from './support/browser.ts';
import { call, openWindows, somebody, takeToRoom, waitingVisit } from './support/clinic.ts';
import { openKiosk, selfCheckIn } from './support/kiosk.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();
const counters = {
  en: ['Counter 1', 'Counter 2', 'Counter 3'],
  id: ['Loket 1', 'Loket 2', 'Loket 3'],
} as const;

interface Row {
  visitId: string;
  queueNumber?: string;
  step: string;
  stepLabel: string;
  patient: { name: string };
  room?: { name: string };
  call?: { place: string; by: string; times: number };
}

const rowsOf = async (page: Page): Promise<Row[]> => (await call(page, 'frontDesk/todayBoard', {})).rows;
const rowFor = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

/** Numbers of a day by their letter: each from 1 to the last, none left out and none twice. */
function expectUnbroken(rows: readonly Row[]): void {
  const given = rows.flatMap(({ queueNumber }) => (queueNumber ? [queueNumber] : []));
  const byLetter = Map.groupBy(given, (one) => one.split('-')[0]);
  for (const [letter, all] of byLetter) {
    const numbers = all.map((one) => Number(one.split('-')[1])).toSorted((a, b) => a - b);
    expect([letter, numbers]).toEqual([letter, numbers.map((_, place) => place + 1)]);
  }
}

describe.each(languages)('three desks, a kiosk and a wall at once, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) =>
    words(language, `frontDesk_${key}`, params);
  const more = async (page: Page, name: string, label: string) => {
    await rowFor(page, name)
      .getByRole('button', { name: words(language, 'web_more') })
      .click();
    await page.getByRole('menuitem', { name: label, exact: true }).click();
  };

  it('no number is lost, doubled or begun anew, every press is answered, and all screens agree', async () => {
    const { desks, wall, kiosk } = await openAll(language);
    const [first, second, nurse] = desks;
    const before = await rowsOf(first);
    const self = somebody();
    await walkIn(first, self);

    // two counters take people in, the kiosk checks somebody in, and the nurse takes to rooms who is there already
    const early = await waitingVisit(second);
    const [here, there, number] = await Promise.all([
      inTurn(3, () => waitingVisit(first)),
      inTurn(3, () => waitingVisit(second)),
      selfCheckIn(kiosk, language, self),
      takeToRoom(nurse, language, early.name),
    ]);
    const ours = [...here, ...there];
    const taken = await rowsOf(first);
    expect(taken.length - before.length).toBe(8);
    expectUnbroken(taken);
    expect(taken.find((one) => one.patient.name === self.name)?.queueNumber).toBe(number);
    await shoot(kiosk, `at-once-kiosk-${language}`);

    // each does something else, all at the same moment
    const [a, b, c, both, sent] = ours;
    if (!a || !b || !c || !both || !sent) throw new Error('six were taken in');
    const [one, two, three] = counters[language];
    await Promise.all([
      more(first, a.name, w('act_callTo', { place: one })),
      more(second, b.name, w('act_callTo', { place: two })),
      takeToRoom(nurse, language, c.name),
    ]);
    await rowFor(second, a.name).getByText(new RegExp(one)).first().waitFor();
    await rowFor(first, b.name).getByText(new RegExp(two)).first().waitFor();

    // two call the same one: who was second is told by whom and to where
    await atTheSameTime(
      [first, () => more(first, both.name, w('act_callTo', { place: one }))],
      [second, () => more(second, both.name, w('act_callTo', { place: two }))],
      'frontDesk/callVisit',
    );
    const { by } = await callOf(first, both.visitId);
    await second.getByText(w('error_alreadyCalled', { by, place: one })).waitFor();
    await shoot(second, `at-once-called-already-${language}`);

    // two take the same one to a room
    const other = await window('nurse', language);
    await other.goto(`${serambiUrl()}/today`);
    const toRoom = (page: Page) =>
      rowFor(page, sent.name)
        .getByRole('button', {
          name: new RegExp(`^${w('act_roomNamed', { room: '' }).trim()}|${w('act_room')}`),
        })
        .first()
        .click();
    await atTheSameTime([nurse, () => toRoom(nurse)], [other, () => toRoom(other)], 'frontDesk/roomVisit');
    const refusal = w('error_takenOn', { by: '@', where: '@' }).split('@')[1] ?? '';
    await other.getByText(refusal.trim(), { exact: false }).first().waitFor();
    await shoot(other, `at-once-taken-on-${language}`);

    // one is sent on to the third counter while her call ends at another
    await Promise.all([
      (async () => {
        await more(first, b.name, w('act_send'));
        await first.getByRole('dialog').getByRole('button', { name: three }).click();
      })(),
      more(second, both.name, w('act_takeOver', { place: two })),
    ]);
    await rowFor(nurse, b.name)
      .getByText(w('call_sent', { place: three }))
      .waitFor();

    const end = await rowsOf(first);
    expectUnbroken(end);
    const numbers = (rows: readonly Row[]) => rows.map((row) => [row.visitId, row.queueNumber]);
    // nobody's number is another one than before, whatever was done with her
    expect(numbers(end).filter(([, given]) => given)).toEqual(
      expect.arrayContaining(numbers(taken).filter(([, given]) => given)),
    );
    const names = [...ours.map(({ name }) => name), early.name, self.name];
    const rows = end.filter((row) => names.includes(row.patient.name));
    expect(rows).toHaveLength(8);
    for (const page of desks) await expectShown(page, rows);
    await expectOnTheWall(wall, language, rows);
    await shoot(first, `at-once-board-${language}`);
    await shoot(nurse, `at-once-nurse-${language}`);
    await shoot(wall, `at-once-wall-${language}`);
  });

  const callOf = async (page: Page, visitId: string) => {
    const call_ = (await rowsOf(page)).find((row) => row.visitId === visitId)?.call;
    if (!call_) throw new Error('nobody has called her');
    return call_;
  };
});

/** The windows of a morning: two counters, the nurse's tablet, the lobby's kiosk and its wall. */
async function openAll(language: Language) {
  const manager = await window('manager', language);
  const wanted = counters[language].map((name) => ({ name }));
  const { counters: saved } = await call(manager, 'frontDesk/saveCounters', { counters: wanted });
  const kiosk = await openKiosk(manager, language, `At once ${language}`);
  const desks = [await window('frontdesk', language), manager, await window('clinical', language)] as const;
  for (const [place, desk] of desks.entries()) {
    const text = JSON.stringify({ counterId: saved[place].id, name: saved[place].name });
    await desk.evaluate((kept) => localStorage.setItem('serambi.frontDesk.place', kept), text);
    await desk.goto(`${serambiUrl()}/today`);
  }
  const wall = await window('frontdesk', language);
  await wall.goto(`${serambiUrl()}/wall`);
  return { desks, wall, kiosk };
}

async function inTurn<T>(count: number, work: () => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  for (let place = 0; place < count; place += 1) done.push(await work());
  return done;
}

async function walkIn(desk: Page, { name, birthDate }: { name: string; birthDate: string }): Promise<void> {
  const person = { name, birthDate, sex: 'female', notThese: [] };
  const { patient } = await call(desk, 'records/registerPatient', person);
  const { visitTypes } = await call(desk, 'scheduling/setup', {});
  await call(desk, 'frontDesk/takeWalkIn', { patientId: patient.id, visitTypeCode: visitTypes[0].code });
}

/** Both press before either has heard of the other: the second one's request waits until the first one is answered. */
async function atTheSameTime(
  [first, press]: [Page, () => Promise<void>],
  [second, pressToo]: [Page, () => Promise<void>],
  verb: string,
): Promise<void> {
  const address = `**/api/${verb}`;
  const heard = [first, second].map((page) =>
    page.waitForResponse((answer) => answer.url().endsWith(`/api/${verb}`)),
  );
  let both: () => void = () => undefined;
  const pressed = new Promise<void>((resolve) => {
    both = resolve;
  });
  await first.route(address, async (route) => {
    await pressed;
    await route.continue();
  });
  await second.route(address, async (route) => {
    both();
    await heard[0];
    await route.continue();
  });
  await Promise.all([press(), pressToo()]);
  await Promise.all(heard);
  for (const page of [first, second]) await page.unroute(address);
}

/** A desk's board says of each her number and where she is. */
async function expectShown(page: Page, rows: readonly Row[]): Promise<void> {
  for (const row of rows) {
    const text = () => rowFor(page, row.patient.name).innerText();
    const where = [row.stepLabel, ...(row.room ? [row.room.name] : [])];
    await expect.poll(text, { timeout: 30_000 }).toContain(row.queueNumber);
    for (const one of where) await expect.poll(text, { timeout: 30_000 }).toContain(one);
    if (row.call) await expect.poll(text, { timeout: 30_000 }).toContain(row.call.place);
  }
}

/** The wall shows who is called and to where, and who waits; no name. */
async function expectOnTheWall(wall: Page, language: Language, rows: readonly Row[]): Promise<void> {
  const called = wall.getByRole('region', { name: words(language, 'frontDesk_wall_called') });
  const waiting = wall.getByRole('region', { name: words(language, 'frontDesk_wall_waiting') });
  for (const row of rows) {
    const isCalled = (row.call?.times ?? 0) > 0 || row.step === 'roomed';
    const list = isCalled ? called : waiting;
    await list
      .getByText(row.queueNumber ?? '', { exact: true })
      .first()
      .waitFor();
    expect(await wall.locator('body').innerText()).not.toContain(row.patient.name);
  }
}
