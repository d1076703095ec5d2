import type { RouteOptions } from 'fastify';
import type { Registry } from '#platform/server/http/registry.ts';

/** How a route that is no verb lets callers in. */
export type Door = 'open' | 'bySecret' | 'signedIn' | { action: string } | 'byResourceType';

/** Every route beside the verbs; each is tried by the matrix. */
export const otherDoors: Record<string, Door> = {
  'GET /healthz': 'open',
  'GET /metrics': 'open',
  'GET /api/openapi.json': 'open',
  'GET /fhir/R4/metadata': 'open',
  // the address itself is the secret; of a wrong one nobody learns anything, and not often
  'GET /feeds/:file': 'bySecret',
  'GET /api/push': 'signedIn',
  'GET /api/print/:file': { action: 'print.paper' },
  'GET /api/documents/files/:file': { action: 'documents.open' },
  'GET /fhir/R4/:type': 'byResourceType',
  'POST /fhir/R4/:type/_search': 'byResourceType',
  'POST /fhir/R4': 'byResourceType',
  'POST /fhir/R4/': 'byResourceType',
  'POST /fhir/R4/:type': 'byResourceType',
  'GET /fhir/R4/:type/:id': 'byResourceType',
  'PUT /fhir/R4/:type/:id': 'byResourceType',
  'PUT /fhir/R4/:type': 'byResourceType',
  'PATCH /fhir/R4/:type/:id': 'byResourceType',
  'PATCH /fhir/R4/:type': 'byResourceType',
  'DELETE /fhir/R4/:type/:id': 'byResourceType',
  'DELETE /fhir/R4/:type': 'byResourceType',
  'POST /fhir/R4/:type/$validate': 'byResourceType',
  'POST /fhir/R4/:type/:id/$validate': 'byResourceType',
  'GET /fhir/R4/Patient/:id/$everything': 'byResourceType',
  'POST /fhir/R4/Patient/$match': 'byResourceType',
  'GET /fhir/R4/_history': 'byResourceType',
  'GET /fhir/R4/:type/_history': 'byResourceType',
  'GET /fhir/R4/:type/:id/_history': 'byResourceType',
  'GET /fhir/R4/:type/:id/_history/:version': 'byResourceType',
};

/** Collects routes while an app is built; a GET answers HEAD too and counts once. */
export function routeList(): {
  hear: (route: RouteOptions) => void;
  routes: Map<string, string | undefined>;
} {
  const routes = new Map<string, string | undefined>();
  const hear = (route: RouteOptions) => {
    const { action } = (route.config ?? {}) as { action?: string };
    for (const method of [route.method].flat()) {
      if (method !== 'HEAD') routes.set(`${method} ${route.url}`, action);
    }
  };
  return { hear, routes };
}

/** Routes of which nobody has declared who may use them, and declarations that no route has any more. */
export function undeclared(routes: ReadonlyMap<string, string | undefined>, registry: Registry): string[] {
  const declared = new Map<string, string | undefined>(
    Object.keys(otherDoors).map((route) => [route, undefined]),
  );
  for (const { slice, name, contract } of registry.verbs) {
    declared.set(`POST /api/${slice}/${name}`, contract.action);
  }
  const unknown = [...routes].filter(([route, action]) => {
    return !declared.has(route) || declared.get(route) !== action;
  });
  const gone = [...declared.keys()].filter((route) => !routes.has(route));
  return [...unknown.map(([route]) => route), ...gone.map((route) => `${route} is not there`)];
}
