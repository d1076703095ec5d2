import type { DocumentReference } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { Language } from '#platform/shared/languages.ts';
import { isFinal, signatureOf } from '#slices/orders/server/index.ts';
import { authorOf } from '#slices/records/server/index.ts';
import type { Content, Letter, Spoken } from '../contract.ts';
import { type Conclusion, type LetterKind, letterKinds, type LetterState } from '../shared/kinds.ts';
import type { Measured } from './measured.ts';

const ours = 'https://serambi.health/fhir';
/** Code system of the kinds, apart from the documents of a consultation, which are signed with the visit. */
export const letterSystem = `${ours}/CodeSystem/letter`;
export const letterNumberSystem = `${ours}/letter-number`;

/** What a letter is made from, kept with its text: other systems read the text, we read this. */
export interface Kept {
  content: Content;
  language: Language;
  /** Day of the visit, and when she came and left, as the clinic stamped it. */
  day: string;
  arrivedAt?: string;
  leftAt?: string;
  measured: Measured[];
  drafterId: string;
  spoken: Spoken;
  conclusion?: Conclusion;
  remark?: string;
  sentBack?: { reason: string; by: string; at: string };
  replaces?: { letterId: string; number: string; reason: string };
}

/** Which letter of ours it is; undefined for every other document. */
export function letterKind(document: DocumentReference): LetterKind | undefined {
  const code = document.type?.coding?.find(({ system }) => system === letterSystem)?.code;
  return letterKinds.find((kind) => kind === code);
}

/** A new letter of a visit, preliminary until a physician signs it. */
export function letterResource(
  ctx: Context,
  kept: Kept,
  about: { visitId: string; patientId: string },
): DocumentReference {
  return {
    resourceType: 'DocumentReference',
    status: 'current',
    docStatus: 'preliminary',
    type: { coding: [{ system: letterSystem, code: kept.content.kind }] },
    subject: { reference: `Patient/${about.patientId}` },
    date: ctx.now,
    author: [authorOf(ctx)],
    ...(kept.replaces && {
      relatesTo: [{ code: 'replaces', target: { reference: `DocumentReference/${kept.replaces.letterId}` } }],
    }),
    content: contentOf(kept, ctx.now),
    context: { encounter: [{ reference: `Encounter/${about.visitId}` }] },
  };
}

/** The letter as text for every reader, and beside it what it was made from. */
export function contentOf(kept: Kept, at: string): DocumentReference['content'] {
  const { title, facts, sentences } = kept.spoken;
  const text = [title, ...facts.map(({ label, value }) => `${label}: ${value}`), ...sentences].join('\n');
  const attachment = (contentType: string, data: string) => ({
    attachment: { contentType, data: Buffer.from(data, 'utf8').toString('base64'), creation: at },
  });
  return [
    attachment('text/plain; charset=utf-8', text),
    attachment('application/json', JSON.stringify(kept)),
  ];
}

export function keptOf(document: DocumentReference): Kept {
  const data = document.content.find(({ attachment }) => attachment.contentType === 'application/json')
    ?.attachment.data;
  if (!data) throw new Error(`the letter ${document.id} has lost what it was made from`);
  // written by `contentOf` alone
  return JSON.parse(Buffer.from(data, 'base64').toString('utf8')) as Kept;
}

export function stateOf(document: DocumentReference): LetterState {
  if (document.status === 'entered-in-error') return 'discarded';
  if (document.status === 'superseded') return 'superseded';
  if (isFinal(document)) return 'signed';
  return keptOf(document).sentBack ? 'sentBack' : 'draft';
}

export function numberOf(document: DocumentReference): string | undefined {
  return document.identifier?.find(({ system }) => system === letterNumberSystem)?.value;
}

export const idIn = (reference: string | undefined) => reference?.slice(reference.indexOf('/') + 1) ?? '';
export const visitIdOf = (document: DocumentReference) => idIn(document.context?.encounter?.[0]?.reference);
export const patientIdOf = (document: DocumentReference) => idIn(document.subject?.reference);
export const versionOf = (document: DocumentReference) => Number(document.meta?.versionId ?? 0);

/** A stored letter as the contract tells it. */
export function letterOf(document: DocumentReference, measuredAnew = false): Letter {
  const kept = keptOf(document);
  const [number, signature] = [numberOf(document), signatureOf(document)];
  const { conclusion, remark, sentBack, replaces } = kept;
  return {
    letterId: document.id ?? '',
    visitId: visitIdOf(document),
    patientId: patientIdOf(document),
    content: kept.content,
    state: stateOf(document),
    version: versionOf(document),
    spoken: kept.spoken,
    draftedBy: document.author?.[0]?.display ?? '',
    draftedAt: document.date ?? '',
    measuredAnew,
    ...(number && { number }),
    ...(conclusion && { conclusion }),
    ...(remark && { remark }),
    ...(sentBack && { sentBack }),
    ...(signature && { signature: { name: signature.name, role: signature.role, at: signature.at } }),
    ...(replaces && { replaces }),
  };
}
