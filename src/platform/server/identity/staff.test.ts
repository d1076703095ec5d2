import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inClinic } from '#platform/server/db/database.ts';
import {
  type Browser,
  codeOf,
  type IdentityGround,
  identityGround,
  password,
  pin,
} from '#testing/identity.ts';
import { createStaff, resetStaff } from './accounts.ts';
import { managerRemains } from './staff.ts';

let ground: IdentityGround;
let manager: Browser;
let managerId: string;
beforeAll(async () => {
  ground = await identityGround();
  managerId = await ground.person('manager@a.test', ['officeManager']);
  manager = ground.browser();
  await manager.enter('manager@a.test');
});
afterAll(() => ground.test.drop());

const newcomer = (login: string) => ({ name: 'Rina Wati', login, language: 'id', roles: ['frontDesk'] });
const chosen = 'empat ekor gajah biru';

describe('inviting', () => {
  it('hands over a link on which the person chooses her password, once', async () => {
    const link = await manager.act('inviteStaff', newcomer('rina@a.test'));
    expect(link.path).toBe(`/invitation#${link.token}`);
    const browser = ground.browser();
    expect(await browser.open('readLink', { token: link.token })).toMatchObject({
      kind: 'invitation',
      name: 'Rina Wati',
      login: 'rina@a.test',
      clinicName: 'Klinik A',
    });
    expect(
      await codeOf(browser.open('takeInvitation', { token: link.token, password: 'rinawati2026' })),
    ).toBe('identity_field_passwordPersonal');
    const both = await Promise.all(
      [ground.browser(), ground.browser()].map((one) =>
        codeOf(one.open('takeInvitation', { token: link.token, password: chosen, pin: '7194' })),
      ),
    );
    expect(both.sort()).toEqual(['identity.linkNotGood', undefined]);
    expect(await codeOf(browser.open('readLink', { token: link.token }))).toBe('identity.linkNotGood');
    await browser.open('signIn', { login: 'rina@a.test', password: chosen });
    const stored = await ground.see<{ all: string }>(
      'SELECT string_agg(l::text, $1) AS all FROM identity_link l',
      [''],
    );
    expect(stored[0]?.all).not.toContain(link.token);
  });

  it('refuses a login that anybody has, in whichever clinic, and a role that is not there', async () => {
    await ground.person('taken@b.test', ['frontDesk'], ground.test.clinicB);
    expect(await codeOf(manager.act('inviteStaff', newcomer('TAKEN@b.test')))).toBe('identity.loginTaken');
    const surgeon = { ...newcomer('surgeon@a.test'), roles: ['frontDesk', 'surgeon'] };
    expect(await codeOf(manager.act('inviteStaff', surgeon))).toBe('identity_field_roleUnknown');
  });

  it('voids a link when it is too old, when a newer one is made and when the person is disabled', async () => {
    const first = await manager.act('inviteStaff', newcomer('links@a.test'));
    const second = await manager.act('issueResetLink', { staffId: first.staffId });
    expect(second.path).toMatch(/^\/invitation#/);
    expect(await codeOf(manager.open('readLink', { token: first.token }))).toBe('identity.linkNotGood');
    await manager.act('disableStaff', { staffId: first.staffId });
    expect(await codeOf(manager.open('readLink', { token: second.token }))).toBe('identity.linkNotGood');
    expect(await codeOf(manager.act('issueResetLink', { staffId: first.staffId }))).toBe(
      'identity.staffDisabled',
    );
    await manager.act('enableStaff', { staffId: first.staffId });
    const third = await resetStaff(ground, 'links@a.test');
    ground.pass(7 * 24 * 60);
    expect(await codeOf(manager.open('readLink', { token: third.token }))).toBe('identity.linkNotGood');
    await manager.enter('manager@a.test');
  });
});

describe('a forgotten password', () => {
  it('is chosen anew by a link, and everything open under the old one ends', async () => {
    const staffId = await ground.person('forgot@a.test');
    const open = ground.browser();
    await open.open('signIn', { login: 'forgot@a.test', password });
    const link = await manager.act('issueResetLink', { staffId });
    expect((await open.who())?.actor.id).toBe(staffId);
    expect(await codeOf(open.open('takeInvitation', { token: link.token, password: chosen }))).toBe(
      'identity.linkNotGood',
    );
    const fresh = ground.browser();
    await fresh.open('resetPassword', { token: link.token, password: chosen });
    expect((await fresh.who())?.actor.id).toBe(staffId);
    expect(await open.who()).toBeUndefined();
    expect(await codeOf(open.open('signIn', { login: 'forgot@a.test', password }))).toBe(
      'identity.wrongSignIn',
    );
  });
});

/** Ends when a transaction of this database waits for another's lock. */
async function someoneWaits(): Promise<void> {
  const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  while ((await ground.see(waiting)).length === 0) await sleep(5);
}

describe('managing people', () => {
  it('never leaves a clinic without somebody who can', async () => {
    expect(await codeOf(manager.act('disableStaff', { staffId: managerId }))).toBe('identity.lastManager');
    expect(await codeOf(manager.act('changeRoles', { staffId: managerId, roles: ['frontDesk'] }))).toBe(
      'identity.lastManager',
    );
    const second = await ground.person('second@a.test', ['officeManager']);
    const other = ground.browser();
    await other.enter('second@a.test');
    const { id } = ground.test.clinicA;
    // the first manager has decided and not yet committed when the second one begins
    const codes = await inClinic(ground.database, id, async (tx) => {
      const remains = await managerRemains(tx, id, second, ['frontDesk']);
      const others = codeOf(other.act('changeRoles', { staffId: managerId, roles: ['frontDesk'] }));
      await Promise.race([others, someoneWaits()]);
      await sql`UPDATE identity_staff SET roles = '{frontDesk}' WHERE clinic_id = ${id} AND id = ${second}`.execute(
        tx,
      );
      return { remains, others };
    });
    expect(codes.remains).toBe(true);
    expect(await codes.others).toBe('identity.lastManager');
  });

  it('changes what a person may do from her next request on', async () => {
    const staffId = await ground.person('moving@a.test', ['student']);
    const browser = ground.browser();
    await browser.open('signIn', { login: 'moving@a.test', password });
    expect(await browser.open('whoAmI')).toMatchObject({
      actions: ['vitals.record'],
      roles: [{ preliminary: true }],
    });
    const before = browser.cookies.get('serambi_session');
    await manager.act('changeRoles', { staffId, roles: ['frontDesk', 'student'] });
    // who may do something else from now on shows once more who she is, and gets a new token
    expect((await browser.open('whoAmI')).state).toBe('locked');
    await browser.open('unlock', { pin });
    expect(browser.cookies.get('serambi_session')).not.toBe(before);
    const { actions } = await browser.open('whoAmI');
    expect(actions).toEqual(['frontDesk.*', 'scheduling.bookVisit', 'vitals.record']);
  });

  it('knows nobody of another clinic', async () => {
    const staffId = await ground.person('far@b.test', ['frontDesk'], ground.test.clinicB);
    for (const verb of ['disableStaff', 'enableStaff', 'issueResetLink', 'resetFactor']) {
      expect(await codeOf(manager.act(verb, { staffId }))).toBe('identity.staffMissing');
    }
    expect(await codeOf(manager.act('changeRoles', { staffId, roles: [] }))).toBe('identity.staffMissing');
    const { staff } = await manager.act('listStaff');
    expect(staff.map((one: { login: string }) => one.login)).not.toContain('far@b.test');
    expect(staff.find((one: { login: string }) => one.login === 'manager@a.test')).toMatchObject({
      hasPin: true,
    });
  });

  it('refuses at the command line what it cannot do', async () => {
    const wanted = { login: 'x@a.test', name: 'X', language: 'en' as const, roles: [] };
    expect(await codeOf(createStaff(ground, { ...wanted, clinicSlug: 'nowhere' }))).toBe(
      'identity.clinicMissing',
    );
    expect(
      await codeOf(createStaff(ground, { ...wanted, clinicSlug: 'klinik-a', login: 'manager@a.test' })),
    ).toBe('identity.loginTaken');
  });
});

describe('the tiles of the sign-in page', () => {
  it('show the people of demo clinics only', async () => {
    expect(await manager.open('people')).toEqual({ clinics: [] });
    await ground.see('UPDATE platform_clinic SET demo = true WHERE id = $1', [ground.test.clinicB.id]);
    const { clinics } = await manager.open('people');
    expect(clinics).toHaveLength(1);
    expect(clinics[0]).toMatchObject({ slug: 'clinic-b', name: 'Clinic B' });
    expect(clinics[0].people[0]).toMatchObject({
      roles: ['frontDesk'],
      labels: [{ en: 'Front desk', id: 'Loket pendaftaran' }],
    });
  });
});

describe('drafts and language', () => {
  it('keeps what was typed for its writer alone', async () => {
    await ground.person('writer@a.test');
    const writer = ground.browser();
    await writer.open('signIn', { login: 'writer@a.test', password });
    const body = { note: 'half a sente\0nce', systolic: '1.10' };
    await writer.act('keepDraft', { key: 'vitals.record/1', body: 'older' });
    await writer.act('keepDraft', { key: 'vitals.record/1', body, baseVersion: '3' });
    const { drafts } = await writer.act('drafts', {});
    expect(drafts).toEqual([{ key: 'vitals.record/1', body, baseVersion: '3', keptAt: ground.now() }]);
    expect((await manager.act('drafts', { key: 'vitals.record/1' })).drafts).toEqual([]);
    await manager.act('dropDraft', { key: 'vitals.record/1' });
    expect((await writer.act('drafts', { key: 'vitals.record/1' })).drafts).toHaveLength(1);
    await writer.act('dropDraft', { key: 'vitals.record/1' });
    expect((await writer.act('drafts', {})).drafts).toEqual([]);
  });

  it('refuses a draft above 64 kB and keeps a hundred at most', async () => {
    expect(await codeOf(manager.act('keepDraft', { key: 'big', body: 'é'.repeat(33_000) }))).toBe(
      'identity.draftTooLarge',
    );
    for (let count = 0; count < 103; count += 1) {
      ground.pass(0.01);
      await manager.act('keepDraft', { key: `form/${count}`, body: count });
    }
    const { drafts } = await manager.act('drafts', {});
    expect(drafts).toHaveLength(100);
    expect(drafts.at(-1).key).toBe('form/3');
  });

  it('remembers the language of a person', async () => {
    await manager.act('setLanguage', { language: 'en' });
    expect((await manager.who())?.actor.language).toBe('en');
  });
});
