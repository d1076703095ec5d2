import { addDays } from '#platform/shared/time.ts';
import { bookkeeping } from '#slices/bookkeeping/contract.ts';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { insurance } from '#slices/insurance/contract.ts';
import { orders } from '#slices/orders/contract.ts';
import { records } from '#slices/records/contract.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { vitals } from '#slices/vitals/contract.ts';
import { work } from '#platform/shared/work-contract.ts';
import { amended } from './amended.ts';
import { disclosed } from './disclosed.ts';
import { documented } from './documented.ts';
import { lettered } from './lettered.ts';
import { sent } from './sent.ts';
import { sharedWithOthers } from './declared.ts';
import { callOf } from './inputs.ts';
import { kindsOf, knock } from './knock.ts';
import { type Ids, of } from './patient.ts';
import { routeOf, type Ground } from './verb-matrix.ts';

/**
 * Asks everything that there is to ask about one patient, lets something of every duty happen to the other one, and
 * asks again: the answers must be the same. First one is the one and then the other, since a list may be read from
 * either end.
 */
export async function tryTwoPatients(ground: Ground): Promise<void> {
  const { own, otherPatient } = ground.world;
  for (const [hers, theirs] of [
    [own, otherPatient],
    [otherPatient, own],
  ] as const) {
    const before = await askAll(ground, hers);
    await live(ground, theirs);
    const after = await askAll(ground, hers);
    for (const [route, text] of before) {
      if (after.get(route) === text) continue;
      const [was, is] = differing(text, after.get(route) ?? '');
      ground.findings.fault(
        `${ground.world.clinic.clinic.country} ${route}: of one patient changes with the other: ${was} and then ${is}`,
      );
    }
  }
}

/** The answers of every verb that reads about one patient, to the first who may. */
async function askAll(
  { url, world, other, callers, findings }: Ground,
  ids: Ids,
): Promise<Map<string, string>> {
  const { verbs } = world.clinic.platform.registry;
  const said = new Map<string, string>();
  for (const verb of verbs.filter(({ contract }) => contract.effect === 'read')) {
    const { input, idNames } = callOf(verb, world, ids);
    if (
      routeOf(verb) in sharedWithOthers ||
      !kindsOf(idNames, world, other).some((kind) => kind.of === 'otherPatient')
    )
      continue;
    const caller = callers.find((one) => one.kind === 'staff' && one.holds(verb.contract.action));
    if (!caller) continue;
    const path = `/api/${verb.slice}/${verb.name}`;
    const answer = await knock(url, caller, { method: 'POST', path, body: input });
    findings.judge(`${routeOf(verb)} × one patient`, undefined, answer);
    if (answer.status < 300) said.set(routeOf(verb), JSON.stringify(answer.body));
  }
  // by her name, which may be looked for in rows of her own
  const { form } = await world.clinic
    .as('frontDesk')
    .call(records, 'readPatient', { patientId: of(ids, 'patientId') });
  const found = await world.clinic
    .as('frontDesk')
    .call(records, 'findPatients', { text: `${form.name} ${form.birthDate}` });
  if (found.patients.length === 0) findings.fault('one patient is found no more by her name');
  said.set('records.findPatients', JSON.stringify(found));
  if (said.size < 15)
    throw new Error(`hardly anything is told of one patient: ${[...said.keys()].join(', ')}`);
  return said;
}

/** Where two texts part, with a little of what follows. */
function differing(one: string, two: string): [string, string] {
  const at = [...one].findIndex((letter, place) => letter !== two[place]);
  const from = Math.max(0, (at < 0 ? one.length : at) - 30);
  return [one.slice(from, from + 90), two.slice(from, from + 90)];
}

let count = 0;

/** Something of every duty, done to one patient; what can be taken back is done and taken back. */
async function live({ world }: Ground, ids: Ids): Promise<void> {
  const { clinic, canary } = world;
  const [clerk, nurse, physician] = ['frontDesk', 'nurse', 'physician'].map((role) => clinic.as(role));
  if (!clerk || !nurse || !physician) throw new Error('nobody is here');
  count += 1;
  const nth = `${canary} ${count}`;
  const { currency } = clinic.clinic;
  const amount = { minor: '50000', currency };
  const [patientId, visitId] = [of(ids, 'patientId'), of(ids, 'visitId')];
  // not by whom her list was reviewed before
  await physician.call(records, 'recordAllergies', {
    patientId,
    add: [{ substance: `latex ${nth}`, kind: 'allergy', criticality: 'high' }],
  });
  const { form, version } = await clerk.call(records, 'readPatient', { patientId });
  const digits = String(count % 100).padStart(2, '0');
  const identifiers =
    clinic.clinic.country === 'US' ? { mbi: `1EG4TE5MK${digits}` } : { bpjs: `00012605451${digits}` };
  await clerk.call(records, 'editPatient', {
    ...{ ...form, patientId, version, nickname: `Nick ${nth}`, identifiers },
    guardian: { name: `Guardian ${nth}`, relationship: 'mother' },
  });
  await clinic.inside(async (ctx) => {
    const subject = { reference: `Patient/${patientId}` };
    await ctx.record.create({
      resourceType: 'Flag',
      status: 'active',
      code: { text: `Flag ${nth}` },
      subject,
    });
    // somebody stated that there is nothing, which a chart must say of her alone
    await ctx.record.create({
      ...{ resourceType: 'List', status: 'current', mode: 'snapshot', subject },
      code: { coding: [{ system: 'http://loinc.org', code: '11369-6' }] },
      emptyReason: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/list-empty-reason', code: 'nilknown' }],
      },
    });
  });
  await clerk.call(insurance, 'addCoverage', {
    ...{ patientId, payerId: of(ids, 'payerId'), memberNumber: `77${count}`, order: 'secondary' },
    subscriber: { relation: 'self' },
  });
  await frontDeskAct();
  await disclosed(clinic, { patientId, text: nth });
  const certificates = await lettered(clinic, { visitId, patientId, name: nth });
  await sent(clinic, { patientId, signedLetterId: of(certificates, 'signedLetterId') });
  await amended(clinic, { patientId, text: nth });
  const banner = await clerk.call(records, 'readBanner', { patientId });
  await documented(clinic, { patientId, name: banner.name, birthDate: banner.birthDate ?? '' });
  await nurse.call(vitals, 'recordVitals', {
    visitId,
    values: { pulse: { value: String(60 + (count % 40)) } },
  });
  await physician.call(orders, 'addDiagnosis', { visitId, code: 'J00', note: nth });
  await physician.call(orders, 'addDiagnosis', { visitId, code: 'I10', lasting: true });
  const detail = { kind: 'procedure', label: `act ${nth}` } as const;
  const { order } = await physician.call(orders, 'placeOrder', { visitId, detail, now: true });
  await nurse.call(orders, 'performOrder', { orderId: order.id });
  await clerk.call(work, 'askSomebody', {
    ...{ action: 'bookkeeping.manageFees', subject: `Encounter/${visitId}`, patientId, visitId },
  });
  await charges();
  const { times } = await clerk.call(scheduling, 'freeTimes', {
    ...{ visitTypeCode: of(ids, 'visitTypeCode'), practitionerId: of(ids, 'practitionerId') },
    fromDay: addDays(world.day, 5),
  });
  await clerk.call(scheduling, 'bookVisit', {
    ...{ patientId, visitTypeCode: of(ids, 'visitTypeCode'), practitionerId: of(ids, 'practitionerId') },
    ...{ when: times[0]?.startsAt ?? '', reason: nth },
  });

  async function frontDeskAct() {
    await clerk?.call(frontDesk, 'setPriority', {
      visitId,
      priority: count % 2 === 0 ? 'routine' : 'urgent',
    });
    await greet();
    await clerk?.call(frontDesk, 'stepOut', { visitId });
    await clerk?.call(frontDesk, 'comeBack', { visitId });
  }

  /** Her papers, of which some hold for a year, and the slip with her number. */
  async function greet() {
    const { forms } = (await clerk?.call(frontDesk, 'setup', {})) ?? { forms: [] };
    const signer = { name: nth, relationship: 'self' } as const;
    await clerk?.call(frontDesk, 'checkIn', {
      ...{ visitId, reason: nth, priority: 'emergency', payerId: 'self-pay' },
      consents: forms
        .filter(({ validMonths }) => validMonths > 0)
        .map(({ code, version, language }) => ({
          code,
          version,
          language,
          decision: 'signed' as const,
          signer,
        })),
    });
  }

  async function charges() {
    const line = { visitId, reason: nth };
    await clerk?.call(bookkeeping, 'addLine', { ...line, label: `line ${nth}`, unitPrice: amount });
    await clerk?.call(bookkeeping, 'adjustLine', { ...line, key: 'consultation', undo: true });
    await clerk?.call(bookkeeping, 'adjustLine', { ...line, key: 'consultation', quantity: '2' });
    await clerk?.call(bookkeeping, 'takeDeposit', {
      ...{ patientId, amount, payments: [{ method: 'transfer', amount }], purpose: 'deposit' },
    });
  }
}
