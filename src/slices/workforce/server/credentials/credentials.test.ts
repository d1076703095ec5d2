import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadStanding } from '#platform/server/scope/terms.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { workforce } from '#slices/workforce/contract.ts';
import { licenceOf, signsAs, whoMay } from '../index.ts';

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic({ country: 'US' });
});
afterAll(() => clinic.close());

const manager = () => clinic.as('manager');
const maya = () => clinic.as('assistant').actor;
const on = (day: string) => clinic.clock.set(`${day}T15:00:00Z`);
const pdf = { fileName: 'card.pdf', contentType: 'application/pdf', data: btoa('%PDF-1.7 a card') } as const;
const enter = (more: object) =>
  manager().call(workforce, 'saveCredential', {
    ...{ staffId: maya().id, kind: 'CMA (AAMA)', number: '1142', certifiedOn: '2021-03-18' },
    ...more,
  });
const fileOf = (staffId = maya().id) => manager().call(workforce, 'personFile', { staffId });
const learn = (category: string, points: string, more: object = {}) =>
  manager().call(workforce, 'addEducation', {
    ...{ staffId: maya().id, day: '2025-06-01', title: 'Course', approvedBy: 'AAMA', points },
    category: category as 'general',
    ...more,
  });
const standing = () =>
  clinic.inside(async (ctx) =>
    (await loadStanding(ctx.db, ctx.clinic.id, maya().id)).filter((one) => one.kind === 'credential'),
  );

describe('a credential that the manager enters', () => {
  it('A14.1: ends on 2026-03-31 at the clinic’s midnight, and scope, the record and the signature know it', async () => {
    const { credentialId, lastDay } = await enter({ evidence: pdf });
    expect(lastDay).toBe('2026-03-31');
    // New York is four hours behind by then
    expect(await standing()).toMatchObject([
      { code: 'CMA (AAMA)', by: 'AAMA', from: '2021-03-18T04:00:00.000Z', until: '2026-04-01T04:00:00.000Z' },
    ]);
    await clinic.inside(async (ctx) => {
      const record = await ctx.record.mustRead('Practitioner', maya().practitionerId ?? '');
      expect(record.qualification).toMatchObject([
        {
          identifier: [{ value: '1142' }],
          code: { text: 'CMA (AAMA)' },
          period: { start: '2021-03-18', end: '2026-03-31' },
          issuer: { display: 'AAMA' },
        },
      ]);
      for (const name of ['Maya Lopez', 'Maya Lopez, CMA (AAMA)'])
        expect(await signsAs(ctx, maya().id, name)).toBe('Maya Lopez, CMA (AAMA)');
    });
    const [seen] = (await fileOf()).credentials;
    expect(seen).toMatchObject({ credentialId, status: 'active', routes: ['points', 'exam'] });
  });

  it('stands after the name until its last day and not one longer, nobody having done anything', async () => {
    const said = () => clinic.inside((ctx) => signsAs(ctx, maya().id, 'Maya Lopez'));
    on('2026-03-31');
    expect(await said()).toBe('Maya Lopez, CMA (AAMA)');
    on('2026-04-01');
    expect(await said()).toBe('Maya Lopez');
    // also where the name itself says so
    expect(await clinic.inside((ctx) => signsAs(ctx, maya().id, 'Maya Lopez, CMA (AAMA)'))).toBe(
      'Maya Lopez',
    );
    const status = async () => (await fileOf()).credentials[0];
    expect(await status()).toMatchObject({ status: 'grace' });
    on('2026-06-29');
    expect(await status()).toMatchObject({ status: 'grace', routes: ['points', 'exam'] });
    on('2026-06-30');
    expect(await status()).toMatchObject({ status: 'expired', routes: ['exam'] });
    on('2026-03-09');
  });

  it('keeps its evidence for its holder and the manager, and for nobody else', async () => {
    const { evidenceId = '' } = (await fileOf()).credentials[0] ?? {};
    const read = (role: string) => clinic.as(role).call(workforce, 'readEvidence', { evidenceId });
    expect(await read('manager')).toEqual(pdf);
    expect(await read('assistant')).toEqual(pdf);
    expect(await clinic.refused(read('nurse'))).toMatchObject({ code: 'workforce.evidenceMissing' });
  });

  it('refuses what cannot be, naming the field, and changes nothing', async () => {
    const field = async (more: object) => (await clinic.refused(enter(more))).fields?.[0]?.path;
    const before = await fileOf();
    expect(await field({ certifiedOn: '2026-03-10' })).toBe('certifiedOn');
    expect(await field({ kind: 'MD' })).toBe('kind');
    expect(await field({ lastDay: '2027-01-01' })).toBe('overrideReason');
    expect(await field({ lastDay: '2020-01-01', overrideReason: 'x' })).toBe('lastDay');
    expect(await field({ kind: 'NPI', number: '1234567890' })).toBe('number');
    expect(await field({ evidence: { ...pdf, data: btoa('no pdf at all') } })).toBe('evidence.data');
    expect(await fileOf()).toEqual(before);
  });

  it('takes another last day with its reason, and a new rule leaves that day alone', async () => {
    const { credentialId } = await enter({
      ...{ kind: 'COA', number: '7', certifiedOn: '2024-05-01' },
      ...{ lastDay: '2027-05-31', overrideReason: 'the certificate says so' },
    });
    const { credentialId: counted } = await enter({ kind: 'COA', number: '8', certifiedOn: '2024-05-01' });
    const { kinds } = await manager().call(workforce, 'credentialKinds', {});
    const coa = kinds.find((one) => one.code === 'COA');
    if (!coa) throw new Error('no COA');
    const { version, active, ...rule } = coa;
    expect([version, active]).toEqual([0, true]);
    const saved = await manager().call(workforce, 'saveCredentialKind', {
      rule: { ...rule, validMonths: 24, points: rule.points && { ...rule.points, cycleMonths: 24 } },
    });
    expect(saved.version).toBe(1);
    const { credentials } = await fileOf();
    const end = (id: string) => credentials.find((one) => one.credentialId === id)?.lastDay;
    expect([end(credentialId), end(counted)]).toEqual(['2027-05-31', '2026-05-01']);
    for (const id of [credentialId, counted])
      await manager().call(workforce, 'withdrawCredential', { credentialId: id, reason: 'a test' });
  });

  it('keeps each of three versions of a kind that are saved at once', async () => {
    const { kinds } = await manager().call(workforce, 'credentialKinds', {});
    const bls = kinds.find((one) => one.code === 'BLS');
    if (!bls) throw new Error('no BLS');
    const { version: _, active, ...rule } = bls;
    const saved = await Promise.all(
      [12, 18, 24].map((validMonths) =>
        manager().call(workforce, 'saveCredentialKind', { rule: { ...rule, validMonths }, active }),
      ),
    );
    expect(saved.map(({ version }) => version).toSorted()).toEqual([1, 2, 3]);
    await manager().call(workforce, 'saveCredentialKind', { rule, active });
  });

  it('is suspended and taken out at once, in scope and under the signature', async () => {
    const { credentialId } = (await fileOf()).credentials[0] ?? { credentialId: '' };
    await manager().call(workforce, 'suspendCredential', { credentialId, reason: 'AAMA wrote' });
    expect(await standing()).toEqual([]);
    expect((await fileOf()).signsAs).toBe(maya().name);
    await manager().call(workforce, 'resumeCredential', { credentialId });
    expect(await standing()).toHaveLength(1);
    const gone = { credentialId: crypto.randomUUID(), reason: 'x' };
    const problem = await clinic.refused(manager().call(workforce, 'suspendCredential', gone));
    expect(problem.code).toBe('workforce.credentialMissing');
  });

  it('is entered by nobody but the manager', async () => {
    const input = { staffId: maya().id, kind: 'BLS', number: '', certifiedOn: '2026-01-01' };
    for (const role of ['assistant', 'physician', 'auditor']) {
      const problem = await clinic.refused(clinic.as(role).call(workforce, 'saveCredential', input));
      expect([role, problem.status]).toEqual([role, 403]);
    }
  });
});

describe('A14.2: continuing education', () => {
  it('12 administrative, 39 clinical and 9 general renew nothing: general is short by 1', async () => {
    await learn('administrative', '12');
    await learn('clinical', '39');
    const { educationId } = await learn('general', '9');
    const { credentialId, points } = (await fileOf()).credentials[0] ?? { credentialId: '' };
    expect(points).toMatchObject({ eligible: false, cycle: { from: '2021-03-18', to: '2026-03-31' } });
    const renew = { credentialId, renewedOn: '2026-03-09', route: 'points' } as const;
    const problem = await clinic.refused(manager().call(workforce, 'renewCredential', renew));
    expect(problem).toMatchObject({ code: 'workforce.pointsMissing', details: { missing: 'general 1' } });
    await manager().call(workforce, 'withdrawEducation', { educationId, reason: 'was ten' });
  });

  it('counts inside of the cycle only, and then renews it for 60 months from the month’s end', async () => {
    const { credentialId } = (await fileOf()).credentials[0] ?? { credentialId: '' };
    const renew = { credentialId, renewedOn: '2026-03-09', route: 'points' } as const;
    await learn('general', '10', { day: '2021-03-17' });
    expect((await clinic.refused(manager().call(workforce, 'renewCredential', renew))).code).toBe(
      'workforce.pointsMissing',
    );
    await learn('general', '9.5');
    await learn('general', '0,5');
    expect((await fileOf()).credentials[0]?.points?.eligible).toBe(true);
    const { lastDay } = await manager().call(workforce, 'renewCredential', renew);
    expect(lastDay).toBe('2031-03-31');
    expect(await standing()).toMatchObject([{ until: '2031-04-01T04:00:00.000Z' }]);
    expect((await fileOf()).credentials[0]).toMatchObject({
      renewedOn: '2026-03-09',
      points: { eligible: false, cycle: { from: '2026-03-09', to: '2031-03-31' } },
    });
  });

  it('refuses a day that has not come and points that are none', async () => {
    const field = async (call: Promise<unknown>) => (await clinic.refused(call)).fields?.[0]?.path;
    expect(await field(learn('general', '1', { day: '2027-01-01' }))).toBe('day');
    expect(await field(learn('general', '0'))).toBe('points');
    expect(await field(learn('general', 'many'))).toBe('points');
  });

  it('more than 90 days after the end only the examination renews', async () => {
    const nurse = clinic.as('nurse').actor.id;
    await enter({ staffId: nurse, certifiedOn: '2020-11-02' });
    const { credentialId } = (await fileOf(nurse)).credentials[0] ?? { credentialId: '' };
    const by = (route: 'points' | 'exam') =>
      manager().call(workforce, 'renewCredential', { credentialId, renewedOn: '2026-03-09', route });
    expect(await clinic.refused(by('points'))).toMatchObject({ code: 'workforce.routeClosed' });
    expect(await by('exam')).toEqual({ lastDay: '2031-03-31' });
  });
});

describe('a licence', () => {
  it('is printed and keeps one bookable only while it is alive', async () => {
    const jakarta = clinic.other;
    const doctor = jakarta.as('physician').actor;
    const id = doctor.practitionerId ?? '';
    const boss = jakarta.as('manager');
    const person = { staffId: doctor.id, name: doctor.name, roles: ['physician'], licence: 'SIP 503/1' };
    await boss.call(workforce, 'savePerson', person);
    const printed = () => jakarta.inside((ctx) => licenceOf(ctx, id));
    expect(await printed()).toBe('SIP 503/1');
    const sip = { staffId: doctor.id, kind: 'SIP', number: '503/1', certifiedOn: '2021-03-10' };
    await boss.call(workforce, 'saveCredential', sip);
    expect(await printed()).toBe('SIP 503/1');
    const able = () => jakarta.inside((ctx) => whoMay(ctx, 'orders.sign'));
    expect((await able()).find((one) => one.practitionerId === id)?.untilDay).toBe('2026-03-10');
    // a card of life support that ends is no end of practice
    const bls = { staffId: doctor.id, kind: 'BLS', number: '1', certifiedOn: '2024-03-01' };
    await boss.call(workforce, 'saveCredential', bls);
    expect((await able()).find((one) => one.practitionerId === id)?.untilDay).toBe('2026-03-10');
    on('2026-03-12');
    expect(await printed()).toBeUndefined();
    // what was entered stands in the form still
    const { people } = await boss.call(workforce, 'listPeople', {});
    expect(people.find((one) => one.id === doctor.id)?.licence).toBe('SIP 503/1');
    on('2026-03-09');
  });
});

describe('the board', () => {
  it('shows the manager and the auditor what ends first, and nobody else', async () => {
    const { credentials } = await clinic.as('auditor').call(workforce, 'credentialBoard', {});
    expect(credentials.length).toBeGreaterThan(1);
    expect(credentials.map((one) => one.lastDay)).toEqual(credentials.map((one) => one.lastDay).toSorted());
    const problem = await clinic.refused(clinic.as('nurse').call(workforce, 'credentialBoard', {}));
    expect(problem.status).toBe(403);
    const mine = await clinic.as('assistant').call(workforce, 'myFile', {});
    expect(mine).toMatchObject({ staffId: maya().id, credentials: [{ kind: 'CMA (AAMA)' }] });
  });
});
