import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePaper } from '#platform/server/print/serve-paper.ts';
import { needReaders, pagesOf } from '#platform/server/print/testing.ts';
import { work } from '#platform/shared/work-contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { workforce } from '#slices/workforce/contract.ts';
import { tellOfReviews } from './remind.ts';

needReaders('pdftotext');

let harbor: TestClinic;
let melati: TestClinic;
beforeAll(async () => {
  harbor = await openTestClinic({ country: 'US' });
  melati = harbor.other;
});
afterAll(() => harbor.close());

const vaccine = 'orders.performInvasive/vaccine';
const flu = {
  ...{
    title: 'Influenza vaccine',
    text: 'Screen, consent, give, observe 15 minutes. Call dr. on a reaction.',
  },
  ...{ acts: [vaccine], roles: ['assistant', 'clinical'], conditions: 'No egg anaphylaxis', fromMonths: 6 },
};
const write = (role = 'manager', more: object = {}) =>
  harbor.as(role).call(workforce, 'saveProtocol', { ...flu, ...more });
const approve = (protocolId: string, version: number, reviewBy = '2026-06-30', role = 'physician') =>
  harbor.as(role).call(workforce, 'approveProtocol', { protocolId, version, reviewBy });
const asks = (protocol: 'none' | 'withoutOrder' | 'always') =>
  harbor.as('manager').call(workforce, 'saveTerm', {
    ...{ act: vaccine, role: null, competency: null, label: { en: '', id: '' }, credentials: [] },
    ...{ supervision: 'none', delegation: false, protocol, coSign: false },
  });
const judged = async (role = 'assistant', act = vaccine) => {
  const answer = await harbor.as(role).call(workforce, 'whatMayI', {});
  const at = <T extends { action: string }>(list: T[]) => list.find((one) => one.action === act);
  return { may: at(answer.may), under: at(answer.under)?.under, blocked: at(answer.blocked) };
};
const shown = async (protocolId: string, role = 'manager') => {
  const { protocols } = await harbor.as(role).call(workforce, 'protocols', {});
  return protocols.find((one) => one.protocolId === protocolId);
};

describe('a standing order', () => {
  let id = '';

  it('is asked for, and refused with who may approve one', async () => {
    await asks('withoutOrder');
    const { blocked } = await judged();
    expect(blocked).toMatchObject({ missing: { kind: 'protocol' }, whoMay: [{ en: 'Physician' }] });
    expect(blocked?.reason).toMatch(/needs a standing order.*Physician may approve one/);
  });

  it('is written by the manager and opens nothing until somebody licensed has approved it', async () => {
    const written = await write();
    id = written.protocolId;
    expect(written.version).toBe(1);
    expect(await shown(id)).toMatchObject({ state: 'draft', title: flu.title });
    expect((await judged()).blocked).toMatchObject({ missing: { kind: 'protocol' } });
    const waits = async () =>
      (await harbor.as('physician').call(work, 'listMine', {})).tasks.map((one) => one.kind);
    expect(await waits()).toContain('workforce.protocolToApprove');
    // those who act under it see it once it is in force
    expect(await shown(id, 'assistant')).toBeUndefined();
    await approve(id, 1);
    expect(await waits()).not.toContain('workforce.protocolToApprove');
    expect(await shown(id, 'assistant')).toMatchObject({
      ...{ state: 'inForce', approval: { approvedBy: harbor.as('physician').actor.name } },
    });
    // through 30 June in New York
    const by = harbor.as('physician').actor.name;
    const under = { kind: 'protocol', title: flu.title, by, until: '2026-07-01T04:00:00.000Z' };
    expect((await judged()).under).toEqual([under]);
    expect((await judged('student')).may).toBeUndefined();
  });

  it('is approved by nobody without a prescriber’s licence, whatever her job description holds', async () => {
    for (const role of ['manager', 'assistant', 'nurse']) {
      await harbor.inside(async (ctx) => {
        const { actions } = await ctx.db
          .selectFrom('scope_role')
          .select('actions')
          .where('clinic_id', '=', ctx.clinic.id)
          .where('role', '=', role)
          .executeTakeFirstOrThrow();
        await ctx.db
          .updateTable('scope_role')
          .set({ actions: [...actions, 'workforce.approveProtocols'] })
          .where('clinic_id', '=', ctx.clinic.id)
          .where('role', '=', role)
          .execute();
      });
      const problem = await harbor.refused(approve(id, 1, '2026-06-30', role));
      expect([role, problem.status, problem.code]).toEqual([role, 403, 'platform.notAllowed']);
    }
    // nor is the right to approve given on
    const given = harbor.as('physician').call(workforce, 'delegate', {
      ...{ delegateeId: harbor.as('nurse').actor.id, act: 'workforce.approveProtocols' },
      ...{ circumstance: 'x', direction: 'x', supervision: 'x', competence: 'x' },
      ...{ fromDay: '2026-03-09', lastDay: '2026-03-10' },
    });
    expect((await harbor.refused(given)).code).toBe('workforce.licensedAct');
  });

  it('keeps what was approved in force while a newer text waits, and every text for good', async () => {
    const second = { protocolId: id, basedOn: 1, text: 'Observe 20 minutes.', roles: ['clinical'] };
    expect(await write('physician', second)).toEqual({ protocolId: id, version: 2 });
    expect(await shown(id)).toMatchObject({ version: 1, newer: { version: 2 } });
    expect((await judged()).under).toBeDefined();
    const late = await harbor.refused(write('manager', second));
    expect([late.code, late.details]).toEqual([
      'workforce.textChanged',
      { by: harbor.as('physician').actor.name, version: 2 },
    ]);
    expect((await harbor.refused(approve(id, 1))).code).toBe('workforce.textChanged');
    await approve(id, 2);
    // from the next request on it is no longer the assistant's
    expect((await judged()).blocked).toMatchObject({ missing: { kind: 'protocol' } });
    expect((await judged('clinical')).under).toBeDefined();
    const { versions, approvals } = await harbor
      .as('manager')
      .call(workforce, 'protocolHistory', { protocolId: id });
    expect(versions.map((one) => one.text)).toEqual(['Observe 20 minutes.', flu.text]);
    expect(approvals.map((one) => one.version)).toEqual([2, 1]);
    const change = harbor.inside((ctx) =>
      ctx.db.updateTable('workforce_protocol_version').set({ body: 'x' }).execute(),
    );
    await expect(change).rejects.toThrow();
  });

  it('ends by itself at the end of its last day in the clinic’s zone, and says so', async () => {
    harbor.clock.set('2026-07-01T03:59:59Z');
    expect((await judged('clinical')).under).toBeDefined();
    harbor.clock.set('2026-07-01T04:00:00Z');
    const { blocked } = await judged('clinical');
    expect(blocked?.missing).toMatchObject({ kind: 'protocol', what: flu.title });
    expect(blocked?.reason).toContain('“Influenza vaccine” ended on June 30, 2026');
    expect(await shown(id)).toMatchObject({ state: 'over' });
    harbor.clock.set('2026-03-09T13:00:00Z');
  });

  it('is withdrawn at once, with the reason, and stays so', async () => {
    const withdraw = () =>
      harbor
        .as('manager')
        .call(workforce, 'withdrawProtocol', { protocolId: id, reason: 'Recall of the lot' });
    await withdraw();
    await withdraw();
    expect((await judged('clinical')).blocked).toMatchObject({ missing: { kind: 'protocol' } });
    const by = harbor.as('manager').actor.name;
    expect(await shown(id)).toMatchObject({
      ...{ state: 'withdrawn', approval: { withdrawn: { by, reason: 'Recall of the lot' } } },
    });
    const { protocolId } = await write();
    const draft = harbor.as('manager').call(workforce, 'withdrawProtocol', { protocolId, reason: 'x' });
    expect((await harbor.refused(draft)).code).toBe('workforce.notInForce');
  });

  it('ends when who approved it has left', async () => {
    const { protocolId } = await write();
    await approve(protocolId, 1);
    const staffId = harbor.as('physician').actor.id;
    await harbor.as('manager').call(workforce, 'endAccess', { staffId });
    expect(await shown(protocolId)).toMatchObject({ state: 'withdrawn' });
    expect((await judged()).blocked).toMatchObject({ missing: { kind: 'protocol' } });
    await harbor.as('manager').call(workforce, 'giveAccess', { staffId });
    expect(await shown(protocolId)).toMatchObject({ state: 'withdrawn' });
  });

  it('names the field that is wrong, and changes nothing', async () => {
    const field = async (more: object) => (await harbor.refused(write('manager', more))).fields?.[0];
    expect(await field({ acts: ['eyeCare.fly'] })).toMatchObject({ path: 'acts.0' });
    expect(await field({ roles: ['pilot'] })).toMatchObject({ path: 'roles.0' });
    expect(await field({ roles: ['frontDesk'] })).toMatchObject({ path: 'roles' });
    expect(await field({ fromMonths: 216, underMonths: 60 })).toMatchObject({ path: 'underMonths' });
    for (const act of ['orders.prescribe', 'orders.sign', 'orders.diagnose', 'orders.sign/all'])
      expect((await harbor.refused(write('physician', { acts: [act] }))).code).toBe('workforce.licensedAct');
    const { protocolId } = await write();
    const review = async (day: string) =>
      (await harbor.refused(approve(protocolId, 1, day))).fields?.[0]?.path;
    expect(await review('2026-03-08')).toBe('reviewBy');
    expect(await review('2028-03-10')).toBe('reviewBy');
    const elsewhere = melati.as('physician').call(workforce, 'approveProtocol', {
      ...{ protocolId, version: 1, reviewBy: '2026-06-30' },
    });
    expect((await melati.refused(elsewhere)).code).toBe('workforce.protocolMissing');
    expect((await harbor.refused(write('assistant'))).status).toBe(403);
  });

  it('reminds who approved it 30 and 7 days before, once each, until it is approved again', async () => {
    const { protocolId } = await write('manager', { title: 'Rapid strep test' });
    await approve(protocolId, 1, '2026-05-31');
    const tasks = async (role = 'physician') => {
      await harbor.inside(tellOfReviews.run);
      const mine = await harbor.as(role).call(work, 'listMine', {});
      return mine.tasks.filter((one) => one.subject === `Basic/${protocolId}`);
    };
    harbor.clock.set('2026-04-30T13:00:00Z');
    expect(await tasks()).toEqual([]);
    harbor.clock.set('2026-05-01T13:00:00Z');
    const [first] = await tasks();
    expect(first).toMatchObject({ kind: 'workforce.protocolReview', params: { title: 'Rapid strep test' } });
    expect((await tasks()).map((one) => one.id)).toEqual([first?.id]);
    harbor.clock.set('2026-05-24T13:00:00Z');
    const [second, ...more] = await tasks();
    expect([second?.id === first?.id, more]).toEqual([false, []]);
    expect(await tasks('manager')).toEqual([]);
    await approve(protocolId, 1, '2026-12-31');
    expect(await tasks()).toEqual([]);
    harbor.clock.set('2026-03-09T13:00:00Z');
  });
});

describe('the trail', () => {
  it('has with the act what it rested on', async () => {
    const act = 'workforce.writeProtocols';
    const { protocolId } = await write('physician', { title: 'Writing', acts: [act], roles: ['manager'] });
    await approve(protocolId, 1);
    await harbor.as('manager').call(workforce, 'saveTerm', {
      ...{ act, role: null, competency: null, label: { en: '', id: '' }, credentials: [] },
      ...{ supervision: 'none', delegation: false, protocol: 'always', coSign: false },
    });
    await harbor.as('manager').call(workforce, 'protocolHistory', { protocolId });
    const rows = await harbor.inside((ctx) =>
      ctx.db
        .selectFrom('audit_event')
        .select('details')
        .where('clinic_id', '=', ctx.clinic.id)
        .where('event', '=', 'workforce.protocolHistory')
        .execute(),
    );
    const by = harbor.as('physician').actor.name;
    const under = expect.objectContaining({ kind: 'protocol', title: 'Writing', by, sourceId: protocolId });
    // the one before it rested on her job description alone
    expect(rows.map((row) => row.details)).toContainEqual({ under: [under] });
    expect(rows.map((row) => row.details)).toContain(null);
    await harbor.as('manager').call(workforce, 'removeTerm', { act, role: null });
  });
});

describe('the paper', () => {
  const read = async (
    clinic: TestClinic,
    role: string,
    input: { protocolId: string; language?: 'en' | 'id' },
  ) => {
    const { paperId } = await clinic.as(role).call(workforce, 'printProtocol', input);
    const { bytes } = await clinic.inside((ctx) => servePaper(ctx, paperId, 0));
    return pagesOf(bytes).join('\n').replace(/\s+/g, ' ');
  };

  it('says all of it, in either language, and that a draft is one', async () => {
    const doctor = melati.as('physician');
    const { protocolId } = await melati.as('manager').call(workforce, 'saveProtocol', {
      ...{
        ...flu,
        title: 'Vaksin influenza',
        text: 'Skrining, suntik, amati 15 menit.',
        roles: ['clinical'],
      },
      ...{ underMonths: 216, items: [{ code: 'vaccineFlu', label: { en: 'Flu shot', id: 'Suntik flu' } }] },
    });
    expect(await read(melati, 'manager', { protocolId })).toMatch(/DRAF/i);
    await doctor.call(workforce, 'approveProtocol', { protocolId, version: 1, reviewBy: '2026-12-31' });
    const indonesian = await read(melati, 'clinical', { protocolId });
    for (const said of [
      'Instruksi tetap',
      'Vaksin influenza',
      'amati 15 menit',
      'Perawat',
      '31 Desember 2026',
    ])
      expect(indonesian).toContain(said);
    expect(indonesian).toContain('mulai 6 bulan, di bawah 18 tahun');
    expect(indonesian).toContain(doctor.actor.name);
    expect(indonesian).not.toMatch(/DRAF/i);
    const english = await read(melati, 'clinical', { protocolId, language: 'en' });
    expect(english).toContain('from 6 months, under 18 years');
    expect(english).toContain('Standing order');
    await doctor.call(workforce, 'withdrawProtocol', { protocolId, reason: 'Stok habis' });
    const hidden = melati.as('clinical').call(workforce, 'printProtocol', { protocolId });
    expect((await melati.refused(hidden)).code).toBe('workforce.protocolMissing');
    expect(await read(melati, 'manager', { protocolId })).toMatch(/Dicabut 9 Maret 2026 oleh .*: Stok habis/);
  });
});
