import { ProblemError } from '#platform/web/client/call.ts';
import { currentLanguage } from '#platform/web/language.ts';

const begin = '"entry":[';
/** What one answer holds at most; the server's own limit is beyond it. */
const pageSize = 200;

/**
 * The whole record of a patient as one Bundle, in parts: the answers' entries are put behind each other as text, because
 * reading and writing them again would lose digits (`1.10` would become `1.1`).
 * @throws ProblemError where the server refuses
 */
export async function wholeRecord(patientId: string): Promise<string[]> {
  const parts: string[] = [];
  let next: string | undefined =
    `/fhir/R4/Patient/${encodeURIComponent(patientId)}/$everything?_count=${pageSize}`;
  while (next) {
    const text = await ask(next);
    const at = text.indexOf(begin);
    // our own entries alone may follow: whatever else stands before them is the head
    const head = at < 0 ? text : `${text.slice(0, at).replace(/,$/, '')}}`;
    if (at >= 0)
      parts.push(parts.length > 0 ? ',' : '', text.slice(at + begin.length, text.lastIndexOf(']}')));
    next = nextOf(head);
  }
  return ['{"resourceType":"Bundle","type":"searchset","entry":[', ...parts, ']}'];
}

function nextOf(head: string): string | undefined {
  const { link = [] } = JSON.parse(head) as { link?: { relation: string; url: string }[] };
  const url = link.find(({ relation }) => relation === 'next')?.url;
  if (!url) return undefined;
  // the address that others know the clinic by may differ from the one that this browser came by
  const { pathname, search } = new URL(url, location.href);
  return pathname + search;
}

async function ask(path: string): Promise<string> {
  const answer = await fetch(path, {
    headers: { accept: 'application/fhir+json', 'accept-language': currentLanguage() },
  });
  if (answer.ok) return answer.text();
  const { issue } = (await answer.json().catch(() => ({}))) as { issue?: { details?: { text?: string } }[] };
  throw new ProblemError({
    ...{ code: 'fhir.refused', status: answer.status },
    ...(issue?.[0]?.details?.text && { detail: issue[0].details.text }),
  });
}
