import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { addDays } from '#platform/shared/time.ts';
import { work } from '#platform/shared/work-contract.ts';
import { records } from '#slices/records/contract.ts';
import { reminders } from '#slices/reminders/contract.ts';
import { slice } from '#slices/reminders/server/index.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { call } from './call.ts';
import { faultsOf, touchedBy } from './other-visits.ts';
import { wholeOf } from './fhir-writes.ts';
import { knock } from './knock.ts';
import { askByMessage } from './lobby.ts';
import { type Ids, of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

/** What one patient is told, answers and wishes is hers alone, whatever happens to the other meanwhile. */
export async function tryReminded(ground: Ground): Promise<void> {
  const { clinic, own: hers, otherPatient: theirs } = ground.world;
  const told = { name: 'The clinic', place: 'Here', phone: '021-5550-0134' };
  await clinic.as('manager').call(reminders, 'saveRules', {
    ...{ on: true, confirmation: true, moved: true, cancelled: true, before: [{ unit: 'days', count: 1 }] },
    ...{ quietFrom: '00:00', quietUntil: '00:00', askFirst: false, byHand: true },
    ...{ ...told, linkAddress: 'https://patients.test' },
  });
  await minute(ground);
  let [theirVisit, theirSecond] = ['', ''];
  await untouched(ground, 'a message', async () => {
    [theirVisit, theirSecond] = [await book(ground, theirs, 12), await book(ground, theirs, 13)];
    await minute(ground);
  });
  const visitId = await book(ground, hers, 14);
  await minute(ground);
  const made = (await messagesOf(ground, hers, visitId)).messages.map(({ kind }) => kind);
  if (made.join() !== 'confirmation') ground.findings.fault(`reminders: of a new visit it tells ${made}`);

  await untouched(ground, 'a wish', () => wish(ground, theirs));
  const wished = await messagesOf(ground, hers);
  const { coming, past } = await clinic.as('frontDesk').call(scheduling, 'patientVisits', {
    patientId: of(hers, 'patientId'),
  });
  const visits = [...coming, ...past].map((one) => one.visitId);
  if (
    wished.zone !== null ||
    wished.choices.length > 0 ||
    wished.messages.some((one) => !visits.includes(one.visitId))
  )
    ground.findings.fault(`reminders.patientMessages: tells of another’s wishes: ${JSON.stringify(wished)}`);
  await tryLinks(ground, { visitId, theirVisit });
  await untouched(ground, 'a cancellation', async () => {
    const asked = { visitId: theirSecond, reason: 'asked for', askedBy: 'patient' };
    await call(ground, 'scheduling.cancelBooking', asked, '');
    await minute(ground);
  });
  await trySeries(ground, hers, theirs);
  await tryTakenAway(ground, theirs, theirVisit);
  await tryNotReached(ground);
  await call(ground, 'reminders.revokeFeed', { feedId: randomUUID() }, '', 'platform.notFound');
}

/** The clock's minute has come: what is due is made. */
function minute({ world }: Ground): Promise<void> {
  const job = slice.jobs?.find(({ name }) => name === 'reminders.plan');
  if (!job) throw new Error('nobody plans reminders');
  return world.clinic.inside((ctx) => job.run(ctx));
}

/** Something that happens to the other one when nothing of hers is due, and what it does to her. */
async function untouched(ground: Ground, what: string, act: () => Promise<unknown>): Promise<void> {
  const { own, otherPatient } = ground.world;
  await minute(ground);
  const before = await touchedBy(ground, own, otherPatient);
  await act();
  await faultsOf(ground, before, own, otherPatient, what);
}

async function book({ world }: Ground, ids: Ids, ahead: number): Promise<string> {
  const wish = { visitTypeCode: of(ids, 'visitTypeCode'), practitionerId: of(ids, 'practitionerId') };
  const clerk = world.clinic.as('frontDesk');
  const { times } = await clerk.call(scheduling, 'freeTimes', {
    ...wish,
    fromDay: addDays(world.day, ahead),
  });
  const when = times[0]?.startsAt ?? '';
  const patientId = of(ids, 'patientId');
  return (await clerk.call(scheduling, 'bookVisit', { ...wish, patientId, when })).visitId;
}

function messagesOf({ world }: Ground, ids: Ids, visitId?: string) {
  const asked = { patientId: of(ids, 'patientId'), ...(visitId && { visitId }) };
  return world.clinic.as('frontDesk').call(reminders, 'patientMessages', asked);
}

function wish(ground: Ground, ids: Ids) {
  const zone = 'Asia/Makassar';
  const wishes = { patientId: of(ids, 'patientId'), preferred: 'whatsapp', zone, choices: { email: false } };
  return call(ground, 'reminders.saveWishes', wishes, '');
}

/** Of two links each answers for its own patient. */
async function tryLinks(
  ground: Ground,
  { visitId, theirVisit }: { visitId: string; theirVisit: string },
): Promise<void> {
  const { own: hers, otherPatient: theirs } = ground.world;
  const [open, stopped] = [await linkTo(ground, visitId), await linkTo(ground, theirVisit)];
  // on the channel of which the other one wants no more
  const asked = { patientId: of(hers, 'patientId'), entryId: of(hers, 'entryId') };
  await askByMessage(ground, { ...asked, offerId: of(hers, 'offerId') });
  await untouched(ground, 'a stop', () => answer(ground, stopped, 'stop', '"did":"stopped"'));
  await untouched(ground, 'a confirmation', () => answer(ground, stopped, 'confirm', '"did":"confirmed"'));
  await call(ground, 'reminders.openLink', { token: open }, '"stopped":false', undefined, nobodyOf(ground));
  await answer(ground, open, 'confirm', '"did":"confirmed"');
  const visitsOf = async (ids: Ids, asked?: string) => {
    const { messages, answers, open, confirmed, next } = await messagesOf(ground, ids, asked);
    return [...messages, ...answers, ...confirmed, ...next].map((one) => one.visitId ?? '').concat(open);
  };
  if ((await visitsOf(theirs)).includes(visitId) || (await visitsOf(hers)).includes(theirVisit))
    ground.findings.fault('reminders.patientMessages: tells of another’s answer');
  const earlier = hers.bookedVisitId ?? '';
  if ((await visitsOf(hers, earlier)).some((one) => one !== earlier))
    ground.findings.fault('reminders.patientMessages: tells of another visit than was asked about');
}

function nobodyOf({ callers }: Ground) {
  return callers.find(({ kind }) => kind === 'nobody');
}

function answer(ground: Ground, token: string, said: string, found: string) {
  const body = { token, answer: said };
  return call(ground, 'reminders.answerLink', body, found, undefined, nobodyOf(ground));
}

/** The secret in the text that is handed over for a visit. */
async function linkTo({ world }: Ground, visitId: string): Promise<string> {
  const { messages } = await world.clinic.as('frontDesk').call(reminders, 'handOverList', {});
  const text = messages.find((one) => one.visitId === visitId)?.text ?? '';
  const token = /\/answer#([\w-]+)/.exec(text)?.[1];
  if (!token) throw new Error(`no link in: ${text}`);
  return token;
}

/** A booking that another system takes away, after which its link is none. */
async function tryTakenAway(ground: Ground, theirs: Ids, visitId: string): Promise<void> {
  const { clinic } = ground.world;
  const last = await book(ground, theirs, 15);
  await clinic.as('frontDesk').call(reminders, 'saveWishes', {
    ...{ patientId: of(theirs, 'patientId'), preferred: null, zone: null, choices: { whatsapp: true } },
  });
  await minute(ground);
  const token = await linkTo(ground, last);
  await untouched(ground, 'a booking taken away', async () => {
    const caller = await wholeOf(clinic);
    for (const id of [visitId, last])
      await knock(ground.url, caller, { method: 'DELETE', path: `/fhir/R4/Appointment/${id}` });
  });
  const gone = 'reminders.linkNotGood';
  await call(ground, 'reminders.openLink', { token }, '', gone, nobodyOf(ground));
  await untouched(ground, 'a visit that is over', async () => {
    // as it stands when a visit has begun
    await clinic.inside((ctx) =>
      sql`INSERT INTO reminders_visit VALUES (${ctx.clinic.id}, ${last}, ${of(theirs, 'patientId')}, ${ctx.now})`.execute(
        ctx.db,
      ),
    );
    await minute(ground);
  });
}

/** A series is told by its own first message, whatever others were told, or were not because theirs was called off. */
async function trySeries(ground: Ground, hers: Ids, theirs: Ids): Promise<void> {
  const { clinic, day } = ground.world;
  const book = async (ids: Ids, time: string) => {
    const { booked } = await clinic.as('frontDesk').call(scheduling, 'bookSeries', {
      ...{ patientId: of(ids, 'patientId'), practitionerId: of(ids, 'practitionerId'), which: 'all' },
      ...{ visitTypeCode: of(ids, 'visitTypeCode'), firstDay: addDays(day, 31), time },
      rule: { frequency: 'weekly', count: 2 },
    });
    return booked.map(({ visitId }) => visitId);
  };
  const told = async (ids: Ids, visitId = '') =>
    (await messagesOf(ground, ids, visitId)).messages.map(({ kind, code }) => `${kind} ${code ?? ''}`).join();
  const [first, second] = await book(hers, '18:20');
  const [theirFirst] = await book(theirs, '18:40');
  await minute(ground);
  const must = async (due: string) => {
    const said = [await told(hers, first), await told(hers, second)].join();
    if (said !== due) ground.findings.fault(`reminders: of a series she is told ${said}, not ${due}`);
  };
  const once = 'confirmation ,confirmation toldWithSeries';
  await must(once);
  const off = { visitId: theirFirst ?? '', reason: 'asked for', askedBy: 'patient' };
  await call(ground, 'scheduling.cancelBooking', off, '');
  // what was to tell of it is stopped in one minute, and the others of its series are looked at in the next
  for (let round = 0; round < 2; round += 1) await minute(ground);
  await must(once);
}

/** Two who have no telephone: for each of them somebody is asked. */
async function tryNotReached(ground: Ground): Promise<void> {
  const { clinic, own, canary } = ground.world;
  const clerk = clinic.as('frontDesk');
  for (const [nth, name] of ['Sitompul', 'Manurung'].entries()) {
    const birthDate = `19${30 + nth}-1${nth}-0${3 + nth}`;
    const sex = 'male';
    const { patient } = await clerk.call(records, 'registerPatient', {
      ...{ name: `${canary} ${name}`, birthDate, sex },
    });
    await book(ground, { ...own, patientId: patient.id }, 16 + nth);
    await minute(ground);
    const { tasks } = await clerk.call(work, 'listMine', { patientId: patient.id });
    if (!tasks.some(({ kind }) => kind === 'reminders.notReached'))
      ground.findings.fault(`reminders: nobody is asked to call ${name}`);
  }
}
