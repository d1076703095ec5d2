import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditEventOf } from '#platform/server/audit/audit-event.ts';
import { validateResource } from '#platform/server/fhir/validate.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { openTestHttp, type TestHttp } from '#testing/http.ts';
import { records } from '#slices/records/contract.ts';
import { audit } from '../contract.ts';

let clinic: TestClinic;
let http: TestHttp;
let patientId: string;
beforeAll(async () => {
  clinic = await openTestClinic({ country: 'US' });
  http = await openTestHttp(clinic);
  const registered = await clinic
    .as('frontDesk')
    .call(records, 'registerPatient', { name: 'Amara Okafor', birthDate: '1984-02-29', sex: 'female' });
  patientId = registered.patient.id;
  clinic.clock.advance(1);
  await clinic.as('physician').call(records, 'readChart', { patientId });
  clinic.clock.advance(1);
});
afterAll(async () => {
  await http.close();
  await clinic.close();
});

describe('who looked at a chart', () => {
  it('names everybody with what she did, newest first, in the reader’s language', async () => {
    const { entries } = await clinic.as('manager').call(audit, 'whoLooked', { patientId });
    expect(entries.map((one) => [one.who, one.what, one.outcome])).toEqual([
      ['Physician', 'Opened the chart', 'done'],
      ['Front-desk medical assistant', 'Registered the patient', 'done'],
    ]);
    expect(entries[0]?.patient).toMatchObject({ name: 'Amara Okafor' });
    clinic.clock.advance(1);
    const again = await clinic.as('auditor').call(audit, 'whoLooked', { patientId }, { language: 'id' });
    expect(again.entries[0]).toMatchObject({
      who: 'Office manager',
      what: 'Melihat siapa yang membuka berkas',
    });
  });

  it('is not told to those whose job description does not hold it, and that is in the trail too', async () => {
    const call = clinic.as('frontDesk').call(audit, 'whoLooked', { patientId });
    const problem = await clinic.refused(call);
    expect(problem).toMatchObject({ status: 403, code: 'platform.notAllowed' });
    const { entries } = await clinic.as('auditor').call(audit, 'listTrail', { outcome: 'refused' });
    expect(entries[0]).toMatchObject({
      who: 'Front-desk medical assistant',
      what: 'Saw who looked at the chart',
    });
  });

  it('tells nothing of another clinic’s patient', async () => {
    const { other } = clinic;
    for (const verb of ['whoLooked', 'listTrail'] as const) {
      const problem = await other.refused(other.as('manager').call(audit, verb, { patientId }));
      expect([verb, problem.code]).toEqual([verb, 'platform.notFound']);
    }
  });
});

describe('the trail of the clinic', () => {
  it('is narrowed down by person, patient, day, act and outcome', async () => {
    const manager = clinic.as('manager');
    const { people, actions } = await manager.call(audit, 'trailChoices', {});
    const physician = people.find((one) => one.name === 'Physician');
    expect(actions).toContainEqual({ action: 'records.read', words: 'Read charts' });
    const by = (filter: object) => manager.call(audit, 'listTrail', filter);
    const day = '2026-03-09';
    const own = await by({
      personId: physician?.id,
      patientId,
      day,
      action: 'records.read',
      outcome: 'done',
    });
    expect(own.entries.map((one) => one.what)).toEqual(['Opened the chart']);
    expect((await by({ day: '2026-03-08' })).entries).toEqual([]);
    expect((await by({ action: 'records.read', outcome: 'failed' })).entries).toEqual([]);
  });

  it('goes page by page, each row once, while new rows come', async () => {
    for (let k = 0; k < 60; k += 1) await clinic.as('clinical').call(records, 'readChart', { patientId });
    const seen: string[] = [];
    let before: string | undefined;
    do {
      const input = { patientId, ...(before && { before }) };
      const page = await clinic.as('auditor').call(audit, 'listTrail', input);
      seen.push(...page.entries.filter((one) => one.what === 'Opened the chart').map((one) => one.id));
      before = page.next;
      await clinic.as('clinical').call(records, 'readBanner', { patientId });
    } while (before);
    expect(seen).toHaveLength(61);
    expect(new Set(seen).size).toBe(61);
  });
});

describe('the FHIR address', () => {
  const get = async (path: string, token: string, init: RequestInit = {}) => {
    const answer = await fetch(`${http.url}/fhir/R4/${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' },
    });
    return { status: answer.status, body: await answer.json() };
  };

  it('shows the rows as valid AuditEvents, by patient and day', async () => {
    const { token } = await http.person('auditor');
    const { status, body } = await get(`AuditEvent?patient=${patientId}&date=2026-03-09&_count=5`, token);
    expect(status).toBe(200);
    expect(body.entry).toHaveLength(5);
    for (const { resource } of body.entry) {
      expect(validateResource(resource).filter((issue) => issue.severity === 'error')).toEqual([]);
      expect(resource.entity[0].what.reference).toBe(`Patient/${patientId}`);
    }
    const [{ resource }] = body.entry;
    expect((await get(`AuditEvent/${resource.id}`, token)).body).toEqual(resource);
    expect((await get('AuditEvent?date=lt2026-03-09', token)).body).toMatchObject({ total: 0 });
    expect((await get('AuditEvent?site=here', token)).status).toBe(422);
    expect((await get('AuditEvent/0198f0aa-0000-7000-8000-000000000001', token)).status).toBe(404);
  });

  it('is read by those alone whose job description holds it, and written by nobody', async () => {
    const { token } = await http.person('frontDesk');
    expect((await get('AuditEvent', token)).status).toBe(403);
    const manager = await http.person('manager');
    const event = { ...auditEventOf(anyRow), id: undefined };
    const post = { method: 'POST', body: JSON.stringify(event) };
    expect((await get('AuditEvent', manager.token, post)).status).toBe(403);
    const client = await http.client(['system/*.cruds']);
    expect((await get('AuditEvent', client, post)).status).toBe(403);
  });
});

const anyRow = {
  ...{
    id: '0198f0aa-0000-7000-8000-000000000001',
    at: '2026-03-10T01:00:00.000Z',
    actor_kind: 'staff',
    actor_id: 's',
  },
  ...{
    actor_name: 'Sari',
    event: 'x.y',
    action: null,
    outcome: 'done',
    patient_id: null,
    subject: 'Drawer/1',
  },
};
