import { randomUUID } from 'node:crypto';
import { keepChallenge } from '#platform/server/identity/challenges.ts';
import { saveStanding } from '#platform/server/scope/terms.ts';
import { work } from '#platform/shared/work-contract.ts';
import { workforce } from '#slices/workforce/contract.ts';
import { signsAs } from '#slices/workforce/server/index.ts';
import { call } from './call.ts';
import { of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

/** What one person holds, learnt and was trusted with is nobody else's, and is given by nobody who does not hold it. */
export async function tryPersonFiles(ground: Ground): Promise<void> {
  await tryFiles(ground);
  await tryMissing(ground);
  await tryDelegations(ground);
  await tryRecords(ground);
}

/** A job description is read, written and signed for whose it is, by whom it names. */
async function tryRecords(ground: Ground): Promise<void> {
  const { clinic, own, canary, day } = ground.world;
  const [manager, nurse, physician] = [clinic.as('manager'), clinic.as('nurse'), clinic.as('physician')];
  const content = {
    ...{ title: canary, site: canary, credentials: [], competencies: [], supervision: 'indirect' as const },
    ...{ duties: { administrative: [canary], clinical: [], specialty: [] }, fromDay: day, basedOn: 0 },
  };
  const write = (staffId: string, reportsToId: string) =>
    manager.call(workforce, 'saveJobRecord', { ...content, staffId, reportsToId });
  await must(ground, write(randomUUID(), physician.actor.id), 'staffMissing');
  const others = clinic.as('frontDesk').actor.id;
  await must(ground, nurse.call(workforce, 'jobRecords', { staffId: others }), 'staffMissing');
  const [hers, theirs] = [nurse.actor.id, clinic.as('student').actor.id];
  for (const staffId of [hers, theirs]) await write(staffId, physician.actor.id);
  const version = async (staffId: string) =>
    (await manager.call(workforce, 'jobRecords', { staffId })).records[0]?.version ?? 0;
  const asked = { staffId: hers, version: await version(hers), proof: 'nobodys' };
  await must(ground, manager.call(workforce, 'signJobRecord', asked), 'notASigner');
  const { code } = await clinic.refused(nurse.call(workforce, 'signJobRecord', asked));
  if (code !== 'platform.proofOver') ground.findings.fault(`workforce.signJobRecord: ${code}, not proofOver`);
  const proof = (staffId: string) =>
    clinic.inside(async (ctx) => {
      const secret = randomUUID();
      await keepChallenge(ctx.db, secret, 'proof', staffId, ctx.now);
      return secret;
    });
  const byAnother = { ...asked, proof: await proof(theirs) };
  await must(ground, nurse.call(workforce, 'signJobRecord', byAnother), 'otherProof');
  await nurse.call(workforce, 'signJobRecord', { ...asked, proof: await proof(hers) });
  const { records } = await manager.call(workforce, 'jobRecords', { staffId: theirs });
  if (records[0]?.signed.person) ground.findings.fault('workforce.jobRecords: another’s signature is on it');
  // nobody ticks her own signature off by another's
  const { tasks } = await clinic.as('student').call(work, 'listMine', {});
  const taskId = tasks.find((one) => one.kind === 'workforce.signOwnJob')?.id ?? '';
  const tick = clinic.as('student').call(work, 'finishTask', { taskId });
  await must(ground, tick, 'signThere');
  // the one before waits for nobody any more
  await manager.call(workforce, 'saveJobRecord', {
    ...content,
    basedOn: asked.version,
    staffId: hers,
    reportsToId: own.staffId ?? '',
  });
  const { toSign } = await physician.call(workforce, 'jobRecords', {});
  if (toSign.some((one) => one.staffId === hers))
    ground.findings.fault('workforce.jobRecords: an older version waits to be signed');
}

/** The certificates and lessons of one are in nobody else's file, after nobody else's name, and count for nobody else. */
async function tryFiles(ground: Ground): Promise<void> {
  const { clinic, own, canary, day } = ground.world;
  const manager = clinic.as('manager');
  const staffId = clinic.as('nurse').actor.id;
  const { text } = await call(ground, 'workforce.personFile', { staffId }, staffId);
  for (const id of ['credentialId', 'educationId', 'evidenceId'])
    if (text.includes(of(own, id))) ground.findings.fault(`workforce.personFile: tells of another’s ${id}`);
  const { kinds } = await manager.call(workforce, 'credentialKinds', {});
  const kind = kinds.find((one) => one.afterName && one.points)?.code;
  if (!kind) throw new Error('no certificate stands after a name');
  const certified = { kind, number: canary, certifiedOn: day };
  await manager.call(workforce, 'saveCredential', { ...certified, staffId: of(own, 'staffId') });
  const name = await clinic.inside((ctx) => signsAs(ctx, staffId, 'Nobody'));
  if (name !== 'Nobody') ground.findings.fault(`workforce: a nurse signs as ${name}`);
  const { credentialId } = await manager.call(workforce, 'saveCredential', { ...certified, staffId });
  const { credentials } = await manager.call(workforce, 'credentialBoard', {});
  const counts = credentials.find((one) => one.credentialId === credentialId)?.points?.counts ?? [];
  const points = counts.map(({ has }) => has).join();
  if (!/^0(,0)*$/.test(points)) ground.findings.fault(`workforce.credentialBoard: she has ${points} points`);
}

/** A credential, lesson or scan of nobody's, of another clinic's person, or of a colleague. */
async function tryMissing(ground: Ground): Promise<void> {
  const { clinic, own, canary, day } = ground.world;
  const certified = { kind: 'BLS', number: canary, certifiedOn: day };
  const [staffId, credentialId] = [clinic.as('nurse').actor.id, of(own, 'credentialId')];
  const refused = (verb: string, body: object, code: string) =>
    call(ground, `workforce.${verb}`, body, '', `workforce.${code}`);
  await refused('saveCredential', { ...certified, staffId, credentialId }, 'credentialMissing');
  const stranger = of(ground.other.own, 'staffId');
  await refused('saveCredential', { ...certified, staffId: stranger }, 'staffMissing');
  const gone = randomUUID();
  await refused('printEducation', { staffId: gone }, 'staffMissing');
  await refused('suspendCredential', { credentialId: gone, reason: 'asked for' }, 'credentialMissing');
  await refused('withdrawEducation', { educationId: gone, reason: 'asked for' }, 'educationMissing');
}

/** What is not hers, or asks for a licence, nobody gives on; what was given to one opens nothing to another. */
async function tryDelegations(ground: Ground): Promise<void> {
  const { clinic, own, canary, day } = ground.world;
  const rights = { circumstance: canary, direction: canary, supervision: canary, competence: canary };
  const given = { ...rights, fromDay: day, lastDay: day, delegateeId: of(own, 'staffId') };
  const physician = ground.callers.find(({ name }) => name === 'physician');
  const refused = (more: object, code: string) =>
    call(ground, 'workforce.delegate', { ...given, ...more }, '', `workforce.${code}`, physician);
  const delegated = 'bookkeeping.lockDay';
  await refused({ act: delegated }, 'notHers');
  await refused({ act: 'orders.sign' }, 'licensedAct');
  const text = { title: canary, text: canary, roles: ['clinical'], conditions: canary };
  const licensed = { ...text, acts: ['orders.sign'] };
  await must(ground, clinic.as('manager').call(workforce, 'saveProtocol', licensed), 'licensedAct');
  // care goes to jobs that may be given some
  await refused({ act: 'vitals.record' }, 'notToThisJob');
  const stranger = of(own, 'staffId');
  await trust(ground, stranger, delegated);
  const { may, under } = await clinic.as('student').call(workforce, 'whatMayI', {});
  if ([...may, ...under].some(({ action }) => action === delegated))
    ground.findings.fault('workforce.whatMayI: a student may what was delegated to another');
  // what was only lent to her she does not give on
  const nurse = clinic.as('nurse');
  await trust(ground, nurse.actor.id, delegated);
  const lent = { ...given, act: delegated, delegateeId: clinic.as('manager').actor.id };
  await must(ground, nurse.call(workforce, 'delegate', lent), 'notHers');
  const hers = await clinic.as('physician').call(workforce, 'delegate', {
    ...{ ...given, act: 'print.paper', delegateeId: nurse.actor.id },
  });
  await must(
    ground,
    nurse.call(workforce, 'revokeDelegation', { ...hers, reason: 'asked for' }),
    'notHersToRevoke',
  );
  const other = clinic.as('student').call(workforce, 'revokeDelegation', { ...hers, reason: 'asked for' });
  await must(ground, other, 'delegationMissing');
}

/** As somebody's letter of delegation would. */
async function trust({ world }: Ground, staffId: string, act: string): Promise<void> {
  await world.clinic.inside((ctx) =>
    saveStanding(ctx.db, ctx.clinic.id, {
      ...{ staffId, kind: 'delegation', code: act, sourceId: ctx.newId() },
      ...{ from: ctx.now, until: null, by: world.canary },
    }),
  );
}

async function must({ world, findings }: Ground, call: Promise<unknown>, due: string): Promise<void> {
  const { code } = await world.clinic.refused(call);
  if (code !== `workforce.${due}`) findings.fault(`workforce: ${code}, not ${due}`);
}
