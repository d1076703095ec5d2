import type { Encounter } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { queueSlip } from '#platform/server/print/queue-slip.ts';
import { keepPaper } from '#platform/server/print/store.ts';
import type { Verb } from '#platform/server/slice.ts';
import { ageAt } from '#platform/shared/age.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { Language } from '#platform/shared/languages.ts';
import { coveragesOf, payerOf } from '#slices/insurance/server/index.ts';
import { patientCard } from '#slices/records/server/index.ts';
import { servicesOf, visitTypeOf } from '#slices/scheduling/server/index.ts';
import type { frontDesk, VisitState } from '../contract.ts';
import { isMain, rankOf } from '../shared/steps.ts';
import { atLeastAlert } from './alerts.ts';
import { mustBeTreatable } from './arrive.ts';
import { keepConsents } from './consents.ts';
import { priorityConcept, setExtension } from './encounter.ts';
import { formsOf } from './forms.ts';
import { writeGuardian, writePayer, writeReason } from './keep-said.ts';
import { moveTo } from './move.ts';
import { letterOf, nextQueueNumber } from './queue.ts';
import { refuseVisit } from './refusals.ts';
import { loadSettings } from './settings.ts';
import { contactUrl, queueNumberSystem } from './systems.ts';
import { requireOpenVisit, visitsOfDay } from './visits.ts';

/** From 18 on a person signs and decides for herself, in Indonesia (UU 17/2023) as in nearly all US states. */
const fullAgeYears = 18;

/** Whether she is below full age on the day; an unknown birth date makes nobody a child. */
export function isChild(birthDate: string | undefined, day: string): boolean {
  const age = birthDate ? ageAt(birthDate, day) : null;
  return age !== null && age.years < fullAgeYears;
}

/** The language in which a patient reads: her own where we have it, else the clinic's. */
export function readingLanguage(ctx: Context, spoken: string | undefined): Language {
  if (spoken?.startsWith('id')) return 'id';
  return spoken?.startsWith('en') ? 'en' : ctx.clinic.language;
}

/** Ends the greeting: identity known, papers signed, payer said; gives the queue number and the slip. */
export const checkIn: Verb<typeof frontDesk, 'checkIn'> = async (ctx, input) => {
  const visit = await requireOpenVisit(ctx, input.visitId, true);
  const priority = await atLeastAlert(ctx, visit.visitId, input.priority ?? visit.priority);
  await mustBeTreatable(ctx, visit.patientId);
  // whoever collapses at the counter is not asked for her birth date first
  if (!visit.identified && priority !== 'emergency') return ctx.fail('notIdentified');
  const card = (await patientCard(ctx, [visit.patientId])).get(visit.patientId);
  if (isChild(card?.birthDate, visit.day) && !input.guardian && priority !== 'emergency') {
    return ctx.fail('guardianNeeded');
  }
  const payer = await payerOf(ctx, input.payerId);
  if (input.coverageId) await mustBeHers(ctx, visit, input.payerId, input.coverageId);
  await keepConsents(ctx, visit, input.consents);
  const language = readingLanguage(ctx, card?.language);
  const forms = await formsOf(ctx, visit.patientId, language, visit.visitId);
  const missing = forms.filter((form) => form.required && form.state === 'needed');
  if (missing.length > 0 && priority !== 'emergency') {
    const codes = missing.map((form) => form.code);
    return ctx.fail('formsMissing', { forms: missing.map((form) => form.title).join(', '), codes });
  }
  const letter = letterOf(await loadSettings(ctx), visit, payer.kind);
  // who was checked in, taken back and is checked in again keeps the number that is in her hand
  const queueNumber = visit.queueNumber ?? (await nextQueueNumber(ctx, visit.day, letter));
  const waitingBefore = await waitingNow(ctx, visit);
  const also = (encounter: Encounter) =>
    writeGreeting(ctx, encounter, { ...input, priority, queueNumber, day: visit.day });
  const moved = await moveTo(ctx, visit, { step: stepAfter(visit), also });
  const slipId = await keepSlip(ctx, moved, { queueNumber, waitingBefore, language });
  return { ...moved, queueNumber, slipId, waitingBefore };
};

/** An emergency may already lie in a room when the papers are done; checking in does not call her back to the lobby. */
function stepAfter(visit: VisitState): VisitState['step'] {
  const further = isMain(visit.step) && rankOf(visit.step) > rankOf('waiting');
  if (visit.step === 'waiting' && visit.queueNumber)
    return refuseVisit('illegalMove', { from: 'waiting', to: 'waiting' });
  return further ? visit.step : 'waiting';
}

async function mustBeHers(
  ctx: Context,
  visit: VisitState,
  payerId: string,
  coverageId: string,
): Promise<void> {
  const coverage = (await coveragesOf(ctx, visit.patientId)).find((one) => one.id === coverageId);
  if (coverage?.payer.id !== payerId) refuseField('coverageId', 'frontDesk_field_notHerCoverage');
}

async function waitingNow(ctx: Context, visit: VisitState): Promise<number> {
  const today = await visitsOfDay(ctx, visit.day);
  return today.filter((row) => row.step === 'waiting' && row.visit_id !== visit.visitId).length;
}

interface Greeting {
  reason: string;
  priority: VisitState['priority'];
  payerId: string;
  coverageId?: string | undefined;
  contactConfirmed: boolean;
  guardian?: { name: string; relationship: string } | undefined;
  queueNumber: string;
  day: string;
}

function writeGreeting(ctx: Context, encounter: Encounter, greeting: Greeting): void {
  writeReason(encounter, greeting.reason);
  encounter.priority = priorityConcept(greeting.priority);
  const others = (encounter.identifier ?? []).filter((one) => one.system !== queueNumberSystem);
  const period = { start: greeting.day, end: greeting.day };
  encounter.identifier = [...others, { system: queueNumberSystem, value: greeting.queueNumber, period }];
  writePayer(encounter, greeting.payerId, greeting.coverageId);
  if (greeting.contactConfirmed) setExtension(encounter, { url: contactUrl, valueInstant: ctx.now });
  if (greeting.guardian) writeGuardian(encounter, greeting.guardian);
}

async function keepSlip(
  ctx: Context,
  visit: VisitState,
  slip: { queueNumber: string; waitingBefore: number; language: Language },
): Promise<string> {
  const { language } = slip;
  const type = visit.visitTypeCode ? await visitTypeOf(ctx, visit.visitTypeCode) : undefined;
  const several = (await servicesOf(ctx, [visit.visitId])).get(visit.visitId);
  const services = several ?? (type ? [type] : []);
  const service = services.map((one) => (language === 'id' ? one.labelId : one.labelEn)).join(' + ');
  const paper = queueSlip({
    number: slip.queueNumber,
    ...(service && { service }),
    takenAt: ctx.now,
    zone: ctx.clinic.zone,
    waitingBefore: slip.waitingBefore,
    language,
  });
  return keepPaper(ctx, paper, { patientId: visit.patientId, subject: `Encounter/${visit.visitId}` });
}
