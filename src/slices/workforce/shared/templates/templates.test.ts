import { describe, expect, it } from 'vitest';
import { holdsAction } from '#platform/shared/identity-contract.ts';
import type { RoleTemplate } from '../role-template.ts';
import { idRoles } from './id.ts';
import { usRoles } from './us.ts';

const countries = { ID: idRoles, US: usRoles };
const physicianOnly = ['orders.sign', 'orders.diagnose', 'orders.prescribe', 'orders.order'];
/** Acts of care, as opposed to paperwork and reading. */
const careSlices = ['vitals', 'orders'];

function of(roles: readonly RoleTemplate[], role: string): RoleTemplate {
  const found = roles.find((one) => one.role === role);
  if (!found) throw new Error(`no template ${role}`);
  return found;
}

const careActs = (template: RoleTemplate) =>
  template.actions.filter(
    (action) => careSlices.includes(action.split('.')[0] ?? '') && !action.endsWith('.read'),
  );

describe.each(Object.entries(countries))('the job descriptions of %s', (_, roles) => {
  it('let nobody but the physician diagnose, prescribe, order or sign', () => {
    for (const { role, actions } of roles.filter((one) => one.role !== 'physician')) {
      expect([role, physicianOnly.filter((action) => holdsAction([...actions], action))]).toEqual([role, []]);
    }
    expect(physicianOnly.filter((action) => !of(roles, 'physician').actions.includes(action))).toEqual([]);
  });

  it('let one job manage people and one change the descriptions, and it is the manager', () => {
    for (const action of ['identity.manageStaff', 'workforce.manage']) {
      const holders = roles.filter((one) => holdsAction([...one.actions], action)).map((one) => one.role);
      expect(holders).toEqual(['manager']);
    }
  });

  it('give the auditor nothing that writes', () => {
    const writing = of(roles, 'auditor').actions.filter(
      (action) => !/\.(read|readBoard|readChart|take)$/.test(action) && !/^print\./.test(action),
    );
    expect(writing).toEqual([]);
  });

  it('keep what a student enters preliminary', () => {
    expect(roles.filter((one) => one.preliminary).map((one) => one.role)).toEqual(['student']);
  });

  it('are each known by one name and in both languages', () => {
    expect(new Set(roles.map((one) => one.role)).size).toBe(roles.length);
    for (const { label } of roles) expect([label.en, label.id]).not.toContain('');
  });
});

describe('an asisten perawat', () => {
  const held = [...of(idRoles, 'assistant').actions];

  it('takes no vital signs, gives no injection, orders and carries out nothing', () => {
    expect(careActs(of(idRoles, 'assistant'))).toEqual([]);
    for (const action of [
      'vitals.record',
      'orders.perform',
      'orders.performInvasive',
      'records.recordAllergy',
    ]) {
      expect([action, holdsAction(held, action)]).toEqual([action, false]);
    }
  });

  it('was not given the list of the medical assistant of the US', () => {
    const us = of(usRoles, 'assistant').actions;
    expect(held.length).toBeLessThan(us.length / 2);
    expect(us.filter((action) => careSlices.includes(action.split('.')[0] ?? ''))).not.toEqual([]);
  });
});

describe('the two countries', () => {
  it('share no list by reference, so that a change for one is never a change for the other', () => {
    for (const { role, actions } of idRoles) {
      const us = usRoles.find((one) => one.role === role);
      expect([role, us?.actions === actions && careActs(us).length > 0]).toEqual([role, false]);
    }
  });
});
