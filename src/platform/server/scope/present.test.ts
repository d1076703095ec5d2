import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { openTestHttp, post, testPassword, type TestHttp } from '#testing/http.ts';
import { withClient } from '../db/roles.ts';
import { decideFor } from './decide-for.ts';
import { presentNow } from './present.ts';
import { saveTerm } from './terms.ts';

const now = '2026-03-09T15:00:00.000Z';
let harbor: TestClinic;
let http: TestHttp;
beforeAll(async () => {
  harbor = await openTestClinic({ country: 'US' });
  http = await openTestHttp(harbor);
});
afterAll(async () => {
  await http.close();
  await harbor.close();
});
beforeEach(async () => {
  harbor.clock.set(now);
  await asOwner('DELETE FROM scope_duty; DELETE FROM identity_session');
});

const idOf = (role: string, of = harbor) => of.as(role).actor.id;
/** Past row-level security, and sessions, which the program itself reaches by functions only. */
const asOwner = (text: string, values?: unknown[]) =>
  withClient(harbor.database.superuserUrl, (client) => client.query(text, values));
const signedIn = (role: string, usedAt: string, more: { endedAt?: string; of?: TestClinic } = {}) =>
  asOwner(
    `INSERT INTO identity_session (token_hash, id, clinic_id, staff_id, created_at, used_at, idle_minutes,
       absolute_until, ended_at) VALUES ($1, $2, $3, $4, $5, $5, 15, $6, $7)`,
    [
      ...[randomBytes(32), randomUUID(), (more.of ?? harbor).clinic.id, idOf(role, more.of), usedAt],
      ...['2026-03-10T15:00:00Z', more.endedAt ?? null],
    ],
  );
const onDuty = (role: string, from: string, until: string, of = harbor) =>
  asOwner(
    `INSERT INTO scope_duty (clinic_id, source_id, staff_id, from_at, until_at) VALUES ($1, $2, $3, $4, $5)`,
    [of.clinic.id, randomUUID(), idOf(role, of), from, until],
  );
const present = (except?: string) =>
  harbor.inside((ctx) => presentNow(ctx.db, { now, steadyNow: now, ...(except && { except }) }));
const there = async (except?: string) => (await present(except)).map((one) => one.name);

describe('somebody is in the house', () => {
  it('who has used the product here within the hour, and not a moment longer', async () => {
    await signedIn('nurse', '2026-03-09T14:00:00.001Z');
    expect(await there()).toEqual(['Nurse']);
    await asOwner(`UPDATE identity_session SET used_at = '2026-03-09T14:00:00.000Z'`);
    expect(await there()).toEqual([]);
  });

  it('until she signs out', async () => {
    await signedIn('nurse', '2026-03-09T14:59:00Z', { endedAt: '2026-03-09T14:59:30Z' });
    expect(await there()).toEqual([]);
    await signedIn('nurse', '2026-03-09T14:58:00Z');
    expect(await there()).toEqual(['Nurse']);
  });

  it('whom the roster has on duty: from its first moment on, and no more at its end', async () => {
    await onDuty('nurse', now, '2026-03-09T15:00:00.001Z');
    expect(await there()).toEqual(['Nurse']);
    await asOwner(`DELETE FROM scope_duty`);
    await onDuty('nurse', '2026-03-09T15:00:00.001Z', '2026-03-09T16:00:00Z');
    await onDuty('physician', '2026-03-09T12:00:00Z', now);
    expect(await there()).toEqual([]);
  });

  it('who works by a licence and works here still, each once', async () => {
    for (const role of ['assistant', 'student', 'manager', 'nurse']) {
      await signedIn(role, now);
      await onDuty(role, '2026-03-09T12:00:00Z', '2026-03-09T16:00:00Z');
    }
    expect(await there()).toEqual(['Nurse']);
    const status = (said: string) =>
      asOwner('UPDATE identity_staff SET status = $1 WHERE id = $2', [said, idOf('nurse')]);
    await status('disabled');
    expect(await there()).toEqual([]);
    await status('active');
  });

  it('but not she herself, who supervises nobody by her own being there', async () => {
    await signedIn('nurse', now);
    await signedIn('physician', now);
    expect(await there(idOf('nurse'))).toEqual(['Physician']);
    expect(await there()).toEqual(['Nurse', 'Physician']);
  });

  it('of this clinic alone', async () => {
    await signedIn('physician', now, { of: harbor.other });
    await onDuty('nurse', '2026-03-09T12:00:00Z', '2026-03-09T16:00:00Z', harbor.other);
    expect(await there()).toEqual([]);
  });

  it('by the higher licence of two jobs', async () => {
    const set = (roles: string[]) =>
      asOwner('UPDATE identity_staff SET roles = $1 WHERE id = $2', [roles, idOf('physician')]);
    await signedIn('physician', now);
    await set(['nurse', 'physician', 'manager']);
    expect(await present()).toEqual([
      { staffId: idOf('physician'), name: 'Physician', licence: 'prescriber' },
    ]);
    await set(['physician']);
  });
});

describe('an act that asks for somebody', () => {
  const judged = () =>
    harbor.inside((ctx) =>
      decideFor(
        ctx.db,
        {
          ...{ clinic: harbor.clinic, actor: harbor.as('assistant').actor, now, steadyNow: now },
          licenceOf: () => 'none',
        },
        'vitals.record',
      ),
    );
  beforeAll(() =>
    harbor.inside((ctx) =>
      saveTerm(ctx.db, ctx.clinic.id, {
        ...{ act: 'vitals.record', role: null, competency: null, label: { en: '', id: '' } },
        ...{ credentials: [], supervision: 'onSite', protocol: 'none', delegation: false, coSign: false },
      }),
    ),
  );

  it('is open while she is signed in, and closed at the next request after she has signed out', async () => {
    expect(await judged()).toMatchObject({ missing: { kind: 'supervision' } });
    const { login } = await http.person('nurse');
    const signed = await post(`${http.url}/api/identity/signIn`, { login, password: testPassword });
    const cookie = signed.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(await judged()).toMatchObject({ under: [{ kind: 'supervision' }] });
    await post(`${http.url}/api/identity/signOut`, {}, { cookie });
    expect(await judged()).toMatchObject({ missing: { kind: 'supervision' } });
  });

  it('is not opened by her own second job', async () => {
    await asOwner('UPDATE identity_staff SET roles = $1 WHERE id = $2', [
      ['assistant', 'nurse'],
      idOf('assistant'),
    ]);
    await signedIn('assistant', now);
    // she is judged here by the job that asks
    expect(await judged()).toMatchObject({ missing: { kind: 'supervision' } });
  });
});
