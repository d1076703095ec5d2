import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isSnomedIdentifier } from '#platform/shared/identifiers.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { records } from '../contract.ts';
import { mustBePatient, patientCard } from './index.ts';

let clinic: TestClinic;
let count = 0;

beforeAll(async () => {
  clinic = await openTestClinic({ country: 'ID' });
});
afterAll(() => clinic.close());

async function patient(): Promise<string> {
  count += 1;
  const letters = String.fromCharCode(
    65 + count,
    97 + ((count * 7) % 26),
    97 + ((count * 11) % 26),
    97 + ((count * 5) % 26),
  );
  const form = {
    name: `${letters} ${letters.toLowerCase()}wati`,
    birthDate: `${1940 + count * 4}-05-${10 + count}`,
    sex: 'female' as const,
  };
  return (await clinic.as('frontDesk').call(records, 'registerPatient', form)).patient.id;
}

const nurse = () => clinic.as('nurse');
const card = (id: string) => clinic.inside(async (ctx) => (await patientCard(ctx, [id])).get(id));

describe('allergies', () => {
  it('not asked, none known and listed are three things', async () => {
    const patientId = await patient();
    expect(await nurse().call(records, 'readAllergies', { patientId })).toEqual({
      state: 'notAsked',
      items: [],
    });
    expect((await card(patientId))?.allergies).toBe('notAsked');
    const none = await nurse().call(records, 'recordAllergies', { patientId, none: 'all' });
    expect(none).toMatchObject({
      state: 'none',
      stated: { by: nurse().actor.name },
      reviewed: { by: nurse().actor.name },
    });
    expect((await card(patientId))?.allergies).toBe('none');
    const listed = await nurse().call(records, 'recordAllergies', {
      patientId,
      add: [
        {
          substance: 'Amoksisilin',
          category: 'medication',
          kind: 'allergy',
          reaction: 'Bengkak bibir',
          severity: 'severe',
          criticality: 'high',
          onset: '2019',
        },
      ],
    });
    expect(listed).toMatchObject({
      state: 'listed',
      items: [
        {
          substance: 'Amoksisilin',
          reactions: [{ words: 'Bengkak bibir', severity: 'severe' }],
          criticality: 'high',
          onset: '2019',
          unconfirmed: false,
        },
      ],
    });
    expect((await card(patientId))?.allergies).toEqual(['Amoksisilin']);
    expect((await nurse().call(records, 'readBanner', { patientId })).severeAllergy).toBe(true);
  });

  it('"none known" is a dated statement of its author in SNOMED, not an empty list', async () => {
    const patientId = await patient();
    await nurse().call(records, 'recordAllergies', { patientId, none: 'all' });
    const [statement] = await clinic.inside((ctx) =>
      ctx.record.search('AllergyIntolerance', {
        where: [{ param: 'patient', reference: `Patient/${patientId}` }],
      }),
    );
    expect(statement).toMatchObject({
      code: { coding: [{ system: 'http://snomed.info/sct', code: '716186003' }] },
      recordedDate: expect.any(String),
      recorder: { reference: 'Practitioner/practitioner-nurse', display: nurse().actor.name },
    });
    for (const code of ['716186003', '409137002', '261665006']) expect(isSnomedIdentifier(code)).toBe(true);
  });

  it('no allergy to drugs leaves room for one to food, and a drug overtakes it', async () => {
    const patientId = await patient();
    await nurse().call(records, 'recordAllergies', { patientId, none: 'drugs' });
    expect((await card(patientId))?.allergies).toBe('noneToDrugs');
    await nurse().call(records, 'recordAllergies', {
      patientId,
      add: [{ substance: 'Udang', category: 'food', kind: 'allergy' }],
    });
    const standing = () =>
      clinic.inside(async (ctx) =>
        (
          await ctx.db
            .selectFrom('records_allergy')
            .select('statement')
            .where('patient_id', '=', patientId)
            .execute()
        )
          .map((row) => row.statement)
          .sort(),
      );
    expect(await standing()).toEqual(['allergy', 'noneToDrugs']);
    await nurse().call(records, 'recordAllergies', {
      patientId,
      add: [{ substance: 'Kodein', category: 'medication', kind: 'intolerance' }],
    });
    expect(await standing()).toEqual(['allergy', 'allergy']);
  });

  it('is reviewed at each visit with date and person, and not before anybody asked', async () => {
    const patientId = await patient();
    const visit = (id: string, whose = patientId) =>
      clinic.inside((ctx) =>
        ctx.record.create({
          resourceType: 'Encounter',
          id,
          status: 'finished',
          class: { code: 'AMB' },
          subject: { reference: `Patient/${whose}` },
        }),
      );
    await visit('visit-1');
    await visit('visit-2');
    await visit('visit-of-another', await patient());
    const review = (visitId = 'visit-1') => nurse().call(records, 'recordAllergies', { patientId, visitId });
    expect(await clinic.refused(review())).toMatchObject({ code: 'records.nothingToReview' });
    await nurse().call(records, 'recordAllergies', {
      patientId,
      add: [{ substance: 'Debu', category: 'environment', kind: 'allergy' }],
    });
    expect(await clinic.refused(review('visit-of-another'))).toMatchObject({ status: 404 });
    clinic.clock.advance(60 * 24 * 30);
    const reviewed = await clinic
      .as('clinical')
      .call(records, 'recordAllergies', { patientId, visitId: 'visit-2' });
    expect(reviewed.reviewed).toEqual({
      at: new Date(clinic.clock.now()).toISOString(),
      by: clinic.as('clinical').actor.name,
    });
    expect(reviewed.items).toHaveLength(1);
  });

  it('refuses "none" against a list, the same substance twice, and a first time that lies ahead', async () => {
    const patientId = await patient();
    const record = (input: object) => nurse().call(records, 'recordAllergies', { patientId, ...input });
    await record({ add: [{ substance: 'Lateks', kind: 'allergy' }] });
    expect(await clinic.refused(record({ none: 'all' }))).toMatchObject({
      code: 'records.allergiesListed',
      details: { substances: 'Lateks' },
    });
    expect(await clinic.refused(record({ add: [{ substance: 'LATEKS', kind: 'allergy' }] }))).toMatchObject({
      code: 'records.alreadyListed',
    });
    const ahead = record({ add: [{ substance: 'Kacang', kind: 'allergy', onset: '2031' }] });
    expect(await clinic.refused(ahead)).toMatchObject({ fields: [{ path: 'add.0.onset' }] });
  });

  it('ends one with a reason and keeps what was written', async () => {
    const patientId = await patient();
    for (const why of ['error', 'refuted', 'resolved'] as const) {
      const list = await nurse().call(records, 'recordAllergies', {
        patientId,
        add: [{ substance: `Zat ${why}`, kind: 'allergy' }],
      });
      const allergyId = list.items[0]?.id ?? '';
      const after = await nurse().call(records, 'endAllergy', {
        patientId,
        allergyId,
        why,
        reason: 'Hasil uji negatif',
      });
      expect(after.items).toEqual([]);
      const kept = await clinic.inside((ctx) => ctx.record.mustRead('AllergyIntolerance', allergyId));
      expect(kept).toMatchObject({ code: { text: `Zat ${why}` }, note: [{ text: 'Hasil uji negatif' }] });
    }
    const other = await patient();
    const list = await nurse().call(records, 'recordAllergies', {
      patientId,
      add: [{ substance: 'Ikan', kind: 'allergy' }],
    });
    const foreign = nurse().call(records, 'endAllergy', {
      patientId: other,
      allergyId: list.items[0]?.id ?? '',
      why: 'error',
      reason: 'x',
    });
    expect(await clinic.refused(foreign)).toMatchObject({ status: 404 });
  });

  it('front desk may not write them, and says who may', async () => {
    const patientId = await patient();
    const call = clinic.as('frontDesk').call(records, 'recordAllergies', { patientId, none: 'all' });
    expect(await clinic.refused(call)).toMatchObject({ code: 'platform.notAllowed' });
  });
});

describe('the chart', () => {
  it('says of every part whether it was asked, and shows what stands', async () => {
    const patientId = await patient();
    const empty = await clinic.as('physician').call(records, 'readChart', { patientId });
    expect(empty).toMatchObject({
      allergies: { state: 'notAsked' },
      problems: { state: 'notAsked', items: [] },
      medicines: { state: 'notAsked' },
    });
    const subject = { reference: `Patient/${patientId}` };
    await clinic.inside(async (ctx) => {
      await ctx.record.create({
        resourceType: 'Condition',
        subject,
        code: { text: 'Hipertensi' },
        clinicalStatus: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
        },
      });
      await ctx.record.create({
        resourceType: 'Observation',
        status: 'final',
        subject,
        code: { text: 'Suhu' },
        effectiveDateTime: '2026-03-01T02:00:00Z',
        valueQuantity: { value: 36.8, unit: '°C' },
      });
      await ctx.record.create({
        resourceType: 'Observation',
        status: 'entered-in-error',
        subject,
        code: { text: 'Salah' },
      });
      await ctx.record.create({
        resourceType: 'List',
        status: 'current',
        mode: 'snapshot',
        subject,
        code: { coding: [{ system: 'http://loinc.org', code: '10160-0' }] },
        emptyReason: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/list-empty-reason', code: 'nilknown' }],
        },
      });
    });
    const chart = await clinic
      .as('physician')
      .call(records, 'readChart', { patientId, withoutPatient: true });
    expect(chart).toMatchObject({
      problems: { state: 'listed', items: [{ label: 'Hipertensi', status: 'active' }] },
      observations: { state: 'listed', items: [{ label: 'Suhu', detail: '36,8 °C' }] },
      medicines: { state: 'none' },
      immunizations: { state: 'notAsked' },
    });
  });

  it("is not there for an id that is nobody's", async () => {
    for (const verb of [
      'readChart',
      'readBanner',
      'readAllergies',
      'readPatient',
      'patientHistory',
    ] as const) {
      const call = clinic.as('physician').call(records, verb, { patientId: 'nobody' });
      expect(await clinic.refused(call)).toMatchObject({ status: 404 });
    }
    expect(await clinic.refused(clinic.inside((ctx) => mustBePatient(ctx, 'nobody')))).toMatchObject({
      status: 404,
    });
  });
});
