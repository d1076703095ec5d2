import { inClinic } from '#platform/server/db/database.ts';
import { keepPaper } from '#platform/server/print/store.ts';
import { queueSlip } from '#platform/server/print/queue-slip.ts';
import { records } from '#slices/records/contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { openTestHttp } from '#testing/http.ts';
import type { TestServer } from '#testing/server.ts';
import type { Found } from '../support/campaign.ts';
import { seeded } from '../support/dice.ts';
import { type Act, type Person, randomAct, type Stage } from './acts.ts';

type Part = Pick<Found, 'failures' | 'control'> & { figures: Record<string, number | string> };

/** How many acts the broken build is given. */
const controlActs = 60;

/**
 * Several people act through HTTP at once, each one thing after another by her own dice; the harness keeps a list of
 * what must stand in the trail, and compares it with what does, one for one.
 */
export async function actions(
  server: TestServer,
  { n, seed, tell }: { n: number; seed: number; tell: (words: string) => void },
): Promise<Part> {
  const clinic = await openTestClinic({ server, now: Date.now });
  const http = await openTestHttp(clinic);
  try {
    const stage = await layStage(clinic, http);
    const failures = await run(clinic, stage, { n, seed, tell });
    return {
      failures: failures.slice(0, 50),
      control: (await brokenBuildFails(clinic, stage, seed)) ? 'caught' : 'missed',
      figures: { actions: n, actors: stage.people.length, actionFaults: failures.length },
    };
  } finally {
    await http.close();
    await clinic.close();
  }
}

async function layStage(clinic: TestClinic, http: Awaited<ReturnType<typeof openTestHttp>>): Promise<Stage> {
  const people: Person[] = [];
  for (const role of ['frontDesk', 'clinical', 'manager', 'auditor', 'student', 'physician', 'bookkeeper']) {
    const { token, staffId } = await http.person(role);
    people.push({ role, token, id: staffId });
  }
  const victim = await http.person('clinical');
  const token = await http.client(['system/Patient.crus', 'system/Observation.crus']);
  people.push({ role: 'client', token, id: '' });
  const patients: string[] = [];
  for (let k = 0; k < 20; k += 1) {
    const { patient } = await clinic.as('frontDesk').call(records, 'registerPatient', {
      name: `Pasien Nomor ${'ABCDEFGHIJKLMNOPQRST'[k]}${k}`,
      birthDate: `19${60 + k}-03-0${1 + (k % 9)}`,
      sex: 'female',
      // they do look alike
      notThese: patients,
    });
    patients.push(patient.id);
  }
  const slip = queueSlip({
    number: 'A-1',
    takenAt: new Date().toISOString(),
    zone: 'Asia/Jakarta',
    language: 'id',
  });
  const papers = [];
  for (const patientId of patients.slice(0, 5)) {
    const paperId = await clinic.inside((ctx) => keepPaper(ctx, slip, { subject: 'Encounter/1', patientId }));
    papers.push({ paperId, patientId });
  }
  return { url: http.url, people, patients, papers, victimId: victim.staffId };
}

/** Acts until there are `n`, then holds the list against the trail. */
async function run(
  clinic: TestClinic,
  stage: Stage,
  { n, seed, tell }: { n: number; seed: number; tell: (words: string) => void },
): Promise<string[]> {
  const known = new Set((await trailOf(clinic)).map((row) => row.id));
  const expected = new Map<string, number>();
  const failures: string[] = [];
  let left = n;
  await Promise.all(
    stage.people.map(async (person, place) => {
      const random = seeded(seed * 100 + place);
      while (left > 0) {
        left -= 1;
        if (left % 1_000 === 0) tell(`${left} actions left`);
        const act = randomAct(person, stage, random);
        const status = await perform(stage, person, act);
        if (status !== act.status) failures.push(`${person.role} ${act.path}: ${status}, not ${act.status}`);
        for (const row of act.rows) {
          const key = keyOf(person.id || 'client', row.event, row.outcome, row.patientId ?? null);
          expected.set(key, (expected.get(key) ?? 0) + 1);
        }
      }
    }),
  );
  for (const row of await trailOf(clinic)) {
    if (known.has(row.id)) continue;
    const actor = row.actor_kind === 'client' ? 'client' : row.actor_id;
    const key = keyOf(actor, row.event, row.outcome, row.patient_id);
    expected.set(key, (expected.get(key) ?? 0) - 1);
  }
  for (const [key, count] of expected) {
    if (count > 0) failures.push(`${count} acts left no row: ${key}`);
    if (count < 0) failures.push(`${-count} rows too many: ${key}`);
  }
  return failures;
}

async function perform(stage: Stage, person: Person, act: Act): Promise<number> {
  const answer = await fetch(stage.url + act.path, {
    method: act.method,
    headers: {
      ...(!act.unsigned && { authorization: `Bearer ${person.token}` }),
      ...(act.body && { 'content-type': act.type ?? 'application/json' }),
    },
    ...(act.body && { body: JSON.stringify(act.body) }),
  });
  await answer.arrayBuffer();
  return answer.status;
}

function keyOf(actor: string, event: string, outcome: string, patientId: string | null): string {
  return [actor, event, outcome, patientId ?? '-'].join(' ');
}

function trailOf(clinic: TestClinic) {
  return inClinic(clinic.platform.database, clinic.clinic.id, (tx) =>
    tx
      .selectFrom('audit_event')
      .select(['id', 'actor_kind', 'actor_id', 'event', 'outcome', 'patient_id'])
      .where('clinic_id', '=', clinic.clinic.id)
      .execute(),
  );
}

/** The control: a build in which opening a chart leaves no row must not pass. */
async function brokenBuildFails(clinic: TestClinic, stage: Stage, seed: number): Promise<boolean> {
  const broken = clinic.platform.registry.verb('records', 'readChart');
  if (!broken) throw new Error('there is no verb that opens a chart');
  const whole = broken.contract;
  broken.contract = { ...whole, audited: false };
  try {
    const failures = await run(clinic, stage, { n: controlActs, seed: seed + 1, tell: () => undefined });
    return failures.some((one) => one.includes('left no row') && one.includes('records.readChart'));
  } finally {
    broken.contract = whole;
  }
}
