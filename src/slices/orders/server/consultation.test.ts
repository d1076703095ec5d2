import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { work } from '#platform/shared/work-contract.ts';
import { orders } from '../contract.ts';
import { isSigned, workDone } from './index.ts';
import {
  amoxicillin,
  bloodSugar,
  type Consultations,
  dressing,
  openConsultations,
} from './testing/open-consultations.ts';

let here: Consultations;
beforeAll(async () => {
  here = await openConsultations('US');
});
afterAll(() => here.clinic.close());

const physician = () => here.clinic.as('physician');
const tasksOf = async (role: string, patientId: string) => {
  const { tasks } = await here.clinic.as(role).call(work, 'listMine', { patientId });
  return tasks.map((task) => task.kind).sort();
};

describe('a consultation', () => {
  it('moves the board to the physician and leaves her the task of signing', async () => {
    const { visitId, patientId } = await here.ready();
    const opened = await physician().call(orders, 'startConsultation', { visitId });
    expect(opened).toMatchObject({ visitId, patientId, mine: true, missing: ['note', 'diagnosis'] });
    expect(await here.step(visitId)).toBe('withProvider');
    expect(await tasksOf('physician', patientId)).toEqual(['orders.signPending']);
  });

  it('opens once, however often she presses', async () => {
    const { visitId, patientId } = await here.ready();
    await physician().call(orders, 'startConsultation', { visitId });
    await physician().call(orders, 'startConsultation', { visitId });
    expect(await tasksOf('physician', patientId)).toEqual(['orders.signPending']);
  });

  it('keeps the note as a draft, with everybody who wrote in it', async () => {
    const { visitId } = await here.ready();
    const first = await here.clinic
      .as('nurse')
      .call(orders, 'keepNote', { visitId, text: 'Coughing', version: 0 });
    await physician().call(orders, 'keepNote', {
      visitId,
      text: 'Coughing for 3 days',
      version: first.version,
    });
    const note = await here.clinic.inside((ctx) => ctx.record.mustRead('DocumentReference', visitId));
    expect(note.docStatus).toBe('preliminary');
    expect(note.author?.map((one) => one.display)).toEqual(['Nurse', 'Physician']);
  });

  it('lets nobody write over the words of another', async () => {
    const { visitId } = await here.ready();
    await here.clinic.as('nurse').call(orders, 'keepNote', { visitId, text: 'Her words', version: 0 });
    const refused = await here.clinic.refused(
      physician().call(orders, 'keepNote', { visitId, text: 'His words', version: 0 }),
    );
    expect(refused).toMatchObject({
      code: 'orders.noteChanged',
      details: { by: 'Nurse', text: 'Her words', version: 1 },
    });
  });
});

describe('signing', () => {
  it.each([
    ['an empty note', { text: '  ', code: 'J06.9' as string | undefined }, 'orders.noteMissing'],
    ['no diagnosis', { text: 'Well', code: undefined }, 'orders.diagnosisMissing'],
  ])('is refused with %s', async (_, { text, code }, refusal) => {
    const { visitId } = await here.ready();
    await physician().call(orders, 'startConsultation', { visitId });
    await physician().call(orders, 'keepNote', { visitId, text, version: 0 });
    if (code) await physician().call(orders, 'addDiagnosis', { visitId, code });
    const refused = await here.clinic.refused(physician().call(orders, 'signVisit', { visitId }));
    expect(refused.code).toBe(refusal);
    expect(refused.detail).not.toBe('');
    expect(await here.step(visitId)).toBe('withProvider');
  });

  it('makes note, diagnoses and orders final and sends the visit to check-out', async () => {
    const { visitId, patientId } = await here.written();
    await physician().call(orders, 'placeOrder', { visitId, detail: amoxicillin });
    const signed = await physician().call(orders, 'signVisit', { visitId });
    expect(signed.signature).toMatchObject({ name: 'Physician', role: 'Physician' });
    expect(signed.orders.map((one) => one.state)).toEqual(['active']);
    expect(await here.step(visitId)).toBe('checkout');
    expect(await tasksOf('physician', patientId)).toEqual([]);
    await here.clinic.inside(async (ctx) => {
      expect((await ctx.record.mustRead('DocumentReference', visitId)).docStatus).toBe('final');
      const [condition] = await ctx.record.search('Condition', {
        where: [{ param: 'encounter', reference: `Encounter/${visitId}` }],
      });
      expect(condition?.verificationStatus?.coding?.[0]?.code).toBe('confirmed');
      expect(await isSigned(ctx, visitId)).toBe(true);
    });
  });

  it('sends the visit to the assistant while something is left for her, and on by itself afterwards', async () => {
    const { visitId, patientId } = await here.written();
    const { order } = await physician().call(orders, 'placeOrder', { visitId, detail: dressing });
    await physician().call(orders, 'signVisit', { visitId });
    expect(await here.step(visitId)).toBe('tasks');
    expect(await tasksOf('clinical', patientId)).toEqual(['orders.procedure']);
    await here.clinic.as('clinical').call(orders, 'performOrder', { orderId: order.id });
    expect(await here.step(visitId)).toBe('checkout');
    expect(await tasksOf('clinical', patientId)).toEqual([]);
  });

  it('twice is once', async () => {
    const { visitId } = await here.written();
    const first = await physician().call(orders, 'signVisit', { visitId });
    here.clinic.clock.advance(5);
    expect((await physician().call(orders, 'signVisit', { visitId })).signature).toEqual(first.signature);
  });

  it('leaves no way back: later words are an addendum', async () => {
    const { visitId } = await here.written();
    const early = await here.clinic.refused(
      physician().call(orders, 'addAddendum', { visitId, text: 'More' }),
    );
    expect(early.code).toBe('orders.notSigned');
    const { note } = await physician().call(orders, 'signVisit', { visitId });
    for (const late of [
      () => physician().call(orders, 'keepNote', { visitId, text: 'Other words', version: note.version }),
      () => physician().call(orders, 'addDiagnosis', { visitId, code: 'R51.9' }),
    ]) {
      expect((await here.clinic.refused(late())).code).toBe('orders.signed');
    }
    await physician().call(orders, 'addAddendum', { visitId, text: 'The throat swab was negative.' });
    const after = await here.clinic.as('nurse').call(orders, 'readConsultation', { visitId });
    expect(after.note.text).toBe('Batuk 3 hari, tidak sesak.');
    expect(after.addenda).toMatchObject([{ text: 'The throat swab was negative.', by: 'Physician' }]);
  });

  it('stands against the FHIR side as well: neither other words nor a signature that is none', async () => {
    const { visitId } = await here.written();
    const draft = await here.clinic.inside((ctx) => ctx.record.mustRead('DocumentReference', visitId));
    await physician().call(orders, 'signVisit', { visitId });
    const overwrite = here.clinic.inside((ctx) => ctx.record.put(draft));
    expect((await here.clinic.refused(overwrite)).code).toBe('orders.signed');
  });

  it('of another physician’s visit asks why she signs in her place', async () => {
    const { visitId } = await here.written();
    await here.clinic.inside((ctx) =>
      ctx.db
        .updateTable('orders_consultation')
        .set({ practitioner_id: 'practitioner-away' })
        .where('visit_id', '=', visitId)
        .execute(),
    );
    const refused = await here.clinic.refused(physician().call(orders, 'signVisit', { visitId }));
    expect(refused.code).toBe('orders.notYourVisit');
    const signed = await physician().call(orders, 'signVisit', { visitId, coveringFor: 'Dr. Away is ill' });
    expect(signed.signature?.coveringFor).toBe('Dr. Away is ill');
  });
});

describe('a diagnosis', () => {
  it('must stand on the clinic’s list and once', async () => {
    const { visitId } = await here.written();
    const add = (code: string) =>
      here.clinic.refused(physician().call(orders, 'addDiagnosis', { visitId, code }));
    expect((await add('J06.9')).code).toBe('orders.alreadyThere');
    // headache: R51 in Indonesia's list, R51.9 in the American one
    expect((await add('R51')).code).toBe('orders.codeNotListed');
  });

  it('that was wrong stays in the record with its reason, and the next becomes the main one', async () => {
    const { visitId } = await here.written();
    await physician().call(orders, 'addDiagnosis', { visitId, code: 'R51.9' });
    const before = await physician().call(orders, 'readConsultation', { visitId });
    const diagnosisId = before.diagnoses[0]?.id ?? '';
    await physician().call(orders, 'removeDiagnosis', { visitId, diagnosisId, reason: 'Wrong patient' });
    const after = await physician().call(orders, 'readConsultation', { visitId });
    expect(after.diagnoses).toMatchObject([{ code: 'R51.9', main: true, label: 'Headache' }]);
    const kept = await here.clinic.inside((ctx) => ctx.record.mustRead('Condition', diagnosisId));
    expect(kept.verificationStatus?.coding?.[0]?.code).toBe('entered-in-error');
  });
});

describe('what charging reads', () => {
  it('is the consultation and what was done, without what was taken back', async () => {
    const { visitId } = await here.written();
    const place = async (detail: typeof dressing | typeof bloodSugar) =>
      (await physician().call(orders, 'placeOrder', { visitId, detail, now: true })).order.id;
    const [kept, wrong] = [await place(dressing), await place(bloodSugar)];
    const medicine = { ...amoxicillin.medicine, dispensedHere: true };
    const given = await physician().call(orders, 'placeOrder', {
      visitId,
      detail: { ...amoxicillin, medicine },
      now: true,
    });
    const assistant = here.clinic.as('assistant');
    await assistant.call(orders, 'performOrder', { orderId: kept, quantity: '2' });
    await assistant.call(orders, 'performOrder', { orderId: wrong });
    await assistant.call(orders, 'undoPerform', { orderId: wrong, reason: 'Wrong patient' });
    await assistant.call(orders, 'performOrder', { orderId: given.order.id, quantity: '10' });
    const done = await here.clinic.inside((ctx) => workDone(ctx, visitId));
    expect(done.consultation).toMatchObject({ practitionerId: 'practitioner-physician', name: 'Physician' });
    expect(done.acts).toMatchObject([
      { code: 'woundCare', quantity: '2', performerId: 'practitioner-assistant' },
    ]);
    expect(done.medicines).toMatchObject([{ code: 'amoxicillin500', quantity: '10', unit: 'capsule' }]);
  });
});
