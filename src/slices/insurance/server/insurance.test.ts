import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallOf } from '#platform/shared/contract.ts';
import { records } from '#slices/records/contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { insurance } from '../contract.ts';
import { coveragesOf, payerOf, selfPay } from './index.ts';

let clinic: TestClinic;
let patients = 0;

beforeAll(async () => {
  clinic = await openTestClinic({ country: 'ID' });
});
afterAll(() => clinic.close());

const desk = () => clinic.as('frontDesk');
const at = [
  'Ani',
  'Bimo',
  'Citra',
  'Dodi',
  'Endang',
  'Farid',
  'Gita',
  'Hadi',
  'Intan',
  'Jaya',
  'Kiki',
  'Lina',
];

async function patient(): Promise<string> {
  patients += 1;
  const form = {
    name: `${at[patients]} ${at[at.length - patients]}`,
    birthDate: `${1950 + patients * 3}-0${1 + (patients % 9)}-11`,
    sex: 'female' as const,
  };
  return (await desk().call(records, 'registerPatient', form)).patient.id;
}

async function payer(name: string, kind: 'bpjs' | 'commercial' | 'medicare' = 'commercial') {
  return clinic.as('manager').call(insurance, 'savePayer', { name, kind });
}

type Coverage = Omit<CallOf<typeof insurance, 'addCoverage'>, 'patientId' | 'payerId'>;
const own: Coverage = { memberNumber: '0001234567890', order: 'primary', subscriber: { relation: 'self' } };

describe('payers', () => {
  it("self-pay is always there, first, and in the reader's language", async () => {
    const { payers } = await desk().call(insurance, 'listPayers', {}, { language: 'en' });
    expect(payers[0]).toEqual({ id: 'self-pay', name: 'Self-pay', kind: 'self', active: true });
    expect(await clinic.inside(async (ctx) => selfPay(ctx).name)).toBe('Bayar sendiri (umum)');
    expect(await clinic.inside(async (ctx) => payerOf(ctx, 'self-pay'))).toMatchObject({ kind: 'self' });
  });

  it('a manager sets one up with its copay, renames it and switches it off', async () => {
    const manager = clinic.as('manager');
    const made = await manager.call(insurance, 'savePayer', {
      name: 'Sehat Raya',
      kind: 'commercial',
      copay: { minor: '50000', currency: 'IDR' },
    });
    expect(made).toMatchObject({
      name: 'Sehat Raya',
      copay: { minor: '50000', currency: 'IDR' },
      active: true,
    });
    await manager.call(insurance, 'savePayer', {
      payerId: made.id,
      name: 'Sehat Raya Utama',
      kind: 'commercial',
      active: false,
    });
    const open = await desk().call(insurance, 'listPayers', {});
    expect(open.payers.map((one) => one.id)).not.toContain(made.id);
    const all = await desk().call(insurance, 'listPayers', { all: true });
    expect(all.payers).toContainEqual({
      id: made.id,
      name: 'Sehat Raya Utama',
      kind: 'commercial',
      active: false,
    });
    expect(
      await clinic.refused(desk().call(insurance, 'savePayer', { name: 'X', kind: 'commercial' })),
    ).toMatchObject({ status: 403 });
  });

  it('two payers of one name are refused, and self-pay cannot be changed', async () => {
    await payer('Kembar');
    expect(await clinic.refused(payer('KEMBAR'))).toMatchObject({ code: 'insurance.nameTaken' });
    const self = clinic
      .as('manager')
      .call(insurance, 'savePayer', { payerId: 'self-pay', name: 'Gratis', kind: 'commercial' });
    expect(await clinic.refused(self)).toMatchObject({ status: 404 });
  });
});

describe('coverages', () => {
  it('A5.5 a BPJS number keeps its thirteen characters through the record and back', async () => {
    const patientId = await patient();
    const bpjs = await payer('BPJS Kesehatan', 'bpjs');
    const made = await desk().call(insurance, 'addCoverage', {
      patientId,
      payerId: bpjs.id,
      ...own,
      careClass: '2',
      registeredAt: 'Klinik A',
    });
    expect(made).toMatchObject({
      memberNumber: '0001234567890',
      careClass: '2',
      registeredAt: 'Klinik A',
      state: 'active',
    });
    const stored = await clinic.inside((ctx) => ctx.record.mustRead('Coverage', made.id));
    expect(stored).toMatchObject({
      subscriberId: '0001234567890',
      status: 'active',
      order: 1,
      payor: [{ reference: `Organization/${bpjs.id}` }],
    });
    const short = desk().call(insurance, 'addCoverage', {
      patientId: await patient(),
      payerId: bpjs.id,
      ...own,
      memberNumber: '1234567890',
    });
    expect(await clinic.refused(short)).toMatchObject({
      fields: [{ path: 'memberNumber', words: expect.stringContaining('13 angka') }],
    });
  });

  it('a check counts for the day on which it was made, and is asked again the next', async () => {
    const patientId = await patient();
    const { id: payerId } = await payer('Asuransi Harian');
    const { id: coverageId } = await desk().call(insurance, 'addCoverage', { patientId, payerId, ...own });
    const before = await clinic.inside((ctx) => coveragesOf(ctx, patientId));
    expect(before[0]?.verifiedToday).toBeUndefined();
    const checked = await desk().call(insurance, 'verifyCoverage', {
      patientId,
      coverageId,
      state: 'arrears',
      note: 'Tunggakan 2 bulan',
    });
    expect(checked.verifiedToday).toMatchObject({
      state: 'arrears',
      by: desk().actor.name,
      note: 'Tunggakan 2 bulan',
    });
    clinic.clock.advance(24 * 60);
    const [next] = (await desk().call(insurance, 'coveragesOf', { patientId })).coverages;
    expect(next?.verifiedToday).toBeUndefined();
    expect(next?.lastVerified).toMatchObject({ state: 'arrears' });
  });

  it('one coverage is primary at a time, another may follow it or be secondary', async () => {
    const patientId = await patient();
    const [first, second] = [await payer('Utama'), await payer('Kedua')];
    await desk().call(insurance, 'addCoverage', { patientId, payerId: first.id, ...own, to: '2026-12-31' });
    const add = (part: Partial<Coverage>) =>
      desk().call(insurance, 'addCoverage', { patientId, payerId: second.id, ...own, ...part });
    expect(await clinic.refused(add({}))).toMatchObject({
      code: 'insurance.orderTaken',
      details: { payer: 'Utama' },
    });
    await add({ order: 'secondary' });
    const later = await add({ from: '2027-01-01', memberNumber: 'B-2' });
    expect(later.state).toBe('future');
    expect(await clinic.refused(add({ order: 'tertiary' }))).toMatchObject({
      code: 'insurance.alreadyCovered',
    });
  });

  it("names the subscriber of somebody else's policy", async () => {
    const patientId = await patient();
    const { id: payerId } = await payer('Keluarga');
    const form: Coverage = { ...own, subscriber: { relation: 'child' } };
    const nameless = desk().call(insurance, 'addCoverage', { patientId, payerId, ...form });
    expect(await clinic.refused(nameless)).toMatchObject({ fields: [{ path: 'subscriber.name' }] });
    const made = await desk().call(insurance, 'addCoverage', {
      patientId,
      payerId,
      ...form,
      plan: 'Gold',
      group: 'G-77',
      copay: { minor: '25000', currency: 'IDR' },
      subscriber: { relation: 'child', name: 'Bapak Joko', birthDate: '1975-01-02' },
    });
    expect(made).toMatchObject({
      plan: 'Gold',
      group: 'G-77',
      copay: { minor: '25000', currency: 'IDR' },
      subscriber: { relation: 'child', name: 'Bapak Joko', birthDate: '1975-01-02' },
    });
    const changed = await desk().call(insurance, 'changeCoverage', {
      patientId,
      coverageId: made.id,
      version: made.version,
      payerId,
      ...own,
      memberNumber: 'AX-009',
    });
    expect(changed).toMatchObject({ memberNumber: 'AX-009', subscriber: { relation: 'self' } });
    expect(changed.plan).toBeUndefined();
    const old = desk().call(insurance, 'changeCoverage', {
      patientId,
      coverageId: made.id,
      version: made.version,
      payerId,
      ...own,
    });
    expect(await clinic.refused(old)).toMatchObject({ status: 412 });
  });

  it('ends with a reason, cannot be checked afterwards, and is kept', async () => {
    const patientId = await patient();
    const { id: payerId } = await payer('Berakhir');
    const { id: coverageId } = await desk().call(insurance, 'addCoverage', { patientId, payerId, ...own });
    const day = new Date(clinic.clock.now()).toISOString().slice(0, 10);
    await desk().call(insurance, 'endCoverage', { patientId, coverageId, to: day, reason: 'Pindah kerja' });
    expect((await desk().call(insurance, 'coveragesOf', { patientId })).coverages).toEqual([]);
    const all = await desk().call(insurance, 'coveragesOf', { patientId, ended: true });
    expect(all.coverages).toMatchObject([{ state: 'ended', endedWhy: 'Pindah kerja' }]);
    expect(
      await clinic.refused(
        desk().call(insurance, 'verifyCoverage', { patientId, coverageId, state: 'active' }),
      ),
    ).toMatchObject({ code: 'insurance.notInForce' });
  });

  it('what never was true is kept in the record and shown nowhere', async () => {
    const patientId = await patient();
    const { id: payerId } = await payer('Keliru');
    const { id: coverageId } = await desk().call(insurance, 'addCoverage', { patientId, payerId, ...own });
    await desk().call(insurance, 'endCoverage', {
      patientId,
      coverageId,
      to: '2026-03-10',
      reason: 'Kartu orang lain',
      neverTrue: true,
    });
    expect((await desk().call(insurance, 'coveragesOf', { patientId, ended: true })).coverages).toEqual([]);
    expect(await clinic.inside((ctx) => ctx.record.mustRead('Coverage', coverageId))).toMatchObject({
      status: 'entered-in-error',
    });
  });

  it("of another patient's coverage nothing is told or changed", async () => {
    const [patientId, other] = [await patient(), await patient()];
    const { id: payerId } = await payer('Punya Orang');
    const { id: coverageId } = await desk().call(insurance, 'addCoverage', { patientId, payerId, ...own });
    const call = desk().call(insurance, 'verifyCoverage', { patientId: other, coverageId, state: 'active' });
    expect(await clinic.refused(call)).toMatchObject({ status: 404 });
  });

  it('a coverage from another system is shown with what it says', async () => {
    const patientId = await patient();
    await clinic.inside((ctx) =>
      ctx.record.create({
        resourceType: 'Coverage',
        id: 'foreign',
        status: 'active',
        beneficiary: { reference: `Patient/${patientId}` },
        payor: [{ display: 'Aetna' }],
        subscriberId: '00-77',
        period: { start: '2020' },
      }),
    );
    const { coverages } = await desk().call(insurance, 'coveragesOf', { patientId });
    expect(coverages).toMatchObject([
      { memberNumber: '00-77', payer: { name: 'Aetna', active: false }, from: '2020-01-01', state: 'active' },
    ]);
  });
});
