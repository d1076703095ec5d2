import { sql } from 'kysely';
import { checkIn } from '#slices/check-in/contract.ts';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { work } from '#platform/shared/work-contract.ts';
import { call } from './call.ts';
import { allSaid, comes, linkTo, nobody, opened, png, self, whoIs } from './lobby.ts';
import { faultsOf, touchedBy } from './other-visits.ts';
import { type Ids, of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

/** A visit with a link and what was opened by it. */
interface Talk {
  ids: Ids;
  visitId: string;
  token: string;
  born: string;
  open: ReturnType<typeof opened>;
}

/** Two patients check themselves in on their phones at once: neither sees, ends, decides or uses up what is the other's. */
export async function tryCheckedIn(ground: Ground): Promise<void> {
  const { own, otherPatient } = ground.world;
  const hers = await begin(ground, own, 0);
  const theirs = await begin(ground, otherPatient, 0);
  await tryProposals(ground, hers, theirs);
  await tryFlags(ground, hers, theirs);
  const { alerts } = await clerkOf(ground).call(frontDesk, 'alerts', { visitId: hers.visitId });
  if (alerts.length > 0) ground.findings.fault('checkIn: another’s red flag stands at her visit');
  await untouched(ground, 'a check-in that is done', async () => {
    const said = await allSaid(ground, theirs.open, false);
    await self(ground, 'finish', said, 'prepared');
  });
  const { session } = theirs.open;
  for (const [verb, body] of [
    ['reasonFlags', { session }],
    ['finish', await allSaid(ground, hers.open, false).then((said) => ({ ...said, session }))],
  ] as const)
    await self(ground, verb, body, '', 'sessionOver');
  await self(ground, 'openLink', { token: theirs.token }, '', 'linkNotGood');
  await self(ground, 'openLink', { token: hers.token }, 'redFlag');
  const elsewhere = await tryMisses(ground, hers);
  await tryCorrected(ground, hers);
  // another visit of the same patient
  await call(ground, 'checkIn.proposals', { visitId: elsewhere }, '"state":"open"');
  await shown(ground, theirs, 'elsewhere@example.test');
  await self(ground, 'finish', await allSaid(ground, hers.open, true), 'desk');
}

function clerkOf({ world }: Ground) {
  return world.clinic.as('frontDesk');
}

async function begin(ground: Ground, ids: Ids, ahead: number): Promise<Talk> {
  const visitId = await comes(ground, ids, ahead);
  const [token, { birthDate: born }] = [await linkTo(ground, visitId), await whoIs(ground, ids)];
  const answer = await self(ground, 'linkIdentify', { token, birthDate: born }, 'session');
  return { ids, visitId, token, born, open: opened(answer) };
}

/** What happens to the other one, and what it does to her. */
async function untouched(ground: Ground, what: string, act: () => Promise<unknown>): Promise<void> {
  const { own, otherPatient } = ground.world;
  const before = await touchedBy(ground, own, otherPatient);
  await act();
  await faultsOf(ground, before, own, otherPatient, what);
}

/** What both say differs from their charts: shown, counted, replaced and decided for each alone. */
async function tryProposals(ground: Ground, hers: Talk, theirs: Talk): Promise<void> {
  const { clinic } = ground.world;
  const phone = clinic.clinic.country === 'US' ? '+1212555880' : '+6281555880';
  const say = (one: Talk, change: object) =>
    self(ground, 'propose', { session: one.open.session, change }, '');
  await say(hers, { kind: 'phone', phone: `${phone}1` });
  await untouched(ground, 'a proposal', () => say(theirs, { kind: 'phone', phone: `${phone}2` }));
  for (const one of [hers, theirs])
    if (!(await isAsked(ground, one)))
      ground.findings.fault('checkIn.propose: nobody is asked to look at hers');
  // as many pictures as one visit may have, though all of them were replaced
  await clinic.inside((ctx) =>
    sql`INSERT INTO check_in_proposal (clinic_id, id, session_id, visit_id, patient_id, kind, value, document_id, at, state)
      SELECT clinic_id, gen_random_uuid(), session_id, visit_id, patient_id, 'identity', '{}', 'none', at, 'replaced'
      FROM check_in_proposal, generate_series(1, 20) WHERE visit_id = ${theirs.visitId}`.execute(ctx.db),
  );
  await say(hers, { kind: 'identity', picture: { contentType: 'image/png', data: png } });
  const { proposals } = await shown(ground, hers, `${phone}2`);
  const picture = proposals.find((one) => one.picture)?.proposalId;
  const [spoken] = (await shown(ground, theirs, `${phone}1`)).proposals;
  await call(ground, 'checkIn.proposalPicture', { proposalId: picture }, png);
  await call(ground, 'checkIn.proposalPicture', { proposalId: spoken?.proposalId }, '', 'platform.notFound');
  const decided = { proposalId: spoken?.proposalId, decision: 'accept' };
  await untouched(ground, 'a decision', () => call(ground, 'checkIn.decideProposal', decided, ''));
  if (await isAsked(ground, theirs))
    ground.findings.fault('checkIn: her task waits for what another has said');
  if (!(await isAsked(ground, hers))) ground.findings.fault('checkIn: her task ended with another’s');
}

async function shown(ground: Ground, { ids, visitId }: Talk, others: string) {
  const patientId = of(ids, 'patientId');
  const { text } = await call(ground, 'checkIn.proposals', { visitId }, patientId);
  if (text.includes(others)) ground.findings.fault('checkIn.proposals: tells of another patient');
  return clerkOf(ground).call(checkIn, 'proposals', { visitId });
}

async function isAsked(ground: Ground, { ids }: Talk): Promise<boolean> {
  const { tasks } = await clerkOf(ground).call(work, 'listMine', { patientId: of(ids, 'patientId') });
  return tasks.some(({ kind }) => kind === 'checkIn.proposals');
}

/** A question that nobody asks, and a yes of the other one. */
async function tryFlags(ground: Ground, hers: Talk, theirs: Talk): Promise<void> {
  const body = { session: hers.open.session, reason: 'batuk', code: 'no-such-question' };
  await call(ground, 'checkIn.sayRedFlag', body, '', 'platform.notFound', nobody);
  await untouched(ground, 'a red flag', () => self(ground, 'linkRedFlag', { token: theirs.token }, ''));
}

/** Whoever guesses birth dates at one link closes that one, and the right one of somebody else opens none. */
async function tryMisses(ground: Ground, hers: Talk): Promise<string> {
  const another = await begin(ground, ground.world.otherPatient, 1);
  for (let tries = 0; tries < 5; tries += 1)
    await self(ground, 'linkIdentify', { token: another.token, birthDate: hers.born }, '', 'noMatch');
  const change = { kind: 'email', email: 'elsewhere@example.test' };
  await self(ground, 'propose', { session: another.open.session, change }, '');
  const right = { token: another.token, birthDate: another.born };
  await self(ground, 'linkIdentify', right, '', 'linkNotGood');
  await self(ground, 'linkIdentify', { token: hers.token, birthDate: hers.born }, 'session');
  return another.visitId;
}

/** A booking that was made for the wrong one: her link and what it opened are over, and what she said is not the other's. */
async function tryCorrected(ground: Ground, hers: Talk): Promise<void> {
  const { clinic, own, otherPatient } = ground.world;
  const wrong = await begin(ground, otherPatient, 1);
  const address = { line: 'Jalan Salah Alamat 7', city: 'Semarang' };
  const { session } = wrong.open;
  await self(ground, 'propose', { session, change: { kind: 'address', address } }, '');
  await clinic.inside((ctx) =>
    ctx.record.patch('Appointment', wrong.visitId, (booking) => {
      for (const { actor } of booking.participant)
        if (actor?.reference?.startsWith('Patient/')) actor.reference = `Patient/${of(own, 'patientId')}`;
    }),
  );
  await self(ground, 'reasonFlags', { session }, '', 'sessionOver');
  for (const birthDate of [wrong.born, hers.born])
    await self(ground, 'linkIdentify', { token: wrong.token, birthDate }, '', 'linkNotGood');
  const { text } = await call(ground, 'checkIn.proposals', { visitId: wrong.visitId }, '');
  for (const word of [address.line, of(otherPatient, 'patientId')])
    if (text.includes(word))
      ground.findings.fault('checkIn.proposals: tells of whom the visit was booked for by mistake');
}
