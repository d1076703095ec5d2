import { STATUS_CODES } from 'node:http';
import type { Language } from '#platform/shared/languages.ts';
import { operationOutcome } from '#platform/server/fhir/outcome.ts';
import { addressOf, type Answer, etagOf, type Wanted } from './answer.ts';
import type { Interaction } from './interaction.ts';
import { refuseFhir } from './refusals.ts';

/** What one entry came to: an answer, or the OperationOutcome of its refusal. */
export type EntryAnswer =
  | { interaction?: Interaction | undefined; answer: Answer }
  | { status: number; outcome: object };

/** Characters that the answer to one bundle may have. */
const mostCharacters = 32 * 1024 * 1024;

/** Counts what the answers to one bundle add up to. Refuses with `tooMuch`. */
export function answerRoom(): (answer: Answer) => Answer {
  let left = mostCharacters;
  return (answer) => {
    left -= answer.text?.length ?? answer.stored?.text.length ?? 0;
    if (left < 0) refuseFhir('tooMuch', { megabytes: 32 });
    return answer;
  };
}

/**
 * The Bundle that answers a batch or a transaction, entry by entry in the order in which they were sent.
 * @param wanted by `Prefer`; only `representation` gives back what was stored, reads are always given
 */
export function bundleAnswer(
  kind: 'batch' | 'transaction',
  entries: readonly EntryAnswer[],
  { baseUrl, wanted, language }: { baseUrl: string; wanted: Wanted | undefined; language: Language },
): string {
  const texts = entries.map((entry) => {
    if (!('answer' in entry)) {
      const { status, outcome } = entry;
      return JSON.stringify({ response: { status: statusOf(status), outcome } });
    }
    const { answer, interaction } = entry;
    const { stored, status } = answer;
    const response = {
      status: statusOf(status),
      ...(stored && {
        location: addressOf(baseUrl, stored),
        etag: etagOf(stored),
        lastModified: stored.updatedAt,
      }),
      ...(wanted === 'OperationOutcome' && { outcome: operationOutcome([], language) }),
    };
    const isShown = interaction?.effect === 'read' || wanted === 'representation';
    const text = isShown && status < 300 && status !== 204 ? (answer.text ?? stored?.text) : undefined;
    const url = stored && text !== undefined ? `"fullUrl":"${baseUrl}/${stored.type}/${stored.id}",` : '';
    const resource = text === undefined ? '' : `"resource":${text},`;
    return `{${url}${resource}"response":${JSON.stringify(response)}}`;
  });
  const list = texts.length > 0 ? `,"entry":[${texts.join(',')}]` : '';
  return `{"resourceType":"Bundle","type":"${kind}-response"${list}}`;
}

function statusOf(status: number): string {
  return `${status} ${STATUS_CODES[status] ?? ''}`.trim();
}
