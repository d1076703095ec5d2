import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Patient } from '@medplum/fhirtypes';
import { displayRecordNumber } from '#platform/shared/identifiers.ts';
import { work } from '#platform/shared/work-contract.ts';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { letters } from '#slices/letters/contract.ts';
import { openLetterClinic, type LetterClinic } from '#slices/letters/server/testing/letter-clinic.ts';
import { records } from '#slices/records/contract.ts';
import type { TestClinic } from '#testing/clinic.ts';
import { merging, type OverlayType } from '../contract.ts';
import { markNames } from './mark-names.ts';
import { compareNext, searchLookAlikes } from './search.ts';
import { contentOf, fillChart, join, newPatient, papersOf, part, subjectOf } from './testing/charts.ts';

let house: LetterClinic;
let clinic: TestClinic;
beforeAll(async () => {
  house = await openLetterClinic();
  clinic = house.clinic;
});
afterAll(() => clinic.close());

const manager = () => clinic.as('manager');
const desk = () => clinic.as('frontDesk');
const named = (text: string, more: Partial<Patient> = {}) =>
  newPatient(clinic, { name: [{ use: 'official', text }], ...more });
const pairs = async (person = manager()) => (await person.call(merging, 'worklist', {})).pairs;
const codeOf = async (call: Promise<unknown>) => (await clinic.refused(call)).code;

describe('the list of look-alikes', () => {
  it('is filled by the nightly search, each chart once after each change, in batches', async () => {
    const born = {
      birthDate: '1961-02-14',
      telecom: [{ system: 'phone' as const, value: '0811-2222-3333' }],
    };
    const one = await named('Oesman Djaja', born);
    const two = await named('Usman Jaya', born);
    const before = (await pairs()).length;
    const walk = async (most: number) => {
      let runs = 0;
      while ((await clinic.inside((ctx) => compareNext(ctx, most))) === most) runs += 1;
      return runs;
    };
    expect(await walk(1)).toBeGreaterThan(1);
    const found = (await pairs()).find(
      ({ patient, other }) => [patient.id, other.id].sort().join() === [one, two].sort().join(),
    );
    expect(found?.reasons).toEqual(expect.arrayContaining(['birthDateSame', 'phoneSame']));
    expect((await pairs()).length).toBe(before + 1);
    expect(await clinic.inside((ctx) => compareNext(ctx, 50))).toBe(0);
    await clinic.inside(({ record }) =>
      record.patch('Patient', one, (patient) => ({ ...patient, gender: 'unknown' })),
    );
    clinic.clock.advance(1);
    await clinic.inside(({ record }) =>
      record.patch('Patient', one, (patient) => ({ ...patient, gender: 'female' })),
    );
    expect(await clinic.inside((ctx) => compareNext(ctx, 50))).toBe(1);
  });

  it('is searched by night only, by the clinic’s own clock', async () => {
    await named('Nobody By Day');
    const run = () => searchLookAlikes.run({ clinic: clinic.clinic, inside: clinic.inside });
    await run();
    const left = () => clinic.inside((ctx) => compareNext(ctx, 0));
    expect(await left()).toBe(0);
    const waiting = await clinic.inside((ctx) => compareNext(ctx, 50));
    expect(waiting).toBeGreaterThan(0);
  });

  it('takes reports by hand, says who has one and who looked, and asks once and for good', async () => {
    const [one, two] = [
      await named('Agus Salim'),
      await named('Bambang Sutrisno', { birthDate: '1950-01-01' }),
    ];
    const pair = { patientId: one, otherId: two };
    const report = { ...pair, note: 'Her husband says it is one person' };
    await desk().call(merging, 'reportPair', report);
    const mine = async () =>
      (await pairs()).find(({ patient, other }) => [patient.id, other.id].includes(one));
    expect(await mine()).toMatchObject({ reported: { note: report.note, by: desk().actor.name } });
    await manager().call(merging, 'assignPair', { ...pair, toMe: true });
    await manager().call(merging, 'lookAtPair', pair);
    expect(await mine()).toMatchObject({
      assignee: { name: manager().actor.name },
      looked: { by: manager().actor.name },
    });
    await manager().call(merging, 'assignPair', { ...pair, toMe: false });
    expect((await mine())?.assignee).toBeUndefined();
    await manager().call(records, 'sayDifferent', pair);
    expect(await mine()).toBeUndefined();
    const again = await clinic.refused(
      desk().call(merging, 'reportPair', { ...pair, otherId: one, patientId: two, note: 'x' }),
    );
    expect(again).toMatchObject({ code: 'merging.saidDifferent', details: { by: manager().actor.name } });
    expect(
      await codeOf(desk().call(merging, 'reportPair', { patientId: one, otherId: one, note: 'x' })),
    ).toBe('merging.sameChart');
    expect(await codeOf(desk().call(merging, 'worklist', {}))).toBe('platform.notAllowed');
    const without = await clinic.refused(desk().call(merging, 'reportPair', { ...pair, note: ' ' }));
    expect(without.fields).toMatchObject([{ path: 'note' }]);
  });

  it('knows nothing of another clinic', async () => {
    const one = await named('Zainal Abidin');
    const theirs = await newPatient(clinic.other);
    const there = clinic.other.as('manager');
    expect(
      await codeOf(there.call(merging, 'reportPair', { patientId: theirs, otherId: one, note: 'x' })),
    ).toBe('platform.notFound');
    expect(await codeOf(there.call(merging, 'comparePair', { survivorId: theirs, otherId: one }))).toBe(
      'platform.notFound',
    );
    const input = { survivorId: theirs, otherId: one, survivorVersion: 1, otherVersion: 1, reason: 'x' };
    expect(await codeOf(there.call(merging, 'mergeCharts', input))).toBe('platform.notFound');
    const two = await named('Zainal Abidin');
    const { mergeId } = await join(clinic, one, two);
    expect(await codeOf(there.call(merging, 'readMerge', { mergeId }))).toBe('platform.notFound');
    expect(await codeOf(there.call(merging, 'unmergeCharts', { mergeId, reason: 'x' }))).toBe(
      'platform.notFound',
    );
    expect((await there.call(merging, 'merges', {})).merges).toEqual([]);
    expect((await manager().call(merging, 'merges', {})).merges[0]).toMatchObject({
      mergeId,
      items: expect.any(Number),
    });
  });
});

describe('visits and letters', () => {
  it('come along signed as they are, and go back so', async () => {
    const visit = await house.came({ name: 'Dewi Lestari' });
    await house.measured(visit);
    await house.seen(visit);
    const letter = await house.sign(await house.draft(visit));
    const stays = await named('Dewi Lestary', { birthDate: '1990-05-08' });
    const before = await contentOf(clinic, [stays, visit.patientId]);
    const { mergeId } = await join(clinic, stays, visit.patientId);
    const { letters: hers } = await clinic.as('nurse').call(letters, 'patientLetters', { patientId: stays });
    expect(hers).toMatchObject([{ letterId: letter.letterId, state: 'signed' }]);
    const { rows } = await desk().call(frontDesk, 'todayBoard', {});
    expect(rows.find(({ visitId }) => visitId === visit.visitId)?.patient.id).toBe(stays);
    // whoever is in the house is not taken out from under somebody's hands
    const here = await clinic.refused(part(clinic, mergeId));
    expect(here).toMatchObject({ code: 'merging.objection' });
    expect(here.detail).toContain('sedang berjalan');
    clinic.clock.advance(24 * 60);
    await part(clinic, mergeId);
    expect(await contentOf(clinic, [stays, visit.patientId])).toEqual(before);
    clinic.clock.advance(-24 * 60);
  });
});

describe('a name alert', () => {
  const alerts = async (patientId: string) =>
    (await clinic.as('nurse').call(merging, 'nameAlerts', { patientId })).alerts;

  it('stands where somebody of a like name was born about the same day, and says no more than tells her apart', async () => {
    const one = await named('Muhammad Rizki', { birthDate: '1988-03-12' });
    const two = await named('Moh. Rizky', { birthDate: '1988-12-03' });
    const far = await named('Muhammad Rizki', { birthDate: '1955-07-30' });
    const found = await alerts(one);
    expect(found).toMatchObject([{ patientId: two, initials: 'MR', birthYear: '1988', today: false }]);
    expect(Object.keys(found[0] ?? {})).not.toContain('name');
    expect((await alerts(far)).map(({ patientId }) => patientId)).toEqual([]);
  });

  it('stands on the board of the day for both, and is gone with one of them', async () => {
    const run = () => clinic.inside((ctx) => markNames.run(ctx));
    const one = await house.came({ name: 'Kartini Wijaya' });
    const two = await house.came({ name: 'Kartini Widjaja' });
    const other = await house.came({ name: 'Togar Simanjuntak' });
    await run();
    await run();
    const marksOf = async ({ visitId }: { visitId: string }) =>
      (await desk().call(frontDesk, 'todayBoard', {})).rows
        .find((row) => row.visitId === visitId)
        ?.marks.map(({ code }) => code);
    expect(await marksOf(one)).toEqual(['nameAlert']);
    expect(await marksOf(two)).toEqual(['nameAlert']);
    expect(await marksOf(other)).toEqual([]);
    expect(await alerts(one.patientId)).toMatchObject([{ patientId: two.patientId, today: true }]);
    await join(clinic, one.patientId, await named('Kartini W', { birthDate: '1990-05-08' }));
    await desk().call(merging, 'setNameAlert', {
      patientId: other.patientId,
      otherId: one.patientId,
      note: 'Neighbours',
    });
    await run();
    expect(await marksOf(other)).toEqual(['nameAlert']);
    expect(await alerts(other.patientId)).toMatchObject([
      { patientId: one.patientId, why: 'byHand', note: 'Neighbours' },
    ]);
    await desk().call(merging, 'endNameAlert', { patientId: one.patientId, otherId: other.patientId });
    await run();
    expect(await marksOf(other)).toEqual([]);
  });
});

describe('a wrong person’s data', () => {
  const itemOf = async (overlayId: string, type: OverlayType, word: string) => {
    const { items } = await manager().call(merging, 'readOverlay', { overlayId });
    const { id = '' } = items.find((one) => one.type === type && one.label.includes(word)) ?? {};
    return { type, id };
  };

  it('is a report for the manager, moved entry by entry, and told to who cared for her meanwhile', async () => {
    const [wrong, right] = [await named('Ratna Sari'), await named('Ratna Dewi')];
    await fillChart(clinic, wrong, 'theirs');
    clinic.clock.advance(1);
    await clinic.as('physician').call(records, 'readChart', { patientId: wrong });
    await desk().call(records, 'readBanner', { patientId: wrong });
    const { overlayId } = await clinic
      .as('nurse')
      .call(merging, 'reportOverlay', { patientId: wrong, what: 'Allergies of another' });
    expect((await desk().call(merging, 'chartState', { patientId: wrong })).overlays).toBe(1);
    const tasks = async (role: string) =>
      (await clinic.as(role).call(work, 'listMine', { patientId: wrong })).tasks.map(({ kind }) => kind);
    expect(await tasks('manager')).toContain('merging.overlay');
    const items = [
      await itemOf(overlayId, 'AllergyIntolerance', 'latex'),
      await itemOf(overlayId, 'Condition', 'asma'),
      await itemOf(overlayId, 'MedicationStatement', 'metformin'),
      await itemOf(overlayId, 'Observation', 'gula'),
      await itemOf(overlayId, 'Immunization', 'BCG'),
      await itemOf(overlayId, 'DocumentReference', 'surat'),
    ];
    const wish = { overlayId, rightId: right, items, reason: 'Scanned into the wrong chart' };
    expect(await codeOf(desk().call(merging, 'moveOverlay', wish))).toBe('platform.notAllowed');
    expect(await codeOf(manager().call(merging, 'moveOverlay', { ...wish, rightId: wrong }))).toBe(
      'merging.sameChart',
    );
    const { moved, told } = await manager().call(merging, 'moveOverlay', wish);
    expect({ moved, told }).toEqual({ moved: 6, told: 2 });
    const there = await clinic.as('physician').call(records, 'readChart', { patientId: right });
    expect(there.allergies.items.map(({ substance }) => substance)).toEqual(['latex theirs']);
    for (const part of [there.problems, there.medicines, there.observations, there.immunizations])
      expect(part.items).toHaveLength(1);
    expect(await papersOf(clinic, right)).toHaveLength(1);
    const here = await clinic.as('physician').call(records, 'readChart', { patientId: wrong });
    expect(here.allergies.items).toEqual([]);
    expect(here.problems.items).toEqual([]);
    const trace = await clinic.inside(({ record }) =>
      record.mustRead('AllergyIntolerance', items[0]?.id ?? ''),
    );
    expect(trace).toMatchObject({
      patient: subjectOf(wrong),
      verificationStatus: { coding: [{ code: 'entered-in-error' }] },
    });
    const names = await clinic.inside((ctx) => ctx.patientNames([right]));
    const number = displayRecordNumber(names.get(right)?.recordNumber ?? '', 'ID');
    expect(trace.note?.at(-1)?.text).toContain(number);
    expect(await tasks('physician')).toContain('merging.overlayTold');
    expect(await tasks('frontDesk')).not.toContain('merging.overlayTold');
    expect(await tasks('manager')).not.toContain('merging.overlay');
    const { overlays } = await manager().call(merging, 'overlays', {});
    expect(overlays).toMatchObject([{ overlayId, state: 'moved', right: { id: right }, told: 2 }]);
    expect(await codeOf(manager().call(merging, 'moveOverlay', wish))).toBe('merging.overlayDone');
  });

  it('moves nothing where a duty keeps one of the entries as it was signed, and says why', async () => {
    const visit = await house.came({ name: 'Lukman Hakim' });
    await house.measured(visit);
    await house.seen(visit);
    const { letterId } = await house.sign(await house.draft(visit));
    await fillChart(clinic, visit.patientId, 'kept');
    const right = await named('Lukman Harun');
    const { overlayId } = await desk().call(merging, 'reportOverlay', {
      patientId: visit.patientId,
      what: 'A letter',
    });
    const items = [
      await itemOf(overlayId, 'Condition', 'asma'),
      { type: 'DocumentReference' as const, id: letterId },
    ];
    const problem = await clinic.refused(
      manager().call(merging, 'moveOverlay', { overlayId, rightId: right, items, reason: 'x' }),
      'en',
    );
    expect(problem.code).toBe('merging.cannotMove');
    const chart = await clinic.as('physician').call(records, 'readChart', { patientId: right });
    expect(chart.problems.items).toEqual([]);
    await manager().call(merging, 'closeOverlay', { overlayId, reason: 'It is his' });
    expect((await desk().call(merging, 'chartState', { patientId: visit.patientId })).overlays).toBe(0);
  });
});
