import type { Resource, ServiceRequest } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orders } from '../contract.ts';
import { cardiology, type Consultations, openConsultations } from './testing/open-consultations.ts';

let here: Consultations;
beforeAll(async () => {
  here = await openConsultations('US');
});
afterAll(() => here.clinic.close());

const day = 86_400_000;
const dayMinutes = 24 * 60;
const of = async (patientId: string, role = 'nurse') =>
  (await here.clinic.as(role).call(orders, 'patientReferrals', { patientId })).referrals;
const add = <R extends Resource>(one: R) => here.clinic.inside(({ record }) => record.create<R>(one));
const referred = async () => {
  const visit = await here.written();
  const { order } = await here.clinic
    .as('physician')
    .call(orders, 'placeOrder', { visitId: visit.visitId, detail: cardiology });
  return { ...visit, orderId: order.id };
};
const sign = (visitId: string) => here.clinic.as('physician').call(orders, 'signVisit', { visitId });
const fromElsewhere = (patientId: string, more: Partial<ServiceRequest> = {}) =>
  add<ServiceRequest>({
    ...{ resourceType: 'ServiceRequest', status: 'active', intent: 'order', authoredOn: '2026-02-01' },
    category: [{ coding: [{ system: 'http://snomed.info/sct', code: '3457005' }] }],
    ...{ subject: { reference: `Patient/${patientId}` }, code: { text: 'Eye examination' } },
    performer: [{ display: 'Dr. Mata' }],
    ...more,
  });

describe('referrals of a chart', () => {
  it('go from written to asked to arranged, as the visit is signed and the desk does its part', async () => {
    const { patientId, visitId, orderId } = await referred();
    expect(await of(patientId)).toMatchObject([{ id: orderId, to: 'Cardiology', state: 'written', visitId }]);
    await sign(visitId);
    const [asked] = await of(patientId);
    expect(asked).toMatchObject({ state: 'asked', question: expect.any(String), by: expect.any(String) });
    expect(asked).not.toHaveProperty('overdue');
    await here.clinic.as('frontDesk').call(orders, 'arrangeOrder', { orderId, note: 'Faxed, Monday 9:00' });
    expect(await of(patientId)).toMatchObject([{ state: 'arranged', note: 'Faxed, Monday 9:00' }]);
  });

  it('are overdue when the desk’s time has passed', async () => {
    const { patientId, visitId } = await referred();
    await sign(visitId);
    here.clinic.clock.advance(2 * dayMinutes);
    expect(await of(patientId)).toMatchObject([{ state: 'asked', overdue: 'arranging' }]);
  });

  it('tell why one was cancelled', async () => {
    const { patientId, visitId, orderId } = await referred();
    await sign(visitId);
    await here.clinic.as('physician').call(orders, 'cancelOrder', { orderId, reason: 'Seen there already' });
    expect(await of(patientId)).toMatchObject([{ state: 'cancelled', cancelledFor: 'Seen there already' }]);
  });

  it('of other systems are among them, with the appointment, the answer, and what is late', async () => {
    const { patientId } = await here.ready();
    const { id } = await fromElsewhere(patientId);
    const basedOn = [{ reference: `ServiceRequest/${id}` }];
    expect(await of(patientId)).toMatchObject([
      { to: 'Dr. Mata', what: 'Eye examination', state: 'asked', at: '2026-02-01' },
    ]);
    const start = new Date(here.clinic.clock.now() + day).toISOString();
    await add({
      ...{ resourceType: 'Appointment', status: 'booked', basedOn, start },
      end: new Date(here.clinic.clock.now() + day + 600_000).toISOString(),
      participant: [{ actor: { reference: `Patient/${patientId}` }, status: 'accepted' }],
    });
    expect(await of(patientId)).toMatchObject([{ state: 'appointment', appointmentAt: start }]);
    // the specialist has two weeks; after a quarter nobody waits any more
    for (const [later, isLate] of [
      [14, false],
      [3, true],
      [90, false],
      [-90, true],
    ] as const) {
      here.clinic.clock.advance(later * dayMinutes);
      const [one] = await of(patientId);
      expect(one?.overdue, `${later} days on`).toBe(isLate ? 'answer' : undefined);
    }
    for (const unfinished of ['preliminary', 'entered-in-error'] as const)
      await add({
        ...{ resourceType: 'DocumentReference', status: 'current', docStatus: unfinished },
        ...{ subject: { reference: `Patient/${patientId}` }, context: { related: basedOn } },
        content: [{ attachment: { contentType: 'text/plain', data: 'YQ==' } }],
      });
    expect(await of(patientId)).toMatchObject([{ state: 'appointment', overdue: 'answer' }]);
    await add({
      ...{ resourceType: 'DocumentReference', status: 'current', description: 'Letter of Dr. Mata' },
      ...{ subject: { reference: `Patient/${patientId}` }, date: '2026-03-12T02:00:00Z' },
      ...{ context: { related: basedOn }, author: [{ display: 'Dr. Mata' }] },
      content: [{ attachment: { contentType: 'text/plain', data: 'YQ==' } }],
    });
    const [answered] = await of(patientId);
    expect(answered).toMatchObject({
      state: 'answered',
      answer: { title: 'Letter of Dr. Mata', by: 'Dr. Mata' },
    });
    expect(answered).not.toHaveProperty('overdue');
  });

  it.each([
    ['completed', 'closed'],
    ['on-hold', 'onHold'],
    ['revoked', 'cancelled'],
    ['entered-in-error', 'inError'],
  ] as const)('that another system calls %s are told as %s', async (status, state) => {
    const { patientId } = await here.ready();
    await fromElsewhere(patientId, { status });
    expect(await of(patientId)).toMatchObject([{ state }]);
  });

  it('are no other orders', async () => {
    const { patientId } = await here.ready();
    await fromElsewhere(patientId, { category: [{ text: 'Laboratory' }] });
    expect(await of(patientId)).toEqual([]);
  });

  it('are for those who read orders, with the reason and who may', async () => {
    const { patientId } = await here.ready();
    const refused = await here.clinic.refused(of(patientId, 'bookkeeper'));
    expect(refused).toMatchObject({ code: 'platform.notAllowed', detail: expect.stringMatching(/.{20}/) });
  });
});
