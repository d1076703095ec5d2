import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { records } from '../contract.ts';

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic();
});
afterAll(() => clinic.close());

const category = (code: string) => [
  { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code }] },
];

it('shows a finding behind however many vital signs were measured since', async () => {
  const patientId = await clinic.inside(async (ctx) => {
    const { id } = await ctx.record.create({
      resourceType: 'Patient',
      name: [{ text: 'Kartini Wijaya' }],
      birthDate: '1951-04-21',
    });
    const found = {
      resourceType: 'Observation',
      status: 'final',
      subject: { reference: `Patient/${id}` },
    } as const;
    const day = (n: number) => new Date(Date.UTC(2025, 0, 1) + n * 86_400_000).toISOString();
    await ctx.record.create({
      ...found,
      ...{ category: category('survey'), code: { text: 'Fall risk' }, effectiveDateTime: day(0) },
      valueQuantity: { value: 3, unit: '{score}' },
    });
    for (let n = 1; n <= 201; n += 1)
      await ctx.record.create({
        ...found,
        ...{ category: category('vital-signs'), code: { text: 'Pulse' }, effectiveDateTime: day(n) },
        valueQuantity: { value: 60 + (n % 30), unit: '/min' },
      });
    await ctx.record.create({ ...found, code: { text: 'Gait' }, valueString: 'steady' });
    return id;
  });
  const chart = await clinic.as('physician').call(records, 'readChart', { patientId });
  expect(chart.observations.items.map(({ label }) => label)).toEqual(['Fall risk']);
});

it('tells the newest first, and what has no date last', async () => {
  const labels = await clinic.inside(async (ctx) => {
    const { id } = await ctx.record.create({ resourceType: 'Patient', name: [{ text: 'Suharto' }] });
    const told = {
      resourceType: 'Observation',
      status: 'final',
      subject: { reference: `Patient/${id}` },
    } as const;
    for (const [text, effectiveDateTime] of [
      ['no date', undefined],
      ['a month', '2025-03'],
      ['a day in it', '2025-03-09'],
      ['later', '2026-01-01T08:00:00+07:00'],
    ] as const)
      await ctx.record.create({ ...told, code: { text }, ...(effectiveDateTime && { effectiveDateTime }) });
    const asked = { where: [{ param: 'patient', reference: `Patient/${id}` }] };
    const read = async (order: string) =>
      (await ctx.record.search('Observation', { ...asked, order })).map((one) => one.code.text);
    return [await read('-date'), await read('date')];
  });
  expect(labels).toEqual([
    ['later', 'a day in it', 'a month', 'no date'],
    ['a month', 'a day in it', 'later', 'no date'],
  ]);
});
