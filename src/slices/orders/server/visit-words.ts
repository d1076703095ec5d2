import type { Context } from '#platform/server/context.ts';
import type { Language } from '#platform/shared/languages.ts';
import type { OrderDetail, Signature } from '../contract.ts';
import { codeLabels } from './codes.ts';
import { codeOf, diagnosisOf } from './diagnosis-codec.ts';
import { favouriteLabels } from './favourites.ts';
import { loadVisit } from './load-visit.ts';
import { signatureOf } from './note-codec.ts';
import { detailOf, stateOf } from './order-codec.ts';
import { orderLine } from './word-of.ts';

/** A visit's outcome in words of one language, for papers of other duties. */
export interface VisitWords {
  /** Absent until the visit is signed: what stands beside it may still change. */
  signature: Signature | undefined;
  /** The main one first. */
  diagnoses: string[];
  /** What was not cancelled; `ref` is where it stands in the record. */
  orders: { ref: string; kind: OrderDetail['kind']; label: string }[];
}

/** What the physician found and ordered in a visit, in a language. */
export async function visitWords(ctx: Context, visitId: string, language: Language): Promise<VisitWords> {
  const record = await loadVisit(ctx, visitId);
  const labels = await codeLabels(ctx, record.conditions.map(codeOf));
  const diagnoses = record.conditions.map((one) => diagnosisOf(one, labels, language));
  const open = record.orders.filter((one) => stateOf(one) !== 'cancelled');
  const details = open.flatMap((one) => {
    const detail = detailOf(one);
    return detail ? [{ ref: `${one.resourceType}/${one.id}`, detail }] : [];
  });
  const known = await favouriteLabels(
    ctx,
    details.flatMap(({ detail }) => detail.code ?? []),
  );
  return {
    signature: signatureOf(record.note),
    diagnoses: diagnoses.sort((a, b) => Number(b.main) - Number(a.main)).map(({ label }) => label),
    orders: details.map(({ ref, detail }) => ({
      ref,
      kind: detail.kind,
      label: orderLine(detail, detail.code ? known.get(detail.code)?.[language] : undefined, language),
    })),
  };
}
