import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePaper } from '#platform/server/print/serve-paper.ts';
import { needReaders, pagesOf } from '#platform/server/print/testing.ts';
import { work } from '#platform/shared/work-contract.ts';
import { openTestClinic, type TestClinic, type TestPerson } from '#testing/clinic.ts';
import { workforce } from '#slices/workforce/contract.ts';

needReaders('pdftotext');

let harbor: TestClinic;
let melati: TestClinic;
beforeAll(async () => {
  harbor = await openTestClinic({ country: 'US' });
  melati = harbor.other;
});
afterAll(() => harbor.close());

const fiveRights = {
  circumstance: 'Adults who come for a check',
  limits: 'No children',
  direction: 'Tell the nurse of anything outside of the range',
  supervision: 'The nurse is in the house, extension 12',
  competence: 'Seen ten times this month',
};
/** The desk’s job description has no vital signs: a way to see what a delegation alone opens. */
const order = { act: 'vitals.record', fromDay: '2026-03-09', lastDay: '2026-03-10', ...fiveRights };
const give = (by: TestPerson, to: TestPerson, more: object = {}) =>
  by.call(workforce, 'delegate', { delegateeId: to.actor.id, ...order, ...more });
const may = async (person: TestPerson, act: string) => {
  const answer = await person.call(workforce, 'whatMayI', {});
  const on = (list: { action: string }[]) => list.some((one) => one.action === act);
  if (on(answer.may)) return 'may';
  if (on(answer.under)) return answer.under.find((one) => one.action === act)?.under;
  return on(answer.blocked) ? 'blocked' : 'others';
};

describe('a nurse delegates', () => {
  const nurse = () => harbor.as('nurse');
  const desk = () => harbor.as('frontDesk');

  it('the vital signs to the front desk, who may from the next request on and no longer than said', async () => {
    expect(await may(desk(), 'vitals.record')).toBe('others');
    const { delegationId } = await give(nurse(), desk());
    expect(await may(desk(), 'vitals.record')).toEqual([
      // the last day is its holder’s whole day in New York
      { kind: 'delegation', by: nurse().actor.name, until: '2026-03-11T04:00:00.000Z' },
    ]);
    harbor.clock.set('2026-03-11T03:59:00Z');
    expect(await may(desk(), 'vitals.record')).not.toBe('blocked');
    harbor.clock.set('2026-03-11T04:00:00Z');
    expect(await may(desk(), 'vitals.record')).toBe('others');
    const { delegations } = await desk().call(workforce, 'delegations', {});
    expect(delegations).toMatchObject([{ delegationId, state: 'over', ...fiveRights }]);
    harbor.clock.set('2026-03-09T13:00:00Z');
  });

  it('with the tasks that wait for it, which leave her list when it is over', async () => {
    const subject = 'Basic/measure';
    const task = { kind: 'orders.labTest', subject, action: 'vitals.record', params: { label: 'Pulse' } };
    await harbor.inside((ctx) => ctx.work.open(task));
    const seen = async () => {
      const { tasks } = await desk().call(work, 'listMine', {});
      return tasks.some((one) => one.subject === subject);
    };
    expect(await seen()).toBe(true);
    harbor.clock.set('2026-03-11T04:00:00Z');
    expect(await seen()).toBe(false);
    harbor.clock.set('2026-03-09T13:00:00Z');
  });

  it('and takes it back at once; the manager may too, the other and a stranger may not', async () => {
    const { delegationId } = await give(nurse(), desk());
    const revoke = (role: string) =>
      harbor.as(role).call(workforce, 'revokeDelegation', { delegationId, reason: 'Not needed any more' });
    expect((await harbor.refused(revoke('frontDesk'))).code).toBe('workforce.notHersToRevoke');
    expect((await harbor.refused(revoke('clinical'))).code).toBe('workforce.delegationMissing');
    await revoke('manager');
    await revoke('nurse');
    const { delegations, all } = await nurse().call(workforce, 'delegations', {});
    const row = delegations.find((one) => one.delegationId === delegationId);
    expect([all, row?.state, row?.revoked?.by]).toEqual([false, 'revoked', harbor.as('manager').actor.name]);
    expect((await harbor.as('clinical').call(workforce, 'delegations', {})).delegations).toEqual([]);
    expect((await harbor.as('manager').call(workforce, 'delegations', {})).all).toBe(true);
  });

  it('nothing that the law ties to a licence, in whichever words she tries', async () => {
    for (const act of [
      'vitals.coSign',
      'orders.sign',
      'orders.prescribe',
      'orders.diagnose',
      'workforce.delegate',
    ]) {
      for (const by of ['nurse', 'physician']) {
        const problem = await harbor.refused(give(harbor.as(by), desk(), { act }));
        expect([act, problem.code]).toEqual([act, 'workforce.licensedAct']);
        const skill = await harbor.refused(give(harbor.as(by), desk(), { act: `${act}/alone` }));
        expect([act, skill.code]).toEqual([act, 'workforce.licensedAct']);
      }
    }
  });

  it('only what she may do herself, and the refusal says why', async () => {
    const problem = await harbor.refused(give(nurse(), desk(), { act: 'bookkeeping.lockDay' }));
    expect(problem.code).toBe('workforce.notHers');
    expect(problem.detail).toMatch(/office manager may/i);
  });

  it('to somebody else who is here, from today on, an act that there is', async () => {
    expect((await harbor.refused(give(nurse(), nurse()))).code).toBe('workforce.toHerself');
    const stranger = { actor: { id: crypto.randomUUID() } } as TestPerson;
    expect((await harbor.refused(give(nurse(), stranger))).code).toBe('workforce.staffMissing');
    const field = async (more: object) =>
      (await harbor.refused(give(nurse(), desk(), more))).fields?.[0]?.path;
    expect(await field({ fromDay: '2026-03-08' })).toBe('fromDay');
    expect(await field({ fromDay: '2026-03-12' })).toBe('lastDay');
    expect(await field({ act: 'eyeCare.fly' })).toBe('act');
    expect(await field({ supervision: ' ' })).toBe('supervision');
  });

  it('is not delegating of those without a licence, whatever their job description says', async () => {
    const actions = ['vitals.record', 'workforce.delegate'];
    await harbor.inside((ctx) =>
      ctx.db.updateTable('scope_role').set({ actions }).where('role', '=', 'clinical').execute(),
    );
    const problem = await harbor.refused(give(harbor.as('clinical'), desk()));
    expect(problem).toMatchObject({ status: 403, code: 'platform.notAllowed' });
    const choices = harbor.as('clinical').call(workforce, 'delegationChoices', {});
    expect((await harbor.refused(choices)).status).toBe(403);
  });

  it('a skill within an act, and that alone', async () => {
    const act = 'orders.performInvasive/venipuncture';
    const label = { en: 'venipuncture', id: 'pengambilan darah vena' };
    await harbor.as('manager').call(workforce, 'saveTerm', {
      ...{ act, role: null, competency: 'venipuncture', label, credentials: [] },
      ...{ supervision: 'none', delegation: false, coSign: false },
    });
    await give(nurse(), desk(), { act });
    const answer = await desk().call(workforce, 'whatMayI', {});
    // what the clinic asks for besides is named: the competency is not there yet
    const draw = answer.blocked.find((one) => one.action === act);
    expect(draw).toMatchObject({ missing: { kind: 'competency', what: 'venipuncture' } });
    expect(draw?.reason).toContain('venipuncture');
    expect(await may(desk(), 'orders.performInvasive/injectionIm')).toBe('others');
  });

  it('ends by itself when she leaves or may not do it herself any more', async () => {
    const { delegationId } = await give(nurse(), desk());
    const state = async () => {
      const { delegations } = await harbor.as('manager').call(workforce, 'delegations', {});
      return delegations.find((one) => one.delegationId === delegationId)?.state;
    };
    expect(await state()).toBe('alive');
    await harbor.as('manager').call(workforce, 'endAccess', { staffId: nurse().actor.id });
    expect(await state()).toBe('revoked');
    expect(await may(desk(), 'vitals.record')).toBe('others');
    await harbor.as('manager').call(workforce, 'giveAccess', { staffId: nurse().actor.id });
    expect(await state()).toBe('revoked');
  });
});

describe('in Indonesia', () => {
  it('nothing of care goes to an asisten perawat, and to a nurse it does', async () => {
    const doctor = melati.as('physician');
    const problem = await melati.refused(give(doctor, melati.as('assistant')));
    expect(problem.code).toBe('workforce.notToThisJob');
    expect(problem.detail).toContain('Asisten perawat');
    await give(doctor, melati.as('clinical'), { act: 'orders.writeNote' });
    expect(await may(melati.as('clinical'), 'orders.writeNote')).toMatchObject([{ by: doctor.actor.name }]);
  });

  it('the manager widens that only with her word about the law, and what rests on it ends when she narrows it', async () => {
    const boss = melati.as('manager');
    const careTo = ['clinical', 'nurse', 'physician', 'assistant'];
    const save = (input: object) => boss.call(workforce, 'saveDelegable', { careTo, ...input });
    expect((await melati.refused(save({}))).code).toBe('workforce.askTheLaw');
    await save({ lawAllows: true });
    await give(melati.as('physician'), melati.as('assistant'));
    expect(await save({ careTo: ['nurse', 'physician'] })).toEqual({ ended: 2 });
    expect(await may(melati.as('assistant'), 'vitals.record')).toBe('others');
  });
});

describe('the letter', () => {
  const read = async (clinic: TestClinic, made: Promise<{ paperId: string }>) => {
    const { paperId } = await made;
    const { bytes } = await clinic.inside((ctx) => servePaper(ctx, paperId, 0));
    return pagesOf(bytes).join('\n').replace(/\s+/g, ' ');
  };

  it('has the five rights, both names and the days, in the clinic’s language, once', async () => {
    const physician = melati.as('physician');
    const { delegationId } = await give(physician, melati.as('nurse'), { act: 'vitals.record' });
    const print = (role: string) => melati.as(role).call(workforce, 'printDelegation', { delegationId });
    const text = await read(melati, print('nurse'));
    expect(text).toContain('Surat pelimpahan wewenang');
    expect(text).toContain('9 Maret 2026 sampai dengan 10 Maret 2026');
    for (const one of [...Object.values(fiveRights), 'Dokter', 'Perawat senior', 'Pemberi wewenang']) {
      expect(text).toContain(one);
    }
    const [first, second] = [await print('physician'), await print('nurse')];
    expect(first).toEqual(second);
    expect((await melati.refused(print('frontDesk'))).code).toBe('workforce.delegationMissing');
    await physician.call(workforce, 'revokeDelegation', { delegationId, reason: 'Dinas selesai' });
    expect(await read(melati, print('physician'))).toContain('Dicabut 9 Maret 2026: Dinas selesai');
  });

  it('is in English where the clinic is', async () => {
    const { delegationId } = await give(harbor.as('physician'), harbor.as('frontDesk'));
    const made = harbor.as('physician').call(workforce, 'printDelegation', { delegationId });
    expect(await read(harbor, made)).toMatch(/Letter of delegation.*record vital signs/i);
  });
});
