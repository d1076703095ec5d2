import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { bearer, openTestHttp, post, type TestHttp } from '#testing/http.ts';
import { work } from '#platform/shared/work-contract.ts';
import { actionSystem, staffSystem, taskKindSystem } from './task-codec.ts';

let clinic: TestClinic;
let http: TestHttp;
let system: Record<string, string>;
beforeAll(async () => {
  clinic = await openTestClinic();
  http = await openTestHttp(clinic);
  system = bearer(await http.client(['system/Task.cruds']));
});
afterAll(async () => {
  await http.close();
  await clinic.close();
});

const taskOf = (kind: string, more: object = {}) => ({
  ...{ resourceType: 'Task', status: 'requested', intent: 'order' },
  code: { coding: [{ system: taskKindSystem, code: kind }] },
  performerType: [{ coding: [{ system: actionSystem, code: 'orders.sign' }] }],
  ...more,
});
const send = (task: object, headers = system) => post(`${http.url}/fhir/R4/Task`, task, headers);
const paramsUrl = 'https://serambi.health/fhir/StructureDefinition/task-params';

describe('a Task that another system writes', () => {
  it.each([
    ['parameters that are no JSON', { extension: [{ url: paramsUrl, valueString: 'not json' }] }],
    ['parameters that are a figure', { extension: [{ url: paramsUrl, valueString: '5' }] }],
    ['an owner who is no id of ours', { owner: { identifier: { system: staffSystem, value: 'x' } } }],
    ['a year and a month for dates', { authoredOn: '2026', restriction: { period: { end: '2026-03' } } }],
    ['the parameters of an act that nobody knows', paramsWith({ action: 'no.such' })],
  ])('is kept with %s, and the list of work goes on', async (_, more) => {
    expect((await send(taskOf('work.asked', more))).status).toBe(201);
    const { tasks } = await clinic.as('physician').call(work, 'listMine', {});
    expect(tasks.length).toBeGreaterThan(0);
  });

  it('is on no list when its kind has no words', async () => {
    const before = await clinic.as('physician').call(work, 'listMine', {});
    expect((await send(taskOf('work.noSuchKind'))).status).toBe(201);
    expect(await clinic.as('physician').call(work, 'listMine', {})).toEqual(before);
  });

  it('is not for a person to end behind the back of those whose it is', async () => {
    const { id } = (await send(taskOf('work.asked'))).body as { id: string };
    const student = bearer((await http.person('student')).token);
    const path = `${http.url}/fhir/R4/Task/${id}`;
    const body = JSON.stringify({ ...taskOf('work.asked'), id, status: 'cancelled' });
    const headers = { ...student, 'content-type': 'application/fhir+json' };
    expect((await fetch(path, { method: 'PUT', headers, body })).status).toBe(403);
    expect((await fetch(path, { headers: student })).status).toBe(403);
  });
});

function paramsWith(params: object) {
  return { extension: [{ url: paramsUrl, valueString: JSON.stringify(params) }] };
}
