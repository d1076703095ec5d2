import { afterAll, beforeAll, expect, it } from 'vitest';
import { competencies } from '#slices/competencies/contract.ts';
import { workforce } from '#slices/workforce/contract.ts';
import { training } from '../contract.ts';
import { openSchool, type School } from './testing/school.ts';

const draw = 'orders.performInvasive/venipuncture';
let here: School;
beforeAll(async () => {
  here = await openSchool('US');
  const { actor } = here.clinic.as('student');
  actor.roles.push('assistant');
  await here.clinic.inside((ctx) =>
    ctx.db.updateTable('identity_staff').set({ roles: actor.roles }).where('id', '=', actor.id).execute(),
  );
  await here.good(['venipuncture']);
});
afterAll(() => here.clinic.close());

const student = () => here.clinic.as('student');
const nurse = () => here.clinic.as('nurse');
/** What is missing before she may draw blood, in words; undefined once she may. */
const missing = async () => {
  const { blocked } = await student().call(workforce, 'whatMayI', {});
  return blocked.find((one) => one.action === draw)?.missing.what;
};
const seen = async () => {
  const about = { staffId: here.studentId, code: 'venipuncture' };
  const { competency } = await nurse().call(competencies, 'sheet', about);
  const results = Object.fromEntries(competency.steps.map(({ step }) => [step, true]));
  const { version } = competency;
  const sheet = { ...about, version, purpose: 'practice', method: 'observation', results } as const;
  return nurse().call(competencies, 'checkOff', sheet);
};

it('California counts what observers confirm and hours that preceptors confirm, and names what is missing', async () => {
  const practicumId = await here.practicum({ skills: [] });
  // nothing is counted where the law asks for nothing
  expect((await student().call(training, 'myPractica', {})).subjects).toEqual([]);
  const early = await here.clinic.refused(here.log(practicumId, '2026-02-02', { subject: 'bloodDraw' }));
  expect(early.fields?.[0]?.path).toBe('subject');
  const { places } = await here.clinic.as('manager').call(workforce, 'law', {});
  const rules = places.find((one) => one.place === 'US-CA')?.rules ?? [];
  const indirect = rules.map(({ act, on, credentials, minutes, performances, supervisor }) => {
    return { act, on, credentials, minutes, performances, supervisor, supervision: 'none' as const };
  });
  await here.clinic.as('manager').call(workforce, 'saveLaw', {
    ...{ place: 'US-CA', basedOn: 0, rules: indirect },
  });
  expect(await missing()).toBe('0 of 10 venipunctures observed; 0 of 10 h of training');
  expect((await student().call(training, 'myPractica', {})).subjects).toEqual([
    { code: 'bloodDraw', label: 'drawing blood' },
    { code: 'injections', label: 'injections' },
  ]);
  for (let count = 0; count < 7; count += 1) await seen();
  const morning = { from: '08:00', to: '12:30', breakMinutes: 0, subject: 'bloodDraw' };
  const first = await here.log(practicumId, '2026-02-02', morning);
  // what nobody has confirmed is not counted, nor are hours of something else
  const other = await here.log(practicumId, '2026-02-03', { subject: 'injections' });
  await here.confirm(practicumId, other);
  expect(await missing()).toBe('7 of 10 venipunctures observed; 0 of 10 h of training');
  await here.confirm(practicumId, first);
  expect(await missing()).toBe('7 of 10 venipunctures observed; 4.5 of 10 h of training');
  const second = await here.log(practicumId, '2026-02-04', { ...morning, to: '13:30' });
  await here.confirm(practicumId, second);
  expect(await missing()).toBe('7 of 10 venipunctures observed');
  for (let count = 0; count < 3; count += 1) await seen();
  expect(await missing()).toBeUndefined();
});

it('what is declined later counts no more, from her next request on', async () => {
  const { practica } = await student().call(training, 'myPractica', {});
  const [practicum] = practica;
  const entry = practicum?.entries.find((one) => one.subject?.code === 'bloodDraw');
  expect(entry?.subject?.label).toBe('drawing blood');
  await here.clinic.as('clinical').call(training, 'declineHours', {
    ...{ practicumId: practicum?.practicumId ?? '', entryId: entry?.entryId ?? '', reason: 'Front desk' },
  });
  expect(await missing()).toBe('5.5 of 10 h of training');
});
