import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needReaders } from '#platform/server/print/testing.ts';
import { printing } from '#platform/shared/print-contract.ts';
import { insurance } from '#slices/insurance/contract.ts';
import { intake } from '#slices/intake/contract.ts';
import { letters } from '#slices/letters/contract.ts';
import { orders } from '#slices/orders/contract.ts';
import { amoxicillin, nextWeek } from '#slices/orders/server/testing/open-consultations.ts';
import { records } from '#slices/records/contract.ts';
import { backToSchool, type LetterClinic, openLetterClinic } from '../testing/letter-clinic.ts';

needReaders('pdftotext');

let jakarta: LetterClinic;
let harbor: LetterClinic;
beforeAll(async () => {
  jakarta = await openLetterClinic('ID');
  harbor = await openLetterClinic('US');
});
afterAll(async () => {
  await jakarta.clinic.close();
  await harbor.clinic.close();
});

const dotted = '.'.repeat(44);
const flat = (pages: readonly string[]) => pages.join(' ').replace(/\s+/g, ' ');
const printed = async (at: LetterClinic, letterId: string) => {
  const made = await at.clinic.as('nurse').call(letters, 'printLetter', { letterId });
  return { ...made, pages: await at.pages(made.paperId) };
};

describe('a letter', () => {
  it.each([
    ['en', 'DRAFT'],
    ['id', 'DRAF'],
  ] as const)(
    'that is not signed says so on each page, with no name under it, in %s',
    async (language, draft) => {
      const at = language === 'en' ? harbor : jakarta;
      const visit = await at.came();
      await at.measured(visit, { pulse: { value: '72' } });
      const long = { kind: 'health', recipient: 'X', purpose: 'x '.repeat(140) } as const;
      const { letterId } = await at.draft(visit, long);
      const made = await printed(at, letterId);
      expect(made.draft).toBe(true);
      for (const page of made.pages) expect(page).toContain(draft);
      expect(flat(made.pages)).toContain(dotted);
      // what was printed as a draft stays one after the signature
      const { letters: all } = await at.clinic.as('nurse').call(letters, 'visitLetters', {
        visitId: visit.visitId,
      });
      const [letter] = all;
      if (letter) await at.sign(letter);
      expect((await at.pages(made.paperId)).every((page) => page.includes(draft))).toBe(true);
      const after = await printed(at, letterId);
      expect(after.draft).toBe(false);
      expect(flat(after.pages)).not.toContain(draft);
    },
  );

  it('of health carries the figures of the visit, the conclusion, the number and who signed', async () => {
    const visit = await jakarta.came();
    await jakarta.measured(visit);
    const { content } = await jakarta.draft(visit);
    const { letterId } = await jakarta.sign(
      await jakarta.draft(visit, { ...content, vision: '6/6 tanpa kacamata' } as typeof content),
    );
    const text = flat((await printed(jakarta, letterId)).pages);
    for (const part of [
      ...['Surat keterangan sehat', 'PT Maju Jaya', 'Melamar kerja', '118/76 mmHg', '36,7 °C', '163,5 cm'],
      ...[
        '58,20 kg',
        '6/6 tanpa kacamata',
        'Kesimpulan dokter: SEHAT',
        jakarta.clinic.as('physician').actor.name,
      ],
    ])
      expect(text).toContain(part);
    expect(text).toMatch(/2026-\d{4}/);
    expect(text).not.toContain('Penglihatan warna');
    expect(text).not.toContain(dotted);
  });

  it('for a school names no diagnosis, and tells the limits and until when', async () => {
    const visit = await harbor.came();
    await harbor.seen(visit);
    const { letterId } = await harbor.sign(await harbor.draft(visit, backToSchool));
    const text = flat((await printed(harbor, letterId)).pages);
    expect(text).toContain('may return to school from March 11, 2026');
    expect(text).toContain('With these limits until March 18, 2026: no sport');
    expect(text).not.toContain('J06.9');
    expect(text).not.toMatch(/respiratory|cough/i);
  });

  it('of attendance tells from when she was here', async () => {
    const visit = await harbor.came();
    const attendance = { kind: 'attendance', place: 'work', recipient: 'Harbor Foods' } as const;
    const { letterId } = await harbor.sign(await harbor.draft(visit, attendance));
    expect(flat((await printed(harbor, letterId)).pages)).toMatch(
      /was seen at this clinic on .* 2026, from \d/,
    );
  });

  it('that was replaced says that it holds no longer', async () => {
    const old = await jakarta.sign(await jakarta.draft(await jakarta.came(), backToSchool));
    const { letterId } = old;
    const correct = { letterId, reason: 'Salah sekolah' };
    const { letter } = await jakarta.clinic.as('clinical').call(letters, 'correctLetter', correct);
    const next = await jakarta.sign(letter);
    expect(flat((await printed(jakarta, letterId)).pages)).toContain('Tidak berlaku lagi');
    expect(flat((await printed(jakarta, next.letterId)).pages)).toContain(
      `menggantikan surat nomor ${old.number}`,
    );
  });

  it('printed again unchanged is the same paper, counted as a copy', async () => {
    const { letterId } = await harbor.sign(await harbor.draft(await harbor.came(), backToSchool));
    const [first, again] = [await printed(harbor, letterId), await printed(harbor, letterId)];
    expect(again.paperId).toBe(first.paperId);
    const nurse = harbor.clinic.as('nurse');
    for (const copyNumber of [1, 2]) {
      const { paperId } = first;
      expect((await nurse.call(printing, 'printPaper', { paperId })).copyNumber).toBe(copyNumber);
    }
  });
});

describe('a visit summary', () => {
  const summary = async (at: LetterClinic, visitId: string) => {
    const made = await at.clinic.as('frontDesk').call(letters, 'printVisitSummary', { visitId });
    return { ...made, text: flat(await at.pages(made.paperId)) };
  };

  it('before the signature says DRAFT and tells no diagnosis; after it, what the physician wrote', async () => {
    const visit = await jakarta.came();
    await jakarta.measured(visit);
    await jakarta.seen(visit, false);
    const before = await summary(jakarta, visit.visitId);
    expect(before.draft).toBe(true);
    expect(before.text).toContain('DRAF');
    expect(before.text).toContain('Belum ditandatangani');
    expect(before.text).not.toContain('Infeksi saluran');
    await jakarta.clinic.as('physician').call(orders, 'signVisit', {
      ...{ visitId: visit.visitId, coveringFor: 'x' },
    });
    const after = await summary(jakarta, visit.visitId);
    expect(after.text).toMatch(/infeksi saluran/i);
    expect(after.text).toContain('118/76 mmHg');
    expect(after.text).toContain('hubungi 119');
    expect(after.text).not.toContain('DRAF');
  });

  it('is in the patient’s language, with medicines, allergies and what comes next as they stand', async () => {
    const visit = await jakarta.came({ language: 'en' });
    const { visitId, patientId } = visit;
    await jakarta.seen(visit, false);
    const physician = jakarta.clinic.as('physician');
    for (const detail of [amoxicillin, nextWeek])
      await physician.call(orders, 'placeOrder', { visitId, detail });
    await jakarta.clinic.as('nurse').call(records, 'recordAllergies', {
      ...{ patientId, add: [{ substance: 'Peanuts', kind: 'allergy', reaction: 'rash' }] },
    });
    await physician.call(orders, 'signVisit', { visitId, coveringFor: 'x' });
    const { text } = await summary(jakarta, visitId);
    for (const part of [
      'Visit summary',
      '1 capsule by mouth, 3 times a day',
      'Peanuts (rash)',
      'March 16, 2026',
    ])
      expect(text).toContain(part);
  });
});

describe('a face sheet', () => {
  it('carries who she is, who speaks for her, who pays, and what must be known first', async () => {
    const clerk = jakarta.clinic.as('frontDesk');
    const { patient } = await clerk.call(records, 'registerPatient', {
      ...{ name: 'Bintang Lestari', birthDate: '2015-05-08', sex: 'female', phone: '081234567890' },
      address: { line: 'Jl. Kenanga 1', rt: '003', rw: '004', city: 'Jakarta' },
      guardian: { name: 'Siti Aminah', relationship: 'mother', phone: '081298765432' },
    });
    const { id: payerId } = await jakarta.clinic.as('manager').call(insurance, 'savePayer', {
      ...{ name: 'Asuransi Sehat', kind: 'commercial' },
    });
    await clerk.call(insurance, 'addCoverage', {
      ...{ patientId: patient.id, payerId, memberNumber: '0001234567890', order: 'primary' },
      subscriber: { relation: 'self' },
    });
    const { visitId } = await jakarta.again({
      visitId: (await jakarta.came()).visitId,
      patientId: patient.id,
    });
    const { seen } = await jakarta.clinic.as('nurse').call(intake, 'readIntake', { visitId });
    await jakarta.clinic.as('nurse').call(intake, 'commitIntake', {
      ...{ visitId, patientId: patient.id, seen },
      facts: { problems: { answer: 'changed', added: [{ label: 'Asma', since: '2020' }] } },
    });
    const { paperId } = await clerk.call(letters, 'printFaceSheet', { patientId: patient.id });
    const text = flat(await jakarta.pages(paperId));
    for (const part of [
      ...['Lembar identitas pasien', 'Bintang Lestari', '8 Mei 2015', 'RT 003/RW 004', 'Siti Aminah'],
      ...['Asuransi Sehat', '0001234567890', 'Belum ditanyakan', 'Asma (2020) (menurut pasien)'],
    ])
      expect(text).toContain(part);
  });

  it('of nobody is refused', async () => {
    const call = harbor.clinic.as('nurse').call(letters, 'printFaceSheet', { patientId: 'nobody' });
    expect((await harbor.clinic.refused(call)).code).toBe('platform.notFound');
  });
});
