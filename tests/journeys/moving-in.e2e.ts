import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { type Language, languages, lookAt, shoot } from './support/browser.ts';
import { call, openWindows, somebody } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();

/** Windows-1252, semicolons, dates in two readings, a doubtful row, a wrong one, and a column that nobody knows. */
function fileOf(
  language: Language,
  known: { name: string; birthDate: string },
): { name: string; buffer: Buffer; fresh: string } {
  const fresh = somebody();
  const [year, , day] = known.birthDate.split('-');
  const head = language === 'id' ? 'Nama Pasien;Tgl Lahir;JK;Gol. Darah' : 'Patient Name;DOB;Sex;Blood type';
  const rows = [
    `${fresh.name} Jos\xe9;03/04/1961;L;O`.replace(';L;', language === 'id' ? ';L;' : ';M;'),
    `${known.name};06/${day}/${year};P;A`.replace(';P;', language === 'id' ? ';P;' : ';F;'),
    `Salah Tanggal;05/06/3020;${language === 'id' ? 'P' : 'F'};B`,
  ];
  const text = `${head}\r\n${rows.join('\r\n')}\r\n`;
  return { name: `old-${language}.csv`, buffer: Buffer.from(text, 'latin1'), fresh: `${fresh.name} José` };
}

describe.each(languages)('moving in, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);

  it('shows how a file is read, asks what is open, takes it in, gives the rest back and takes it all back', async () => {
    const desk = await window('frontdesk', language);
    const given = somebody();
    // a digit away from what the file says, so that whoever reads it wonders whether it is the same person
    const known = { ...given, birthDate: `${given.birthDate.slice(0, 4)}-05-09` };
    await call(desk, 'records/registerPatient', { ...known, sex: 'female' });
    const { name, buffer, fresh } = fileOf(language, known);

    const page = await window('manager', language);
    await page.goto(`${serambiUrl()}/clinic/moving-in`);
    await page.getByRole('heading', { name: w('movingIn_title') }).waitFor();
    await lookAt(page, `moving-in-start-${language}`);
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });

    await page.getByText(w('movingIn_encodingGuess')).waitFor();
    await page.getByText(fresh).first().waitFor();
    const unknown = language === 'id' ? 'Gol. Darah' : 'Blood type';
    await page.getByText(w('movingIn_notTakenList', { columns: unknown })).waitFor();
    const column = language === 'id' ? 'Tgl Lahir' : 'DOB';
    await page.getByText(w('movingIn_need_order', { column })).waitFor();
    expect(await page.getByRole('button', { name: w('movingIn_check'), exact: true }).isDisabled()).toBe(
      true,
    );
    await lookAt(page, `moving-in-columns-${language}`);

    await page.getByRole('combobox', { name: w('movingIn_order', { column }) }).click();
    await page.getByRole('option', { name: w('movingIn_order_mdy') }).click();
    await page.getByText(w('movingIn_need_order', { column })).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: w('movingIn_check'), exact: true }).click();

    await page.getByRole('tab', { name: w('movingIn_row_ask') }).waitFor();
    await page.getByRole('row').filter({ hasText: known.name }).first().waitFor();
    await lookAt(page, `moving-in-asked-${language}`);
    await page.getByRole('tab', { name: w('movingIn_row_error') }).click();
    await page.getByText(w('records_field_birthDateInFuture')).waitFor();
    await lookAt(page, `moving-in-errors-${language}`);
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: w('movingIn_errorsFile') }).click();
    const csv = await readFile(await (await saved).path(), 'utf8');
    expect(csv).toContain(`;${w('movingIn_errorColumn')}`);
    expect(csv).toContain(w('records_field_birthDateInFuture'));

    await page.getByRole('tab', { name: w('movingIn_row_ask') }).click();
    await page.getByRole('button', { name: w('movingIn_same') }).click();
    await page.getByRole('button', { name: w('movingIn_take', { count: 1 }) }).click();
    await page.getByText(w('movingIn_state_done'), { exact: true }).waitFor();
    const { patients } = await call(desk, 'records/findPatients', { text: `${fresh} 1961-03-04` });
    expect(patients).toMatchObject([{ name: fresh, birthDate: '1961-03-04' }]);
    await lookAt(page, `moving-in-done-${language}`);

    await page.getByRole('button', { name: w('movingIn_takeBack') }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: w('movingIn_takeBack') })
      .click();
    await page.getByText(w('movingIn_state_takenBack'), { exact: true }).waitFor();
    expect((await call(desk, 'records/findPatients', { text: `${fresh} 1961-03-04` })).patients).toEqual([]);
    await shoot(page, `moving-in-back-${language}`);
  });

  it('brings staff in, invited and without a password, asks about a namesake, and takes them back', async () => {
    const page = await window('manager', language);
    const mark = somebody()
      .name.replace(/[^A-Za-z]/g, '')
      .toLowerCase();
    const { people } = await call(page, 'workforce/listPeople', {});
    const namesake = people[0].name as string;
    const [job, head] =
      language === 'id'
        ? ['Perawat', 'Nama;Nama Masuk;Uraian Tugas;Jabatan;No SIP;Masa Berlaku SIP;Password']
        : [
            'Nurse',
            'Name;User name;Role;Job title;Certification;Certification number;Certification expires;Password',
          ];
    const licence = language === 'id' ? '503/77/2026;2031-05-31' : 'CMA;778899;2027-03';
    const rows = [
      `Rara ${mark};rara.${mark};${job};PIC;${licence};geheim123`,
      `${namesake};sama.${mark};${job};;${licence};geheim123`,
      `Bos ${mark};bos.${mark};Astronaut;;${licence};geheim123`,
    ];
    const text = `${head}\n${rows.join('\n')}\n`;
    await page.goto(`${serambiUrl()}/clinic/moving-in`);
    await page.getByRole('radio', { name: w('movingIn_kind_staff') }).click();
    const name = `staff-${language}.csv`;
    await page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByText(w('movingIn_notTakenList', { columns: 'Password' })).waitFor();
    expect(await page.getByText('geheim123').count()).toBe(0);
    await lookAt(page, `moving-in-staff-columns-${language}`);
    await page.getByRole('button', { name: w('movingIn_check'), exact: true }).click();
    await page.getByRole('tab', { name: w('movingIn_row_ask') }).waitFor();
    await lookAt(page, `moving-in-staff-asked-${language}`);
    await page.getByRole('button', { name: w('movingIn_same') }).click();
    await page.getByRole('button', { name: w('movingIn_take', { count: 1 }) }).click();
    await page.getByText(w('movingIn_invited')).waitFor();
    await lookAt(page, `moving-in-staff-done-${language}`);
    await page
      .getByRole('link', { name: w('workforce_people_title') })
      .last()
      .click();
    const row = page.getByRole('row').filter({ hasText: `rara.${mark}` });
    await row.getByText(w('workforce_people_invited')).waitFor();
    await row.getByRole('button', { name: w('workforce_people_edit') }).click();
    await page.getByRole('dialog').getByText('PIC', { exact: false }).waitFor();
    await shoot(page, `moving-in-staff-person-${language}`);

    await page.goto(`${serambiUrl()}/clinic/moving-in`);
    await page.getByRole('row').filter({ hasText: name }).first().getByRole('button').first().click();
    await page.getByRole('button', { name: w('movingIn_takeBack') }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: w('movingIn_takeBack') })
      .click();
    await page.getByText(w('movingIn_state_takenBack'), { exact: true }).waitFor();
    const after = await call(page, 'workforce/listPeople', {});
    expect(after.people.some(({ login }: { login: string }) => login.includes(mark))).toBe(false);
  });

  it('is not offered to the front desk', async () => {
    const desk = await window('frontdesk', language);
    await desk.goto(`${serambiUrl()}/clinic/moving-in`);
    await desk.getByText(w('web_notMine_reason')).waitFor();
  });
});
