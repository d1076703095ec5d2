import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needReaders } from '#platform/server/print/testing.ts';
import { printing } from '#platform/shared/print-contract.ts';
import { orders } from '#slices/orders/contract.ts';
import {
  amoxicillin,
  bloodSugar,
  cardiology,
  type Consultations,
  nextWeek,
  openConsultations,
} from '../testing/open-consultations.ts';

needReaders('pdftotext');

let jakarta: Consultations;
let harbor: Consultations;
beforeAll(async () => {
  jakarta = await openConsultations('ID');
  harbor = await openConsultations('US');
});
afterAll(async () => {
  await jakarta.clinic.close();
  await harbor.clinic.close();
});

/** A visit with everything that gives a paper. */
async function full(at: Consultations, language: string): Promise<string> {
  const { visitId } = await at.written({ language });
  const physician = at.clinic.as('physician');
  for (const detail of [amoxicillin, bloodSugar, cardiology, nextWeek]) {
    await physician.call(orders, 'placeOrder', { visitId, detail });
  }
  await at.clinic
    .as('nurse')
    .call(orders, 'draftSickNote', { visitId, from: '2026-03-09', to: '2026-03-11' });
  return visitId;
}

const verbs = [
  'printPrescription',
  'printTestSlip',
  'printSickNote',
  'printReferralLetter',
  'printFollowUpCard',
] as const;

async function print(at: Consultations, visitId: string, verb: (typeof verbs)[number]): Promise<string> {
  const { paperId } = await at.clinic.as('nurse').call(orders, verb, { visitId });
  return at.paper(paperId);
}

describe('a sick note', () => {
  it('that is drafted is changed from its own visit alone, and another patient’s stays as it is', async () => {
    const nurse = jakarta.clinic.as('nurse');
    const [hers, theirs] = [await jakarta.written({}), await jakarta.written({})];
    const days = { from: '2026-03-09', to: '2026-03-10' };
    const { sickNote } = await nurse.call(orders, 'draftSickNote', {
      ...{ visitId: theirs.visitId, ...days, advice: 'Istirahat' },
    });
    const other = { sickNoteId: sickNote.id, from: '2026-03-09', to: '2026-03-20', advice: 'Kerja' };
    await expect(
      nurse.call(orders, 'draftSickNote', { visitId: hers.visitId, ...other }),
    ).rejects.toMatchObject({ code: 'notFound' });
    const kept = await jakarta.clinic.inside((ctx) => ctx.record.mustRead('DocumentReference', sickNote.id));
    expect([kept.context?.period?.end, kept.meta?.versionId]).toEqual(['2026-03-10', '1']);
    const changed = await nurse.call(orders, 'draftSickNote', { visitId: theirs.visitId, ...other });
    expect(changed.sickNote).toMatchObject({ id: sickNote.id, to: '2026-03-20' });
  });
});

describe('a prescription', () => {
  it('in Indonesia is a resep with R/, signa and the quantity in Roman figures and words', async () => {
    const visitId = await full(jakarta, 'id');
    await jakarta.clinic.as('physician').call(orders, 'signVisit', { visitId });
    const text = await print(jakarta, visitId, 'printPrescription');
    expect(text).toContain('R/');
    expect(text).toMatch(/Amoxicillin 500 mg caps\s+No\. XV \(lima belas\)/);
    expect(text).toContain('S 3 dd 1 caps p.c.');
    expect(text).toContain('3 kali sehari 1 kapsul, diminum, sesudah makan, selama 5 hari');
    expect(text).toContain('Alergi: belum ditanyakan');
    expect(text).not.toContain('DRAF');
  });

  it('in the United States has its sig and the quantity in words', async () => {
    const visitId = await full(harbor, 'en');
    await harbor.clinic.as('physician').call(orders, 'signVisit', { visitId });
    const text = await print(harbor, visitId, 'printPrescription');
    expect(text).toContain('Sig: 1 capsule by mouth, 3 times a day, after meals, for 5 days');
    expect(text).toContain('Dispense: 15 (fifteen)');
  });

  it('is in the patient’s language, whatever the clinic’s', async () => {
    const visitId = await full(jakarta, 'en');
    expect(await print(jakarta, visitId, 'printPrescription')).toContain('1 capsule by mouth, 3 times a day');
  });
});

describe('papers', () => {
  it.each([
    [
      'en',
      ['Prescription', 'Test order', 'Medical certificate', 'Referral letter', 'Next appointment'],
      'DRAFT',
    ],
    [
      'id',
      ['Resep', 'Permintaan pemeriksaan', 'Surat keterangan sakit', 'Surat rujukan', 'Surat kontrol'],
      'DRAF',
    ],
  ] as const)('of an unsigned visit say so in %s', async (language, titles, draft) => {
    const at = language === 'en' ? harbor : jakarta;
    const visitId = await full(at, language);
    for (const [index, verb] of verbs.entries()) {
      const text = await print(at, visitId, verb);
      expect(text).toContain(titles[index]);
      expect(text).toContain(draft);
    }
  });

  it('for an employer tell the days in words, no diagnosis, and nobody’s name before the signature', async () => {
    const visitId = await full(jakarta, 'id');
    const before = await print(jakarta, visitId, 'printSickNote');
    expect(before).toContain('.'.repeat(44));
    await jakarta.clinic.as('physician').call(orders, 'signVisit', { visitId });
    const text = await print(jakarta, visitId, 'printSickNote');
    expect(text.replace(/\s+/g, ' ')).toContain(
      'selama 3 (tiga) hari, terhitung mulai 9 Maret 2026 sampai dengan 11 Maret 2026',
    );
    expect(text).not.toContain('.'.repeat(44));
    expect(text).not.toContain('J06.9');
    expect(text).not.toContain('DRAF');
  });

  it('for a colleague carry question, findings, medicines and allergies', async () => {
    const { visitId } = await harbor.written({ allergy: 'Peanuts' });
    const physician = harbor.clinic.as('physician');
    for (const detail of [amoxicillin, cardiology])
      await physician.call(orders, 'placeOrder', { visitId, detail });
    const text = await print(harbor, visitId, 'printReferralLetter');
    for (const part of [
      'Cardiology',
      'Is it the valve?',
      'J06.9',
      'Batuk 3 hari',
      'Amoxicillin',
      'Peanuts',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('tell the day of the week of the next visit', async () => {
    const visitId = await full(jakarta, 'id');
    expect(await print(jakarta, visitId, 'printFollowUpCard')).toContain('Senin, 16 Maret 2026');
  });

  it('printed again unchanged are the same paper, and the next expected one moves up', async () => {
    const visitId = await full(harbor, 'en');
    const nurse = harbor.clinic.as('nurse');
    const expected = async () => {
      const { papers } = await nurse.call(orders, 'readConsultation', { visitId });
      return papers.map((one) => one.paper)[0];
    };
    expect(await expected()).toBe('prescription');
    const first = await nurse.call(orders, 'printPrescription', { visitId });
    expect((await nurse.call(printing, 'printPaper', { paperId: first.paperId })).copyNumber).toBe(1);
    expect(await expected()).toBe('testSlip');
    const again = await nurse.call(orders, 'printPrescription', { visitId });
    expect(again.paperId).toBe(first.paperId);
    expect((await nurse.call(printing, 'printPaper', { paperId: again.paperId })).copyNumber).toBe(2);
  });

  it('that a visit does not give are refused', async () => {
    const { visitId } = await harbor.written();
    for (const verb of verbs) {
      const refused = await harbor.clinic.refused(harbor.clinic.as('nurse').call(orders, verb, { visitId }));
      expect(refused.code).toBe('orders.nothingToPrint');
    }
  });
});
