import type { CallOf, Contract, OutputOf, VerbName } from '#platform/shared/contract.ts';
import type { Problem } from '#platform/shared/errors.ts';
import { currentLanguage } from '../language.ts';
import { isUnattended } from './used.ts';

/** A refusal as the screen sees it. `code` is `<slice>.<code>`, or `offline` when no answer came at all. */
export class ProblemError extends Error {
  readonly code: string;
  readonly status: number;
  /** The server's words, already in the user's language; empty when offline. */
  readonly detail: string;
  readonly fields: { path: string; words: string }[];
  readonly details: Record<string, unknown>;
  /** Id of the request, for the server's log. */
  readonly instance: string | undefined;

  constructor(problem: Partial<Problem> & { code: string; status: number }) {
    super(problem.code);
    this.name = 'ProblemError';
    this.code = problem.code;
    this.status = problem.status;
    this.detail = problem.detail ?? '';
    this.fields = problem.fields ?? [];
    this.details = problem.details ?? {};
    this.instance = problem.instance;
  }
}

/** A hung line is as good as a cut one; the longest verb (a report over a year) answers well within this. */
const patienceMs = 60_000;

/** Below the 64 kB of the browsers, in letters that may take several bytes. */
const mostKeptAlive = 20_000;

let baseUrl = '';
/** Where the server is; empty in a browser (same origin), an address in tests. */
export function setBaseUrl(url: string): void {
  baseUrl = url;
}
export function getBaseUrl(): string {
  return baseUrl;
}

let bearer: string | undefined;
/** Calls with this token instead of the browser's cookie; for tests. */
export function setBearer(token: string | undefined): void {
  bearer = token;
}

type SessionTrouble = 'notSignedIn' | 'locked';
let sessionListener: ((trouble: SessionTrouble) => void) | undefined;
/** The shell hears here that the session has ended or is locked, and asks for sign-in above the screen. */
export function onSessionTrouble(listener: (trouble: SessionTrouble) => void): void {
  sessionListener = listener;
}

let unanswered: (() => void) | undefined;
/** Hears that a call had no answer, or one of a server that cannot work. */
export function onUnanswered(listener: () => void): void {
  unanswered = listener;
}

/**
 * Calls a verb: `POST /api/<slice>/<verb>` with JSON.
 * @param options `key` is the idempotency key of a write (one is made when absent), `draft` the key of the draft that the
 *   write makes into something kept: it is given up in the same commit, `signal` cancels, `keepalive` lets it go
 *   on when the page is left (browsers allow 64 kB for all such calls)
 * @throws ProblemError for every refusal and for a cut line
 */
export async function call<C extends Contract, N extends VerbName<C>>(
  contract: C,
  verb: N,
  input: CallOf<C, N>,
  options: { key?: string; draft?: string | undefined; signal?: AbortSignal; keepalive?: boolean } = {},
): Promise<OutputOf<C, N>> {
  const writes = contract.verbs[verb]?.effect === 'write';
  const patience = AbortSignal.timeout(patienceMs);
  const signal = options.signal ? AbortSignal.any([options.signal, patience]) : patience;
  const sent = JSON.stringify(input ?? {});
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(`${baseUrl}/api/${contract.slice}/${verb}`, {
      method: 'POST',
      credentials: 'same-origin',
      signal,
      headers: {
        'content-type': 'application/json',
        'accept-language': currentLanguage(),
        ...(writes && { 'idempotency-key': options.key ?? crypto.randomUUID() }),
        ...(options.draft !== undefined && { 'x-serambi-draft': encodeURIComponent(options.draft) }),
        ...(isUnattended() && { 'x-serambi-quiet': '1' }),
        ...(bearer && { authorization: `Bearer ${bearer}` }),
      },
      body: sent,
      keepalive: (options.keepalive ?? false) && sent.length < mostKeptAlive,
    });
    const text = await response.text();
    body = text === '' ? undefined : JSON.parse(text);
  } catch (error) {
    // Whoever cancels is not told that the line is cut.
    if (options.signal?.aborted) throw error;
    unanswered?.();
    throw new ProblemError({ code: 'offline', status: 0 });
  }
  // a database that is away is a server that is away, for those who work
  if (response.status === 503) unanswered?.();
  if (response.ok) return body as OutputOf<C, N>;
  throw tell(problemFrom(body, response.status));
}

function problemFrom(body: unknown, status: number): ProblemError {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>;
  return new ProblemError({ ...problem, code: problem.code ?? 'platform.unexpected', status });
}

function tell(problem: ProblemError): ProblemError {
  if (problem.code === 'platform.notSignedIn') sessionListener?.('notSignedIn');
  if (problem.code === 'platform.locked') sessionListener?.('locked');
  return problem;
}
