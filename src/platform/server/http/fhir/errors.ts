import type { FastifyInstance } from 'fastify';
import type { Problem } from '#platform/shared/errors.ts';
import type { Language } from '#platform/shared/languages.ts';
import type { Disk } from '#platform/server/disk/disk.ts';
import { issueOf } from '#platform/server/fhir/issue.ts';
import { JsonTextError } from '#platform/server/fhir/json-text-error.ts';
import { InvalidResource } from '#platform/server/record/validity.ts';
import { hasWords, words } from '#platform/server/words.ts';
import type { CallerReader } from '../caller.ts';
import { problemOf } from '../problem.ts';
import { fhirType } from './answer.ts';
import { EntryRefusal, FhirRefusal } from './refusals.ts';

/** IssueType of the standard for each of our statuses. */
const issueTypes: Record<number, string> = {
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-supported',
  406: 'not-supported',
  409: 'conflict',
  410: 'deleted',
  412: 'conflict',
  413: 'too-long',
  422: 'invalid',
  429: 'throttled',
  503: 'transient',
};

/** Codes of ours that the standard has a better word for than for their status. */
const issueCodes: Record<string, string> = { 'platform.searchTooCostly': 'too-costly' };

interface OutcomeIssue {
  severity: string;
  code: string;
  details: { text: string };
  expression?: string[];
}

/** A refusal as an OperationOutcome in a language, each issue with the FHIRPath of its place. */
export function outcomeOf(
  error: unknown,
  language: Language,
  requestId: string,
  disk?: Disk,
): { status: number; outcome: { resourceType: 'OperationOutcome'; issue: OutcomeIssue[] } } {
  const { status, issue } = issuesOf(error, language, requestId, disk);
  return { status, outcome: { resourceType: 'OperationOutcome', issue } };
}

function issuesOf(
  error: unknown,
  language: Language,
  requestId: string,
  disk: Disk | undefined,
): { status: number; issue: OutcomeIssue[] } {
  if (error instanceof EntryRefusal) {
    const { status, issue } = issuesOf(error.why, language, requestId, disk);
    if (!(error.why instanceof InvalidResource)) {
      // of a resource by its own path, and all else by the entry
      const at = ({ expression: [path = ''] = [] }: OutcomeIssue) =>
        /^[A-Z]\w+\./.test(path) ? `${error.place}.resource${path.replace(/^\w+/, '')}` : error.place;
      return { status, issue: issue.map((one) => ({ ...one, expression: [at(one)] })) };
    }
    return { status, issue: error.why.issues.map((one) => placed(one, error.place, language)) };
  }
  if (error instanceof JsonTextError) {
    const { severity, code, details } = error.toIssue(language);
    return { status: error.status, issue: [{ severity, code, details: { text: details } }] };
  }
  if (error instanceof InvalidResource) {
    return { status: error.status, issue: error.issues.map((one) => plain(one)) };
  }
  const problem = problemOf(error, language, requestId, disk);
  const code =
    issueCodes[problem.code] ??
    issueTypes[problem.status] ??
    (problem.status >= 500 ? 'exception' : 'invalid');
  const expression = error instanceof FhirRefusal ? error.expression : undefined;
  const general = {
    ...{ severity: 'error', code, details: { text: generalWords(problem, language) } },
    ...(expression && { expression: [expression] }),
  };
  const fields = (problem.fields ?? []).map(({ path, words }) => ({
    ...{ severity: 'error', code, details: { text: words }, expression: [path] },
  }));
  return { status: problem.status, issue: [general, ...fields] };
}

/** The platform's own words speak to a person before a screen; a program that sent a request is told of that. */
function generalWords({ code, detail }: Problem, language: Language): string {
  const key = code.replace(/^platform\./, 'fhir_general_');
  return hasWords(key) ? words(language, key) : detail;
}

function plain({ severity, code, expression, details }: InvalidResource['issues'][number]): OutcomeIssue {
  return { severity, code, details: { text: details }, ...(expression && { expression: [expression] }) };
}

/** An issue of an entry's resource, told from the bundle that was sent. */
function placed(issue: InvalidResource['issues'][number], place: string, language: Language): OutcomeIssue {
  const { severity, code, key, params } = issue;
  const expression = `${place}.resource${issue.expression.replace(/^\w+/, '')}`;
  const { path: _, ...own } = params;
  return plain(issueOf(language, { severity, code, key, expression, params: own }));
}

/** On FHIR routes a refusal leaves as an OperationOutcome in the caller's language, naming the place by FHIRPath. */
export function fhirErrors(app: FastifyInstance, caller: CallerReader, disk: Disk): void {
  app.setErrorHandler((error, request, reply) => {
    const { status, outcome } = outcomeOf(error, caller.languageOf(request), request.id, disk);
    if (status >= 500) request.log.error({ err: error, route: request.routeOptions.url }, 'request failed');
    return reply.status(status).type(fhirType).send(JSON.stringify(outcome));
  });
}
