import { refuse } from '#platform/shared/errors.ts';
import { isResourceType, resourceTypes } from '#platform/server/fhir/definitions.ts';
import type { Platform } from '#platform/server/platform.ts';
import type { Stored } from '#platform/server/record/store.ts';
import { searchCapabilities } from './search-capabilities.ts';

/** A resource type of R4, or `notFound`. */
export function typeOf(type: string | undefined): string {
  return type !== undefined && isResourceType(type) ? type : refuse('notFound');
}

/**
 * A Bundle around stored texts, joined as text so that nothing of theirs is rebuilt.
 * @param baseUrl absolute, without a slash at the end
 */
export function bundleText(baseUrl: string, kind: 'searchset' | 'history', rows: readonly Stored[]): string {
  const entries = rows.map((row) => {
    const fullUrl = `"fullUrl":"${baseUrl}/${row.type}/${row.id}"`;
    if (kind === 'searchset') return `{${fullUrl},"resource":${row.text},"search":{"mode":"match"}}`;
    const request = `"request":{"method":"${row.deleted ? 'DELETE' : 'PUT'}","url":"${row.type}/${row.id}"}`;
    const response = `"response":{"status":"200","etag":"W/\\"${row.version}\\"","lastModified":"${row.updatedAt}"}`;
    return `{${fullUrl}${row.deleted ? '' : `,"resource":${row.text}`},${request},${response}}`;
  });
  return `{"resourceType":"Bundle","type":"${kind}","total":${rows.length},"entry":[${entries.join(',')}]}`;
}

/** What really runs, and nothing else. */
export function capabilityStatement(platform: Platform): string {
  const interactions = ['read', 'vread', 'create', 'update', 'history-instance', 'search-type'].map(
    (code) => ({ code }),
  );
  return JSON.stringify({
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: new Date(platform.clock.now()).toISOString(),
    kind: 'instance',
    software: { name: 'Serambi' },
    implementation: { description: 'Serambi' },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    rest: [
      {
        mode: 'server',
        resource: resourceTypes().map((type) => ({
          type,
          interaction: interactions,
          versioning: 'versioned-update',
          updateCreate: true,
          ...searchCapabilities(type),
        })),
      },
    ],
  });
}
