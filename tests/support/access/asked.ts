import { sql } from 'kysely';
import type { CallOf } from '#platform/shared/contract.ts';
import { intake } from '#slices/intake/contract.ts';
import { screening } from '#slices/screening/contract.ts';
import type { TestClinic } from '../clinic.ts';
import { mustRefuse } from './call.ts';
import { type Ids, of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

type Facts = CallOf<typeof intake, 'commitIntake'>['facts'];

async function commit(
  clinic: TestClinic,
  role: string,
  visit: { visitId: string; patientId: string },
  facts: Facts,
) {
  const { seen } = await clinic.as('nurse').call(intake, 'readIntake', { visitId: visit.visitId });
  return clinic.as(role).call(intake, 'commitIntake', { ...visit, seen, facts });
}

/** What one patient said in a visit, of which a clinician has signed nothing yet, and what a student took down beside it. */
export async function asked(
  clinic: TestClinic,
  { visitId, patientId, name }: { visitId: string; patientId: string; name: string },
): Promise<Ids> {
  const visit = { visitId, patientId };
  await commit(clinic, 'nurse', visit, {
    medicines: { answer: 'changed', added: [{ label: `${name} pill`, detail: name }] },
    problems: { answer: 'changed', added: [{ label: `${name} ache` }] },
    surgeries: { answer: 'changed', added: [{ label: `${name} hip` }] },
    tobacco: { answer: 'changed', added: [{ label: '', choice: 'former', detail: name }] },
    immunisations: { answer: 'changed', added: [{ label: `${name} shot` }] },
  });
  const { state } = await commit(clinic, 'student', visit, {
    family: { answer: 'changed', added: [{ label: `${name} gout`, relative: 'mother' }] },
  });
  const { changes } = await clinic.as('physician').call(intake, 'changesToSign', { visitId });
  return { commitId: state.waiting[0]?.commitId ?? '', changeId: changes[0]?.changeId ?? '' };
}

/** What was asked of one patient is in no other's chart, is signed in no other's name, and goes by what one may. */
export async function tryAsked(ground: Ground): Promise<void> {
  const { clinic, own, otherPatient } = ground.world;
  const same = (what: string, found: unknown, due: unknown) => {
    if (found !== due) ground.findings.fault(`intake: ${what}: ${found}, not ${due}`);
  };
  const visit = { visitId: of(own, 'visitId'), patientId: of(own, 'patientId') };
  const { visitId } = visit;
  const state = () => clinic.as('nurse').call(intake, 'readIntake', { visitId });
  const here = await state();
  const pills = here.topics.find(({ topic }) => topic === 'medicines')?.facts ?? [];
  same('medicines of hers that she told of', pills.filter(({ clinicians }) => !clinicians).length, 1);
  same('what waits in her visit', here.waiting.length, 1);
  const settledVisitId = of(own, 'settledVisitId');
  const before = await clinic.as('nurse').call(intake, 'readIntake', { visitId: settledVisitId });
  same('what waits in another visit of hers', before.waiting.length, 0);
  same('a word of that visit', before.topics.find(({ topic }) => topic === 'problems')?.here, false);
  const theirs = await clinic
    .as('nurse')
    .call(intake, 'readIntake', { visitId: of(otherPatient, 'visitId') });
  same('two patients’ last commit', theirs.seen === here.seen, false);
  const { changes } = await clinic.as('physician').call(intake, 'changesToSign', { visitId });
  same('changes of hers', changes.length, 5);
  const physician = clinic.as('physician');
  const foreign = of(otherPatient, 'changeId');
  const decide = physician.call(intake, 'decideChanges', { visitId, accept: [foreign] });
  await mustRefuse(ground, decide, 'platform.notFound');
  const wrong = clinic.as('nurse').call(intake, 'commitIntake', {
    ...{
      visitId,
      patientId: of(otherPatient, 'patientId'),
      seen: here.seen,
      facts: { alcohol: { answer: 'none' } },
    },
  });
  await mustRefuse(ground, wrong, 'intake.otherPatient');
  await commit(clinic, 'nurse', visit, { alcohol: { answer: 'refused' } });
  const after = await clinic.as('nurse').call(intake, 'readIntake', { visitId: of(otherPatient, 'visitId') });
  same('a word of another', after.topics.find(({ topic }) => topic === 'alcohol')?.last, undefined);
  await tryCoSign(ground);
  await tryRights(ground);
}

/** Nobody answers for her own work, even where she has become somebody who may. */
async function tryCoSign(ground: Ground): Promise<void> {
  const { clinic, own } = ground.world;
  const commitId = of(own, 'commitId');
  const by = (staffId: string) =>
    clinic.inside(({ db }) =>
      sql`UPDATE intake_commit SET committed_by = ${staffId} WHERE id = ${commitId}`.execute(db),
    );
  await by(clinic.as('nurse').actor.id);
  const call = clinic.as('nurse').call(intake, 'coSignIntake', { commitId });
  await mustRefuse(ground, call, 'intake.ownWork');
  await by(clinic.as('student').actor.id);
}

/** Signs, allergies and what other duties asked go by their own rights, in whichever commit they come. */
async function tryRights(ground: Ground): Promise<void> {
  const { clinic, own } = ground.world;
  const visit = { visitId: of(own, 'visitId'), patientId: of(own, 'patientId') };
  const { seen } = await clinic.as('nurse').call(intake, 'readIntake', { visitId: visit.visitId });
  const without = async (action: string, more: Partial<CallOf<typeof intake, 'commitIntake'>>) => {
    await clinic.inside(({ db }) =>
      sql`UPDATE scope_role SET actions = array_remove(actions, ${action}) WHERE role = 'nurse'`.execute(db),
    );
    const call = clinic.as('nurse').call(intake, 'commitIntake', { ...visit, seen, facts: {}, ...more });
    await mustRefuse(ground, call, 'platform.notAllowed');
    await clinic.inside(({ db }) =>
      sql`UPDATE scope_role SET actions = array_append(actions, ${action}) WHERE role = 'nurse'`.execute(db),
    );
  };
  await without('vitals.record', { vitals: { values: { pulse: { value: '70' } } } });
  await without('records.recordAllergy', { facts: { allergies: { answer: 'none' } } });
  await without('screening.ask', { parts: { screening: { declined: { phq2: 'refused' } } } });
  await tryParts(ground, { ...visit, seen });
}

/** A part is of this visit alone, whatever it says itself, and of a duty that has a part in the pane. */
async function tryParts(ground: Ground, pane: { visitId: string; patientId: string; seen: string }) {
  const { clinic, otherPatient } = ground.world;
  const nurse = clinic.as('nurse');
  const otherVisitId = of(otherPatient, 'visitId');
  const declined = async (visitId: string) =>
    (await nurse.call(screening, 'visitScreening', { visitId })).declined.map(({ code }) => code);
  const before = await declined(otherVisitId);
  await nurse.call(intake, 'commitIntake', {
    ...{ ...pane, facts: {} },
    parts: { screening: { visitId: otherVisitId, declined: { auditC: 'notNow' } } },
  });
  const after = await declined(otherVisitId);
  const fault = (what: string) => ground.findings.fault(`intake: ${what}`);
  if (after.join() !== before.join()) fault('a part was written into another visit');
  if (!(await declined(pane.visitId)).includes('auditC')) fault('a part is not in its own visit');
  const strange = nurse.call(intake, 'commitIntake', {
    ...{ ...pane, facts: {} },
    parts: { vitals: { values: { pulse: { value: '70' } } } },
  });
  await mustRefuse(ground, strange, 'platform.invalidInput');
}
