import type { DocumentReference, Provenance } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { work } from '#platform/shared/work-contract.ts';
import { vitals } from '#slices/vitals/contract.ts';
import { type Content, letters } from '../contract.ts';
import { backToSchool, forWork, type LetterClinic, openLetterClinic } from './testing/letter-clinic.ts';

let at: LetterClinic;
beforeAll(async () => {
  at = await openLetterClinic('ID');
});
afterAll(() => at.clinic.close());

const as = (role: string) => at.clinic.as(role);
const refused = (call: Promise<unknown>) => at.clinic.refused(call);
const measuredVisit = async () => {
  const visit = await at.came();
  await at.measured(visit);
  return visit;
};
const document = (id: string) =>
  at.clinic.inside(({ record }) => record.mustRead('DocumentReference', id)) as Promise<DocumentReference>;
const tasks = async (role: string, kind: string) =>
  (await as(role).call(work, 'listMine', {})).tasks.filter((one) => one.kind === kind);

describe('a draft', () => {
  it('takes what was measured in this visit, and says of the rest that it was not measured', async () => {
    const visit = await at.came();
    await at.measured(visit, { pulse: { value: '72' }, weight: { value: '58.20', unit: 'kg' } });
    const { spoken, state } = await at.draft(visit);
    expect(state).toBe('draft');
    const values = Object.fromEntries(spoken.facts.map(({ label, value }) => [label, value]));
    expect(values).toMatchObject({ Nadi: '72 /mnt', 'Tinggi badan': 'tidak diukur' });
    expect(values['Berat badan']).toBe('58,20 kg');
  });

  it('takes measured values from this visit alone', async () => {
    const first = await measuredVisit();
    // she comes again: what stands in her chart from before is not of this visit
    const later = await at.again(first);
    expect((await refused(at.draft(later))).code).toBe('letters.nothingMeasured');
    await at.measured(later, { pulse: { value: '99' } });
    const { spoken } = await at.draft(later);
    const values = spoken.facts.map(({ value }) => value);
    expect(values).toContain('99 /mnt');
    expect(values).not.toContain('72 /mnt');
    expect(values.filter((value) => value === 'tidak diukur')).toHaveLength(4);
  });

  it('takes nothing of a student’s before it is co-signed', async () => {
    const visit = await at.came();
    await as('student').call(vitals, 'recordVitals', {
      ...{ visitId: visit.visitId, values: { pulse: { value: '72' } } },
    });
    expect((await refused(at.draft(visit))).code).toBe('letters.nothingMeasured');
  });

  it('of another patient’s visit is refused, and so is changing one from another visit', async () => {
    const [hers, theirs] = [await measuredVisit(), await measuredVisit()];
    const mixed = at.draft({ visitId: hers.visitId, patientId: theirs.patientId });
    expect((await refused(mixed)).code).toBe('letters.otherPatient');
    const { letterId, version } = await at.draft(theirs);
    const moved = as('clinical').call(letters, 'draftLetter', {
      ...{ ...hers, letterId, version, content: forWork },
    });
    expect((await refused(moved)).code).toBe('platform.notFound');
    expect((await document(letterId)).meta?.versionId).toBe(String(version));
  });

  it.each<[string, Content, string]>([
    ['a return before the visit', { ...backToSchool, returnOn: '2026-03-01' }, 'content.returnOn'],
    [
      'limits that end too soon',
      { ...backToSchool, limitsUntil: '2026-03-10' } as Content,
      'content.limitsUntil',
    ],
    [
      'a last day of no limits',
      { ...backToSchool, limits: undefined } as unknown as Content,
      'content.limits',
    ],
    ['nobody for whom', { ...forWork, recipient: ' ' }, 'content.recipient'],
  ])('with %s names the field and writes nothing', async (_what, content, path) => {
    const visit = await measuredVisit();
    const problem = await refused(at.draft(visit, content));
    expect(problem.fields?.map((one) => one.path)).toEqual([path]);
    const { letters: all } = await as('nurse').call(letters, 'visitLetters', { visitId: visit.visitId });
    expect(all).toEqual([]);
  });

  it('to a school or an employer names no diagnosis, by its words or its code', async () => {
    const visit = await at.came();
    await at.seen(visit, false);
    for (const limits of ['rest after J06.9', 'infeksi saluran napas atas akut, istirahat']) {
      const problem = await refused(at.draft(visit, { ...backToSchool, limits } as Content));
      expect(problem.fields?.[0]?.path, limits).toBe('content.limits');
    }
    expect((await at.draft(visit, backToSchool)).state).toBe('draft');
  });

  it('that somebody has changed meanwhile is not written over', async () => {
    const visit = await measuredVisit();
    const { letterId, version } = await at.draft(visit);
    const change = (recipient: string) =>
      as('clinical').call(letters, 'draftLetter', {
        ...{ ...visit, letterId, version, content: { ...forWork, recipient } },
      });
    await change('PT Satu');
    expect((await refused(change('PT Dua'))).code).toBe('letters.changedMeanwhile');
  });

  it('sent twice is one draft', async () => {
    const visit = await measuredVisit();
    const input = { ...visit, content: forWork };
    const key = `twice-${visit.visitId}`;
    await Promise.all([1, 2].map(() => as('clinical').call(letters, 'draftLetter', input, { key })));
    const { letters: all } = await as('nurse').call(letters, 'visitLetters', { visitId: visit.visitId });
    expect(all).toHaveLength(1);
  });
});

describe('signing', () => {
  it('is refused to an assistant, with the reason and who may', async () => {
    const letter = await at.draft(await measuredVisit());
    for (const role of ['clinical', 'nurse', 'frontDesk']) {
      const { letterId, version } = letter;
      const call = as(role).call(letters, 'signLetter', { letterId, version, conclusion: 'fit' });
      const problem = await refused(call);
      expect([role, problem.code]).toEqual([role, 'platform.notAllowed']);
      expect(problem.detail).not.toBe('');
      expect(problem.details?.whoMay).toEqual(expect.arrayContaining([expect.anything()]));
    }
    expect((await document(letter.letterId)).docStatus).toBe('preliminary');
  });

  it('is the physician’s conclusion alone, and hers on a certificate of health alone', async () => {
    const { letterId, version } = await at.draft(await measuredVisit());
    const without = as('physician').call(letters, 'signLetter', { letterId, version });
    expect((await refused(without)).fields?.map((one) => one.path)).toEqual(['conclusion']);
    const unlimited = as('physician').call(letters, 'signLetter', {
      ...{ letterId, version, conclusion: 'fitWithLimits' },
    });
    expect((await refused(unlimited)).fields?.map((one) => one.path)).toEqual(['remark']);
    const school = await at.draft(await at.came(), backToSchool);
    const more = as('physician').call(letters, 'signLetter', {
      ...{ letterId: school.letterId, version: school.version, conclusion: 'fit' },
    });
    expect((await refused(more)).fields?.map((one) => one.path)).toEqual(['conclusion']);
  });

  it('stands for the text that was read: of a changed draft, or changed figures, it is refused', async () => {
    const visit = await measuredVisit();
    const read = await at.draft(visit);
    const again = await as('clinical').call(letters, 'draftLetter', {
      ...{ ...visit, letterId: read.letterId, version: read.version },
      content: { ...forWork, purpose: 'Something else' },
    });
    expect((await refused(at.sign(read))).code).toBe('letters.changedMeanwhile');
    at.clinic.clock.advance(1);
    await at.measured(visit, { pulse: { value: '88' } });
    expect((await refused(at.sign(again.letter))).code).toBe('letters.measuredAnew');
    const { letters: all } = await as('nurse').call(letters, 'visitLetters', { visitId: visit.visitId });
    expect(all[0]?.measuredAnew).toBe(true);
  });

  it('ends the physician’s task, and is kept with who drafted and who attested', async () => {
    const letter = await at.draft(await measuredVisit());
    const open = (await tasks('physician', 'letters.sign')).length;
    expect(open).toBeGreaterThan(0);
    const signed = await at.sign(letter);
    expect(signed).toMatchObject({
      state: 'signed',
      conclusion: 'fit',
      draftedBy: as('clinical').actor.name,
    });
    expect((await tasks('physician', 'letters.sign')).length).toBe(open - 1);
    const { docStatus, status, authenticator } = await document(letter.letterId);
    expect([docStatus, status, authenticator?.display]).toEqual([
      'final',
      'current',
      as('physician').actor.name,
    ]);
    const [provenance] = (await at.clinic.inside(({ record }) =>
      record.search('Provenance', {
        where: [{ param: 'target', reference: `DocumentReference/${letter.letterId}` }],
      }),
    )) as Provenance[];
    expect(provenance?.agent.map(({ type }) => type?.coding?.[0]?.code)).toEqual(['attester', 'author']);
  });

  it('cannot be ticked off a list while the letter waits', async () => {
    const letter = await at.draft(await measuredVisit());
    const task = (await tasks('physician', 'letters.sign')).at(-1);
    await as('physician').call(work, 'takeTask', { taskId: task?.id ?? '' });
    const done = as('physician').call(work, 'finishTask', { taskId: task?.id ?? '' });
    expect((await refused(done)).code).toBe('letters.doItThere');
    await at.sign(letter);
  });

  it('gives two letters at once two numbers, each the next of the year', async () => {
    const drafts = await Promise.all(
      [1, 2, 3, 4].map(async () => at.draft(await at.came(), { ...backToSchool })),
    );
    const signed = await Promise.all(drafts.map(at.sign));
    const numbers = signed.map(({ number }) => Number(number?.split('-')[1])).sort((a, b) => a - b);
    expect(new Set(numbers).size).toBe(4);
    expect((numbers.at(-1) ?? 0) - (numbers[0] ?? 0)).toBe(3);
    expect(signed[0]?.number).toMatch(/^2026-\d{4}$/);
  });

  it('twice at once signs once', async () => {
    const letter = await at.draft(await at.came(), backToSchool);
    const both = await Promise.allSettled([at.sign(letter), at.sign(letter)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a letter that is sent back', () => {
  it('waits for who drafted it, with the reason, and for the physician again once it is changed', async () => {
    const visit = await at.came();
    const letter = await at.draft(visit, backToSchool);
    const { letterId } = letter;
    const empty = as('physician').call(letters, 'sendBack', { letterId, reason: ' ' });
    expect((await refused(empty)).fields?.map((one) => one.path)).toEqual(['reason']);
    const back = await as('physician').call(letters, 'sendBack', { letterId, reason: 'Until when?' });
    expect(back.letter).toMatchObject({ state: 'sentBack', sentBack: { reason: 'Until when?' } });
    const [task] = await tasks('clinical', 'letters.sentBack');
    expect(task).toMatchObject({ mine: true, title: expect.stringContaining('Until when?') });
    const { letter: changed } = await as('clinical').call(letters, 'draftLetter', {
      ...{ ...visit, letterId, version: back.letter.version, content: backToSchool },
    });
    expect(changed.state).toBe('draft');
    expect(await tasks('clinical', 'letters.sentBack')).toEqual([]);
    expect((await at.sign(changed)).state).toBe('signed');
  });
});

describe('a signed letter', () => {
  it('refuses a change, whichever way it is tried', async () => {
    const visit = await measuredVisit();
    const { letterId, version } = await at.sign(await at.draft(visit));
    const tries = [
      () => as('clinical').call(letters, 'draftLetter', { ...visit, letterId, version, content: forWork }),
      () => as('physician').call(letters, 'sendBack', { letterId, reason: 'x' }),
      () => as('clinical').call(letters, 'discardDraft', { letterId, reason: 'x' }),
      () => as('physician').call(letters, 'signLetter', { letterId, version, conclusion: 'unfit' }),
    ];
    for (const call of tries) expect((await refused(call())).code).toBe('letters.signed');
    const written = at.clinic.inside(({ record }) =>
      record.patch('DocumentReference', letterId, (one) => {
        one.description = 'other words';
      }),
    );
    expect((await refused(written)).code).toBe('letters.signed');
  });

  it('is not made by writing one: without its number from the verb it is refused', async () => {
    const { letterId } = await at.draft(await measuredVisit());
    const written = at.clinic.inside(({ record }) =>
      record.patch('DocumentReference', letterId, (one) => {
        one.docStatus = 'final';
      }),
    );
    expect(['letters.signThere', 'platform.notAllowed']).toContain((await refused(written)).code);
  });

  it('is not built on a draft that was written past the verbs: of another patient, or without its parts', async () => {
    const other = await at.came();
    const { letterId } = await at.draft(await at.came(), backToSchool);
    const write = (change: (one: DocumentReference) => void) =>
      at.clinic.inside(({ record }) => record.patch('DocumentReference', letterId, change));
    const moved = write((one) => {
      one.subject = { reference: `Patient/${other.patientId}` };
    });
    expect((await refused(moved)).code).toBe('letters.draftThere');
    const emptied = write((one) => {
      one.content = one.content.slice(0, 1);
    });
    expect((await refused(emptied)).code).toBe('letters.draftThere');
  });

  it('is superseded by a new version, and stays readable', async () => {
    const visit = await measuredVisit();
    const old = await at.sign(await at.draft(visit));
    const { letterId } = old;
    const reason = 'Wrong company';
    at.clinic.clock.advance(1);
    const { letter: next } = await as('clinical').call(letters, 'correctLetter', { letterId, reason });
    // the old one holds until the new one is signed, and there is one new version at most
    expect((await document(letterId)).status).toBe('current');
    const second = as('clinical').call(letters, 'correctLetter', { letterId, reason });
    expect((await refused(second)).code).toBe('letters.alreadyReplaced');
    const { letter: changed } = await as('clinical').call(letters, 'draftLetter', {
      ...{ ...visit, letterId: next.letterId, version: next.version },
      content: { ...forWork, recipient: 'PT Benar' },
    });
    expect(changed.replaces).toEqual({ letterId, number: old.number, reason });
    const signed = await at.sign(changed);
    expect(signed.number).not.toBe(old.number);
    const { letters: all } = await as('nurse').call(letters, 'patientLetters', {
      patientId: visit.patientId,
    });
    expect(all.map(({ state }) => state)).toEqual(['signed', 'superseded']);
    const [now, before] = [await document(signed.letterId), await document(letterId)];
    expect([now.docStatus, before.status, before.docStatus]).toEqual(['amended', 'superseded', 'final']);
    expect(now.relatesTo).toEqual([
      { code: 'replaces', target: { reference: `DocumentReference/${letterId}` } },
    ]);
    expect(all[1]?.spoken).toEqual(old.spoken);
  });
});

it('a draft that nobody needs is kept with the reason, and gives no paper', async () => {
  const { letterId } = await at.draft(await at.came(), backToSchool);
  await as('clinical').call(letters, 'discardDraft', { letterId, reason: 'Asked for by mistake' });
  const { status, description } = await document(letterId);
  expect([status, description]).toEqual(['entered-in-error', expect.stringContaining('by mistake')]);
  const print = as('nurse').call(letters, 'printLetter', { letterId });
  expect((await refused(print)).code).toBe('letters.discarded');
});
