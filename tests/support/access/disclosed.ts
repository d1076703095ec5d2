import type { CallOf } from '#platform/shared/contract.ts';
import { disclosures } from '#slices/disclosures/contract.ts';
import type { TestClinic } from '../clinic.ts';
import type { Ids } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

/** What left one patient's chart, what is asked for, the paper by which it may leave, and a hold on it. */
export async function disclosed(
  clinic: TestClinic,
  { patientId, text }: { patientId: string; text: string },
): Promise<Ids> {
  const [clerk, manager] = [clinic.as('frontDesk'), clinic.as('manager')];
  const { authorisation } = await clerk.call(disclosures, 'saveAuthorisation', {
    ...{ patientId, description: text, discloser: text, recipient: text, purpose: text },
    ...{ expiryEvent: text, signedOn: '2026-03-01', signerName: text },
    ...{ revocation: true, redisclosure: true, noConditioning: true },
  });
  const { disclosure } = await clerk.call(disclosures, 'logDisclosure', {
    ...{ patientId, recipientKind: 'physician', recipientName: text, recipientAddress: text },
    ...{ parts: ['notes'], partsNote: text, purpose: text, basis: 'treatment', way: 'fax' },
  });
  await manager.call(disclosures, 'logDisclosure', {
    ...{ patientId, recipientKind: 'court', recipientName: text, recipientAddress: text },
    ...{ parts: ['notes'], purpose: text, basis: 'courtOrder', way: 'paper', minimum: true },
  });
  const { request } = await clerk.call(disclosures, 'receiveRequest', {
    ...{ patientId, requesterKind: 'patient', requesterName: text, recipientAddress: text },
    ...{ parts: ['notes'], purpose: text, basis: 'patientAccess', way: 'paper' },
  });
  const { hold } = await manager.call(disclosures, 'placeHold', { patientId, reason: text });
  return {
    ...{ authorisationId: authorisation.authorisationId, disclosureId: disclosure.disclosureId },
    ...{ releaseRequestId: request.requestId, legalHoldId: hold.holdId },
  };
}

/** What left one patient's chart is in nobody else's list, nothing leaves by another's paper, and no hold is another's. */
export async function tryDisclosed(ground: Ground): Promise<void> {
  const { world, findings } = ground;
  const { clinic, own, otherPatient } = world;
  const same = (what: string, found: unknown, due: unknown) => {
    if (found !== due) findings.fault(`disclosures: ${what}: ${found}, not ${due}`);
  };
  const [clerk, manager] = [clinic.as('frontDesk'), clinic.as('manager')];
  const codeOf = async (call: Promise<unknown>) => (await clinic.refused(call)).code;
  const [patientId, theirs] = [own.patientId ?? '', otherPatient.authorisationId ?? ''];
  const hers = await clerk.call(disclosures, 'patientDisclosures', { patientId });
  same('lines of hers', hers.disclosures.length, 3);
  same('requests of hers', hers.requests.length, 1);
  same('papers of hers', hers.authorisations.length, 1);
  same('rows of her accounting', (await clerk.call(disclosures, 'accounting', { patientId })).rows.length, 1);
  same('a paper of hers that served nobody', hers.authorisations[0]?.used, false);
  const line: CallOf<typeof disclosures, 'logDisclosure'> = {
    ...{ patientId, recipientKind: 'insurer', recipientName: 'x', recipientAddress: 'x', purpose: 'x' },
    ...{ parts: ['notes'], way: 'paper', basis: 'authorisation', authorisationId: theirs },
  };
  const log = manager.call(disclosures, 'logDisclosure', line);
  same('a release by another’s paper', await codeOf(log), 'platform.notFound');
  const everyday = clerk.call(disclosures, 'logDisclosure', { ...line, basis: 'treatment' });
  same('a treatment by another’s paper', await codeOf(everyday), 'platform.notFound');
  const { authorisationId: _, ...bare } = line;
  const court = clerk.call(disclosures, 'logDisclosure', { ...bare, basis: 'courtOrder', minimum: true });
  same('a subpoena at the desk', await codeOf(court), 'disclosures.needsReview');
  const request = clerk.call(disclosures, 'receiveRequest', {
    ...{ patientId, requesterKind: 'insurer', requesterName: 'x', purpose: 'x', basis: 'authorisation' },
    ...{ parts: ['notes'], way: 'paper', authorisationId: theirs },
  });
  same('a request by another’s paper', await codeOf(request), 'platform.notFound');
  await clerk.call(disclosures, 'verifyRequest', {
    requestId: own.releaseRequestId ?? '',
    identity: 'known',
  });
  const scope = manager.call(disclosures, 'scopeRequest', {
    ...{ requestId: own.releaseRequestId ?? '', parts: ['notes'], authorisationId: theirs },
  });
  same('a scope by another’s paper', await codeOf(scope), 'platform.notFound');
  const other = await manager.call(disclosures, 'readRequest', {
    requestId: otherPatient.releaseRequestId ?? '',
  });
  same('steps of another’s request', other.steps.length, 1);
  await manager.call(disclosures, 'liftHold', { holdId: own.legalHoldId ?? '', reason: 'x' });
  await clerk.call(disclosures, 'printAccounting', { patientId });
  const kept = await clerk.call(disclosures, 'retentionOf', { patientId: otherPatient.patientId ?? '' });
  same('another’s hold', kept.kept, 'hold');
  const free = await clerk.call(disclosures, 'accounting', { patientId: otherPatient.patientId ?? '' });
  same('another’s accounting is given', free.free, true);
  const newcomer = await clinic.inside(({ record }) =>
    record.create({ resourceType: 'Patient', name: [{ text: `${world.canary} new` }], gender: 'female' }),
  );
  const { lastVisitOn } = await clerk.call(disclosures, 'retentionOf', { patientId: newcomer.id });
  same('the last visit of who never came', lastVisitOn, null);
}
