import { records } from '#slices/records/contract.ts';
import { call } from './call.ts';
import { touchedOf } from './touched.ts';
import { idsAlone } from './knock.ts';
import { of, phoneOf } from './patient.ts';
import type { Ground } from './verb-matrix.ts';
import { otherBirthDate, ownBirthDate } from './world.ts';

/** Whoever is looked for by her name, her number or her id is found, and what is found is hers. */
export async function tryFinding(ground: Ground): Promise<void> {
  await trySharing(ground);
  const { world, findings } = ground;
  const { own, otherPatient, clinic } = world;
  for (const [name, birthDate, hers, others] of [
    ['Wulandari', ownBirthDate, own, otherPatient],
    ['Hutapea', otherBirthDate, otherPatient, own],
  ] as const) {
    const theirs = [name === 'Hutapea' ? 'Wulandari' : 'Hutapea', ...idsAlone(others, hers)];
    const visitId = of(hers, 'visitId');
    const line = `${name} ${phoneOf(clinic, birthDate)}`;
    for (const [verb, body, found] of [
      ['records.findPatients', { text: name }, of(hers, 'patientId')],
      ['records.findPatients', { text: line }, '"foundBy":["name","phone"]'],
      ['frontDesk.findVisits', { text: `${world.canary} ${name}` }, visitId],
      ['frontDesk.findVisits', { text: line }, visitId],
      ['bookkeeping.checkout', { visitId: of(hers, 'settledVisitId') }, of(hers, 'settledVisitId')],
    ] as const) {
      const answer = await call(ground, verb, body, found);
      const told = theirs.find((word) => answer.text.includes(word));
      if (told) findings.fault(`${verb} of ${JSON.stringify(body)}: tells ${told} of another patient`);
      // her visit that is over has one line
      const { lines } = answer.body;
      if (Array.isArray(lines) && lines.length !== 1)
        findings.fault(`${verb}: ${lines.length} lines of one visit`);
    }
    await call(
      ground,
      'frontDesk.identifyPatient',
      { visitId, said: { line: `${line} ${birthDate}` } },
      visitId,
    );
  }
}

/** Of all who are found each visit is told once, under the name of whose it is. */
async function trySharing(ground: Ground): Promise<void> {
  const { world, findings } = ground;
  const visitId = of(world.own, 'visitId');
  const { body } = await call(ground, 'frontDesk.findVisits', { text: world.canary }, visitId);
  const found = (body.visits ?? []) as { visitId: string; patientId: string }[];
  for (const ids of [world.own, world.otherPatient]) {
    const [hers = '', patientId = ''] = [of(ids, 'visitId'), of(ids, 'patientId')];
    const said = found.filter((one) => one.visitId === hers).map((one) => one.patientId);
    if (said.join() !== patientId)
      findings.fault(`frontDesk.findVisits: her visit is told of ${said.length}`);
  }
}

/** The trail of one person is hers alone, and of one patient the trail is about her. */
export async function tryTrail(ground: Ground): Promise<void> {
  const { world, findings } = ground;
  for (const role of ['nurse', 'physician']) {
    const { id, name } = world.clinic.as(role).actor;
    const { body } = await call(ground, 'audit.listTrail', { personId: id }, name);
    const entries = (body.entries ?? []) as { who: string }[];
    const stranger = entries.find(({ who }) => who !== name);
    if (stranger) findings.fault(`audit.listTrail of ${name}: tells of ${stranger.who}`);
  }
  for (const ids of [world.own, world.otherPatient]) {
    const patientId = of(ids, 'patientId');
    for (const verb of ['audit.listTrail', 'audit.whoLooked']) {
      const { body } = await call(ground, verb, { patientId }, patientId);
      const entries = (body.entries ?? []) as { patientId?: string }[];
      if (entries.some((one) => one.patientId !== patientId))
        findings.fault(`${verb} of one patient: tells of another`);
    }
  }
}

/** Her allergies, her lines and her bill: none of them is held against, found by or changed for another patient. */
export async function tryHerOwn(ground: Ground): Promise<void> {
  const { world, findings } = ground;
  const { own, otherPatient } = world;
  const visitId = of(own, 'visitId');
  const untouched = () =>
    touchedOf(
      world.clinic,
      idsAlone({ ...otherPatient, otherPatientId: '' }, { ...own, otherPatientId: '' }),
    );
  for (const [ids, substance] of [
    [own, 'Zorvatin'],
    [otherPatient, 'Melukast'],
  ] as const)
    await world.clinic.as('nurse').call(records, 'recordAllergies', {
      patientId: of(ids, 'patientId'),
      add: [{ substance, kind: 'allergy' }],
    });
  const before = await untouched();
  for (const [drug, refusal] of [
    ['Zorvatin', 'orders.allergyWarning'],
    ['Melukast', undefined],
  ] as const) {
    const medicine = {
      ...{ drug, form: 'tablet', dose: '1', route: 'oral' },
      ...{ frequency: 'onceDaily', quantity: '10' },
    };
    const body = { visitId, detail: { kind: 'medicine', medicine }, now: false };
    await call(ground, 'orders.placeOrder', body, refusal ?? 'order', refusal);
  }
  // who did not see her signs only with a reason
  await call(ground, 'orders.signVisit', { visitId }, '', 'orders.notYourVisit');
  const key = `act:${of(otherPatient, 'doneOrderId')}`;
  const reason = 'asked for';
  await call(
    ground,
    'bookkeeping.adjustLine',
    { visitId, key, reason },
    'unknownLine',
    'bookkeeping.unknownLine',
  );
  const shown = await call(ground, 'bookkeeping.checkout', { visitId }, visitId);
  for (const line of (shown.body.lines ?? []) as { key: string; unitPrice?: object }[])
    if (!line.unitPrice)
      await call(ground, 'bookkeeping.adjustLine', { visitId, key: line.key, remove: true, reason }, '');
  const priced = await call(ground, 'bookkeeping.checkout', { visitId }, visitId);
  const settle = { visitId, seenTotal: priced.body.total, payments: [], unpaidReason: 'Forgot her purse' };
  const { body } = await call(ground, 'bookkeeping.settleVisit', settle, 'billId');
  await call(ground, 'bookkeeping.voidBill', { billId: body.billId, reason }, '');
  const after = await untouched();
  const touched = Object.keys(before).filter((table) => before[table] !== after[table]);
  if (touched.length > 0) findings.fault(`a bill of one patient touches ${touched.join(', ')} of another`);
}
