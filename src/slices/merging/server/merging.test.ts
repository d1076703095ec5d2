import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { displayRecordNumber } from '#platform/shared/identifiers.ts';
import { work } from '#platform/shared/work-contract.ts';
import { records } from '#slices/records/contract.ts';
import { patientByNumber } from '#slices/records/server/index.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { merging } from '../contract.ts';
import { contentOf, fillChart, join, newPatient, papersOf, part, subjectOf, wish } from './testing/charts.ts';

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic();
});
afterAll(() => clinic.close());

const manager = () => clinic.as('manager');
const desk = () => clinic.as('frontDesk');
const nik = (value: string) => [{ system: 'https://fhir.kemkes.go.id/id/nik', value }];
const phone = (value: string) => [{ system: 'phone' as const, value }];
const chart = (patientId: string) => clinic.as('physician').call(records, 'readChart', { patientId });
const numberOf = async (patientId: string) => (await chart(patientId)).banner.recordNumber;

let count = 0;
async function twoCharts(word: string) {
  count += 1;
  const ownNik = `31710148059000${String(count).padStart(2, '0')}`;
  const one = await newPatient(clinic, { telecom: phone('0812-1111-2222') });
  const two = await newPatient(clinic, {
    ...{ name: [{ use: 'official', text: 'Sitti Aminah' }], telecom: phone('0813-3333-4444') },
    identifier: nik(ownNik),
  });
  await fillChart(clinic, one, `${word} one`);
  await fillChart(clinic, two, `${word} two`);
  return { one, two, ownNik };
}

describe('a join', () => {
  it('brings everything into the chart that stays, and closes the other one, which leads on', async () => {
    const { one, two } = await twoCharts('all');
    const gone = await numberOf(two);
    const { items } = await join(clinic, one, two);
    expect(items).toBeGreaterThanOrEqual(9);
    const all = await chart(one);
    expect(all.allergies.items.map(({ substance }) => substance).sort()).toEqual([
      'latex all one',
      'latex all two',
    ]);
    for (const part of [all.problems, all.observations, all.immunizations, all.medicines])
      expect(part.items).toHaveLength(2);
    expect(await papersOf(clinic, one)).toHaveLength(2);
    const closed = await chart(two);
    expect(closed.banner).toMatchObject({ active: false, replacedBy: one, recordNumber: gone });
    expect(closed.problems.items).toEqual([]);
    const [patient, other] = await clinic.inside(({ record }) =>
      Promise.all([record.mustRead('Patient', one), record.mustRead('Patient', two)]),
    );
    expect(patient.link).toEqual([{ other: subjectOf(two), type: 'replaces' }]);
    expect(other.link).toEqual([{ other: subjectOf(one), type: 'replaced-by' }]);
    // nothing but the two patients, and what says who wrote them, names the closed chart any more
    const left = await clinic.inside(({ db }) =>
      sql<{ type: string; id: string }>`SELECT type, id FROM record_resource
        WHERE position(${`Patient/${two}`} IN content) > 0 AND type <> 'Provenance'`.execute(db),
    );
    expect(left.rows.filter(({ id }) => id !== one && id !== two)).toEqual([]);
  });

  it('keeps what was not chosen as old name, telephone and number, by which she is found', async () => {
    const { one, two, ownNik } = await twoCharts('old');
    const gone = await numberOf(two);
    await join(clinic, one, two, { chosen: 'other' });
    const patient = await clinic.inside(({ record }) => record.mustRead('Patient', one));
    expect(patient.name).toMatchObject([
      { use: 'official', text: 'Sitti Aminah' },
      { use: 'old', text: 'Siti Aminah' },
    ]);
    expect(patient.telecom).toContainEqual({ system: 'phone', use: 'old', value: '0812-1111-2222' });
    expect(patient.identifier?.filter(({ use }) => use === 'old').map(({ value }) => value)).toContain(gone);
    const byNumber = await desk().call(records, 'findPatients', { text: gone });
    expect(byNumber.patients).toMatchObject([{ id: one, joined: [gone] }]);
    const byCard = await clinic.inside((ctx) => patientByNumber(ctx, gone));
    expect(byCard).toMatchObject({ patientId: one });
    const byName = await desk().call(records, 'findPatients', { text: `Sitti Aminah ${ownNik}` });
    expect(byName.patients.map(({ id }) => id)).toContain(one);
    expect(byName.patients.map(({ id }) => id)).not.toContain(two);
    // and of the number that stays nothing has changed
    expect(await numberOf(one)).not.toBe(gone);
  });

  it('refuses whatever is then written into the closed chart, and names the one to open', async () => {
    const { one, two } = await twoCharts('draft');
    const { form, version } = await desk().call(records, 'readPatient', { patientId: two });
    await join(clinic, one, two);
    const acts = [
      () =>
        clinic.as('nurse').call(records, 'recordAllergies', {
          ...{ patientId: two, add: [{ substance: 'x', kind: 'allergy' }] },
        }),
      () => desk().call(records, 'editPatient', { patientId: two, version, ...form }),
      () => desk().call(records, 'setPatientStatus', { patientId: two, status: 'active', reason: 'x' }),
      () =>
        clinic.inside(({ record }) =>
          record.create({
            resourceType: 'Flag',
            status: 'active',
            code: { text: 'x' },
            subject: subjectOf(two),
          }),
        ),
    ];
    for (const act of acts) {
      const problem = await clinic.refused(act());
      expect(problem).toMatchObject({
        code: 'platform.chartJoined',
        details: { patientId: one, name: 'Siti Aminah' },
      });
      expect(problem.detail).toContain(displayRecordNumber(await numberOf(one), 'ID'));
    }
  });

  it('marks united allergies and medicines until a clinician has looked them through', async () => {
    const { one, two } = await twoCharts('united');
    await join(clinic, one, two);
    const nurse = clinic.as('nurse');
    const state = () => nurse.call(merging, 'chartState', { patientId: one });
    expect((await state()).reconcile).toEqual(['allergies', 'medicines']);
    const tasks = async () =>
      (await nurse.call(work, 'listMine', { patientId: one })).tasks.map(({ kind }) => kind);
    expect(await tasks()).toContain('merging.reconcile');
    const alone = clinic.refused(
      desk().call(merging, 'sayReconciled', { patientId: one, what: 'allergies' }),
    );
    expect((await alone).code).toBe('platform.notAllowed');
    await nurse.call(merging, 'sayReconciled', { patientId: one, what: 'allergies' });
    expect((await state()).reconcile).toEqual(['medicines']);
    expect(await tasks()).toContain('merging.reconcile');
    await nurse.call(merging, 'sayReconciled', { patientId: one, what: 'medicines' });
    expect((await state()).reconcile).toEqual([]);
    expect(await tasks()).not.toContain('merging.reconcile');
  });

  it('is the records lead’s alone, and stands in both audit trails', async () => {
    const { one, two } = await twoCharts('whose');
    for (const role of ['frontDesk', 'nurse', 'physician', 'auditor']) {
      const call = wish(clinic, one, two).then((input) =>
        clinic.as(role).call(merging, 'mergeCharts', input),
      );
      expect((await clinic.refused(call)).code).toBe('platform.notAllowed');
    }
    await join(clinic, one, two);
    const trail = await clinic.inside(({ db }) =>
      db
        .selectFrom('audit_event')
        .select(['patient_id', 'event'])
        .where('event', 'in', ['merging.mergeCharts', 'merging.chartJoined'])
        .where('outcome', '=', 'done')
        .where('patient_id', 'in', [one, two])
        .execute(),
    );
    expect(trail).toEqual(
      expect.arrayContaining([
        { patient_id: one, event: 'merging.mergeCharts' },
        { patient_id: two, event: 'merging.chartJoined' },
      ]),
    );
  });

  it('asks for a reason where something speaks against one person, and for a choice in every conflict', async () => {
    const one = await newPatient(clinic, { identifier: nik('3171014508900001') });
    const two = await newPatient(clinic, { gender: 'male', identifier: nik('3171010508900003') });
    const input = await wish(clinic, one, two, '');
    const compared = await manager().call(merging, 'comparePair', { survivorId: one, otherId: two });
    expect(compared.warnings).toEqual(['sexDifferent', 'identifierDifferent']);
    const without = await clinic.refused(manager().call(merging, 'mergeCharts', input), 'en');
    expect(without.fields).toMatchObject([{ path: 'reason' }]);
    const undecided = await clinic.refused(
      manager().call(merging, 'mergeCharts', { ...input, reason: 'Typed wrongly', choices: {} }),
    );
    expect(undecided.fields).toMatchObject([{ path: 'choices.sex' }]);
    await manager().call(merging, 'mergeCharts', { ...input, reason: 'Typed wrongly' });
    expect(await numberOf(one)).toBeTruthy();
  });

  it('warns of twins, and of two who were said to be other people', async () => {
    const born = { birthDate: '2015-02-03', telecom: phone('0812-9999-8888') };
    const [one, two] = [
      await newPatient(clinic, { ...born, name: [{ text: 'Budi Santoso', family: 'Santoso' }] }),
      await newPatient(clinic, { ...born, name: [{ text: 'Wati Santoso', family: 'Santoso' }] }),
    ];
    await manager().call(records, 'sayDifferent', { patientId: one, otherId: two });
    const { warnings } = await manager().call(merging, 'comparePair', { survivorId: one, otherId: two });
    expect(warnings).toEqual(expect.arrayContaining(['siblingLikely', 'saidDifferent']));
  });

  it('is refused where a chart has changed since it was compared', async () => {
    const { one, two } = await twoCharts('late');
    const input = await wish(clinic, one, two);
    await desk().call(records, 'setPatientStatus', { patientId: one, status: 'active', reason: 'x' });
    const problem = await clinic.refused(manager().call(merging, 'mergeCharts', input));
    expect(problem.code).toBe('platform.versionChanged');
  });

  it('is done once for one key, however often it is asked', async () => {
    const { one, two } = await twoCharts('again');
    const input = await wish(clinic, one, two);
    const key = crypto.randomUUID();
    const first = await manager().call(merging, 'mergeCharts', input, { key });
    expect(await manager().call(merging, 'mergeCharts', input, { key })).toEqual(first);
    const second = await clinic.refused(manager().call(merging, 'mergeCharts', input));
    expect(second).toMatchObject({ code: 'platform.chartJoined', details: { patientId: one } });
  });
});

describe('at the same moment', () => {
  it('two who join crosswise take turns: one join stands, and the other person is told where the chart is', async () => {
    const { one, two } = await twoCharts('cross');
    const [there, back] = [await wish(clinic, one, two), await wish(clinic, two, one)];
    const done = await Promise.allSettled([
      manager().call(merging, 'mergeCharts', there),
      manager().call(merging, 'mergeCharts', back),
    ]);
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = done.find((one) => one.status === 'rejected');
    const problem = await clinic.refused(Promise.reject(lost?.reason));
    expect(problem.code).toBe('platform.chartJoined');
  });

  it('what is written into the chart meanwhile either comes along or is refused, and is never left behind', async () => {
    for (let turn = 0; turn < 6; turn += 1) {
      const { one, two } = await twoCharts(`race ${turn}`);
      const input = await wish(clinic, one, two);
      const add = (place: number) =>
        clinic.as('nurse').call(records, 'recordAllergies', {
          patientId: two,
          add: [{ substance: `nut ${turn} ${place}`, kind: 'allergy' }],
        });
      const [joined, ...added] = await Promise.allSettled([
        manager().call(merging, 'mergeCharts', input),
        ...[1, 2, 3].map(add),
      ]);
      expect(joined?.status).toBe('fulfilled');
      const kept = added.filter(({ status }) => status === 'fulfilled').length;
      const all = await chart(one);
      expect(all.allergies.items).toHaveLength(2 + kept);
      expect((await chart(two)).allergies.items).toEqual([]);
      for (const one of added)
        if (one.status === 'rejected')
          expect((await clinic.refused(Promise.reject(one.reason))).code).toBe('platform.chartJoined');
    }
  });
});

describe('taken apart again', () => {
  it('both charts are as they were, over charts of many shapes', async () => {
    for (const chosen of ['survivor', 'other'] as const) {
      const { one, two } = await twoCharts(`round ${chosen}`);
      // a child whose mother is the chart that closes, and a guardian who has a chart here
      await newPatient(clinic, {
        extension: [
          {
            url: 'https://serambi.health/fhir/StructureDefinition/newborn-of',
            valueReference: subjectOf(two),
          },
        ],
      });
      await clinic.as('nurse').call(records, 'recordAllergies', { patientId: two });
      clinic.clock.advance(1);
      await clinic.as('nurse').call(records, 'recordAllergies', { patientId: one });
      const before = await contentOf(clinic, [one, two]);
      const { mergeId } = await join(clinic, one, two, { chosen });
      expect(await contentOf(clinic, [one, two])).not.toEqual(before);
      const { left } = await part(clinic, mergeId);
      expect(left).toBe(0);
      expect(await contentOf(clinic, [one, two])).toEqual(before);
      // and she can be written of again, and joined again
      await clinic.as('nurse').call(records, 'recordAllergies', { patientId: two });
      const again = await join(clinic, one, two, { chosen });
      await part(clinic, again.mergeId);
    }
  });

  it('what was written since goes where the person says, and what was changed goes back as it is now', async () => {
    const { one, two } = await twoCharts('since');
    const { mergeId } = await join(clinic, one, two);
    clinic.clock.advance(5);
    const theirs = await clinic.inside(async ({ record }) => {
      const [found] = await record.search('Condition', {
        where: [{ param: 'patient', reference: `Patient/${one}` }],
      });
      const of = await record.search('Condition', {
        where: [{ param: 'patient', reference: `Patient/${one}` }],
      });
      const came = of.find(({ code }) => code?.text?.endsWith('two')) ?? found;
      await record.patch('Condition', came?.id ?? '', (condition) => {
        condition.note = [{ text: 'changed since' }];
      });
      return came?.id ?? '';
    });
    await clinic.as('nurse').call(records, 'recordAllergies', {
      patientId: one,
      add: [
        { substance: 'stays here', kind: 'allergy' },
        { substance: 'goes back', kind: 'allergy' },
      ],
    });
    const read = await manager().call(merging, 'readMerge', { mergeId });
    expect(read.changed).toMatchObject([{ key: `Condition/${theirs}` }]);
    const goes = read.since.filter(({ label }) => label === 'goes back').map(({ key }) => key);
    const stays = read.since.filter(({ label }) => label !== 'goes back').map(({ key }) => key);
    expect(goes).toHaveLength(1);
    const undecided = await clinic.refused(part(clinic, mergeId));
    expect(undecided).toMatchObject({ code: 'merging.undecided', details: { count: read.since.length } });
    await part(clinic, mergeId, {
      ...Object.fromEntries(goes.map((key) => [key, 'goes' as const])),
      ...Object.fromEntries(stays.map((key) => [key, 'stays' as const])),
    });
    const substances = async (id: string) =>
      (await chart(id)).allergies.items.map(({ substance }) => substance).sort();
    expect(await substances(one)).toEqual(['latex since one', 'stays here']);
    expect(await substances(two)).toEqual(['goes back', 'latex since two']);
    const condition = await clinic.inside(({ record }) => record.mustRead('Condition', theirs));
    expect(condition).toMatchObject({ subject: subjectOf(two), note: [{ text: 'changed since' }] });
    const twice = await clinic.refused(part(clinic, mergeId));
    expect(twice.code).toBe('merging.undoneAlready');
  });

  it('keeps what was changed of the person since, and takes out only what the join brought', async () => {
    const { one, two } = await twoCharts('person');
    const { mergeId } = await join(clinic, one, two, { chosen: 'other' });
    const { form, version } = await desk().call(records, 'readPatient', { patientId: one });
    expect(form.name).toBe('Sitti Aminah');
    await desk().call(records, 'editPatient', {
      ...form,
      patientId: one,
      version,
      email: 'siti@example.test',
    });
    await part(clinic, mergeId);
    const after = await desk().call(records, 'readPatient', { patientId: one });
    expect(after.form).toMatchObject({
      name: 'Siti Aminah',
      email: 'siti@example.test',
      phone: '0812-1111-2222',
    });
    expect(after.form.identifiers?.nik).toBeUndefined();
    const patient = await clinic.inside(({ record }) => record.mustRead('Patient', one));
    expect(patient.link).toBeUndefined();
    expect(patient.name?.map(({ text }) => text)).toEqual(['Siti Aminah']);
  });

  it('a chain is taken apart from its end: anything else is refused with the chart that comes first', async () => {
    const [a, b, c] = [await newPatient(clinic), await newPatient(clinic), await newPatient(clinic)];
    for (const [id, word] of [
      [a, 'a'],
      [b, 'b'],
      [c, 'c'],
    ] as const)
      await fillChart(clinic, id, `chain ${word}`);
    const before = await contentOf(clinic, [a, b, c]);
    const first = await join(clinic, b, a);
    const second = await join(clinic, c, b);
    expect((await chart(c)).problems.items).toHaveLength(3);
    const found = await desk().call(records, 'findPatients', { text: await numberOf(a) });
    expect(found.patients.map(({ id }) => id)).toEqual([c]);
    const early = await clinic.refused(part(clinic, first.mergeId));
    expect(early).toMatchObject({
      code: 'merging.joinedSince',
      details: { recordNumber: displayRecordNumber(await numberOf(c), 'ID') },
    });
    await part(clinic, second.mergeId);
    const read = await manager().call(merging, 'readMerge', { mergeId: first.mergeId });
    expect(read.changed).toEqual([]);
    await part(clinic, first.mergeId);
    expect(await contentOf(clinic, [a, b, c])).toEqual(before);
  });
});
