import type { Resource } from '@medplum/fhirtypes';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePaper } from '#platform/server/print/serve-paper.ts';
import { needReaders, pagesOf } from '#platform/server/print/testing.ts';
import type { CallOf } from '#platform/shared/contract.ts';
import { chart } from '#slices/chart/contract.ts';
import {
  openRoomingClinic,
  type RoomingClinic,
  wholeSet,
} from '#slices/vitals/server/testing/rooming-clinic.ts';

needReaders('pdftotext');

let at: RoomingClinic;
let visit: Awaited<ReturnType<RoomingClinic['roomed']>>;
const read = (patientId: string, input: Partial<CallOf<typeof chart, 'timeline'>> = {}, role = 'nurse') =>
  at.clinic.as(role).call(chart, 'timeline', { patientId, ...input });
const add = (...resources: Resource[]) =>
  at.clinic.inside(async ({ record }) => {
    for (const one of resources) await record.create(one);
  });
const stranger = () => at.roomed();
const day = (number: number) =>
  new Date(Date.UTC(2015, 0, 1) + number * 86_400_000).toISOString().slice(0, 10);
const shot = (patientId: string, on: string, name: string): Resource => ({
  ...{ resourceType: 'Immunization', status: 'completed', vaccineCode: { text: name } },
  ...{ patient: { reference: `Patient/${patientId}` }, occurrenceDateTime: on },
});
const note = (patientId: string, written: string): Resource => ({
  ...{ resourceType: 'DocumentReference', status: 'current', description: 'Catatan konsultasi' },
  ...{ subject: { reference: `Patient/${patientId}` }, date: '2026-03-01T02:00:00Z' },
  content: [
    { attachment: { contentType: 'text/plain', data: Buffer.from(written, 'utf8').toString('base64') } },
  ],
});

beforeAll(async () => {
  at = await openRoomingClinic('ID');
  visit = await at.roomed();
  await at.record(visit.visitId, wholeSet);
  const subject = { reference: `Patient/${visit.patientId}` };
  await add(note(visit.patientId, 'Batuk 3 hari'), {
    ...{ resourceType: 'MedicationStatement', status: 'active', effectiveDateTime: '2026-02-01', subject },
    ...{ medicationCodeableConcept: { text: 'Metformin' }, dosage: [{ text: '500 mg 2x1' }] },
  });
});
afterAll(() => at.close());

describe('the timeline', () => {
  it('shows what happened at a visit, whoever wrote it, the newest first', async () => {
    const { entries, hidden, before } = await read(visit.patientId);
    const seen = entries.map(({ kind }) => kind);
    expect(seen).toEqual(expect.arrayContaining(['visit', 'vitals', 'note', 'medicine']));
    expect([hidden, before]).toEqual([[], undefined]);
    const measured = entries.find(({ kind }) => kind === 'vitals');
    expect(measured).toMatchObject({ visitId: visit.visitId, title: expect.stringContaining('118/76') });
    expect(entries.find(({ kind }) => kind === 'note')).toMatchObject({ text: 'Batuk 3 hari' });
    const times = entries.map((one) => one.at ?? '');
    expect(times).toEqual(times.toSorted().reverse());
  });

  it('shows nothing of another patient', async () => {
    const other = await stranger();
    await at.record(other.visitId, { pulse: { value: '99' } });
    const { entries } = await read(other.patientId);
    expect(entries.map(({ kind }) => kind).toSorted()).toEqual(['visit', 'vitals']);
    expect(JSON.stringify(entries)).not.toContain('118/76');
  });

  it.each(['metformin', 'batuk hari', 'METF 500'])('finds %s wherever it was written', async (find) => {
    const { entries } = await read(visit.patientId, { find });
    expect(entries.length).toBeGreaterThan(0);
    const whole = await read(visit.patientId);
    expect(entries.length).toBeLessThan(whole.entries.length);
  });

  it('finds nothing where a word is missing, and says that there is no more', async () => {
    const { entries, before } = await read(visit.patientId, { find: 'metformin insulin' });
    expect([entries, before]).toEqual([[], undefined]);
  });

  it('shows the kinds asked for alone', async () => {
    const { entries } = await read(visit.patientId, { kinds: ['vitals'] });
    expect(new Set(entries.map(({ kind }) => kind))).toEqual(new Set(['vitals']));
  });

  it('leaves out what was entered in error, and of appointments what became a visit', async () => {
    const her = await stranger();
    const subject = { reference: `Patient/${her.patientId}` };
    const found = { resourceType: 'Observation', code: { text: 'Gula darah' }, subject } as const;
    await add(
      { ...found, status: 'final', valueString: 'baik', effectiveDateTime: '2025-02-02' },
      { ...found, status: 'entered-in-error', valueString: 'salah', effectiveDateTime: '2025-02-03' },
    );
    const { entries } = await read(her.patientId);
    const details = entries.map(({ detail }) => detail);
    expect(details).toContain('baik');
    expect(details).not.toContain('salah');
    expect(entries.filter(({ kind }) => kind === 'appointment')).toEqual([]);
  });

  it('goes back page by page to the first day, showing each line once', async () => {
    const her = await stranger();
    const all = Array.from({ length: 130 }, (_, at) => shot(her.patientId, day(at * 3), `Vaksin ${at}`));
    // six on one day, and one of which only the year is known
    const crowd = Array.from({ length: 6 }, (_, at) => shot(her.patientId, day(90), `Serentak ${at}`));
    await add(...all, ...crowd, shot(her.patientId, '2014', 'Dulu'));
    const seen: string[] = [];
    let before: string | undefined;
    let pages = 0;
    do {
      const page = await read(her.patientId, { kinds: ['immunization'], ...(before && { before }) });
      seen.push(...page.entries.map(({ title }) => title));
      before = page.before;
      pages += 1;
    } while (before && pages < 20);
    expect(pages).toBeGreaterThan(2);
    expect(seen).toHaveLength(137);
    expect(new Set(seen).size).toBe(137);
    expect([seen[0], seen.at(-1)]).toEqual(['Vaksin 129', 'Dulu']);
  });

  it('finds a word in a crowded day, behind it, and in a problem that began long before it was written down', async () => {
    const { patientId } = await stranger();
    const value = (name: string, on: string): Resource => ({
      ...{ resourceType: 'Observation', status: 'final', code: { text: name } },
      ...{ subject: { reference: `Patient/${patientId}` }, effectiveDateTime: on },
    });
    const crowd = (on: string) =>
      Array.from({ length: 70 }, (_, n) => value(`Natrium ${n}`, `${on}T0${n % 10}:00:00Z`));
    await add(
      ...crowd('2031-03-10'),
      value('Kalium', '2031-03-10T00:00:00Z'),
      ...crowd('2031-03-09'),
      value('Magnesium', '2031-03-08T08:00:00Z'),
      {
        ...{
          resourceType: 'Condition',
          code: { text: 'Diabetes' },
          subject: { reference: `Patient/${patientId}` },
        },
        ...{ onsetDateTime: '2015-02-01', recordedDate: '2031-03-10' },
      },
    );
    for (const word of ['Kalium', 'Magnesium', 'Diabetes']) {
      const { entries } = await read(patientId, { find: word });
      expect(entries.map(({ title }) => title)).toEqual([word]);
    }
    // and paging leaves nothing of the crowded day out
    const { entries } = await read(patientId);
    expect(entries.filter(({ title }) => title === 'Kalium')).toHaveLength(1);
  });

  it('tells what has no date at the very end', async () => {
    const her = await stranger();
    await add({
      ...{ resourceType: 'Condition', code: { text: 'Asma' } },
      subject: { reference: `Patient/${her.patientId}` },
    });
    const { entries } = await read(her.patientId);
    expect(entries.at(-1)).toMatchObject({ title: 'Asma' });
    expect(entries.at(-1)?.at).toBeUndefined();
    expect(entries.filter(({ title }) => title === 'Asma')).toHaveLength(1);
  });

  it('names the kinds that the caller’s job does not show, and shows none of them', async () => {
    const { entries, hidden } = await read(visit.patientId, {}, 'assistant');
    expect(hidden).toEqual(expect.arrayContaining(['vitals', 'order', 'procedure']));
    expect(entries.filter(({ kind }) => hidden.includes(kind))).toEqual([]);
    // that there is a note she sees, what it says she does not
    expect(entries.map(({ kind }) => kind)).toContain('note');
    expect(JSON.stringify(entries)).not.toContain('Batuk');
    expect((await read(visit.patientId, { find: 'batuk' }, 'assistant')).entries).toEqual([]);
  });

  it.each([{ before: '2026-02-30' }, { find: 'x'.repeat(101) }])('refuses %o by its field', async (wrong) => {
    const problem = await at.clinic.refused(read(visit.patientId, wrong));
    expect(problem.fields?.[0]?.path).toBe(Object.keys(wrong)[0]);
  });

  it('knows no patient of another clinic', async () => {
    const problem = await at.clinic.refused(
      at.clinic.other.as('nurse').call(chart, 'timeline', { patientId: visit.patientId }),
    );
    expect(problem.code).toBe('platform.notFound');
  });
});

describe('the chart taken out', () => {
  const take = (input: Partial<CallOf<typeof chart, 'printChart'>> = {}, role = 'manager') =>
    at.clinic.as(role).call(chart, 'printChart', {
      ...{ patientId: visit.patientId, purpose: 'Rujukan ke RS' },
      ...input,
    });
  const words = async (paperId: string) =>
    (await at.clinic.inside(async (ctx) => pagesOf((await servePaper(ctx, paperId, 0)).bytes)))
      .join(' ')
      .replace(/\s+/g, ' ');

  it('holds each kind with what stands in it, and says of the others that nothing does', async () => {
    const text = await words((await take()).paperId);
    for (const part of [
      'Rujukan ke RS',
      'Budi Santoso',
      'Tanda vital',
      '118/76',
      'Batuk 3 hari',
      'Metformin',
    ])
      expect(text).toContain(part);
    expect(text).toContain('Imunisasi Tidak ada dalam rentang ini.');
  });

  it('holds a period alone', async () => {
    const her = await stranger();
    await add(shot(her.patientId, '2020-05-01', 'Lama'), shot(her.patientId, '2021-05-01', 'Tengah'));
    const made = await take({ patientId: her.patientId, from: '2021-01-01', to: '2021-12-31' });
    const text = await words(made.paperId);
    expect(text).toContain('Tengah');
    expect(text).not.toContain('Lama');
  });

  it('is refused where it is longer than a paper, with the number', async () => {
    const her = await stranger();
    await at.clinic.inside(({ record }) =>
      record
        .createAll(
          Array.from({ length: 1501 }, (_, place) => ({
            ...shot(her.patientId, day(place), `V${place}`),
            id: `many-shots-${place}`,
          })),
        )
        .then(() => undefined),
    );
    const problem = await at.clinic.refused(take({ patientId: her.patientId }));
    expect(problem).toMatchObject({ code: 'chart.tooLong', details: { most: 1500 } });
    const period = { from: day(0), to: day(99) };
    expect((await take({ patientId: her.patientId, ...period })).paperId).toBeTruthy();
  });

  it('is for whoever releases records or signs, with a purpose', async () => {
    for (const role of ['frontDesk', 'clinical', 'nurse', 'student'])
      expect((await at.clinic.refused(take({}, role))).code).toBe('platform.notAllowed');
    const problem = await at.clinic.refused(take({ purpose: ' ' }));
    expect(problem.fields?.[0]?.path).toBe('purpose');
    const turned = await at.clinic.refused(take({ from: '2026-02-01', to: '2026-01-01' }));
    expect(turned.fields?.[0]?.path).toBe('to');
  });

  it('stands in the trail with its purpose, as paper and as file', async () => {
    await take({ purpose: 'Untuk pengadilan' });
    const { fileName } = await at.clinic.as('physician').call(chart, 'takeFile', {
      ...{ patientId: visit.patientId, purpose: 'Pindah klinik' },
    });
    expect(fileName).toMatch(/^rekam-medis-.+\.json$/);
    expect(fileName).not.toContain('Budi');
    const { rows } = await at.clinic.inside(({ db }) =>
      sql<{ details: { purpose?: string } }>`
        SELECT details FROM audit_event WHERE event LIKE 'chart.takenAs%'`.execute(db),
    );
    const purposes = rows.map(({ details }) => details.purpose);
    expect(purposes).toEqual(expect.arrayContaining(['Untuk pengadilan', 'Pindah klinik']));
  });
});
