import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { advance, visitOf } from '#slices/front-desk/server/index.ts';
import type { orders, Signature } from '../contract.ts';
import { consultationOf, missingOf, studentsWork, unansweredAllergy } from './consultation.ts';
import { confirm } from './diagnosis-codec.ts';
import { consultationRow } from './done.ts';
import { loadVisit, type VisitRecord } from './load-visit.ts';
import { isFinal, sign } from './note-codec.ts';
import { stateOf } from './order-codec.ts';
import { turnOrder } from './patch-order.ts';
import { nameOf, signerOf } from './signer.ts';
import { assistantHasWork } from './tasks-left.ts';

export const signVisit: Verb<typeof orders, 'signVisit'> = async (ctx, { visitId, coveringFor }) => {
  // held until the end, so that nobody adds a word or an order under the signature
  const visit = await visitOf(ctx, visitId, true);
  const row = (await consultationRow(ctx, visitId)) ?? ctx.fail('notStarted');
  if (row.signed_at !== null) {
    await signLateSickNotes(ctx, visitId, coveringFor);
    return consultationOf(ctx, visitId);
  }
  if (row.practitioner_id !== ctx.actor.practitionerId && !coveringFor) {
    return ctx.fail('notYourVisit', { name: await nameOf(ctx, row.practitioner_id) });
  }
  const record = await loadVisit(ctx, visitId);
  const [missing] = await missingOf(ctx, visit.patientId, record);
  if (missing === 'note') return ctx.fail('noteMissing');
  if (missing === 'diagnosis') return ctx.fail('diagnosisMissing');
  if (missing === 'coSign') return ctx.fail('coSignMissing', { names: studentNames(record) });
  if (missing === 'allergy') {
    return ctx.fail('allergyWarning', { ...(await unansweredAllergy(ctx, visit.patientId, record)) });
  }
  await signAll(ctx, visitId, record, await signerOf(ctx, coveringFor));
  await ctx.work.finish(`Encounter/${visitId}`, 'done', 'orders.signPending');
  await advance(ctx, visitId, (await assistantHasWork(ctx, visitId)) ? 'tasks' : 'checkout');
  ctx.emit('orders.visitSigned', { visitId, patientId: visit.patientId });
  return consultationOf(ctx, visitId);
};

async function signAll(
  ctx: Context,
  visitId: string,
  record: VisitRecord,
  signature: Signature,
): Promise<void> {
  await ctx.record.patch('DocumentReference', visitId, (note) => sign(ctx, note, signature));
  for (const one of record.sickNotes.filter((note) => !isFinal(note))) {
    await ctx.record.patch('DocumentReference', one.id ?? '', (note) => sign(ctx, note, signature));
  }
  for (const one of record.conditions) await ctx.record.patch('Condition', one.id ?? '', confirm);
  for (const one of record.orders) if (stateOf(one) === 'draft') await turnOrder(ctx, one, 'active');
}

/** A sick note that was asked for after the visit was signed; without one, signing again changes nothing. */
async function signLateSickNotes(
  ctx: Context,
  visitId: string,
  coveringFor: string | undefined,
): Promise<void> {
  const { sickNotes } = await loadVisit(ctx, visitId);
  const open = sickNotes.filter((note) => !isFinal(note));
  if (open.length === 0) return;
  const signature = await signerOf(ctx, coveringFor);
  for (const one of open) {
    await ctx.record.patch('DocumentReference', one.id ?? '', (note) => sign(ctx, note, signature));
    await ctx.work.finish(`DocumentReference/${one.id}`, 'done', 'orders.signPending');
  }
}

function studentNames(record: VisitRecord): string {
  const names = studentsWork(record).map((one) => one.performer?.[0]?.actor.display ?? '');
  return [...new Set(names)].join(', ');
}
