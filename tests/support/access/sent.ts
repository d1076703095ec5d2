import { withClient } from '#platform/server/db/roles.ts';
import { addMinutes } from '#platform/shared/time.ts';
import { letters } from '#slices/letters/contract.ts';
import { makeDoor, newSecretText } from '#slices/reminders/server/index.ts';
import { sendings } from '#slices/sending/contract.ts';
import type { TestClinic } from '../clinic.ts';
import { call, mustRefuse } from './call.ts';
import { nobody } from './lobby.ts';
import { type Ids, of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';
import { otherBirthDate, ownBirthDate } from './world.ts';

/** A letter of hers that she was given by a code, and the paper of it. */
export async function sent(
  clinic: TestClinic,
  { patientId, signedLetterId }: { patientId: string; signedLetterId: string },
): Promise<Ids> {
  const nurse = clinic.as('nurse');
  const { paperId } = await nurse.call(letters, 'printLetter', { letterId: signedLetterId });
  const input = { patientId, paperId, way: 'code' } as const;
  const { sending } = await nurse.call(sendings, 'sendPaper', input);
  return { sendingId: sending.sendingId, letterPaperId: paperId };
}

/** What one patient is sent is in no other's list, goes out under no other's name, and opens by her own birth date. */
export async function trySent(ground: Ground): Promise<void> {
  const { clinic, own, otherPatient } = ground.world;
  const nurse = clinic.as('nurse');
  const [hers, theirs] = [of(own, 'patientId'), of(otherPatient, 'patientId')];
  const listed = (await nurse.call(sendings, 'patientSendings', { patientId: hers })).sendings;
  const foreign = listed.some(({ sendingId }) => sendingId === of(otherPatient, 'sendingId'));
  if (listed.length === 0 || foreign) ground.findings.fault(`sendings of hers: ${listed.length}, ${foreign}`);
  const mixed = { patientId: hers, paperId: of(otherPatient, 'letterPaperId'), way: 'code' } as const;
  await mustRefuse(ground, nurse.call(sendings, 'sendPaper', mixed), 'sending.otherPatient');
  const { sending } = await nurse.call(sendings, 'sendPaper', {
    ...{ patientId: theirs, paperId: of(otherPatient, 'letterPaperId'), way: 'code' },
  });
  const { link } = await nurse.call(sendings, 'linkToHand', { sendingId: sending.sendingId });
  const token = link.split('#')[1] ?? '';
  const { sendingId } = sending;
  const byAnother = clinic.as('manager').call(sendings, 'linkToHand', { sendingId });
  await mustRefuse(ground, byAnother, 'sending.notYours');
  const open = (birthDate: string, found: string, code?: string) =>
    call(ground, 'sending.openPaper', { token, birthDate }, found, code, nobody);
  await open(ownBirthDate, '', 'sending.noMatch');
  await open(otherBirthDate, 'pdf');
  await tryGone(ground, sendingId);
}

/** The door stands, and what it opened is gone. */
async function tryGone(ground: Ground, sendingId: string): Promise<void> {
  const { clinic } = ground.world;
  const token = newSecretText();
  await clinic.inside((ctx) =>
    makeDoor(ctx, {
      ...{ secret: token, purpose: 'paper', subject: sendingId },
      expiresAt: addMinutes(ctx.now, 60),
    }),
  );
  await withClient(clinic.database.superuserUrl, async (client) => {
    await client.query('DELETE FROM sending_paper WHERE id = $1', [sendingId]);
  });
  await call(ground, 'sending.openLink', { token }, '', 'sending.linkNotGood', nobody);
}
