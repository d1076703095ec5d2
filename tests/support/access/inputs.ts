import type { RegisteredVerb } from '#platform/server/http/registry.ts';
import { addDays } from '#platform/shared/time.ts';
import { startingSet } from '#slices/competencies/shared/starting-set.ts';
import { defaultRanges } from '#slices/vitals/shared/range-table.ts';
import { placesOf } from '#slices/workforce/shared/law/places.ts';
import { templateOf } from '#slices/workforce/shared/templates/all.ts';
import { listsOf } from './learning.ts';
import { chainSteps, type Ids } from './patient.ts';
import { limits, mondayAfter } from './rostered.ts';
import { startingPeriods } from '#slices/disclosures/shared/retention.ts';
import { indexOf, pictureOf } from './documented.ts';
import { letterTo } from './lettered.ts';
import { startingRules as startingTopics } from '#slices/intake/shared/due.ts';
import { startingRules } from '#slices/screening/shared/due.ts';
import { falls } from './screened.ts';
import { type Known, sampleOf } from './sample.ts';
import { otherBirthDate, ownBirthDate, type World } from './world.ts';

/** Where a field of a verb is an id that the world keeps under another name. */
const idOfField: Record<string, Record<string, string>> = {
  'records.sayDifferent': { otherId: 'otherPatientId' },
  'merging.reportPair': { patientId: 'spareId', otherId: 'spareTwoId' },
  'merging.assignPair': { patientId: 'spareId', otherId: 'spareTwoId' },
  'merging.lookAtPair': { patientId: 'spareId', otherId: 'spareTwoId' },
  'merging.setNameAlert': { patientId: 'spareId', otherId: 'spareTwoId' },
  'merging.endNameAlert': { patientId: 'spareId', otherId: 'spareTwoId' },
  'merging.comparePair': { survivorId: 'joinOneId', otherId: 'joinTwoId' },
  'merging.mergeCharts': { survivorId: 'joinOneId', otherId: 'joinTwoId' },
  'merging.moveOverlay': { rightId: 'spareTwoId' },
  'scheduling.moveBooking': { visitId: 'bookedVisitId' },
  'scheduling.cancelBooking': { visitId: 'cancelVisitId' },
  'scheduling.chainOf': { visitId: 'chainVisitId' },
  'scheduling.moveChain': { visitId: 'chainVisitId' },
  'scheduling.cancelChain': { visitId: 'cancelChainVisitId' },
  'scheduling.saveChain': { id: 'chainId' },
  'scheduling.seriesOf': { visitId: 'seriesVisitId' },
  'scheduling.previewSeriesMove': { visitId: 'seriesVisitId' },
  'scheduling.moveSeries': { visitId: 'seriesVisitId' },
  'scheduling.cancelSeries': { visitId: 'cancelSeriesVisitId' },
  'scheduling.restoreBooking': { visitId: 'cancelVisitId' },
  'scheduling.markNoShow': { visitId: 'bookedVisitId' },
  'scheduling.undoNoShow': { visitId: 'bookedVisitId' },
  'scheduling.printAppointmentCard': { visitId: 'bookedVisitId' },
  'scheduling.printCancellationLetter': { visitId: 'cancelVisitId' },
  'disclosures.readRequest': { requestId: 'releaseRequestId' },
  'disclosures.verifyRequest': { requestId: 'releaseRequestId' },
  'disclosures.scopeRequest': { requestId: 'releaseRequestId' },
  'disclosures.pullRequest': { requestId: 'releaseRequestId' },
  'disclosures.reviewRequest': { requestId: 'releaseRequestId' },
  'disclosures.releaseRequest': { requestId: 'releaseRequestId' },
  'disclosures.denyRequest': { requestId: 'releaseRequestId' },
  'disclosures.extendRequest': { requestId: 'releaseRequestId' },
  'disclosures.closeRequest': { requestId: 'releaseRequestId' },
  'disclosures.printCover': { requestId: 'releaseRequestId' },
  'disclosures.liftHold': { holdId: 'legalHoldId' },
  'amendments.readRequest': { requestId: 'amendmentRequestId' },
  'amendments.reviewRequest': { requestId: 'amendmentRequestId' },
  'amendments.extendRequest': { requestId: 'amendmentRequestId' },
  'amendments.acceptClinical': { requestId: 'amendmentRequestId' },
  'amendments.denyClinical': { requestId: 'amendmentRequestId' },
  'amendments.acceptAdministrative': { requestId: 'amendmentRequestId' },
  'amendments.denyAdministrative': { requestId: 'amendmentRequestId' },
  'amendments.addParty': { requestId: 'amendmentRequestId' },
  'amendments.tellPatient': { requestId: 'amendmentRequestId' },
  'amendments.closeRequest': { requestId: 'amendmentRequestId' },
  'amendments.attachStatement': { requestId: 'amendmentRequestId' },
  'amendments.rebutStatement': { requestId: 'amendmentRequestId' },
  'amendments.printAcknowledgement': { requestId: 'amendmentRequestId' },
  'amendments.printAcceptance': { requestId: 'amendmentRequestId' },
  'amendments.printDenial': { requestId: 'amendmentRequestId' },
  'documents.setFileAside': { fileId: 'asideFileId' },
  'documents.moveDocument': { documentId: 'moveDocumentId', toPatientId: 'otherPatientId' },
  'documents.reviewDocument': { documentId: 'reviewDocumentId' },
  'documents.signDocument': { documentId: 'signDocumentId' },
  'documents.checkDocument': { documentId: 'checkDocumentId' },
  // one place, one target: nothing is kept under this name, so the other one is given
  'frontDesk.callVisit': { roomId: 'noId' },
  'frontDesk.transferVisit': { practitionerId: 'noId' },
  'scheduling.saveRoom': { id: 'roomId' },
  'scheduling.saveEquipment': { id: 'equipmentId' },
  'scheduling.saveDowntime': { id: 'downtimeId' },
  'scheduling.removeDowntime': { id: 'downtimeId' },
  'scheduling.saveHours': { id: 'hoursId' },
  'scheduling.removeHours': { id: 'hoursId' },
  'scheduling.saveBlock': { id: 'blockId' },
  'scheduling.removeBlock': { id: 'blockId' },
  'scheduling.saveClosure': { id: 'closureId' },
  'scheduling.removeClosure': { id: 'closureId' },
  'letters.signLetter': { letterId: 'signLetterId' },
  'letters.discardDraft': { letterId: 'discardLetterId' },
  'letters.correctLetter': { letterId: 'signedLetterId' },
  'sending.sendPaper': { paperId: 'letterPaperId' },
  'orders.startOrder': { orderId: 'draftOrderId' },
  'orders.undoPerform': { orderId: 'doneOrderId' },
  'orders.coSign': { orderId: 'doneOrderId' },
  'orders.arrangeOrder': { orderId: 'referralOrderId' },
  // any text, kept as it is: what is given here would be somebody of the clinic from then on
  'identity.inviteStaff': { practitionerId: 'nobodysId' },
  'checkIn.proposalPicture': { proposalId: 'pictureProposalId' },
  'checkIn.makeLink': { visitId: 'bookedVisitId' },
  'frontDesk.answerTalk': { visitId: 'bookedVisitId' },
  'frontDesk.takeAlert': { visitId: 'bookedVisitId' },
  'reminders.confirmVisit': { visitId: 'bookedVisitId' },
  'reminders.visitFile': { visitId: 'bookedVisitId' },
  'reminders.tellsOfMove': { visitId: 'bookedVisitId' },
  'reminders.patientMessages': { visitId: 'bookedVisitId' },
  'reminders.textStatus': { id: 'nobodysId' },
  'reminders.textReply': { id: 'nobodysId' },
  'print.printPaper': { station: 'stationId' },
  'movingIn.addPart': { importId: 'openImportId' },
  'movingIn.discard': { importId: 'discardImportId' },
  'work.handOver': { toStaffId: 'staffId' },
  'roster.askSwap': { otherId: 'staffId' },
  'workforce.delegate': { delegateeId: 'staffId' },
};

/** Values that a schema only says the form of, by field name, alike for all verbs. */
function commonOf(world: World, field: string): unknown {
  const { currency } = world.clinic.clinic;
  const common: Record<string, unknown> = {
    ...{ minor: '1000', currency, quantity: '1', login: `x${counter()}@${world.clinic.clinic.slug}.test` },
    ...{ birthDate: '1984-02-29', day: world.day, reason: 'asked for', relation: 'self', order: 'secondary' },
    ...{
      text: 'zz',
      name: `Somebody ${counter()}`,
      roles: ['auditor'],
      when: `${addDays(world.day, 4)}T05:00:00Z`,
    },
    ...{ startsAt: `${addDays(world.day, 20)}T02:00:00Z`, endsAt: `${addDays(world.day, 20)}T03:00:00Z` },
    ...{ detail: { kind: 'test', label: 'Sugar' }, values: { pulse: { value: '74' } }, pin: '739146' },
    ...{ account: '6300', code: 'extra', key: 'consultation', memberNumber: '0001234567890', letterhead: [] },
    ...{ active: true, readBack: true },
    ...{ password: 'not her password', newPassword: 'quite another phrase', token: 'no-such-link' },
  };
  return common[field];
}

let count = 0;
function counter(): number {
  count += 1;
  return count;
}

/** What single verbs need beside that, by the clinic and by whose ids are sent. */
const particular: Record<string, (world: World, ids: Ids) => Record<string, unknown>> = {
  'bookkeeping.adjustLine': () => ({ reason: 'Half of it' }),
  'bookkeeping.saveFee': ({ clinic }) => ({ code: 'FEE-extra', prices: [priceIn(clinic.clinic.currency)] }),
  'bookkeeping.settleVisit': ({ clinic }) => ({
    seenTotal: { minor: '150000', currency: clinic.clinic.currency },
    unpaidReason: 'Forgot her purse',
  }),
  'bookkeeping.takeDeposit': ({ clinic }) => ({ payments: [transferOf(clinic.clinic.currency)] }),
  'bookkeeping.payBalance': ({ clinic }) => ({ payments: [transferOf(clinic.clinic.currency)] }),
  'bookkeeping.saveSettings': ({ clinic }) => ({
    cashStep: { minor: '1', currency: clinic.clinic.currency },
    receiptPrefix: 'R',
  }),
  'competencies.askFor': () => ({ code: 'vitalSigns' }),
  'competencies.checkOff': ({ clinic }) => ({
    ...{ ...aSkill, version: 1, purpose: 'practice', method: 'observation' },
    results: resultsIn(clinic.clinic.country),
  }),
  'competencies.confirmPractice': () => aPractice,
  'competencies.declinePractice': () => aPractice,
  'competencies.learn': () => aSkill,
  'competencies.printChecklist': () => aSkill,
  'competencies.save': () => ({
    ...{ code: `skill${counter()}`, version: 0, label: { en: 'Skill', id: 'Keterampilan' }, acts: [] },
    steps: [{ step: 'see', en: 'Sees', id: 'Melihat', critical: true }],
  }),
  'competencies.setTrainer': () => aSkill,
  'competencies.sheet': () => aSkill,
  'competencies.suspend': () => aSkill,
  'checkIn.saveKiosk': () => ({ kiosk: false, stationId: undefined }),
  'frontDesk.answerTalk': () => ({ channel: 'telephone', code: 'now', answer: 'no' }),
  'frontDesk.saveTalkScript': () => ({ after: 1, topics: [aTopic], questions: [forEverybody] }),
  'frontDesk.identifyPatient': ({ canary }) => ({
    said: { name: `${canary} Wulandari`, birthDate: ownBirthDate },
  }),
  // those that are left out are no longer in use
  'frontDesk.saveCounters': ({ canary }, { counterId }) => ({
    counters: [{ id: counterId, name: `${canary} counter` }],
  }),
  'frontDesk.takeIn': ({ clinic }) => ({
    ...{ act: { kind: 'note', text: 'Wheelchair' }, seen: { step: 'arrived' } },
    ...{ doneAt: nowOf(clinic), boardAt: nowOf(clinic) },
  }),
  'frontDesk.saveForm': () => ({ code: 'extra', validMonths: 0 }),
  'frontDesk.saveSettings': () => ({ tooLongMinutes: 30, lateMinutes: 15 }),
  'frontDesk.saveSteps': () => ({ steps: mainSteps }),
  'identity.saveSignInRules': () => ({ idleMinutes: 15, absoluteMinutes: 720 }),
  'insurance.savePayer': () => ({ kind: 'commercial' }),
  'orders.addDiagnosis': () => ({ code: 'J00' }),
  'orders.saveFavourite': () => ({ labels: { en: 'Sugar', id: 'Gula' } }),
  'orders.signVisit': () => ({ coveringFor: 'She is ill' }),
  'records.registerPatient': () => ({ name: `Somebody ${counter()}`, birthDate: '1984-02-29' }),
  'records.editPatient': ({ canary, otherPatient }, { patientId }) =>
    patientId === otherPatient.patientId
      ? { name: `${canary} Hutapea`, birthDate: otherBirthDate }
      : { name: `${canary} Wulandari`, birthDate: ownBirthDate },
  'records.identify': ({ canary }) => ({
    spoken: { name: `${canary} Wulandari`, birthDate: ownBirthDate },
  }),
  'reminders.saveRules': () => ({
    ...{ name: 'Clinic', place: 'Here', phone: '021', linkAddress: '', before: [], on: false },
    ...{ quietFrom: '20:00', quietUntil: '08:00' },
  }),
  'reminders.saveMail': () => ({ mail: null }),
  'reminders.saveGateway': () => ({ gateway: null }),
  'reminders.saveTemplate': () => ({
    ...{ kind: 'reminder', version: 0, subject: '{clinic}' },
    body: '{clinic} {date} {time} {place} {phone} {answers}',
  }),
  'reminders.saveWishes': () => ({ preferred: null, zone: null, choices: {} }),
  'reminders.textReply': () => ({ from: '0812', text: 'X' }),
  'scheduling.saveHours': () => ({
    practitionerId: 'practitioner-nurse',
    validFrom: '2026-01-01',
    sessions: [{ weekday: 1, from: '08:00', to: '12:00' }],
  }),
  'movingIn.addPart': () => ({ place: 0, bytes: 'QQ==' }),
  'movingIn.decide': () => ({ rowNumbers: [1], is: 'same' }),
  'movingIn.rows': () => ({ states: ['error'] }),
  'scheduling.chainTimes': ({ day }) => ({ fromDay: addDays(day, 14) }),
  'scheduling.bookChain': chainFrom,
  'scheduling.saveChain': (_, { visitTypeCode }) => ({ steps: chainSteps(visitTypeCode ?? '') }),
  'scheduling.moveChain': (world, ids) => ({
    when: { day: addDays(world.day, 9), time: timeOf(world, ids) },
  }),
  'scheduling.previewSeries': seriesFrom,
  'scheduling.bookSeries': seriesFrom,
  'scheduling.previewSeriesMove': movedTo,
  'scheduling.moveSeries': movedTo,
  'scheduling.saveClosure': ({ day }) => ({ day: addDays(day, 41) }),
  'scheduling.saveEquipment': () => ({ kind: 'ECG', capacity: 1 }),
  'scheduling.saveSettings': () => ({ leadMinutes: 0, horizonDays: 180 }),
  'scheduling.saveVisitType': () => ({ code: 'extra', durationMinutes: 15, practitionerIds: [] }),
  'roster.assign': ({ day }) => ({ day: addDays(mondayAfter(day), 3), kind: 'canary', ...because }),
  'roster.changeShift': () => ({ kind: 'canary', ...because }),
  'roster.removeShift': () => because,
  'roster.decideLeave': () => because,
  'roster.decideSwap': () => because,
  'roster.saveSettings': () => limits,
  'roster.copyWeek': ({ day }) => ({ monday: addDays(mondayAfter(day), 7) }),
  'roster.publish': ({ day }) => ({ monday: mondayAfter(day) }),
  'roster.saveKind': () => ({ stretches: [{ from: '08:00', until: '12:00' }], breakMinutes: 0 }),
  'roster.askLeave': ({ day }) => {
    const one = addDays(day, 20 + counter());
    return { firstDay: one, lastDay: one };
  },
  'sending.sendPaper': () => ({ way: 'code' }),
  'selfBooking.matchRequest': () => ({ otherBirthDate: true }),
  'selfBooking.saveSettings': () => ({
    ...{ active: false, visitTypeCodes: [], practitionerIds: [], horizonDays: 30, noticeMinutes: 120 },
    ...{ holdMinutes: 30, perContactDaily: 3, perAddressDaily: 20, mostWaiting: 20, mostADay: 6 },
  }),
  'training.addBackground': () => ({ level: 'bachelor' }),
  'training.assignPlan': ({ clinic }) => listsOf(clinic.clinic.country),
  'training.versions': ({ clinic }) => ({
    list: 'programme',
    code: listsOf(clinic.clinic.country).programme,
  }),
  'training.moveCohort': () => ({ version: 1 }),
  'training.movePlan': () => ({ version: 1 }),
  'training.changePlan': () => ({ endsOn: '2026-05-31' }),
  'training.changePracticum': () => ({ ...itsDates, agreedHundredths: 16_000 }),
  'training.logHours': () => ({ day: '2026-03-03', from: '08:00', to: '09:00', breakMinutes: 0 }),
  'training.saveSite': () => ({ ambulatory: true }),
  'training.saveTemplate': () => ({ topics: [aTopicToLearn] }),
  'training.saveCohort': ({ clinic }) => listsOf(clinic.clinic.country),
  'training.saveResult': ({ clinic }) => listsOf(clinic.clinic.country),
  'waitlist.addEntry': ({ day }) => waited(day),
  'waitlist.changeEntry': ({ day }) => waited(day),
  'waitlist.saveSettings': () => ({ active: true, offerMinutes: 30, lookAheadDays: 14, mostUnanswered: 3 }),
  'workforce.saveJobDescription': ({ clinic }) => ({
    role: 'auditor',
    // what it holds already: the matrix goes on
    actions: templateOf(clinic.clinic.country)?.find(({ role }) => role === 'auditor')?.actions,
  }),
  'workforce.saveCredential': () => ({ kind: 'BLS', certifiedOn: '2025-01-01' }),
  'workforce.renewCredential': () => ({ renewedOn: '2026-03-01', route: 'exam' }),
  'workforce.saveCredentialKind': () => ({
    rule: {
      ...{
        code: 'EXTRA',
        label: { en: 'Extra', id: 'Tambahan' },
        issuer: '',
        afterName: false,
        licence: false,
      },
      ...{ validMonths: 12, fromMonthEnd: false, graceDays: 0, examRenews: true, points: null },
    },
  }),
  'workforce.delegate': ({ day }) => ({ act: 'print.paper', fromDay: day, lastDay: day }),
  // on the list of both countries; the standing order does not cover it
  'vitals.orderOxygenTarget': () => ({ lowPercent: 88, highPercent: 94 }),
  'orders.startStandingOrder': () => ({ code: 'bloodSugar' }),
  'disclosures.logDisclosure': () => ({ parts: ['notes'] }),
  'disclosures.receiveRequest': () => ({ parts: ['notes'] }),
  'disclosures.scopeRequest': () => ({ parts: ['notes'] }),
  'disclosures.endAuthorisation': () => ({ on: '2026-03-02' }),
  'disclosures.denyRequest': () => ({ reason: 'notHeld' }),
  'disclosures.saveSettings': () => ({ periods: [...startingPeriods('US')] }),
  'amendments.extendRequest': ({ day }) => ({ toldOn: day }),
  'amendments.denyClinical': () => ({ reason: 'accurate' }),
  'amendments.denyAdministrative': () => ({ reason: 'accurate' }),
  'amendments.tellParty': onItsDay,
  'amendments.tellPatient': onItsDay,
  'amendments.attachStatement': onItsDay,
  'amendments.rebutStatement': ({ day }) => ({ copyOn: day }),
  'merging.moveOverlay': (_, { spareProblemId }) => ({ items: [{ type: 'Condition', id: spareProblemId }] }),
  'merging.mergeCharts': () => ({ choices: { name: 'survivor' }, survivorVersion: 1, otherVersion: 1 }),
  'merging.unmergeCharts': () => ({ decisions: {} }),
  'screening.recordScreening': () => falls,
  'screening.saveSettings': () => ({ rules: [...startingRules] }),
  'intake.commitIntake': () => ({ facts: { alcohol: { answer: 'refused' } } }),
  'letters.draftLetter': () => ({ content: letterTo('PT Maju'), version: 1 }),
  'letters.signLetter': () => ({ version: 1, conclusion: undefined, remark: undefined }),
  'documents.receiveFile': () => ({ data: pictureOf('scan').toString('base64') }),
  'documents.fileDocument': (world, ids) => ({ ...aPaper, confirmed: confirmedFor(world, ids) }),
  'documents.correctDocument': () => ({ ...aPaper, version: 1 }),
  'documents.moveDocument': (world, ids) => ({
    ...{ version: 1, type: 'labReport' },
    // she goes to the other one
    confirmed: confirmedFor(world, { patientId: ids.otherPatientId ?? '' }),
  }),
  'documents.reviewDocument': () => ({ version: 1 }),
  'documents.signDocument': () => ({ version: 1 }),
  'documents.printCoverSheet': () => ({ type: 'labReport' }),
  'documents.saveSettings': () => ({ mostMegabytes: 10, checkEvery: 0, scanner: null }),
  'documents.saveType': () => ({ loinc: '' }),
  'intake.saveSettings': () => ({ rules: [...startingTopics] }),
  'workforce.saveProtocol': () => ({ acts: ['vitals.record'], roles: ['clinical'], basedOn: 1 }),
  'workforce.approveProtocol': ({ day }) => ({ reviewBy: addDays(day, 60) }),
  'workforce.saveJobRecord': ({ clinic, day }) => ({
    ...{ basedOn: 1, fromDay: day, duties: { administrative: ['Files'] } },
    reportsToId: clinic.as('nurse').actor.id,
  }),
  'competencies.mySheet': () => aSkill,
  'competencies.checkOffHere': ({ clinic }) => ({
    ...{ ...aSkill, version: 1, purpose: 'practice', method: 'observation' },
    results: resultsIn(clinic.clinic.country),
  }),
  'workforce.addEducation': () => ({ points: '1' }),
  'vitals.askRecheck': () => ({ measures: ['pulse'], inMinutes: 5 }),
  'vitals.saveClinicRules': () => ({ required: ['pulse'], pressureReadings: 3 }),
  'vitals.saveRanges': () => ({ after: 1, table: defaultRanges }),
  'workforce.saveTerm': () => ({ act: 'vitals.record' }),
  'workforce.saveLaw': ({ clinic }) => ({
    ...{ place: clinic.clinic.country, basedOn: 0 },
    rules: (placesOf(clinic.clinic.country)[0]?.rules ?? []).slice(0, 1).map(({ act }) => ({
      ...{ act, on: false, credentials: ['BLS'], minutes: 0, performances: 0 },
      ...{ supervision: 'none', supervisor: 'nurse' },
    })),
  }),
  'workforce.removeTerm': () => ({ act: 'vitals.record' }),
  'work.askSomebody': () => ({ action: 'records.read' }),
};

/** What was done on the day of the world, which begins earlier in the east than in the west. */
function onItsDay({ day }: World) {
  return { on: day };
}

const aPaper = { index: indexOf('x') };
/** What the banner of a patient of the world says. */
function confirmedFor({ canary, otherPatient }: World, { patientId }: Ids) {
  const isOther = patientId === otherPatient.patientId;
  const name = `${canary} ${isOther ? 'Hutapea' : 'Wulandari'}`;
  return { name, birthDate: isOther ? otherBirthDate : ownBirthDate, by: 'onPaper' };
}

const aTopicToLearn = {
  ...{ topic: 'first', week: 1, label: { en: 'First', id: 'Pertama' }, competency: null },
  evidence: { en: 'Seen', id: 'Dilihat' },
};
const itsDates = { startsOn: '2026-02-02', endsOn: '2026-04-30' };
const nowOf = (clinic: World['clinic']) => new Date(clinic.clock.now()).toISOString();
const because = { reason: 'asked for' };
const aSkill = { code: 'handHygiene' };
const aPractice = { ...aSkill, resource: 'Observation/none' };
const resultsIn = (country: string) =>
  Object.fromEntries(
    (startingSet(country).find((one) => one.code === aSkill.code)?.steps ?? []).map(({ step }) => [
      step,
      true,
    ]),
  );
const aTopic = { code: 'cough', en: 'Cough', id: 'Batuk', keywords: ['cough'] };
const forEverybody = { code: 'now', en: 'Now?', id: 'Sekarang?', topics: [], level: 'emergency' };
/** Two patients do not ask for one time. */
const timeOf = (world: World, { patientId }: Ids) =>
  patientId === world.otherPatient.patientId ? '10:30' : '10:00';
function seriesFrom(world: World, ids: Ids) {
  const rule = { frequency: 'weekly', count: 2 };
  return { firstDay: addDays(world.day, 28), time: timeOf(world, ids), rule };
}
function chainFrom(world: World, ids: Ids) {
  const at = (ahead: number) => ({
    practitionerId: ids.practitionerId,
    when: { day: addDays(world.day, ahead), time: timeOf(world, ids) },
  });
  return { steps: [at(36), at(38)] };
}
function movedTo(world: World, ids: Ids) {
  return { day: addDays(world.day, 15), time: timeOf(world, ids) };
}
const waited = (day: string) => ({
  ...{ fromDay: addDays(day, 30), toDay: null, expiresOn: null, keepsVisitId: null },
  ...{ parts: [], weekdays: [], priority: 3, priorityReason: '', note: '' },
});
const priceIn = (currency: string) => ({ payerId: 'self-pay', price: { minor: '1000', currency } });
const transferOf = (currency: string) => ({ method: 'transfer', amount: { minor: '1000', currency } });
const mainSteps = ['arrived'].map((step) => ({ step, labelEn: 'Here', labelId: 'Datang', on: true }));

/** One call of a verb, and the world's names of the ids that are in it. */
export interface Call {
  input: Record<string, unknown>;
  /** In the order in which the contract asks for them. */
  idNames: string[];
}

/** A valid input of a verb with these ids. */
export function callOf(verb: RegisteredVerb, world: World, ids: Ids): Call {
  const idNames = new Set<string>();
  const input = sampleOf(
    verb.contract.input,
    knownOf(verb, world, ids, (name) => void idNames.add(name)),
  );
  return { input: input as Record<string, unknown>, idNames: [...idNames] };
}

/** What is known of a verb's fields by their names. @param asked hears the world's name of each id that is given */
export function knownOf(
  verb: RegisteredVerb,
  world: World,
  ids: Ids,
  asked: (idName: string) => void = () => undefined,
): Known {
  const route = `${verb.slice}.${verb.name}`;
  const own = particular[route]?.(world, ids) ?? {};
  const given = (field: string) => {
    if (field in own) return own[field];
    const name = field === 'subject' ? 'visitId' : (idOfField[route]?.[field] ?? field);
    const id = ids[name];
    if (id === undefined) return undefined;
    asked(name);
    return field === 'subject' ? `Encounter/${id}` : id;
  };
  return { given, fill: (field: string) => commonOf(world, field) };
}
