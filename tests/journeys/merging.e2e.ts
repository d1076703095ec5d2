import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { expectAccessible, type Language, languages, lookAt, shoot } from './support/browser.ts';
import { ask, call, openWindows, somebody } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();
let count = 0;

/** Two charts of one person: registered twice, the second time by another spelling and with another telephone. */
async function twice(desk: Page, language: Language) {
  count += 1;
  const { name, birthDate } = somebody();
  const phone = (last: number) => (language === 'en' ? `212555${last}` : `08123456${last}`);
  const first = { name, birthDate, sex: 'female', phone: phone(4100 + count) };
  const { patient: stays } = await call(desk, 'records/registerPatient', { ...first, notThese: [] });
  // the birth year was heard wrongly, so nothing looked alike when she came the second time
  const heard = `${Number(birthDate.slice(0, 4)) + 11}${birthDate.slice(4)}`;
  const { patient: closes } = await call(desk, 'records/registerPatient', {
    ...{
      ...first,
      birthDate: heard,
      name: `${name}h`,
      phone: phone(5100 + count),
      nickname: 'Ani',
      notThese: [],
    },
    address: { line: 'Jl. Melati 1', city: 'Bandung' },
  });
  return { name, birthDate, stays, closes };
}

describe.each(languages)('two charts of one person, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) =>
    words(language, `merging_${key}`, params);
  const button = (page: Page, key: string) => page.getByRole('button', { name: w(key), exact: true });
  const to = (path: string) => `${serambiUrl()}${path}`;

  it('are reported at the desk, compared and joined by the manager, looked through, and taken apart', async () => {
    const desk = await window('frontdesk', language);
    const { name, stays, closes } = await twice(desk, language);
    const nurse = await window('physician', language);
    await call(nurse, 'records/recordAllergies', {
      ...{ patientId: closes.id, add: [{ substance: 'Latex', kind: 'allergy' }] },
    });

    // at the desk: she has a chart already
    await desk.goto(to(`/patients/${closes.id}`));
    await button(desk, 'mixUp_act').click();
    const report = desk.getByRole('dialog');
    await report.getByLabel(w('mixUp_other')).fill(stays.recordNumber);
    await report.getByRole('button', { name: stays.name }).click();
    await report.getByLabel(w('mixUp_why')).fill('KTP sama');
    await lookAt(desk, `merging-report-${language}`);
    await desk.keyboard.press('Control+Enter');
    await desk.getByText(w('mixUp_pairDone')).first().waitFor();

    const manager = await window('manager', language);
    await manager.goto(to('/patients/look-alikes'));
    await manager.getByRole('heading', { name: w('list_title') }).waitFor();
    await manager.getByText('KTP sama').first().waitFor();
    await lookAt(manager, `merging-list-${language}`);

    await manager.goto(to(`/patients/${stays.id}/join/${closes.id}`));
    // the fuller chart is proposed to stay; the manager keeps the older number
    const kept = manager.getByRole('region', { name: w('compare_stays'), exact: true });
    await kept.getByText(closes.name, { exact: true }).waitFor();
    await button(manager, 'compare_swap').click();
    await kept.getByText(stays.name, { exact: true }).waitFor();
    await lookAt(manager, `merging-compare-${language}`);
    // nothing is chosen for her: each conflict is hers to decide, and so is the reason
    await manager.keyboard.press('Control+Enter');
    const sure = manager.getByRole('dialog');
    await sure.getByText(w('compare_sure')).waitFor();
    await lookAt(manager, `merging-sure-${language}`);
    await manager.keyboard.press('Control+Enter');
    await manager.getByText(w('field_choiceNeeded')).first().waitFor();
    await expectAccessible(manager, 'refused');
    await shoot(manager, `merging-refused-${language}`);
    const groups = manager.getByRole('radiogroup');
    for (const group of await groups.all()) await group.getByRole('radio').first().check();
    await manager.getByLabel(w('compare_reason')).fill('KTP');
    await manager.keyboard.press('Control+Enter');
    await manager.keyboard.press('Control+Enter');

    // the chart that stays: both numbers find it, and what was united is marked on every screen
    await manager.waitForURL(`**/patients/${stays.id}`);
    await manager.getByText(w('banner_allergies')).first().waitFor();
    await lookAt(manager, `merging-joined-${language}`);
    await desk.goto(to(`/patients?find=${closes.recordNumber}`));
    await desk
      .getByText(words(language, 'records_find_joined', { numbers: '' }).trim(), { exact: false })
      .first()
      .waitFor();
    await shoot(desk, `merging-found-${language}`);
    await desk.goto(to(`/patients/${closes.id}`));
    await desk.getByText(words(language, 'records_banner_replaced')).waitFor();

    await nurse.goto(to(`/patients/${stays.id}`));
    await button(nurse, 'panel_allergies').click();
    await nurse.getByText(w('banner_allergies')).waitFor({ state: 'detached' });

    // it was wrong: what was written since goes where she says
    await call(nurse, 'records/recordAllergies', {
      ...{ patientId: stays.id, add: [{ substance: 'Udang', kind: 'allergy' }] },
    });
    await manager.goto(to('/patients/look-alikes?tab=joined'));
    await manager
      .getByRole('row')
      .filter({ hasText: name })
      .getByRole('button', { name: w('part_act') })
      .first()
      .click();
    await manager.getByText(w('part_since')).waitFor();
    const since = manager.getByRole('group').filter({ has: manager.getByRole('radio') });
    for (const group of await since.all()) await group.getByRole('radio').first().check();
    await manager.getByLabel(w('part_reason')).fill('Dua orang');
    await lookAt(manager, `merging-part-${language}`);
    await manager.keyboard.press('Control+Enter');
    await manager.getByRole('dialog').getByText(w('part_sure')).waitFor();
    await manager.keyboard.press('Control+Enter');
    await manager.waitForURL(`**/patients/${stays.id}`);
    const back = await call(nurse, 'records/readAllergies', { patientId: closes.id });
    expect(back.items.map((one: { substance: string }) => one.substance)).toEqual(['Latex']);
  });

  it('whoever had the closed chart open is led to the other one, and keeps what was typed', async () => {
    const desk = await window('frontdesk', language);
    const { stays, closes } = await twice(desk, language);
    const manager = await window('manager', language);
    const nurse = await window('clinical', language);
    await nurse.goto(to(`/patients/${closes.id}`));
    await nurse.getByRole('button', { name: words(language, 'records_allergy_add') }).click();
    const dialog = nurse.getByRole('dialog');
    const substance = dialog.getByRole('textbox').first();
    await substance.fill('Kacang');
    const ids = { survivorId: stays.id, otherId: closes.id };
    const compared = await call(manager, 'merging/comparePair', ids);
    const conflicts = compared.fields.filter((one: { conflict: boolean }) => one.conflict);
    await call(manager, 'merging/mergeCharts', {
      ...{ ...ids, reason: 'KTP' },
      choices: Object.fromEntries(conflicts.map((one: { field: string }) => [one.field, 'survivor'])),
      ...{ survivorVersion: compared.survivor.version, otherVersion: compared.other.version },
    });
    await nurse.keyboard.press('Control+Enter');
    const open = nurse.getByRole('button', { name: words(language, 'records_joined_open') });
    await open.waitFor();
    expect(await substance.inputValue()).toBe('Kacang');
    await lookAt(nurse, `merging-led-${language}`);
    await open.click();
    await nurse.waitForURL(`**/patients/${stays.id}`);
  });

  it('somebody else’s data is reported, moved entry by entry, and the banner says so until then', async () => {
    const desk = await window('frontdesk', language);
    const { stays: wrong } = await twice(desk, language);
    const { stays: right } = await twice(desk, language);
    const physician = await window('physician', language);
    await call(physician, 'records/recordAllergies', {
      ...{
        patientId: wrong.id,
        add: [
          { substance: 'Penisilin', kind: 'allergy' },
          { substance: 'Debu', kind: 'allergy' },
        ],
      },
    });
    await physician.goto(to(`/patients/${wrong.id}`));
    await button(physician, 'mixUp_act').click();
    const dialog = physician.getByRole('dialog');
    await dialog.getByRole('radio', { name: w('mixUp_overlay') }).check();
    await dialog.getByLabel(w('mixUp_overlayWhat')).fill('Alergi penisilin milik orang lain');
    await lookAt(physician, `merging-overlay-report-${language}`);
    await physician.keyboard.press('Control+Enter');
    await physician.getByText(w('banner_overlay')).first().waitFor();

    const manager = await window('manager', language);
    await manager.goto(to('/patients/look-alikes?tab=overlays'));
    await manager
      .getByRole('button', { name: w('overlay_look') })
      .first()
      .waitFor();
    await lookAt(manager, `merging-overlays-${language}`);
    await manager
      .getByRole('row')
      .filter({ hasText: wrong.name })
      .getByRole('button', { name: w('overlay_look') })
      .click();
    await manager.getByLabel(w('overlay_whose')).fill(right.recordNumber);
    await manager.getByRole('button', { name: right.name }).click();
    await manager.getByRole('checkbox', { name: /Penisilin/ }).check();
    await manager.getByLabel(w('part_reason')).fill('Tertukar saat rooming');
    await lookAt(manager, `merging-overlay-${language}`);
    await manager.keyboard.press('Control+Enter');
    await manager
      .getByText(w('overlay_moved', { count: 1 }))
      .first()
      .waitFor();
    const there = await call(physician, 'records/readAllergies', { patientId: right.id });
    expect(there.items).toHaveLength(1);
    const { tasks } = await call(physician, 'work/listMine', { patientId: wrong.id });
    expect(tasks.map((one: { kind: string }) => one.kind)).toContain('merging.overlayTold');
  });

  it('two of a like name on one day’s list are marked on the banner and on Today', async () => {
    const desk = await window('frontdesk', language);
    const { stays, closes } = await twice(desk, language);
    const { visitTypes } = await call(desk, 'scheduling/setup', {});
    for (const { id } of [stays, closes])
      await call(desk, 'frontDesk/takeWalkIn', {
        patientId: id,
        visitTypeCode: visitTypes[0].code,
        reason: 'batuk',
      });
    await desk.goto(to(`/patients/${stays.id}`));
    const mark = desk.getByText(/^(Name alert|Nama mirip): /).first();
    await mark.waitFor();
    expect(await mark.innerText()).not.toContain(closes.name);
    await lookAt(desk, `merging-alert-${language}`);
    await desk.goto(to('/today'));
    await desk.getByText(words(language, 'frontDesk_mark_nameAlert')).first().waitFor({ timeout: 60_000 });
    await shoot(desk, `merging-today-${language}`);
    const refused = await ask(desk, 'merging/mergeCharts', {
      survivorId: stays.id,
      otherId: closes.id,
      survivorVersion: 1,
      otherVersion: 1,
    });
    expect(refused.status).toBe(403);
  });
});
