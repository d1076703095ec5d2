import { addDays, today } from '#platform/shared/time.ts';
import { createStaff } from '#platform/server/identity/accounts.ts';
import { sql } from 'kysely';
import { printing } from '#platform/shared/print-contract.ts';
import { bookkeeping } from '#slices/bookkeeping/contract.ts';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { insurance } from '#slices/insurance/contract.ts';
import { orders } from '#slices/orders/contract.ts';
import { reminders } from '#slices/reminders/contract.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { vitals } from '#slices/vitals/contract.ts';
import { defaultRanges } from '#slices/vitals/shared/range-table.ts';
import { workforce } from '#slices/workforce/contract.ts';
import type { TestClinic } from '../clinic.ts';
import { looseFiles } from './documented.ts';
import { learners } from './learning.ts';
import { files } from './moving.ts';
import { bookedOnline } from './online.ts';
import { rostered } from './rostered.ts';
import { chainSteps, type Ids, openPatient } from './patient.ts';

/** One clinic full of things, each of which has an id and a word that nobody of another clinic may ever read. */
export interface World {
  clinic: TestClinic;
  /** Stands in every text that was typed into this clinic. */
  canary: string;
  /** The clinic's day. */
  day: string;
  own: Ids;
  /** The same for another patient; what belongs to the clinic as a whole is the same. */
  otherPatient: Ids;
  /** Every id of the clinic that the other one must not be told. */
  allIds: ReadonlySet<string>;
}

export const ownBirthDate = '1990-05-08';
export const otherBirthDate = '1971-11-23';

/** Furnishes a clinic through its verbs and takes two patients through a visit. */
export async function openWorld(clinic: TestClinic, canary: string): Promise<World> {
  const day = today(clinic.clock, clinic.clinic.zone);
  const ground = await furnish(clinic, canary, day);
  await clinic.inside(async (ctx) => {
    // types that no slice claims
    await ctx.record.create({ resourceType: 'Basic', code: { text: canary } });
    await ctx.record.create({ resourceType: 'Medication', code: { text: canary } });
  });
  const own = await openPatient(clinic, ground, `${canary} Wulandari`, ownBirthDate);
  const other = await openPatient(clinic, ground, `${canary} Hutapea`, otherBirthDate);
  const otherPatientId = other.patientId as string;
  return {
    clinic,
    canary,
    day,
    own: { ...own, otherPatientId },
    otherPatient: { ...other, otherPatientId: own.patientId as string },
    allIds: new Set([...Object.values(own), ...Object.values(other)]),
  };
}

/** What the clinic knows of one person's right to work. */
async function workforceOf(clinic: TestClinic, canary: string, staffId: string, day: string): Promise<Ids> {
  const manager = clinic.as('manager');
  const { credentialId } = await manager.call(workforce, 'saveCredential', {
    ...{ staffId, kind: 'BLS', number: canary, certifiedOn: '2025-01-01' },
    evidence: { fileName: canary, contentType: 'application/pdf', data: btoa(`%PDF-1.7 ${canary}`) },
  });
  const { educationId } = await manager.call(workforce, 'addEducation', {
    ...{ staffId, day, title: canary, category: 'general', points: '1' },
  });
  const { delegationId } = await clinic.as('physician').call(workforce, 'delegate', {
    ...{ delegateeId: staffId, act: 'print.paper', circumstance: canary, direction: canary },
    ...{ supervision: canary, competence: canary, fromDay: day, lastDay: day },
  });
  const { protocolId } = await manager.call(workforce, 'saveProtocol', {
    ...{ title: canary, text: canary, acts: ['vitals.record'], roles: ['clinical'], conditions: canary },
  });
  await clinic.as('physician').call(workforce, 'approveProtocol', {
    ...{ protocolId, version: 1, reviewBy: addDays(day, 90) },
  });
  await manager.call(workforce, 'saveJobRecord', {
    ...{ staffId, basedOn: 0, reportsToId: clinic.as('physician').actor.id, title: canary, site: canary },
    ...{ duties: { administrative: [canary] }, supervision: 'none', fromDay: day },
  });
  const { credentials } = await manager.call(workforce, 'personFile', { staffId });
  return {
    credentialId,
    educationId,
    delegationId,
    protocolId,
    evidenceId: credentials[0]?.evidenceId ?? '',
  };
}

/** Places, prices, people: what belongs to the clinic as a whole. */
async function furnish(clinic: TestClinic, canary: string, day: string): Promise<Ids> {
  const manager = clinic.as('manager');
  const { currency, slug, language } = clinic.clinic;
  const price = { minor: '150000', currency };
  const sessions = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '23:59' }));
  const plan = { validFrom: '2026-01-01', validTo: null, sessions };
  const practitionerId = `doctor-of-${slug}`;
  const person = { clinicSlug: slug, language, password: 'a long enough password' };
  await createStaff(clinic.platform, {
    ...person,
    login: `doctor@${slug}.test`,
    name: `${canary} Doctor`,
    roles: ['physician'],
    practitionerId,
  });
  const { staffId } = await createStaff(clinic.platform, {
    ...person,
    login: `temporary@${slug}.test`,
    name: `${canary} Temporary`,
    roles: ['auditor'],
  });
  await manager.call(scheduling, 'saveHours', { ...plan, practitionerId: null });
  await manager.call(reminders, 'saveRules', {
    ...{ on: false, confirmation: false, moved: false, cancelled: false, before: [], askFirst: false },
    ...{ quietFrom: '20:00', quietUntil: '08:00', byHand: true, linkAddress: 'https://patients.test' },
    ...{ name: canary, place: canary, phone: '021-5550-0134' },
  });
  const spare = await manager.call(scheduling, 'saveHours', {
    ...plan,
    practitionerId: 'practitioner-nurse',
  });
  const visitTypeCode = `type-${slug}`;
  await manager.call(scheduling, 'saveVisitType', {
    ...{ code: visitTypeCode, labelEn: `${canary} visit`, labelId: `Kunjungan ${canary}` },
    ...{ durationMinutes: 10, bufferBeforeMinutes: 0, bufferAfterMinutes: 0, bufferOwner: 'practitioner' },
    ...{ patients: 'any', colour: 'blue', prepEn: '', prepId: '', practitionerIds: [] },
    ...{ roomKind: null, active: true },
  });
  const chain = await manager.call(scheduling, 'saveChain', {
    ...{ labelEn: `${canary} chain`, labelId: `${canary} rangkaian`, active: true },
    steps: chainSteps(visitTypeCode),
  });
  const room = await manager.call(scheduling, 'saveRoom', {
    name: `${canary} room`,
    kind: 'exam',
    active: true,
  });
  const equipment = await manager.call(scheduling, 'saveEquipment', {
    ...{ name: `${canary} ECG`, kind: `${canary} kind`, capacity: 2, active: true },
  });
  const downtime = await manager.call(scheduling, 'saveDowntime', {
    equipmentId: equipment.id,
    startsAt: `${addDays(day, 21)}T02:00:00Z`,
    endsAt: `${addDays(day, 21)}T03:00:00Z`,
    reason: canary,
  });
  const block = await manager.call(scheduling, 'saveBlock', {
    practitionerId,
    startsAt: `${addDays(day, 20)}T02:00:00Z`,
    endsAt: `${addDays(day, 20)}T03:00:00Z`,
    reason: canary,
  });
  const closure = await manager.call(scheduling, 'saveClosure', {
    ...{ day: addDays(day, 40), name: canary, from: null, to: null },
  });
  await manager.call(frontDesk, 'saveTalkScript', {
    ...{
      after: 0,
      topics: [{ code: 'ache', en: `${canary} ache`, id: `Nyeri ${canary}`, keywords: [canary] }],
    },
    questions: [
      { code: 'first', en: `${canary} now?`, id: `${canary} kini?`, topics: [], level: 'emergency' },
    ],
  });
  const { rules } = await manager.call(vitals, 'clinicRules', {});
  await manager.call(vitals, 'saveClinicRules', rules);
  await manager.call(vitals, 'saveRanges', { after: 0, table: defaultRanges, note: canary });
  const { counters } = await manager.call(frontDesk, 'saveCounters', {
    counters: [{ name: `${canary} counter` }],
  });
  const payer = await manager.call(insurance, 'savePayer', { name: `${canary} payer`, kind: 'commercial' });
  const feeCode = `FEE-${slug}`;
  await manager.call(bookkeeping, 'saveFee', {
    ...{ code: feeCode, labelEn: `${canary} fee`, labelId: `Biaya ${canary}`, kind: 'visitType' },
    ...{ pricesCode: visitTypeCode, prices: [{ payerId: 'self-pay', price }], active: true, isNew: true },
  });
  const favourite = await manager.call(orders, 'saveFavourite', {
    labels: { en: `${canary} test`, id: `Uji ${canary}` },
    detail: { kind: 'test', label: `${canary} test` },
  });
  const station = await manager.call(printing, 'saveStation', { name: `${canary} desk`, printers: {} });
  await manager.call(frontDesk, 'saveForm', {
    ...{ code: 'canary', language: 'en', version: '1', title: canary, body: canary },
    ...{ validMonths: 0, required: false, mayRefuse: true },
  });
  const drawer = await clinic
    .as('frontDesk')
    .call(bookkeeping, 'openDrawer', { place: canary, float: { minor: '0', currency } });
  const held = await workforceOf(clinic, canary, staffId, day);
  return {
    ...held,
    practitionerId,
    staffId,
    deviceId: await pairDevice(clinic, `${canary} tablet`),
    visitTypeCode,
    feeCode,
    hoursId: spare.id,
    roomId: room.id,
    blockId: block.id,
    equipmentId: equipment.id,
    downtimeId: downtime.id,
    counterId: counters[0]?.id ?? '',
    closureId: closure.id,
    chainId: chain.id,
    payerId: payer.id,
    favouriteId: favourite.favouriteId,
    stationId: station.stationId,
    ...(await files(clinic, canary)),
    ...(await looseFiles(clinic, canary)),
    ...(await learners(clinic, canary, staffId)),
    ...(await bookedOnline(clinic, { canary, practitionerId, visitTypeCode, day })),
    drawerId: drawer.drawerId,
    ...(await rostered(clinic, canary, day)),
  };
}

/** A paired device: its verb is a browser's, which brings a cookie, and the world has none. */
function pairDevice(clinic: TestClinic, name: string): Promise<string> {
  return clinic.inside(async (ctx) => {
    const id = ctx.newId();
    await sql`INSERT INTO devices_device (clinic_id, id, name, device_hash, paired_at, paired_by)
      VALUES (${ctx.clinic.id}, ${id}, ${name}, ${Buffer.from(id)}, ${ctx.now}, ${name})`.execute(ctx.db);
    return id;
  });
}
