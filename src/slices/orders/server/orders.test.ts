import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallOf } from '#platform/shared/contract.ts';
import { work } from '#platform/shared/work-contract.ts';
import { records } from '#slices/records/contract.ts';
import { type OrderDetail, orders } from '../contract.ts';
import {
  amoxicillin,
  bloodSugar,
  cardiology,
  type Consultations,
  dressing,
  nextWeek,
  openConsultations,
} from './testing/open-consultations.ts';

let here: Consultations;
beforeAll(async () => {
  here = await openConsultations('US');
});
afterAll(() => here.clinic.close());

const physician = () => here.clinic.as('physician');
const assistant = () => here.clinic.as('assistant');
const place = async (visitId: string, detail: CallOf<typeof orders, 'placeOrder'>['detail'], now = false) =>
  (await physician().call(orders, 'placeOrder', { visitId, detail, now })).order;
const kindsOf = async (role: string, patientId: string) => {
  const { tasks } = await here.clinic.as(role).call(work, 'listMine', { patientId });
  return tasks.map((task) => task.kind).sort();
};

describe('an order', () => {
  it('reads back as it was written', async () => {
    const { visitId } = await here.written();
    const details = [amoxicillin, bloodSugar, dressing, cardiology, nextWeek];
    for (const detail of details) {
      await place(visitId, detail);
      here.clinic.clock.advance(1);
    }
    const { orders: placed } = await physician().call(orders, 'readConsultation', { visitId });
    const read = placed.map((one) => one.detail) as OrderDetail[];
    expect(read).toMatchObject(details);
    expect(placed.map((one) => one.label)).toEqual([
      'Amoxicillin 500 mg, capsule: 1 capsule by mouth, 3 times a day, after meals, for 5 days',
      'Blood sugar, finger stick',
      'Wound care and dressing',
      'Referral: Cardiology',
      'Follow-up on March 16, 2026',
    ]);
  });

  it('waits for the signature, unless it is ordered now', async () => {
    const { visitId, patientId } = await here.written();
    const later = await place(visitId, dressing);
    const now = await place(visitId, bloodSugar, true);
    expect([later.state, now.state]).toEqual(['draft', 'active']);
    expect(await kindsOf('clinical', patientId)).toEqual(['orders.labTest']);
    const early = await here.clinic.refused(assistant().call(orders, 'performOrder', { orderId: later.id }));
    expect(early.code).toBe('orders.notOrderedYet');
    await physician().call(orders, 'startOrder', { orderId: later.id });
    expect(await kindsOf('clinical', patientId)).toEqual(['orders.labTest', 'orders.procedure']);
  });

  it('becomes the task of those who carry it out, a prescription for a pharmacy nobody’s', async () => {
    const { visitId, patientId } = await here.written();
    for (const detail of [amoxicillin, cardiology, nextWeek]) await place(visitId, detail);
    await physician().call(orders, 'signVisit', { visitId });
    expect(await kindsOf('frontDesk', patientId)).toEqual(['orders.followUp', 'orders.referral']);
    expect(await kindsOf('clinical', patientId)).toEqual([]);
  });

  it('is cancelled with a reason, and its task with it', async () => {
    const { visitId, patientId } = await here.written();
    const { id } = await place(visitId, dressing, true);
    await physician().call(orders, 'cancelOrder', { orderId: id, reason: 'Healed by now' });
    expect(await kindsOf('clinical', patientId)).toEqual([]);
    const { orders: placed } = await physician().call(orders, 'readConsultation', { visitId });
    expect(placed).toMatchObject([{ state: 'cancelled', cancelledFor: 'Healed by now' }]);
    const late = await here.clinic.refused(assistant().call(orders, 'performOrder', { orderId: id }));
    expect(late.code).toBe('orders.orderOver');
  });

  it('is done once; taken back it is open again, and what was done stays in the record', async () => {
    const { visitId, patientId } = await here.written();
    const { id } = await place(visitId, dressing, true);
    const done = await assistant().call(orders, 'performOrder', { orderId: id, note: 'Clean, dry' });
    expect(done.order).toMatchObject({ state: 'done', performed: { note: 'Clean, dry' } });
    const again = await here.clinic.refused(assistant().call(orders, 'performOrder', { orderId: id }));
    expect(again.code).toBe('orders.orderOver');
    await assistant().call(orders, 'undoPerform', { orderId: id, reason: 'The other arm' });
    expect(await kindsOf('clinical', patientId)).toEqual(['orders.procedure']);
    const procedureId = done.order.performed?.id ?? '';
    const kept = await here.clinic.inside((ctx) => ctx.record.mustRead('Procedure', procedureId));
    expect(kept.status).toBe('entered-in-error');
  });

  it('for the front desk is arranged there, and not by hand', async () => {
    const { visitId, patientId } = await here.written();
    const { id } = await place(visitId, nextWeek, true);
    const byHand = await here.clinic.refused(assistant().call(orders, 'performOrder', { orderId: id }));
    expect(byHand.code).toBe('orders.otherKind');
    const done = await here.clinic
      .as('frontDesk')
      .call(orders, 'arrangeOrder', { orderId: id, note: 'Mon 9:00' });
    expect(done.order.state).toBe('done');
    expect(await kindsOf('frontDesk', patientId)).toEqual([]);
    await here.clinic
      .as('frontDesk')
      .call(orders, 'arrangeOrder', { orderId: id, undoneFor: 'She called again' });
    expect(await kindsOf('frontDesk', patientId)).toEqual(['orders.followUp']);
  });

  it('is not ticked off a list: its task ends with the act', async () => {
    const { visitId, patientId } = await here.written();
    const { id } = await place(visitId, dressing, true);
    const { tasks } = await assistant().call(work, 'listMine', { patientId });
    const taskId = tasks.find((task) => task.kind === 'orders.procedure')?.id ?? '';
    await assistant().call(work, 'takeTask', { taskId });
    const refused = await here.clinic.refused(assistant().call(work, 'finishTask', { taskId }));
    expect(refused.code).toBe('orders.doItThere');
    await assistant().call(orders, 'performOrder', { orderId: id });
    expect(await kindsOf('assistant', patientId)).not.toContain('orders.procedure');
  });

  it.each([
    ['a referral without its question', { ...cardiology, question: '…' }, 'detail.question'],
    ['a follow-up on a day that has passed', { ...nextWeek, on: '2026-03-08' }, 'detail.on'],
  ])('is refused as %s', async (_, detail, path) => {
    const { visitId } = await here.written();
    const refused = await here.clinic.refused(physician().call(orders, 'placeOrder', { visitId, detail }));
    expect(refused.fields).toMatchObject([{ path }]);
  });

  it('needs a consultation that has begun', async () => {
    const { visitId } = await here.ready();
    const refused = await here.clinic.refused(
      physician().call(orders, 'placeOrder', { visitId, detail: dressing }),
    );
    expect(refused.code).toBe('orders.notStarted');
  });

  it('of another system is no work of this clinic', async () => {
    const { visitId, patientId } = await here.written();
    await here.clinic.inside((ctx) =>
      ctx.record.create({
        resourceType: 'ServiceRequest',
        status: 'active',
        intent: 'order',
        code: { text: 'From elsewhere' },
        subject: { reference: `Patient/${patientId}` },
        encounter: { reference: `Encounter/${visitId}` },
      }),
    );
    expect(await kindsOf('clinical', patientId)).toEqual([]);
  });
});

describe('a recorded allergy', () => {
  it('stops a medicine of its family, and a reason lets it through and stays', async () => {
    const { visitId } = await here.written({ allergy: 'Penicillin' });
    const refused = await here.clinic.refused(
      physician().call(orders, 'placeOrder', { visitId, detail: amoxicillin }),
    );
    expect(refused).toMatchObject({ code: 'orders.allergyWarning', details: { allergies: 'Penicillin' } });
    const allergyOverride = 'Rash as a child, took it since without trouble';
    const input = { visitId, detail: amoxicillin, allergyOverride };
    const { order } = await physician().call(orders, 'placeOrder', input);
    expect(order.allergyOverride).toBe(allergyOverride);
    await physician().call(orders, 'signVisit', { visitId });
  });

  it('that is heard of after the order stands against the signature', async () => {
    const { visitId, patientId } = await here.written();
    await place(visitId, amoxicillin);
    await here.clinic
      .as('nurse')
      .call(records, 'recordAllergies', { patientId, add: [{ substance: 'Amoxil', kind: 'allergy' }] });
    const seen = await physician().call(orders, 'readConsultation', { visitId });
    expect(seen.missing).toEqual(['allergy']);
    const refused = await here.clinic.refused(physician().call(orders, 'signVisit', { visitId }));
    expect(refused.code).toBe('orders.allergyWarning');
  });

  it('to something else lets it pass', async () => {
    const { visitId } = await here.written({ allergy: 'Peanuts' });
    expect((await place(visitId, amoxicillin)).state).toBe('draft');
  });
});

describe('favourites', () => {
  it('open with the country’s list and keep their code when they are changed', async () => {
    const { favourites } = await physician().call(orders, 'favourites', {});
    const amox = favourites.find((one) => one.code === 'amoxicillin500');
    expect(amox).toMatchObject({ kind: 'medicine', label: 'Amoxicillin 500 mg' });
    const labels = { en: 'Amoxicillin for adults', id: 'Amoksisilin dewasa' };
    const detail = { ...amoxicillin, code: undefined };
    const favouriteId = amox?.favouriteId;
    await physician().call(orders, 'saveFavourite', { favouriteId, labels, detail });
    const after = await physician().call(orders, 'favourites', {});
    const changed = after.favourites.find((one) => one.favouriteId === favouriteId);
    expect(changed).toMatchObject({ label: labels.en, detail: { code: 'amoxicillin500' } });
  });
});
