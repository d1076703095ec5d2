import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { formatNumber } from '#platform/shared/quantities.ts';
import { addDays, today } from '#platform/shared/time.ts';
import { expectAccessible, type Language, languages, shoot } from './support/browser.ts';
import { call, openWindows, somebody } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();
const zones = { en: 'America/New_York', id: 'Asia/Jakarta' } as const;

/** Somebody of a birth date who sits in a room; an emergency needs no papers before it. */
async function roomed(nurse: Page, language: Language, birthDate: string) {
  const desk = await window('frontdesk', language);
  const { name } = somebody();
  const form = { name, birthDate, sex: 'female', notThese: [] };
  const { patient } = await call(desk, 'records/registerPatient', form);
  const { visitTypes } = await call(desk, 'scheduling/setup', {});
  const walkIn = { patientId: patient.id, visitTypeCode: visitTypes[0].code, priority: 'emergency' };
  const { visitId } = await call(desk, 'frontDesk/takeWalkIn', walkIn);
  await call(nurse, 'frontDesk/roomVisit', { visitId });
  return { name, patientId: patient.id as string, visitId: visitId as string };
}

describe.each(languages)('measuring, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);
  const locale = localeFor(language);
  const button = (page: Page, key: string) => page.getByRole('button', { name: w(key), exact: true });
  const field = (page: Page, key: string, params?: Record<string, string | number>) =>
    page.getByLabel(w(key, params), { exact: true });
  const openMore = (page: Page) =>
    page
      .locator('summary', { hasText: w('web_more') })
      .first()
      .click();
  const save = async (page: Page) => {
    const answer = page.waitForResponse((one) => one.url().includes('intake/commitIntake'));
    await button(page, 'intake_save').click();
    expect((await answer).status()).toBe(200);
  };
  /** Presses a button that prints, and answers whether a paper came of it. */
  const printed = async (page: Page, key: string, verb: string) => {
    const answer = page.waitForResponse((one) => one.url().includes(`vitals/${verb}`));
    await button(page, key).first().click();
    const { paperId } = await (await answer).json();
    const paper = await page.request.get(`${serambiUrl()}/api/print/${paperId}.pdf?copy=0`);
    return (await paper.body()).subarray(0, 5).toString();
  };

  it('three pressures give the mean of the last two; arm, cuff, technique, who measured and who typed stay with them', async () => {
    const page = await window('clinical', language);
    const { patientId, visitId } = await roomed(page, language, '1995-04-02');
    await page.goto(`${serambiUrl()}/visits/${visitId}?panel=intake.rooming`);
    await field(page, 'vitals_measure_bloodPressure').fill('152');
    await field(page, 'vitals_diastolic_short').fill('94');
    await page.getByText(w('vitals_hint_repeatPressure')).waitFor();
    await field(page, 'vitals_arm_label').first().selectOption('right');
    await field(page, 'vitals_cuff_label').selectOption('large');
    for (const [nth, systolic, diastolic] of [
      [2, '138', '88'],
      [3, '135', '85'],
    ] as const) {
      const row = page.getByLabel(w('vitals_rooming_reading', { number: nth }), { exact: true });
      // the third row is asked for by hand where the clinic wants two
      if ((await row.count()) === 0) {
        await openMore(page);
        await button(page, 'vitals_rooming_addReading').click();
      }
      await row.fill(systolic);
      await page.getByLabel(`${w('vitals_diastolic_short')} ${nth}`, { exact: true }).fill(diastolic);
    }
    const mean = (half: number) => formatNumber(half, 0, locale);
    await page
      .getByText(w('vitals_rooming_mean', { systolic: mean(136.5), diastolic: mean(86.5) }))
      .waitFor();
    // a comma is typed where one writes commas
    await field(page, 'vitals_measure_temperature').fill(language === 'id' ? '36,8' : '98.2');
    const silent = page.getByRole('checkbox', { name: w('vitals_technique_noTalk') });
    if (!(await silent.isVisible())) await openMore(page);
    await silent.check();
    await page.getByRole('radio', { name: w('vitals_pregnancy_notPregnant'), exact: true }).check();
    const lastPeriod = addDays(today({ now: Date.now }, zones[language]), -20);
    const [year, month, day] = lastPeriod.split('-');
    const typed = language === 'id' ? `${day}/${month}/${year}` : `${month}/${day}/${year}`;
    await field(page, 'vitals_measure_lastMenses').fill(typed);
    const measurer = page.getByRole('combobox', { name: w('vitals_measuredBy_label') });
    const { person } = await call(page, 'identity/whoAmI', {});
    const { measurers } = await call(page, 'vitals/visitVitals', { visitId });
    const names: string[] = measurers.map((one: { name: string }) => one.name);
    const other = names.find((name) => name !== person.name) ?? '';
    await measurer.click();
    await page.getByRole('option', { name: other, exact: true }).click();
    await expectAccessible(page, 'three pressures');
    await shoot(page, `measuring-three-${language}`);
    await save(page);

    const strip = page.locator('.v-set').first();
    await strip.getByText(w('vitals_strip_by', { name: other })).waitFor();
    for (const text of ['152/94', '138/88', '135/85', w('vitals_measure_meanPressure')])
      await strip.getByText(text, { exact: false }).first().waitFor();
    const { sets } = await call(page, 'vitals/visitVitals', { visitId });
    const [set] = sets;
    expect(set.typedBy).toBeTruthy();
    expect(set.recordedBy).toBe(other);
    const of = (measure: string) => set.items.filter((one: { measure: string }) => one.measure === measure);
    expect(of('bloodPressure').map((one: { value: string }) => one.value)).toEqual(['152', '138', '135']);
    expect(of('meanPressure')[0]).toMatchObject({ value: '136.5', diastolic: '86.5' });
    expect(of('bloodPressure')[0].context).toMatchObject({
      ...{ arm: 'right', cuff: 'large', position: 'sitting', technique: 'noTalk' },
    });
    expect(of('temperature')[0].value).toBe(language === 'id' ? '36.8' : '98.2');
    expect(of('lastMenses')[0].value).toBe(lastPeriod);
    expect(of('pregnancy')[0].value).toBe('notPregnant');
    expect(await printed(page, 'vitals_strip_print', 'printStrip')).toBe('%PDF-');

    // on the chart: the last values, the log, and the way over time with what is normal behind it
    await call(page, 'vitals/recordVitals', { visitId, values: { pulse: { value: '72' } } });
    await call(page, 'vitals/recordVitals', { visitId, values: { pulse: { value: '88' } } });
    await page.goto(`${serambiUrl()}/patients/${patientId}`);
    expect(await printed(page, 'vitals_log_print', 'printPressureLog')).toBe('%PDF-');
    const trends = page.locator('details', { hasText: w('vitals_trend_title') }).first();
    await trends.locator('summary').first().click();
    await trends.getByRole('radio', { name: w('vitals_sign_heartRate'), exact: true }).check();
    await trends.getByText(w('vitals_trend_normal', { low: '60', high: '100' })).waitFor();
    const drawing = w('vitals_rooming_trend', {
      ...{ sign: w('vitals_sign_heartRate'), count: 2, low: '72', high: '88' },
    });
    await trends.getByRole('img', { name: drawing }).waitFor();
    await expectAccessible(page, 'trends');
    await shoot(page, `measuring-trend-${language}`);
  });

  it('A8.4 lying 132/80, 72; after 1 minute 118/76, 84; after 3 minutes 110/74, 88 falls by 22/6 and is positive', async () => {
    const page = await window('clinical', language);
    const { visitId } = await roomed(page, language, '1958-04-02');
    await page.goto(`${serambiUrl()}/visits/${visitId}?panel=intake.rooming`);
    await field(page, 'vitals_measure_bloodPressure').waitFor();
    await openMore(page);
    await button(page, 'vitals_orthostatic_start').click();
    await page.getByText(w('vitals_orthostatic_how')).waitFor();
    for (const [nth, systolic, diastolic, pulse] of [
      [1, '132', '80', '72'],
      [2, '118', '76', '84'],
      [3, '110', '74', '88'],
    ] as const) {
      const upper =
        nth === 1
          ? field(page, 'vitals_measure_bloodPressure')
          : page.getByLabel(w('vitals_rooming_reading', { number: nth }), { exact: true });
      await upper.fill(systolic);
      const lower = page.getByLabel(`${w('vitals_diastolic_short')} ${nth}`, { exact: true });
      await lower.fill(diastolic);
      await field(page, 'vitals_standing_pulse')
        .nth(nth - 1)
        .fill(pulse);
    }
    await shoot(page, `measuring-posture-${language}`);
    await save(page);
    await page.getByText(w('vitals_strip_orthostatic', { systolic: '22', diastolic: '6' })).waitFor();
    const { sets } = await call(page, 'vitals/visitVitals', { visitId });
    expect(sets[0].orthostatic).toMatchObject({ positive: true, decidedBy: ['systolic'] });
  });

  it('the early warning score is not there until the clinic turns it on, names what is missing, and then counts', async () => {
    const manager = await window('manager', language);
    const { rules } = await call(manager, 'vitals/clinicRules', {});
    await call(manager, 'vitals/saveClinicRules', { ...rules, news2: false });
    const page = await window('clinical', language);
    const { visitId } = await roomed(page, language, '1958-04-02');
    const values = {
      breathing: { value: '22' },
      oxygenSaturation: { value: '94', onOxygen: false },
      bloodPressure: [{ systolic: '108', diastolic: '70' }],
      pulse: { value: '112' },
      temperature: { value: '38.4', unit: 'Cel', site: 'axillary' },
    };
    await call(page, 'vitals/recordVitals', { visitId, values });
    await page.goto(`${serambiUrl()}/visits/${visitId}?panel=intake.rooming`);
    const strip = page.locator('.v-set').first();
    await strip.getByText('108/70').waitFor();
    expect(await page.getByText(/NEWS2/).count()).toBe(0);
    await call(manager, 'vitals/saveClinicRules', { ...rules, news2: true });
    await page.reload();
    await strip
      .getByText(w('vitals_news2_incomplete', { missing: w('vitals_sign_consciousness') }))
      .waitFor();
    await shoot(page, `measuring-news2-${language}`);
    await call(page, 'vitals/recordVitals', { visitId, values: { ...values, consciousness: 'alert' } });
    await page
      .getByText(w('vitals_news2_high', { score: 7 }))
      .first()
      .waitFor();
    await call(manager, 'vitals/saveClinicRules', rules);
  });

  it('a baby born early that was measured standing is read as a length, at the age to term, on the screen and on paper', async () => {
    const page = await window('clinical', language);
    const born = addDays(today({ now: Date.now }, zones[language]), -430);
    const { patientId, visitId } = await roomed(page, language, born);
    const values = {
      height: { value: '72.3', unit: 'cm', lying: false },
      weight: { value: '7.4', unit: 'kg' },
      gestationAtBirth: { value: '34' },
    };
    await call(page, 'vitals/recordVitals', { visitId, values });
    await page.goto(`${serambiUrl()}/patients/${patientId}`);
    await page.getByText(w('vitals_growth_corrected', { weeks: 34 })).waitFor();
    const length = new RegExp(w('vitals_growth_heightForAge').replace(/[()]/g, '\\$&'));
    await page.getByRole('radio', { name: length }).check();
    await page.getByRole('img', { name: length }).waitFor();
    // 0.7 cm longer than it was measured, since a child of this age is measured lying
    await page.getByRole('cell', { name: formatNumber(73, 2, locale), exact: true }).waitFor();
    expect(await printed(page, 'vitals_growth_print', 'printGrowth')).toBe('%PDF-');
    const { charts } = await call(page, 'vitals/growthChart', { patientId });
    const chart = charts.find((one: { indicator: string }) => one.indicator === 'heightForAge');
    expect(chart.points[0]).toMatchObject({
      value: 73,
      ageDays: 430,
      x: Math.round(((430 - 42) / 30.4375) * 100) / 100,
    });
    await shoot(page, `measuring-early-${language}`);
  });
});
