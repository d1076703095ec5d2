import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '#platform/shared/languages.ts';
import { operationOutcome } from '#platform/server/fhir/outcome.ts';
import type { Stored } from '#platform/server/record/store.ts';

export const fhirType = 'application/fhir+json; charset=utf-8';

/** What an interaction came to. JSON-safe: an answer is kept for a repeat of its request. */
export interface Answer {
  status: number;
  /** The version that it speaks of. */
  stored?: Stored | undefined;
  /** What goes out in place of that version's text: a bundle, an outcome. */
  text?: string | undefined;
  /** For the trail. */
  patientId?: string | null | undefined;
  subject?: string | undefined;
}

/** The answer that is one version of a resource. */
export function answerOf(status: number, { type, id, version, ...rest }: Stored): Answer {
  const { updatedAt, deleted, text, patientId } = rest;
  const stored = { type, id, version, updatedAt, deleted, text };
  return { status, stored, patientId, subject: `${type}/${id}` };
}

export function etagOf({ version }: Stored): string {
  return `W/"${version}"`;
}

/** Address of a version, or of the resource. @param baseUrl absolute, without a slash at the end */
export function addressOf(baseUrl: string, { type, id, version }: Stored): string {
  return `${baseUrl}/${type}/${id}/_history/${version}`;
}

/** Whether the caller has this version already (RFC 9110: `If-None-Match` decides where both are given). */
export function isKnown(
  stored: Stored,
  {
    ifNoneMatch,
    ifModifiedSince,
  }: { ifNoneMatch?: string | undefined; ifModifiedSince?: string | undefined },
): boolean {
  if (ifNoneMatch !== undefined) {
    const known = ifNoneMatch.split(',').map((one) => one.trim().replace(/^W\//, ''));
    return known.includes('*') || known.includes(`"${stored.version}"`);
  }
  const since = Date.parse(ifModifiedSince ?? '');
  // the header speaks of whole seconds
  return Math.floor(Date.parse(stored.updatedAt) / 1000) * 1000 <= since;
}

export type Wanted = 'minimal' | 'representation' | 'OperationOutcome';

/** `Prefer: return=…`; without it a write answers with what was stored. */
export function preferred(header: string | string[] | undefined): Wanted | undefined {
  const said = /(?:^|[,;\s])return\s*=\s*"?(minimal|representation|OperationOutcome)\b/i.exec(
    String(header ?? ''),
  );
  const wanted: Wanted[] = ['minimal', 'representation', 'OperationOutcome'];
  return wanted.find((one) => one.toLowerCase() === said?.[1]?.toLowerCase());
}

/** Sends an answer. @param isWrite whether `Prefer` chooses what goes out */
export function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
  { baseUrl, isWrite, language }: { baseUrl: string; isWrite: boolean; language: Language },
): FastifyReply {
  const { stored, status } = answer;
  if (stored) {
    reply.header('etag', etagOf(stored)).header('last-modified', new Date(stored.updatedAt).toUTCString());
    if (status === 201) reply.header('location', addressOf(baseUrl, stored));
  }
  const wanted = isWrite ? preferred(request.headers.prefer) : undefined;
  if (wanted === 'OperationOutcome') {
    const text = JSON.stringify(operationOutcome([], language));
    return reply
      .status(status === 204 ? 200 : status)
      .type(fhirType)
      .send(text);
  }
  reply.status(status);
  if (status === 204 || status === 304 || wanted === 'minimal') return reply.send();
  return reply.type(fhirType).send(answer.text ?? stored?.text ?? '');
}
