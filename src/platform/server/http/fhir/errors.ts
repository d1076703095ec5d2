import type { FastifyInstance } from 'fastify';
import { JsonTextError } from '#platform/server/fhir/json-text-error.ts';
import type { Disk } from '#platform/server/disk/disk.ts';
import { operationOutcome } from '#platform/server/fhir/outcome.ts';
import { InvalidResource } from '#platform/server/record/validity.ts';
import type { CallerReader } from '../caller.ts';
import { problemOf } from '../problem.ts';

/** IssueType of the standard for each of our statuses. */
const issueTypes: Record<number, string> = {
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  410: 'deleted',
  412: 'conflict',
  413: 'too-long',
  422: 'invalid',
  429: 'throttled',
  503: 'transient',
};

/** On FHIR routes a refusal leaves as an OperationOutcome in the caller's language, naming the place by FHIRPath. */
export function fhirErrors(app: FastifyInstance, caller: CallerReader, disk: Disk): void {
  app.setErrorHandler((error, request, reply) => {
    const language = caller.languageOf(request);
    reply.type('application/fhir+json; charset=utf-8');
    if (error instanceof JsonTextError) {
      return reply.status(400).send(JSON.stringify(operationOutcome([error.toIssue(language)], language)));
    }
    const problem = problemOf(error, language, request.id, disk);
    if (problem.status >= 500)
      request.log.error({ err: error, route: request.routeOptions.url }, 'request failed');
    const code = issueTypes[problem.status] ?? (problem.status >= 500 ? 'exception' : 'invalid');
    const general = { severity: 'error', code, details: { text: problem.detail } };
    const issue =
      error instanceof InvalidResource
        ? error.issues.map(({ severity, code, expression, details }) => ({
            severity,
            code,
            details: { text: details },
            expression: [expression],
          }))
        : [
            general,
            ...(problem.fields ?? []).map(({ path, words }) => ({
              severity: 'error',
              code,
              details: { text: words },
              expression: [path],
            })),
          ];
    return reply.status(problem.status).send(JSON.stringify({ resourceType: 'OperationOutcome', issue }));
  });
}
