import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepChallenge } from '#platform/server/identity/challenges.ts';
import { servePaper } from '#platform/server/print/serve-paper.ts';
import { needReaders, pagesOf } from '#platform/server/print/testing.ts';
import { work } from '#platform/shared/work-contract.ts';
import { steadyNow } from '#platform/shared/time.ts';
import { openTestClinic, type TestClinic, type TestPerson } from '#testing/clinic.ts';
import { workforce } from '#slices/workforce/contract.ts';

needReaders('pdftotext');

let harbor: TestClinic;
let melati: TestClinic;
beforeAll(async () => {
  harbor = await openTestClinic({ country: 'US' });
  melati = harbor.other;
});
afterAll(() => harbor.close());

/** What `identity.proveSelf` gives for her PIN. */
async function proofOf(clinic: TestClinic, person: TestPerson): Promise<string> {
  const proof = randomBytes(32).toString('base64url');
  await clinic.inside((ctx) =>
    keepChallenge(ctx.db, proof, 'proof', person.actor.id, steadyNow(clinic.clock)),
  );
  return proof;
}
const draftOf = (clinic: TestClinic, person: TestPerson) =>
  clinic.as('manager').call(workforce, 'jobRecordDraft', { staffId: person.actor.id });
async function written(clinic: TestClinic, person: TestPerson, more: object = {}): Promise<number> {
  const { draft } = await draftOf(clinic, person);
  const { version } = await clinic.as('manager').call(workforce, 'saveJobRecord', {
    ...{ ...draft, staffId: person.actor.id, reportsToId: clinic.as('nurse').actor.id, basedOn: 0 },
    ...more,
  });
  return version;
}
const sign = async (clinic: TestClinic, by: TestPerson, of: TestPerson, version: number, proof?: string) =>
  by.call(workforce, 'signJobRecord', {
    ...{ staffId: of.actor.id, version, proof: proof ?? (await proofOf(clinic, by)) },
  });

describe('a job description', () => {
  const assistant = () => harbor.as('assistant');
  const nurse = () => harbor.as('nurse');
  const newest = async () => (await assistant().call(workforce, 'jobRecords', {})).records[0];
  const waiting = async (person: TestPerson) =>
    (await person.call(work, 'listMine', {})).tasks
      .filter((one) => one.kind.startsWith('workforce.sign'))
      .map((one) => one.kind);

  it('begins from the duties of her jobs, of this country', async () => {
    const { draft, people } = await draftOf(harbor, assistant());
    expect(draft.duties.clinical.join()).toMatch(/diagnose, interpret and advise nothing/);
    expect(draft.supervision).toBe('onSite');
    expect(draft.immunisations).toMatch(/Hepatitis B.*tuberculosis screening at hire/);
    expect((await draftOf(harbor, harbor.as('bookkeeper'))).draft.immunisations).toBe('');
    expect(people.map((one) => one.staffId)).not.toContain(assistant().actor.id);
    const indonesian = await draftOf(melati, melati.as('assistant'));
    expect(indonesian.draft.duties.clinical.join()).toMatch(/tidak memberi suntikan/);
    expect(indonesian.draft.immunisations).toMatch(/skrining tuberkulosis/);
  });

  it('is a task of both until both have signed, each with a proof of her own', async () => {
    expect(await written(harbor, assistant())).toBe(1);
    expect([await waiting(assistant()), await waiting(nurse())]).toEqual([
      ['workforce.signOwnJob'],
      ['workforce.signJobOf'],
    ]);
    const [task] = (await assistant().call(work, 'listMine', {})).tasks.filter(
      (one) => one.kind === 'workforce.signOwnJob',
    );
    const ticked = assistant().call(work, 'finishTask', { taskId: task?.id ?? '' });
    expect((await harbor.refused(ticked)).code).toBe('workforce.signThere');
    await sign(harbor, assistant(), assistant(), 1);
    expect([await waiting(assistant()), await waiting(nurse())]).toEqual([[], ['workforce.signJobOf']]);
    const { toSign } = await nurse().call(workforce, 'jobRecords', {});
    expect(toSign).toMatchObject([{ name: assistant().actor.name, version: 1 }]);
    await sign(harbor, nurse(), assistant(), 1);
    await sign(harbor, nurse(), assistant(), 1);
    expect(await waiting(nurse())).toEqual([]);
    expect((await newest())?.signed).toMatchObject({
      ...{ person: { by: assistant().actor.name }, supervisor: { by: nurse().actor.name } },
    });
  });

  it('is signed by nobody else, with no proof of somebody else, and never by one hand for both', async () => {
    const physician = harbor.as('physician');
    expect((await harbor.refused(sign(harbor, physician, assistant(), 1))).code).toBe(
      'workforce.recordMissing',
    );
    expect((await harbor.refused(sign(harbor, harbor.as('manager'), assistant(), 1))).code).toBe(
      'workforce.notASigner',
    );
    const others = sign(harbor, nurse(), assistant(), 1, await proofOf(harbor, assistant()));
    expect((await harbor.refused(others)).code).toBe('workforce.otherProof');
    const typed = sign(harbor, nurse(), assistant(), 1, 'made-up');
    expect((await harbor.refused(typed)).code).toBe('platform.proofOver');
    const once = await proofOf(harbor, nurse());
    await sign(harbor, nurse(), assistant(), 1, once);
    expect((await harbor.refused(sign(harbor, nurse(), assistant(), 1, once))).code).toBe(
      'platform.proofOver',
    );
    const { draft } = await draftOf(harbor, assistant());
    const herself = harbor.as('manager').call(workforce, 'saveJobRecord', {
      ...{ ...draft, staffId: assistant().actor.id, reportsToId: assistant().actor.id, basedOn: 1 },
    });
    expect((await harbor.refused(herself)).fields?.[0]?.path).toBe('reportsToId');
    // nor past the verbs
    const forged = harbor.inside((ctx) =>
      ctx.db
        .insertInto('workforce_job_signature')
        .values({
          ...{ clinic_id: ctx.clinic.id, staff_id: assistant().actor.id, version: 1, party: 'supervisor' },
          ...{ signer_id: assistant().actor.id, signer_name: 'x', signed_at: ctx.now },
        })
        .execute(),
    );
    await expect(forged).rejects.toThrow();
  });

  it('is another version when something changes; the old one stays, and is signed no more', async () => {
    expect(await written(harbor, assistant(), { basedOn: 1, title: 'Lead assistant' })).toBe(2);
    const { records } = await assistant().call(workforce, 'jobRecords', {});
    expect(records.map((one) => [one.version, one.title, Boolean(one.signed.person), one.newest])).toEqual([
      [2, 'Lead assistant', false, true],
      [1, expect.any(String), true, false],
    ]);
    expect((await harbor.refused(sign(harbor, assistant(), assistant(), 1))).code).toBe(
      'workforce.superseded',
    );
    expect((await harbor.refused(written(harbor, assistant(), { basedOn: 1 }))).code).toBe(
      'workforce.recordChanged',
    );
    const change = harbor.inside((ctx) =>
      ctx.db.updateTable('workforce_job_record').set({ written_by: 'x' }).execute(),
    );
    await expect(change).rejects.toThrow();
  });

  it('is written by who may, with the field named that is wrong, and read by whom it concerns', async () => {
    const field = async (more: object) =>
      (await harbor.refused(written(harbor, assistant(), { basedOn: 2, ...more }))).fields?.[0]?.path;
    expect(await field({ toDay: '2026-01-01' })).toBe('toDay');
    expect(await field({ reportsToId: crypto.randomUUID() })).toBe('reportsToId');
    expect(await field({ duties: {} })).toBe('duties.administrative');
    expect(
      (await harbor.refused(nurse().call(workforce, 'jobRecordDraft', { staffId: nurse().actor.id }))).status,
    ).toBe(403);
    const staffId = assistant().actor.id;
    const read = (role: string) => harbor.as(role).call(workforce, 'jobRecords', { staffId });
    expect((await read('auditor')).records).toHaveLength(2);
    expect((await harbor.refused(read('clinical'))).code).toBe('workforce.staffMissing');
    const elsewhere = melati.as('manager').call(workforce, 'jobRecords', { staffId });
    expect((await melati.refused(elsewhere)).code).toBe('workforce.staffMissing');
  });
});

describe('its paper', () => {
  it('has the duties, both names and when they signed, in either language; unsigned it is a draft', async () => {
    const helper = melati.as('assistant');
    await written(melati, helper);
    const read = async (language: 'en' | 'id') => {
      const { paperId } = await helper.call(workforce, 'printJobRecord', {
        ...{ staffId: helper.actor.id, version: 1, language },
      });
      const { bytes } = await melati.inside((ctx) => servePaper(ctx, paperId, 0));
      return pagesOf(bytes).join('\n').replace(/\s+/g, ' ');
    };
    const draft = await read('id');
    expect(draft).toMatch(/DRAF/i);
    expect(draft).toContain('Tugas klinis');
    expect(draft).toContain('belum ditandatangani');
    await sign(melati, helper, helper, 1);
    await sign(melati, melati.as('nurse'), helper, 1);
    const signed = await read('id');
    expect(signed).not.toMatch(/DRAF/i);
    for (const said of ['Uraian tugas', helper.actor.name, melati.as('nurse').actor.name, 'ditandatangani 9'])
      expect(signed).toContain(said);
    expect(await read('en')).toContain('Clinical duties');
  });
});
