import type { Page } from 'playwright-core';
import { words } from '#platform/server/words.ts';
import { demoPassword } from '#platform/shared/demo.ts';
import { login, type PaneField } from './ground.ts';

/** A patient in a room, whose pane is opened. */
export interface Roomed {
  visitId: string;
  patientId: string;
}

/** What an assistant enters in one visit; each is another one's in every round, so that it is known again. */
export interface Entered {
  medicine: string;
  dosage: string;
  pulse: string;
}

export const w = (key: string, params?: Record<string, string | number>) => words('id', key, params);

/** Registers somebody, takes her in as an emergency, which needs no papers before a room, and to a room. */
export async function roomed({ call }: PaneField, round: number): Promise<Roomed> {
  const letters = [...String(round)].map((digit) => 'bdfgklmnrs'[Number(digit)]).join('a');
  const { patient } = (await call('frontdesk', 'records/registerPatient', {
    ...{ name: `Panel ${letters}a Uji`, birthDate: `19${50 + (round % 50)}-03-1${round % 9}`, sex: 'female' },
    notThese: [],
  })) as { patient: { id: string } };
  const { visitTypes } = (await call('frontdesk', 'scheduling/setup', {})) as {
    visitTypes: { code: string }[];
  };
  const { visitId } = (await call('frontdesk', 'frontDesk/takeWalkIn', {
    ...{ patientId: patient.id, visitTypeCode: visitTypes[0]?.code, reason: 'batuk', priority: 'emergency' },
  })) as { visitId: string };
  await call('clinical', 'frontDesk/roomVisit', { visitId });
  return { visitId, patientId: patient.id };
}

/** Opens the pane as the assistant, in a window of its own. */
export async function openPane({ browser, url }: PaneField, { visitId }: Roomed): Promise<Page> {
  const context = await browser.browser.newContext({ locale: 'id-ID', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const answer = await context.request.post(`${url}/api/identity/signIn`, {
    ...{ data: { login: login('clinical'), password: demoPassword }, headers: { origin: url } },
  });
  if (!answer.ok()) throw new Error(`not signed in: ${await answer.text()}`);
  await page.goto(`${url}/visits/${visitId}?panel=intake.rooming`);
  // what was answered in this visit is not asked again, the rest is
  await page.locator('[data-intake-topic]').first().waitFor();
  return page;
}

export const topic = (page: Page, name: string) => page.locator(`[data-intake-topic=${name}]`);
const button = (page: Page, name: string, key: string) =>
  topic(page, name).getByRole('button', { name: w(key), exact: true });
export const pulseField = (page: Page) => page.getByLabel(w('vitals_measure_pulse'), { exact: true });

/** What she does, in the order of speech; what stands there already she leaves. */
export function actsOf(page: Page, entered: Entered): (() => Promise<void>)[] {
  const press = async (name: string, key: string) => {
    const one = button(page, name, key);
    if (await one.isVisible()) await one.click();
  };
  return [
    () => press('allergies', 'intake_none'),
    async () => {
      const line = topic(page, 'medicines').getByText(entered.medicine);
      if (await line.first().isVisible()) return;
      await button(page, 'medicines', 'intake_add').click();
      await page.getByLabel(w('intake_label_medicines')).fill(entered.medicine);
      await page.getByLabel(w('intake_detail_medicines')).fill(entered.dosage);
      await page.keyboard.press('Enter');
      await line.waitFor();
    },
    () => press('tobacco', 'intake_choice_tobacco_never'),
    () => pulseField(page).fill(entered.pulse),
  ];
}

export const save = (page: Page) => page.getByRole('button', { name: w('intake_save'), exact: true });
