import { frontDesk } from '#slices/front-desk/contract.ts';
import { merging } from '#slices/merging/contract.ts';
import { records } from '#slices/records/contract.ts';
import { reminders } from '#slices/reminders/contract.ts';
import { markNames } from '#slices/merging/server/mark-names.ts';
import type { TestClinic } from '../clinic.ts';
import { mustRefuse } from './call.ts';
import { knock } from './knock.ts';
import { type Ids, of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

/** Ids of a patient of the world that are other people's charts, or are of one. */
export const chartsBeside = [
  ...['spareId', 'spareTwoId', 'spareProblemId', 'joinOneId', 'joinTwoId'],
  ...['keptId', 'closedId', 'mergeId', 'overlayId'],
];

/** Charts that nothing else of the world is written in: two to join, two that are joined, and a report of a wrong person's data. */
export async function merged(clinic: TestClinic, text: string): Promise<Ids> {
  const [one, two] = [await spare(clinic, `${text} Pertama`), await spare(clinic, `${text} Kedua`)];
  const [joinOne, joinTwo] = [await spare(clinic, `${text} Kelima`), await spare(clinic, `${text} Keenam`)];
  const [kept, closed] = [await spare(clinic, `${text} Ketiga`), await spare(clinic, `${text} Keempat`)];
  await wishes(clinic, closed.id);
  const allergy = { patientId: closed.id, add: [{ substance: text, kind: 'allergy' as const }] };
  await clinic.as('nurse').call(records, 'recordAllergies', allergy);
  const mergeId = await joined(clinic, kept.id, closed.id);
  const pair = { patientId: one.id, otherId: two.id, note: text };
  await clinic.as('frontDesk').call(merging, 'reportPair', pair);
  const { overlayId } = await clinic
    .as('nurse')
    .call(merging, 'reportOverlay', { patientId: one.id, what: text });
  return {
    ...{ spareId: one.id, spareTwoId: two.id, spareProblemId: one.problemId },
    ...{ joinOneId: joinOne.id, joinTwoId: joinTwo.id },
    ...{ keptId: kept.id, closedId: closed.id, mergeId, overlayId },
  };
}

/** A chart with one problem. */
function spare(clinic: TestClinic, text: string): Promise<{ id: string; problemId: string }> {
  return clinic.inside(async ({ record }) => {
    const name = [{ use: 'official' as const, text }];
    const { id } = await record.create({ resourceType: 'Patient', name, active: true });
    const problem = await record.create({
      ...{ resourceType: 'Condition', code: { text } },
      subject: { reference: `Patient/${id}` },
    });
    return { id, problemId: problem.id };
  });
}

/** What she wants told: one row for each way of telling, as everybody has. */
async function wishes(clinic: TestClinic, patientId: string): Promise<void> {
  await clinic
    .as('frontDesk')
    .call(reminders, 'saveWishes', { patientId, preferred: 'email', zone: null, choices: { email: true } });
}

async function joined(clinic: TestClinic, survivorId: string, otherId: string): Promise<string> {
  const { survivor, other, fields } = await clinic
    .as('manager')
    .call(merging, 'comparePair', { survivorId, otherId });
  const choices = Object.fromEntries(fields.map(({ field }) => [field, 'survivor' as const]));
  const { mergeId } = await clinic.as('manager').call(merging, 'mergeCharts', {
    ...{ survivorId, otherId, choices, reason: 'one person' },
    ...{ survivorVersion: survivor.version, otherVersion: other.version },
  });
  return mergeId;
}

/** Only a records lead joins, parts and moves; what was joined of one stays out of the other's chart; a closed chart takes nothing. */
export async function tryMerged(ground: Ground): Promise<void> {
  const { world, findings, callers, url } = ground;
  const { clinic, own, otherPatient } = world;
  const manager = clinic.as('manager');
  const same = (what: string, found: unknown, due: unknown) => {
    if (JSON.stringify(found) !== JSON.stringify(due))
      findings.fault(`merging: ${what}: ${JSON.stringify(found)}, not ${JSON.stringify(due)}`);
  };
  const closedId = of(own, 'closedId');
  const keptId = of(own, 'keptId');
  const stateOf = (patientId: string) => clinic.as('nurse').call(merging, 'chartState', { patientId });
  same(
    'joins of another',
    (await stateOf(of(otherPatient, 'keptId'))).joined.map((one) => one.mergeId),
    [of(otherPatient, 'mergeId')],
  );
  same('reports of another', (await stateOf(of(otherPatient, 'patientId'))).overlays, 0);
  same('reports of hers', (await stateOf(of(own, 'spareId'))).overlays, 1);
  await mustRefuse(
    ground,
    clinic
      .as('frontDesk')
      .call(records, 'setPatientStatus', { patientId: closedId, status: 'active', reason: 'x' }),
    'platform.chartJoined',
  );
  for (const caller of callers.filter(({ name }) => ['nurse', 'manager'].includes(name))) {
    const subject = { reference: `Patient/${closedId}` };
    const body = { resourceType: 'Flag', status: 'active', code: { text: 'x' }, subject };
    const answer = await knock(url, caller, { method: 'POST', path: '/fhir/R4/Flag', body });
    if (answer.status < 400) findings.fault(`${caller.name} writes into a chart that was joined`);
  }
  const pair = { survivorId: of(own, 'spareId'), otherId: of(own, 'spareTwoId') };
  const { survivor, other } = await manager.call(merging, 'comparePair', pair);
  const wish = { ...pair, reason: 'x', survivorVersion: survivor.version, otherVersion: other.version };
  await mustRefuse(
    ground,
    manager.call(merging, 'mergeCharts', { ...wish, survivorVersion: survivor.version + 1 }),
    'platform.versionChanged',
  );
  await mustRefuse(ground, manager.call(merging, 'mergeCharts', wish), 'platform.invalidInput');
  await mustRefuse(
    ground,
    manager.call(merging, 'mergeCharts', { ...wish, otherId: closedId }),
    'platform.chartJoined',
  );
  await mustRefuse(
    ground,
    manager.call(merging, 'mergeCharts', { ...wish, otherId: pair.survivorId }),
    'merging.sameChart',
  );
  await tryNames(ground);
  await tryReconciled(ground);
  await tryJoin(ground);
  await tryReport(ground);
  await tryOverlay(ground);
  await tryPart(ground, keptId);
}

/** What one wants told comes along, and only what came along is to be looked through. */
async function tryJoin({ world: { clinic, own }, findings }: Ground): Promise<void> {
  const [survivorId, otherId] = [of(own, 'joinOneId'), of(own, 'joinTwoId')];
  await wishes(clinic, otherId);
  const allergy = { patientId: otherId, add: [{ substance: 'x', kind: 'allergy' as const }] };
  await clinic.as('nurse').call(records, 'recordAllergies', allergy);
  const mergeId = await joined(clinic, survivorId, otherId);
  const { reconcile } = await clinic.as('nurse').call(merging, 'chartState', { patientId: survivorId });
  const came = await wishesOf(clinic, [survivorId]);
  if (came !== 1 || reconcile.join() !== 'allergies')
    findings.fault(`wishes that came along: ${came}, to be looked through: ${reconcile.join()}`);
  await clinic.as('manager').call(merging, 'unmergeCharts', { mergeId, reason: 'x' });
}

/** What is to be looked through is of that chart, of what came along, and is said of it alone. */
async function tryReconciled({ world: { clinic, own, otherPatient }, findings }: Ground): Promise<void> {
  const nurse = clinic.as('nurse');
  const open = async (patientId: string) =>
    (await nurse.call(merging, 'chartState', { patientId })).reconcile.join();
  const said = async () => [
    await open(of(own, 'keptId')),
    await open(of(otherPatient, 'keptId')),
    await open(of(own, 'patientId')),
  ];
  const before = await said();
  await nurse.call(merging, 'sayReconciled', { patientId: of(own, 'keptId'), what: 'allergies' });
  const after = await said();
  if ([...before, ...after].join(' ') !== 'allergies allergies   allergies ')
    findings.fault(`to be looked through: ${before.join('|')} and then ${after.join('|')}`);
}

/** Two who were called two people are not reported again, and only what is on the list is somebody's. */
async function tryReport(ground: Ground): Promise<void> {
  const { clinic, own } = ground.world;
  const pair = { patientId: of(own, 'spareId'), otherId: of(own, 'spareTwoId') };
  const [clerk, manager] = [clinic.as('frontDesk'), clinic.as('manager')];
  const unlisted = { patientId: pair.patientId, otherId: of(own, 'keptId') };
  await mustRefuse(
    ground,
    manager.call(merging, 'assignPair', { ...unlisted, toMe: true }),
    'platform.notFound',
  );
  await mustRefuse(ground, manager.call(merging, 'lookAtPair', unlisted), 'platform.notFound');
  const itself = { patientId: pair.patientId, otherId: pair.patientId };
  await mustRefuse(ground, clerk.call(merging, 'reportPair', { ...itself, note: 'x' }), 'merging.sameChart');
  await mustRefuse(ground, clerk.call(merging, 'setNameAlert', itself), 'merging.sameChart');
  await manager.call(records, 'sayDifferent', pair);
  await mustRefuse(
    ground,
    clerk.call(merging, 'reportPair', { ...pair, note: 'x' }),
    'merging.saidDifferent',
  );
  await mustRefuse(
    ground,
    clinic.as('nurse').call(merging, 'sayReconciled', { patientId: pair.patientId, what: 'allergies' }),
    'merging.nothingToReconcile',
  );
}

/** Of one chart's report only that chart's entries are moved, and once. */
async function tryOverlay(ground: Ground): Promise<void> {
  const { clinic, own, otherPatient } = ground.world;
  const manager = clinic.as('manager');
  const overlayId = of(own, 'overlayId');
  const move = (items: { type: 'Condition'; id: string }[], rightId = of(own, 'spareTwoId')) =>
    manager.call(merging, 'moveOverlay', { overlayId, rightId, items, reason: 'x' });
  const hers = { type: 'Condition' as const, id: of(own, 'spareProblemId') };
  const theirs = { type: 'Condition' as const, id: of(otherPatient, 'spareProblemId') };
  await mustRefuse(ground, move([theirs]), 'platform.notFound');
  await mustRefuse(ground, move([hers], of(own, 'spareId')), 'merging.sameChart');
  await mustRefuse(ground, move([hers], of(own, 'closedId')), 'platform.chartJoined');
  const { moved } = await move([hers]);
  if (moved !== 1) ground.findings.fault(`entries moved: ${moved}`);
  await tryTold(ground);
  await mustRefuse(ground, move([hers]), 'merging.overlayDone');
  await mustRefuse(
    ground,
    manager.call(merging, 'closeOverlay', { overlayId, reason: 'x' }),
    'merging.overlayDone',
  );
  const again = await clinic
    .as('nurse')
    .call(merging, 'reportOverlay', { patientId: of(own, 'spareId'), what: 'x' });
  const twice = { overlayId: again.overlayId, rightId: of(own, 'spareTwoId'), items: [hers], reason: 'x' };
  await mustRefuse(ground, manager.call(merging, 'moveOverlay', twice), 'platform.notFound');
}

/** Told is who cares for patients and has seen that very chart. */
async function tryTold({ world: { clinic, own }, findings }: Ground): Promise<void> {
  const fresh = await spare(clinic, 'Ketujuh');
  const { overlayId } = await clinic
    .as('nurse')
    .call(merging, 'reportOverlay', { patientId: fresh.id, what: 'x' });
  const items = [{ type: 'Condition' as const, id: fresh.problemId }];
  const { told } = await clinic
    .as('manager')
    .call(merging, 'moveOverlay', { overlayId, rightId: of(own, 'spareTwoId'), items, reason: 'x' });
  if (told !== 1) findings.fault(`told: ${told}, and only the nurse has seen it`);
}

/** An alert with somebody who is not on the day's list marks nobody on it. */
async function tryNames(ground: Ground): Promise<void> {
  const { clinic, own, otherPatient } = ground.world;
  const clerk = clinic.as('frontDesk');
  const patientId = of(otherPatient, 'keptId');
  const marked = async () => {
    await clinic.inside((ctx) => markNames.run(ctx));
    const { rows } = await clerk.call(frontDesk, 'todayBoard', {});
    return rows.filter((row) => row.marks.some(({ code }) => code === 'nameAlert')).length;
  };
  const before = await marked();
  // a pair stands in the order of its ids, which is chance: of several some stand either way
  const absent = ['spareId', 'spareTwoId', 'keptId', 'joinOneId', 'joinTwoId'].map((name) => of(own, name));
  for (const patientId of [of(own, 'patientId'), of(otherPatient, 'patientId')])
    for (const otherId of absent)
      await clerk.call(merging, 'setNameAlert', { patientId, otherId, note: 'x' });
  const { alerts } = await clerk.call(merging, 'nameAlerts', { patientId });
  if (alerts.length > 0) ground.findings.fault(`name alerts of others: ${alerts.length}`);
  const after = await marked();
  if (after !== before) ground.findings.fault(`marked for whoever is not here: ${after}, not ${before}`);
  // whichever stands last in its pairs: of all of its alerts one ends
  const [first = '', ...others] = [of(own, 'patientId'), ...absent].sort();
  const last = others.at(-1) ?? '';
  for (const otherId of [first, ...others.slice(0, -1)])
    await clerk.call(merging, 'setNameAlert', { patientId: last, otherId, note: 'x' });
  const standing = async () => (await clerk.call(merging, 'nameAlerts', { patientId: last })).alerts.length;
  const all = await standing();
  await clerk.call(merging, 'endNameAlert', { patientId: last, otherId: first });
  const left = await standing();
  if (left !== all - 1) ground.findings.fault(`name alerts that stand: ${left} of ${all}`);
}

/** Taken apart each has its own again, what was written since is somebody's to decide, and it is done once. */
async function tryPart(ground: Ground, keptId: string): Promise<void> {
  const { clinic, own, otherPatient } = ground.world;
  const manager = clinic.as('manager');
  const mergeId = of(own, 'mergeId');
  const part = () => manager.call(merging, 'unmergeCharts', { mergeId, reason: 'x' });
  // written a minute later; the other tries are of the hour at which all was furnished
  clinic.clock.advance(1);
  const subject = { reference: `Patient/${keptId}` };
  const since = await clinic.inside(({ record }) =>
    record.create({ resourceType: 'Flag', status: 'active', code: { text: 'x' }, subject }),
  );
  const visitId = await visitSince(clinic, keptId);
  await visitSince(clinic, of(otherPatient, 'keptId'));
  const kept = await wishesOf(clinic, [keptId]);
  if (kept !== 1) ground.findings.fault(`wishes that came along: ${kept}`);
  clinic.clock.advance(-1);
  await mustRefuse(ground, part(), 'merging.undecided');
  const decisions = { [`Flag/${since.id}`]: 'stays' as const, [`Encounter/${visitId}`]: 'goes' as const };
  await manager.call(merging, 'unmergeCharts', { mergeId, reason: 'x', decisions });
  await mustRefuse(ground, part(), 'merging.undoneAlready');
  const wanted = await wishesOf(clinic, [of(own, 'closedId'), of(otherPatient, 'keptId')]);
  // hers went back; another's, of the same way of telling, stayed where it is
  if (wanted !== 2) ground.findings.fault(`wishes after parting: ${wanted}`);
  const problems = async (patientId: string) =>
    (await clinic.as('physician').call(records, 'readChart', { patientId })).problems.items.length;
  const found = [
    await problems(keptId),
    await problems(of(own, 'closedId')),
    await problems(of(otherPatient, 'keptId')),
  ];
  if (found.join() !== '1,1,2') ground.findings.fault(`problems after parting: ${found.join()}`);
}

/** A visit of another day that was written since, so that nobody stands in the house. @returns its id */
async function visitSince(clinic: TestClinic, patientId: string): Promise<string> {
  const { id } = await clinic.inside(({ record }) =>
    record.create({
      ...{ resourceType: 'Encounter', status: 'finished', class: { code: 'AMB' } },
      subject: { reference: `Patient/${patientId}` },
      period: { start: '2026-01-05T02:00:00Z', end: '2026-01-05T03:00:00Z' },
    }),
  );
  return id;
}

async function wishesOf(clinic: TestClinic, ids: string[]): Promise<number> {
  const rows = await clinic.inside(({ db }) =>
    db
      .selectFrom('reminders_choice')
      .select('patient_id')
      .where('clinic_id', '=', clinic.clinic.id)
      .where('patient_id', 'in', ids)
      .execute(),
  );
  return rows.length;
}
