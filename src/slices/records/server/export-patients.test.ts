import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { records } from '../contract.ts';

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic();
  for (const [name, phone] of [
    ['Siti Aminah', '+6281234567890'],
    ['@SUM(1+1)', undefined],
    ['Budi; Santoso', undefined],
  ] as const) {
    await clinic.as('frontDesk').call(records, 'registerPatient', {
      ...{ name, birthDate: '1990-05-08', sex: 'male' },
      ...(phone && { phone }),
    });
  }
});
afterAll(() => clinic.close());

describe('the list of patients as a file', () => {
  it('has them by name, in the words of the reader, and no cell that a spreadsheet would reckon', async () => {
    const { csv, fileName } = await clinic.as('manager').call(records, 'exportPatients', {});
    const [head, ...rows] = csv.slice(1).trim().split('\r\n');
    expect(head?.split(';')).toHaveLength(7);
    expect(rows).toHaveLength(3);
    expect(rows.join('\n')).toContain(`;'@SUM(1+1);1990-05-08;Laki-laki;`);
    expect(rows.join('\n')).toContain(`;"Budi; Santoso";`);
    expect(fileName).toBe('pasien-2026-03-09.csv');
    const other = await clinic.other.as('manager').call(records, 'exportPatients', {});
    expect(other.csv.trim().split('\r\n')).toHaveLength(1);
  });

  it('is the manager’s alone, and written down with how many stood in it', async () => {
    for (const role of ['frontDesk', 'nurse', 'physician', 'bookkeeper', 'auditor']) {
      const asked = clinic.as(role).call(records, 'exportPatients', {});
      expect(await clinic.refused(asked)).toMatchObject({ code: 'platform.notAllowed' });
    }
    const trail = await clinic.inside((ctx) =>
      ctx.db
        .selectFrom('audit_event')
        .select('details')
        .where('clinic_id', '=', ctx.clinic.id)
        .where('event', '=', 'records.patientsExported')
        .execute(),
    );
    expect(trail).toEqual([{ details: { rows: 3 } }]);
  });
});
