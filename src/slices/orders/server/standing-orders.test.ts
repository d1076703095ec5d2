import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { work } from '#platform/shared/work-contract.ts';
import { workforce } from '#slices/workforce/contract.ts';
import { orders } from '../contract.ts';
import { type Consultations, openConsultations } from './testing/open-consultations.ts';

const vaccine = 'orders.performInvasive/vaccine';
let here: Consultations;
beforeAll(async () => {
  here = await openConsultations('US');
});
afterAll(() => here.clinic.close());

const as = (role: string) => here.clinic.as(role);
const refused = async (call: Promise<unknown>) => here.clinic.refused(call);

/** A standing order in force through 30 June, by the physician. */
async function approved(more: object = {}): Promise<string> {
  const { protocolId } = await as('manager').call(workforce, 'saveProtocol', {
    ...{ title: 'Influenza vaccine', text: 'Screen, give, observe.', acts: [vaccine] },
    ...{ roles: ['assistant', 'nurse'], conditions: 'No egg anaphylaxis' },
    ...{
      items: [{ code: 'vaccineFlu', label: { en: 'Influenza vaccine', id: 'Vaksin influenza' } }],
      ...more,
    },
  });
  const approval = { protocolId, version: 1, reviewBy: '2026-06-30' };
  await as('physician').call(workforce, 'approveProtocol', approval);
  return protocolId;
}
const withdraw = (protocolId: string) =>
  as('manager').call(workforce, 'withdrawProtocol', { protocolId, reason: 'Recall' });
const ask = (act: string, protocol: 'none' | 'withoutOrder' | 'always') =>
  as('manager').call(workforce, 'saveTerm', {
    ...{ act, role: null, competency: null, label: { en: '', id: '' }, credentials: [] },
    ...{ supervision: 'none', delegation: false, protocol, coSign: false },
  });
const start = (visitId: string, protocolId: string, code = 'vaccineFlu', role = 'assistant') =>
  as(role).call(orders, 'startStandingOrder', { visitId, protocolId, code });
const perform = (orderId: string, role = 'assistant') => as(role).call(orders, 'performOrder', { orderId });
const procedureOf = (id: string) => here.clinic.inside((ctx) => ctx.record.mustRead('Procedure', id));
const orderOf = (id: string) => here.clinic.inside((ctx) => ctx.record.mustRead('ServiceRequest', id));
const flu = { kind: 'procedure', code: 'vaccineFlu', label: 'Influenza vaccine', invasive: true } as const;

describe('under a standing order', () => {
  it('an assistant begins what it covers, in the name of who approved it, and carries it out', async () => {
    const protocolId = await approved();
    const { visitId, patientId } = await here.ready();
    const { choices } = await as('assistant').call(orders, 'standingChoices', { visitId });
    expect(choices).toMatchObject([{ protocolId, items: [{ code: 'vaccineFlu' }] }]);
    const { order } = await start(visitId, protocolId);
    const basis = {
      ...{ kind: 'standingOrder', protocolId, version: 1, title: 'Influenza vaccine' },
      ...{ by: as('physician').actor.name, startedBy: as('assistant').actor.name },
    };
    expect(order).toMatchObject({ state: 'active', basis, mayPerform: true });
    const { tasks } = await as('assistant').call(work, 'listMine', { patientId });
    expect(tasks.map((one) => one.kind)).toEqual(['orders.procedure']);
    expect(await orderOf(order.id)).toMatchObject({
      ...{ intent: 'order', instantiatesUri: [expect.stringContaining(`standing-order/${protocolId}/1`)] },
      requester: { reference: 'Practitioner/practitioner-physician' },
    });
    const done = await perform(order.id);
    expect(done.order).toMatchObject({ state: 'done', basis, performed: { protocol: 'Influenza vaccine' } });
    const procedure = await procedureOf(done.order.performed?.id ?? '');
    expect(procedure).toMatchObject({
      ...{ basedOn: [{ reference: `ServiceRequest/${order.id}` }] },
      instantiatesUri: [expect.stringContaining(`standing-order/${protocolId}/1`)],
    });
    await withdraw(protocolId);
  });

  it('and what somebody ordered is told apart from it, in the screen, the record and the trail', async () => {
    const protocolId = await approved();
    const { visitId } = await here.written();
    const placed = await as('physician').call(orders, 'placeOrder', { visitId, detail: flu, now: true });
    here.clinic.clock.advance(1);
    const begun = await start(visitId, protocolId);
    await perform(placed.order.id);
    await perform(begun.order.id);
    const seen = await as('nurse').call(orders, 'readConsultation', { visitId });
    expect(seen.orders.map((one) => [one.basis.kind, one.performed?.protocol])).toEqual([
      ['order', undefined],
      ['standingOrder', 'Influenza vaccine'],
    ]);
    expect(await orderOf(placed.order.id)).not.toHaveProperty('instantiatesUri');
    expect(await procedureOf(seen.orders[0]?.performed?.id ?? '')).not.toHaveProperty('instantiatesUri');
    const trail = await here.clinic.inside((ctx) =>
      ctx.db
        .selectFrom('audit_event')
        .select(['subject', 'details'])
        .where('clinic_id', '=', ctx.clinic.id)
        .where('event', '=', 'orders.performedUnder')
        .execute(),
    );
    const rows = trail.map((row) => row.subject);
    expect(rows).toContain(`ServiceRequest/${begun.order.id}`);
    expect(rows).not.toContain(`ServiceRequest/${placed.order.id}`);
    await withdraw(protocolId);
  });

  it('is over by the next request after it is withdrawn, also for what was begun', async () => {
    const protocolId = await approved();
    const { visitId } = await here.ready();
    const { order } = await start(visitId, protocolId);
    await withdraw(protocolId);
    const problem = await refused(perform(order.id));
    expect(problem).toMatchObject({ status: 403, code: 'platform.notAllowed' });
    expect(problem.detail).toMatch(/“Influenza vaccine” ended on/);
    expect((await refused(start(visitId, protocolId))).code).toBe('orders.protocolOver');
    const seen = await as('assistant').call(orders, 'readConsultation', { visitId });
    expect(seen.orders).toMatchObject([{ mayPerform: false, whyNot: expect.stringMatching(/ended on/) }]);
    // the physician could order it, so it stands on nothing for her
    await perform(order.id, 'physician');
  });

  it('gives nothing to another job, another act, or a patient of another age', async () => {
    const protocolId = await approved({ fromMonths: 12 * 40, title: 'From forty' });
    const { visitId } = await here.ready();
    const { choices } = await as('assistant').call(orders, 'standingChoices', { visitId });
    // born in 1990
    expect(choices).toMatchObject([{ items: [], whyNot: expect.stringContaining('age of this patient') }]);
    expect((await refused(start(visitId, protocolId))).status).toBe(403);
    // of the same skill, and not named
    expect((await refused(start(visitId, protocolId, 'vaccineTdap'))).code).toBe('orders.notCovered');
    expect((await refused(start(visitId, protocolId, 'strepTest'))).code).toBe('orders.notCovered');
    expect((await refused(start(visitId, protocolId, 'amoxicillin500'))).code).toBe('orders.notCovered');
    expect((await refused(start(visitId, protocolId, 'nothing'))).status).toBe(404);
    expect((await refused(start(visitId, protocolId, 'vaccineFlu', 'clinical'))).code).toBe(
      'orders.protocolOver',
    );
    expect((await refused(start(visitId, protocolId, 'vaccineFlu', 'frontDesk'))).status).toBe(403);
    const nobodys = crypto.randomUUID();
    expect((await refused(start(visitId, nobodys))).code).toBe('orders.protocolOver');
    await withdraw(protocolId);
  });

  it('is taken back by who could carry it out; an order is its physician’s to cancel', async () => {
    const protocolId = await approved();
    const { visitId, patientId } = await here.written();
    const { order } = await start(visitId, protocolId);
    const cancel = (orderId: string) =>
      as('assistant').call(orders, 'cancelStandingOrder', { orderId, reason: 'Wrong patient' });
    await cancel(order.id);
    expect((await as('assistant').call(work, 'listMine', { patientId })).tasks).toEqual([]);
    expect((await refused(cancel(order.id))).code).toBe('orders.orderOver');
    const placed = await as('physician').call(orders, 'placeOrder', { visitId, detail: flu, now: true });
    expect((await refused(cancel(placed.order.id))).code).toBe('orders.notStanding');
    await withdraw(protocolId);
  });
});

describe('where the clinic asks for a standing order', () => {
  it('an order of the physician is enough, and nothing else is', async () => {
    await ask(vaccine, 'withoutOrder');
    const { visitId } = await here.written();
    const { order } = await as('physician').call(orders, 'placeOrder', { visitId, detail: flu, now: true });
    expect((await perform(order.id)).order).toMatchObject({ state: 'done', basis: { kind: 'order' } });
    // the act as a whole is no gate before its verb knows what it rests on
    await ask('orders.perform', 'withoutOrder');
    const dressing = { kind: 'procedure', code: 'woundCare', label: 'Wound care' } as const;
    const wound = await as('physician').call(orders, 'placeOrder', { visitId, detail: dressing, now: true });
    await perform(wound.order.id);
    await ask('orders.perform', 'none');
  });

  it('always, an order alone is not, and both are recorded', async () => {
    await ask(vaccine, 'always');
    const { visitId } = await here.written();
    const { order } = await as('physician').call(orders, 'placeOrder', { visitId, detail: flu, now: true });
    const problem = await refused(perform(order.id));
    expect(problem.detail).toMatch(/standing order.*Physician may approve/);
    const protocolId = await approved();
    const done = await perform(order.id);
    expect(done.order).toMatchObject({
      basis: { kind: 'order' },
      performed: { protocol: 'Influenza vaccine' },
    });
    await withdraw(protocolId);
    await ask(vaccine, 'none');
  });
});
