import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { work } from '#platform/shared/work-contract.ts';
import { orders } from '#slices/orders/contract.ts';
import {
  bloodSugar,
  type Consultations,
  injection,
  openConsultations,
} from '#slices/orders/server/testing/open-consultations.ts';
import { workforce } from '#slices/workforce/contract.ts';
import { openTestHttp, type TestHttp } from '#testing/http.ts';
import { competencies } from '../contract.ts';
import { attest, openCompetencies } from './index.ts';

const bloodCount = { kind: 'test', code: 'bloodCount', label: 'Full blood count', invasive: true } as const;
const minute = 60_000;

/** A call as a program makes it, by a signed-in person’s token. */
async function api(http: TestHttp, token: string, verb: string, input: object) {
  const answer = await fetch(`${http.url}/api/${verb}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    },
    body: JSON.stringify(input),
  });
  return { status: answer.status, body: (await answer.json()) as { detail?: string; reason?: string } };
}

describe('A14.4 in the United States', () => {
  let here: Consultations;
  let http: TestHttp;
  let assistant: { token: string; staffId: string };
  beforeAll(async () => {
    here = await openConsultations('US');
    http = await openTestHttp(here.clinic);
    assistant = await http.person('assistant');
    await here.clinic.inside(async (ctx) => {
      await openCompetencies(ctx);
      for (const code of ['venipuncture', 'injectionIm']) {
        const about = {
          staffId: assistant.staffId,
          code,
          by: 'Helen Park, RN',
          method: 'observation',
        } as const;
        // venipuncture is good through Sunday 8 March, the other one for months
        const at = code === 'venipuncture' ? '2025-03-08T15:00:00.000Z' : '2025-09-08T15:00:00.000Z';
        await attest(ctx, { ...about, at });
      }
    });
  });
  afterAll(async () => {
    await http.close();
    await here.clinic.close();
  });

  async function ordered(detail: typeof bloodCount | typeof injection | typeof bloodSugar) {
    const { visitId } = await here.written();
    const physician = here.clinic.as('physician');
    const { order } = await physician.call(orders, 'placeOrder', { visitId, detail, now: true });
    return { visitId, orderId: order.id, detail: order.detail };
  }
  const perform = (orderId: string) => api(http, assistant.token, 'orders/performOrder', { orderId });

  it('venipuncture competency lapsed yesterday: “Collect” is refused today with the reason, other tasks stay open', async () => {
    const { visitId, orderId, detail } = await ordered(bloodCount);
    // the favourite says which skill it takes, though the caller did not
    expect(detail).toMatchObject({ skill: 'venipuncture' });
    const refused = await perform(orderId);
    expect(refused.status).toBe(403);
    expect(refused.body.detail).toContain(
      'Your competency Venipuncture ended on March 8, 2026, so “give injections and draw blood” is closed to you',
    );
    const seen = await api(http, assistant.token, 'orders/readConsultation', { visitId });
    const [line] = (seen.body as unknown as { orders: { mayPerform: boolean; whyNot?: string }[] }).orders;
    expect(line).toMatchObject({ mayPerform: false });
    expect(line?.whyNot).toContain('Your competency Venipuncture ended on March 8, 2026');
    for (const other of [injection, bloodSugar]) {
      const { orderId: open } = await ordered(other);
      expect((await perform(open)).status).toBe(200);
    }
    // not by the FHIR address either
    const procedure = {
      resourceType: 'Procedure',
      status: 'completed',
      basedOn: [{ reference: `ServiceRequest/${orderId}` }],
      subject: { reference: `Patient/${(seen.body as { patientId?: string }).patientId}` },
    };
    const written = await fetch(`${http.url}/fhir/R4/Procedure`, {
      method: 'POST',
      headers: { authorization: `Bearer ${assistant.token}`, 'content-type': 'application/fhir+json' },
      body: JSON.stringify(procedure),
    });
    expect(written.status).toBe(403);
    const { tasks } = await here.clinic.as('nurse').call(work, 'listMine', {});
    expect(tasks.some((task) => task.subject === `ServiceRequest/${orderId}`)).toBe(true);
  });

  it('is refused by the law of the place too, with what is missing in words, and only while the clinic asks for it', async () => {
    const manager = here.clinic.as('manager');
    const approve = async (place: string) => {
      const { places, version: basedOn } = await manager.call(workforce, 'law', {});
      const rules = (places.find((one) => one.place === place)?.rules ?? []).map(
        ({ act, on, credentials, minutes, performances, supervision, supervisor }) => {
          return { act, on, credentials, minutes, performances, supervision, supervisor };
        },
      );
      await manager.call(workforce, 'saveLaw', { place, basedOn, rules });
    };
    const { orderId } = await ordered(injection);
    await approve('US-CA');
    const refused = await perform(orderId);
    expect(refused.status).toBe(403);
    expect(refused.body.detail).toContain(
      '0 of 10 intramuscular injections observed; 0 of 10 h of training. Nurse or physician may do it today.',
    );
    await approve('US');
    expect((await perform(orderId)).status).toBe(200);
  });

  it('is open again at the next request after a validation, and closes by the clock alone a year later', async () => {
    const { orderId } = await ordered(bloodCount);
    const nurse = here.clinic.as('nurse');
    const about = { staffId: assistant.staffId, code: 'venipuncture' };
    const { competency, standing } = await nurse.call(competencies, 'sheet', about);
    expect(standing).toMatchObject({ state: 'lapsed', throughDay: '2026-03-08' });
    const results = Object.fromEntries(competency.steps.map(({ step }) => [step, true]));
    const check = { ...about, version: 1, purpose: 'validation', method: 'observation', results } as const;
    expect(await nurse.call(competencies, 'checkOff', check)).toMatchObject({ throughDay: '2027-03-09' });
    expect((await perform(orderId)).status).toBe(200);
    const later = await ordered(bloodCount);
    // the last minute of the last good day in New York, and the next one
    here.clinic.clock.set('2027-03-10T04:59:00.000Z');
    const own = here.clinic.as('assistant');
    const asHer = await here.clinic.inside((ctx) =>
      ctx.db
        .selectFrom('scope_standing')
        .select('until_at')
        .where('staff_id', '=', assistant.staffId)
        .where('code', '=', 'venipuncture')
        .execute(),
    );
    expect(asHer).toEqual([{ until_at: '2027-03-10T05:00:00.000Z' }]);
    own.actor.id = assistant.staffId;
    const mayNow = async () =>
      (await own.call(orders, 'readConsultation', { visitId: later.visitId })).orders[0]?.mayPerform;
    expect(await mayNow()).toBe(true);
    here.clinic.clock.set(new Date(here.clinic.clock.now() + minute).toISOString());
    expect(await mayNow()).toBe(false);
  });
});

describe('A14.4 in Indonesia', () => {
  it('role asisten perawat → injection action hidden and API 403', async () => {
    const here = await openConsultations('ID');
    const http = await openTestHttp(here.clinic);
    await here.clinic.inside(openCompetencies);
    const { visitId } = await here.written();
    const physician = here.clinic.as('physician');
    const { order } = await physician.call(orders, 'placeOrder', { visitId, detail: injection, now: true });
    const { token, staffId } = await http.person('assistant');
    // not even with a competency on paper
    await here.clinic.inside((ctx) =>
      ctx.db
        .insertInto('scope_standing')
        .values({
          ...{ clinic_id: ctx.clinic.id, source_id: ctx.newId(), staff_id: staffId, kind: 'competency' },
          ...{ code: 'injectionIm', from_at: ctx.now },
        })
        .execute(),
    );
    const me = await api(http, token, 'identity/whoAmI', {});
    const { actions } = me.body as unknown as { actions: string[] };
    expect(actions.filter((one) => one.startsWith('orders.'))).toEqual([]);
    const tasks = await api(http, token, 'work/listMine', {});
    expect(JSON.stringify(tasks.body)).not.toContain(order.id);
    const refused = await api(http, token, 'orders/performOrder', { orderId: order.id });
    expect(refused.status).toBe(403);
    await http.close();
    await here.clinic.close();
  });
});
