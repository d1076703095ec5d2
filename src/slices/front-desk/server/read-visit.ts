import type { Encounter, Extension } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { patientCard } from '#slices/records/server/index.ts';
import type { frontDesk, identifierKinds } from '../contract.ts';
import { type FlowEntry, liveEntries } from '../shared/flow.ts';
import { waitsOf } from '../shared/waits.ts';
import { namesFor } from './board-names.ts';
import { isChild, readingLanguage } from './check-in.ts';
import { entriesOf, extensionOf } from './encounter.ts';
import { formsOf } from './forms.ts';
import { needsOf } from './needs.ts';
import { notesOf } from './note-visit.ts';
import { takenRooms } from './rooms.ts';
import { loadSteps, type StepNames } from './settings.ts';
import { companionUrl, contactUrl, identityUrl } from './systems.ts';
import { actsFor } from './today-board.ts';
import { undoable } from './undo-move.ts';
import { stateOf, todayOf, visitOf, visitsOfDay } from './visits.ts';

/** The whole of one visit: where it stands, its way with all stamps, what the greeting has and what it still lacks. */
export const readVisit: Verb<typeof frontDesk, 'readVisit'> = async (ctx, { visitId }) => {
  const visit = await visitOf(ctx, visitId);
  const encounter = await ctx.record.read('Encounter', visitId);
  const entries = encounter ? entriesOf(encounter) : [];
  const steps = await loadSteps(ctx);
  const today = await visitsOfDay(ctx, visit.day);
  const own = today.filter((row) => row.visit_id === visitId);
  const names = await namesFor(ctx, own);
  const card = (await patientCard(ctx, [visit.patientId])).get(visit.patientId);
  const language = readingLanguage(ctx, card?.language);
  return {
    ...visit,
    at: ctx.now,
    patientName: card?.name ?? '–',
    visitType: names.visitType(visit.visitTypeCode ?? null, visitId),
    room: names.room(visit.roomId ?? null),
    practitioner: names.practitioner(visit.practitionerId ?? null),
    payer: names.payer(visit.payerId ?? null),
    stepLabel: steps.labelOf(visit.step),
    way: wayOf(steps, visit.stamps, entries),
    log: logOf(steps, entries),
    waits: waitsOf(visit.stamps, visit.scheduledAt),
    next: actsFor({ names, taken: takenRooms(today.map(stateOf), visitId) }, visit),
    mayUndo: visit.day === todayOf(ctx) && undoable(entries, ctx.now) !== undefined,
    ...(encounter && greetingOf(encounter)),
    child: isChild(card?.birthDate, visit.day),
    forms: await formsOf(ctx, visit.patientId, language, visitId),
    slipId: await slipOf(ctx, visitId),
    ...(encounter && needsPart(encounter)),
    notes: encounter ? notesOf(encounter) : [],
  };
};

function wayOf(steps: StepNames, stamps: Partial<Record<string, string>>, entries: readonly FlowEntry[]) {
  const live = liveEntries(entries);
  return steps.all
    .filter((one) => one.on || stamps[one.step])
    .map(({ step }) => {
      const at = stamps[step];
      const by = at && live.find((one) => one.step === step && one.at === at)?.by;
      return { step, label: steps.labelOf(step), at, by: by || undefined };
    });
}

/** Everything in the order in which it happened; what an undo took back is marked, and the undo itself stands with it. */
function logOf(steps: StepNames, entries: readonly FlowEntry[]) {
  const live = new Set(liveEntries(entries));
  return entries.map((entry) => ({
    step: entry.step,
    label: steps.labelOf(entry.step),
    at: entry.at,
    by: entry.by,
    undone: !entry.undo && !live.has(entry),
    reason: entry.reason,
    receivedAt: entry.receivedAt,
  }));
}

function greetingOf(encounter: Encounter) {
  const check = extensionOf(encounter, identityUrl);
  const companion = extensionOf(encounter, companionUrl);
  const contact = extensionOf(encounter, contactUrl)?.valueInstant;
  return {
    ...(check && { identity: identityOf(check) }),
    ...(companion && {
      guardian: {
        name: extensionOf(companion, 'name')?.valueString ?? '',
        relationship: extensionOf(companion, 'relationship')?.valueCode ?? 'other',
      },
    }),
    ...(contact && { contactConfirmedAt: contact }),
  };
}

function needsPart(encounter: Encounter) {
  const needs = needsOf(encounter);
  return needs && { needs };
}

function identityOf(check: Extension) {
  const agreed = (check.extension ?? []).filter((one) => one.url === 'agreed').map((one) => one.valueCode);
  return {
    at: extensionOf(check, 'at')?.valueInstant ?? '',
    by: extensionOf(check, 'by')?.valueReference?.display ?? '',
    // written by `identifyPatient` alone
    agreed: agreed as (typeof identifierKinds)[number][],
  };
}

async function slipOf(ctx: Context, visitId: string): Promise<string | undefined> {
  const row = await ctx.db
    .selectFrom('print_paper')
    .select('id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('subject', '=', `Encounter/${visitId}`)
    .where('kind', '=', 'queueSlip')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row?.id;
}
