import { heading, keyValueGrid } from '#platform/server/print/blocks.ts';
import { renderPaper } from '#platform/server/print/paper.ts';
import { paperSizeFor } from '#platform/server/print/sizes.ts';
import { addDays, instantOf, zonedDay } from '#platform/shared/time.ts';
import { documents } from '#slices/documents/contract.ts';
import { records } from '#slices/records/contract.ts';
import type { DemoClinic } from './clinics.ts';
import { drawCard } from './draw-card.ts';
import type { Stage } from './stage.ts';

interface Said {
  source: string;
  address: string;
  title: string;
  lines: readonly { label: string; value: string }[];
  text: string;
}

/** Papers as other houses send them. */
const said: Record<'en' | 'id', { lab: Said; referral: Said; letter: Said; card: string }> = {
  en: {
    lab: {
      ...{ source: 'Quay Laboratory', address: '9 Dock Street, Brooklyn, NY 11201', title: 'Blood count' },
      lines: [
        { label: 'Hemoglobin', value: '12.1 g/dL' },
        { label: 'Leukocytes', value: '7.4 × 10⁹/L' },
        { label: 'Platelets', value: '252 × 10⁹/L' },
      ],
      text: 'Specimen: venous blood, EDTA. Validated by the laboratory.',
    },
    referral: {
      ...{
        source: 'Dr. Ellen Marsh, cardiology',
        address: 'Hudson Heart Center',
        title: 'Back from cardiology',
      },
      lines: [{ label: 'Reason', value: 'Chest pain on exertion' }],
      text: 'Exercise test without signs of ischemia. We suggest to go on as before and to repeat it in a year.',
    },
    letter: {
      ...{ source: 'St. Anne Hospital', address: 'New York, NY', title: 'Discharge letter' },
      lines: [{ label: 'Admitted', value: 'Pneumonia, left lower lobe' }],
      text: 'Antibiotics until the end of the week. Please check the chest X-ray in six weeks.',
    },
    card: 'Insurance card',
  },
  id: {
    lab: {
      ...{ source: 'Lab Sehat Utama', address: 'Jl. Tebet Barat 9, Jakarta', title: 'Darah lengkap' },
      lines: [
        { label: 'Hemoglobin', value: '12,1 g/dL' },
        { label: 'Leukosit', value: '7,4 × 10⁹/L' },
        { label: 'Trombosit', value: '252 × 10⁹/L' },
      ],
      text: 'Bahan: darah vena, EDTA. Divalidasi oleh laboratorium.',
    },
    referral: {
      ...{ source: 'dr. Hartono, Sp.JP', address: 'RSUD Tebet', title: 'Jawaban rujukan jantung' },
      lines: [{ label: 'Alasan', value: 'Nyeri dada saat aktivitas' }],
      text: 'Uji latih jantung tanpa tanda iskemia. Terapi diteruskan, ulangi dalam setahun.',
    },
    letter: {
      ...{ source: 'RS Santa Anna', address: 'Jakarta', title: 'Ringkasan pulang' },
      lines: [{ label: 'Dirawat', value: 'Pneumonia lobus kiri bawah' }],
      text: 'Antibiotik sampai akhir minggu. Mohon foto toraks ulang dalam enam minggu.',
    },
    card: 'Kartu asuransi',
  },
};

/** Every how many are checked in the demo, so that one waits for a second person. */
const checkEvery = 3;

/** A few documents in charts, two files that wait to be filed, and one to be checked by a second person. */
export async function furnishDocuments({ play }: Stage, demo: DemoClinic, nowMs: number): Promise<void> {
  const today = zonedDay(instantOf(nowMs), demo.zone);
  const { lab, referral, letter, card } = said[demo.language];
  await play('manager', nowMs, documents, 'saveSettings', { mostMegabytes: 10, checkEvery, scanner: null });
  const { patients } = await play('frontdesk', nowMs, records, 'findPatients', { text: '', limit: 3 });
  const [first, second, third] = await Promise.all(patients.map(({ id }) => shownOf(id)));
  if (!first || !second || !third) throw new Error('the demo has no patients to keep documents of');
  await keep(first, await paperOf(lab, first), 'labReport', { days: 3, ...lab });
  const signed = await keep(second, await paperOf(referral, second), 'referralLetter', {
    days: 20,
    ...referral,
  });
  await play('physician', nowMs, documents, 'signDocument', signed);
  await keep(first, drawCard([10, 96, 88]), 'insuranceCard', { days: 40, source: card, title: '' });
  await take(await paperOf(letter, third), 'scan-0012.pdf');
  await take(drawCard([13, 79, 151]), 'scan-0013.png');

  async function shownOf(patientId: string) {
    const { name, birthDate } = await play('frontdesk', nowMs, records, 'readBanner', { patientId });
    return { patientId, name, birthDate: birthDate ?? '' };
  }

  async function take(content: Buffer, fileName: string): Promise<string> {
    const { file } = await play('frontdesk', nowMs, documents, 'receiveFile', {
      ...{ fileName, data: content.toString('base64') },
    });
    return file.fileId;
  }

  async function keep(
    { patientId, name, birthDate }: Shown,
    content: Buffer,
    type: string,
    about: { days: number; source: string; title: string },
  ) {
    const fileId = await take(content, `${type}.bin`);
    const { document } = await play('frontdesk', nowMs, documents, 'fileDocument', {
      ...{ fileId, patientId, confirmed: { name, birthDate, by: 'onPaper' } },
      index: { type, servedOn: addDays(today, -about.days), source: about.source, title: about.title },
    });
    return { documentId: document.documentId, version: document.version };
  }

  /** A true PDF with the patient's name on it, under the sender's head. */
  async function paperOf({ source, address, title, lines, text }: Said, shown: Shown): Promise<Buffer> {
    const { country, zone, language } = demo;
    const paper = {
      ...{ kind: 'demo.letter', language, title, size: paperSizeFor(country, 'document') },
      body: [
        keyValueGrid([
          { label: demo.language === 'id' ? 'Nama' : 'Name', value: shown.name },
          { label: demo.language === 'id' ? 'Tanggal lahir' : 'Date of birth', value: shown.birthDate },
        ]),
        heading(title),
        keyValueGrid(lines, 1),
        { text, margin: [0, 8, 0, 0] as [number, number, number, number] },
      ],
    };
    const printing = {
      ...{ clinicName: source, addressLines: [address], zone, country, copyNumber: 1 },
      ...{ printedBy: source, printedAt: instantOf(nowMs) },
    };
    return Buffer.from(await renderPaper(paper, printing));
  }
}

interface Shown {
  patientId: string;
  name: string;
  birthDate: string;
}
