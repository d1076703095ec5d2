import { withClient } from '#platform/server/db/roles.ts';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { advance, raiseAlert } from '#slices/front-desk/server/index.ts';
import { call } from './call.ts';
import { absentLike } from './knock.ts';
import { newcomer } from './lobby.ts';
import { faultsOf, touchedBy } from './other-visits.ts';
import { type Ids, of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

/** A red flag of one holds back, lets go and follows her alone; and nobody is called into another clinic's room. */
export async function tryFlagged(ground: Ground): Promise<void> {
  const { own, otherPatient } = ground.world;
  await tryCalled(ground);
  const [mine, theirs] = [await flag(ground, own), await flag(ground, otherPatient)];
  const third = await arrived(ground, 'Sitorus', '1948-08-08');
  const calm = await flag(ground, third);
  for (const { visitId } of [mine, theirs])
    await ground.world.clinic.inside((ctx) => advance(ctx, visitId, 'checkout'));
  await stands(ground, mine, 'withProvider');
  await stands(ground, theirs, 'withProvider');
  // one that nothing was held back of stays where she is
  await untouched(ground, own, third, 'a red flag seen to', () => seeTo(ground, calm));
  await stands(ground, calm, 'arrived');
  await untouched(ground, own, otherPatient, 'a red flag seen to', () => seeTo(ground, theirs));
  await stands(ground, theirs, 'checkout');
  await stands(ground, mine, 'withProvider');
  await seeTo(ground, mine);
  await stands(ground, mine, 'checkout');
  await tryLeft(ground);
  await tryNoScript(ground);
}

interface Flagged {
  ids: Ids;
  visitId: string;
  alertId: string;
}

async function flag({ world }: Ground, ids: Ids): Promise<Flagged> {
  const [visitId, patientId] = [of(ids, 'visitId'), of(ids, 'patientId')];
  const what = { en: world.canary, id: world.canary };
  const about = {
    visit: { visitId, patientId },
    level: 'urgent',
    source: 'counter',
    code: 'pain',
    what,
  } as const;
  const alertId = await world.clinic.inside((ctx) => raiseAlert(ctx, about));
  if (!alertId) throw new Error('her red flag stands already');
  return { ids, visitId, alertId };
}

async function seeTo(ground: Ground, { alertId }: Flagged): Promise<void> {
  await call(ground, 'frontDesk.acknowledgeAlert', { alertId, outcome: 'seen' }, alertId);
}

async function stands({ world, findings }: Ground, { visitId }: Flagged, at: string): Promise<void> {
  const { step } = await world.clinic.as('frontDesk').call(frontDesk, 'readVisit', { visitId });
  if (step !== at)
    findings.fault(`frontDesk.readVisit: her red flag leaves her at ${step} in place of ${at}`);
}

async function untouched(ground: Ground, hers: Ids, others: Ids, what: string, act: () => Promise<unknown>) {
  const before = await touchedBy(ground, hers, others);
  await act();
  await faultsOf(ground, before, hers, others, what);
}

/** Somebody who has just come. */
async function arrived(ground: Ground, name: string, birthDate: string): Promise<Ids> {
  const ids = await newcomer(ground, name, birthDate);
  const { visitId } = await ground.world.clinic.as('frontDesk').call(frontDesk, 'takeWalkIn', {
    ...{ patientId: of(ids, 'patientId'), visitTypeCode: of(ids, 'visitTypeCode'), priority: 'routine' },
  });
  return { ...ids, visitId };
}

/** Two go while their red flags are open: for the one who comes back nobody looks any more, for the other they do. */
async function tryLeft(ground: Ground): Promise<void> {
  const [first, second] = [
    await flag(ground, await arrived(ground, 'Nababan', '1946-06-06')),
    await flag(ground, await arrived(ground, 'Silaban', '1947-07-07')),
  ];
  const goes = ({ visitId }: Flagged) =>
    call(ground, 'frontDesk.leaveUnseen', { visitId, reason: 'asked for' }, 'leftUnseen');
  await untouched(ground, second.ids, first.ids, 'whoever goes', () => goes(first));
  await goes(second);
  await untouched(ground, first.ids, second.ids, 'whoever comes back', () =>
    call(ground, 'frontDesk.undoMove', { visitId: second.visitId }, 'arrived'),
  );
  for (const [one, left] of [
    [first, true],
    [second, false],
  ] as const) {
    const { body } = await call(ground, 'frontDesk.alerts', { visitId: one.visitId }, one.alertId);
    const [alert] = body.alerts as { leftAt?: string }[];
    if ((alert?.leftAt !== undefined) !== left)
      ground.findings.fault(
        `frontDesk.alerts: ${left ? 'nobody' : 'somebody'} looks for who ${left ? 'went' : 'is here'}`,
      );
  }
}

/** Where a clinic keeps no talk of its own there is none to approve, whatever the other one keeps. */
async function tryNoScript(ground: Ground): Promise<void> {
  const { database, clinic } = ground.world.clinic;
  await withClient(database.superuserUrl, (client) =>
    client.query('DELETE FROM front_desk_talk_script WHERE clinic_id = $1', [clinic.id]),
  );
  await call(ground, 'frontDesk.approveTalkScript', { version: 1 }, '', 'platform.notFound');
}

/** A room or a counter of another clinic is none to be called to, and answers as one of nobody's. */
async function tryCalled(ground: Ground): Promise<void> {
  const { own } = ground.world;
  const visitId = of(own, 'visitId');
  const theirs = { roomId: of(ground.other.own, 'roomId'), counterId: of(ground.other.own, 'counterId') };
  for (const [field, id] of Object.entries(theirs))
    for (const place of [id, absentLike(id)])
      await call(ground, 'frontDesk.callVisit', { visitId, [field]: place }, '', 'platform.notFound');
}
