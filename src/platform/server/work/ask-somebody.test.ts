import { afterAll, beforeAll, expect, it } from 'vitest';
import { work } from '#platform/shared/work-contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic();
  for (const [id, text] of [
    ['siti', 'Siti Rahma'],
    ['budi', 'Budi'],
  ] as const) {
    const name = [{ use: 'official' as const, text }];
    await clinic.inside((ctx) =>
      ctx.record.put({ resourceType: 'Patient', id, name, birthDate: '1990-01-01' }),
    );
  }
  await clinic.inside((ctx) =>
    ctx.record.put({
      resourceType: 'Encounter',
      id: 'visit-of-siti',
      status: 'arrived',
      class: { code: 'AMB' },
      subject: { reference: 'Patient/siti' },
    }),
  );
});
afterAll(() => clinic.close());

const asked = { action: 'vitals.record', subject: 'Encounter/visit-of-siti', visitId: 'visit-of-siti' };

it('asks those who may, with the patient’s name on the line', async () => {
  await clinic.as('frontDesk').call(work, 'askSomebody', { ...asked, patientId: 'siti' });
  const { tasks } = await clinic.as('nurse').call(work, 'listMine', {});
  expect(tasks).toMatchObject([
    { kind: 'work.asked', patient: { name: 'Siti Rahma' }, visitId: 'visit-of-siti' },
  ]);
});

it.each([
  ['another patient', { patientId: 'budi' }],
  ['nobody’s patient', { patientId: 'nobody' }],
  ['a visit that is not there', { patientId: 'siti', visitId: 'no-such-visit' }],
])('refuses a visit with %s, and asks nobody', async (_what, wrong) => {
  const problem = await clinic.refused(
    clinic.as('frontDesk').call(work, 'askSomebody', { ...asked, ...wrong }),
  );
  expect(problem.code).toBe('platform.notFound');
  const { tasks } = await clinic.as('nurse').call(work, 'listMine', {});
  expect(tasks).toHaveLength(1);
});
