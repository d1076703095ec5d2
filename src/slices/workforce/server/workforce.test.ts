import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { workforce } from '../contract.ts';
import { addPerson, licenceOf, practitionerOf } from './index.ts';

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic();
});
afterAll(() => clinic.close());

const manager = () => clinic.as('manager');
const ayu = { name: 'dr. Ayu Wulandari', login: 'ayu@test', language: 'id', roles: ['physician'] } as const;
const invite = (more: object) =>
  manager().call(workforce, 'addPerson', { ...ayu, roles: ['physician'], ...more });
const personOf = async (login: string) => {
  const { people } = await manager().call(workforce, 'listPeople', {});
  const found = people.find((one) => one.login === login);
  if (!found) throw new Error(`nobody is ${login}`);
  return found;
};
const jobOf = async (role: string, of = clinic) => {
  const { jobs } = await of.as('manager').call(workforce, 'listJobDescriptions', {});
  const found = jobs.find((one) => one.role === role);
  if (!found) throw new Error(`no job ${role}`);
  return found;
};

describe('a person who is added', () => {
  it('gets a one-time link and stands in the record with her licence', async () => {
    const link = await invite({ login: 'ayu1@test', licence: 'SIP 503/27.03.1/2026' });
    expect(link.path).toMatch(/^\/invitation#.{20,}/);
    const person = await personOf('ayu1@test');
    expect(person).toMatchObject({ status: 'invited', licence: 'SIP 503/27.03.1/2026' });
    await clinic.inside(async (ctx) => {
      const practitioner = await ctx.record.mustRead('Practitioner', person.practitionerId ?? '');
      expect(practitioner.name).toEqual([{ text: ayu.name }]);
      expect(practitioner.qualification?.[0]).toMatchObject({ code: { text: 'SIP' } });
      const role = await ctx.record.mustRead('PractitionerRole', person.practitionerId ?? '');
      expect(role).toMatchObject({
        active: true,
        code: [{ text: 'Dokter', coding: [{ code: 'physician' }] }],
      });
      expect(await licenceOf(ctx, person.practitionerId ?? '')).toBe('SIP 503/27.03.1/2026');
      expect(await practitionerOf(ctx, person.id)).toMatchObject({
        name: ayu.name,
        practitionerId: person.practitionerId,
      });
    });
  });

  it('cannot have a sign-in name that somebody has', async () => {
    await invite({ login: 'twice@test' });
    const problem = await clinic.refused(invite({ login: 'twice@test' }));
    expect(problem.code).toBe('workforce.loginTaken');
  });

  it('in the US must have an NPI that can be one', async () => {
    const other = clinic.other.as('manager');
    const input = {
      ...ayu,
      roles: ['physician'],
      login: 'reed@test',
      language: 'en' as const,
      licence: '1234567890',
    };
    const problem = await clinic.other.refused(other.call(workforce, 'addPerson', input));
    expect(problem.fields?.[0]?.path).toBe('licence');
    await other.call(workforce, 'addPerson', { ...input, licence: 'NPI 1234567893' });
    const { people } = await other.call(workforce, 'listPeople', {});
    expect(people.find((one) => one.login === 'reed@test')?.licence).toBe('NPI 1234567893');
  });

  it('is added by nobody but the manager', async () => {
    const problem = await clinic.refused(
      clinic.as('frontDesk').call(workforce, 'addPerson', { ...ayu, roles: ['physician'] }),
    );
    expect(problem.status).toBe(403);
  });

  it('may come from the terminal or the demo with a password, and needs no link then', async () => {
    const made = await addPerson(clinic.platform, clinic.clinic, {
      ...ayu,
      login: 'Demo.Ayu@test',
      practitionerId: 'demo-ayu',
      licence: 'SIP 1/2026',
      password: 'a long enough password',
    });
    expect(made).toMatchObject({ practitionerId: 'demo-ayu' });
    expect(made.link).toBeUndefined();
    expect(await personOf('demo.ayu@test')).toMatchObject({ status: 'active', licence: 'SIP 1/2026' });
  });
});

describe('a change of a person', () => {
  it('reaches the record: name, licence and job descriptions', async () => {
    await invite({ login: 'change@test', licence: 'SIP 1' });
    const { id, practitionerId = '' } = await personOf('change@test');
    const input = {
      staffId: id,
      name: 'dr. Ayu Wulandari, Sp.A',
      roles: ['physician', 'manager'],
      licence: '',
    };
    await manager().call(workforce, 'savePerson', input);
    expect(await personOf('change@test')).toMatchObject({ name: input.name, roles: input.roles });
    await clinic.inside(async (ctx) => {
      const practitioner = await ctx.record.mustRead('Practitioner', practitionerId);
      expect(practitioner.name?.[0]?.text).toBe(input.name);
      expect(practitioner.qualification).toBeUndefined();
      expect((await ctx.record.mustRead('PractitionerRole', practitionerId)).code).toHaveLength(2);
    });
  });

  it('ends her access and gives it back, in the record too', async () => {
    await invite({ login: 'leaves@test' });
    const { id, practitionerId = '' } = await personOf('leaves@test');
    await manager().call(workforce, 'endAccess', { staffId: id });
    expect((await personOf('leaves@test')).status).toBe('disabled');
    const active = () =>
      clinic.inside(async (ctx) => (await ctx.record.mustRead('Practitioner', practitionerId)).active);
    expect(await active()).toBe(false);
    await manager().call(workforce, 'giveAccess', { staffId: id });
    expect((await personOf('leaves@test')).status).toBe('invited');
    expect(await active()).toBe(true);
  });

  it('never leaves the clinic without its last manager', async () => {
    const staffId = clinic.as('manager').actor.id;
    const problem = await clinic.refused(manager().call(workforce, 'endAccess', { staffId }));
    expect(problem.code).toBe('workforce.lastManager');
  });
});

describe('job descriptions', () => {
  it('are shown beside the template, in words, administrative acts first', async () => {
    const { acts, jobs } = await manager().call(workforce, 'listJobDescriptions', {});
    expect(acts[0]?.kind).toBe('administrative');
    expect(acts.find((act) => act.action === 'vitals.record')?.kind).toBe('clinical');
    expect(acts.filter((act) => act.words === act.action)).toEqual([]);
    const frontDesk = jobs.find((one) => one.role === 'frontDesk');
    expect(frontDesk?.actions).toEqual(frontDesk?.templateActions);
  });

  it('lose and gain acts, and the next call is judged by them', async () => {
    const job = await jobOf('auditor');
    const without = job.actions.filter((action) => action !== 'workforce.read');
    const save = (actions: string[]) =>
      manager().call(workforce, 'saveJobDescription', { role: 'auditor', actions, preliminary: false });
    await save(without);
    const problem = await clinic.refused(clinic.as('auditor').call(workforce, 'listJobDescriptions', {}));
    expect(problem.status).toBe(403);
    await save(job.actions);
    await clinic.as('auditor').call(workforce, 'listJobDescriptions', {});
  });

  it('take an act of care beyond the template only when the manager says that the law allows it', async () => {
    const job = await jobOf('assistant');
    const input = { role: 'assistant', actions: [...job.actions, 'vitals.record'], preliminary: false };
    const problem = await clinic.refused(manager().call(workforce, 'saveJobDescription', input));
    expect(problem.code).toBe('workforce.askTheLaw');
    await manager().call(workforce, 'saveJobDescription', { ...input, lawAllows: true });
    expect((await jobOf('assistant')).actions).toContain('vitals.record');
    await manager().call(workforce, 'saveJobDescription', { ...input, actions: job.actions });
  });

  it('keep the last one that can manage people able to', async () => {
    const job = await jobOf('manager');
    const actions = job.actions.filter((action) => action !== 'identity.manageStaff');
    const call = manager().call(workforce, 'saveJobDescription', {
      role: 'manager',
      actions,
      preliminary: false,
    });
    expect((await clinic.refused(call)).code).toBe('workforce.lastManagingJob');
  });

  it('of one clinic are not those of another', async () => {
    const job = await jobOf('nurse');
    const actions = job.actions.filter((action) => action !== 'vitals.record');
    await manager().call(workforce, 'saveJobDescription', { role: 'nurse', actions, preliminary: false });
    expect((await jobOf('nurse', clinic.other)).actions).toContain('vitals.record');
  });
});

describe('"what may I do?"', () => {
  it('tells each person her own acts, and who does the others', async () => {
    const answer = await clinic.as('assistant').call(workforce, 'whatMayI', {});
    expect(answer.roles.map((one) => one.role)).toEqual(['assistant']);
    expect(answer.may.map((act) => act.action)).not.toContain('vitals.record');
    const vitals = answer.others.find((act) => act.action === 'vitals.record');
    expect(vitals?.whoMay.map((label) => label.id)).toContain('Perawat');
  });

  it('names colleagues to hand work to, but not oneself', async () => {
    const { people } = await clinic.as('clinical').call(workforce, 'colleagues', {});
    expect(people.map((one) => one.id)).not.toContain(clinic.as('clinical').actor.id);
    expect(people.map((one) => one.id)).toContain(clinic.as('nurse').actor.id);
  });
});
