import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { addDays, today } from '#platform/shared/time.ts';
import { expectAccessible, type Language, languages, shoot } from './support/browser.ts';
import { call, openWindows, somebody, takeToRoom, waitingVisit } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();
/** Who measures in each clinic. */
const hands = { en: 'clinical', id: 'clinical' } as const;
const zones = { en: 'America/New_York', id: 'Asia/Jakarta' } as const;

describe.each(languages)('vital signs, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);

  it('warn of an arm to keep free, ask about °F, and stay open until a critical value was said back', async () => {
    const desk = await window('frontdesk', language);
    const { name, visitId, patientId } = await waitingVisit(desk);
    const nurse = await window(hands[language], language);
    await call(nurse, 'vitals/avoidArm', { patientId, arm: 'left', cause: 'fistula' });
    await nurse.goto(`${serambiUrl()}/today`);
    await takeToRoom(nurse, language, name);
    await nurse.goto(`${serambiUrl()}/visits/${visitId}?panel=intake.rooming`);
    const cuff = w('vitals_avoid_flag_left', { cause: w('vitals_avoid_cause_fistula') });
    await nurse.getByText(cuff).first().waitFor();
    await nurse.getByLabel(w('vitals_measure_bloodPressure'), { exact: true }).fill('118');
    await nurse.getByLabel(w('vitals_diastolic_short'), { exact: true }).fill('76');
    await nurse.getByLabel(w('vitals_arm_label'), { exact: true }).selectOption('left');
    await nurse.getByText(w('vitals_confirm_avoid_arm')).waitFor();
    await shoot(nurse, `signs-arm-${language}`);
    await nurse.getByLabel(w('vitals_arm_label'), { exact: true }).selectOption('right');
    await nurse.getByText(w('vitals_confirm_avoid_arm')).waitFor({ state: 'detached' });

    const temperature = nurse.getByLabel(w('vitals_measure_temperature'), { exact: true });
    await nurse.getByLabel(w('vitals_unit_label')).first().selectOption('Cel');
    await temperature.fill('101.3');
    await temperature.press('Tab');
    await nurse.getByRole('button', { name: w('vitals_rooming_itWasFahrenheit') }).click();
    await nurse
      .getByRole('button', { name: w('vitals_rooming_itWasFahrenheit') })
      .waitFor({ state: 'detached' });
    await nurse.getByLabel(w('vitals_measure_oxygenSaturation'), { exact: true }).fill('89');
    await nurse
      .locator('summary', { hasText: w('web_more') })
      .first()
      .click();
    await nurse.getByLabel(w('vitals_measure_waist'), { exact: true }).fill('82');
    await nurse.getByRole('checkbox', { name: w('vitals_technique_rested') }).check();
    await expectAccessible(nurse, 'rooming with everything open');
    await shoot(nurse, `signs-form-${language}`);
    await nurse.getByRole('button', { name: w('intake_save') }).click();

    // critical: a bar, a timer, and no end before it was said back
    const bar = nurse.getByRole('form', { name: w('vitals_notice_title') });
    await bar.waitFor();
    await nurse.getByText(w('vitals_recheck_title'), { exact: true }).first().waitFor();
    await shoot(nurse, `signs-critical-${language}`);
    await bar.getByRole('radio', { name: w('vitals_notice_readBackNo'), exact: true }).check();
    await bar.getByRole('button', { name: w('vitals_notice_save') }).click();
    await nurse.getByText(w('vitals_notice_unheard')).waitFor();
    await bar.getByRole('radio', { name: w('vitals_notice_readBackYes'), exact: true }).check();
    await bar.getByRole('button', { name: w('vitals_notice_save') }).click();
    await bar.waitFor({ state: 'detached' });
    await expectAccessible(nurse, 'after the notice');
    await shoot(nurse, `signs-told-${language}`);
    const { sets } = await call(nurse, 'vitals/visitVitals', { visitId });
    const pressure = sets[0].items.find((one: { measure: string }) => one.measure === 'bloodPressure');
    expect(pressure.context).toMatchObject({ arm: 'right', technique: 'rested' });

    // nothing of her is in the next patient's form
    const next = await waitingVisit(desk);
    await nurse.goto(`${serambiUrl()}/today`);
    await takeToRoom(nurse, language, next.name);
    await nurse.goto(`${serambiUrl()}/visits/${next.visitId}?panel=intake.rooming`);
    expect(await nurse.getByLabel(w('vitals_arm_label'), { exact: true }).inputValue()).toBe('');
    expect(await nurse.getByLabel(w('vitals_unit_label')).first().inputValue()).toBe(
      language === 'id' ? 'Cel' : '[degF]',
    );
    expect(await nurse.getByText(cuff).count()).toBe(0);
  });

  it('show a child’s growth by charts and figures', async () => {
    const nurse = await window(hands[language], language);
    const patientId = await grownChild(await window('frontdesk', language), nurse, language);
    await nurse.goto(`${serambiUrl()}/patients/${patientId}`);
    const chart = nurse.getByRole('img', { name: new RegExp(escaped(w('vitals_growth_weightForAge'))) });
    await chart.waitFor();
    await chart.scrollIntoViewIfNeeded();
    await expectAccessible(nurse, 'growth');
    await shoot(nurse, `signs-growth-${language}`);
    await nurse.getByRole('radio', { name: new RegExp(escaped(w('vitals_growth_weightForHeight'))) }).check();
    await nurse.getByRole('img', { name: new RegExp(escaped(w('vitals_growth_weightForHeight'))) }).waitFor();
    await shoot(nurse, `signs-wasting-${language}`);
  });

  it('are measured and judged as the clinic says, its ranges once a physician approved them', async () => {
    const manager = await window('manager', language);
    await manager.goto(`${serambiUrl()}/clinic/vitals`);
    await manager.getByLabel(w('vitals_rules_news2')).check();
    const form = manager.getByRole('form', { name: w('vitals_rules_how') });
    await form.getByRole('button', { name: w('web_save') }).click();
    await manager.getByText(w('vitals_rules_saved')).first().waitFor();
    await manager.locator('summary', { hasText: w('vitals_ranges_save', { version: 1 }) }).click();
    const ranges = manager.getByRole('form', { name: w('vitals_ranges_title') });
    const low = ranges.getByLabel(w('vitals_ranges_low', { name: w('vitals_sign_heartRate') })).first();
    await low.fill('55');
    await ranges.getByLabel(w('vitals_ranges_note')).fill('Atlet');
    await expectAccessible(manager, 'ranges');
    await shoot(manager, `signs-ranges-${language}`);
    await ranges.getByRole('button', { name: w('vitals_ranges_save', { version: 1 }) }).click();
    await manager.getByText(w('vitals_ranges_approveAsk')).waitFor();
    const physician = await window('physician', language);
    await physician.goto(`${serambiUrl()}/clinic/vitals`);
    await physician.getByRole('button', { name: w('vitals_ranges_approve', { version: 1 }) }).click();
    await physician
      .getByText(w('vitals_ranges_approved', { version: 1 }))
      .first()
      .waitFor();
    await shoot(physician, `signs-approved-${language}`);
    const { inForce, rules } = await call(physician, 'vitals/clinicRules', {});
    expect([inForce.table.adult.heartRate.low, rules.news2]).toEqual([55, true]);
  });
});

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A girl of fourteen months with two measurements on different visits' days would need a past; one day is enough here. */
async function grownChild(
  desk: Awaited<ReturnType<typeof window>>,
  nurse: Awaited<ReturnType<typeof window>>,
  language: Language,
): Promise<string> {
  const { name } = somebody();
  const birthDate = addDays(today({ now: Date.now }, zones[language]), -430);
  const { patient } = await call(desk, 'records/registerPatient', {
    name,
    birthDate,
    sex: 'female',
    notThese: [],
  });
  const { visitTypes } = await call(desk, 'scheduling/setup', {});
  const { visitId } = await call(desk, 'frontDesk/takeWalkIn', {
    ...{ patientId: patient.id, visitTypeCode: visitTypes[0].code, priority: 'emergency' },
  });
  await call(nurse, 'frontDesk/roomVisit', { visitId });
  const values = {
    weight: { value: '7.4', unit: 'kg' },
    height: { value: '73', unit: 'cm', lying: true },
    headCircumference: { value: '44.5', unit: 'cm' },
    gestationAtBirth: { value: '34' },
  };
  await call(nurse, 'vitals/recordVitals', { visitId, values });
  return patient.id;
}
