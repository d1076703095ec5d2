import type { DocumentReference } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { authorOf } from '#slices/records/server/index.ts';
import type { SickNote, Signature } from '../contract.ts';
import { patientReference, visitReference, withExtension } from './fhir-parts.ts';
import { documentSystem, extensions } from './systems.ts';

export type DocumentKind = 'consultationNote' | 'addendum' | 'sickNote';

/** LOINC of the note; addenda and sick notes are told apart by our own code. */
const progressNote = { system: 'http://loinc.org', code: '11506-3' };

/** A new document of a visit, preliminary until somebody signs it. */
export function documentResource(
  ctx: Context,
  kind: DocumentKind,
  about: { visitId: string; patientId: string; text: string },
): DocumentReference {
  const own = { system: documentSystem, code: kind };
  return {
    resourceType: 'DocumentReference',
    status: 'current',
    docStatus: 'preliminary',
    type: { coding: kind === 'sickNote' ? [own] : [own, progressNote] },
    subject: patientReference(about.patientId),
    date: ctx.now,
    author: [authorOf(ctx)],
    content: [{ attachment: attachmentOf(about.text, ctx.now) }],
    context: { encounter: [visitReference(about.visitId)] },
  };
}

/** Plain text as FHIR carries it; empty words have no data, for which the standard has no empty value. */
export function attachmentOf(text: string, at: string) {
  const data = Buffer.from(text, 'utf8').toString('base64');
  return { contentType: 'text/plain; charset=utf-8', ...(data && { data }), creation: at };
}

export function documentText(document: DocumentReference | undefined): string {
  const data = document?.content?.[0]?.attachment?.data;
  return data ? Buffer.from(data, 'base64').toString('utf8') : '';
}

/** Which document of ours it is; undefined for what came from elsewhere. */
export function documentKind(document: DocumentReference): DocumentKind | undefined {
  const code = document.type?.coding?.find((one) => one.system === documentSystem)?.code;
  return code === 'consultationNote' || code === 'addendum' || code === 'sickNote' ? code : undefined;
}

/** Signed, or amended after signing: its words are not changed any more. */
export function isFinal(document: DocumentReference): boolean {
  return document.docStatus === 'final' || document.docStatus === 'amended';
}

/** Puts the signature under a document and makes it final. */
export function sign(ctx: Context, document: DocumentReference, signature: Signature): void {
  const parts = [
    { url: 'name', valueString: signature.name },
    { url: 'role', valueString: signature.role },
    { url: 'at', valueInstant: signature.at },
  ];
  if (signature.licenceNumber) parts.push({ url: 'licenceNumber', valueString: signature.licenceNumber });
  if (signature.coveringFor) parts.push({ url: 'coveringFor', valueString: signature.coveringFor });
  document.docStatus = 'final';
  document.authenticator = authorOf(ctx);
  document.extension = [
    ...(withExtension(document, 'signature').extension ?? []),
    { url: extensions.signature, extension: parts },
  ];
}

/** The signature line of a signed document. */
export function signatureOf(document: DocumentReference | undefined): Signature | undefined {
  const parts = document?.extension?.find((one) => one.url === extensions.signature)?.extension;
  if (!parts) return undefined;
  const part = (url: string) => parts.find((one) => one.url === url)?.valueString;
  const [licenceNumber, coveringFor] = [part('licenceNumber'), part('coveringFor')];
  return {
    name: part('name') ?? '',
    role: part('role') ?? '',
    at: parts.find((one) => one.url === 'at')?.valueInstant ?? '',
    ...(licenceNumber && { licenceNumber }),
    ...(coveringFor && { coveringFor }),
  };
}

/** A sick note's days stand as its period; the advice is its text. */
export function sickNoteElements(
  ctx: Context,
  days: { from: string; to: string; advice?: string | undefined },
) {
  return {
    attachment: attachmentOf(days.advice ?? '', ctx.now),
    period: { start: days.from, end: days.to },
  };
}

export function sickNoteOf(document: DocumentReference): SickNote {
  const advice = documentText(document);
  return {
    id: document.id ?? '',
    from: document.context?.period?.start ?? '',
    to: document.context?.period?.end ?? '',
    ...(advice && { advice }),
    signed: isFinal(document),
    draftedBy: document.author?.[0]?.display ?? '',
  };
}
