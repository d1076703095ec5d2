import { amendments } from '#slices/amendments/contract.ts';
import type { TestClinic } from '../clinic.ts';
import { mustRefuse } from './call.ts';
import { type Ids, of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

/** What one patient asks to be amended, and whom she wants told of it. */
export async function amended(
  clinic: TestClinic,
  { patientId, text }: { patientId: string; text: string },
): Promise<Ids> {
  const { request } = await clinic.as('frontDesk').call(amendments, 'receiveRequest', {
    ...{ patientId, content: 'clinical', requesterKind: 'patient', requesterName: text, written: true },
    ...{ place: text, wanted: text, why: text, named: [text] },
  });
  return { amendmentRequestId: request.requestId, partyId: request.parties[0]?.partyId ?? '' };
}

/** What one patient asks is in nobody else's list, is linked to no other's entry, and waits for nobody of another's. */
export async function tryAmended(ground: Ground): Promise<void> {
  const { world, findings } = ground;
  const { clinic, own, otherPatient, day } = world;
  const same = (what: string, found: unknown, due: unknown) => {
    if (found !== due) findings.fault(`amendments: ${what}: ${found}, not ${due}`);
  };
  const [clerk, physician] = [clinic.as('frontDesk'), clinic.as('physician')];
  const requestId = of(own, 'amendmentRequestId');
  const otherId = of(otherPatient, 'amendmentRequestId');
  const hers = await clerk.call(amendments, 'patientAmendments', { patientId: of(own, 'patientId') });
  same('requests of hers', hers.requests.length, 1);
  same('whom she named', hers.requests[0]?.parties.length, 1);
  await physician.call(amendments, 'reviewRequest', { requestId, content: 'clinical' });
  const accept = { requestId, linkedPlace: 'x' };
  const around = clinic.as('manager').call(amendments, 'acceptAdministrative', accept);
  await mustRefuse(ground, around, 'amendments.otherContent');
  const foreign = `Condition/${of(otherPatient, 'diagnosisId')}`;
  await mustRefuse(
    ground,
    physician.call(amendments, 'acceptClinical', { ...accept, resource: foreign }),
    'platform.invalidInput',
  );
  const ownEntry = `Condition/${of(own, 'diagnosisId')}`;
  await physician.call(amendments, 'acceptClinical', { ...accept, resource: ownEntry });
  const office = clinic.as('manager').call(amendments, 'denyAdministrative', {
    ...{ requestId: otherId, reason: 'accurate', words: 'x' },
  });
  await mustRefuse(ground, office, 'amendments.outOfTurn');
  const early = clerk.call(amendments, 'tellParty', {
    ...{ partyId: of(otherPatient, 'partyId'), on: day, way: 'post' },
  });
  await mustRefuse(ground, early, 'amendments.outOfTurn');
  await clerk.call(amendments, 'tellPatient', { requestId, on: day, way: 'post' });
  await mustRefuse(ground, clerk.call(amendments, 'closeRequest', { requestId }), 'amendments.partyUntold');
  await clerk.call(amendments, 'tellParty', { partyId: of(own, 'partyId'), on: day, way: 'post' });
  await clerk.call(amendments, 'closeRequest', { requestId });
  const other = await clerk.call(amendments, 'readRequest', { requestId: otherId });
  same('where another’s stands', other.request.state, 'received');
  same('steps of another’s', other.steps.length, 1);
  same('another’s whom she named', other.request.parties[0]?.toldOn, null);
}
