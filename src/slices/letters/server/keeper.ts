import { isDeepStrictEqual } from 'node:util';
import type { DocumentReference } from '@medplum/fhirtypes';
import { z } from 'zod';
import type { Context } from '#platform/server/context.ts';
import { keeper } from '#platform/server/record/keepers.ts';
import { words } from '#platform/server/words.ts';
import { Refusal, refuse } from '#platform/shared/errors.ts';
import { visitOf } from '#slices/front-desk/server/index.ts';
import { isFinal } from '#slices/orders/server/index.ts';
import { content, spoken } from '../contract-shapes.ts';
import { letterKind, numberOf, patientIdOf, visitIdOf } from './letter-codec.ts';
import { isItsNumber } from './number.ts';

/**
 * A signed letter stays as it is, whichever way a write comes in; only the verb signs, since it gives the number; and a
 * draft is written by those who may draft.
 */
export const letterKeeper = keeper<DocumentReference>('DocumentReference', {
  async put(ctx, document, before) {
    const wasSigned = before !== undefined && letterKind(before) !== undefined && isFinal(before);
    if (!letterKind(document) && !wasSigned) return;
    if (!wasSigned) await mustBeWhole(ctx, document);
    if (wasSigned) {
      const superseded = before.status === 'current' && document.status === 'superseded';
      if (!superseded || !isDeepStrictEqual(bare(before), bare(document))) throw signedStays();
      await mustMay(ctx, 'letters.sign');
    } else if (isFinal(document)) {
      await mustMay(ctx, 'letters.sign');
      if (!(await isItsNumber(ctx, document.id ?? '', numberOf(document)))) {
        throw new Refusal('letters', 'signThere', 409);
      }
    } else if (!(await ctx.may('letters.sign')).allowed) {
      await mustMay(ctx, 'letters.draft');
    }
    ctx.emit('letters.changed', { visitId: visitIdOf(document), patientId: patientIdOf(document) });
  },
  async moved(ctx, document) {
    if (!letterKind(document)) return;
    ctx.emit('letters.changed', { visitId: visitIdOf(document), patientId: patientIdOf(document) });
  },
  async remove(_ctx, document) {
    if (letterKind(document) && isFinal(document)) throw signedStays();
  },
});

/** A letter is of its visit's own patient, and holds what the verbs read. */
async function mustBeWhole(ctx: Context, document: DocumentReference): Promise<void> {
  const { patientId } = await visitOf(ctx, visitIdOf(document));
  const data = document.content.find(({ attachment }) => attachment.contentType === 'application/json');
  const read = kept.safeParse(jsonOf(data?.attachment.data));
  if (patientId !== patientIdOf(document) || !read.success) throw new Refusal('letters', 'draftThere', 409);
}

const kept = z.object({ content, spoken, drafterId: z.string(), measured: z.array(z.unknown()) });

function jsonOf(data: string | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(data ?? '', 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
}

const signedStays = () => new Refusal('letters', 'signed', 409);

/** A letter without what changes when another takes its place. */
function bare({ meta, status, ...rest }: DocumentReference): unknown {
  return JSON.parse(JSON.stringify(rest));
}

/** Refuses `notAllowed` with the reason and who may, as the pipeline does. */
async function mustMay(ctx: Context, action: string): Promise<void> {
  const decision = await ctx.may(action);
  if (decision.allowed) return;
  const reason = decision.reasonIn(ctx.language, (key, params) => words(ctx.language, key, params));
  refuse('notAllowed', { action, reason, whoMay: decision.whoMay });
}
