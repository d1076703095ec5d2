import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveAmount } from '#platform/server/scope/law.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { type LawSetting, workforce } from '#slices/workforce/contract.ts';

let harbor: TestClinic;
beforeAll(async () => {
  harbor = await openTestClinic({ country: 'US' });
});
afterAll(() => harbor.close());

const draw = 'orders.performInvasive/venipuncture';
const flu = 'orders.performInvasive/vaccine';
const manager = () => harbor.as('manager');
const law = (role = 'manager') => harbor.as(role).call(workforce, 'law', {});
const offered = async (place: string) =>
  (await law()).places
    .find((one) => one.place === place)
    ?.rules.map(({ act, on, credentials, minutes, performances, supervision, supervisor }): LawSetting => {
      return { act, on, credentials, minutes, performances, supervision, supervisor };
    }) ?? [];
const approve = async (place: string, change: (rule: LawSetting) => LawSetting = (rule) => rule) =>
  manager().call(workforce, 'saveLaw', {
    ...{ place, basedOn: (await law()).version },
    rules: (await offered(place)).map(change),
  });
const judged = async (act: string, role = 'assistant', language?: 'en' | 'id') => {
  const answer = await harbor.as(role).call(workforce, 'whatMayI', {}, language && { language });
  const at = <T extends { action: string }>(list: T[]) => list.find((one) => one.action === act);
  return { may: at(answer.may), under: at(answer.under)?.under, blocked: at(answer.blocked) };
};
/** Puts what she has where the duty that counts it would. */
const has = (kind: 'training' | 'performance', code: string, amount: number) =>
  harbor.inside((ctx) =>
    saveAmount(ctx.db, ctx.clinic.id, {
      ...{ staffId: harbor.as('assistant').actor.id, kind, code, amount },
      ...{ from: ctx.now, sourceId: ctx.newId() },
    }),
  );
const onDuty = (role: string) =>
  harbor.inside((ctx) =>
    ctx.db
      .insertInto('scope_duty')
      .values({
        ...{ clinic_id: ctx.clinic.id, source_id: ctx.newId(), staff_id: harbor.as(role).actor.id },
        ...{ from_at: '2026-03-09T12:00:00Z', until_at: '2026-03-09T20:00:00Z' },
      })
      .execute(),
  );

describe('a clinic of the United States', () => {
  it('begins with the country’s own law, which nobody has approved and which asks for nothing', async () => {
    const found = await law();
    expect(found).toMatchObject({ place: 'US', version: 0, history: [] });
    expect(found.approvedBy).toBeUndefined();
    expect(found.rules.every((rule) => !rule.on)).toBe(true);
    expect(found.places.map((one) => one.words)).toEqual([
      'United States',
      'California',
      'New York',
      'Washington',
    ]);
    expect((await judged(draw)).may).toBeDefined();
  });

  it('in California asks for ten hours and ten performances, and says what is missing of them', async () => {
    expect(await approve('US-CA')).toEqual({ version: 1 });
    expect(await law()).toMatchObject({ place: 'US-CA', approvedBy: manager().actor.name });
    await has('performance', draw, 7);
    await has('training', 'bloodDraw', 270);
    const { blocked } = await judged(draw);
    const what = '7 of 10 venipunctures observed; 4.5 of 10 h of training';
    expect(blocked?.missing).toEqual({ kind: 'training', what });
    expect(blocked?.reason).toContain(`asks more for “give injections and draw blood”: ${what}`);
    expect((await judged(draw, 'assistant', 'id')).blocked?.reason).toContain(
      '7 dari 10 pungsi vena sudah diamati; 4,5 dari 10 jam pelatihan',
    );
    // injections are counted by themselves
    expect((await judged(flu)).blocked?.missing.what).toBe('0 of 10 h of training');
  });

  it('then for the provider in the house, and a nurse alone is not enough', async () => {
    await has('performance', draw, 10);
    await has('training', 'bloodDraw', 600);
    expect((await judged(draw)).blocked?.missing).toEqual({ kind: 'supervision', what: 'prescriber' });
    await onDuty('nurse');
    expect((await judged(draw)).blocked?.reason).toMatch(/somebody in the house who may prescribe/);
    await onDuty('physician');
    const by = harbor.as('physician').actor.name;
    expect((await judged(draw)).under).toEqual([{ kind: 'supervision', by, until: null }]);
    expect((await judged(draw, 'nurse')).may).toBeDefined();
  });

  it('may set other figures or leave a rule out, each time in the manager’s name', async () => {
    await approve('US-CA', (rule) =>
      rule.act === flu
        ? { ...rule, on: false }
        : { ...rule, performances: 12, supervision: 'indirect', minutes: 600 },
    );
    expect((await judged(draw)).blocked?.missing.what).toBe('10 of 12 venipunctures observed');
    expect((await judged(flu)).may).toBeDefined();
    await has('performance', draw, 12);
    expect((await judged(draw)).under).toEqual([{ kind: 'indirect', by: '', until: null }]);
    const { history, rules } = await law();
    expect(history.map((one) => [one.version, one.words, one.asks])).toEqual([
      [2, 'California', 5],
      [1, 'California', 6],
    ]);
    expect(rules.find((one) => one.act === draw)?.performances).toBe(12);
  });

  it('in Washington asks for a credential of the state', async () => {
    await approve('US-WA');
    const { blocked } = await judged('vitals.record');
    expect(blocked?.missing).toEqual({
      ...{ kind: 'credential', what: 'MA-Certified (WA), MA-Registered (WA)' },
    });
    await manager().call(workforce, 'saveCredential', {
      ...{ staffId: harbor.as('assistant').actor.id, kind: 'MA-Registered (WA)', number: 'MR60000001' },
      certifiedOn: '2026-01-05',
    });
    expect((await judged('vitals.record')).under).toEqual([{ kind: 'indirect', by: '', until: null }]);
    // a registered one vaccinates and draws no blood
    expect((await judged(draw)).blocked?.missing.what).toBe('MA-Certified (WA), MA-Phlebotomist (WA)');
    expect((await judged(flu)).under).toBeDefined();
  });

  it('in New York leaves injections to people with a licence, and says that nothing unlocks them', async () => {
    await approve('US-NY');
    const { blocked } = await judged(flu);
    expect(blocked?.missing.kind).toBe('forbidden');
    expect(blocked?.reason).toMatch(/law of this place \(New York\).*Nurse or physician may/);
    await harbor.as('nurse').call(workforce, 'delegate', {
      ...{ delegateeId: harbor.as('assistant').actor.id, act: flu, limits: '' },
      ...{ circumstance: 'x', direction: 'x', supervision: 'x', competence: 'x' },
      ...{ fromDay: '2026-03-09', lastDay: '2026-03-09' },
    });
    expect((await judged(flu)).blocked?.missing.kind).toBe('forbidden');
    expect((await judged(draw)).may).toBeDefined();
  });
});

describe('approving', () => {
  it('is the manager’s alone; the auditor reads', async () => {
    const rules = await offered('US-CA');
    for (const role of ['physician', 'assistant', 'auditor']) {
      const refused = await harbor.refused(
        harbor.as(role).call(workforce, 'saveLaw', { place: 'US-CA', basedOn: 99, rules }),
      );
      expect([role, refused.status]).toEqual([role, 403]);
    }
    expect((await law('auditor')).place).toBe('US-NY');
    expect((await harbor.refused(law('assistant'))).status).toBe(403);
    expect((await harbor.other.as('manager').call(workforce, 'law', {})).place).toBe('ID');
  });

  it('names what cannot be, and changes nothing', async () => {
    const [first, ...rest] = await offered('US-CA');
    if (!first) throw new Error('California has no rule');
    const { version } = await law();
    const save = (place: string, one: object, basedOn = version) =>
      harbor.refused(
        manager().call(workforce, 'saveLaw', { place, basedOn, rules: [{ ...first, ...one }, ...rest] }),
      );
    expect((await save('ID', {})).code).toBe('workforce.placeUnknown');
    expect((await save('US-CA', {}, version - 1)).code).toBe('workforce.lawChanged');
    const fields: [object, string][] = [
      [{ credentials: ['MD'] }, 'rules.0.credentials.0'],
      [{ minutes: -1 }, 'rules.0.minutes'],
      [{ performances: 1.5 }, 'rules.0.performances'],
      [{ act: 'orders.sign' }, 'rules.0.act'],
    ];
    for (const [wrong, path] of fields) expect((await save('US-CA', wrong)).fields?.[0]?.path).toBe(path);
    const uncounted = (await offered('US')).map((one) => ({ ...one, minutes: 60 }));
    const refused = await harbor.refused(
      manager().call(workforce, 'saveLaw', { place: 'US', basedOn: version, rules: uncounted }),
    );
    expect(refused.fields?.[0]?.path).toBe('rules.0.minutes');
    expect((await law()).version).toBe(version);
  });

  it('said twice is said once, and two at once do not both win', async () => {
    const { version } = await law();
    const input = { place: 'US', basedOn: version, rules: await offered('US') };
    const twice = () => manager().call(workforce, 'saveLaw', input, { key: 'approve-us-0001' });
    expect(await twice()).toEqual(await twice());
    expect((await law()).version).toBe(version + 1);
    const next = { ...input, basedOn: version + 1 };
    const raced = await Promise.allSettled([1, 2].map(() => manager().call(workforce, 'saveLaw', next)));
    expect(raced.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await law()).version).toBe(version + 2);
  });

  it('stays in the trail with who approved which data', async () => {
    const rows = await harbor.inside((ctx) =>
      ctx.db.selectFrom('audit_event').selectAll().where('event', '=', 'workforce.lawApproved').execute(),
    );
    expect(rows.length).toBeGreaterThan(4);
    expect(JSON.stringify(rows)).toContain('2026-11');
    const change = harbor.inside((ctx) => ctx.db.deleteFrom('workforce_law').execute());
    await expect(change).rejects.toThrow();
  });
});

describe('a clinic of Indonesia', () => {
  it('leaves invasive acts to the tenaga kesehatan, also where a job description held them', async () => {
    const melati = harbor.other;
    const { rules } = await melati.as('manager').call(workforce, 'law', {});
    expect(rules.filter((one) => one.on)).toMatchObject([{ act: 'orders.performInvasive', forbidden: true }]);
    await melati.inside((ctx) =>
      ctx.db
        .updateTable('scope_role')
        .set({ actions: ['orders.performInvasive'] })
        .where('clinic_id', '=', ctx.clinic.id)
        .where('role', '=', 'assistant')
        .execute(),
    );
    const { may, blocked } = await melati.as('assistant').call(workforce, 'whatMayI', {});
    expect(may.some((one) => one.action.startsWith('orders.performInvasive'))).toBe(false);
    expect(blocked[0]).toMatchObject({ missing: { kind: 'forbidden' } });
    expect(blocked[0]?.reason).toContain('hukum setempat (Indonesia)');
  });
});
