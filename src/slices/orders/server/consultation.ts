import type { Context } from '#platform/server/context.ts';
import { papersOf } from '#platform/server/print/papers-of.ts';
import type { Decision } from '#platform/server/scope/decision.ts';
import { words } from '#platform/server/words.ts';
import { visitOf } from '#slices/front-desk/server/index.ts';
import type { Consultation, Order, PaperName, SickNote } from '../contract.ts';
import { papers } from '../contract.ts';
import { bornOn, groundAbout } from './about.ts';
import { allergiesAgainst, recordedAllergies } from './allergies.ts';
import { codeLabels } from './codes.ts';
import { codeOf, diagnosisOf } from './diagnosis-codec.ts';
import { consultationRow } from './done.ts';
import { favouriteLabels } from './favourites.ts';
import { idOf } from './fhir-parts.ts';
import { loadVisit, type VisitRecord } from './load-visit.ts';
import { documentText, signatureOf, sickNoteOf } from './note-codec.ts';
import { actionOf, actOf, detailOf, orderFacts, type OrderResource, stateOf } from './order-codec.ts';
import { isPreliminary, type Performed, performedOf } from './performed-codec.ts';
import { basisOf, groundOf } from './standing-codec.ts';
import { orderLine } from './word-of.ts';

/** The whole consultation of a visit as its screen shows it. Refuses `notFound`. */
export async function consultationOf(ctx: Context, visitId: string): Promise<Consultation> {
  const visit = await visitOf(ctx, visitId);
  const row = await consultationRow(ctx, visitId);
  const record = await loadVisit(ctx, visitId);
  const orders = await ordersOf(ctx, record.orders, record.performed);
  const sickNotes = record.sickNotes.map(sickNoteOf);
  const practitionerId = row?.practitioner_id ?? visit.practitionerId;
  const signature = signatureOf(record.note);
  const labels = await codeLabels(ctx, record.conditions.map(codeOf));
  const diagnoses = record.conditions.map((one) => diagnosisOf(one, labels, ctx.language));
  return {
    visitId,
    patientId: visit.patientId,
    ...(row && { startedAt: row.started_at }),
    ...(practitionerId && { practitionerId }),
    mine: practitionerId === undefined || practitionerId === ctx.actor.practitionerId,
    note: noteOf(record),
    addenda: record.addenda.map((one) => ({
      id: one.id ?? '',
      text: documentText(one),
      at: one.date ?? '',
      by: one.author?.[0]?.display ?? '',
    })),
    diagnoses: diagnoses.sort((a, b) => Number(b.main) - Number(a.main)),
    orders,
    sickNotes,
    ...(signature && { signature }),
    missing: signature ? [] : await missingOf(ctx, visit.patientId, record),
    papers: await expectedPapers(ctx, visitId, orders, sickNotes),
  };
}

function noteOf({ note }: VisitRecord): Consultation['note'] {
  if (!note) return { text: '', version: 0 };
  const by = note.author?.at(-1)?.display;
  return {
    id: note.id,
    text: documentText(note),
    version: Number(note.meta?.versionId ?? 0),
    ...(note.date && { changedAt: note.date }),
    ...(by && { changedBy: by }),
  };
}

/** Orders of one patient as the contract tells them, in the reader's language. */
export async function ordersOf(
  ctx: Context,
  all: readonly OrderResource[],
  performed: ReadonlyMap<string, Performed>,
): Promise<Order[]> {
  const details = all.map(detailOf);
  const labels = await favouriteLabels(
    ctx,
    details.map((detail) => detail?.code),
  );
  const first = all[0];
  const birthDate = first ? await bornOn(ctx, idOf(first.subject)) : '';
  const may = new Map<string, Decision>();
  for (const one of all) {
    if (!may.has(groundKey(one)))
      may.set(groundKey(one), await ctx.may(actOf(one), groundAbout(one, birthDate)));
  }
  return all.flatMap((one, at) => {
    const detail = details[at];
    if (!detail) return [];
    const done = performed.get(`${one.resourceType}/${one.id}`);
    const label = detail.code ? labels.get(detail.code)?.[ctx.language] : undefined;
    const decision = may.get(groundKey(one));
    const { cancelledFor, allergyOverride, id, orderedAt, orderedBy } = orderFacts(one);
    return {
      id,
      detail,
      label: orderLine(detail, label, ctx.language),
      state: stateOf(one),
      orderedAt,
      orderedBy,
      basis: basisOf(one),
      action: actionOf(one),
      mayPerform: decision?.allowed ?? false,
      ...whyNotToday(ctx, decision),
      ...(done && { performed: performedOf(done) }),
      ...(cancelledFor && { cancelledFor }),
      ...(allergyOverride && { allergyOverride }),
    };
  });
}

/** Alike for all orders that scope judges alike. */
function groundKey(order: OrderResource): string {
  return `${actOf(order)} ${groundOf(order)?.protocolId ?? ''}`;
}

/** What her job holds and is closed to her today, she is told; what was never hers needs no reason on every line. */
function whyNotToday(ctx: Context, decision: Decision | undefined): { whyNot?: string } {
  if (!decision || decision.allowed || !decision.missing) return {};
  return { whyNot: decision.reasonIn(ctx.language, (key, params) => words(ctx.language, key, params)) };
}

/** What stands between the visit and its signature, in the order in which it is refused. */
export async function missingOf(
  ctx: Context,
  patientId: string,
  record: VisitRecord,
): Promise<Consultation['missing']> {
  const missing: Consultation['missing'] = [];
  if (documentText(record.note).trim() === '') missing.push('note');
  if (record.conditions.length === 0) missing.push('diagnosis');
  if (studentsWork(record).length > 0) missing.push('coSign');
  if (await unansweredAllergy(ctx, patientId, record)) missing.push('allergy');
  return missing;
}

/** What students did in the visit and nobody has co-signed yet. */
export function studentsWork(record: VisitRecord): Performed[] {
  return [...record.performed.values()].filter(isPreliminary);
}

/** A medicine against an allergy that was recorded after it was ordered, or came in another way than by the verb. */
export async function unansweredAllergy(
  ctx: Context,
  patientId: string,
  record: VisitRecord,
): Promise<{ medicine: string; allergies: string } | undefined> {
  const open = record.orders.filter((one) => ['draft', 'active'].includes(stateOf(one)));
  const asked = open.filter((one) => one.resourceType === 'MedicationRequest');
  if (asked.length === 0) return undefined;
  const recorded = await recordedAllergies(ctx, patientId);
  for (const one of asked) {
    const detail = detailOf(one);
    if (detail?.kind !== 'medicine' || orderFacts(one).allergyOverride) continue;
    const against = allergiesAgainst(detail.medicine, detail.code, recorded);
    if (against.length > 0) return { medicine: detail.medicine.drug, allergies: against.join(', ') };
  }
  return undefined;
}

/** Papers that the visit gives: those still to be printed first, in the order of the list. */
async function expectedPapers(
  ctx: Context,
  visitId: string,
  orders: readonly Order[],
  sickNotes: readonly SickNote[],
): Promise<Consultation['papers']> {
  const open = orders.filter((one) => one.state !== 'cancelled');
  const draftOf = (kind: string) => {
    const own = open.filter((one) => one.detail.kind === kind);
    return own.length === 0 ? undefined : own.some((one) => one.state === 'draft');
  };
  const draft: Record<PaperName, boolean | undefined> = {
    prescription: draftOf('medicine'),
    testSlip: draftOf('test'),
    sickNote: sickNotes.length === 0 ? undefined : sickNotes.some((one) => !one.signed),
    referralLetter: draftOf('referral'),
    followUpCard: draftOf('followUp'),
  };
  const kept = await papersOf(ctx, { subject: `Encounter/${visitId}` });
  const printed = new Set(kept.papers.filter((one) => one.printedCount > 0).map((one) => one.kind));
  return papers
    .flatMap((paper) => {
      const isDraft = draft[paper];
      return isDraft === undefined
        ? []
        : [{ paper, printed: printed.has(`orders.${paper}`), draft: isDraft }];
    })
    .sort((a, b) => Number(a.printed) - Number(b.printed));
}
