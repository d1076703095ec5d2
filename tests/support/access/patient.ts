import { sql } from 'kysely';
import { addDays, today } from '#platform/shared/time.ts';
import { bookkeeping } from '#slices/bookkeeping/contract.ts';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { raiseAlert } from '#slices/front-desk/server/index.ts';
import { insurance } from '#slices/insurance/contract.ts';
import { orders } from '#slices/orders/contract.ts';
import { records } from '#slices/records/contract.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { vitals } from '#slices/vitals/contract.ts';
import { waitlist } from '#slices/waitlist/contract.ts';
import { work } from '#platform/shared/work-contract.ts';
import { amended } from './amended.ts';
import { merged } from './merged.ts';
import { disclosed } from './disclosed.ts';
import { documented } from './documented.ts';
import { asked } from './asked.ts';
import { lettered } from './lettered.ts';
import { sent } from './sent.ts';
import { screened } from './screened.ts';
import type { TestClinic } from '../clinic.ts';

/** Ids of one clinic by what they are of: `patientId`, `visitId`, `orderId` … */
export type Ids = Record<string, string>;

/**
 * Takes a patient through a settled visit and into a second one that is under way, with a line of everything that
 * the duties keep about her.
 * @param ground the clinic's own ids
 * @param name the canary stands in it
 * @returns the ground's ids and hers
 */
export async function openPatient(
  clinic: TestClinic,
  ground: Ids,
  name: string,
  birthDate: string,
): Promise<Ids> {
  const clerk = clinic.as('frontDesk');
  const phone = phoneOf(clinic, birthDate);
  const { patient } = await clerk.call(records, 'registerPatient', { name, birthDate, sex: 'female', phone });
  const patientId = patient.id;
  const { items } = await clinic.as('nurse').call(records, 'recordAllergies', {
    patientId,
    add: [{ substance: `${name} allergen`, kind: 'allergy' }],
  });
  const covered = await clerk.call(insurance, 'addCoverage', {
    ...{ patientId, payerId: of(ground, 'payerId'), memberNumber: `00${birthDate}`, order: 'primary' },
    subscriber: { relation: 'self' },
  });
  await clinic.inside(async (ctx) => {
    const subject = { reference: `Patient/${patientId}` };
    // what is attached is told as base64
    const data = Buffer.from(`Letter about ${name}.`).toString('base64');
    const content = [{ attachment: { contentType: 'text/plain', data } }];
    await ctx.record.create({ resourceType: 'DocumentReference', status: 'current', subject, content });
    await ctx.record.create({
      resourceType: 'Binary',
      contentType: 'text/plain',
      data,
      securityContext: subject,
    });
  });
  const ids = { ...ground, patientId, allergyId: items[0]?.id ?? '', coverageId: covered.id };
  const booked = await bookings(clinic, ids);
  return {
    ...ids,
    ...(await settled(clinic, ids)),
    ...booked,
    messageId: await reminderToHand(clinic, { patientId, visitId: booked.bookedVisitId ?? '', text: name }),
    ...(await saidAtHome(clinic, { patientId, visitId: booked.bookedVisitId ?? '', text: name })),
    ...(await underWay(clinic, ids, name)),
    ...(await waiting(clinic, ids, name)),
    ...(await disclosed(clinic, { patientId, text: name })),
    ...(await amended(clinic, { patientId, text: name })),
    ...(await documented(clinic, { patientId, name, birthDate })),
    ...(await merged(clinic, name)),
  };
}

/** A telephone number of the clinic's country that nobody else has. */
export function phoneOf({ clinic }: TestClinic, birthDate: string): string {
  const last = birthDate.slice(0, 4);
  return clinic.country === 'US' ? `212555${last}` : `08123456${last}`;
}

/** A visit that is over and paid. */
async function settled(clinic: TestClinic, ids: Ids): Promise<Ids> {
  const { currency } = clinic.clinic;
  const clerk = clinic.as('frontDesk');
  const visitId = await seen(clinic, ids);
  const amount = { minor: '150000', currency };
  const { billId, receipt } = await clerk.call(bookkeeping, 'settleVisit', {
    ...{ visitId, seenTotal: amount, payments: [{ method: 'transfer', amount }] },
  });
  return { settledVisitId: visitId, billId, receiptId: receipt?.receiptId ?? '' };
}

async function seen(clinic: TestClinic, ids: Ids): Promise<string> {
  const { visitId } = await clinic.as('frontDesk').call(frontDesk, 'takeWalkIn', {
    ...{ patientId: of(ids, 'patientId'), visitTypeCode: of(ids, 'visitTypeCode'), priority: 'emergency' },
  });
  await clinic.as('physician').call(orders, 'startConsultation', { visitId });
  return visitId;
}

/** Two bookings of another day: one to move, one to cancel and restore. */
async function bookings(clinic: TestClinic, ids: Ids): Promise<Ids> {
  const made: string[] = [];
  for (const ahead of [2, 3]) {
    const day = addDays(today(clinic.clock, clinic.clinic.zone), ahead);
    const { times } = await clinic.as('frontDesk').call(scheduling, 'freeTimes', {
      ...{ visitTypeCode: of(ids, 'visitTypeCode'), practitionerId: of(ids, 'practitionerId'), fromDay: day },
    });
    const { visitId } = await clinic.as('frontDesk').call(scheduling, 'bookVisit', {
      ...{ patientId: of(ids, 'patientId'), visitTypeCode: of(ids, 'visitTypeCode') },
      ...{
        practitionerId: of(ids, 'practitionerId'),
        when: times[0]?.startsAt ?? '',
        reason: of(ids, 'visitTypeCode'),
      },
    });
    made.push(visitId);
  }
  const [seriesVisitId, cancelSeriesVisitId] = [await series(clinic, ids, 14), await series(clinic, ids, 21)];
  const [chainVisitId, cancelChainVisitId] = [await chained(clinic, ids, 8), await chained(clinic, ids, 10)];
  const [bookedVisitId = '', cancelVisitId = ''] = made;
  return {
    chainVisitId,
    cancelChainVisitId,
    bookedVisitId,
    cancelVisitId,
    seriesVisitId,
    cancelSeriesVisitId,
  };
}

/** A chain of two visits of one type, the second one to six days later. */
export function chainSteps(visitTypeCode: string) {
  return [
    { visitTypeCode, days: 0, fromDays: 0, toDays: 0 },
    { visitTypeCode, days: 2, fromDays: 1, toDays: 6 },
  ];
}

/** The steps of the clinic's chain. @returns the first */
async function chained(clinic: TestClinic, ids: Ids, ahead: number): Promise<string> {
  const clerk = clinic.as('frontDesk');
  const fromDay = addDays(today(clinic.clock, clinic.clinic.zone), ahead);
  const wish = { patientId: of(ids, 'patientId'), chainId: of(ids, 'chainId') };
  const practitionerId = of(ids, 'practitionerId');
  const { offers } = await clerk.call(scheduling, 'chainTimes', { ...wish, fromDay, practitionerId });
  const steps = (offers[0]?.steps ?? []).map((one) => ({ practitionerId, when: one.startsAt }));
  const { booked } = await clerk.call(scheduling, 'bookChain', { ...wish, steps });
  return booked[0]?.visitId ?? '';
}

/** Two visits a week apart, booked as one, from the first free time so many days ahead. @returns the first */
async function series(clinic: TestClinic, ids: Ids, ahead: number): Promise<string> {
  const clerk = clinic.as('frontDesk');
  const fromDay = addDays(today(clinic.clock, clinic.clinic.zone), ahead);
  const [visitTypeCode, practitionerId] = [of(ids, 'visitTypeCode'), of(ids, 'practitionerId')];
  const { times } = await clerk.call(scheduling, 'freeTimes', { visitTypeCode, practitionerId, fromDay });
  const { day: firstDay = '', time = '' } = times[0] ?? {};
  const { booked } = await clerk.call(scheduling, 'bookSeries', {
    ...{ patientId: of(ids, 'patientId'), visitTypeCode, practitionerId, firstDay, time, which: 'free' },
    rule: { frequency: 'weekly', count: 2 },
  });
  return booked[0]?.visitId ?? '';
}

/** The visit of today: roomed, measured, written, ordered, and not signed. */
async function underWay(clinic: TestClinic, ids: Ids, name: string): Promise<Ids> {
  const [nurse, physician] = [clinic.as('nurse'), clinic.as('physician')];
  const visitId = await seen(clinic, ids);
  const set = await clinic.as('student').call(vitals, 'recordVitals', {
    ...{
      visitId,
      values: { pulse: { value: '72' }, temperature: { value: '36.8', unit: 'Cel', site: 'oral' } },
    },
  });
  const [patientId, arm] = [of(ids, 'patientId'), { arm: 'left', cause: 'other', note: name } as const];
  const { flagId } = await nurse.call(vitals, 'avoidArm', { patientId, ...arm });
  const { goalId } = await physician.call(vitals, 'orderOxygenTarget', {
    ...{ patientId, lowPercent: 88, highPercent: 92, reason: name },
  });
  const { recheckId } = await nurse.call(vitals, 'askRecheck', {
    ...{ visitId, measures: ['bloodPressure' as const], inMinutes: 30 },
  });
  await physician.call(orders, 'keepNote', { visitId, text: `${name} coughs`, version: 0 });
  const { diagnosis } = await physician.call(orders, 'addDiagnosis', { visitId, code: 'J06.9' });
  const place = async (detail: Parameters<typeof placed>[2], now = true) =>
    placed(clinic, visitId, detail, now);
  const orderId = await place({ kind: 'procedure', label: `${name} dressing` });
  const doneOrderId = await place({ kind: 'test', label: `${name} sugar` });
  await nurse.call(orders, 'performOrder', { orderId: doneOrderId });
  const draftOrderId = await place({ kind: 'test', label: `${name} draft` }, false);
  const referralOrderId = await place({ kind: 'referral', to: `${name} heart`, question: 'Valve?' });
  const { sickNote } = await nurse.call(orders, 'draftSickNote', {
    ...{ visitId, from: '2026-03-09', to: '2026-03-10', advice: name },
  });
  const { paperId } = await clinic.as('physician').call(orders, 'printSickNote', { visitId });
  const { taskId } = await clinic.as('student').call(work, 'askSomebody', {
    ...{ action: 'records.read', subject: `Encounter/${visitId}`, patientId: of(ids, 'patientId'), visitId },
  });
  const responseId = await screened(clinic, { visitId, patientId, name });
  const history = await asked(clinic, { visitId, patientId, name });
  const certificates = await lettered(clinic, { visitId, patientId, name });
  const given = await sent(clinic, { patientId, signedLetterId: of(certificates, 'signedLetterId') });
  const measured = set.visit.sets.flatMap((one) => one.items).find((item) => item.measure === 'pulse');
  return {
    ...{ visitId, responseId, ...history, ...certificates, ...given },
    setId: set.setId,
    observationId: measured?.observationId ?? '',
    ...{ flagId, goalId, recheckId },
    diagnosisId: diagnosis.id,
    ...{ orderId, doneOrderId, draftOrderId, referralOrderId },
    sickNoteId: sickNote.id,
    paperId,
    taskId,
  };
}

async function placed(
  clinic: TestClinic,
  visitId: string,
  detail: { kind: 'procedure' | 'test'; label: string } | { kind: 'referral'; to: string; question: string },
  now: boolean,
): Promise<string> {
  const { order } = await clinic.as('physician').call(orders, 'placeOrder', { visitId, detail, now });
  return order.id;
}

/** An id that must be there. */
export function of(ids: Ids, name: string): string {
  const id = ids[name];
  if (!id) throw new Error(`this world has no ${name}`);
  return id;
}

/** What she said on her phone: a red flag, and that another insurance pays. Only she could say it there. */
function saidAtHome(
  clinic: TestClinic,
  about: { patientId: string; visitId: string; text: string },
): Promise<Ids> {
  const { patientId, visitId, text } = about;
  return clinic.inside(async (ctx) => {
    const what = { en: text, id: text };
    const visit = { visitId, patientId };
    const alertId = await raiseAlert(ctx, { visit, level: 'urgent', source: 'phone', code: 'phone', what });
    const [sessionId, proposalId] = [ctx.newId(), ctx.newId()];
    await sql`INSERT INTO check_in_session (clinic_id, id, way, place, visit_id, patient_id, agreed, opened_at, last_at)
      VALUES (${ctx.clinic.id}, ${sessionId}, 'phone', '', ${visitId}, ${patientId}, '{birthDate,booking}', ${ctx.now},
        ${ctx.now})`.execute(ctx.db);
    await sql`INSERT INTO check_in_proposal (clinic_id, id, session_id, visit_id, patient_id, kind, value, at, state)
      VALUES (${ctx.clinic.id}, ${proposalId}, ${sessionId}, ${visitId}, ${patientId}, 'payer',
        ${JSON.stringify({ note: text })}, ${ctx.now}, 'open')`.execute(ctx.db);
    // a picture of hers, which is told as base64
    const mark = Buffer.from('89504e470d0a1a0a', 'hex');
    const data = Buffer.concat([mark, Buffer.from(`Card of ${text}.`)]).toString('base64');
    const card = await ctx.record.create({
      ...{ resourceType: 'DocumentReference', status: 'current', docStatus: 'preliminary' },
      subject: { reference: `Patient/${patientId}` },
      content: [{ attachment: { contentType: 'image/png', data } }],
    });
    const pictureProposalId = ctx.newId();
    await sql`INSERT INTO check_in_proposal (clinic_id, id, session_id, visit_id, patient_id, kind, value, document_id, at, state)
      VALUES (${ctx.clinic.id}, ${pictureProposalId}, ${sessionId}, ${visitId}, ${patientId}, 'cardFront', '{}', ${card.id},
        ${ctx.now}, 'open')`.execute(ctx.db);
    return { alertId: alertId ?? '', proposalId, pictureProposalId };
  });
}

/** A reminder that waits for somebody to hand it over: it would be made at its minute, which no verb waits for. */
function reminderToHand(
  clinic: TestClinic,
  about: { patientId: string; visitId: string; text: string },
): Promise<string> {
  return clinic.inside(async (ctx) => {
    const id = ctx.newId();
    const startsAt = `${addDays(today(ctx.clock, ctx.clinic.zone), 2)}T05:00:00Z`;
    await sql`INSERT INTO reminders_message (clinic_id, id, visit_id, patient_id, kind, occasion, ordinal, starts_at, language,
      template_version, text, state, channel, address, created_at)
      VALUES (${ctx.clinic.id}, ${id}, ${about.visitId}, ${about.patientId}, 'reminder', 'test', 1, ${startsAt}, 'en', 0,
        ${about.text}, 'toHand', 'whatsapp', '+6281234567890', ${ctx.now})`.execute(ctx.db);
    return id;
  });
}

let freedTimes = 0;

/** She waits for a time, and is being asked about one: it would be offered at its minute, which no verb waits for. */
async function waiting(clinic: TestClinic, ids: Ids, name: string): Promise<Ids> {
  const [patientId, practitionerId] = [of(ids, 'patientId'), of(ids, 'practitionerId')];
  const day = addDays(today(clinic.clock, clinic.clinic.zone), 6);
  const { entryId } = await clinic.as('frontDesk').call(waitlist, 'addEntry', {
    ...{ patientId, visitTypeCode: of(ids, 'visitTypeCode'), practitionerId, fromDay: day, note: name },
  });
  return clinic.inside(async (ctx) => {
    const [freedId, offerId] = [ctx.newId(), ctx.newId()];
    // each patient another minute: of one time there is one open row
    freedTimes += 1;
    const startsAt = `${day}T05:${String(freedTimes % 60).padStart(2, '0')}:00Z`;
    const [start, end] = [
      sql`${startsAt}::timestamptz`,
      sql`${startsAt}::timestamptz + interval '20 minutes'`,
    ];
    const { id } = ctx.clinic;
    await sql`INSERT INTO waitlist_freed
      VALUES (${id}, ${freedId}, ${practitionerId}, ${start}, ${end}, 'found', ${ctx.now}, 'open', ${ctx.now})`.execute(
      ctx.db,
    );
    await sql`INSERT INTO waitlist_offer (clinic_id, id, freed_id, entry_id, patient_id, practitioner_id, starts_at, ends_at,
      hold_id, offered_at, offered_by, until, state)
      VALUES (${id}, ${offerId}, ${freedId}, ${entryId}, ${patientId}, ${practitionerId}, ${start}, ${end},
        ${ctx.newId()}, ${ctx.now}, ${name}, ${start}, 'open')`.execute(ctx.db);
    await sql`INSERT INTO waitlist_look VALUES (${id}, ${freedId}, ${entryId}, 1, 'offered', ${name}, 'x', ${ctx.now})`.execute(
      ctx.db,
    );
    await sql`INSERT INTO reminders_question (clinic_id, id, appointment_id, patient_id, starts_at, ends_at, until, moves, screen,
      asked_at) VALUES (${id}, ${offerId}, ${entryId}, ${patientId}, ${start}, ${end}, ${start}, false, '/calendar/waitlist',
      ${ctx.now})`.execute(ctx.db);
    return { entryId, freedId, offerId };
  });
}
