import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallOf } from '#platform/shared/contract.ts';
import { identity } from '#platform/shared/identity-contract.ts';
import { work } from '#platform/shared/work-contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { withClient } from '../db/roles.ts';

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic({ country: 'US' });
});
afterAll(() => clinic.close());

const invitation: CallOf<typeof identity, 'inviteStaff'> = {
  name: 'Rosa Diaz',
  login: 'rosa@harbor.test',
  language: 'en',
  roles: ['frontDesk'],
};

async function audited(event: string): Promise<{ outcome: string; actor_id: string; details: unknown }[]> {
  return withClient(clinic.database.superuserUrl, async (client) => {
    const found = await client.query(
      'SELECT outcome, actor_id, details FROM audit_event WHERE event = $1 ORDER BY at, id',
      [event],
    );
    return found.rows;
  });
}

describe('the way of every verb', () => {
  it('refuses what the job description does not hold, with the reason, and keeps the refusal', async () => {
    const problem = await clinic.refused(clinic.as('frontDesk').call(identity, 'inviteStaff', invitation));
    expect(problem).toMatchObject({
      status: 403,
      code: 'platform.notAllowed',
      details: { whoMay: ['manager'] },
    });
    expect(problem.detail).toContain('Front-desk medical assistant');
    expect(await audited('identity.inviteStaff')).toMatchObject([
      {
        outcome: 'refused',
        actor_id: clinic.as('frontDesk').actor.id,
        details: { code: 'platform.notAllowed' },
      },
    ]);
  });

  it('names every field that is wrong, in the language of the caller, and changes nothing', async () => {
    const wrong = { ...invitation, name: '', login: 'no' };
    const problem = await clinic.refused(clinic.as('manager').call(identity, 'inviteStaff', wrong), 'id');
    expect(problem).toMatchObject({ status: 422, code: 'platform.invalidInput' });
    expect(problem.fields?.map((field) => field.path)).toEqual(['name', 'login']);
    expect(problem.fields?.[0]?.words).toBe('Wajib diisi.');
    const { staff } = await clinic.as('manager').call(identity, 'listStaff', {});
    expect(staff.map((one) => one.name)).not.toContain('Rosa Diaz');
  });

  it('does a retried write once and gives the same answer', async () => {
    const task = { action: 'vitals.record', subject: 'Encounter/retried' };
    const ask = () => clinic.as('frontDesk').call(work, 'askSomebody', task, { key: 'retried-once' });
    const [first, second] = await Promise.all([ask(), ask()]);
    expect(second).toEqual(first);
    const { tasks } = await clinic.as('clinical').call(work, 'listMine', {});
    expect(tasks.filter((one) => one.subject === 'Encounter/retried')).toHaveLength(1);
  });

  it('gives up the draft that it makes into something kept, hers alone, and keeps it after a refusal', async () => {
    const [key, other] = ['work.add/1', 'work.add/2'];
    const [desk, nurse] = [clinic.as('frontDesk'), clinic.as('nurse')];
    const keys = async (person: typeof desk) =>
      (await person.call(identity, 'drafts', {})).drafts.map((one) => one.key);
    for (const person of [desk, nurse])
      for (const one of [key, other]) await person.call(identity, 'keepDraft', { key: one, body: 'typed' });
    const draft = encodeURIComponent(key);
    const wrong = { action: 'vitals.record', subject: '' };
    await clinic.refused(desk.call(work, 'askSomebody', wrong, { draft }));
    expect(await keys(desk)).toContain(key);
    await desk.call(work, 'askSomebody', { ...wrong, subject: 'Encounter/drafted' }, { draft });
    expect(await keys(desk)).toEqual([other]);
    expect((await keys(nurse)).sort()).toEqual([key, other]);
    const odd = await clinic.refused(desk.call(work, 'askSomebody', wrong, { draft: '%E0%A4%A' }));
    expect(odd.fields?.[0]?.path).toBe('X-Serambi-Draft');
  });

  it('refuses a key that was used for something else', async () => {
    const person = clinic.as('frontDesk');
    await person.call(
      work,
      'askSomebody',
      { action: 'vitals.record', subject: 'Encounter/1' },
      { key: 'used-before' },
    );
    const other = person.call(
      work,
      'askSomebody',
      { action: 'vitals.record', subject: 'Encounter/2' },
      { key: 'used-before' },
    );
    expect(await clinic.refused(other)).toMatchObject({ status: 422, code: 'platform.keyReused' });
  });

  it('keeps the work of one clinic from the other', async () => {
    await clinic
      .as('frontDesk')
      .call(work, 'askSomebody', { action: 'vitals.record', subject: 'Encounter/ours' });
    const { tasks } = await clinic.other.as('clinical').call(work, 'listMine', {});
    expect(tasks.map((one) => one.subject)).not.toContain('Encounter/ours');
  });
});

describe('a task', () => {
  it('lies in the pool of those who may do it until one of them takes it', async () => {
    const { taskId } = await clinic
      .as('frontDesk')
      .call(work, 'askSomebody', { action: 'vitals.record', subject: 'Encounter/pool' });
    const seen = async (role: string) => {
      const { tasks } = await clinic.as(role).call(work, 'listMine', {});
      return tasks.find((one) => one.id === taskId);
    };
    expect(await seen('clinical')).toMatchObject({ mine: false });
    expect(await seen('bookkeeper')).toBeUndefined();
    await clinic.as('clinical').call(work, 'takeTask', { taskId });
    expect(await seen('clinical')).toMatchObject({ mine: true });
    expect(await seen('nurse')).toBeUndefined();
    const late = await clinic.refused(clinic.as('nurse').call(work, 'takeTask', { taskId }));
    expect(late).toMatchObject({ status: 409, code: 'work.takenByOther' });
  });

  it('goes to the next shift in one act', async () => {
    const before = await clinic.as('clinical').call(work, 'listMine', {});
    const mine = before.tasks.filter((one) => one.mine).length;
    expect(mine).toBeGreaterThan(0);
    const nurse = clinic.as('nurse').actor.id;
    expect(await clinic.as('clinical').call(work, 'handOver', { toStaffId: nurse })).toEqual({
      moved: mine,
      left: 0,
    });
    const { tasks } = await clinic.as('nurse').call(work, 'listMine', {});
    expect(tasks.filter((one) => one.mine)).toHaveLength(mine);
  });
});
