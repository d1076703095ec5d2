import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallOf } from '#platform/shared/contract.ts';
import { printing } from '#platform/shared/print-contract.ts';
import { work } from '#platform/shared/work-contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { disclosures } from '../contract.ts';

let harbor: TestClinic;
let melati: TestClinic;
beforeAll(async () => {
  harbor = await openTestClinic({ country: 'US' });
  melati = harbor.other;
});
afterAll(() => harbor.close());

let count = 0;
const patient = (clinic = harbor, language?: string) => {
  count += 1;
  const name = [{ use: 'official' as const, text: `Patient ${count}` }];
  const communication = language && [{ language: { coding: [{ code: language }] }, preferred: true }];
  return clinic.inside(async (ctx) => {
    const made = { resourceType: 'Patient' as const, name, birthDate: '1990-05-08' };
    return (await ctx.record.create({ ...made, ...(communication && { communication }) })).id;
  });
};
const desk = (clinic = harbor) => clinic.as('frontDesk');
const manager = (clinic = harbor) => clinic.as('manager');

type Log = CallOf<typeof disclosures, 'logDisclosure'>;
const fax = (patientId: string, more: Partial<Log> = {}): Log => ({
  ...{ patientId, recipientKind: 'physician', recipientName: 'Dr. Heart', recipientAddress: '212-555-0134' },
  ...{ parts: ['notes', 'results'], purpose: 'Consultation', basis: 'treatment', way: 'fax', ...more },
});
const subpoena: Partial<Log> = {
  ...{ recipientKind: 'court', recipientName: 'Kings County Court', recipientAddress: '360 Adams St' },
  ...{ basis: 'courtOrder', purpose: 'Case 12/2026', way: 'paper', minimum: true },
};

type Paper = CallOf<typeof disclosures, 'saveAuthorisation'>;
const paper = (patientId: string, more: Partial<Paper> = {}): Paper => ({
  ...{ patientId, description: 'Notes of 2025', discloser: 'Harbor Clinic', recipient: 'Acme Life' },
  ...{ purpose: 'Life insurance', expiresOn: '2026-12-31', signedOn: '2026-03-01', signerName: 'Ann Lee' },
  ...{ revocation: true, redisclosure: true, noConditioning: true, ...more },
});
const signed = async (patientId: string, more: Partial<Paper> = {}, clinic = harbor) =>
  (await desk(clinic).call(disclosures, 'saveAuthorisation', paper(patientId, more))).authorisation
    .authorisationId;

type Ask = CallOf<typeof disclosures, 'receiveRequest'>;
const receive = async (patientId: string, more: Partial<Ask> = {}, clinic = harbor) =>
  (
    await desk(clinic).call(disclosures, 'receiveRequest', {
      ...{ patientId, requesterKind: 'patient', requesterName: 'Ann Lee', recipientAddress: '5 Elm St' },
      ...{ parts: ['notes'], purpose: 'Own copy', basis: 'patientAccess', way: 'paper', ...more },
    })
  ).request;

/** Takes a request as far as its review. */
async function reviewed(requestId: string, clinic = harbor, more: { special?: Ask['special'] } = {}) {
  await desk(clinic).call(disclosures, 'verifyRequest', {
    ...{ requestId, identity: 'document', authority: 'Letter of 1 March' },
  });
  await manager(clinic).call(disclosures, 'scopeRequest', {
    ...{ requestId, parts: ['notes'], minimum: true, ...more },
  });
  await desk(clinic).call(disclosures, 'pullRequest', { requestId, pages: 12 });
  await manager(clinic).call(disclosures, 'reviewRequest', { requestId });
}
const release = (requestId: string, clinic = harbor) =>
  manager(clinic).call(disclosures, 'releaseRequest', {
    requestId,
    recipientAddress: '5 Elm St',
    way: 'paper',
  });
const tasksOf = async (role: string, patientId: string) =>
  (await harbor.as(role).call(work, 'listMine', { patientId })).tasks;

describe('the accounting', () => {
  it('A5.3 of 40 treatment faxes, 2 subpoenas, 1 public-health report and 3 authorised releases lists 3 rows', async () => {
    const patientId = await patient();
    for (let nth = 0; nth < 40; nth += 1) await desk().call(disclosures, 'logDisclosure', fax(patientId));
    for (let nth = 0; nth < 2; nth += 1)
      await manager().call(disclosures, 'logDisclosure', fax(patientId, subpoena));
    await manager().call(disclosures, 'logDisclosure', {
      ...fax(patientId, { recipientKind: 'publicHealth', basis: 'publicHealth', minimum: true }),
      ...{ recipientName: 'NYC Health', recipientAddress: '42-09 28th St', purpose: 'Measles' },
    });
    const authorisationId = await signed(patientId);
    for (let nth = 0; nth < 3; nth += 1)
      await manager().call(
        disclosures,
        'logDisclosure',
        fax(patientId, { recipientKind: 'insurer', basis: 'authorisation', authorisationId }),
      );
    const { rows } = await desk().call(disclosures, 'accounting', { patientId });
    expect(rows).toHaveLength(3);
    expect(rows.map((one) => [one.recipientName, one.recipientAddress, one.purpose]).sort()).toEqual([
      ['Kings County Court', '360 Adams St', 'Case 12/2026'],
      ['Kings County Court', '360 Adams St', 'Case 12/2026'],
      ['NYC Health', '42-09 28th St', 'Measles'],
    ]);
    const all = await desk().call(disclosures, 'patientDisclosures', { patientId });
    expect(all.disclosures).toHaveLength(46);
  });

  it('goes back six years to the day, or as far as the clinic says', async () => {
    const patientId = await patient();
    for (const on of ['2020-03-08', '2020-03-09', '2026-03-09'])
      await manager().call(disclosures, 'logDisclosure', fax(patientId, { ...subpoena, on }));
    const days = async () =>
      (await desk().call(disclosures, 'accounting', { patientId })).rows.map((one) => one.on);
    expect(await days()).toEqual(['2020-03-09', '2026-03-09']);
    const before = await manager().call(disclosures, 'settings', {});
    const clocks = { ...before.clocks, accountingYears: 7 };
    await manager().call(disclosures, 'saveSettings', { ...before, clocks });
    expect(await days()).toHaveLength(3);
    await manager().call(disclosures, 'saveSettings', before);
  });

  it('leaves out a line that is marked as an error, which stays readable', async () => {
    const patientId = await patient();
    const { disclosure } = await manager().call(disclosures, 'logDisclosure', fax(patientId, subpoena));
    const { disclosureId } = disclosure;
    const mark = () =>
      manager().call(disclosures, 'markDisclosureError', { disclosureId, reason: 'other patient' });
    await mark();
    expect((await desk().call(disclosures, 'accounting', { patientId })).rows).toEqual([]);
    const { disclosures: all } = await desk().call(disclosures, 'patientDisclosures', { patientId });
    expect(all).toMatchObject([{ error: 'other patient' }]);
    expect(await harbor.refused(mark())).toMatchObject({ code: 'disclosures.alreadyInError' });
  });

  it.each([
    ['en', 'Accounting of disclosures', 'Kings County Court'],
    ['id', 'Daftar pelepasan informasi rekam medis', 'perintah pengadilan'],
  ])(
    'is printed in the patient’s language (%s), and free once in twelve months',
    async (spoken, title, word) => {
      const patientId = await patient(harbor, spoken);
      await manager().call(disclosures, 'logDisclosure', fax(patientId, subpoena));
      expect(await desk().call(disclosures, 'accounting', { patientId })).toMatchObject({
        ...{ free: true, lastGivenOn: null },
      });
      await desk().call(disclosures, 'printAccounting', { patientId });
      const { papers } = await manager().call(printing, 'papersOf', { subject: `Patient/${patientId}` });
      expect(papers).toMatchObject([{ title, language: spoken }]);
      const kept = await harbor.inside(({ db }) =>
        sql<{
          text: string;
        }>`SELECT content::text AS text FROM print_paper WHERE patient_id = ${patientId}`.execute(db),
      );
      expect(kept.rows[0]?.text).toContain(word);
      expect(await desk().call(disclosures, 'accounting', { patientId })).toMatchObject({
        ...{ free: false, lastGivenOn: '2026-03-09' },
      });
    },
  );
});

describe('logging a release', () => {
  it('happens once, however often it is sent', async () => {
    const patientId = await patient();
    const send = () =>
      desk().call(disclosures, 'logDisclosure', fax(patientId), { key: `once-${patientId}` });
    expect(await send()).toEqual(await send());
    const { disclosures: all } = await desk().call(disclosures, 'patientDisclosures', { patientId });
    expect(all).toHaveLength(1);
  });

  it('names what is missing, and a day that lies ahead', async () => {
    const patientId = await patient();
    const call = (more: Partial<Log>) =>
      harbor.refused(manager().call(disclosures, 'logDisclosure', fax(patientId, more)));
    const fields = async (more: Partial<Log>) => (await call(more)).fields?.map((one) => one.path);
    expect(await fields({ recipientAddress: ' ', purpose: '', parts: [] })).toEqual(
      expect.arrayContaining(['recipientAddress', 'purpose', 'parts']),
    );
    expect(await fields({ on: '2026-03-10' })).toEqual(['on']);
    expect(await fields({ fromOn: '2026-02-01', toOn: '2026-01-01' })).toEqual(['toOn']);
    expect(await fields({ basis: 'operations' })).toEqual(['minimum']);
  });

  it('is for who may release where the basis is not of every day', async () => {
    const patientId = await patient();
    const problem = await harbor.refused(desk().call(disclosures, 'logDisclosure', fax(patientId, subpoena)));
    expect(problem).toMatchObject({ code: 'disclosures.needsReview', status: 403 });
    const nurse = harbor.as('nurse').call(disclosures, 'logDisclosure', fax(patientId));
    expect(await harbor.refused(nurse)).toMatchObject({ code: 'platform.notAllowed' });
  });

  it('asks a consent of its own for special parts, even for treatment', async () => {
    const patientId = await patient();
    const send = (authorisationId?: string) =>
      desk().call(disclosures, 'logDisclosure', fax(patientId, { special: ['hiv'], authorisationId }));
    const problem = await harbor.refused(send());
    expect(problem).toMatchObject({ code: 'disclosures.ownConsentMissing', details: { codes: ['hiv'] } });
    expect(problem.detail).toContain('HIV');
    const general = await signed(patientId);
    expect(await harbor.refused(send(general))).toMatchObject({ code: 'disclosures.ownConsentMissing' });
    const named = await signed(patientId, { special: ['hiv'] });
    expect((await send(named)).disclosure.special).toEqual(['hiv']);
  });

  it('to an insurer needs the patient’s consent in Indonesia', async () => {
    const patientId = await patient(melati);
    const send = (authorisationId?: string) =>
      desk(melati).call(disclosures, 'logDisclosure', {
        ...fax(patientId, { recipientKind: 'insurer', basis: 'payment', minimum: true, authorisationId }),
      });
    expect(await melati.refused(send())).toMatchObject({ code: 'disclosures.authorisationMissing' });
    const consent = { expiresOn: null, redisclosure: false, noConditioning: false };
    await send(await signed(patientId, consent, melati));
  });
});

describe('an authorisation', () => {
  const by = (patientId: string, authorisationId?: string) =>
    manager().call(
      disclosures,
      'logDisclosure',
      fax(patientId, { recipientKind: 'insurer', basis: 'authorisation', authorisationId }),
    );

  it('keeps a release back while it is missing or says too little, and names what it does not say', async () => {
    const patientId = await patient();
    expect(await harbor.refused(by(patientId))).toMatchObject({ code: 'disclosures.authorisationMissing' });
    const gaps = { noConditioning: false, expiresOn: null };
    const id = await signed(patientId, gaps);
    const problem = await harbor.refused(by(patientId, id));
    expect(problem).toMatchObject({
      ...{ code: 'disclosures.authorisationIncomplete' },
      details: { codes: ['expiry', 'noConditioning'] },
    });
    expect(problem.detail).toContain('expiry day or event');
    await desk().call(disclosures, 'saveAuthorisation', {
      ...paper(patientId, { expiryEvent: 'The policy is issued', expiresOn: null }),
      authorisationId: id,
    });
    await by(patientId, id);
  });

  it('keeps it back once it is expired, its event has happened or she has taken it back', async () => {
    const patientId = await patient();
    const expired = await signed(patientId, { expiresOn: '2026-03-08' });
    expect(await harbor.refused(by(patientId, expired))).toMatchObject({
      code: 'disclosures.authorisationExpired',
    });
    for (const [how, code] of [
      ['eventHappened', 'disclosures.authorisationExpired'],
      ['revoked', 'disclosures.authorisationRevoked'],
    ] as const) {
      const authorisationId = await signed(patientId);
      await by(patientId, authorisationId);
      const end = () =>
        desk().call(disclosures, 'endAuthorisation', { authorisationId, how, on: '2026-03-09' });
      await end();
      expect(await harbor.refused(by(patientId, authorisationId))).toMatchObject({ code });
      expect(await harbor.refused(end())).toMatchObject({ code: 'disclosures.authorisationEnded' });
    }
  });

  it('stands as it was once something was released by it', async () => {
    const patientId = await patient();
    const authorisationId = await signed(patientId);
    await by(patientId, authorisationId);
    const again = desk().call(disclosures, 'saveAuthorisation', { ...paper(patientId), authorisationId });
    expect(await harbor.refused(again)).toMatchObject({ code: 'disclosures.authorisationUsed' });
  });

  it('of another patient is not there', async () => {
    const [one, other] = [await patient(), await patient()];
    const problem = await harbor.refused(by(other, await signed(one)));
    expect(problem).toMatchObject({ code: 'platform.notFound' });
  });

  it('refuses days that cannot be', async () => {
    const patientId = await patient();
    const fields = async (more: Partial<Paper>) =>
      (await harbor.refused(desk().call(disclosures, 'saveAuthorisation', paper(patientId, more)))).fields;
    expect(await fields({ signedOn: '2026-03-10' })).toMatchObject([{ path: 'signedOn' }]);
    expect(await fields({ expiresOn: '2026-02-28' })).toMatchObject([{ path: 'expiresOn' }]);
    const authorisationId = await signed(patientId);
    const end = desk().call(disclosures, 'endAuthorisation', {
      ...{ authorisationId, how: 'revoked', on: '2026-02-28' },
    });
    expect((await harbor.refused(end)).fields).toMatchObject([{ path: 'on' }]);
  });
});

describe('a request', () => {
  it('goes through every state, is logged as it is released, and is one task at a time', async () => {
    const patientId = await patient();
    const { requestId, dueAt } = await receive(patientId);
    // the thirtieth day in New York ends at 03:59 UTC
    expect(dueAt).toBe('2026-04-09T03:59:00.000Z');
    expect(await tasksOf('frontDesk', patientId)).toMatchObject([{ kind: 'disclosures.verify', dueAt }]);
    await reviewed(requestId);
    expect(await tasksOf('frontDesk', patientId)).toEqual([]);
    expect(await tasksOf('manager', patientId)).toMatchObject([{ kind: 'disclosures.release' }]);
    const { request, disclosure } = await release(requestId);
    expect(request).toMatchObject({ state: 'logged', outcome: 'released' });
    expect(disclosure).toMatchObject({ requestId, recipientName: 'Ann Lee', counted: false });
    await manager().call(disclosures, 'closeRequest', { requestId, note: 'handed over' });
    const { steps } = await desk().call(disclosures, 'readRequest', { requestId });
    expect(steps.map((one) => one.state)).toEqual([
      ...['received', 'verified', 'scoped', 'pulled', 'reviewed', 'released', 'logged', 'closed'],
    ]);
    expect(await tasksOf('manager', patientId)).toEqual([]);
    const open = await desk().call(disclosures, 'openRequests', {});
    expect(open.requests.map((one) => one.requestId)).not.toContain(requestId);
  });

  it('refuses each act out of its turn, and says where it stands', async () => {
    const patientId = await patient();
    const { requestId } = await receive(patientId);
    const acts = [
      () => manager().call(disclosures, 'scopeRequest', { requestId, parts: ['notes'], minimum: true }),
      () => desk().call(disclosures, 'pullRequest', { requestId, pages: 1 }),
      () => manager().call(disclosures, 'reviewRequest', { requestId }),
      () => release(requestId),
      () => manager().call(disclosures, 'closeRequest', { requestId }),
    ];
    for (const act of acts) {
      const problem = await harbor.refused(act());
      expect(problem).toMatchObject({ code: 'disclosures.outOfTurn', details: { state: 'received' } });
    }
    await reviewed(requestId);
    await release(requestId);
    expect(await harbor.refused(release(requestId))).toMatchObject({ code: 'disclosures.outOfTurn' });
    const deny = manager().call(disclosures, 'denyRequest', { requestId, reason: 'notHeld' });
    expect(await harbor.refused(deny)).toMatchObject({ code: 'disclosures.outOfTurn' });
  });

  it('is released once by many hands', async () => {
    const patientId = await patient();
    const { requestId } = await receive(patientId);
    await reviewed(requestId);
    const hands = await Promise.allSettled([1, 2, 3, 4].map(() => release(requestId)));
    expect(hands.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    const { disclosures: all } = await desk().call(disclosures, 'patientDisclosures', { patientId });
    expect(all).toHaveLength(1);
  });

  it('of somebody else needs the authority, and the minimum', async () => {
    const patientId = await patient();
    const more = { requesterKind: 'court', requesterName: 'Court', basis: 'courtOrder' } as const;
    const { requestId } = await receive(patientId, more);
    const verify = (authority: string) =>
      desk().call(disclosures, 'verifyRequest', { requestId, identity: 'letterhead', authority });
    expect((await harbor.refused(verify(''))).fields).toMatchObject([{ path: 'authority' }]);
    await verify('Subpoena 12/2026');
    const scope = manager().call(disclosures, 'scopeRequest', { requestId, parts: ['notes'] });
    expect((await harbor.refused(scope)).fields).toMatchObject([{ path: 'minimum' }]);
  });

  it('for the patient’s own access is hers alone', async () => {
    const patientId = await patient();
    const call = receive(patientId, { requesterKind: 'employer', requesterName: 'Acme' });
    expect((await harbor.refused(call)).fields).toMatchObject([{ path: 'basis' }]);
  });

  it('is not released without a consent of its own for psychotherapy notes', async () => {
    const patientId = await patient();
    const { requestId } = await receive(patientId);
    await reviewed(requestId, harbor, { special: ['psychotherapy'] });
    expect(await harbor.refused(release(requestId))).toMatchObject({ code: 'disclosures.ownConsentMissing' });
  });

  it('to another by authorisation waits for a paper that holds', async () => {
    const patientId = await patient();
    const insurer = { requesterKind: 'insurer', requesterName: 'Acme', basis: 'authorisation' } as const;
    const { requestId } = await receive(patientId, insurer);
    await reviewed(requestId);
    expect(await harbor.refused(release(requestId))).toMatchObject({
      code: 'disclosures.authorisationMissing',
    });
  });

  it('has a cover sheet with what lies below it once the copies are pulled', async () => {
    const patientId = await patient(harbor, 'id');
    const { requestId } = await receive(patientId);
    const cover = () => desk().call(disclosures, 'printCover', { requestId });
    expect(await harbor.refused(cover())).toMatchObject({ code: 'disclosures.outOfTurn' });
    await reviewed(requestId);
    await cover();
    const { papers } = await manager().call(printing, 'papersOf', { subject: `Request/${requestId}` });
    expect(papers).toMatchObject([{ title: 'Pelepasan informasi rekam medis', language: 'id' }]);
    const kept = await harbor.inside(({ db }) =>
      sql<{
        text: string;
      }>`SELECT content::text AS text FROM print_paper WHERE patient_id = ${patientId}`.execute(db),
    );
    for (const word of ['Ann Lee', '5 Elm St', 'catatan kunjungan', '"12"'])
      expect(kept.rows[0]?.text).toContain(word);
  });

  it('is denied with a reason, logged and closed', async () => {
    const patientId = await patient();
    const { requestId } = await receive(patientId);
    const { request } = await manager().call(disclosures, 'denyRequest', { requestId, reason: 'notHeld' });
    expect(request).toMatchObject({ state: 'logged', outcome: 'denied' });
    await manager().call(disclosures, 'closeRequest', { requestId });
    const { steps } = await desk().call(disclosures, 'readRequest', { requestId });
    expect(steps.map((one) => one.state)).toEqual(['received', 'denied', 'logged', 'closed']);
    const { disclosures: all } = await desk().call(disclosures, 'patientDisclosures', { patientId });
    expect(all).toEqual([]);
  });

  it('may wait 30 days more once, with the reason; not in Indonesia, whose clock is 72 hours', async () => {
    const patientId = await patient();
    const { requestId } = await receive(patientId);
    const extend = () =>
      manager().call(disclosures, 'extendRequest', { requestId, reason: 'archived off site' });
    const { request } = await extend();
    expect(request).toMatchObject({ dueAt: '2026-05-09T03:59:00.000Z', extended: true, mayExtend: false });
    expect(await tasksOf('frontDesk', patientId)).toMatchObject([{ dueAt: request.dueAt }]);
    expect(await harbor.refused(extend())).toMatchObject({ code: 'disclosures.extendedAlready' });
    const hers = await patient(melati);
    const here = await receive(hers, {}, melati);
    expect(Date.parse(here.dueAt) - melati.clock.now()).toBe(72 * 3_600_000);
    const call = manager(melati).call(disclosures, 'extendRequest', {
      ...{ requestId: here.requestId, reason: 'much to do' },
    });
    expect(await melati.refused(call)).toMatchObject({ code: 'disclosures.noExtension' });
  });

  it('is reviewed and released by who answers for the records, not at the desk', async () => {
    const patientId = await patient();
    const { requestId } = await receive(patientId);
    const call = desk().call(disclosures, 'releaseRequest', {
      ...{ requestId, recipientAddress: 'x', way: 'paper' },
    });
    expect(await harbor.refused(call)).toMatchObject({ code: 'platform.notAllowed' });
  });
});

describe('retention', () => {
  const seen = async (clinic: TestClinic, day: string, status = 'finished' as const) => {
    const patientId = await patient(clinic);
    await clinic.inside((ctx) =>
      ctx.record.create({
        ...{ resourceType: 'Encounter', status, class: { code: 'AMB' }, period: { start: day, end: day } },
        subject: { reference: `Patient/${patientId}` },
      }),
    );
    return patientId;
  };
  const of = (clinic: TestClinic, patientId: string) =>
    manager(clinic).call(disclosures, 'retentionOf', { patientId });

  it('A5.4 after a last visit on 2026-03-10 in Indonesia ends on 2051-03-11; on a legal hold there is none', async () => {
    melati.clock.set('2026-03-11T02:00:00Z');
    const patientId = await seen(melati, '2026-03-10');
    expect(await of(melati, patientId)).toMatchObject({
      ...{ lastVisitOn: '2026-03-10', kept: 'until', earliestOn: '2051-03-11' },
    });
    const reason = 'Letter of a lawyer';
    const { hold } = await manager(melati).call(disclosures, 'placeHold', { patientId, reason });
    expect(await of(melati, patientId)).toMatchObject({ kept: 'hold', earliestOn: null });
    const lift = () =>
      manager(melati).call(disclosures, 'liftHold', { holdId: hold.holdId, reason: 'Case closed' });
    await lift();
    expect(await of(melati, patientId)).toMatchObject({
      ...{ earliestOn: '2051-03-11', holds: [{ reason, lifted: { reason: 'Case closed' } }] },
    });
    expect(await melati.refused(lift())).toMatchObject({ code: 'disclosures.alreadyLifted' });
    melati.clock.set('2026-03-09T13:00:00Z');
  });

  it('holds are the manager’s, with a reason', async () => {
    const patientId = await patient();
    const clerk = desk().call(disclosures, 'placeHold', { patientId, reason: 'asked' });
    expect(await harbor.refused(clerk)).toMatchObject({ status: 403 });
    const bare = manager().call(disclosures, 'placeHold', { patientId, reason: ' ' });
    expect((await harbor.refused(bare)).fields).toMatchObject([{ path: 'reason' }]);
  });

  it('knows no visit that never was', async () => {
    const patientId = await patient();
    expect(await of(harbor, patientId)).toMatchObject({ kept: 'neverSeen', earliestOn: null });
  });

  it('counts by the clinic’s own table', async () => {
    const patientId = await seen(harbor, '2025-03-10');
    const before = await manager().call(disclosures, 'settings', {});
    expect((await of(harbor, patientId)).earliestOn).toBe('2035-03-11');
    const periods = before.periods.map((one) => (one.code === 'chart' ? { ...one, years: 7 } : one));
    await manager().call(disclosures, 'saveSettings', { ...before, periods });
    expect((await of(harbor, patientId)).earliestOn).toBe('2032-03-11');
    const without = before.periods.filter((one) => one.code !== 'chart');
    const call = (rows: typeof periods) =>
      harbor.refused(manager().call(disclosures, 'saveSettings', { ...before, periods: rows }));
    expect((await call(without)).fields).toMatchObject([{ path: 'periods' }]);
    expect((await call([...periods, ...periods.slice(0, 1)])).fields).toMatchObject([
      { path: `periods.${periods.length}.code` },
    ]);
    await manager().call(disclosures, 'saveSettings', before);
  });
});

describe('two clinics', () => {
  it('know nothing of each other’s requests, papers, lines and holds', async () => {
    const patientId = await patient();
    const { requestId } = await receive(patientId);
    const authorisationId = await signed(patientId);
    const { hold } = await manager().call(disclosures, 'placeHold', { patientId, reason: 'claim' });
    const there = manager(melati);
    const end = { authorisationId, how: 'revoked', on: '2026-03-09' } as const;
    for (const call of [
      () => there.call(disclosures, 'readRequest', { requestId }),
      () => there.call(disclosures, 'patientDisclosures', { patientId }),
      () => there.call(disclosures, 'denyRequest', { requestId, reason: 'other' }),
      () => there.call(disclosures, 'endAuthorisation', end),
      () => there.call(disclosures, 'liftHold', { holdId: hold.holdId, reason: 'x' }),
    ])
      expect(await melati.refused(call())).toMatchObject({ code: 'platform.notFound' });
    expect(
      (await there.call(disclosures, 'openRequests', {})).requests.map((one) => one.patientId),
    ).not.toContain(patientId);
  });
});

describe('the trail', () => {
  it('holds each release, denial and accounting beside the call', async () => {
    const patientId = await patient();
    await desk().call(disclosures, 'logDisclosure', fax(patientId));
    await desk().call(disclosures, 'printAccounting', { patientId });
    const { rows } = await harbor.inside(({ db }) =>
      sql<{
        event: string;
      }>`SELECT event FROM audit_event WHERE patient_id = ${patientId} ORDER BY event`.execute(db),
    );
    expect(rows.map((one) => one.event)).toEqual(
      expect.arrayContaining([
        ...['disclosures.accountingGiven', 'disclosures.logDisclosure', 'disclosures.printAccounting'],
        'disclosures.released',
      ]),
    );
  });
});
