import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { closeBrowser, expectAccessible, type languages, shapes, shoot, signIn } from './support/browser.ts';
import { serambiUrl } from './support/serambi-url.ts';

afterAll(closeBrowser);

type Shape = keyof typeof shapes;
const clinics = { en: 'harbor', id: 'melati' } as const;

/** Who looks at which screens; `:visit` and `:patient` are those of the first row of her board. */
const rounds: { login: string; paths: string[] }[] = [
  {
    login: 'frontdesk',
    paths: [
      '/today',
      '/work',
      '/work/shifts',
      '/walk-in',
      '/visits/:visit',
      '/patients',
      '/patients/new',
      '/patients/documents',
      '/patients/:patient',
      '/patients/:patient/documents',
      '/calendar',
      '/money',
      '/money/balances',
      '/wall',
    ],
  },
  {
    login: 'clinical',
    paths: [
      '/today',
      '/visits/:visit',
      ...[
        '/work/what-may-i-do',
        '/work/my-credentials',
        '/work/passport',
        '/work/career',
        '/work/precepting',
      ],
    ],
  },
  {
    login: 'physician',
    paths: [
      '/today',
      '/visits/:visit',
      ...['/work/to-sign', '/work/delegations', '/work/standing-orders', '/work/my-job'],
    ],
  },
  {
    login: 'manager',
    paths: [
      '/money/day',
      '/money/journal',
      '/money/trial-balance',
      '/clinic/people',
      '/clinic/roster',
      '/clinic/training',
      '/clinic/competencies',
      '/clinic/credentials',
      '/clinic/credential-kinds',
      '/clinic/what-acts-ask',
      '/clinic/devices',
      '/clinic/stations',
      '/clinic/job-descriptions',
      '/clinic/sign-in-rules',
      '/account',
      '/clinic/calendar',
      '/clinic/fees',
      '/clinic/payers',
      '/clinic/favourites',
      '/waits',
      '/calendar/review',
      '/clinic/details',
      '/clinic/trail',
      '/patients/:patient/who-looked',
      '/clinic/documents',
      '/clinic/backups',
      '/clinic/moving-in',
      '/clinic/recovery-key',
    ],
  },
  { login: 'bookkeeper', paths: ['/today', '/money/journal'] },
  { login: 'student', paths: ['/today', '/work/training'] },
  { login: 'auditor', paths: ['/today', '/patients', '/clinic/trail'] },
];

/** Every screen on the desk; what is carried about in the other two shapes as well. */
const shapesOf = (path: string): Shape[] =>
  /^\/(today|visits\/|patients\/:|calendar|work|clinic\/trail)/.test(path)
    ? ['desk', 'tablet', 'phone']
    : ['desk'];

describe.each(['en', 'id'] as const satisfies typeof languages)('screens, in %s', (language) => {
  it.each(rounds)(
    '$login meets nothing that axe knows, nothing clipped, nothing wider than the window',
    async ({ login, paths }) => {
      const { page, context } = await signIn(`${login}@${clinics[language]}.demo`, language);
      const ids = await firstOfBoard(page);
      const wrong: string[] = [];
      for (const path of paths) {
        const place = path.replace(':visit', ids.visitId).replace(':patient', ids.patientId);
        await page.goto(`${serambiUrl()}${place}`);
        await settled(page, language, path);
        for (const shape of shapesOf(path)) {
          await page.setViewportSize(shapes[shape]);
          await drawn(page);
          const name = `${language}-${login}-${path.replaceAll(/[/:]+/g, '-')}-${shape}`;
          await shoot(page, name);
          await expectAccessible(page, name).catch((error) => wrong.push(error.message.slice(0, 400)));
          if (await isTooWide(page)) wrong.push(`${name} is wider than its window`);
        }
        await page.setViewportSize(shapes.desk);
      }
      await context.close();
      expect(wrong).toEqual([]);
    },
  );
});

async function firstOfBoard(page: Page): Promise<{ visitId: string; patientId: string }> {
  const answer = await page.request.post(`${serambiUrl()}/api/frontDesk/todayBoard`, { data: {} });
  const { rows } = (await answer.json()) as {
    rows?: { visitId: string; step: string; patient: { id: string } }[];
  };
  const row = rows?.find((one) => one.step === 'withProvider') ?? rows?.[0];
  if (!row) throw new Error('the board is empty');
  return { visitId: row.visitId, patientId: row.patient.id };
}

/** The screen itself is there, not the sign-in page, not "not found", and no skeleton any more. */
async function settled(page: Page, language: (typeof languages)[number], path: string): Promise<void> {
  await page.getByRole('heading').first().waitFor();
  // the push stream keeps the network busy for ever, so there is no idle to wait for
  await page.waitForTimeout(300);
  await expect.poll(() => page.locator('[aria-busy="true"]').count()).toBe(0);
  await drawn(page);
  const instead = [words(language, 'web_signIn_title'), words(language, 'web_notFound_title')];
  expect(instead, path).not.toContain(await page.getByRole('heading').first().textContent());
}

function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth + 1');
}

/** The window has been drawn anew twice: after a change of its shape the first drawing may still be of the old one. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  await page.waitForTimeout(50);
}
