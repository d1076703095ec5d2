import type { Observation, Resource } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orders } from '#slices/orders/contract.ts';
import {
  bloodSugar,
  type Consultations,
  openConsultations,
} from '#slices/orders/server/testing/open-consultations.ts';
import { records } from '#slices/records/contract.ts';
import { results } from '../contract.ts';

let here: Consultations;
beforeAll(async () => {
  here = await openConsultations('US');
});
afterAll(() => here.clinic.close());

const of = async (patientId: string, role = 'nurse') =>
  (await here.clinic.as(role).call(results, 'patientResults', { patientId })).results;
const add = (...all: Resource[]) =>
  here.clinic.inside(async ({ record }) => {
    for (const one of all) await record.create(one);
  });
const subjectOf = (patientId: string) => ({ reference: `Patient/${patientId}` });
const category = (code: string) => [
  { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code }] },
];

const potassium = (
  patientId: string,
  on: string,
  value: number,
  more: Partial<Observation> = {},
): Observation => ({
  ...{ resourceType: 'Observation', status: 'final', category: category('laboratory') },
  code: { coding: [{ system: 'http://loinc.org', code: '2823-3' }], text: 'Potassium' },
  ...{ subject: subjectOf(patientId), effectiveDateTime: on, performer: [{ display: 'Lab Prodia' }] },
  valueQuantity: { value, unit: 'mmol/L' },
  referenceRange: [{ low: { value: 3.5, unit: 'mmol/L' }, high: { value: 5.1, unit: 'mmol/L' } }],
  ...more,
});

describe('results', () => {
  it('stand by code, the newest value first and the last few beside it, with range, mark and laboratory', async () => {
    const { patientId } = await here.ready();
    await add(
      ...[4.0, 4.1, 4.2, 5.6].map((value, at) => potassium(patientId, `2026-01-0${at + 1}`, value)),
      potassium(patientId, '2026-02-01', 3.1, { status: 'preliminary' }),
    );
    expect(await of(patientId)).toEqual([
      {
        ...{ id: expect.any(String), kind: 'measured', title: 'Potassium', earlier: 1, holds: [] },
        values: [
          {
            ...{ id: expect.stringMatching(/^Observation\//), at: '2026-02-01', by: 'Lab Prodia' },
            ...{ words: '3.1 mmol/L', range: '3.5–5.1 mmol/L', flag: 'low', standing: 'preliminary' },
          },
          expect.objectContaining({ words: '5.6 mmol/L', flag: 'high', standing: 'final' }),
          expect.objectContaining({ words: '4.2 mmol/L' }),
          expect.objectContaining({ words: '4.1 mmol/L' }),
        ],
      },
    ]);
  });

  it('say what was corrected, and keep what was entered in error behind what stands', async () => {
    const { patientId } = await here.ready();
    await add(
      potassium(patientId, '2026-02-03', 9.9, { status: 'entered-in-error' }),
      potassium(patientId, '2026-02-01', 4.4, { status: 'corrected' }),
    );
    const [found] = await of(patientId);
    expect(found?.values.map(({ words, standing }) => [words, standing])).toEqual([
      ['4.4 mmol/L', 'corrected'],
      ['9.9 mmol/L', 'inError'],
    ]);
  });

  it('hold reports of other systems and each part of a panel, and no vital signs', async () => {
    const { patientId } = await here.ready();
    const subject = subjectOf(patientId);
    await add(
      {
        ...{ resourceType: 'DiagnosticReport', status: 'amended', subject, code: { text: 'Chest X-ray' } },
        ...{ effectiveDateTime: '2026-02-05', conclusion: 'No infiltrate.' },
        ...{ performer: [{ display: 'RS Harapan' }], result: [{ display: 'Heart size' }] },
      },
      {
        ...{ resourceType: 'Observation', status: 'final', category: category('laboratory'), subject },
        ...{ code: { text: 'Urine' }, effectiveDateTime: '2026-02-04' },
        component: [
          {
            code: { text: 'Nitrite' },
            valueCodeableConcept: { text: 'positive' },
            interpretation: [{ coding: [{ code: 'POS' }] }],
          },
          { code: { text: 'Protein' }, valueString: 'trace' },
        ],
      },
      {
        ...{ resourceType: 'Observation', status: 'final', category: category('vital-signs'), subject },
        ...{ code: { text: 'Pulse' }, effectiveDateTime: '2026-02-06', valueInteger: 71 },
      },
    );
    expect((await of(patientId)).map(({ kind, title, values }) => [kind, title, values[0]?.words])).toEqual([
      ['report', 'Chest X-ray', 'No infiltrate.'],
      ['measured', 'Urine: Nitrite', 'positive'],
      ['measured', 'Urine: Protein', 'trace'],
    ]);
    const [report, nitrite] = await of(patientId);
    expect(report).toMatchObject({
      holds: ['Heart size'],
      values: [{ standing: 'corrected', by: 'RS Harapan' }],
    });
    expect(nitrite?.values[0]?.flag).toBe('positive');
    // one thing in one place: the chart's findings leave out what stands here
    const chart = await here.clinic.as('nurse').call(records, 'readChart', { patientId });
    expect(chart.observations.items).toEqual([]);
  });

  it('hold tests that were done here, taken back ones too, for those who read orders', async () => {
    const { patientId, visitId } = await here.written();
    const { order } = await here.clinic
      .as('physician')
      .call(orders, 'placeOrder', { visitId, detail: bloodSugar, now: true });
    const perform = (note: string) =>
      here.clinic.as('assistant').call(orders, 'performOrder', { orderId: order.id, note });
    await perform('181 mg/dL');
    await here.clinic
      .as('assistant')
      .call(orders, 'undoPerform', { orderId: order.id, reason: 'Other strip' });
    here.clinic.clock.advance(60_000);
    await perform('118 mg/dL');
    const found = await of(patientId);
    expect(found).toMatchObject([
      {
        ...{ kind: 'test', title: 'Blood sugar, finger stick' },
        values: [
          { words: '118 mg/dL', standing: 'final', visitId, by: expect.any(String) },
          { words: '181 mg/dL', standing: 'inError' },
        ],
      },
    ]);
    await add(potassium(patientId, '2026-02-01', 4.4));
    // she opens charts and reads no orders: what is not hers to read is left out
    expect((await of(patientId, 'bookkeeper')).map(({ kind }) => kind)).toEqual(['measured']);
  });

  it('are refused to whom no chart is open, and of nobody', async () => {
    const nobody = here.clinic.refused(of('nobody'));
    expect((await nobody).code).toBe('platform.notFound');
  });
});
