import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pagesOf, needReaders } from '#platform/server/print/testing.ts';
import { servePaper } from '#platform/server/print/serve-paper.ts';
import type { CallOf } from '#platform/shared/contract.ts';
import { work } from '#platform/shared/work-contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { amendments } from '../contract.ts';
import { statementCharacters } from '../shared/codes.ts';

needReaders('pdftotext');

let harbor: TestClinic;
let melati: TestClinic;
beforeAll(async () => {
  harbor = await openTestClinic({ country: 'US' });
  melati = harbor.other;
});
afterAll(() => harbor.close());

/** The day in both clinics. */
const day = '2026-03-09';
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
const physician = (clinic = harbor) => clinic.as('physician');

type Ask = CallOf<typeof amendments, 'receiveRequest'>;
const paperOf = (patientId: string, more: Partial<Ask> = {}): Ask => ({
  ...{ patientId, content: 'clinical', requesterKind: 'patient', requesterName: 'Ann Lee', written: true },
  ...{ place: 'Visit of 2 March, allergies', wanted: 'No allergy to penicillin', why: 'It was a rash' },
  ...more,
});
const receive = async (patientId: string, more: Partial<Ask> = {}, clinic = harbor) =>
  (await desk(clinic).call(amendments, 'receiveRequest', paperOf(patientId, more))).request;

/** A request that somebody looks into. */
async function underReview(more: Partial<Ask> = {}, clinic = harbor, language?: string) {
  const patientId = await patient(clinic, language);
  const { requestId } = await receive(patientId, more, clinic);
  const content = more.content ?? 'clinical';
  const who = content === 'clinical' ? physician(clinic) : manager(clinic);
  await who.call(amendments, 'reviewRequest', { requestId, content });
  return { patientId, requestId };
}
const accept = (requestId: string, more: Partial<CallOf<typeof amendments, 'acceptClinical'>> = {}) =>
  physician().call(amendments, 'acceptClinical', { requestId, linkedPlace: 'Allergies', ...more });
const denial = {
  ...{ reason: 'accurate' as const, words: 'The skin test of 2 March was positive.' },
};
const deny = (requestId: string, clinic = harbor) =>
  physician(clinic).call(amendments, 'denyClinical', { requestId, ...denial });
const tell = (requestId: string, clinic = harbor) =>
  desk(clinic).call(amendments, 'tellPatient', { requestId, on: day, way: 'post' });
const close = (requestId: string) => desk().call(amendments, 'closeRequest', { requestId });
const read = async (requestId: string, clinic = harbor) =>
  (await desk(clinic).call(amendments, 'readRequest', { requestId })).request;
const attach = (requestId: string, text = 'The test was of somebody else.') =>
  desk().call(amendments, 'attachStatement', { requestId, text, on: day });
const tasksOf = async (role: string, patientId: string) =>
  (await harbor.as(role).call(work, 'listMine', { patientId })).tasks;
const codeOf = async (call: Promise<unknown>, clinic = harbor) => (await clinic.refused(call)).code;
const fieldsOf = async (call: Promise<unknown>) =>
  (await harbor.refused(call)).fields?.map((one) => one.path);

describe('a request', () => {
  it('goes from received over review and acceptance to told and closed, and is one task at a time', async () => {
    const patientId = await patient();
    const { requestId, dueAt } = await receive(patientId);
    expect(await tasksOf('physician', patientId)).toMatchObject([
      { kind: 'amendments.reviewClinical', dueAt },
    ]);
    expect(await tasksOf('manager', patientId)).toEqual([]);
    await physician().call(amendments, 'reviewRequest', { requestId, content: 'clinical' });
    expect(await tasksOf('physician', patientId)).toMatchObject([
      { kind: 'amendments.decideClinical', dueAt },
    ]);
    expect((await accept(requestId)).request).toMatchObject({
      ...{ state: 'accepted', outcome: 'accepted', linkedPlace: 'Allergies', goesAlong: true },
    });
    expect(await tasksOf('frontDesk', patientId)).toMatchObject([{ kind: 'amendments.tell' }]);
    await tell(requestId);
    expect(await tasksOf('frontDesk', patientId)).toMatchObject([{ kind: 'amendments.close' }]);
    await close(requestId);
    const { steps } = await desk().call(amendments, 'readRequest', { requestId });
    expect(steps.map((one) => one.state)).toEqual(['received', 'review', 'accepted', 'told', 'closed']);
    expect(await tasksOf('frontDesk', patientId)).toEqual([]);
    const open = await desk().call(amendments, 'openRequests', {});
    expect(open.requests.map((one) => one.requestId)).not.toContain(requestId);
    const { requests } = await desk().call(amendments, 'patientAmendments', { patientId });
    expect(requests).toMatchObject([{ requestId, state: 'closed', goesAlong: true }]);
  });

  it('refuses each act out of its turn, and says where it stands', async () => {
    const patientId = await patient();
    const { requestId } = await receive(patientId);
    const early = [
      () => accept(requestId),
      () => deny(requestId),
      () => tell(requestId),
      () => close(requestId),
    ];
    for (const act of early) {
      const problem = await harbor.refused(act());
      expect(problem).toMatchObject({ code: 'amendments.outOfTurn', details: { state: 'received' } });
    }
    await physician().call(amendments, 'reviewRequest', { requestId, content: 'clinical' });
    await deny(requestId);
    expect(await codeOf(accept(requestId))).toBe('amendments.outOfTurn');
    expect(await codeOf(close(requestId))).toBe('amendments.outOfTurn');
    const review = physician().call(amendments, 'reviewRequest', { requestId, content: 'clinical' });
    expect(await codeOf(review)).toBe('amendments.outOfTurn');
    expect((await read(requestId)).state).toBe('denied');
  });

  it('names what the paper does not say, and keeps nothing', async () => {
    const patientId = await patient();
    const call = (more: Partial<Ask>) =>
      fieldsOf(desk().call(amendments, 'receiveRequest', paperOf(patientId, more)));
    expect(await call({ place: ' ', wanted: '', why: '' })).toEqual(['place', 'wanted', 'why']);
    const spoken = { ...paperOf(patientId), written: false } as unknown as Ask;
    expect(await fieldsOf(desk().call(amendments, 'receiveRequest', spoken))).toEqual(['written']);
    expect(await call({ requesterKind: 'representative' })).toEqual(['authority']);
    expect(await call({ receivedOn: '2026-03-10' })).toEqual(['receivedOn']);
    const { requests } = await desk().call(amendments, 'patientAmendments', { patientId });
    expect(requests).toEqual([]);
  });

  it('is kept once, however often it is sent', async () => {
    const patientId = await patient();
    const send = () =>
      desk().call(amendments, 'receiveRequest', paperOf(patientId), { key: `once-${patientId}` });
    expect(await send()).toEqual(await send());
    const { requests } = await desk().call(amendments, 'patientAmendments', { patientId });
    expect(requests).toHaveLength(1);
  });

  it('of a patient or under a number that is not there is not found', async () => {
    expect(await codeOf(desk().call(amendments, 'receiveRequest', paperOf('nobody')))).toBe(
      'platform.notFound',
    );
    const requestId = '0198a000-0000-7000-8000-000000000000';
    expect(await codeOf(tell(requestId))).toBe('platform.notFound');
    const tick = desk().call(amendments, 'tellParty', { partyId: requestId, on: day, way: 'post' });
    expect(await codeOf(tick)).toBe('platform.notFound');
  });
});

describe('who decides', () => {
  it('is a physician on clinical content and the manager on administrative data, and nobody else', async () => {
    const clinical = await underReview();
    const office = await underReview({ content: 'administrative' });
    const linkedPlace = 'Address';
    const byManager = manager().call(amendments, 'acceptClinical', { ...clinical, linkedPlace });
    expect(await codeOf(byManager)).toBe('platform.notAllowed');
    const around = manager().call(amendments, 'acceptAdministrative', { ...clinical, linkedPlace });
    const problem = await harbor.refused(around);
    expect(problem.code).toBe('amendments.otherContent');
    expect(problem.detail).toContain('a physician decides');
    const byPhysician = physician().call(amendments, 'denyAdministrative', { ...office, ...denial });
    expect(await codeOf(byPhysician)).toBe('platform.notAllowed');
    expect(await codeOf(deny(office.requestId))).toBe('amendments.otherContent');
    for (const role of ['frontDesk', 'nurse', 'clinical', 'auditor']) {
      const call = harbor.as(role).call(amendments, 'acceptClinical', { ...clinical, linkedPlace });
      expect([role, await codeOf(call)]).toEqual([role, 'platform.notAllowed']);
    }
    await manager().call(amendments, 'acceptAdministrative', { ...office, linkedPlace });
    expect((await read(office.requestId)).state).toBe('accepted');
    expect((await read(clinical.requestId)).state).toBe('review');
  });

  it('follows what the review says that it is about', async () => {
    const patientId = await patient();
    const { requestId } = await receive(patientId);
    await physician().call(amendments, 'reviewRequest', { requestId, content: 'administrative' });
    expect(await tasksOf('manager', patientId)).toMatchObject([{ kind: 'amendments.decideAdministrative' }]);
  });

  it('is received by the front desk and the assistant, and not by a nurse', async () => {
    const patientId = await patient();
    await harbor.as('assistant').call(amendments, 'receiveRequest', paperOf(patientId));
    const nurse = harbor.as('nurse').call(amendments, 'receiveRequest', paperOf(patientId));
    expect(await codeOf(nurse)).toBe('platform.notAllowed');
  });
});

describe('the clock', () => {
  it('runs out with the sixtieth day, goes on for thirty days once, and is not extended a second time', async () => {
    // the sixtieth day is today
    const patientId = await patient();
    const { requestId, dueAt, mayExtend } = await receive(patientId, { receivedOn: '2026-01-08' });
    expect([dueAt, mayExtend]).toEqual(['2026-03-10T03:59:00.000Z', true]);
    const extend = () =>
      physician().call(amendments, 'extendRequest', { requestId, reason: 'Old paper chart', toldOn: day });
    const { request } = await extend();
    // thirty days later in New York
    expect(request.dueAt).toBe('2026-04-09T03:59:00.000Z');
    expect(request).toMatchObject({
      ...{ extension: { reason: 'Old paper chart', toldOn: day }, mayExtend: false },
    });
    expect(await tasksOf('physician', patientId)).toMatchObject([{ dueAt: request.dueAt }]);
    expect(await codeOf(extend())).toBe('amendments.extendedAlready');
    expect((await read(requestId)).dueAt).toBe(request.dueAt);
  });

  it('is not extended where the patient was told after the sixtieth day, before it began, or in the future', async () => {
    const { requestId } = await receive(await patient(), { receivedOn: '2026-01-07' });
    const extend = (toldOn: string, reason = 'x') =>
      fieldsOf(physician().call(amendments, 'extendRequest', { requestId, reason, toldOn }));
    expect(await extend(day)).toEqual(['toldOn']);
    expect(await extend('2026-01-06')).toEqual(['toldOn']);
    expect(await extend('2026-03-10')).toEqual(['toldOn']);
    expect(await extend('2026-03-08', ' ')).toEqual(['reason']);
    expect((await read(requestId)).extension).toBeNull();
  });

  it('in Indonesia runs three times 24 hours and knows no extension', async () => {
    const { requestId, dueAt, mayExtend } = await receive(await patient(melati), {}, melati);
    const hours = (Date.parse(dueAt) - melati.clock.now()) / 3_600_000;
    expect([Math.round(hours), mayExtend]).toEqual([72, false]);
    const extend = physician(melati).call(amendments, 'extendRequest', {
      requestId,
      reason: 'x',
      toldOn: day,
    });
    expect(await codeOf(extend, melati)).toBe('amendments.noExtension');
  });

  it('is the clinic’s to set, for what comes in from then on', async () => {
    const before = await manager().call(amendments, 'settings', {});
    expect(before).toEqual({ answer: { amount: 60, unit: 'days' }, extensionDays: 30 });
    const here = await receive(await patient());
    const clocks = { answer: { amount: 10, unit: 'days' as const }, extensionDays: 0 };
    await manager().call(amendments, 'saveSettings', clocks);
    const later = await receive(await patient());
    expect([later.dueAt, later.mayExtend]).toEqual(['2026-03-20T03:59:00.000Z', false]);
    expect((await read(here.requestId)).dueAt).toBe(here.dueAt);
    expect(await codeOf(desk().call(amendments, 'saveSettings', clocks))).toBe('platform.notAllowed');
    const none = { ...clocks, answer: { amount: 0, unit: 'days' as const } };
    expect(await fieldsOf(manager().call(amendments, 'saveSettings', none))).toEqual(['answer.amount']);
    await manager().call(amendments, 'saveSettings', before);
  });
});

describe('an acceptance', () => {
  it('is not closed while a named party was not told, and names who that is', async () => {
    const { requestId } = await underReview({ named: ['Dr. Heart'] });
    const { request } = await accept(requestId, { relied: ['Acme Health'] });
    expect(request.parties.map((one) => [one.name, one.kind])).toEqual([
      ['Dr. Heart', 'named'],
      ['Acme Health', 'relied'],
    ]);
    await tell(requestId);
    const tick = (partyId = '', on = day) =>
      desk().call(amendments, 'tellParty', { partyId, on, way: 'fax' });
    const [heart, acme] = request.parties.map((one) => one.partyId);
    await tick(heart);
    const problem = await harbor.refused(close(requestId));
    expect(problem).toMatchObject({ code: 'amendments.partyUntold', details: { names: 'Acme Health' } });
    expect(await codeOf(tick(heart))).toBe('amendments.toldAlready');
    expect(await fieldsOf(tick(acme, '2026-03-10'))).toEqual(['on']);
    await tick(acme);
    await desk().call(amendments, 'addParty', { requestId, name: 'City Lab', partyKind: 'named' });
    expect(await codeOf(close(requestId))).toBe('amendments.partyUntold');
    const lab = (await read(requestId)).parties.find((one) => one.name === 'City Lab');
    await tick(lab?.partyId);
    expect((await close(requestId)).request.state).toBe('closed');
    const late = desk().call(amendments, 'addParty', { requestId, name: 'x', partyKind: 'named' });
    expect(await codeOf(late)).toBe('amendments.outOfTurn');
  });

  it('is linked to an entry of this patient, and to nobody else’s', async () => {
    const { patientId, requestId } = await underReview();
    const conditionOf = (id: string) =>
      harbor.inside(async ({ record }) => {
        const subject = { reference: `Patient/${id}` };
        return `Condition/${(await record.create({ resourceType: 'Condition', subject })).id}`;
      });
    const foreign = await conditionOf(await patient());
    for (const resource of [foreign, 'Condition/none', 'Nothing/none', 'no reference'])
      expect([resource, await fieldsOf(accept(requestId, { resource }))]).toEqual([resource, ['resource']]);
    expect((await read(requestId)).state).toBe('review');
    const resource = await conditionOf(patientId);
    expect((await accept(requestId, { resource })).request.resource).toBe(resource);
  });
});

describe('a denial', () => {
  it('needs a reason of the law’s list, and words', async () => {
    const { requestId } = await underReview();
    const bad = { requestId, reason: 'inconvenient', words: '' } as unknown as CallOf<
      typeof amendments,
      'denyClinical'
    >;
    const problem = await fieldsOf(physician().call(amendments, 'denyClinical', bad));
    expect(problem).toEqual(['reason', 'words']);
    expect((await read(requestId)).state).toBe('review');
    const { request } = await deny(requestId);
    expect(request).toMatchObject({ outcome: 'denied', denyReason: 'accurate', goesAlong: true });
  });

  it('alone takes a statement of disagreement, once, also after it was closed', async () => {
    const { requestId } = await underReview();
    expect(await codeOf(attach(requestId))).toBe('amendments.notDenied');
    const other = await underReview();
    await accept(other.requestId);
    expect(await codeOf(attach(other.requestId))).toBe('amendments.notDenied');
    await deny(requestId);
    await tell(requestId);
    await close(requestId);
    expect(await fieldsOf(attach(requestId, 'x'.repeat(statementCharacters + 1)))).toEqual(['text']);
    const { request } = await attach(requestId);
    expect(request).toMatchObject({ state: 'closed', goesAlong: true, statement: { on: day } });
    expect(await codeOf(attach(requestId))).toBe('amendments.statementAlready');
  });

  it('is defended once, after a statement, with the day of the patient’s copy', async () => {
    const { requestId } = await underReview();
    await deny(requestId);
    const rebut = (copyOn = day) =>
      physician().call(amendments, 'rebutStatement', {
        ...{ requestId, text: 'The name on the test is hers.', copyOn, way: 'post' },
      });
    expect(await codeOf(rebut())).toBe('amendments.noStatement');
    await attach(requestId);
    expect(await fieldsOf(rebut('2026-03-08'))).toEqual(['copyOn']);
    expect((await rebut()).request.rebuttal).toMatchObject({ copyOn: day, way: 'post' });
    expect(await codeOf(rebut())).toBe('amendments.rebuttalAlready');
  });
});

describe('letters', () => {
  const print = async (
    requestId: string,
    verb: 'printAcknowledgement' | 'printAcceptance' | 'printDenial',
    clinic = harbor,
  ) => {
    const { paperId } = await desk(clinic).call(amendments, verb, { requestId });
    const pages = await clinic.inside(async (ctx) => pagesOf((await servePaper(ctx, paperId, 0)).bytes));
    return pages.join('\n').replace(/\s+/g, ' ');
  };

  it('acknowledge a request with the day by which it is answered', async () => {
    const { requestId } = await receive(await patient());
    const text = await print(requestId, 'printAcknowledgement');
    expect(text).toContain('Your request to amend has arrived');
    expect(text).toContain('May 8, 2026');
    expect(text).toContain('No allergy to penicillin');
  });

  it('tell of an acceptance: the entry, and who is told', async () => {
    const { requestId } = await underReview({ named: ['Dr. Heart'] });
    expect(await codeOf(print(requestId, 'printAcceptance'))).toBe('amendments.outOfTurn');
    await accept(requestId, { linkedPlace: 'Allergy list of 2 March' });
    const text = await print(requestId, 'printAcceptance');
    expect(text).toContain('Allergy list of 2 March');
    expect(text).toContain('We tell of the amendment: Dr. Heart.');
    expect(await codeOf(print(requestId, 'printDenial'))).toBe('amendments.outOfTurn');
  });

  it('tell of a denial: basis, statement, what goes along, and to whom to complain', async () => {
    const { requestId } = await underReview();
    await deny(requestId);
    const text = await print(requestId, 'printDenial');
    for (const words of [
      'The entry is accurate and complete.',
      denial.words,
      'written statement of disagreement',
      'go along with every future release',
      'Office for Civil Rights',
    ])
      expect(text).toContain(words);
  });

  it('are in the patient’s language, with the law of the clinic’s place', async () => {
    const here = await underReview({}, harbor, 'id');
    await deny(here.requestId);
    const text = await print(here.requestId, 'printDenial');
    expect(text).toContain('Permintaan perbaikan Anda ditolak');
    expect(text).toContain('Office for Civil Rights');
    const there = await underReview({}, melati);
    await deny(there.requestId, melati);
    expect(await print(there.requestId, 'printDenial', melati)).toContain('dinas kesehatan');
  });
});
