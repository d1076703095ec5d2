import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { demoPassword } from '#platform/shared/demo.ts';
import { pick } from '../support/dice.ts';
import { login, type PaneField } from './ground.ts';
import { actsOf, type Entered, openPane, pulseField, type Roomed, roomed, save, topic, w } from './room.ts';

export const victims = ['browser', 'server', 'database'] as const;
export type Victim = (typeof victims)[number];

/** Of the kills, as many fall while it is saved. */
const shareSaving = 0.5;

/** How the kill fell, for the figures. */
export interface Outcome {
  victim: Victim;
  /** Answers of the server that a draft is kept, before the kill. */
  kept: number;
  /** The commit was asked for before the kill. */
  wasSaving: boolean;
  failures: string[];
}

/** The pane as the server kept it. */
interface Draft {
  facts?: { medicines?: { added?: { label: string }[] }; tobacco?: object; allergies?: object };
  vitals?: object;
}

/** What is killed, and when. */
export interface Plan {
  victim: Victim;
  /** How much of what she does is done by then. */
  acts: number;
  isSaving: boolean;
  /** Milliseconds after each act, and before the kill. */
  pauseMs(): number;
}

const actsInAll = 4;

export function drawPlan(random: () => number): Plan {
  const victim = pick(victims, random);
  const isSaving = random() < shareSaving;
  const acts = isSaving ? actsInAll : Math.floor(random() * actsInAll);
  return { victim, isSaving, acts, pauseMs: () => random() * (isSaving ? 250 : 1200) };
}

/** Rooms one patient; something is killed meanwhile; whoever goes on must find all that was confirmed, and save it once. */
export async function playRound(field: PaneField, round: number, plan: Plan): Promise<Outcome> {
  const { victim, isSaving, pauseMs } = plan;
  const visit = await roomed(field, round);
  const entered: Entered = { medicine: `Obat ${round}`, dosage: '2 x 1', pulse: String(60 + (round % 40)) };
  let page = await openPane(field, visit);
  const kept = watchDrafts(page);
  for (const act of actsOf(page, entered).slice(0, plan.acts)) {
    await act();
    await sleep(pauseMs());
  }
  if (isSaving) await save(page).click();
  await sleep(pauseMs());
  const confirmed = kept();
  await kill(field, victim);
  const failures: string[] = [];
  if (victim === 'browser') {
    page = await openPane(field, visit);
    // the draft comes a moment after the pane
    await sleep(1500);
    if (!isSaving) failures.push(...(await missing(page, confirmed.last, entered)));
  }
  await finish(field, page, visit, entered);
  failures.push(...(await faults(field, visit, entered)));
  await page.context().close();
  return {
    victim,
    kept: confirmed.count,
    wasSaving: isSaving,
    failures: failures.map((one) => `round ${round}, ${victim}: ${one}`),
  };
}

/** Listens to what the server confirms of the draft. @returns a look at it */
function watchDrafts(page: Page): () => { count: number; last: Draft | undefined } {
  let count = 0;
  let last: Draft | undefined;
  page.on('response', (answer) => {
    if (!answer.url().endsWith('/identity/keepDraft') || answer.status() !== 200) return;
    count += 1;
    last = (answer.request().postDataJSON() as { body: Draft }).body;
  });
  return () => ({ count, last });
}

async function kill(field: PaneField, victim: Victim): Promise<void> {
  if (victim === 'browser') {
    await field.browser.kill();
    return field.restartBrowser();
  }
  if (victim === 'server') {
    await field.server.kill();
    return field.restartServer();
  }
  await field.database.kill();
  await field.database.start();
}

/** What the server had confirmed and the opened pane does not show. */
async function missing(page: Page, draft: Draft | undefined, entered: Entered): Promise<string[]> {
  const faults: string[] = [];
  if (!draft) return faults;
  if (draft.facts?.medicines && (await topic(page, 'medicines').getByText(entered.medicine).count()) === 0)
    faults.push(`${entered.medicine} was confirmed and is not in the pane`);
  if (
    JSON.stringify(draft.vitals).includes(`"${entered.pulse}"`) &&
    (await pulseField(page).inputValue()) !== entered.pulse
  )
    faults.push(`the pulse ${entered.pulse} was confirmed and is not in the pane`);
  return faults;
}

/** Enters what is not there yet and saves, pressing again what a dead server left unanswered, as a person does. */
async function finish(field: PaneField, page: Page, visit: Roomed, entered: Entered): Promise<void> {
  const saved = page.getByText(w('intake_saved')).first();
  if (!(await isCommitted(field, visit, entered))) for (const act of actsOf(page, entered)) await act();
  for (let tries = 0; tries < 20; tries += 1) {
    if (await saved.isVisible()) return;
    if ((await isCommitted(field, visit, entered)) && !(await holdsEntry(page, entered))) return;
    await unlock(page);
    await save(page)
      .click({ timeout: 5_000 })
      .catch(() => undefined);
    await saved.waitFor({ timeout: 3_000 }).catch(() => undefined);
  }
}

/** Whether the pane still has what she entered: it looks unsaved, so she saves it. */
async function holdsEntry(page: Page, { pulse }: Entered): Promise<boolean> {
  const field = pulseField(page);
  return (await field.isVisible()) && (await field.inputValue()) === pulse;
}

/** A killed server may ask who is there; she says it where she stands. */
async function unlock(page: Page): Promise<void> {
  const password = page.getByLabel(w('web_signIn_password')).first();
  if (!(await password.isVisible().catch(() => false))) return;
  const name = page.getByLabel(w('web_signIn_login'));
  if (await name.isVisible().catch(() => false)) await name.fill(login('clinical'));
  await password.fill(demoPassword);
  await page.keyboard.press('Enter');
}

interface Asked {
  topics: { topic: string; facts: { label: string }[] }[];
}
interface Measured {
  sets: { items: { measure: string; value?: string }[] }[];
}

async function found({ call }: PaneField, { visitId }: Roomed, entered: Entered) {
  const { topics } = (await call('clinical', 'intake/readIntake', { visitId })) as unknown as Asked;
  const { sets } = (await call('clinical', 'vitals/visitVitals', { visitId })) as unknown as Measured;
  const medicines = topics.find((one) => one.topic === 'medicines')?.facts ?? [];
  return {
    medicines: medicines.filter(({ label }) => label === entered.medicine).length,
    pulses: sets.flatMap(({ items }) => items).filter(({ measure }) => measure === 'pulse').length,
  };
}

async function isCommitted(field: PaneField, visit: Roomed, entered: Entered): Promise<boolean> {
  const { medicines, pulses } = await found(field, visit, entered);
  return medicines > 0 && pulses > 0;
}

/** Each once, in this chart. */
async function faults(field: PaneField, visit: Roomed, entered: Entered): Promise<string[]> {
  // what a pane that came back might still send
  await sleep(500);
  const { medicines, pulses } = await found(field, visit, entered);
  const once = (what: string, count: number) =>
    count === 1 ? [] : [`${what} stands ${count} times in the chart`];
  return [...once(entered.medicine, medicines), ...once(`the pulse ${entered.pulse}`, pulses)];
}
