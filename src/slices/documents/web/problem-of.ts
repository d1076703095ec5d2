import { ProblemError } from '#platform/web/client/call.ts';

/** What a door that answers files refused with, as the calls of verbs tell it. */
export async function problemOf(answer: Response): Promise<ProblemError> {
  const body: unknown = await answer.json().catch(() => ({}));
  const code = typeof body === 'object' && body && 'code' in body ? String(body.code) : 'platform.unexpected';
  const detail = typeof body === 'object' && body && 'detail' in body ? String(body.detail) : undefined;
  return new ProblemError({ code, status: answer.status, ...(detail && { detail }) });
}
