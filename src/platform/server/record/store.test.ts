import type { Observation, Patient } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { parseLossless } from '../fhir/json-text.ts';

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic();
});
afterAll(() => clinic.close());

const suharto: Patient = {
  resourceType: 'Patient',
  name: [{ use: 'official', text: 'Suharto' }],
  gender: 'male',
};

describe('the record', () => {
  it('gives back what was sent, digits, order and unknown extensions included, with our id and meta', async () => {
    const sent = `{"resourceType":"Observation","status":"final","code":{"text":"Weight"},"extension":[{"url":"urn:x","valueString":"kept"}],"valueQuantity":{"value":1.10,"unit":"kg"}}`;
    const stored = await clinic.inside(async (ctx) => {
      const { id } = await ctx.record.create(parseLossless(sent) as unknown as Observation);
      return ctx.record.stored('Observation', id);
    });
    const { id, meta, ...rest } = JSON.parse(stored?.text ?? '');
    expect(rest).toEqual(JSON.parse(sent));
    expect(stored?.text).toContain('"value":1.10,');
    expect(stored?.text.indexOf('"status"')).toBeLessThan(stored?.text.indexOf('"extension"') ?? 0);
    expect({ id, meta }).toEqual({
      id: stored?.id,
      meta: { versionId: '1', lastUpdated: '2026-03-09T02:00:00.000Z' },
    });
  });

  it('keeps every superseded version and patches without losing a digit', async () => {
    const text =
      '{"resourceType":"Observation","status":"preliminary","code":{"text":"Suhu"},"valueQuantity":{"value":36.80}}';
    const history = await clinic.inside(async (ctx) => {
      const { id } = await ctx.record.create(parseLossless(text) as unknown as Observation);
      await ctx.record.patch('Observation', id, (one) => {
        one.status = 'final';
      });
      return ctx.record.history('Observation', id);
    });
    expect(history.map((one) => one.version)).toEqual([2, 1]);
    expect(history[0]?.text).toContain('36.80');
    expect(history[1]?.text).toContain('"preliminary"');
  });

  it('refuses a write over a version that the writer has not seen', async () => {
    const { id } = await clinic.inside((ctx) => ctx.record.create(suharto));
    await clinic.inside((ctx) => ctx.record.put({ ...suharto, id, active: true }, { ifVersion: 1 }));
    const stale = clinic.inside((ctx) => ctx.record.put({ ...suharto, id, active: false }, { ifVersion: 1 }));
    expect(await clinic.refused(stale)).toMatchObject({ status: 412, code: 'platform.versionChanged' });
  });

  it('refuses what the standard does not allow and names the place', async () => {
    const wrong = { ...suharto, birthDate: '2026-02-30' };
    const problem = await clinic.refused(clinic.inside((ctx) => ctx.record.create(wrong)));
    expect(problem.status).toBe(422);
    expect(problem.fields?.[0]?.path).toBe('Patient.birthDate');
  });

  it('finds by token, reference, date and the beginning of a name', async () => {
    const found = await clinic.inside(async (ctx) => {
      const patient = await ctx.record.create<Patient>({
        ...suharto,
        name: [{ text: 'Sulastri' }],
        identifier: [{ system: 'urn:mrn', value: '000123' }],
      });
      const subject = { reference: `Patient/${patient.id}` };
      await ctx.record.create<Observation>({
        resourceType: 'Observation',
        status: 'final',
        code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
        subject,
        effectiveDateTime: '2026-03-09T08:30:00+07:00',
      });
      const by = async (...where: Parameters<typeof ctx.record.search>[1]['where'] & object) =>
        (await ctx.record.search('Observation', { where })).length;
      return {
        identifier: (
          await ctx.record.search('Patient', { where: [{ param: 'identifier', token: 'urn:mrn|000123' }] })
        ).length,
        name: (await ctx.record.search('Patient', { where: [{ param: 'name', startsWith: 'sulas' }] }))
          .length,
        subject: await by(
          { param: 'subject', reference: subject.reference },
          { param: 'code', token: 'http://loinc.org|8867-4' },
        ),
        day: await by(
          { param: 'subject', reference: subject.reference },
          { param: 'date', from: '2026-03-09T01:00:00Z', to: '2026-03-09T02:00:00Z' },
        ),
        otherDay: await by(
          { param: 'subject', reference: subject.reference },
          { param: 'date', from: '2026-03-10T00:00:00Z' },
        ),
      };
    });
    expect(found).toEqual({ identifier: 1, name: 1, subject: 1, day: 1, otherDay: 0 });
  });

  it('shows nothing of it to another clinic', async () => {
    const { id } = await clinic.inside((ctx) => ctx.record.create(suharto));
    expect(await clinic.other.inside((ctx) => ctx.record.stored('Patient', id))).toBeFalsy();
  });
});
