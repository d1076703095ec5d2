import type { DocumentReference } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { visitOf } from '#slices/front-desk/server/index.ts';
import { authorOf } from '#slices/records/server/index.ts';
import type { orders } from '../contract.ts';
import { attachmentOf, documentResource, documentText, isFinal } from './note-codec.ts';

export const keepNote: Verb<typeof orders, 'keepNote'> = async (ctx, { visitId, text, version }) => {
  const visit = await visitOf(ctx, visitId, true);
  const note = await ctx.record.read('DocumentReference', visitId);
  if (note && isFinal(note)) return ctx.fail('signed');
  const standing = Number(note?.meta?.versionId ?? 0);
  if (note && standing !== version) {
    // the same words came twice, from a retry or another window: nothing to settle
    if (documentText(note) === text) return answer(ctx, visit.patientId, note, standing);
    const by = note.author?.at(-1)?.display ?? '';
    return ctx.fail('noteChanged', { by, text: documentText(note), version: standing });
  }
  // the visit's id is the note's: two first words at once meet in one document, and the later one is told
  const about = { visitId, patientId: visit.patientId, text };
  const written = note
    ? rewritten(ctx, note, text)
    : { ...documentResource(ctx, 'consultationNote', about), id: visitId };
  const { resource, version: now } = await ctx.record.put(written, { ifVersion: standing });
  return answer(ctx, visit.patientId, resource, now);
};

function rewritten(ctx: Context, note: DocumentReference, text: string): DocumentReference {
  const me = authorOf(ctx);
  const others = (note.author ?? []).filter(
    (one) => one.reference !== me.reference || one.display !== me.display,
  );
  const content = [{ ...note.content[0], attachment: attachmentOf(text, ctx.now) }];
  return { ...note, date: ctx.now, author: [...others, me], content };
}

function answer(ctx: Context, patientId: string, note: DocumentReference, version: number) {
  return {
    patientId,
    id: note.id,
    text: documentText(note),
    version,
    changedAt: note.date ?? ctx.now,
    changedBy: note.author?.at(-1)?.display ?? ctx.actor.name,
  };
}
