import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { addDays } from '#platform/shared/time.ts';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { orders } from '#slices/orders/contract.ts';
import { records } from '#slices/records/contract.ts';
import { importFhir } from '#slices/records/server/index.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { call } from './call.ts';
import { touchedOf } from './touched.ts';
import { idsAlone } from './knock.ts';
import { type Ids, of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

/**
 * One patient's measurements, chart, bookings, bill and signature, each beside another's of the same kind: what holds of
 * one is neither asked of the other nor done to her.
 */
export async function tryOtherVisits(ground: Ground): Promise<void> {
  await tryMeasured(ground);
  await tryOwnChart(ground);
  await tryBookings(ground);
  await tryWayOut(ground);
  await tryImport(ground);
  await trySignature(ground);
}

/** A weight is compared with the last one of the same person. */
async function tryMeasured(ground: Ground): Promise<void> {
  const weigh = (ids: Ids, value: string, code?: string) =>
    call(
      ground,
      'vitals.recordVitals',
      { visitId: of(ids, 'visitId'), values: { weight: { value, unit: 'kg' } } },
      '',
      code,
    );
  const { own, otherPatient } = ground.world;
  await weigh(own, '92');
  await weigh(otherPatient, '55');
  await weigh(own, '56', 'vitals.confirmPlausibility');
}

/** Nobody looks like herself while her own chart is edited, though another has the same telephone. */
async function tryOwnChart(ground: Ground): Promise<void> {
  const { clinic, own, otherPatient } = ground.world;
  const [exceptId, otherId] = [of(own, 'patientId'), of(otherPatient, 'patientId')];
  const read = async (patientId: string) =>
    (await clinic.as('frontDesk').call(records, 'readPatient', { patientId })).form;
  const { name, birthDate } = await read(exceptId);
  const asked = { name, birthDate, phone: (await read(otherId)).phone, exceptId };
  const { text } = await call(ground, 'records.lookAlikes', asked, 'candidates');
  if (text.includes(exceptId)) ground.findings.fault('records.lookAlikes: tells of the chart that is edited');
  const nobody = { patientId: exceptId, otherId: randomUUID() };
  await call(ground, 'records.sayDifferent', nobody, '', 'platform.notFound');
}

/** Whoever is brought in gets a number of her own, and of two who look alike both are shown. */
async function tryImport(ground: Ground): Promise<void> {
  const { world, findings } = ground;
  const { clinic, own, otherPatient } = world;
  const clerk = clinic.as('frontDesk');
  const patientId = of(otherPatient, 'patientId');
  const numberOf = async () => (await clerk.call(records, 'readPatient', { patientId })).banner.recordNumber;
  const { form } = await clerk.call(records, 'readPatient', { patientId: of(own, 'patientId') });
  const again = await clinic.inside((ctx) => ctx.record.mustRead('Patient', patientId));
  const { identifier: _identifier, meta: _meta, ...unnumbered } = again;
  const twin = { resourceType: 'Patient', name: [{ text: form.name }], birthDate: form.birthDate };
  const before = await numberOf();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'serambi-access-'));
  const file = path.join(folder, 'people.json');
  const entry = [unnumbered, { ...twin, id: randomUUID() }].map((resource) => ({ resource }));
  await writeFile(file, JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry }));
  const { problems } = await importFhir((body) => clinic.inside(body), file);
  await rm(folder, { recursive: true });
  const after = await numberOf();
  // what was made here is left alone, and said so
  if (after !== before || problems.some(({ place }) => place !== 1))
    findings.fault(`import: her number ${before} is ${after} now, ${JSON.stringify(problems)}`);
  const { body } = await call(ground, 'records.lookAlikesToReview', { limit: 50 }, 'pairs');
  const pairs = body.pairs as { patient: { name: string }; other: { name: string } }[];
  if (!pairs.some(({ patient, other }) => patient.name === form.name && other.name === form.name))
    findings.fault('records.lookAlikesToReview: does not tell of two who look alike');
}

/** What is booked, moved and cancelled is hers: another's visit of that day, and a time that another gave up. */
async function tryBookings(ground: Ground): Promise<void> {
  const { clinic, own, otherPatient, day } = ground.world;
  const clerk = clinic.as('frontDesk');
  const wish = { visitTypeCode: of(own, 'visitTypeCode'), practitionerId: of(own, 'practitionerId') };
  const { times } = await clerk.call(scheduling, 'freeTimes', { ...wish, fromDay: addDays(day, 6) });
  const [when = '', next = '', third = '', fourth = ''] = times.map(({ startsAt }) => startsAt);
  const book = async (ids: Ids, at: string) =>
    (
      await call(
        ground,
        'scheduling.bookVisit',
        { ...wish, patientId: of(ids, 'patientId'), when: at },
        'sameDay',
      )
    ).body as { visitId: string; sameDay: boolean };
  const theirs = await book(otherPatient, when);
  const hers = await book(own, next);
  if (hers.sameDay) ground.findings.fault('scheduling.bookVisit: takes another patient’s visit for hers');
  // from here on hers is the only one that holds its time
  const given = [own, otherPatient].flatMap((ids) => [of(ids, 'bookedVisitId'), of(ids, 'cancelVisitId')]);
  const cancelled = { askedBy: 'patient', reason: 'asked for' };
  for (const visitId of [theirs.visitId, ...given])
    await call(ground, 'scheduling.cancelBooking', { visitId, ...cancelled }, '');
  const before = await touchedBy(ground, otherPatient, own);
  // twice, so that hers is the row that was written last
  for (const at of [third, fourth])
    await call(ground, 'scheduling.moveBooking', { visitId: hers.visitId, when: at }, '');
  const moved = await clerk.call(frontDesk, 'readVisit', { visitId: hers.visitId });
  if (Date.parse(moved.scheduledAt ?? '') !== Date.parse(fourth))
    ground.findings.fault(`frontDesk.readVisit: her moved visit is at ${moved.scheduledAt}`);
  const again = await book(own, third);
  const shown = await clerk.call(frontDesk, 'readVisit', { visitId: again.visitId }).catch(() => undefined);
  if (shown?.patientId !== of(own, 'patientId') || shown.step !== 'expected')
    ground.findings.fault('frontDesk.readVisit: what was booked is not on her day');
  await faultsOf(ground, before, otherPatient, own, 'a booking');
}

/** Medicines that another has to fetch keep nobody, and a debt of one visit is none of another. */
async function tryWayOut(ground: Ground): Promise<void> {
  const { clinic, own, otherPatient } = ground.world;
  const medicine = {
    ...{ drug: 'Xyloprin', form: 'tablet', dose: '1', route: 'oral' },
    ...{ frequency: 'onceDaily', quantity: '10' },
  };
  const placed = { detail: { kind: 'medicine', medicine }, now: true };
  await call(ground, 'orders.placeOrder', { visitId: of(otherPatient, 'visitId'), ...placed }, 'order');
  const visitId = of(own, 'visitId');
  const reason = 'asked for';
  const shown = await call(ground, 'bookkeeping.checkout', { visitId }, visitId);
  for (const line of (shown.body.lines ?? []) as { key: string; unitPrice?: object }[])
    if (!line.unitPrice)
      await call(ground, 'bookkeeping.adjustLine', { visitId, key: line.key, remove: true, reason }, '');
  const { body } = await call(ground, 'bookkeeping.checkout', { visitId }, visitId);
  const amount = { minor: '1000', currency: clinic.clinic.currency };
  const purpose = 'deposit';
  for (const _twice of [1, 2])
    await call(
      ground,
      'bookkeeping.takeDeposit',
      { patientId: of(own, 'patientId'), amount, purpose, payments: [{ method: 'transfer', amount }] },
      '',
    );
  const payments = [{ method: 'deposit', amount }];
  const settle = { visitId, seenTotal: body.total, payments, unpaidReason: 'Forgot her purse' };
  await call(ground, 'bookkeeping.settleVisit', settle, 'billId');
  const { step } = await clinic.as('frontDesk').call(frontDesk, 'readVisit', { visitId });
  if (step !== 'left') ground.findings.fault(`frontDesk.readVisit: who has paid stands at ${step}`);
  const over = of(own, 'settledVisitId');
  const earlier = await call(ground, 'bookkeeping.checkout', { visitId: over }, over);
  const owed = [earlier.body.owed, earlier.body.earlier].map((one) => (one as { minor: string }).minor);
  if (owed[0] !== '0' || owed[1] === '0')
    ground.findings.fault(`bookkeeping.checkout: a visit that is paid owes ${owed.join(' and ')}`);
}

/** Whoever signs one visit signs that one alone. */
async function trySignature(ground: Ground): Promise<void> {
  const { clinic, own, otherPatient } = ground.world;
  const [signed, open] = [of(otherPatient, 'visitId'), of(own, 'visitId')];
  const before = await touchedBy(ground, own, otherPatient);
  await call(ground, 'orders.signVisit', { visitId: signed, coveringFor: 'She is ill' }, signed);
  await faultsOf(ground, before, own, otherPatient, 'a signature');
  const diagnose = (visitId: string, code?: string) =>
    call(ground, 'orders.addDiagnosis', { visitId, code: 'J00' }, '', code);
  await diagnose(open);
  await diagnose(signed, 'orders.signed');
  const { diagnoses } = await clinic.as('physician').call(orders, 'readConsultation', { visitId: open });
  if (!diagnoses.some(({ code }) => code === 'J00'))
    ground.findings.fault('orders.readConsultation: her diagnosis stands elsewhere');
}

/** Of all rows of one patient alone. */
export function touchedBy({ world }: Ground, hers: Ids, others: Ids): Promise<Record<string, number>> {
  const ids = idsAlone({ ...hers, otherPatientId: '' }, { ...others, otherPatientId: '' });
  return touchedOf(
    world.clinic,
    ids.filter((id) => id !== ''),
  );
}

/** A fault where a row of hers is another than it was. */
export async function faultsOf(
  ground: Ground,
  before: Record<string, number>,
  hers: Ids,
  others: Ids,
  what: string,
): Promise<void> {
  const after = await touchedBy(ground, hers, others);
  const touched = Object.keys(before).filter((table) => before[table] !== after[table]);
  if (touched.length > 0)
    ground.findings.fault(`${what} of one patient touches ${touched.join(', ')} of another`);
}
