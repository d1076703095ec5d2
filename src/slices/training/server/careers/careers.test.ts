import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveStanding } from '#platform/server/scope/terms.ts';
import { training } from '#slices/training/contract.ts';
import { startingLists } from '#slices/training/shared/starting-lists.ts';
import { openSchool, type School } from '../testing/school.ts';

let here: School;
beforeAll(async () => {
  here = await openSchool('US');
});
afterAll(() => here.clinic.close());

const assistant = () => here.clinic.as('assistant');
const manager = () => here.clinic.as('manager');
async function gapsOf(code: string) {
  const { rungs } = await assistant().call(training, 'myCareer', {});
  return rungs.find((one) => one.code === code)?.gaps ?? [];
}

describe('the gap list', () => {
  it('tells of each requirement whether it is met, and where she goes on', async () => {
    expect(await gapsOf('ma2')).toMatchObject([
      { kind: 'credential', state: 'missing', screen: '/work/my-credentials' },
      { kind: 'experience', state: 'missing', label: '24 months of work', screen: '/work/career' },
      { kind: 'competency', label: '12-lead ECG', state: 'missing', screen: '/work/passport' },
      ...[{ state: 'missing' }, { state: 'missing' }, { state: 'missing' }],
    ]);
    await here.good(['ecg'], assistant().actor.id);
    const [, , ecg] = await gapsOf('ma2');
    expect(ecg).toEqual({ kind: 'competency', label: '12-lead ECG', state: 'met', next: '' });
  });

  it('counts a certificate while it is alive, and the day after its end no more', async () => {
    await here.clinic.inside((ctx) =>
      saveStanding(ctx.db, ctx.clinic.id, {
        ...{ staffId: assistant().actor.id, sourceId: ctx.newId(), kind: 'credential', code: 'CMA (AAMA)' },
        ...{ from: '2021-03-18T05:00:00Z', until: '2026-04-01T04:00:00Z', by: 'AAMA' },
      }),
    );
    expect((await gapsOf('ma2'))[0]).toMatchObject({ state: 'met' });
    here.clinic.clock.set('2026-04-01T04:00:00Z');
    expect((await gapsOf('ma2'))[0]).toMatchObject({ state: 'missing' });
    here.clinic.clock.set('2026-03-09T13:00:00Z');
  });

  it('waits for the manager’s word on what she says of herself, who does not say it of herself', async () => {
    const entry = { kind: 'experience', title: 'Medical assistant', place: 'Bay Clinic' } as const;
    const soon = { ...entry, fromDay: '2026-04-01' };
    const early = await here.clinic.refused(assistant().call(training, 'addBackground', soon), 'en');
    expect(early).toMatchObject({ status: 422, fields: [{ path: 'fromDay' }] });
    const { backgroundId } = await assistant().call(training, 'addBackground', {
      ...{ ...entry, fromDay: '2023-01-01', toDay: '2024-12-31' },
    });
    expect((await gapsOf('ma2'))[1]).toMatchObject({ state: 'waiting' });
    expect((await gapsOf('phlebotomist'))[2]).toMatchObject({ state: 'waiting' });
    const { people } = await manager().call(training, 'careers', {});
    expect(people.find((one) => one.staffId === assistant().actor.id)).toMatchObject({ waiting: 1 });
    await manager().call(training, 'confirmBackground', { backgroundId });
    expect((await gapsOf('ma2'))[1]).toMatchObject({ state: 'met' });
    const late = await here.clinic.refused(
      assistant().call(training, 'withdrawBackground', { backgroundId }),
    );
    expect(late.code).toBe('training.confirmedAlready');
    const own = await manager().call(training, 'addBackground', { ...entry, fromDay: '2020-01-01' });
    const self = await here.clinic.refused(manager().call(training, 'confirmBackground', own));
    expect(self).toMatchObject({ status: 403, code: 'training.ownBackground' });
    await manager().call(training, 'withdrawBackground', own);
  });

  it('shows her goal to herself and to her manager', async () => {
    await assistant().call(training, 'setGoal', { rung: 'ma2' });
    const { people } = await manager().call(training, 'careers', {});
    expect(people.find((one) => one.staffId === assistant().actor.id)).toMatchObject({
      ...{ goal: 'Medical assistant II, lead', met: 3, of: 6, waiting: 0 },
    });
    const unknown = await here.clinic.refused(assistant().call(training, 'setGoal', { rung: 'astronaut' }));
    expect(unknown.status).toBe(404);
    await assistant().call(training, 'setGoal', { rung: null });
    expect((await assistant().call(training, 'myCareer', {})).goal).toBeUndefined();
    const desk = here.clinic.as('frontDesk').call(training, 'careers', {});
    expect(await here.clinic.refused(desk)).toMatchObject({ status: 403 });
  });
});

describe('the ladders', () => {
  const countries = { US: startingLists('US'), ID: startingLists('ID') };

  it('never make a physician assistant of a medical assistant, and say so where the school is named', () => {
    const { rungs } = countries.US;
    const pa = rungs.filter((one) => /physician assistant|\bPA\b/i.test(`${one.label.en} ${one.label.id}`));
    expect(pa.map((one) => [one.code, one.kind])).toEqual([['paSchool', 'school']]);
    expect(pa[0]?.note.en).toMatch(/licence.*master.*PANCE.*never called a PA/);
    expect(pa[0]?.note.id).toMatch(/berlisensi.*magister.*PANCE.*tidak pernah disebut PA/);
    expect(JSON.stringify(countries.ID.rungs)).not.toMatch(/physician/i);
    expect(countries.ID.rungs.every((one) => !/asisten dokter/i.test(one.label.id))).toBe(true);
  });

  it('are each country’s own: no rung, plan or programme of the US stands in the list of Indonesia', () => {
    for (const list of ['rungs', 'templates', 'programmes'] as const) {
      const us = new Set(countries.US[list].map((one) => one.code));
      expect([list, countries.ID[list].filter((one) => us.has(one.code))]).toEqual([list, []]);
    }
    expect(JSON.stringify(countries.ID)).not.toMatch(/CMA|CAAHEP|venipuncture|injection|maCertificate/);
  });

  it('are changed by versions, and name what is wrong', async () => {
    const { rungs } = await manager().call(training, 'rungs', {});
    const [one] = rungs.filter((each) => each.code === 'ma2');
    if (!one) throw new Error('the ladder has no second rung');
    const strange = { ...one, from: ['ma1', 'ma2'] };
    const refused = await here.clinic.refused(manager().call(training, 'saveRung', strange), 'en');
    expect(refused).toMatchObject({ fields: [{ path: 'from.1' }] });
    expect(await manager().call(training, 'saveRung', { ...one, requirements: [] })).toEqual({ version: 2 });
    expect((await here.clinic.refused(manager().call(training, 'saveRung', one))).code).toBe(
      'training.changedMeanwhile',
    );
    expect(await gapsOf('ma2')).toEqual([]);
  });
});
