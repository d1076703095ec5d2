import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { work } from '#platform/shared/work-contract.ts';
import { openTestHttp, type TestHttp } from '#testing/http.ts';
import { orders } from '../contract.ts';
import { workDone } from './index.ts';
import {
  amoxicillin,
  type Consultations,
  dressing,
  injection,
  openConsultations,
} from './testing/open-consultations.ts';

describe('in the United States', () => {
  let here: Consultations;
  beforeAll(async () => {
    here = await openConsultations('US');
  });
  afterAll(() => here.clinic.close());

  it('a medical assistant neither diagnoses, prescribes, orders nor signs, and is told who may', async () => {
    const { visitId } = await here.written();
    const assistant = here.clinic.as('assistant');
    for (const call of [
      () => assistant.call(orders, 'addDiagnosis', { visitId, code: 'R51.9' }),
      () => assistant.call(orders, 'placeOrder', { visitId, detail: amoxicillin }),
      () => assistant.call(orders, 'keepNote', { visitId, text: 'Looks like flu', version: 1 }),
      () => assistant.call(orders, 'signVisit', { visitId }),
      () => assistant.call(orders, 'startConsultation', { visitId }),
    ]) {
      const refused = await here.clinic.refused(call());
      expect(refused).toMatchObject({ status: 403, code: 'platform.notAllowed' });
      expect(refused.detail).toMatch(/physician may\./i);
    }
  });

  it('a medicine needs the right to prescribe beside the right to order', async () => {
    const { visitId } = await here.written();
    await here.clinic.inside((ctx) =>
      ctx.db
        .updateTable('scope_role')
        .set({ actions: ['orders.read', 'orders.order'] })
        .where('role', '=', 'bookkeeper')
        .execute(),
    );
    const orderer = here.clinic.as('bookkeeper');
    await orderer.call(orders, 'placeOrder', { visitId, detail: dressing });
    const refused = await here.clinic.refused(
      orderer.call(orders, 'placeOrder', { visitId, detail: amoxicillin }),
    );
    expect(refused.details).toMatchObject({ action: 'orders.prescribe' });
  });

  it('a student’s dressing waits for a nurse; the visit is not signed before', async () => {
    const { visitId, patientId } = await here.written();
    const physician = here.clinic.as('physician');
    const { order } = await physician.call(orders, 'placeOrder', { visitId, detail: dressing, now: true });
    const done = await here.clinic.as('student').call(orders, 'performOrder', { orderId: order.id });
    expect(done.order).toMatchObject({ state: 'active', performed: { preliminary: true } });
    expect((await here.clinic.inside((ctx) => workDone(ctx, visitId))).acts).toEqual([]);
    const refused = await here.clinic.refused(physician.call(orders, 'signVisit', { visitId }));
    expect(refused.code).toBe('orders.coSignMissing');
    const nurse = here.clinic.as('nurse');
    const { tasks } = await nurse.call(work, 'listMine', { patientId });
    expect(tasks.map((task) => task.kind)).toEqual(['orders.coSign']);
    const signed = await nurse.call(orders, 'coSign', { orderId: order.id });
    expect(signed.order).toMatchObject({ state: 'done', performed: { preliminary: false } });
    expect((await here.clinic.inside((ctx) => workDone(ctx, visitId))).acts).toHaveLength(1);
    await physician.call(orders, 'signVisit', { visitId });
  });

  it('a student gives no injection', async () => {
    const { visitId } = await here.written();
    const { order } = await here.clinic
      .as('physician')
      .call(orders, 'placeOrder', { visitId, detail: injection, now: true });
    const student = here.clinic.as('student');
    const seen = await student.call(orders, 'readConsultation', { visitId });
    expect(seen.orders).toMatchObject([{ action: 'orders.performInvasive', mayPerform: false }]);
    const refused = await here.clinic.refused(student.call(orders, 'performOrder', { orderId: order.id }));
    expect(refused).toMatchObject({ status: 403, details: { action: 'orders.performInvasive' } });
  });
});

describe('in Indonesia', () => {
  let here: Consultations;
  let http: TestHttp;
  beforeAll(async () => {
    here = await openConsultations('ID');
    http = await openTestHttp(here.clinic);
  });
  afterAll(async () => {
    await http.close();
    await here.clinic.close();
  });

  it('an asisten perawat sees no injection task and is answered 403 at the API', async () => {
    const { visitId, patientId } = await here.written();
    const { order } = await here.clinic
      .as('physician')
      .call(orders, 'placeOrder', { visitId, detail: injection, now: true });
    const { tasks } = await here.clinic.as('assistant').call(work, 'listMine', { patientId });
    expect(tasks).toEqual([]);
    const { token } = await http.person('assistant');
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${http.url}/api/orders/performOrder`, {
      method: 'POST',
      headers: { ...headers, 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify({ orderId: order.id }),
    });
    expect(answer.status).toBe(403);
    expect((await answer.json()).detail).toMatch(/asisten perawat/i);
    const procedure = {
      resourceType: 'Procedure',
      status: 'completed',
      subject: { reference: `Patient/${patientId}` },
    };
    const direct = await fetch(`${http.url}/fhir/R4/Procedure`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/fhir+json' },
      body: JSON.stringify(procedure),
    });
    expect(direct.status).toBe(403);
  });

  it('a perawat who may carry out orders but not with a needle is told so by the order itself', async () => {
    const { visitId } = await here.written();
    const physician = here.clinic.as('physician');
    const needle = await physician.call(orders, 'placeOrder', { visitId, detail: injection, now: true });
    const plain = await physician.call(orders, 'placeOrder', { visitId, detail: dressing, now: true });
    await here.clinic.inside((ctx) =>
      ctx.db
        .updateTable('scope_role')
        .set({ actions: ['orders.read', 'orders.perform'] })
        .where('role', '=', 'bookkeeper')
        .execute(),
    );
    const limited = here.clinic.as('bookkeeper');
    await limited.call(orders, 'performOrder', { orderId: plain.order.id });
    const refused = await here.clinic.refused(
      limited.call(orders, 'performOrder', { orderId: needle.order.id }),
    );
    expect(refused).toMatchObject({ status: 403, details: { action: 'orders.performInvasive' } });
    expect(refused.detail).toContain('injeksi');
    const done = await here.clinic.as('clinical').call(orders, 'performOrder', { orderId: needle.order.id });
    expect(done.order.state).toBe('done');
  });

  it('another clinic’s orders do not exist', async () => {
    const { visitId } = await here.written();
    const detail = dressing;
    const { order } = await here.clinic
      .as('physician')
      .call(orders, 'placeOrder', { visitId, detail, now: true });
    const other = here.clinic.other;
    for (const call of [
      () => other.as('clinical').call(orders, 'performOrder', { orderId: order.id }),
      () => other.as('physician').call(orders, 'readConsultation', { visitId }),
    ]) {
      expect((await other.refused(call())).status).toBe(404);
    }
  });
});
