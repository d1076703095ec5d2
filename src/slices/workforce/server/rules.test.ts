import { describe, expect, it } from 'vitest';
import type { ActInWords } from '../contract.ts';
import { beyondTemplate, stillManaged } from './rules.ts';

const acts: ActInWords[] = [
  { action: 'scheduling.book', kind: 'administrative', words: 'book' },
  { action: 'vitals.record', kind: 'clinical', words: 'record vital signs' },
  { action: 'eyeCare.dilate', kind: 'specialty', words: 'dilate' },
];

describe('acts beyond the template', () => {
  it('are those of care that the job did not hold and its template does not give', () => {
    const added = beyondTemplate({ before: [], after: acts.map((act) => act.action), template: [], acts });
    expect(added.map((act) => act.action)).toEqual(['vitals.record', 'eyeCare.dilate']);
  });

  it('are none where the template gives them, one by one or by slice', () => {
    const after = ['vitals.record', 'eyeCare.dilate'];
    expect(beyondTemplate({ before: [], after, template: ['vitals.*', 'eyeCare.dilate'], acts })).toEqual([]);
  });

  it('are not asked again once they are held', () => {
    expect(beyondTemplate({ before: ['vitals.*'], after: ['vitals.record'], template: [], acts })).toEqual(
      [],
    );
  });
});

describe('a clinic stays managed', () => {
  const manager = { role: 'manager', actions: ['identity.manageStaff'] };
  const without = { role: 'manager', actions: ['workforce.manage'] };

  it('when another job that somebody active holds has the right too', () => {
    const owner = { role: 'owner', actions: ['identity.*'] };
    const people = [
      { roles: ['manager'], status: 'active' },
      { roles: ['owner'], status: 'active' },
    ];
    expect(stillManaged([manager, owner], [without, owner], people)).toBe(true);
  });

  it('not when the only other holder was disabled', () => {
    const owner = { role: 'owner', actions: ['identity.manageStaff'] };
    const people = [
      { roles: ['manager'], status: 'active' },
      { roles: ['owner'], status: 'disabled' },
    ];
    expect(stillManaged([manager, owner], [without, owner], people)).toBe(false);
  });

  it('is not asked of one in which nobody could before', () => {
    expect(stillManaged([without], [without], [{ roles: ['manager'], status: 'active' }])).toBe(true);
  });
});
