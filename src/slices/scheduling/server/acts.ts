import type { Context } from '#platform/server/context.ts';
import { hasWords, words } from '#platform/server/words.ts';

/** The acts at a patient that a visit type may ask of its provider or of who assists, in words. */
export function actsToHold(ctx: Pick<Context, 'actions' | 'language'>): { action: string; words: string }[] {
  const keyOf = (action: string) => action.replace('.', '_action_');
  const clinical = ctx.actions.filter((one) => one.kind !== 'administrative' && hasWords(keyOf(one.action)));
  return [...new Set(clinical.map((one) => one.action))]
    .map((action) => ({ action, words: words(ctx.language, keyOf(action)) }))
    .toSorted((a, b) => a.words.localeCompare(b.words, ctx.language));
}
