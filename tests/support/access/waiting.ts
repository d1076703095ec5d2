import { sql } from 'kysely';
import { addDays } from '#platform/shared/time.ts';
import { questionSystem } from '#slices/reminders/server/index.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { waitlist } from '#slices/waitlist/contract.ts';
import { slice } from '#slices/waitlist/server/index.ts';
import { call } from './call.ts';
import { wholeOf } from './fhir-writes.ts';
import { knock } from './knock.ts';
import { askByMessage, newcomer } from './lobby.ts';
import { faultsOf, touchedBy } from './other-visits.ts';
import { type Ids, of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

/** Where two times of a day are all that is free, and who waits for them. */
interface Clinic {
  ground: Ground;
  visitTypeCode: string;
  practitionerId: string;
  /** Days on which there are two times, and one. */
  day: string;
  lastDay: string;
}

/** Two wait for the same times: each is asked, answers, is passed over and books for herself. */
export async function tryWaiting(ground: Ground): Promise<void> {
  const { clinic, own, otherPatient, canary, day: today } = ground.world;
  const place = {
    practitionerId: 'practitioner-physician',
    day: addDays(today, 50),
    lastDay: addDays(today, 52),
  };
  const here: Clinic = { ground, visitTypeCode: `waits-${clinic.clinic.slug}`, ...place };
  await open(here, canary);
  const taken = [];
  for (const [name, birthDate] of [
    ['Manalu', '1944-04-04'],
    ['Sihombing', '1945-05-05'],
  ] as const)
    taken.push(await book(here, await newcomer(ground, name, birthDate), taken.length));
  const [hers, theirs] = [await wait(here, own, otherPatient), await wait(here, otherPatient, own)];
  await tryNotHers(here, hers);
  await tryWishes(here, theirs, taken[0] ?? '');
  await trySkipped(here, theirs, taken[1] ?? '');
  await tryAnswers(here, hers, theirs);
  await tryFoundSoon(here, hers, theirs);
}

interface Entry {
  ids: Ids;
  others: Ids;
  entryId: string;
}

async function open({ ground, visitTypeCode, practitionerId, day, lastDay }: Clinic, canary: string) {
  const manager = ground.world.clinic.as('manager');
  await manager.call(scheduling, 'saveVisitType', {
    ...{ code: visitTypeCode, labelEn: `${canary} waits`, labelId: `${canary} menunggu` },
    ...{ durationMinutes: 10, bufferBeforeMinutes: 0, bufferAfterMinutes: 0, bufferOwner: 'practitioner' },
    ...{ patients: 'any', colour: 'blue', prepEn: '', prepId: '', practitionerIds: [practitionerId] },
    ...{ roomKind: null, active: true },
  });
  for (const [on, to] of [
    [day, '10:20'],
    [lastDay, '10:10'],
  ] as const) {
    const weekday = new Date(`${on}T12:00:00Z`).getUTCDay() || 7;
    await manager.call(scheduling, 'saveHours', {
      ...{ practitionerId, validFrom: on, validTo: on, sessions: [{ weekday, from: '10:00', to }] },
    });
  }
  const rules = { active: true, offerMinutes: 30, lookAheadDays: 60, mostUnanswered: 9 };
  await manager.call(waitlist, 'saveSettings', rules);
}

async function book({ ground, visitTypeCode, practitionerId, day }: Clinic, ids: Ids, nth: number) {
  const when = { day, time: `10:${nth}0` };
  const visit = { visitTypeCode, practitionerId, patientId: of(ids, 'patientId'), when };
  return (await ground.world.clinic.as('frontDesk').call(scheduling, 'bookVisit', visit)).visitId;
}

const wish = ({ visitTypeCode, practitionerId, day }: Clinic, on = day) => ({
  ...{ visitTypeCode, practitionerId, fromDay: on, toDay: on, keepsVisitId: null, note: 'waits' },
});

/** She is put on the list, whoever stands on it, and nobody else leaves it. */
async function wait(here: Clinic, ids: Ids, others: Ids): Promise<Entry> {
  const asked = { ...wish(here), patientId: of(ids, 'patientId') };
  let entryId = '';
  await untouched(here, { ids: others, others: ids, entryId }, 'waiting', async () => {
    const { body } = await call(here.ground, 'waitlist.addEntry', asked, 'entryId');
    entryId = String(body.entryId);
  });
  return { ids, others, entryId };
}

/** Why somebody was not asked about a time is thought over whenever that time is, and told apart from what she has. */
async function untouched(
  { ground }: Clinic,
  { ids, others }: Entry,
  what: string,
  act: () => Promise<unknown>,
) {
  const { waitlist_look: _look, ...before } = await touchedBy(ground, ids, others);
  await act();
  await faultsOf(ground, before, ids, others, what);
}

/** The minute has come. */
function minute({ ground }: Clinic): Promise<void> {
  const job = slice.jobs?.find(({ name }) => name === 'waitlist.work');
  if (!job) throw new Error('nobody works off the wait list');
  return ground.world.clinic.inside((ctx) => job.run(ctx));
}

/** Whether one is being asked, and about what. */
async function offerOf({ ground }: Clinic, { ids, entryId }: Entry) {
  const patientId = of(ids, 'patientId');
  const { entries } = await ground.world.clinic.as('frontDesk').call(waitlist, 'entries', { patientId });
  const stranger = entries.find((one) => one.patientId !== patientId);
  if (stranger) ground.findings.fault('waitlist.entries: of one patient it tells of another');
  return entries.find((one) => one.entryId === entryId);
}

async function mustBeAsked(
  here: Clinic,
  one: Entry,
  what: string,
): Promise<{ offerId: string; freedId: string }> {
  const offer = (await offerOf(here, one))?.offer;
  if (!offer) here.ground.findings.fault(`waitlist: ${what} is not asked`);
  return offer ?? { offerId: '', freedId: '' };
}

/** A booking that is kept meanwhile is her own. */
async function tryNotHers(here: Clinic, { others, ids, entryId }: Entry): Promise<void> {
  const { visitTypeCode } = here.ground.world.own;
  const kept = {
    ...wish(here),
    visitTypeCode,
    practitionerId: null,
    fromDay: here.ground.world.day,
    toDay: null,
  };
  const asked = { ...kept, patientId: of(ids, 'patientId'), keepsVisitId: of(others, 'bookedVisitId') };
  await call(here.ground, 'waitlist.addEntry', asked, '', 'platform.invalidInput');
  await call(here.ground, 'waitlist.changeEntry', { ...asked, entryId }, '', 'platform.invalidInput');
}

/** Whoever is asked stays asked when another wishes something else. */
async function tryWishes(here: Clinic, asked: Entry, freed: string): Promise<void> {
  const { ground } = here;
  const urgent = { ...wish(here), entryId: asked.entryId, priority: 1, priorityReason: 'pain' };
  await call(ground, 'waitlist.changeEntry', urgent, '');
  const cancelled = { visitId: freed, reason: 'asked for', askedBy: 'patient' };
  await call(ground, 'scheduling.cancelBooking', cancelled, '');
  await minute(here);
  await mustBeAsked(here, asked, 'the most urgent one');
  const other = await offerOf(here, { ...asked, ids: asked.others });
  if (other?.offer) ground.findings.fault('waitlist: two are asked about one time');
  const { entries } = await ground.world.clinic
    .as('frontDesk')
    .call(waitlist, 'entries', { patientId: of(asked.others, 'patientId') });
  const entryId = entries.find((one) => one.visitTypeCode === here.visitTypeCode)?.entryId ?? '';
  await untouched(here, asked, 'a wish', () =>
    call(ground, 'waitlist.changeEntry', { ...wish(here), entryId, note: 'still' }, ''),
  );
}

/** Whoever is passed over for one time is asked about another, while somebody else is asked about the first. */
async function trySkipped(here: Clinic, skipped: Entry, second: string): Promise<void> {
  const { ground } = here;
  const { freedId } = await mustBeAsked(here, skipped, 'she');
  const skip = { freedId, entryId: skipped.entryId, reason: 'asked for' };
  await call(ground, 'waitlist.skipEntry', skip, '');
  await call(
    ground,
    'scheduling.cancelBooking',
    { visitId: second, reason: 'asked for', askedBy: 'patient' },
    '',
  );
  await minute(here);
  await mustBeAsked(here, skipped, 'whoever was passed over for another time');
}

/** What one says is neither the other's word nor counted against her. */
async function tryAnswers(here: Clinic, hers: Entry, theirs: Entry): Promise<void> {
  const { ground } = here;
  const { clinic } = ground.world;
  const [mine, other] = [
    await mustBeAsked(here, hers, 'she'),
    await mustBeAsked(here, theirs, 'the other one'),
  ];
  await messageTo(here, hers, mine.offerId);
  const caller = await wholeOf(clinic);
  const response = {
    ...{ resourceType: 'AppointmentResponse', participantStatus: 'accepted' },
    identifier: [{ system: questionSystem, value: other.offerId }],
    appointment: { reference: `Appointment/${theirs.entryId}` },
    actor: { reference: `Patient/${of(hers.ids, 'patientId')}` },
  };
  const path = '/fhir/R4/AppointmentResponse';
  const answer = await knock(ground.url, caller, { method: 'POST', path, body: response });
  const right = answer.status === 422;
  ground.findings.judge('FHIR AppointmentResponse × another’s', right ? undefined : 'expected 422', answer);
  const takes = { offerId: other.offerId, takes: true };
  await untouched(here, hers, 'a time that is taken', () =>
    call(ground, 'waitlist.answerOffer', takes, '"outcome":"booked"'),
  );
  await untouched(here, theirs, 'an offer that was not answered', async () => {
    await clinic.inside((ctx) =>
      sql`UPDATE waitlist_offer SET until = ${ctx.now} WHERE id = ${mine.offerId}`.execute(ctx.db),
    );
    await minute(here);
  });
  const counted = [(await offerOf(here, hers))?.unanswered, (await offerOf(here, theirs))?.unanswered];
  if (counted.join() !== '1,0') ground.findings.fault(`waitlist: unanswered ${counted.join(' and ')}`);
}

/** She was asked by a message that somebody hands over. */
function messageTo({ ground }: Clinic, { ids, entryId }: Entry, offerId: string) {
  return askByMessage(ground, { patientId: of(ids, 'patientId'), entryId, offerId });
}

/** A time that one let go and was passed over for is found for the other. */
async function tryFoundSoon(here: Clinic, hers: Entry, theirs: Entry): Promise<void> {
  const { ground } = here;
  const { clinic } = ground.world;
  // she waits anew, for the one time of another day
  const again = { ...wish(here, here.lastDay), patientId: of(theirs.ids, 'patientId') };
  const { body } = await call(ground, 'waitlist.addEntry', again, 'entryId');
  const waiting = { ...theirs, entryId: String(body.entryId) };
  await minute(here);
  const { offerId, freedId } = await mustBeAsked(here, waiting, 'for whom a time is free');
  await call(ground, 'waitlist.answerOffer', { offerId, takes: false }, '');
  await call(ground, 'waitlist.skipEntry', { freedId, entryId: waiting.entryId, reason: 'asked for' }, '');
  await clinic.inside((ctx) =>
    sql`UPDATE waitlist_freed SET state = 'over' WHERE id = ${freedId}`.execute(ctx.db),
  );
  const wanted = { ...wish(here, here.lastDay), entryId: hers.entryId };
  await call(ground, 'waitlist.changeEntry', wanted, '');
  await minute(here);
  await mustBeAsked(here, hers, 'for whom a time is found that another let go');
}
