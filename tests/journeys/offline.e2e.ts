import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { today } from '#platform/shared/time.ts';
import { expectAccessible, languages, shoot, signIn } from './support/browser.ts';
import { call, clinics, openWindows, somebody, waitingVisit } from './support/clinic.ts';
import { cachedText, keptBytes, waitUntilKept } from './support/kept.ts';
import { reachableFolder, type Running, startSerambi } from './support/running.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();
const zones = { en: 'America/New_York', id: 'Asia/Jakarta' } as const;

/** Somebody who is expected today, at whatever time. */
async function expectedVisit(desk: Page, language: 'en' | 'id') {
  const { name, birthDate } = somebody();
  const person = { name, birthDate, sex: 'female', notThese: [] };
  const { patient } = await call(desk, 'records/registerPatient', person);
  const startMs = Date.now() + 60_000;
  const at = (ms: number) => new Date(ms).toISOString();
  const answer = await desk.request.post(`${new URL(desk.url()).origin}/fhir/R4/Appointment`, {
    headers: { 'content-type': 'application/fhir+json' },
    data: {
      ...{ resourceType: 'Appointment', status: 'booked', start: at(startMs), end: at(startMs + 600_000) },
      participant: [{ actor: { reference: `Patient/${patient.id}` }, status: 'accepted' }],
    },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  const { id: visitId } = await answer.json();
  return { name, visitId: visitId as string, day: today({ now: Date.now }, zones[language]) };
}

describe.each(languages)('a desk without a connection, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);
  const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });
  /** The row's next act, by `Enter` on the row. */
  const pressRow = async (page: Page, name: string) => {
    await rowOf(page, name).press('Enter');
  };
  const noConnection = (page: Page) => page.getByText(w('frontDesk_offline_noConnection'));
  const write = async (page: Page, name: string, note: string) => {
    await rowOf(page, name)
      .getByRole('button', { name: w('web_more') })
      .press('Enter');
    const item = page.getByRole('menuitem', { name: w('frontDesk_act_note'), exact: true });
    await item.press('Enter');
    await page.getByLabel(w('frontDesk_note_label')).fill(note);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    // the dialog gives the focus back a moment after it has gone
    await page.waitForTimeout(1_000);
  };
  const chip = (page: Page, key: string, count: number) =>
    page.getByRole('banner').getByRole('button', { name: w(key, { count }) });
  const openToday = async (page: Page, name: string) => {
    await page.goto(`${new URL(page.url()).origin}/today`);
    await rowOf(page, name).waitFor();
    await waitUntilKept(page);
  };

  it('reads on after a reload, arrives, rooms and notes, and decides what a colleague did otherwise', async () => {
    const colleague = await window('manager', language);
    const desk = await window('frontdesk', language);
    const room = await window('clinical', language);
    const alone = await expectedVisit(desk, language);
    const cancelled = await expectedVisit(desk, language);
    const both = await expectedVisit(desk, language);
    const waiting = await waitingVisit(desk);
    await openToday(desk, alone.name);
    await openToday(room, waiting.name);
    await shoot(desk, `offline-before-${language}`);

    await desk.context().setOffline(true);
    await room.context().setOffline(true);
    await noConnection(desk).waitFor();
    await desk.reload();
    await noConnection(desk).waitFor();
    await rowOf(desk, alone.name).waitFor();
    await desk
      .getByText(w('frontDesk_offline_justNow'))
      .or(desk.getByText(/\d+ (minute|menit)/))
      .first()
      .waitFor();
    await expectAccessible(desk, 'Today without a connection');
    await shoot(desk, `offline-reload-${language}`);
    const atRest = await keptBytes(desk);
    expect(atRest.records).toBeGreaterThan(2);
    for (const name of [alone.name, cancelled.name, waiting.name]) {
      expect(atRest.text).not.toContain(name.split(' ')[0]);
      expect(await cachedText(desk)).not.toContain(name);
    }

    // arrived, a note, and what waits for the connection says so
    await pressRow(desk, alone.name);
    await rowOf(desk, alone.name).getByText(w('frontDesk_offline_state_unsent')).waitFor();
    await write(desk, alone.name, 'kursi roda');
    await pressRow(desk, alone.name);
    await desk.getByRole('status').getByText(w('frontDesk_offline_goesOn')).waitFor();
    await pressRow(desk, cancelled.name);
    await pressRow(desk, both.name);
    await chip(desk, 'frontDesk_offline_unsent', 4).waitFor();
    await rowOf(desk, alone.name)
      .getByRole('button', { name: w('web_more') })
      .press('Enter');
    await desk.getByRole('menuitem').first().waitFor();
    await shoot(desk, `offline-more-${language}`);
    await desk.keyboard.press('Escape');
    await desk.keyboard.press('o');
    await desk.getByRole('dialog', { name: w('frontDesk_offline_title') }).waitFor();
    await shoot(desk, `offline-list-away-${language}`);
    await expectAccessible(desk, 'the list without a connection');
    await desk.keyboard.press('Escape');
    // a second reload has all of it
    await desk.reload();
    await chip(desk, 'frontDesk_offline_unsent', 4).waitFor();

    // room, step and note by those who room
    await pressRow(room, waiting.name);
    await rowOf(room, waiting.name).getByText(w('frontDesk_offline_state_unsent')).waitFor();
    await pressRow(room, waiting.name);
    await write(room, waiting.name, 'menunggu foto');
    await chip(room, 'frontDesk_offline_unsent', 3).waitFor();

    // meanwhile, at another desk
    await call(colleague, 'scheduling/cancelBooking', {
      visitId: cancelled.visitId,
      reason: 'sakit',
      askedBy: 'patient',
    });
    await call(colleague, 'frontDesk/arrive', { visitId: both.visitId });

    const backAt = new Date().toISOString();
    await desk.context().setOffline(false);
    await room.context().setOffline(false);
    await chip(desk, 'frontDesk_offline_toDecide', 1).waitFor();
    await chip(room, 'frontDesk_offline_in', 3).waitFor();
    await noConnection(desk).waitFor({ state: 'detached' });
    await desk.keyboard.press('o');
    const list = desk.getByRole('dialog', { name: w('frontDesk_offline_title') });
    await list
      .getByText(w('frontDesk_offline_which', { name: cancelled.name }))
      .first()
      .waitFor();
    await shoot(desk, `offline-decide-${language}`);
    await expectAccessible(desk, 'two versions');
    const entry = (name: string) => list.getByRole('listitem').filter({ hasText: name });
    await entry(alone.name).getByText(w('frontDesk_offline_state_takenIn')).first().waitFor();
    const first = w('frontDesk_offline_state_alreadySo', { by: '' }).trim();
    await entry(both.name).getByText(first).waitFor();
    // the focus is on mine; Tab is theirs
    const focused = () => desk.evaluate(() => document.activeElement?.textContent);
    await expect.poll(focused).toBe(w('frontDesk_offline_keepMine'));
    await desk.keyboard.press('Tab');
    expect(await focused()).toBe(w('frontDesk_offline_keepTheirs'));
    await desk.keyboard.press('Enter');
    await entry(cancelled.name).getByText(w('frontDesk_offline_state_putAway')).waitFor();
    await shoot(desk, `offline-decided-${language}`);
    await desk.keyboard.press('Escape');

    // at their true times, once, and by whom
    const { log, notes } = await call(desk, 'frontDesk/readVisit', { visitId: alone.visitId });
    expect(log).toHaveLength(1);
    expect(log[0].step).toBe('arrived');
    expect(Date.parse(log[0].at)).toBeLessThan(Date.parse(backAt));
    expect(Date.parse(log[0].receivedAt)).toBeGreaterThanOrEqual(Date.parse(log[0].at));
    expect(notes).toMatchObject([{ text: 'kursi roda' }]);
    const roomed = await call(room, 'frontDesk/readVisit', { visitId: waiting.visitId });
    expect(roomed.step).toBe('ready');
    expect(roomed.notes).toMatchObject([{ text: 'menunggu foto' }]);
    expect((await call(desk, 'frontDesk/readVisit', { visitId: cancelled.visitId })).step).toBe('cancelled');
    await desk.goto(`${serambiUrl()}/visits/${alone.visitId}`);
    await desk.getByText('kursi roda').waitFor();
    await shoot(desk, `offline-visit-${language}`);
    await expectAccessible(desk, 'the visit with what came in');

    // the list on paper is offered after a loss, and whoever signs out leaves nothing behind
    await desk.goto(`${serambiUrl()}/today`);
    await rowOf(desk, alone.name).waitFor();
    await waitUntilKept(desk);
    expect((await keptBytes(desk)).records).toBeGreaterThan(2);
    await desk.getByRole('button', { name: new RegExp(w('web_person_menu', { name: '' }).trim()) }).click();
    await desk.getByRole('menuitem', { name: w('web_signOut_act') }).click();
    await desk.getByLabel(w('web_signIn_login')).waitFor();
    await expect.poll(async () => (await keptBytes(desk)).records).toBe(0);
  });

  it('a locked screen stays locked by a reload, and a change of person leaves nothing', async () => {
    const desk = await window('frontdesk', language);
    const visit = await expectedVisit(desk, language);
    await openToday(desk, visit.name);
    await desk.context().setOffline(true);
    await noConnection(desk).waitFor();
    await desk.keyboard.press('Alt+l');
    await desk.getByRole('heading', { name: w('web_lock_title') }).waitFor();
    await desk.reload();
    await desk.getByRole('heading', { name: w('web_lock_title') }).waitFor();
    expect(await desk.getByText(visit.name).first().isVisible()).toBe(false);
    await desk.context().setOffline(false);
    // also once there is a connection: the lock is handed in, and another person comes
    await desk.reload();
    await desk.getByRole('heading', { name: w('web_lock_title') }).waitFor();
    const before = await keptBytes(desk);
    await desk.getByRole('button', { name: w('web_lock_other') }).click();
    await desk.getByLabel(w('web_signIn_login')).fill(`manager@${clinics[language]}.demo`);
    await desk.getByLabel(w('web_signIn_password')).first().fill('serambi-demo');
    await desk.getByRole('button', { name: w('web_signIn_act'), exact: true }).click();
    await desk.getByRole('navigation', { name: w('web_places') }).waitFor();
    const after = await keptBytes(desk);
    const owner = (text: string) => /"staffId":"([^"]+)"/.exec(text)?.[1];
    expect(owner(after.text)).not.toBe(owner(before.text));
  });
});

describe('a server that is killed', () => {
  let folder: Awaited<ReturnType<typeof reachableFolder>>;
  let running: Running;
  beforeAll(async () => {
    folder = await reachableFolder();
    running = await startSerambi(folder.path);
  });
  afterAll(async () => {
    await running.stop();
    await folder.remove();
  });

  it.each(languages)(
    'leaves the board, and takes in what was done when it is there again, in %s',
    async (language) => {
      const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);
      const login = `frontdesk@${clinics[language]}.demo`;
      const { page, context } = await signIn(login, language, 'desk', undefined, running.url);
      const visit = await expectedVisit(page, language);
      await page.goto(`${running.url}/today`);
      const row = page.getByRole('row').filter({ hasText: visit.name });
      await row.waitFor();
      await waitUntilKept(page);
      const port = Number(new URL(running.url).port);
      await running.stop('SIGKILL');
      await page.getByText(w('frontDesk_offline_noConnection')).waitFor();
      await page.reload();
      await row.waitFor();
      await row.focus();
      await page.keyboard.press('Enter');
      await row.getByText(w('frontDesk_offline_state_unsent')).waitFor();
      await shoot(page, `offline-killed-${language}`);
      running = await startSerambi(folder.path, port);
      const banner = page.getByRole('banner');
      const inside = banner.getByRole('button', { name: w('frontDesk_offline_in', { count: 1 }) });
      await inside.waitFor({ timeout: 60_000 });
      await page.getByText(w('frontDesk_offline_noConnection')).waitFor({ state: 'detached' });
      const { log } = await call(page, 'frontDesk/readVisit', { visitId: visit.visitId });
      expect(log).toHaveLength(1);
      expect(Date.parse(log[0].receivedAt)).toBeGreaterThan(Date.parse(log[0].at));
      // events come again without a reload
      await call(page, 'frontDesk/noteVisit', { visitId: visit.visitId, text: 'again' });
      await page.getByText(w('web_connection_live')).waitFor({ state: 'attached', timeout: 30_000 });
      await shoot(page, `offline-restarted-${language}`);
      await context.close();
    },
  );
});
