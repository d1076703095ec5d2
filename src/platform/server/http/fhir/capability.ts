import { resourceTypes } from '#platform/server/fhir/definitions.ts';
import type { Platform } from '#platform/server/platform.ts';
import { trailType } from './interaction.ts';
import type { HeardRoute } from './route-table.ts';
import { searchCapabilities } from './search-capabilities.ts';

/** What each route is in the words of the CapabilityStatement; only those that are there are told. */
const ofTypes: Record<string, string> = {
  'GET /:type/:id': 'read',
  'GET /:type/:id/_history/:version': 'vread',
  'PUT /:type/:id': 'update',
  'PATCH /:type/:id': 'patch',
  'DELETE /:type/:id': 'delete',
  'GET /:type/:id/_history': 'history-instance',
  'GET /:type/_history': 'history-type',
  'POST /:type': 'create',
  'GET /:type': 'search-type',
};
const ofAll: Record<string, string[]> = {
  'POST ': ['transaction', 'batch'],
  'GET /_history': ['history-system'],
};
const operations: Record<string, { name: string; type?: string }> = {
  'POST /:type/$validate': { name: 'validate' },
  'GET /Patient/:id/$everything': { name: 'everything', type: 'Patient' },
  'POST /Patient/$match': { name: 'match', type: 'Patient' },
};
const trailReads = ['read', 'vread', 'history-instance', 'search-type'];

/** What really runs, and nothing else: made from the routes as they were registered. */
export function capabilityStatement(
  platform: Platform,
  baseUrl: string,
  heard: readonly HeardRoute[],
): string {
  const has = (route: string) => heard.some(({ method, path }) => `${method} ${path}` === route);
  const told = <T>(table: Record<string, T>) =>
    Object.entries(table).flatMap(([route, what]) => (has(route) ? [what] : []));
  const codes = told(ofTypes);
  const operationsOf = (type: string | undefined) =>
    told(operations)
      .filter((one) => one.type === type)
      .map(({ name }) => ({
        name,
        definition: `http://hl7.org/fhir/OperationDefinition/${type === undefined ? 'Resource' : type}-${name}`,
      }));
  const resource = resourceTypes().map((type) => {
    const isTrail = type === trailType;
    const own = isTrail ? codes.filter((code) => trailReads.includes(code)) : codes;
    const operation = isTrail ? [] : [...operationsOf(undefined), ...operationsOf(type)];
    return {
      type,
      interaction: own.map((code) => ({ code })),
      versioning: 'versioned-update',
      readHistory: true,
      updateCreate: !isTrail && has('PUT /:type/:id'),
      conditionalCreate: !isTrail && has('POST /:type'),
      conditionalRead: 'full-support',
      conditionalUpdate: !isTrail && has('PUT /:type'),
      conditionalDelete: !isTrail && has('DELETE /:type') ? 'single' : 'not-supported',
      ...searchCapabilities(type),
      ...(operation.length > 0 && { operation }),
    };
  });
  return JSON.stringify({
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: new Date(platform.clock.now()).toISOString(),
    kind: 'instance',
    software: { name: 'Serambi' },
    implementation: { description: 'Serambi', url: baseUrl },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    ...(codes.includes('patch') && { patchFormat: ['application/json-patch+json'] }),
    rest: [
      {
        mode: 'server',
        resource,
        interaction: told(ofAll)
          .flat()
          .map((code) => ({ code })),
      },
    ],
  });
}
