import type { CallOf } from '#platform/shared/contract.ts';
import { addDays, addMonths, instantOf, wallToInstant, zonedDay } from '#platform/shared/time.ts';
import { workforce } from '#slices/workforce/contract.ts';
import type { DemoClinic } from './clinics.ts';
import type { Stage } from './stage.ts';

type Text = Omit<CallOf<typeof workforce, 'saveProtocol'>, 'protocolId' | 'basedOn'>;

/** What an office of each country has in its folder. A clinic's own physician checks every dose and every age. */
const texts: Record<DemoClinic['country'], readonly Text[]> = {
  US: [
    {
      title: 'Influenza vaccine',
      acts: ['orders.performInvasive/vaccine'],
      roles: ['clinical', 'assistant', 'nurse'],
      conditions: 'No severe allergy to an earlier influenza vaccine; no fever of 101 °F or more today',
      ...{ fromMonths: 6, underMonths: null },
      items: [{ code: 'vaccineFlu', label: { en: 'Influenza vaccine', id: 'Vaksin influenza' } }],
      text: [
        '1. Ask the screening questions of the vaccine sheet. Any yes: stop and ask the physician.',
        '2. Give the current Vaccine Information Statement and write down its date.',
        '3. 0.5 ml into the deltoid muscle; under 3 years into the thigh. One dose each season.',
        '4. Write lot, expiry, site and side. Observe for 15 minutes; on a reaction call the physician at once.',
      ].join('\n'),
    },
    {
      title: 'Rapid strep test for sore throat',
      acts: ['orders.perform/waivedTest'],
      roles: ['clinical', 'assistant', 'nurse'],
      conditions: 'Sore throat of less than 10 days, without cough and without runny nose',
      ...{ fromMonths: 36, underMonths: null },
      items: [{ code: 'strepTest', label: { en: 'Rapid strep A', id: 'Rapid streptokokus A' } }],
      text: [
        '1. Swab both tonsils and the back of the throat before the physician comes in.',
        '2. Read at 5 minutes. A test without its control line is repeated with a new one.',
        '3. Enter the result. Tell the patient nothing of what it means: the physician does.',
        '4. Drooling, or breathing that is hard: no swab; call the physician at once.',
      ].join('\n'),
    },
  ],
  ID: [
    {
      title: 'Gula darah sewaktu sebelum konsultasi',
      acts: ['orders.perform/capillaryPuncture'],
      roles: ['clinical', 'nurse'],
      conditions:
        'Pasien diabetes yang kontrol, atau dengan keluhan lemas, berkeringat dingin, banyak kencing',
      ...{ fromMonths: 216, underMonths: null },
      items: [
        {
          code: 'bloodSugar',
          label: { en: 'Blood sugar, finger stick', id: 'Gula darah sewaktu (jari)' },
        },
      ],
      text: [
        '1. Pastikan identitas, tanyakan makan terakhir dan obat gula yang diminum.',
        '2. Periksa dari tepi ujung jari, tetes darah kedua; catat jam pemeriksaan.',
        '3. Di bawah 70 mg/dl dan sadar: beri 15 g gula, ulangi 15 menit kemudian, segera lapor dokter.',
        '4. Di atas 300 mg/dl, atau kesadaran menurun: segera lapor dokter, jangan menunggu giliran.',
        '5. Hasil dicatat; arti hasil disampaikan oleh dokter.',
      ].join('\n'),
    },
    {
      title: 'Syok anafilaktik: adrenalin sambil memanggil dokter',
      acts: ['orders.performInvasive/injectionIm'],
      roles: ['clinical', 'nurse'],
      conditions:
        'Sesak, mengi, bengkak wajah atau tekanan darah turun mendadak setelah obat, vaksin atau makanan',
      ...{ fromMonths: null, underMonths: null },
      items: [
        {
          code: 'injectionIm',
          label: { en: 'Injection into the muscle', id: 'Injeksi intramuskular (IM)' },
        },
      ],
      text: [
        '1. Hentikan obat, panggil dokter dan bantuan, baringkan dengan tungkai ditinggikan.',
        '2. Adrenalin 1:1.000 sebanyak 0,01 mg/kgBB IM di paha luar; paling banyak 0,5 mg dewasa, 0,3 mg anak.',
        '3. Oksigen; ukur tekanan darah, nadi, napas tiap 5 menit. Ulangi adrenalin setelah 5 menit atas perintah dokter.',
        '4. Catat jam, dosis dan tempat suntikan; dokter menandatangani pada hari itu juga. Siapkan rujukan ke IGD.',
      ].join('\n'),
    },
  ],
};

/** Long enough ago to have been in use, and in force for the better part of a year still. */
const approvedDaysAgo = 96;

/** Standing orders that the manager wrote and a physician of the clinic read and approved. */
export async function furnishStandingOrders(stage: Stage, demo: DemoClinic, nowMs: number): Promise<void> {
  const today = zonedDay(instantOf(nowMs), demo.zone);
  const day = addDays(today, -approvedDaysAgo);
  const at = (time: string) => {
    const found = wallToInstant(day, time, demo.zone, { disambiguation: 'earlier' });
    return Date.parse('instant' in found ? found.instant : instantOf(nowMs));
  };
  for (const text of texts[demo.country]) {
    const { protocolId, version } = await stage.play('manager', at('09:00'), workforce, 'saveProtocol', text);
    await stage.play('physician', at('16:30'), workforce, 'approveProtocol', {
      ...{ protocolId, version, reviewBy: addMonths(day, 12) },
    });
  }
}
