import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepChallenge } from '#platform/server/identity/challenges.ts';
import { steadyNow } from '#platform/shared/time.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { competencies } from '../contract.ts';
import { openCompetencies } from './open.ts';

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic({ country: 'US' });
  await clinic.inside((ctx) => openCompetencies(ctx));
});
afterAll(() => clinic.close());

/** What `identity.proveSelf` gives an observer for her PIN at somebody else's screen. */
async function proofOf(role: string): Promise<string> {
  const proof = randomBytes(32).toString('base64url');
  const { id } = clinic.as(role).actor;
  await clinic.inside((ctx) => keepChallenge(ctx.db, proof, 'proof', id, steadyNow(clinic.clock)));
  return proof;
}
async function checkOff(proof: string, more: object = {}) {
  const learner = clinic.as('assistant');
  const { competency } = await learner.call(competencies, 'mySheet', { code: 'handHygiene' });
  const results = Object.fromEntries(competency.steps.map(({ step }) => [step, true]));
  const sheet = { code: 'handHygiene', version: competency.version, method: 'observation' as const };
  return learner.call(competencies, 'checkOffHere', {
    ...{ ...sheet, purpose: 'practice', results, proof, ...more },
  });
}

describe('at the learner’s own screen', () => {
  it('the observer signs by her PIN, and the attempt is hers', async () => {
    const done = await checkOff(await proofOf('nurse'));
    expect(done.passed).toBe(true);
    const rows = await clinic.inside((ctx) =>
      ctx.db
        .selectFrom('competencies_attempt')
        .selectAll()
        .where('attempt_id', '=', done.attemptId)
        .execute(),
    );
    const [nurse, learner] = [clinic.as('nurse').actor, clinic.as('assistant').actor];
    expect(rows).toMatchObject([
      { staff_id: learner.id, observer_id: nurse.id, observer_name: nurse.name, passed: true },
    ]);
    const { lines } = await clinic.as('assistant').call(competencies, 'myPassport', {});
    expect(lines.find((one) => one.code === 'handHygiene')?.practised).toBe(1);
  });

  it('nobody signs for herself, without the right to observe, twice with one proof, or with none', async () => {
    const code = async (proof: string) => (await clinic.refused(checkOff(proof))).code;
    expect(await code(await proofOf('assistant'))).toBe('competencies.ownCompetency');
    expect(await code(await proofOf('manager'))).toBe('competencies.observerNotAllowed');
    expect(await code(await proofOf('student'))).toBe('competencies.observerNotAllowed');
    expect(await code('typed by hand')).toBe('platform.proofOver');
    const once = await proofOf('nurse');
    await checkOff(once);
    expect(await code(once)).toBe('platform.proofOver');
  });

  it('a proof that served for nothing is good still: what was wrong is mended and signed', async () => {
    const proof = await proofOf('nurse');
    expect((await clinic.refused(checkOff(proof, { version: 99 }))).code).toBe(
      'competencies.changedMeanwhile',
    );
    expect((await checkOff(proof)).passed).toBe(true);
  });
});
